-- title: 肺结核患者管理率
-- target: 90
-- unit: %
-- source: 国家基本公共卫生服务规范（第三版）：已管理的患者 ÷ 经确诊并通知管理的患者；目标：方农工办〔2022〕54号 三(二)
-- note: 确诊并通知：登记的确诊日期在本年的，治好了的也算；没有写日期的，还在治的算。登记以后有第一次入户随访或随访记录的，算已管理；以前得过、已经结束的那次的记录不算。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT c.person AS subject,
  max (EXISTS (SELECT 1 FROM follow_up AS v WHERE v.disease = 'tuberculosis' AND v.subject = c.person AND v.day <= day.day
                 AND v.day > coalesce ((SELECT max (e.until) FROM condition AS e WHERE e.person = c.person AND e.disease = 'tuberculosis'
                                          AND e.id <> c.id AND e.until <= coalesce (c.since, day.day)), ''))) AS done
FROM day JOIN condition AS c JOIN resident AS r ON r.person = c.person
WHERE c.disease = 'tuberculosis'
  AND CASE WHEN c.since IS NULL THEN c.until IS NULL OR c.until > day.day
           ELSE c.since <= day.day AND substr (c.since, 1, 4) = substr (day.day, 1, 4) END
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
GROUP BY c.person;
