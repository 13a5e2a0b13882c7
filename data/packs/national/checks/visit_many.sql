-- title: 一人一天走访太多户
-- level: list
-- option: most 40 一天最多几户
-- source: 界限是拟定的
SELECT min (subject) AS subject, day || '，' || sign_visitor || '一天走访了' || count (DISTINCT subject) ||
  '户，请核实是否入户。' AS message
FROM household_visit WHERE way = '1'
GROUP BY day, sign_visitor HAVING count (DISTINCT subject) > coalesce (:most, 40) + 0
ORDER BY day;
