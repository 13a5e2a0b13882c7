-- 基本公共卫生服务项目工作实施进度月报表, rows 7 to 10: for each row the people behind it, with what holds of each in the
-- month, in the year so far, and since the beginning. What the program does not know has one row without a person.
WITH
  -- the last end of a quarter by the last day, and its year: in January and February those of last December
  cut (day, first) AS (
    SELECT day, strftime ('%Y', day) || '-01-01'
    FROM (SELECT date (date (:until, '+1 day', 'start of month'),
                       '-' || ((strftime ('%m', date (:until, '+1 day')) - 1) % 3) || ' months', '-1 day') AS day)
  ),
  row (row, section, label, urban, of) AS (
    VALUES (1, '7、老年人保健', '●城市65岁以上老人健康登记管理人数', 'urban', 'elder'), (2, '7、老年人保健', '其中健康规范管理（健康体检、健康评估、随访等）人数', 'urban', 'elder_regular'),
      (3, '7、老年人保健', '●农村65岁以上老人健康登记管理数（人）', 'rural', 'elder'), (4, '7、老年人保健', '其中健康规范管理（健康体检、健康评估、随访等）人数', 'rural', 'elder_regular'),
      (5, '8、慢性病管理', '●城市高血压患者管理人数', 'urban', 'hypertension'), (6, '8、慢性病管理', '其中城市高血压患者规范管理（体检、健康指导、专案管理等）人数', 'urban', 'hypertension_regular'),
      (7, '8、慢性病管理', '●农村高血压患者管理人数', 'rural', 'hypertension'), (8, '8、慢性病管理', '其中农村高血压患者规范管理（体检、健康指导、专案管理等）人数', 'rural', 'hypertension_regular'),
      (9, '8、慢性病管理', '●城市糖尿病患者管理人数', 'urban', 'diabetes'), (10, '8、慢性病管理', '其中城市糖尿病患者规范管理（体检、健康指导、专案管理等）人数', 'urban', 'diabetes_regular'),
      (11, '8、慢性病管理', '●农村糖尿病患者管理人数', 'rural', 'diabetes'), (12, '8、慢性病管理', '其中农村糖尿病患者规范管理（体检、健康指导、专案管理等）人数', 'rural', 'diabetes_regular'),
      (13, '9、重型精神病人管理', '●纳入重性精神疾病项目管理人数（建档人数）', '', 'mental'), (14, '9、重型精神病人管理', '其中重性精神病患者规范管理人数（随访、服药督导等）', '', 'mental_regular'),
      (15, '10、卫生监督协管', '●协管员人数（专职/兼职）', '', ''), (16, '10、卫生监督协管', '●协助管理的相对人数', '', ''),
      (17, '10、卫生监督协管', '●巡查次数', '', ''), (18, '10、卫生监督协管', '●信息报告次数', '', '')
  ),
  person AS (
    SELECT e.person, e.household, e.household_number, e.place, e.place_name, e.name, e.birth, e.id_number, e.sex FROM everyone AS e
    WHERE (e.state = 'here' OR e.state_since > :until) AND (e.birth IS NULL OR e.birth <= :until) AND e.resident = 1 AND (:place IS NULL OR e.place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  spaced (person) AS MATERIALIZED (
    SELECT m.person FROM mental_visit AS m
    WHERE :mental_regular = 'spacing' AND m.day BETWEEN substr (:until, 1, 4) || '-01-01' AND :until AND m.until >= :until AND m.kept
  ),
  -- the first and the last time that something was done for somebody
  work (of, person, day) AS (
    SELECT 'elder', h.subject, h.day FROM health_check AS h JOIN person AS p ON p.person = h.subject
    WHERE h.day <= :until AND age_on (p.birth, h.day) >= :limit_elder_age
    UNION ALL
    SELECT 'elder_regular', h.subject, max (h.day, c.day) FROM health_check AS h JOIN elderly_self_care AS c ON c.subject = h.subject
      AND strftime ('%Y', c.day) = strftime ('%Y', h.day) JOIN person AS p ON p.person = h.subject
    WHERE h.day <= :until AND c.day <= :until AND age_on (p.birth, h.day) >= :limit_elder_age
    UNION ALL
    SELECT v.disease, v.subject, v.day FROM follow_up AS v
    WHERE v.disease IN ('hypertension', 'diabetes') AND v.met AND v.day <= :until
      AND EXISTS (SELECT 1 FROM condition AS c WHERE c.person = v.subject AND c.disease = v.disease AND (c.until IS NULL OR c.until > :until))
    UNION ALL
    SELECT 'mental', m.subject, min (m.day) FROM mental_profile AS m WHERE m.day <= :until GROUP BY m.subject
    UNION ALL
    -- regular by the end of the last quarter; in the month, who was also seen in it
    SELECT v.disease || '_regular', v.subject, v.day FROM follow_up AS v
    WHERE v.disease IN ('hypertension', 'diabetes', 'mental') AND v.face AND v.day <= :until
      AND CASE WHEN v.disease = 'mental' AND :mental_regular = 'spacing' THEN v.subject IN (SELECT person FROM spaced)
          ELSE coalesce ((SELECT r.done FROM regular AS r JOIN cut WHERE r.disease = v.disease AND r.person = v.subject AND r.cut = cut.day
                          ORDER BY r.since LIMIT 1), 1) END
      AND EXISTS (SELECT 1 FROM condition AS c WHERE c.person = v.subject AND c.disease = v.disease AND (c.until IS NULL OR c.until > :until))
  ),
  counted AS (
    SELECT w.of, p.*, max (w.day BETWEEN :from AND :until) AS month, max (w.day >= strftime ('%Y', :until) || '-01-01') AS year,
      1 AS ever, max (w.day) AS last_day
    FROM work AS w JOIN person AS p ON p.person = w.person GROUP BY w.of, p.person
  )
SELECT r.row, r.section, r.label, r.of = '' AS unknown, c.person, c.household_number, c.place_name, c.name,
  CASE c.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex_word, age_on (c.birth, :until) AS age,
  CASE WHEN :mask_id = 'yes' AND length (c.id_number) >= 15
       THEN substr (c.id_number, 1, 6) || substr ('***********', 1, length (c.id_number) - 10) || substr (c.id_number, -4)
       WHEN :mask_id = 'yes' AND length (c.id_number) > 4 THEN '****' || substr (c.id_number, -4)
       ELSE c.id_number END AS id_number, c.month, c.year, c.ever, c.last_day, c.person AS listed
FROM row AS r LEFT JOIN counted AS c ON c.of = r.of AND (r.urban = '' OR r.urban = :area)
ORDER BY r.row, c.household_number, c.person
