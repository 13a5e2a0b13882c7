-- title: 重点人群参保率
-- target: 100
-- unit: %
-- source: 方农工办〔2022〕54号 三(五)2：脱贫户必须全部参保，监测户和四类户及时参保无遗漏
-- note: 居民医保、职工医保、外地和其他参保都算；没有写参保情况的算未参保。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT DISTINCT r.person AS subject, r.insurance NOT IN ('', 'none') AS done
FROM day JOIN resident AS r JOIN belonging AS b ON b.person = r.person
WHERE b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
  AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place));
