-- title: 测血压（35岁及以上首诊、高危人群）
-- section: work
-- option: who first 35岁及以上一年测一次，提醒哪些人 first=今年来看过病、做过服务的（首诊）|all=所有常住的人
-- option: months 6 高危人群几个月测一次
-- option: age 0 满几岁就算高危（0为不单凭年龄；规范写的是55）
-- option: ahead 7 高危人群到期前几天提醒
-- source: 国家基本公共卫生服务规范（第三版）高血压患者健康管理：35岁及以上常住居民每年免费测一次血压（首诊）；血压正常高值、超重肥胖、腹型肥胖、家族史、长期高盐、长期饮酒、55岁及以上的，至少每半年测一次
-- note: 已登记高血压的人有随访，不在这里。单凭年龄算高危，一个村就有几百人，要按规范做的把“满几岁”改成55。血压在任何一张表里写下的都算测过。
WITH
  year (first, last) AS (SELECT date (:today, 'start of year'), date (:today, 'start of year', '+1 year', '-1 day')),
  -- known: something was written, so that it is worth looking for what
  anybody (person, birth, known) AS MATERIALIZED (
    SELECT p.id, p.birth, EXISTS (SELECT 1 FROM record AS r WHERE r.subject = p.id) FROM person AS p
    WHERE p.birth <= months_after (:today, -12 * CAST (:limit_screen_age AS INTEGER)) AND p.state = 'here' AND p.resident = 1
      AND (:among IS NULL OR p.id IN (SELECT value FROM json_each (:among)))
      AND NOT EXISTS (SELECT 1 FROM condition AS c WHERE c.person = p.id AND c.disease = 'hypertension'
                        AND (c.until IS NULL OR c.until > :today))
  ),
  -- a visit is a record of the household: who was measured there is found by where he lives and lived
  visited (person, day, sbp, dbp) AS MATERIALIZED (
    SELECT m_person, day, m_sbp, m_dbp FROM household_visit_member
    WHERE subject IN (SELECT household FROM lived WHERE person IN (SELECT person FROM anybody))
      AND m_sbp IS NOT NULL AND day <= :today AND m_person IN (SELECT person FROM anybody)
  ),
  -- measured this year and not so long ago: nothing is due, whatever the risk
  recent (person) AS MATERIALIZED (
    SELECT person FROM measured_pressure
    WHERE source NOT IN ('hypertension', 'visit') AND person IN (SELECT person FROM anybody WHERE known)
      AND day BETWEEN (SELECT max (first, months_after (:today, -coalesce (:months, 6))) FROM year) AND :today
      AND months_after (day, coalesce (:months, 6)) > date (:today, '+' || coalesce (:ahead, 7) || ' days')
    UNION
    SELECT person FROM visited
    WHERE day >= (SELECT first FROM year)
      AND months_after (day, coalesce (:months, 6)) > date (:today, '+' || coalesce (:ahead, 7) || ' days')
  ),
  someone (person, birth, known) AS MATERIALIZED (
    SELECT person, birth, known FROM anybody WHERE person NOT IN (SELECT person FROM recent)
  ),
  -- the newest of each, and what it says
  measured (person, day, sbp, dbp) AS MATERIALIZED (
    SELECT person, max (day), sbp, dbp FROM (
      SELECT person, day, sbp, dbp FROM measured_pressure
      WHERE source NOT IN ('hypertension', 'visit') AND day <= :today AND person IN (SELECT person FROM someone WHERE known)
      UNION ALL
      SELECT person, day, sbp, dbp FROM visited WHERE person IN (SELECT person FROM someone))
    GROUP BY person
  ),
  checked (person, day, bmi, waist, diet, drinks) AS MATERIALIZED (
    -- who gave it up wrote down what it had been
    SELECT h.subject, max (h.day), h.bmi, h.waist, h.diet, h.drink IN ('3', '4') AND coalesce (h.drink_quit, '1') <> '2'
      AND coalesce (h.drink_day, :limit_drink_high) >= :limit_drink_high FROM someone AS s CROSS JOIN health_check AS h ON h.subject = s.person
    WHERE s.known AND h.day <= :today GROUP BY h.subject
  ),
  kin (person, family) AS MATERIALIZED (
    SELECT p.subject, max (' ' || coalesce (p.fam_father, '') || ' ' || coalesce (p.fam_mother, '') || ' ' || coalesce (p.fam_siblings, '') ||
                           ' ' || coalesce (p.fam_children, '') || ' ' LIKE '% 2 %')
    FROM someone AS s CROSS JOIN resident_profile AS p ON p.subject = s.person WHERE s.known AND p.day <= :today GROUP BY p.subject
  ),
  work (person, last, why) AS MATERIALIZED (
    SELECT s.person, m.day,
      substr (CASE WHEN m.sbp BETWEEN :limit_sbp_high AND :limit_sbp - 1 OR m.dbp BETWEEN :limit_dbp_high AND :limit_dbp - 1 THEN '、血压正常高值' ELSE '' END ||
              CASE WHEN c.bmi >= :limit_bmi_obese THEN '、肥胖' WHEN c.bmi >= :limit_bmi_over THEN '、超重' ELSE '' END ||
              CASE WHEN c.waist >= CASE (SELECT p.sex FROM person AS p WHERE p.id = s.person) WHEN '2' THEN :limit_waist_female ELSE :limit_waist_male END THEN '、腹型肥胖' ELSE '' END ||
              CASE WHEN k.family THEN '、家族史' ELSE '' END ||
              CASE WHEN ' ' || c.diet || ' ' LIKE '% 4 %' THEN '、高盐' ELSE '' END ||
              CASE WHEN c.drinks THEN '、饮酒' ELSE '' END ||
              CASE WHEN coalesce (:age, 0) + 0 > 0 AND age_on (s.birth, :today) >= :age + 0 THEN '、满' || CAST (:age AS INTEGER) || '岁' ELSE '' END, 2)
    FROM someone AS s LEFT JOIN measured AS m ON m.person = s.person LEFT JOIN checked AS c ON c.person = s.person
      LEFT JOIN kin AS k ON k.person = s.person
  )
SELECT w.person AS subject, 'blood_pressure' AS form, NULL AS workflow, NULL AS case_,
  CASE WHEN w.why <> '' THEN months_after (w.last, coalesce (:months, 6)) ELSE year.last END AS due,
  CASE WHEN w.why <> '' THEN '测血压：高危（' || w.why || '）' WHEN coalesce (:who, 'first') = 'first' THEN '首诊测血压'
    ELSE '测血压：满' || CAST (:limit_screen_age AS INTEGER) || '岁一年一次' END AS what
FROM work AS w JOIN year
WHERE CASE WHEN w.why <> '' THEN w.last IS NULL OR months_after (w.last, coalesce (:months, 6)) <= date (:today, '+' || coalesce (:ahead, 7) || ' days')
           ELSE coalesce (w.last, '') < year.first
             AND (coalesce (:who, 'first') = 'all'
                  OR EXISTS (SELECT 1 FROM served_record AS x WHERE x.person = w.person AND x.day BETWEEN year.first AND :today)) END;
