-- title: 死亡或迁出以后的随访
-- level: error
SELECT DISTINCT e.person AS subject, e.name || e.state_since || CASE e.state WHEN 'dead' THEN '已死亡' ELSE '已迁出' END ||
  '，' || v.day || '还有随访记录：请核对两个日期。' AS message
FROM follow_up AS v JOIN everyone AS e ON e.person = v.subject
WHERE e.state <> 'here' AND v.met AND v.day > e.state_since
ORDER BY e.person;
