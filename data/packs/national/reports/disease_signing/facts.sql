-- 四种慢病签约履约及规范管理情况表: one row for each disease of each patient who is here on the last day; a disease that nobody
-- has gives one row without a person.
WITH
  -- the last end of a quarter by the last day, and its year: in January and February those of last December
  cut (day, first) AS (
    SELECT day, strftime ('%Y', day) || '-01-01'
    FROM (SELECT date (date (:until, '+1 day', 'start of month'),
                       '-' || ((strftime ('%m', date (:until, '+1 day')) - 1) % 3) || ' months', '-1 day') AS day)
  ),
  quarter (first) AS (SELECT date (:until, 'start of month', '-' || ((strftime ('%m', :until) - 1) % 3) || ' months')),
  disease (position, disease, label) AS (
    VALUES (1, 'hypertension', '高血压'), (2, 'diabetes', '糖尿病'), (3, 'mental', '严重精神障碍'), (4, 'tuberculosis', '肺结核')
  ),
  patient AS (
    SELECT c.disease, e.person, e.household, e.household_number, e.place, e.place_name, e.name, e.birth, e.id_number, e.sex, min (coalesce (c.since, '')) AS since,
      (SELECT r.done FROM regular AS r JOIN cut WHERE r.disease = c.disease AND r.person = e.person AND r.cut = cut.day
       ORDER BY r.since LIMIT 1) AS regular
    FROM everyone AS e JOIN condition AS c ON c.person = e.person
    WHERE (e.state = 'here' OR e.state_since > :until) AND (e.birth IS NULL OR e.birth <= :until) AND e.resident = 1
      AND c.disease IN ('hypertension', 'diabetes', 'mental', 'tuberculosis')
      AND (c.since IS NULL OR c.since <= :until) AND (c.until IS NULL OR c.until > :until)
      AND (:place IS NULL OR e.place IN (SELECT place FROM place_around WHERE around = :place))
      AND (:scope = 'all' OR EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = e.person
             AND (b.group_ = 'lifted' OR :scope = 'key' AND b.group_ IN ('mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled'))
             AND (b.from_ IS NULL OR b.from_ <= :until) AND (b.until IS NULL OR b.until >= :until)))
    GROUP BY c.disease, e.person
  ),
  in_force AS (
    SELECT subject AS person, id AS contract, max (begins) AS begins FROM contract
    WHERE holds = 1 AND begins <= :until AND ends >= :until AND subject IN (SELECT person FROM patient) GROUP BY subject
  ),
  refused (person) AS (
    SELECT c.subject FROM contract AS c WHERE c.state = 'refused' AND c.closed <= :until
      AND NOT EXISTS (SELECT 1 FROM contract AS n WHERE n.subject = c.subject AND n.opened > c.opened AND n.opened <= :until)
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
  spaced (person) AS MATERIALIZED (
    SELECT m.person FROM mental_visit AS m
    WHERE :mental_regular = 'spacing' AND m.day BETWEEN substr (:until, 1, 4) || '-01-01' AND :until AND m.until >= :until AND m.kept
  ),
  -- what the rate divides by: as the county wants, else as the national norm does for this disease
  base (disease, base) AS (
    SELECT d.disease, CASE :regular_base WHEN 'norm' THEN (SELECT c.value ->> 'base' FROM json_each (:codes_managed_disease) AS c WHERE c.value ->> 'code' = d.disease)
      ELSE :regular_base END FROM disease AS d
  ),
  counted AS (
    SELECT p.*, f.person IS NOT NULL AS in_force, f.person IS NOT NULL OR r.person IS NULL AS should,
      f.person IS NOT NULL AND s.person IS NOT NULL AS served, i.wanted, i.done,
      f.person IS NOT NULL AND EXISTS (SELECT 1 FROM follow_up AS v JOIN quarter WHERE v.disease = p.disease AND v.subject = p.person
        AND v.face AND v.day BETWEEN quarter.first AND :until) AS followed,
      CASE WHEN p.disease = 'mental' AND :mental_regular = 'spacing' THEN p.person IN (SELECT person FROM spaced)
        ELSE coalesce (p.regular, EXISTS (SELECT 1 FROM follow_up AS v WHERE v.disease = p.disease AND v.subject = p.person
          AND v.face AND v.day BETWEEN p.since AND :until), 0) END AS regular_,
      coalesce (b.base, '') <> 'managed' OR EXISTS (SELECT 1 FROM follow_up AS v JOIN cut WHERE v.disease = p.disease AND v.subject = p.person AND v.met
        AND v.day BETWEEN cut.first AND :until) AS base
    FROM patient AS p JOIN base AS b ON b.disease = p.disease LEFT JOIN in_force AS f ON f.person = p.person LEFT JOIN refused AS r ON r.person = p.person
      LEFT JOIN served AS s ON s.person = p.person LEFT JOIN items AS i ON i.person = p.person
  )
SELECT d.position, d.label, c.person, c.household, c.household_number, c.place_name, c.name,
  CASE c.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex_word, age_on (c.birth, :until) AS age,
  CASE WHEN :mask_id = 'yes' AND length (c.id_number) >= 15
       THEN substr (c.id_number, 1, 6) || substr ('***********', 1, length (c.id_number) - 10) || substr (c.id_number, -4)
       WHEN :mask_id = 'yes' AND length (c.id_number) > 4 THEN '****' || substr (c.id_number, -4)
       ELSE c.id_number END AS id_number,
  c.person IS NOT NULL AS registered, c.should, c.in_force, c.served, CASE WHEN c.in_force THEN c.wanted END AS wanted,
  CASE WHEN c.in_force THEN c.done END AS done, c.followed, c.regular_ AND c.base AS regular, c.base, c.person AS listed,
  CASE WHEN c.in_force THEN '是' WHEN c.should THEN '否' ELSE '拒签' END AS signed_word, CASE WHEN c.served THEN '是' ELSE '否' END AS served_word,
  CASE WHEN c.followed THEN '是' ELSE '否' END AS followed_word, CASE WHEN c.regular_ THEN '是' ELSE '否' END AS regular_word
FROM disease AS d LEFT JOIN counted AS c ON c.disease = d.disease
ORDER BY d.position, c.household_number, c.person
