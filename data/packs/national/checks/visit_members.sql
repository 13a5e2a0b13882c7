-- title: 走访表人口数和成员行数不同
-- level: warning
SELECT v.subject, v.day || '走访表写' || v.registered_n || '人，成员有' ||
  (SELECT count (*) FROM household_visit_member AS m WHERE m.record = v.id) || '行，请核对。' AS message
FROM household_visit AS v
WHERE v.registered_n <> (SELECT count (*) FROM household_visit_member AS m WHERE m.record = v.id)
ORDER BY v.subject;
