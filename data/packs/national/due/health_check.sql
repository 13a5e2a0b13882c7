-- title: 年度健康体检
-- section: work
-- option: ahead 60 到期前几天提醒
-- source: 国家基本公共卫生服务规范（第三版）：老年人、高血压、2型糖尿病、严重精神障碍患者每年一次健康体检
-- note: 本年还没有健康体检表的人，年底前要做；去年做过的，满12个月提醒，最迟年底。
WITH
  year (first, last) AS (SELECT date (:today, 'start of year'), date (:today, 'start of year', '+1 year', '-1 day')),
  patient (person) AS (
    SELECT person FROM condition
    WHERE disease IN ('hypertension', 'diabetes', 'mental') AND (until IS NULL OR until > :today)
  ),
  work (subject, due) AS (
    SELECT r.person, min (year.last, coalesce (months_after ((SELECT max (h.day) FROM health_check AS h
      WHERE h.subject = r.person AND h.day <= :today), 12), year.last))
    FROM resident AS r JOIN year
    WHERE r.resident = 1
      AND (age_on (r.birth, :today) >= :limit_elder_age OR r.person IN (SELECT person FROM patient))
      AND NOT EXISTS (SELECT 1 FROM health_check AS h WHERE h.subject = r.person AND h.day >= year.first AND h.day <= :today)
  )
SELECT subject, 'health_check' AS form, NULL AS workflow, NULL AS case_, due, '年度健康体检' AS what
FROM work WHERE due <= date (:today, '+' || coalesce (:ahead, 60) || ' days')
ORDER BY due, subject;
