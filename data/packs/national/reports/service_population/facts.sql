-- 基本公共卫生服务服务人口汇总月报表（一）: one row for each person who is here on the last day. A line that has nobody gives one row without a person.
WITH
  line AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  person AS (
    SELECT e.person, e.household, e.household_number, e.place, e.place_name, e.name, e.birth, e.id_number, e.sex, e.state, e.state_since, (e.state = 'here' OR e.state_since > :until) AND (e.birth IS NULL OR e.birth <= :until) AND e.resident = 1 AS present FROM everyone AS e
  ),
  ill AS (
    SELECT person, disease, min (coalesce (since, '')) AS since FROM condition
    WHERE (since IS NULL OR since <= :until) AND (until IS NULL OR until > :until) GROUP BY person, disease
  ),
  member AS (
    SELECT person, group_ = 'disabled' AS disabled, min (coalesce (from_, '')) AS since FROM belonging
    WHERE group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'disabled')
      AND (from_ IS NULL OR from_ <= :until) AND (until IS NULL OR until >= :until)
    GROUP BY person, group_ = 'disabled'
  ),
  filed AS (SELECT subject AS person, min (day) AS since FROM resident_profile WHERE day <= :until GROUP BY subject),
  counted AS (
    SELECT p.*, p.present AS population, p.present AND f.person IS NOT NULL AS archive,
      p.present AND coalesce (age_on (p.birth, :until) <= 6, 0) AS child, p.present AND coalesce (age_on (p.birth, :until) >= :limit_elder_age, 0) AS elder,
      p.present AND h.person IS NOT NULL AS htn, p.present AND d.person IS NOT NULL AS dm, p.present AND m.person IS NOT NULL AS mental,
      p.present AND t.person IS NOT NULL AS tb, p.present AND x.person IS NOT NULL AS disabled, p.present AND k.person IS NOT NULL AS key
    FROM person AS p LEFT JOIN ill AS h ON h.person = p.person AND h.disease = 'hypertension'
      LEFT JOIN ill AS d ON d.person = p.person AND d.disease = 'diabetes'
      LEFT JOIN ill AS m ON m.person = p.person AND m.disease = 'mental'
      LEFT JOIN ill AS t ON t.person = p.person AND t.disease = 'tuberculosis'
      LEFT JOIN member AS x ON x.person = p.person AND x.disabled LEFT JOIN member AS k ON k.person = p.person AND NOT k.disabled
      LEFT JOIN filed AS f ON f.person = p.person
  )
SELECT l.line, l.line_name, l.line_position, c.person, c.household, c.household_number, c.place_name, c.name,
  CASE c.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex_word, age_on (c.birth, :until) AS age,
  CASE WHEN :mask_id = 'yes' AND length (c.id_number) >= 15
       THEN substr (c.id_number, 1, 6) || substr ('***********', 1, length (c.id_number) - 10) || substr (c.id_number, -4)
       WHEN :mask_id = 'yes' AND length (c.id_number) > 4 THEN '****' || substr (c.id_number, -4)
       ELSE c.id_number END AS id_number,
  c.population, c.archive, c.child, c.elder, NULL AS none, 1 AS unknown, c.htn, c.dm, c.mental, c.tb, c.disabled, c.key,
  CASE WHEN c.population OR c.archive OR c.child OR c.elder OR c.htn OR c.dm OR c.mental OR c.tb OR c.disabled OR c.key THEN c.person END AS listed,
  substr (CASE WHEN c.child THEN '、0—6岁儿童' ELSE '' END || CASE WHEN c.elder THEN '、老年人' ELSE '' END || CASE WHEN c.htn THEN '、高血压' ELSE '' END ||
    CASE WHEN c.dm THEN '、2型糖尿病' ELSE '' END || CASE WHEN c.mental THEN '、严重精神障碍' ELSE '' END || CASE WHEN c.tb THEN '、肺结核' ELSE '' END ||
    CASE WHEN c.disabled THEN '、残疾人' ELSE '' END || CASE WHEN c.key THEN '、脱贫户、监测户' ELSE '' END, 2) AS kinds
FROM line AS l LEFT JOIN counted AS c ON c.place = l.place
ORDER BY l.line_position, l.line_name, c.household_number, c.person
