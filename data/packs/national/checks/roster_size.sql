-- title: 家庭人口数和成员人数不同
-- level: warning
SELECT h.household AS subject,
  '名册上写' || (x.extra ->> '$.family_size') || '人，实际登记' || h.people || '人，请核对。' AS message
FROM home AS h JOIN household AS x ON x.id = h.household
WHERE h.ended IS NULL AND CAST (x.extra ->> '$.family_size' AS INTEGER) > 0
  AND CAST (x.extra ->> '$.family_size' AS INTEGER) <> h.people
ORDER BY h.household;
