-- title: 老年人体检后的评估和中医体质辨识
-- section: work
-- option: age_day year_end 65岁按哪天算 year_end=本年12月31日|until=当天
-- source: 国家基本公共卫生服务规范（第三版）老年人健康管理、中医药健康管理：每年一次，与健康体检同时
-- note: 本年已有健康体检表、还缺自理能力评估表或中医药健康管理服务记录表的老年人；两周内补上是本程序的建议。
WITH
  checked (subject, day) AS MATERIALIZED (
    -- with + by the index of the person, which has all that is asked: the record itself is long
    SELECT p.id, max (h.day) FROM person AS p CROSS JOIN record AS h ON h.subject = p.id AND +h.form = 'health_check'
    WHERE p.birth <= months_after (strftime ('%Y', :today) || '-12-31', -12 * CAST (:limit_elder_age AS INTEGER)) AND p.state = 'here'
      AND (:among IS NULL OR p.id IN (SELECT value FROM json_each (:among)))
      AND h.day BETWEEN date (:today, 'start of year') AND :today AND age_on (p.birth, CASE WHEN :age_day = 'until' THEN h.day ELSE strftime ('%Y', :today) || '-12-31' END) >= :limit_elder_age
    GROUP BY p.id
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
