-- title: 整改时限在行动报送日以后
-- level: warning
-- source: 方农工办〔2022〕54号 四(三)：报表和总结按期报县
-- note: 只在行动进行的时候查，查行动期间发现、还没有整改好的。
SELECT p.subject, coalesce (s.name, '') || '的“' || coalesce ((SELECT c.value ->> 'label' FROM json_each (:codes_problem_type) AS c WHERE c.value ->> 'code' = p.topic), p.topic) ||
  '”整改时限是' || coalesce (p.deadline, p.due) || '，在行动报送的' || :campaign_hand_in || '以后：报出去的台账上还没有办完，请提前，或者写明原因。' AS message
FROM problem AS p LEFT JOIN subject AS s ON s.id = p.subject
WHERE p.state IN ('open', 'mending') AND p.opened BETWEEN :campaign_from AND :campaign_until AND coalesce (p.deadline, p.due) > :campaign_hand_in
ORDER BY p.subject;
