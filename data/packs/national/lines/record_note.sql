-- title: 记录完成了签约的哪些项目
-- source: 方农工办〔2022〕54号 三(二)：签约一人、履约一人、做实一人
SELECT r.value AS record, '履约：' || d.label || CASE WHEN d.times = 4 AND d.per = 'year'
  THEN '（' || strftime ('%Y', d.first) || '年' || ((strftime ('%m', d.first) + 2) / 3) || '季度）' ELSE '' END AS note
FROM service_done AS d JOIN json_each (d.records) AS r
WHERE d.subject = :about AND d.holds = 1
