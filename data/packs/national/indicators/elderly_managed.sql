-- title: 老年人健康管理率
-- unit: %
-- option: age_day year_end 65岁按哪天算 year_end=本年12月31日|until=当天
-- source: 国家基本公共卫生服务规范（第三版）老年人健康管理：年内接受健康管理人数÷年内辖区内65岁及以上常住居民数
-- note: 本年有一次健康体检表的算接受健康管理。目标各县不同，第三版没有写；本县有的，在开头加一行“target: 数字”。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT r.person AS subject,
  EXISTS (SELECT 1 FROM health_check AS h
          WHERE h.subject = r.person AND h.day >= strftime ('%Y', day.day) || '-01-01' AND h.day <= day.day) AS done
FROM day JOIN resident AS r
WHERE r.resident = 1 AND age_on (r.birth, CASE WHEN :age_day = 'until' THEN day.day ELSE strftime ('%Y', day.day) || '-12-31' END) >= :limit_elder_age
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place));
