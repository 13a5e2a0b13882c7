-- title: 已死亡或迁出的人还在签约
-- level: warning
SELECT c.subject, e.name || CASE e.state WHEN 'dead' THEN '已死亡' ELSE '已迁出' END ||
  '，签约还在履约中，请办解约，日期写' || coalesce (e.state_since, '死亡或迁出的日期') || '。' AS message
FROM contract AS c JOIN everyone AS e ON e.person = c.subject
WHERE c.state IN ('signed', 'active') AND e.state <> 'here'
ORDER BY c.subject;
