-- title: 慢性病卡到期复审
-- section: expiring
-- option: ahead 30 到期前几天提醒
-- source: 复审提前一个月开始（一个省的系统）；30天是拟定的
WITH line AS (
  SELECT d.*, CASE d.state WHEN 'r_pass' THEN coalesce (d.due, d.ends) ELSE d.ends END AS day,
    (SELECT c.value ->> 'label' FROM json_each (:codes_disease) AS c WHERE c.value ->> 'code' = d.topic) AS label
  FROM chronic_disease AS d WHERE d.state IN ('r_pass', 'r_review', 'r_lapsed')
    AND (:among IS NULL OR d.subject IN (SELECT value FROM json_each (:among)))
)
SELECT l.subject, NULL AS form, 'chronic_disease' AS workflow, l.id AS case_, l.day AS due,
  coalesce (l.label, l.topic) || CASE l.state WHEN 'r_lapsed' THEN '：过期未复审，请补复审或重新申请' WHEN 'r_review' THEN '：复审中'
    ELSE '：到期复审' END AS what
FROM line AS l JOIN resident AS r ON r.person = l.subject
WHERE l.day <= date (:today, '+' || coalesce (:ahead, 30) || ' days')
  -- nothing newer about this disease is on its way or in force
  AND NOT EXISTS (SELECT 1 FROM chronic_disease AS n
                  WHERE n.subject = l.subject AND n.topic = l.topic AND n.id <> l.id AND n.state NOT IN ('r_lapsed', 'r_ended', 'r_withdrawn')
                    AND n.opened >= l.opened)
ORDER BY l.day, l.subject;
