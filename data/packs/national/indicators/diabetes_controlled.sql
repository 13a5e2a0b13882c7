-- title: 管理人群血糖控制率
-- unit: %
-- source: 国家基本公共卫生服务规范（第三版）2型糖尿病患者健康管理：年内最近一次随访空腹血糖达标人数÷年内已管理的2型糖尿病患者人数
-- note: 年内最近一次随访失访或没有测空腹血糖的算不达标。看常住的患者；年内一次也没有访到的不算已管理。目标第三版没有写。
WITH
  day (day) AS (SELECT coalesce (:until, :today)),
  -- of the visits of the last day the one that was entered last; who was never met in the year is not managed
  latest (person, fpg, outcome, day) AS MATERIALIZED (
    SELECT v.subject, v.fpg, v.outcome, max (v.day || v.entered)
    FROM diabetes_followup AS v JOIN day
    WHERE v.day >= strftime ('%Y', day.day) || '-01-01' AND v.day <= day.day
    GROUP BY v.subject HAVING sum (v.outcome = '1') > 0
  )
SELECT l.person AS subject, coalesce (l.outcome = '1' AND l.fpg < :limit_fpg, 0) AS done
FROM latest AS l JOIN resident AS r ON r.person = l.person AND r.resident = 1 JOIN day
WHERE (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
  AND EXISTS (SELECT 1 FROM condition AS c WHERE c.person = l.person AND c.disease = 'diabetes'
                AND (c.until IS NULL OR c.until > day.day));
