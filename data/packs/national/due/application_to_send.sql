-- title: 待报送的慢性病申请
-- section: work
-- source: 方农工办〔2022〕54号 三(一)：随时申请，随时受理，随时鉴定
SELECT a.subject, NULL AS form, 'chronic_application' AS workflow, a.id AS case_, NULL AS due,
  '慢性病鉴定申请：' || a.state_label || CASE
    WHEN a.state = 'a_returned' THEN coalesce ('，' || nullif (a.return_reason, ''), '')
    WHEN a.state = 'a_papers' THEN coalesce ('，缺' || nullif (a.missing_papers, ''), '') ELSE '' END AS what
FROM chronic_application AS a JOIN resident AS r ON r.person = a.subject
WHERE a.state IN ('a_draft', 'a_papers', 'a_ready', 'a_returned') AND (:among IS NULL OR a.subject IN (SELECT value FROM json_each (:among)))
ORDER BY a.opened, a.subject;
