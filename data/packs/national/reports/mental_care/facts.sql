-- 严重精神障碍患者管理统计报表: one row for each resident, for the rate of detection, and for each patient who died; a line
-- that has nobody gives one row without a person.
WITH
  line AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  year (first) AS (SELECT strftime ('%Y', :until) || '-01-01'),
  person AS (
    SELECT e.person, e.household, e.household_number, e.place, e.place_name, e.name, e.birth, e.id_number, e.sex, (e.state = 'here' OR e.state_since > :until) AND (e.birth IS NULL OR e.birth <= :until) AND e.resident = 1 AS population,
      e.state = 'dead' AND e.state_since <= :until AS dead,
      (SELECT min (coalesce (c.since, '')) FROM condition AS c WHERE c.person = e.person AND c.disease = 'mental'
         AND (c.since IS NULL OR c.since <= :until)
         AND (c.until IS NULL OR c.until > :until)) AS since
    FROM everyone AS e WHERE e.state <> 'moved' OR e.state_since > :until
  ),
  visit AS (
    SELECT v.subject, v.day, v.met, v.class, v.adherence,
      lag (v.day) OVER (PARTITION BY v.subject ORDER BY v.day, v.entered, v.id) AS before,
      row_number () OVER (PARTITION BY v.subject ORDER BY v.day DESC, v.entered DESC, v.id DESC) AS place
    FROM follow_up AS v WHERE v.disease = 'mental' AND v.met AND v.day <= :until
  ),
  -- a gap of more than three months: before a visit of this year, or since the last one
  seen (person, n, wide, last) AS (
    SELECT v.subject, sum (v.day >= year.first),
      max (v.day >= year.first AND v.before IS NOT NULL AND months_after (v.before, 3) < v.day), max (v.day)
    FROM visit AS v JOIN year GROUP BY v.subject
  ),
  counted AS (
    SELECT p.*, p.since IS NOT NULL AND (p.population OR p.dead) AS filed, p.since IS NOT NULL AND p.dead AS filed_dead,
      p.since IS NOT NULL AND p.population AS registered, coalesce (s.n > 0, 0) AS managed,
      coalesce (s.n > 0 AND NOT s.wide AND months_after (s.last, 3) >= :until
        -- who has no visit before this year: the first within three months of its beginning, or of the diagnosis
        AND (SELECT min (v.day) FROM visit AS v WHERE v.subject = p.person) <= months_after (max (year.first, p.since), 3), 0) AS regular,
      v.class = '3' AND s.n > 0 AS stable, v.adherence IN ('1', '2') AND s.n > 0 AS taking, s.last,
      EXISTS (SELECT 1 FROM health_check AS h WHERE h.subject = p.person AND h.day BETWEEN year.first AND :until) AS checked
    FROM person AS p JOIN year LEFT JOIN seen AS s ON s.person = p.person LEFT JOIN visit AS v ON v.subject = p.person AND v.place = 1
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
