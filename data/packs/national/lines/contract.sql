-- title: 约定的服务
-- source: 国卫基层发〔2018〕35号
-- note: 做满和该做的次数、眼下该在哪天以前做、缺了哪几个季度。没有写次数的只列名称和做过几次。
WITH
  item AS (SELECT * FROM contract_item WHERE contract = :about),
  done AS (SELECT * FROM service_done WHERE contract = :about),
  sums (serves, done, planned) AS (SELECT serves, sum (min (done, need)), sum (need) FROM done GROUP BY serves)
SELECT i.label,
  CASE WHEN s.planned IS NOT NULL THEN s.done END AS done,
  CASE WHEN i.per = 'once' OR i.times <> 4 THEN s.planned
       WHEN s.planned IS NOT NULL THEN i.times * max (1, CAST (round ((julianday (i.ends) - julianday (i.begins) + 1) / 365.25) AS INTEGER)) END AS wanted,
  (SELECT min (d.last) FROM done AS d WHERE d.serves = i.serves AND d.done < d.need AND :today BETWEEN d.first AND d.last) AS due,
  coalesce ((SELECT '缺' || group_concat (strftime ('%Y', d.first) || '年' || ((strftime ('%m', d.first) + 2) / 3) || '季度', '、')
             FROM done AS d WHERE d.serves = i.serves AND d.whole AND i.times = 4 AND d.done = 0 AND d.last < :today), '') AS note
FROM item AS i LEFT JOIN sums AS s ON s.serves = i.serves
ORDER BY i.position
