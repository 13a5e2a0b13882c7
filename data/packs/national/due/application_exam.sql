-- title: 慢性病鉴定体检
-- section: work
-- source: 方农工办〔2022〕54号 三(一)；一个省的系统记 完成、未到、放弃 和未到的次数
SELECT a.subject, NULL AS form, 'chronic_application' AS workflow, a.id AS case_, a.due,
  '慢性病鉴定体检' || coalesce ('：' || a.exam_place, '') || coalesce ('，' || a.exam_wanted, '') ||
  CASE WHEN a.misses > 0 THEN '，已有' || a.misses || '次未到' ELSE '' END AS what
FROM chronic_application AS a JOIN resident AS r ON r.person = a.subject
WHERE a.state = 'a_exam' AND (:among IS NULL OR a.subject IN (SELECT value FROM json_each (:among)))
ORDER BY a.due IS NULL, a.due, a.subject;
