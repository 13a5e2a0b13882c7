-- 家庭医生签约服务月报表: one row for each person who is or was on the roster of the place; a line of the table (village
-- group or village) that has nobody gives one row without a person.
--
-- Who counts in the population is on the roster on the last day of the period. A contract is in force on that day when its
-- term holds it, whatever became of it later. Columns after “class_” are 1 or 0.
WITH
  line_of AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  lines AS (SELECT DISTINCT line, line_name, line_position FROM line_of),
  people AS (
    SELECT e.person, e.household, e.household_number, e.name, e.sex, e.birth, e.id_number, e.resident, l.line,
      (e.state = 'here' OR e.state_since > :until) AND (e.birth IS NULL OR e.birth <= :until) AS present
    FROM everyone AS e JOIN line_of AS l ON l.place = e.place
  ),
  groups AS (
    SELECT person, group_concat (group_, ' ' ORDER BY group_) AS groups,
      max (group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')) AS class_
    FROM (SELECT DISTINCT person, group_ FROM belonging
          WHERE (from_ IS NULL OR from_ <= :until) AND (until IS NULL OR until >= :until))
    GROUP BY person
  ),
  ill AS (
    SELECT DISTINCT person FROM condition
    WHERE (since IS NULL OR since <= :until) AND (until IS NULL OR until > :until)
      AND (:key_diseases = 'all'
           OR (:key_diseases = 'four' AND disease IN ('hypertension', 'diabetes', 'mental', 'tuberculosis')))
  ),
  in_force AS (
    SELECT subject AS person, id AS contract, begins, max (paid = '1') AS paid, max (sign_date) AS sign_date
    FROM contract WHERE holds = 1 AND begins <= :until AND ends >= :until GROUP BY subject
  ),
  signed AS (
    SELECT subject AS person, max (sign_kind IN ('1', '3')) AS new_, max (sign_kind = '2') AS renewed
    FROM contract WHERE holds = 1 AND sign_date BETWEEN :from AND :until GROUP BY subject
  ),
  ended AS (
    SELECT DISTINCT subject AS person FROM contract
    WHERE state = 'ended' AND end_state_date BETWEEN :from AND :until
  ),
  -- 履约 as the county counts it
  since (day) AS (SELECT CASE WHEN :service_since = 'year' THEN substr (:until, 1, 4) || '-01-01' ELSE :from END),
  items (person, wanted, done) AS (
    SELECT f.person, sum (d.need), sum (min (d.done, d.need)) FROM in_force AS f JOIN service_done AS d ON d.contract = f.contract
    WHERE :fulfilment = 'item_ratio' GROUP BY f.person
  ),
  served (person) AS (
    SELECT f.person FROM in_force AS f JOIN since
    WHERE CASE :fulfilment
      WHEN 'due_done' THEN NOT EXISTS (SELECT 1 FROM service_done AS d WHERE d.contract = f.contract AND d.whole AND d.last <= :until AND d.done < d.need)
      WHEN 'monthly' THEN (SELECT count (DISTINCT substr (s.day, 1, 7)) FROM service_day AS s
                           WHERE s.person = f.person AND s.day BETWEEN max (since.day, f.begins) AND :until)
        = (substr (:until, 1, 4) * 12 + substr (:until, 6, 2)) - (substr (max (since.day, f.begins), 1, 4) * 12 + substr (max (since.day, f.begins), 6, 2)) + 1
      ELSE EXISTS (SELECT 1 FROM service_day AS s WHERE s.person = f.person AND s.day BETWEEN since.day AND :until) END
  ),
  counted AS (
    SELECT p.line, p.person, p.household, p.household_number, p.name, p.sex, p.id_number, g.groups, f.sign_date,
      p.present AND (p.resident = 1 OR :population = 'roster') AS population,
      p.present AND f.person IS NOT NULL AS in_force,
      s.new_ AS new_, s.renewed AS renewed, e.person IS NOT NULL AS ended,
      p.present AND f.person IS NOT NULL AND f.paid AS paid,
      p.present AND coalesce (g.class_, 0) AS class_,
      p.present AND (coalesce (g.class_, 0) OR i.person IS NOT NULL
                     OR coalesce (age_on (p.birth, :until) >= CAST (:old_age AS INTEGER), 0)
                     OR (:children = 'yes' AND coalesce (age_on (p.birth, :until) <= 6, 0))) AS key_,
      p.present AND f.person IS NOT NULL AND v.person IS NOT NULL AS served,
      CASE WHEN p.present THEN i2.wanted END AS wanted, CASE WHEN p.present THEN i2.done END AS done
    FROM people AS p
      LEFT JOIN groups AS g ON g.person = p.person
      LEFT JOIN ill AS i ON i.person = p.person
      LEFT JOIN in_force AS f ON f.person = p.person
      LEFT JOIN signed AS s ON s.person = p.person
      LEFT JOIN ended AS e ON e.person = p.person
      LEFT JOIN served AS v ON v.person = p.person
      LEFT JOIN items AS i2 ON i2.person = p.person
  )
SELECT l.line, l.line_name, l.line_position, c.person, c.household, c.household_number, c.name,
  CASE c.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex,
  CASE WHEN :mask_id = 'yes' AND length (c.id_number) >= 15
       THEN substr (c.id_number, 1, 6) || substr ('***********', 1, length (c.id_number) - 10) || substr (c.id_number, -4)
       WHEN :mask_id = 'yes' AND length (c.id_number) > 4 THEN '****' || substr (c.id_number, -4)
       ELSE c.id_number END AS id_number,
  c.groups, c.population, c.in_force, c.new_, c.renewed, c.ended, c.paid, c.key_,
  c.key_ AND c.in_force AS key_in_force, c.class_, c.class_ AND c.in_force AS class_in_force, c.served, c.wanted, c.done,
  CASE WHEN c.in_force THEN c.sign_date END AS sign_date,
  CASE WHEN c.population OR c.in_force OR c.class_ OR c.new_ OR c.renewed OR c.ended THEN c.person END AS listed,
  CASE WHEN c.in_force THEN '是' WHEN c.class_ THEN '应签未签' ELSE '否' END AS signed_word,
  CASE WHEN c.served THEN '是' WHEN c.in_force THEN '否' END AS served_word
FROM lines AS l LEFT JOIN counted AS c ON c.line = l.line
ORDER BY l.line_position, l.line_name, c.household_number, c.person;
