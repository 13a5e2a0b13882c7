-- title: 结果已出，待打印卡和告知书
-- section: print
-- source: 方农工办〔2022〕54号 三(一)：鉴定后及时发放慢性病服务卡和告知书
SELECT a.subject, NULL AS form, 'chronic_application' AS workflow, a.id AS case_, NULL AS due,
  a.state_label AS what
FROM chronic_application AS a JOIN resident AS r ON r.person = a.subject
WHERE (a.state = 'a_result'
    OR (a.state = 'a_card' AND NOT EXISTS (SELECT 1 FROM issue AS i WHERE i.case_ = a.id AND i.void IS NULL)))
  AND (:among IS NULL OR a.subject IN (SELECT value FROM json_each (:among)))
ORDER BY a.result_date, a.subject;
