-- 任务清单: what is still to be done, and what was finished in the period: problems of one type, deadline and responsible person are one task.
WITH
  row AS (
    SELECT p.*, t.value ->> 'label' AS label, t.value ->> 'note' AS aim, coalesce (t.value ->> 'area', '其他') AS area,
      coalesce (p.responsible, '（未交办）') AS who, coalesce (p.deadline, p.due, '') AS day
    FROM problem AS p JOIN subject AS s ON s.id = p.subject LEFT JOIN json_each (:codes_problem_type) AS t ON t.value ->> 'code' = p.topic
    WHERE p.state <> 'rejected' AND (p.opened BETWEEN :from AND :until OR (p.opened < :from AND p.closed IS NULL)) AND (:place IS NULL OR s.place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  task AS (
    SELECT topic, label, aim, area, who, day, count (*) AS n, sum (state IN ('review', 'done')) AS mended, sum (state = 'done') AS done, sum (state = 'mending') AS begun,
      group_concat (id, '、' ORDER BY id) AS problems, max (measure) AS measure, max (unit) AS unit, group_concat (DISTINCT nullif (remark, '')) AS remark
    FROM row GROUP BY topic, who, day
  )
SELECT topic || '/' || who || '/' || day AS task, area || '：' || label || '（' || n || '条）' AS what, problems, '消除“' || label || '”' || coalesce ('：' || nullif (aim, ''), '') AS aim,
  measure, unit, who, nullif (day, '') AS day, mended || '/' || n AS progress,
  CASE WHEN mended = n THEN '已完成' WHEN day <> '' AND day < :today THEN '逾期' WHEN begun > 0 OR mended > 0 THEN '进行中' ELSE '未开始' END AS state,
  CASE WHEN done = n THEN '已销号' WHEN done > 0 THEN '部分销号' ELSE '未销号' END AS struck, remark, mended = n AS finished
FROM task
ORDER BY finished, day = '', day, topic, who;
