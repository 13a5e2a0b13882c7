-- title: 已报送，等结果
-- section: waiting
-- option: days 0 报送后几天没有结果就提醒（0为不提醒）
-- source: no number of days holds everywhere: a county sets its own
SELECT subject, NULL AS form, 'chronic_application' AS workflow, id AS case_,
  CASE WHEN coalesce (:days, 0) + 0 > 0 THEN date (coalesce (sent_date, opened), '+' || :days || ' days') END AS due,
  state_label || '，' || coalesce (sent_date, opened) || '报送' AS what
FROM chronic_application
WHERE state IN ('a_sent', 'a_accepted', 'a_expert')
ORDER BY coalesce (sent_date, opened), subject;
