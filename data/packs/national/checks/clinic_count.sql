-- title: 村卫生室的数和行政村的数不一致
-- level: error
-- source: 方农工办〔2022〕54号 三(三)：每个行政村有1所标准化村卫生室
-- note: 管几个村的才查，看每个村最近一次村卫生室自查表。没有村卫生室、写明了由谁覆盖的村不算差；一个村也没有自查过的不查。
WITH
  village (township, village, name, a01) AS (
    SELECT w.township, v.id, v.name,
      (SELECT c.a01 FROM clinic_now AS c WHERE c.subject = v.id)
    FROM place AS v JOIN place_path AS w ON w.place = v.id
    WHERE v.level = 'village' AND EXISTS (SELECT 1 FROM place_around AS a JOIN home AS h ON h.place = a.place WHERE a.around = v.id AND h.ended IS NULL AND h.people > 0)
  )
SELECT township AS subject, '共' || count (*) || '个行政村，村卫生室' || sum (coalesce (a01, '') = '1') || '所，写明由谁覆盖的' || sum (coalesce (a01, '') = '3') ||
  '个村；没有说明的：' || group_concat (CASE WHEN coalesce (a01, '2') = '2' THEN name END, '、' ORDER BY village) || '。请补自查表，再交报表。' AS message
FROM village
GROUP BY township
HAVING count (*) > 1 AND count (a01) > 0 AND sum (coalesce (a01, '2') = '2') > 0;
