-- title: 测空腹血糖（糖尿病高危人群）
-- section: work
-- option: who near 哪些人算高危（规范没有列出，拟定） near=血糖正常高值，或者肥胖、腹型肥胖又有家族史|wide=血糖正常高值、肥胖、腹型肥胖、家族史，有一项就算|none=不提醒
-- option: months 12 几个月测一次
-- option: ahead 7 到期前几天提醒
-- source: 国家基本公共卫生服务规范（第三版）2型糖尿病患者健康管理：高危人群每年至少测一次空腹血糖
-- note: 已登记糖尿病的人有随访，不在这里。空腹血糖在任何一张表里写下的都算测过。
WITH
  -- of everybody, read in the order of the records; who it is is asked behind it
  measured (person, day, fpg) AS MATERIALIZED (
    SELECT person, max (day), fpg FROM (
      SELECT person, day, fpg FROM measured_glucose
      WHERE source <> 'visit' AND day <= :today AND (:among IS NULL OR person IN (SELECT value FROM json_each (:among)))
      UNION ALL
      -- a visit is a record of the household: who was measured there is found by where he lives and lived
      SELECT m_person, day, m_glucose FROM household_visit_member
      WHERE m_glucose IS NOT NULL AND day <= :today
        AND (:among IS NULL OR subject IN (SELECT household FROM lived WHERE person IN (SELECT value FROM json_each (:among))))
        AND (:among IS NULL OR m_person IN (SELECT value FROM json_each (:among))))
    GROUP BY person
  ),
  someone (person, sex) AS MATERIALIZED (
    SELECT p.id, p.sex FROM person AS p
    WHERE coalesce (:who, 'near') <> 'none' AND p.state = 'here' AND p.resident = 1
      AND (:among IS NULL OR p.id IN (SELECT value FROM json_each (:among)))
      -- measured not so long ago: nothing is due, whatever the risk
      AND p.id NOT IN (SELECT person FROM measured
                       WHERE months_after (day, coalesce (:months, 12)) > date (:today, '+' || coalesce (:ahead, 7) || ' days'))
      AND EXISTS (SELECT 1 FROM record AS r WHERE r.subject = p.id)
      AND NOT EXISTS (SELECT 1 FROM condition AS c WHERE c.person = p.id AND c.disease = 'diabetes'
                        AND (c.until IS NULL OR c.until > :today))
  ),
  kin (person) AS MATERIALIZED (
    SELECT DISTINCT s.person FROM someone AS s CROSS JOIN resident_profile AS p ON p.subject = s.person
    WHERE p.day <= :today AND ' ' || coalesce (p.fam_father, '') || ' ' || coalesce (p.fam_mother, '') || ' ' || coalesce (p.fam_siblings, '') ||
                             ' ' || coalesce (p.fam_children, '') || ' ' LIKE '% 3 %'
  ),
  checked (person, day, stout) AS MATERIALIZED (
    SELECT s.person, max (h.day), coalesce (h.bmi >= :limit_bmi_obese, 0) OR
      coalesce (h.waist >= CASE s.sex WHEN '2' THEN :limit_waist_female ELSE :limit_waist_male END, 0)
    FROM someone AS s CROSS JOIN health_check AS h ON h.subject = s.person
    WHERE h.day <= :today AND (:who = 'wide' OR s.person IN (SELECT person FROM kin))
    GROUP BY s.person
  ),
  risk (person, last, near, stout, family) AS (
    SELECT person, max (day), max (near), max (stout), max (family) FROM (
      SELECT person, day, fpg >= :limit_fpg_near AND fpg < :limit_fpg AS near, 0 AS stout, 0 AS family FROM measured
      WHERE person IN (SELECT person FROM someone)
      UNION ALL
      SELECT person, NULL, 0, stout, 0 FROM checked
      UNION ALL
      SELECT person, NULL, 0, 0, 1 FROM kin)
    GROUP BY person
  )
SELECT person AS subject, 'blood_glucose' AS form, NULL AS workflow, NULL AS case_,
  CASE WHEN last IS NOT NULL THEN months_after (last, coalesce (:months, 12)) ELSE date (:today, 'start of year', '+1 year', '-1 day') END AS due,
  '测空腹血糖：高危（' || substr (CASE WHEN near THEN '、血糖正常高值' ELSE '' END || CASE WHEN stout THEN '、肥胖' ELSE '' END ||
    CASE WHEN family THEN '、家族史' ELSE '' END, 2) || '）' AS what
FROM risk
WHERE (near OR CASE coalesce (:who, 'near') WHEN 'wide' THEN stout OR family ELSE stout AND family END)
  AND (last IS NULL OR months_after (last, coalesce (:months, 12)) <= date (:today, '+' || coalesce (:ahead, 7) || ' days'))
ORDER BY due, person;
