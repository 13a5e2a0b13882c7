-- title: 管理人群血压控制率
-- unit: %
-- source: 国家基本公共卫生服务规范（第三版）高血压患者健康管理：年内最近一次随访血压达标人数÷年内已管理的高血压患者人数
-- note: 年内最近一次随访失访的算不达标；收缩压、舒张压都要低于标准，老年人收缩压另有标准（代码表limit里的数）。看常住的患者；年内一次也没有访到的不算已管理。目标第三版没有写。
WITH
  day (day) AS (SELECT coalesce (:until, :today)),
  -- of the visits of the last day the one that was entered last; who was never met in the year is not managed
  latest (person, sbp, dbp, outcome, day) AS MATERIALIZED (
    SELECT v.subject, v.sbp, v.dbp, v.outcome, max (v.day || v.entered)
    FROM hypertension_followup AS v JOIN day
    WHERE v.day >= strftime ('%Y', day.day) || '-01-01' AND v.day <= day.day
    GROUP BY v.subject HAVING sum (v.outcome = '1') > 0
  )
SELECT l.person AS subject,
  coalesce (l.outcome = '1' AND l.dbp < :limit_dbp
    AND l.sbp < CASE WHEN age_on (r.birth, substr (l.day, 1, 10)) >= :limit_elder_age THEN :limit_sbp_elder ELSE :limit_sbp END, 0) AS done
FROM latest AS l JOIN resident AS r ON r.person = l.person AND r.resident = 1 JOIN day
WHERE (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
  AND EXISTS (SELECT 1 FROM condition AS c WHERE c.person = l.person AND c.disease = 'hypertension'
                AND (c.until IS NULL OR c.until > day.day));
