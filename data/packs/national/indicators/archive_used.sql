-- title: 健康档案使用率
-- unit: %
-- source: 国家基本公共卫生服务规范（第三版）居民健康档案管理：档案中有动态记录的档案份数÷档案总份数
-- note: 近一年有体检、随访、评估或服务记录的算有动态记录。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT DISTINCT r.person AS subject,
  EXISTS (SELECT 1 FROM record AS x WHERE x.subject = r.person AND x.day > months_after (day.day, -12) AND x.day <= day.day
            AND x.form IN ('health_check', 'hypertension_followup', 'diabetes_followup', 'mental_followup', 'tb_first_visit',
                           'tb_followup', 'elderly_self_care', 'tcm_constitution', 'service_record', 'blood_pressure',
                           'blood_glucose', 'referral_form', 'referral_answer')) AS done
FROM day JOIN resident AS r JOIN resident_profile AS p ON p.subject = r.person AND p.day <= day.day
WHERE :place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place);
