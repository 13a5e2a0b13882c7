-- 慢性病卡受益台账: one row for each disease in force, with the newest use of the card, or why it was not used.
WITH
  day (day) AS (SELECT min (:until, :today)),
  use AS (
    SELECT u.*, row_number () OVER (PARTITION BY u.subject ORDER BY u.day DESC, u.id DESC) AS newest
    FROM card_use AS u JOIN day WHERE u.day <= day.day
  ),
  visit AS (
    SELECT m.m_person, m.m_card_used, m.day, row_number () OVER (PARTITION BY m.m_person ORDER BY m.day DESC) AS newest
    FROM household_visit_member AS m JOIN day WHERE m.m_card_used IS NOT NULL AND m.day <= day.day
  ),
  card AS (SELECT case_, max (number) AS number FROM issue WHERE document = 'service_card' AND void IS NULL GROUP BY case_)
SELECT r.person, r.place_position, r.household_number, r.name, coalesce (r.village_name, '') || CASE WHEN r.place = r.village THEN '' ELSE r.place_name END AS place_text, d.topic AS disease, coalesce (k.number, k1.number) AS number, d.begins, d.ends,
  CASE WHEN u.used = '1' THEN u.last_use WHEN v.m_card_used = '1' THEN v.day END AS last_use,
  CASE WHEN u.used = '1' THEN u.place END AS hospital, CASE WHEN u.used = '1' THEN u.times END AS times,
  CASE WHEN u.used = '1' OR v.m_card_used = '1' THEN '是' WHEN u.used = '2' OR v.m_card_used = '2' THEN '否'
    WHEN v.m_card_used = '3' THEN '刚办' ELSE '未回访' END AS benefits,
  CASE u.unused WHEN '1' THEN '不知道怎么用' WHEN '2' THEN '定点机构没有要用的药' WHEN '3' THEN '住得远、行动不便' WHEN '4' THEN '病情稳定，不用药'
    WHEN '5' THEN '卡丢失或过期' WHEN '9' THEN u.unused_text END AS reason
FROM chronic_disease AS d JOIN chronic_application AS a ON a.id = d.parent JOIN resident AS r ON r.person = d.subject JOIN day
  -- who asked last is believed, on a visit or by the sheet
  LEFT JOIN use AS w ON w.subject = d.subject AND w.newest = 1
  LEFT JOIN visit AS v ON v.m_person = d.subject AND v.newest = 1 AND v.day > coalesce (w.day, '')
  LEFT JOIN use AS u ON u.subject = d.subject AND u.newest = 1 AND v.m_person IS NULL
  LEFT JOIN card AS k ON k.case_ = d.parent LEFT JOIN card AS k1 ON k1.case_ = d.id
WHERE d.state IN ('r_pass', 'r_review') AND a.state = 'a_active' AND d.expert_date <= day.day AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
ORDER BY r.place_position, r.household_number, r.person, d.topic;
