-- title: 待报送的慢性病申请
-- section: work
-- source: 方农工办〔2022〕54号 三(一)：随时申请，随时受理，随时鉴定
SELECT subject, NULL AS form, 'chronic_application' AS workflow, id AS case_, NULL AS due,
  '慢性病鉴定申请：' || state_label AS what
FROM chronic_application
WHERE state IN ('a_draft', 'a_papers', 'a_ready', 'a_returned')
ORDER BY opened, subject;
