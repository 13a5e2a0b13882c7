-- title: 一人一天销号太多
-- level: warning
-- option: most 20 一天最多几条
-- source: 界限是拟定的
SELECT min (p.subject) AS subject, p.closed || '，' || p.checker || '一天复核销号了' || count (*) || '条，请核实是否逐条看过。' AS message
FROM problem AS p
WHERE p.state = 'done' GROUP BY p.closed, p.checker HAVING count (*) > coalesce (:most, 20) + 0
ORDER BY p.closed;
