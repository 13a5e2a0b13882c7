-- title: 访到的严重精神障碍随访，和它前面不断的一段
-- source: 省级报表：年内各次随访之间、最近一次到截止日都不超过3个月的算规范管理
-- note: from_ 这一段从哪天开始（相邻两次都不超过3个月）；first 这一段以前没有随访；until 从这一次算到哪天不超过3个月。
SELECT person, day, min (day) OVER (PARTITION BY person, run) AS from_, run = 0 AS first, months_after (day, 3) AS until, class, adherence, entered, id
FROM (
  SELECT *, sum (wide) OVER (PARTITION BY person ORDER BY day, entered, id) AS run
  FROM (
    SELECT subject AS person, day, class, adherence, entered, id,
      coalesce (months_after (lag (day) OVER (PARTITION BY subject ORDER BY day, entered, id), 3) < day, 0) AS wide
    FROM follow_up WHERE disease = 'mental' AND met
  )
);
