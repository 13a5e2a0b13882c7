-- title: 健康档案使用率
-- unit: %
-- source: 国家基本公共卫生服务规范（第三版）居民健康档案管理：档案中有动态记录的档案份数÷档案总份数
-- note: 近一年有体检、随访、评估或服务记录的算有动态记录。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT p.id AS subject,
  EXISTS (SELECT 1 FROM record AS x WHERE x.subject = p.id AND x.day > months_after (day.day, -12) AND x.day <= day.day
            AND +x.form IN ('health_check', 'hypertension_followup', 'diabetes_followup', 'mental_followup', 'tb_first_visit',
                           'tb_followup', 'elderly_self_care', 'tcm_constitution', 'service_record', 'blood_pressure',
                           'blood_glucose', 'referral_form', 'referral_answer')) AS done
FROM day CROSS JOIN person AS p
WHERE p.state = 'here'
  AND EXISTS (SELECT 1 FROM record AS r WHERE r.subject = p.id AND r.day <= day.day AND +r.form = 'resident_profile')
  AND (:place IS NULL OR p.household IN (SELECT h.id FROM place_around AS a JOIN household AS h ON h.place = a.place WHERE a.around = :place));
