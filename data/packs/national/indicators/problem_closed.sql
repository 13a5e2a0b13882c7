-- title: 问题销号率
-- target: 100
-- unit: %
-- source: 方农工办〔2022〕54号 四(三)：问题不解决不放手，措施不落实不销号
-- note: 本年发现的问题，不算不予登记的；一个人有几个问题，全部销号才算。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT p.subject, min (p.state = 'done') AS done
FROM day JOIN problem AS p JOIN subject AS s ON s.id = p.subject
WHERE p.state <> 'rejected' AND p.opened BETWEEN substr (day.day, 1, 4) || '-01-01' AND day.day
  AND (:place IS NULL OR s.place IN (SELECT place FROM place_around WHERE around = :place))
GROUP BY p.subject;
