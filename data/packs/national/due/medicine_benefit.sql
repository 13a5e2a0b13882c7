-- title: 两病用药保障
-- section: work
-- source: 高血压、糖尿病没有通过门诊慢性病鉴定的，不影响两病用药保障；登记的办法按各地医保的规定
-- note: 没有通过的还没有问过两病的，问过还没有问清的。
SELECT d.subject, NULL AS form, 'chronic_disease' AS workflow, d.id AS case_, NULL AS due,
  CASE d.topic WHEN 'hypertension' THEN '高血压' ELSE '糖尿病' END || '没有通过门诊慢性病鉴定，问清是否登记两病用药保障' AS what
FROM chronic_disease AS d JOIN resident AS r ON r.person = d.subject
WHERE d.state = 'r_fail' AND d.topic IN ('hypertension', 'diabetes') AND (:among IS NULL OR d.subject IN (SELECT value FROM json_each (:among)))
  AND NOT EXISTS (SELECT 1 FROM medicine_benefit AS b WHERE b.subject = d.subject AND b.topic = d.topic)
  -- and nothing newer about this disease
  AND NOT EXISTS (SELECT 1 FROM chronic_disease AS n WHERE n.subject = d.subject AND n.topic = d.topic AND n.id <> d.id AND n.opened >= d.opened
                    AND n.state NOT IN ('r_fail', 'r_withdrawn'))
GROUP BY d.subject, d.topic
UNION ALL
SELECT b.subject, NULL, 'medicine_benefit', b.id, NULL,
  '两病用药保障' || CASE b.topic WHEN 'hypertension' THEN '（高血压）' ELSE '（糖尿病）' END || '：待问清'
FROM medicine_benefit AS b JOIN resident AS r ON r.person = b.subject
WHERE b.state = 'asked' AND (:among IS NULL OR b.subject IN (SELECT value FROM json_each (:among)));
