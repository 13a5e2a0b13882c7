-- title: 整改完成，等复核销号
-- section: waiting
-- source: 方农工办〔2022〕54号 四(三)：措施不落实不销号；复核的不能是责任人
SELECT subject, NULL AS form, 'problem' AS workflow, id AS case_, NULL AS due,
  coalesce (text, topic) || '：' || coalesce (done_day, opened) || '整改完成，请' || coalesce (nullif (responsible, '') || '以外的人', '别人') || '复核' AS what
FROM problem
WHERE state = 'review' AND (:among IS NULL OR subject IN (SELECT value FROM json_each (:among)))
ORDER BY done_day, opened, subject;
