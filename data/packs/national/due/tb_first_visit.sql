-- title: 肺结核第一次入户随访
-- section: work
-- option: within 3 登记以后几天内入户
-- source: 国家基本公共卫生服务规范（第三版）：接到通知后72小时内；72小时内两次访视都没有见到的向上级机构报告；通知日期按登记的日期算
SELECT DISTINCT c.person AS subject, 'tb_first_visit' AS form, NULL AS workflow, NULL AS case_,
  date (max (c.since), '+' || coalesce (:within, 3) || ' days') AS due,
  '肺结核第一次入户随访' || CASE WHEN date (max (c.since), '+' || coalesce (:within, 3) || ' days') < :today
    THEN '：72小时内两次没访到的，报告上级' ELSE '' END AS what
FROM condition AS c JOIN resident AS r ON r.person = c.person
WHERE c.disease = 'tuberculosis' AND (c.until IS NULL OR c.until > :today)
  AND (:among IS NULL OR c.person IN (SELECT value FROM json_each (:among)))
  -- visits of an illness that had ended do not count
  AND NOT EXISTS (SELECT 1 FROM follow_up AS v WHERE v.disease = 'tuberculosis' AND v.subject = c.person
                    AND v.day > coalesce ((SELECT max (e.until) FROM condition AS e WHERE e.person = c.person AND e.disease = 'tuberculosis' AND e.until <= :today), ''))
GROUP BY c.person
ORDER BY due, c.person;
