-- title: 记录的日期在今天以后
-- level: error
SELECT subject,
  '有' || count (*) || '份记录写着今天以后的日期（' || max (day) || '），请核对记录，也看看电脑的日期对不对。' AS message
FROM (
  SELECT subject, CASE WHEN day > :today THEN day ELSE substr (entered, 1, 10) END AS day FROM record
  WHERE day > :today OR substr (entered, 1, 10) > :today
)
GROUP BY subject ORDER BY subject;
