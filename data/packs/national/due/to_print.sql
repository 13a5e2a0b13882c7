-- title: 结果已出、复审通过，待打印卡和告知书
-- section: print
-- source: 方农工办〔2022〕54号 三(一)：鉴定后及时发放慢性病服务卡和告知书
SELECT a.subject, NULL AS form, 'chronic_application' AS workflow, a.id AS case_, NULL AS due,
  a.state_label || CASE WHEN a.state = 'a_result' THEN '' WHEN NOT a.letter AND a.passed AND NOT a.card THEN '：卡和告知书还没有打印'
    WHEN NOT a.letter THEN '：告知书还没有打印' ELSE '：慢性病服务卡还没有打印' END AS what
FROM (
    SELECT c.id, c.subject, c.state, c.state_label, c.result_date,
      EXISTS (SELECT 1 FROM issue AS i WHERE i.case_ = c.id AND i.void IS NULL AND i.document = 'notification_letter') AS letter,
      EXISTS (SELECT 1 FROM issue AS i WHERE i.case_ = c.id AND i.void IS NULL AND i.document = 'service_card') AS card,
      EXISTS (SELECT 1 FROM chronic_disease AS d WHERE d.parent = c.id AND +d.state = 'r_pass') AS passed
    FROM chronic_application AS c
    WHERE c.state IN ('a_result', 'a_card') AND (:among IS NULL OR c.subject IN (SELECT value FROM json_each (:among)))
  ) AS a JOIN resident AS r ON r.person = a.subject
WHERE a.state = 'a_result' OR NOT a.letter OR (a.passed AND NOT a.card)
UNION ALL
-- what was reviewed goes on, and the card in the holder's hands still says the old day
SELECT d.subject, NULL, 'chronic_application', d.parent, NULL,
  '复审通过，重新打印慢性病服务卡：' || group_concat (coalesce ((SELECT c.value ->> 'label' FROM json_each (:codes_disease) AS c WHERE c.value ->> 'code' = d.topic), d.topic), '、')
FROM chronic_disease AS d JOIN resident AS r ON r.person = d.subject
WHERE d.state = 'r_pass' AND d.renewals > 0 AND (:among IS NULL OR d.subject IN (SELECT value FROM json_each (:among)))
  AND NOT EXISTS (SELECT 1 FROM issue AS i WHERE i.case_ = d.parent AND i.document = 'service_card' AND i.void IS NULL
                    AND NOT EXISTS (SELECT 1 FROM case_event AS e WHERE e.case_ = d.id AND e.move = 'renew' AND (e.entered, e.id) > (i.printed, i.id)))
GROUP BY d.parent
UNION ALL
SELECT c.subject, NULL, 'policy_notice', c.id, NULL, '健康帮扶政策告知书还没有打印'
FROM policy_notice AS c JOIN home AS h ON h.household = c.subject
WHERE c.state = 'waiting' AND h.ended IS NULL AND (:among IS NULL OR c.subject IN (SELECT value FROM json_each (:among)))
  AND NOT EXISTS (SELECT 1 FROM issue AS i WHERE i.case_ = c.id AND i.void IS NULL AND i.document = 'policy_letter');
