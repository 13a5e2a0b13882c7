-- title: 肺结核患者管理率
-- target: 90
-- unit: %
-- source: 国家基本公共卫生服务规范（第三版）：已管理的患者 ÷ 经确诊并通知管理的患者；目标：方农工办〔2022〕54号 三(二)
-- note: 登记以后有第一次入户随访或随访记录的，算已管理。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT DISTINCT c.person AS subject,
  EXISTS (SELECT 1 FROM tb_first_visit AS v WHERE v.subject = c.person AND v.day <= day.day)
    OR EXISTS (SELECT 1 FROM tb_followup AS v WHERE v.subject = c.person AND v.day <= day.day) AS done
FROM day JOIN condition AS c JOIN resident AS r ON r.person = c.person
WHERE c.disease = 'tuberculosis' AND (c.since IS NULL OR c.since <= day.day) AND (c.until IS NULL OR c.until > day.day)
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place));
