-- title: 健康档案建档率
-- unit: %
-- source: 国家基本公共卫生服务规范（第三版）居民健康档案管理：建档人数÷辖区内常住居民数
-- note: 有个人基本信息表的算建档。目标由县里定。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT r.person AS subject,
  EXISTS (SELECT 1 FROM resident_profile AS p WHERE p.subject = r.person AND p.day <= day.day) AS done
FROM day JOIN resident AS r
WHERE r.resident = 1 AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place));
