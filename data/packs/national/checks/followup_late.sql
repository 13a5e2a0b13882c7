-- title: 90天没有随访
-- level: warning
-- option: days 90 几天没有随访
-- note: 还没有随访过的，从确诊那天算起；肺结核停止治疗以后不再查。
WITH last_visit (subject, disease, day) AS (
  SELECT subject, disease, max (day) FROM follow_up WHERE met GROUP BY subject, disease
)
SELECT r.person AS subject, r.name || CASE c.disease WHEN 'hypertension' THEN '有高血压，' WHEN 'diabetes' THEN '有糖尿病，'
    WHEN 'mental' THEN '有严重精神障碍，' ELSE '有肺结核，' END ||
  coalesce ('上次随访是' || v.day, '还没有随访记录') || '，请随访。' AS message
FROM condition AS c JOIN resident AS r ON r.person = c.person
  LEFT JOIN last_visit AS v ON v.subject = c.person AND v.disease = c.disease
WHERE c.disease IN ('hypertension', 'diabetes', 'mental', 'tuberculosis') AND (c.until IS NULL OR c.until > :today)
  AND max (coalesce (v.day, ''), coalesce (c.since, '')) < date (:today, '-' || coalesce (:days, 90) || ' days')
  AND NOT (c.disease = 'tuberculosis' AND EXISTS (SELECT 1 FROM tb_followup AS t WHERE t.subject = c.person AND t.stopped = '2' AND t.day = v.day))
ORDER BY r.person;
