-- title: 应保未保
-- level: error
-- source: 方农工办〔2022〕54号 五(二)：脱贫户必须全部参保，监测户和四类户及时参保无遗漏
SELECT DISTINCT r.person AS subject, r.name ||
  CASE WHEN r.insurance = 'none' THEN '没有参加基本医疗保险，请动员参保。' ELSE '没有参保情况，请核实后补上。' END AS message
FROM resident AS r JOIN belonging AS b ON b.person = r.person
WHERE r.insurance IN ('none', '')
  AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
  AND (b.from_ IS NULL OR b.from_ <= :today) AND (b.until IS NULL OR b.until >= :today)
ORDER BY r.person;
