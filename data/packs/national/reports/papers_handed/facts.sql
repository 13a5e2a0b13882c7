-- 发卡签收册, or 告知书送达册: one row for each card or letter (a household's stands under its head) printed by the end of the period that was handed over in it, or not yet.
SELECT r.person, r.place_position, r.household_number, r.name, coalesce (r.village_name, '') || CASE WHEN r.place = r.village THEN '' ELSE r.place_name END AS place_text, i.number, substr (i.printed, 1, 10) AS printed, i.handed, i.receiver, i.relation,
  (SELECT s.name FROM staff AS s WHERE s.id = i.handed_by) AS handed_by,
  (SELECT group_concat (CASE WHEN t.value ->> 'private' = 'yes' THEN '见告知书' ELSE coalesce (t.value ->> 'label', d.topic) END, '、' ORDER BY d.topic)
   FROM chronic_disease AS d LEFT JOIN json_each (:codes_disease) AS t ON t.value ->> 'code' = d.topic
   WHERE i.case_ IN (d.id, d.parent) AND (i.document <> 'service_card' OR d.state IN ('r_pass', 'r_review', 'r_lapsed', 'r_ended'))) AS diseases
FROM issue AS i LEFT JOIN home AS h ON h.household = i.subject JOIN everyone AS r ON r.person = coalesce (h.head, i.subject)
WHERE i.document = :paper AND i.void IS NULL AND substr (i.printed, 1, 10) <= :until AND (i.handed IS NULL OR i.handed BETWEEN :from AND :until)
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
ORDER BY i.handed IS NULL, i.handed, i.number;
