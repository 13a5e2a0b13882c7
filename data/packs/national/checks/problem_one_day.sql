-- title: 一人一天销号太多
-- level: warning
-- option: most 20 一天最多几条
-- option: whole 3 全村的问题一天都销号了的，不少于几条才查
-- source: 界限是拟定的
WITH
  found (id, subject, village, village_name, checker, closed) AS MATERIALIZED (
    SELECT p.id, p.subject, w.village, w.village_name, CASE WHEN p.state = 'done' THEN p.checker END, CASE WHEN p.state = 'done' THEN p.closed END
    FROM problem AS p JOIN subject AS s ON s.id = p.subject JOIN place_path AS w ON w.place = s.place WHERE p.state <> 'rejected'
  )
SELECT min (p.subject) AS subject, p.closed || '，' || p.checker || '一天复核销号了' || count (*) || '条，请核实是否逐条看过。' AS message
FROM problem AS p
WHERE p.state = 'done' GROUP BY p.closed, p.checker HAVING count (*) > coalesce (:most, 20) + 0
UNION ALL
-- nothing of a village stands open, and one person took all of it off on one day
SELECT f.village, coalesce (f.village_name, '') || '的' || count (*) || '条问题，' || max (f.checker) || '在' || max (f.closed) || '一天全部销号，请核实是否逐条看过。'
FROM found AS f
WHERE f.village IS NOT NULL
GROUP BY f.village HAVING count (*) >= coalesce (:whole, 3) + 0 AND count (f.closed) = count (*) AND min (f.closed) = max (f.closed) AND min (f.checker) = max (f.checker)
  AND count (*) <= coalesce (:most, 20) + 0
ORDER BY 1, 2;
