-- 严重精神障碍患者管理统计报表: one row for each resident, for the rate of detection, and for each patient who died; a line
-- that has nobody gives one row without a person.
WITH
  line AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  year (first) AS (SELECT strftime ('%Y', :until) || '-01-01'),
  -- the last end of a quarter by the last day
  cut (day) AS (SELECT date (date (:until, '+1 day', 'start of month'), '-' || ((strftime ('%m', date (:until, '+1 day')) - 1) % 3) || ' months', '-1 day')),
  person AS (
    SELECT e.person, e.household, e.household_number, e.place, e.place_name, e.name, e.birth, e.id_number, e.sex, (e.state = 'here' OR e.state_since > :until) AND (e.birth IS NULL OR e.birth <= :until) AND e.resident = 1 AS population,
      e.state = 'dead' AND e.state_since <= :until AS dead,
      (SELECT min (coalesce (c.since, '')) FROM condition AS c WHERE c.person = e.person AND c.disease = 'mental'
         AND (c.since IS NULL OR c.since <= :until)
         AND (c.until IS NULL OR c.until > :until)) AS since
    FROM everyone AS e WHERE e.state <> 'moved' OR e.state_since > :until
  ),
  visit AS (
    SELECT v.*, row_number () OVER (PARTITION BY v.person ORDER BY v.day DESC, v.entered DESC, v.id DESC) AS place
    FROM mental_visit AS v JOIN year WHERE v.day BETWEEN year.first AND :until
  ),
  regular_ (person) AS MATERIALIZED (
    SELECT v.person FROM visit AS v WHERE :mental_regular = 'spacing' AND v.until >= :until AND v.kept
    UNION ALL
    SELECT p.person FROM person AS p JOIN cut
    WHERE :mental_regular <> 'spacing' AND p.since IS NOT NULL
      AND coalesce ((SELECT r.done FROM regular AS r WHERE r.disease = 'mental' AND r.person = p.person AND r.cut = cut.day ORDER BY r.since LIMIT 1),
                    EXISTS (SELECT 1 FROM follow_up AS v WHERE v.disease = 'mental' AND v.subject = p.person AND v.face AND v.day BETWEEN p.since AND :until))
  ),
  counted AS (
    SELECT p.*, p.since IS NOT NULL AND (p.population OR p.dead) AS filed, p.since IS NOT NULL AND p.dead AS filed_dead,
      p.since IS NOT NULL AND p.population AS registered, v.person IS NOT NULL AS managed,
      p.person IN (SELECT person FROM regular_) AS regular,
      v.class = '3' AS stable, v.adherence IN ('1', '2') AS taking, v.day AS last,
      EXISTS (SELECT 1 FROM health_check AS h WHERE h.subject = p.person AND h.day BETWEEN year.first AND :until) AS checked
    FROM person AS p JOIN year LEFT JOIN visit AS v ON v.person = p.person AND v.place = 1
  )
SELECT l.line, l.line_name, l.line_position, c.person, c.household, c.household_number, c.place_name, c.name,
  CASE c.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex_word, age_on (c.birth, :until) AS age,
  CASE WHEN :mask_id = 'yes' AND length (c.id_number) >= 15
       THEN substr (c.id_number, 1, 6) || substr ('***********', 1, length (c.id_number) - 10) || substr (c.id_number, -4)
       WHEN :mask_id = 'yes' AND length (c.id_number) > 4 THEN '****' || substr (c.id_number, -4)
       ELSE c.id_number END AS id_number,
  c.population, c.filed, c.filed_dead, c.registered, c.registered AND c.managed AS managed, c.registered AND c.regular AS regular,
  c.registered AND c.stable AS stable, c.registered AND c.taking AS taking, c.registered AND c.checked AS checked, c.last AS last_day,
  CASE WHEN c.filed THEN c.person END AS listed, CASE WHEN c.filed_dead THEN '死亡' WHEN c.managed THEN '是' ELSE '否' END AS managed_word,
  CASE WHEN c.registered AND c.regular THEN '是' ELSE '否' END AS regular_word, CASE WHEN c.checked THEN '是' ELSE '否' END AS checked_word
FROM line AS l LEFT JOIN counted AS c ON c.place = l.place
ORDER BY l.line_position, l.line_name, c.household_number, c.person
