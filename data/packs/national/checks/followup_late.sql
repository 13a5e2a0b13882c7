-- title: 90天没有随访
-- level: warning
-- option: days 90 几天没有随访
WITH last_visit (subject, disease, day) AS (
  SELECT subject, disease, max (day) FROM follow_up WHERE met GROUP BY subject, disease
)
SELECT r.person AS subject, r.name || CASE c.disease WHEN 'hypertension' THEN '有高血压，' WHEN 'diabetes' THEN '有糖尿病，' ELSE '有严重精神障碍，' END ||
  coalesce ('上次随访是' || v.day, '还没有随访记录') || '，请随访。' AS message
FROM condition AS c JOIN resident AS r ON r.person = c.person
  LEFT JOIN last_visit AS v ON v.subject = c.person AND v.disease = c.disease
WHERE c.disease IN ('hypertension', 'diabetes', 'mental') AND (c.until IS NULL OR c.until > :today)
  AND coalesce (v.day, '') < date (:today, '-' || coalesce (:days, 90) || ' days')
ORDER BY r.person;
