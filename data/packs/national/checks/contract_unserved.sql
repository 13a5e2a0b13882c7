-- title: 签而未履
-- level: warning
-- option: months 3 几个月没有服务记录
SELECT DISTINCT r.person AS subject, r.name || '已签约，近' || coalesce (:months, 3) || '个月没有服务记录，请随访并记录。' AS message
FROM contract AS c JOIN resident AS r ON r.person = c.subject JOIN condition AS d ON d.person = r.person
WHERE c.holds = 1 AND c.begins <= months_after (:today, -coalesce (:months, 3)) AND c.ends >= :today
  AND d.disease IN ('hypertension', 'diabetes', 'mental', 'tuberculosis') AND (d.until IS NULL OR d.until > :today)
  AND NOT EXISTS (SELECT 1 FROM service_day AS x WHERE x.person = r.person AND x.day <= :today
                    AND x.day > months_after (:today, -coalesce (:months, 3)))
ORDER BY r.person;
