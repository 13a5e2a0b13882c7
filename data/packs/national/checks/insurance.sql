-- title: 脱贫户应保未保
-- level: error
-- source: 方农工办〔2022〕54号 五(二)：脱贫户必须全部参保
SELECT DISTINCT r.person AS subject, r.name ||
  CASE WHEN r.insurance = 'none' THEN '是脱贫户，没有参加基本医疗保险，必须参保。' ELSE '是脱贫户，没有参保情况，请核实后补上。' END AS message
FROM resident AS r JOIN belonging AS b ON b.person = r.person
WHERE r.insurance IN ('none', '') AND b.group_ = 'lifted'
  AND (b.from_ IS NULL OR b.from_ <= :today) AND (b.until IS NULL OR b.until >= :today)
ORDER BY r.person;
