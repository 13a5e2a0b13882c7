-- title: 管理人群血压控制率
-- unit: %
-- source: 国家基本公共卫生服务规范（第三版）高血压患者健康管理：年内最近一次随访血压达标人数÷年内已管理的高血压患者人数
-- note: 年内最近一次随访失访的算不达标；收缩压、舒张压都要低于标准，老年人收缩压另有标准（代码表limit里的数）。看常住的患者；年内一次也没有访到的不算已管理。目标第三版没有写。
WITH
  day (day) AS (SELECT coalesce (:until, :today)),
  -- of the visits of the last day the one that was entered last
  latest (person, sbp, dbp, outcome, day, birth) AS (
    SELECT v.subject, v.sbp, v.dbp, v.outcome, max (v.day || v.entered), r.birth
    FROM hypertension_followup AS v JOIN resident AS r ON r.person = v.subject AND r.resident = 1 JOIN day
    WHERE v.day >= strftime ('%Y', day.day) || '-01-01' AND v.day <= day.day
      AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
      AND EXISTS (SELECT 1 FROM condition AS c WHERE c.person = v.subject AND c.disease = 'hypertension'
                    AND (c.until IS NULL OR c.until > day.day))
    -- who was never met in the year is not managed
    GROUP BY v.subject HAVING sum (v.outcome = '1') > 0
  )
SELECT person AS subject,
  coalesce (outcome = '1' AND dbp < :limit_dbp
    AND sbp < CASE WHEN age_on (birth, substr (day, 1, 10)) >= :limit_elder_age THEN :limit_sbp_elder ELSE :limit_sbp END, 0) AS done
FROM latest;
