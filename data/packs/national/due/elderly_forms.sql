-- title: 老年人体检后的评估和中医体质辨识
-- section: work
-- source: 国家基本公共卫生服务规范（第三版）老年人健康管理、中医药健康管理：每年一次，与健康体检同时
-- note: 本年已有健康体检表、还缺自理能力评估表或中医药健康管理服务记录表的老年人；两周内补上是本程序的建议。
WITH
  checked (subject, day) AS (
    SELECT h.subject, max (h.day) FROM health_check AS h JOIN resident AS r ON r.person = h.subject
    WHERE h.day >= date (:today, 'start of year') AND h.day <= :today AND age_on (r.birth, h.day) >= :limit_elder_age
    GROUP BY h.subject
  )
SELECT subject, 'elderly_self_care' AS form, NULL AS workflow, NULL AS case_, date (day, '+14 days') AS due,
  '生活自理能力评估' AS what
FROM checked AS c
WHERE NOT EXISTS (SELECT 1 FROM elderly_self_care AS e
                  WHERE e.subject = c.subject AND e.day >= date (:today, 'start of year') AND e.day <= :today)
UNION ALL
SELECT subject, 'tcm_constitution', NULL, NULL, date (day, '+14 days'), '中医体质辨识'
FROM checked AS c
WHERE NOT EXISTS (SELECT 1 FROM tcm_constitution AS t
                  WHERE t.subject = c.subject AND t.day >= date (:today, 'start of year') AND t.day <= :today)
ORDER BY due, subject;
