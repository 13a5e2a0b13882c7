-- title: 老年人中医药健康管理率
-- unit: %
-- option: age_day year_end 65岁按哪天算 year_end=本年12月31日|until=当天
-- source: 国家基本公共卫生服务规范（第三版）中医药健康管理：年内接受中医药健康管理服务的65岁及以上居民数÷年内辖区内65岁及以上常住居民数
-- note: 本年有一张老年人中医药健康管理服务记录表的算接受服务：表里有体质辨识，判定为“是”“倾向是”的都有保健指导。目标同上，第三版没有写。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT r.person AS subject,
  EXISTS (SELECT 1 FROM tcm_constitution AS t
          WHERE t.subject = r.person AND t.day >= strftime ('%Y', day.day) || '-01-01' AND t.day <= day.day) AS done
FROM day JOIN resident AS r
WHERE r.resident = 1 AND age_on (r.birth, CASE WHEN :age_day = 'until' THEN day.day ELSE strftime ('%Y', day.day) || '-12-31' END) >= :limit_elder_age
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place));
