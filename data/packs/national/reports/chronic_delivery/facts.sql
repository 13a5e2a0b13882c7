-- 慢性病鉴定申报汇总表: the cover of a bundle: one row for each application that was sent in the period, with its papers.
SELECT a.subject AS person, a.roster_no, a.sent_date, r.household_number, r.name, CASE WHEN :mask_id = 'yes' AND length (r.id_number) >= 15
       THEN substr (r.id_number, 1, 6) || substr ('***********', 1, length (r.id_number) - 10) || substr (r.id_number, -4)
       WHEN :mask_id = 'yes' AND length (r.id_number) > 4 THEN '****' || substr (r.id_number, -4)
       ELSE r.id_number END AS id_number, a.carried_by, a.accept_by,
  (SELECT group_concat (d.topic, ' ' ORDER BY d.topic) FROM chronic_disease AS d WHERE d.parent = a.id AND d.state <> 'r_withdrawn') AS diseases,
  coalesce (f.mat_idcard, 0) + coalesce (f.mat_insurance, 0) + coalesce (f.mat_photo, 0) + coalesce (f.mat_inpatient, 0) + coalesce (f.mat_outpatient, 0)
    + coalesce (f.mat_diag_cert, 0) + coalesce (f.mat_reports, 0) + coalesce (f.mat_special, 0) + coalesce (f.mat_pathology, 0)
    + coalesce (f.mat_psy_proof, 0) + coalesce (f.mat_group_proof, 0) AS papers
FROM chronic_application AS a JOIN everyone AS r ON r.person = a.subject LEFT JOIN chronic_application_form AS f ON f.id = a.record
WHERE a.sent_date BETWEEN :from AND :until AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
ORDER BY a.roster_no, a.sent_date, r.household_number, r.person;
