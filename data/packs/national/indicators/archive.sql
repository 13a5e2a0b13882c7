-- title: 健康档案建档率
-- unit: %
-- source: 国家基本公共卫生服务规范（第三版）居民健康档案管理：建档人数÷辖区内常住居民数
-- note: 有个人基本信息表的算建档。目标由县里定。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT p.id AS subject,
  EXISTS (SELECT 1 FROM record AS r WHERE r.subject = p.id AND r.day <= day.day AND +r.form = 'resident_profile') AS done
FROM day CROSS JOIN person AS p
WHERE p.state = 'here' AND p.resident = 1
  AND (:place IS NULL OR p.household IN (SELECT h.id FROM place_around AS a JOIN household AS h ON h.place = a.place WHERE a.around = :place));
