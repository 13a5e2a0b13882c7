-- title: 待送达的卡和告知书
-- section: deliver
-- option: days 0 打印后几天内送达（0为不定期限）
-- source: 方农工办〔2022〕54号 三(一)：及时发放；“及时”是几天没有写，由县里定
SELECT i.subject, NULL AS form, c.workflow, i.case_,
  CASE WHEN coalesce (:days, 0) + 0 > 0 THEN date (substr (i.printed, 1, 10), '+' || :days || ' days') END AS due,
  CASE i.document WHEN 'service_card' THEN '送慢性病服务卡' ELSE '送告知书' END || '，编号' || i.number AS what
FROM issue AS i CROSS JOIN person AS p ON p.id = i.subject LEFT JOIN case_ AS c ON c.id = i.case_
WHERE p.state = 'here' AND i.handed IS NULL AND i.void IS NULL AND +i.document IN ('service_card', 'notification_letter')
  AND (:among IS NULL OR i.subject IN (SELECT value FROM json_each (:among)))
UNION ALL
-- both are in somebody's hands, and what was explained is not written down yet
SELECT a.subject, NULL, 'chronic_application', a.id, NULL, '卡和告知书已领走，请记“卡与告知书已送达”：讲明了什么'
FROM chronic_application AS a CROSS JOIN person AS p ON p.id = a.subject
WHERE a.state = 'a_card' AND p.state = 'here' AND (:among IS NULL OR a.subject IN (SELECT value FROM json_each (:among)))
  AND EXISTS (SELECT 1 FROM issue AS i WHERE i.case_ = a.id AND i.void IS NULL AND i.document = 'notification_letter')
  AND NOT EXISTS (SELECT 1 FROM issue AS i WHERE i.case_ = a.id AND i.void IS NULL AND i.handed IS NULL
                    AND i.document IN ('service_card', 'notification_letter'))
UNION ALL
SELECT c.subject, NULL, 'policy_notice', c.id,
  CASE WHEN coalesce (:days, 0) + 0 > 0 AND i.handed IS NULL THEN date (substr (i.printed, 1, 10), '+' || :days || ' days') END,
  CASE WHEN i.handed IS NULL THEN '送健康帮扶政策告知书，编号' || i.number ELSE '健康帮扶政策告知书已领走，请记“已送达”：讲明了什么' END
FROM policy_notice AS c JOIN home AS h ON h.household = c.subject JOIN issue AS i ON i.case_ = c.id
WHERE c.state = 'waiting' AND h.ended IS NULL AND i.document = 'policy_letter' AND i.void IS NULL
  AND (:among IS NULL OR c.subject IN (SELECT value FROM json_each (:among)));
