-- title: 提出的风险消除，等确认
-- section: waiting
-- source: 方农工办〔2022〕54号 三(五)1：风险消除准；认定是乡镇和乡村振兴部门的事，程序只记谁在哪天确认
SELECT r.subject, NULL AS form, 'risk_removal' AS workflow, r.id AS case_, NULL AS due,
  '风险消除待确认：' || coalesce (r.proposer || '，', '') || coalesce (r.propose_date, r.opened) || '提出' AS what
FROM risk_removal AS r JOIN home AS h ON h.household = r.subject
WHERE r.state = 'proposed' AND h.ended IS NULL AND (:among IS NULL OR r.subject IN (SELECT value FROM json_each (:among)))
ORDER BY r.opened, r.subject;
