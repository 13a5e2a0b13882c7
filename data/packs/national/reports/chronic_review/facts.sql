-- 到期复审名册: one row for each disease in force, being reviewed, or lapsed without a newer one, whose term or day of review comes
-- by the end of the period and the days ahead.
WITH
  day (day) AS (SELECT min (:until, :today))
SELECT r.person, r.place_position, r.household_number, r.name, coalesce (r.village_name, '') || CASE WHEN r.place = r.village THEN '' ELSE r.place_name END AS place_text, CASE WHEN :mask_id = 'yes' AND length (r.id_number) >= 15
       THEN substr (r.id_number, 1, 6) || substr ('***********', 1, length (r.id_number) - 10) || substr (r.id_number, -4)
       WHEN :mask_id = 'yes' AND length (r.id_number) > 4 THEN '****' || substr (r.id_number, -4)
       ELSE r.id_number END AS id_number, r.phone, d.topic AS disease, d.begins, d.ends,
  coalesce (d.review_due, d.old_review_due, d.ends) AS review_day, d.prepared, d.state_label || CASE WHEN d.renewals > 0 THEN '（已复审' || d.renewals || '次）' ELSE '' END AS state,
  d.fixed_hospital
FROM chronic_disease AS d JOIN resident AS r ON r.person = d.subject JOIN day
WHERE d.state IN ('r_pass', 'r_review', 'r_lapsed')
  AND min (coalesce (d.review_due, d.old_review_due, d.ends), coalesce (d.ends, d.review_due, d.old_review_due)) <= date (:until, '+' || :ahead || ' days')
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
  AND NOT EXISTS (SELECT 1 FROM chronic_disease AS n
                  WHERE n.subject = d.subject AND n.topic = d.topic AND n.id <> d.id AND n.state NOT IN ('r_lapsed', 'r_ended', 'r_withdrawn')
                    AND n.opened >= d.opened)
ORDER BY d.ends, r.place_position, r.household_number, r.person;
