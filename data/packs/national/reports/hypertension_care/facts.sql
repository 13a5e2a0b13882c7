-- 高血压、2型糖尿病患者健康管理统计报表: one row for each patient who is here on the last day; a line of the table that has nobody gives one
-- row without a person.
WITH
  what (disease) AS (SELECT CASE :report WHEN 'diabetes_care' THEN 'diabetes' ELSE 'hypertension' END),
  line AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  -- the last end of a quarter by the last day, and its year: in January and February those of last December
  cut (day, first) AS (
    SELECT day, strftime ('%Y', day) || '-01-01'
    FROM (SELECT date (date (:until, '+1 day', 'start of month'),
                       '-' || ((strftime ('%m', date (:until, '+1 day')) - 1) % 3) || ' months', '-1 day') AS day)
  ),
  patient AS (
    SELECT e.person, e.household, e.household_number, e.place, e.place_name, e.name, e.birth, e.id_number, e.sex, min (coalesce (c.since, '')) AS since, (SELECT r.done FROM regular AS r JOIN cut
        WHERE r.disease = c.disease AND r.person = e.person AND r.cut = cut.day ORDER BY r.since LIMIT 1) AS regular
    FROM what JOIN condition AS c ON c.disease = what.disease JOIN everyone AS e ON e.person = c.person
    WHERE (e.state = 'here' OR e.state_since > :until) AND (e.birth IS NULL OR e.birth <= :until) AND e.resident = 1
      AND (c.since IS NULL OR c.since <= :until) AND (c.until IS NULL OR c.until > :until)
    GROUP BY e.person
  ),
  visit AS (
    SELECT v.*, row_number () OVER (PARTITION BY v.subject ORDER BY v.day DESC, v.entered DESC, v.id DESC) AS place
    FROM follow_up AS v JOIN cut JOIN what WHERE v.disease = what.disease AND v.day BETWEEN cut.first AND :until
  ),
  seen (person, met, faced, quarter) AS (
    SELECT subject, max (met), max (CASE WHEN face THEN day END),
      sum (met AND day >= date (:until, 'start of month', '-' || ((strftime ('%m', :until) - 1) % 3) || ' months'))
    FROM visit GROUP BY subject
  ),
  counted AS (
    SELECT p.*, coalesce (s.met, 0) AS managed, coalesce (p.regular, s.faced >= p.since, 0) AS regular_,
      coalesce (v.met AND CASE v.disease WHEN 'diabetes' THEN v.fpg < :limit_fpg
        ELSE v.dbp < :limit_dbp AND v.sbp < CASE WHEN age_on (p.birth, v.day) >= :limit_elder_age THEN :limit_sbp_elder ELSE :limit_sbp END END, 0) AS controlled, coalesce (s.quarter, 0) AS visits, v.day AS last_day,
      EXISTS (SELECT 1 FROM health_check AS h JOIN cut WHERE h.subject = p.person AND h.day BETWEEN cut.first AND :until) AS checked
    FROM patient AS p LEFT JOIN seen AS s ON s.person = p.person LEFT JOIN visit AS v ON v.subject = p.person AND v.place = 1
  )
SELECT l.line, l.line_name, l.line_position, c.person, c.household, c.household_number, c.place_name, c.name,
  CASE c.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex_word, age_on (c.birth, :until) AS age,
  CASE WHEN :mask_id = 'yes' AND length (c.id_number) >= 15
       THEN substr (c.id_number, 1, 6) || substr ('***********', 1, length (c.id_number) - 10) || substr (c.id_number, -4)
       WHEN :mask_id = 'yes' AND length (c.id_number) > 4 THEN '****' || substr (c.id_number, -4)
       ELSE c.id_number END AS id_number,
  c.person IS NOT NULL AS patient, c.managed, c.regular_ AS regular, c.controlled AND c.managed AS controlled, c.visits,
  c.checked AND c.managed AS checked, c.last_day, c.person AS listed,
  CASE WHEN c.managed THEN '是' ELSE '否' END AS managed_word, CASE WHEN c.regular_ THEN '是' ELSE '否' END AS regular_word,
  CASE WHEN c.controlled THEN '是' ELSE '否' END AS controlled_word, CASE WHEN c.checked THEN '是' ELSE '否' END AS checked_word
FROM line AS l LEFT JOIN counted AS c ON c.place = l.place
ORDER BY l.line_position, l.line_name, c.household_number, c.person
