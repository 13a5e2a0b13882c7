-- 问题台账汇总表: a line for each area of the list of problem types, or for each village group or responsible person, and the problems found in
-- the period. What was not entered (不予登记) is not counted.
WITH
  day (day) AS (SELECT min (:until, :today)),
  type AS (
    SELECT t.key AS position, t.value ->> 'code' AS code, t.value ->> 'area' AS area FROM json_each (:codes_problem_type) AS t
  ),
  found AS (
    SELECT p.*, s.place, coalesce (t.area, '其他') AS area, t.position
    FROM problem AS p JOIN subject AS s ON s.id = p.subject LEFT JOIN type AS t ON t.code = p.topic
    WHERE p.state <> 'rejected' AND p.opened BETWEEN :from AND :until AND (:place IS NULL OR s.place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  line (name, position) AS (
    SELECT area, min (position) FROM type WHERE :by = 'area' GROUP BY area
    UNION
    SELECT p.name, p.position FROM found AS f JOIN place AS p ON p.id = f.place WHERE :by = 'place'
    UNION
    SELECT coalesce (f.responsible, '（未交办）'), 0 FROM found AS f WHERE :by = 'responsible'
  )
SELECT l.name, l.position, f.id AS problem, f.mend_kind = '1' AS at_once, f.state IN ('review', 'done') AS mended, f.state = 'done' AS done,
  coalesce (f.state IN ('open', 'mending') AND f.due < :today, 0) AS late, coalesce (f.reopened > 0, 0) AS back,
  CASE WHEN f.state IN ('review', 'done') THEN julianday (f.done_day) - julianday (f.opened) END AS days,
  CASE WHEN f.state IN ('review', 'done') AND f.done_day IS NOT NULL THEN 1 END AS timed
FROM line AS l LEFT JOIN found AS f
  ON l.name = CASE :by WHEN 'area' THEN f.area WHEN 'place' THEN (SELECT p.name FROM place AS p WHERE p.id = f.place) ELSE coalesce (f.responsible, '（未交办）') END
ORDER BY l.position, l.name, f.id;
