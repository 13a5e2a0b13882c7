-- title: 已死亡或迁出的人还有没结束的慢性病申请、慢性病卡
-- level: warning
-- source: the case stays as it is until a doctor ends it
SELECT a.subject, e.name || CASE e.state WHEN 'dead' THEN '已死亡' ELSE '已迁出' END || coalesce ('（' || e.state_since || '）', '') ||
  CASE a.state WHEN 'a_active' THEN '，还在享受慢性病待遇，请办“终止待遇”。'
    ELSE '，慢性病申请还在“' || a.state_label || '”，请办“死亡、迁出，结束”。' END AS message
FROM chronic_application AS a JOIN everyone AS e ON e.person = a.subject
WHERE e.state <> 'here' AND a.state NOT IN ('a_closed', 'a_dropped')
ORDER BY a.subject;
