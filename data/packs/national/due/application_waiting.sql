-- title: 已报送，等结果
-- section: waiting
-- option: days 0 报送后几天没有结果就提醒（0为不提醒）
-- source: 各地天数不同，由县里定
SELECT a.subject, NULL AS form, 'chronic_application' AS workflow, a.id AS case_,
  CASE WHEN coalesce (:days, 0) + 0 > 0 THEN date (coalesce (a.sent_date, a.opened), '+' || :days || ' days') END AS due,
  a.state_label || '，' || coalesce (a.sent_date, a.opened) || '报送' AS what
FROM chronic_application AS a JOIN resident AS r ON r.person = a.subject
WHERE a.state IN ('a_sent', 'a_accepted', 'a_expert') AND (:among IS NULL OR a.subject IN (SELECT value FROM json_each (:among)))
ORDER BY coalesce (a.sent_date, a.opened), a.subject;
