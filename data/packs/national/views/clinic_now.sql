-- title: 每个村卫生室最近一次的自查
-- source: 村卫生室自查表
-- note: 一个村一行，列和自查表一样，village_name 是村名。
SELECT c.*, v.name AS village_name
FROM clinic_check AS c JOIN place AS v ON v.id = c.subject
WHERE c.id = (SELECT n.id FROM clinic_check AS n WHERE n.subject = c.subject ORDER BY n.day DESC, n.entered DESC, n.id DESC LIMIT 1)
