-- title: 常住人口签约率
-- unit: %
-- source: 国卫基层发〔2022〕10号：签约服务覆盖率；分母是常住人口（各地有用服务人口、户籍人口的）
-- note: 到这一天签约有效的常住人口。目标由县里定，在开头加一行“target: 数字”。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT r.person AS subject,
  EXISTS (SELECT 1 FROM contract AS c WHERE c.subject = r.person AND c.holds = 1
            AND c.begins <= day.day AND c.ends >= day.day) AS done
FROM day JOIN resident AS r
WHERE r.resident = 1 AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place));
