-- title: 问题台账
-- section: work
-- option: ahead 7 时限前几天提醒
-- source: 方农工办〔2022〕54号 四(三)：立查立改、边查边改
-- A problem without a limit is shown as long as nobody has taken it on.
SELECT subject, NULL AS form, 'problem' AS workflow, id AS case_, due,
  coalesce (text, topic) || '：' || state_label AS what
FROM problem
WHERE closed IS NULL AND (:among IS NULL OR subject IN (SELECT value FROM json_each (:among)))
  AND (due <= date (:today, '+' || coalesce (:ahead, 7) || ' days') OR (due IS NULL AND state IN ('open', 'mending')))
ORDER BY due IS NULL, due, opened, subject;
