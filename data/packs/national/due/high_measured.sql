-- title: 血压、血糖高，还没有确诊的人；要紧急转诊的人
-- section: work
-- option: times 3 血压高：非同日几次都高就转诊确诊
-- option: times_glucose 2 血糖高：非同日几次都高就转诊确诊（拟定）
-- option: again 14 没有到次数的几天内再测（拟定）
-- option: refer 7 到了次数的几天内转诊（拟定）
-- option: months 12 看几个月以内测的
-- source: 国家基本公共卫生服务规范（第三版）高血压患者健康管理：第一次发现高的去除影响因素后复测，非同日三次都高的初步诊断、建议转诊确诊，两周内随访转诊结果；收缩压≥180、舒张压≥110，血糖≥16.7、≤3.9的紧急转诊
-- note: 三次连着都高才算，中间有一次不高的从头数起；达到紧急转诊标准的，一次就转。已登记的人有随访，只有在别处量到紧急转诊标准、以后还没有随访的才提醒。转诊等结果的、转诊排除以后没有再测高的不提醒。血压在任何一张表里写下的都算；血糖只看空腹的。
WITH
  since (day) AS (SELECT months_after (:today, -coalesce (:months, 12))),
  -- a visit is a record of the household: who was measured there is found by where he lives and lived
  visited AS MATERIALIZED (
    SELECT m_person, day, m_sbp, m_dbp, m_glucose FROM household_visit_member
    WHERE day BETWEEN (SELECT day FROM since) AND :today
      AND (:among IS NULL OR subject IN (SELECT household FROM lived WHERE person IN (SELECT value FROM json_each (:among))))
      AND (:among IS NULL OR m_person IN (SELECT value FROM json_each (:among)))
  ),
  -- everybody, read in the order of the records; who it is is asked at the end
  measured (disease, why, person, day, value, high, urgent, low) AS MATERIALIZED (
    SELECT 'hypertension', '1', person, day, sbp || '/' || dbp, sbp >= :limit_sbp OR dbp >= :limit_dbp,
      sbp >= :limit_urgent_sbp OR dbp >= :limit_urgent_dbp, 0
    FROM (SELECT person, day, sbp, dbp FROM measured_pressure
          WHERE source NOT IN ('hypertension', 'visit') AND day BETWEEN (SELECT day FROM since) AND :today
            AND (:among IS NULL OR person IN (SELECT value FROM json_each (:among)))
          UNION ALL
          SELECT m_person, day, m_sbp, m_dbp FROM visited WHERE m_sbp IS NOT NULL)
    UNION ALL
    SELECT 'diabetes', '2', person, day, fpg, fpg >= :limit_fpg, fpg >= :limit_urgent_fpg_high, fpg <= :limit_urgent_fpg_low
    FROM (SELECT person, day, fpg FROM measured_glucose
          WHERE source <> 'visit' AND day BETWEEN (SELECT day FROM since) AND :today
            AND (:among IS NULL OR person IN (SELECT value FROM json_each (:among)))
          UNION ALL
          SELECT m_person, day, m_glucose FROM visited WHERE m_glucose IS NOT NULL)
  ),
  -- the last day that was not high, or on which a hospital had said that it is not this disease
  calm (disease, person, day) AS MATERIALIZED (
    SELECT disease, person, max (day) FROM (
      SELECT disease, person, day FROM measured WHERE NOT high
      UNION ALL
      SELECT CASE why WHEN '1' THEN 'hypertension' ELSE 'diabetes' END, subject, closed FROM referral
      WHERE state = 'excluded' AND why IN ('1', '2')
    ) GROUP BY disease, person
  ),
  run (disease, why, person, day, value, times, urgent) AS (
    SELECT m.disease, m.why, m.person, max (m.day), m.value, count (DISTINCT m.day), m.urgent
    FROM measured AS m LEFT JOIN calm AS c ON c.disease = m.disease AND c.person = m.person
    WHERE m.high AND m.day > coalesce (c.day, '')
    GROUP BY m.disease, m.person
  ),
  work (person, disease, day, value, times, enough, urgent) AS (
    SELECT n.person, n.disease, n.day, n.value, n.times,
      n.urgent OR n.times >= CASE n.disease WHEN 'hypertension' THEN coalesce (:times, 3) ELSE coalesce (:times_glucose, 2) END, n.urgent
    FROM run AS n JOIN person AS p ON p.id = n.person
    WHERE p.state = 'here' AND p.resident = 1
      AND NOT EXISTS (SELECT 1 FROM condition AS c WHERE c.person = n.person AND c.disease = n.disease
                        AND (c.until IS NULL OR c.until > :today))
      AND NOT EXISTS (SELECT 1 FROM referral AS f WHERE f.subject = n.person AND f.why = n.why AND f.state = 'waiting')
  ),
  -- of patients the last time they were measured outside of their follow-up; low glucose is a danger to them
  latest (person, disease, day, value) AS (
    SELECT person, disease, day, value FROM (
      SELECT person, disease, max (day) AS day, value, urgent OR low AS urgent FROM measured
      WHERE person IN (SELECT person FROM condition WHERE disease IN ('hypertension', 'diabetes')) GROUP BY disease, person)
    WHERE urgent
  )
SELECT person AS subject,
  CASE WHEN enough THEN 'referral_form' WHEN disease = 'hypertension' THEN 'blood_pressure' ELSE 'blood_glucose' END AS form,
  NULL AS workflow, NULL AS case_,
  CASE WHEN urgent THEN day ELSE date (day, '+' || CASE WHEN enough THEN coalesce (:refer, 7) ELSE coalesce (:again, 14) END || ' days') END AS due,
  CASE disease WHEN 'hypertension' THEN '血压' ELSE '空腹血糖' END || value ||
    CASE WHEN urgent THEN '：紧急转诊' WHEN enough THEN '，非同日' || times || '次都高：转诊确诊' ELSE '，第' || times || '次高：再测' END AS what
FROM work
UNION ALL
SELECT l.person, l.disease || '_followup', NULL, NULL, l.day,
  CASE l.disease WHEN 'hypertension' THEN '血压' ELSE '空腹血糖' END || l.value || '：紧急转诊，填随访表'
FROM latest AS l JOIN person AS p ON p.id = l.person
WHERE p.state = 'here'
  AND EXISTS (SELECT 1 FROM condition AS c WHERE c.person = l.person AND c.disease = l.disease AND (c.until IS NULL OR c.until > :today))
  AND NOT EXISTS (SELECT 1 FROM follow_up AS v WHERE v.disease = l.disease AND v.subject = l.person AND v.met AND v.day BETWEEN l.day AND :today)
ORDER BY due, subject;
