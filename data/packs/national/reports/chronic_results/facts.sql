-- 鉴定结果名册, or 不予认定名册: one row for each disease whose result was signed in the period.
SELECT d.subject AS person, r.place_position, r.household_number, r.name, coalesce (r.village_name, '') || CASE WHEN r.place = r.village THEN '' ELSE r.place_name END AS place_text, CASE WHEN :mask_id = 'yes' AND length (r.id_number) >= 15
       THEN substr (r.id_number, 1, 6) || substr ('***********', 1, length (r.id_number) - 10) || substr (r.id_number, -4)
       WHEN :mask_id = 'yes' AND length (r.id_number) > 4 THEN '****' || substr (r.id_number, -4)
       ELSE r.id_number END AS id_number, d.topic AS disease,
  CASE WHEN d.state = 'r_fail' THEN '不符合' ELSE '符合' END AS result, d.stage, d.fail_reason, d.expert_date, d.expert_names, d.copied_by, d.begins, d.ends,
  d.benefit_selected, a.served_date, a.receiver,
  CASE a.serve_way WHEN '1' THEN '当面' WHEN '2' THEN '入户' WHEN '3' THEN '卫生院现场' WHEN '4' THEN '邮寄' WHEN '5' THEN '代收' END AS serve_way
FROM chronic_disease AS d JOIN everyone AS r ON r.person = d.subject LEFT JOIN chronic_application AS a ON a.id = d.parent
WHERE d.state IN ('r_pass', 'r_review', 'r_lapsed', 'r_ended', 'r_fail') AND d.expert_date BETWEEN :from AND :until
  AND (:which = 'all' OR d.state = 'r_fail') AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
ORDER BY d.expert_date, r.place_position, r.household_number, r.person, d.topic;
