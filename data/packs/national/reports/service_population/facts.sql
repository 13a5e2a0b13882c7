-- 服务人口汇总月报表, and of the period those who came to be served and those who died, left or could not be found: one row for each person. A
-- line that has nobody gives one row without a person.
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
    WHERE (since IS NULL OR since <= :until) AND (until IS NULL OR until > CASE :report WHEN 'service_population_lost' THEN :from ELSE :until END)
    GROUP BY person, disease
  ),
  member AS (
    SELECT person, group_ = 'disabled' AS disabled, min (coalesce (from_, '')) AS since FROM belonging
    WHERE group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'disabled')
      AND (from_ IS NULL OR from_ <= :until) AND (until IS NULL OR until >= :until)
    GROUP BY person, group_ = 'disabled'
  ),
  filed AS (SELECT subject AS person, min (day) AS since FROM resident_profile WHERE day <= :until GROUP BY subject),
  -- why somebody was lost in the period
  lost AS (
    SELECT q.*, CASE WHEN :report <> 'service_population_lost' THEN NULL
            WHEN q.state <> 'here' AND q.state_since BETWEEN :from AND :until THEN CASE q.state WHEN 'dead' THEN '死亡' ELSE '迁出' END
            -- lost: not found at the last follow-up of the period
            WHEN q.present AND (SELECT v.outcome FROM follow_up AS v WHERE v.subject = q.person AND v.day BETWEEN :from AND :until
                                ORDER BY v.day DESC, v.entered DESC LIMIT 1) = '2' THEN '失访' END AS reason,
          CASE WHEN q.state <> 'here' THEN q.state_since ELSE (SELECT max (v.day) FROM follow_up AS v WHERE v.subject = q.person
                                AND v.outcome = '2' AND v.day BETWEEN :from AND :until) END AS reason_day
    FROM person AS q
  ),
  counted AS (
    SELECT p.*, CASE WHEN p.new_ THEN p.birth BETWEEN :from AND :until ELSE 1 END AND p.counts AS population,
      p.counts AND CASE WHEN p.new_ THEN f.since BETWEEN :from AND :until ELSE f.person IS NOT NULL END AS archive,
      p.counts AND CASE WHEN p.new_ THEN p.birth BETWEEN :from AND :until ELSE coalesce (age_on (p.birth, :until) <= 6, 0) END AS child,
      p.counts AND coalesce (age_on (p.birth, :until) >= :limit_elder_age
        AND NOT (p.new_ AND age_on (p.birth, date (:from, '-1 day')) >= :limit_elder_age), 0) AS elder,
      p.counts AND CASE WHEN p.new_ THEN h.since BETWEEN :from AND :until ELSE h.person IS NOT NULL END AS htn,
      p.counts AND CASE WHEN p.new_ THEN d.since BETWEEN :from AND :until ELSE d.person IS NOT NULL END AS dm,
      p.counts AND CASE WHEN p.new_ THEN m.since BETWEEN :from AND :until ELSE m.person IS NOT NULL END AS mental,
      p.counts AND CASE WHEN p.new_ THEN t.since BETWEEN :from AND :until ELSE t.person IS NOT NULL END AS tb,
      p.counts AND CASE WHEN p.new_ THEN x.since BETWEEN :from AND :until ELSE x.person IS NOT NULL END AS disabled,
      p.counts AND CASE WHEN p.new_ THEN k.since BETWEEN :from AND :until ELSE k.person IS NOT NULL END AS key
    FROM (SELECT q.*, :report = 'service_population_new' AS new_,
            CASE WHEN :report = 'service_population_lost' THEN q.reason IS NOT NULL ELSE q.present END AS counts
          FROM lost AS q) AS p LEFT JOIN ill AS h ON h.person = p.person AND h.disease = 'hypertension'
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
    CASE WHEN c.disabled THEN '、残疾人' ELSE '' END || CASE WHEN c.key THEN '、脱贫户、监测户' ELSE '' END, 2) AS kinds, c.reason, c.reason_day
FROM line AS l LEFT JOIN counted AS c ON c.place = l.place
ORDER BY l.line_position, l.line_name, c.household_number, c.person
