-- title: 签约即将到期
-- section: expiring
-- option: ahead 60 到期前几天提醒
-- source: 60天是拟定的
SELECT c.subject, NULL AS form, 'contract' AS workflow, c.id AS case_, c.ends AS due, '签约到期，请办续约' AS what
FROM contract AS c JOIN person AS p ON p.id = c.subject
WHERE c.state IN ('signed', 'active') AND c.ends <= date (:today, '+' || coalesce (:ahead, 60) || ' days') AND p.state = 'here'
  AND (:among IS NULL OR c.subject IN (SELECT value FROM json_each (:among)))
  -- no other contract follows or is being prepared
  AND NOT EXISTS (SELECT 1 FROM contract AS n WHERE n.subject = c.subject AND n.id <> c.id
                    AND (n.begins > c.ends OR n.state IN ('draft', 'explained')));
