-- title: 访到的严重精神障碍随访，和它前面不断的一段
-- source: 省级报表：年内各次随访之间、最近一次到截止日都不超过3个月的算规范管理
-- note: kept 这一年到这一次都没有断过（相邻两次不超过3个月；以前没有随访的，第一次在年初或者确诊后3个月以内）；until 从这一次算到哪天不超过3个月。
SELECT person, day, months_after (day, 3) AS until, class, adherence, entered, id,
  from_ < strftime ('%Y', day) || '-01-01'
    OR (run = 0 AND from_ <= months_after (max (strftime ('%Y', day) || '-01-01',
          coalesce ((SELECT min (coalesce (c.since, '')) FROM condition AS c WHERE c.person = v.person AND c.disease = 'mental'), '')), 3)) AS kept
FROM (
  SELECT *, min (day) OVER (PARTITION BY person, run) AS from_
  FROM (
    SELECT *, sum (wide) OVER (PARTITION BY person ORDER BY day, entered, id) AS run
    FROM (
      SELECT subject AS person, day, class, adherence, entered, id,
        coalesce (months_after (lag (day) OVER (PARTITION BY subject ORDER BY day, entered, id), 3) < day, 0) AS wide
      FROM follow_up WHERE disease = 'mental' AND met
    )
  )
) AS v;
