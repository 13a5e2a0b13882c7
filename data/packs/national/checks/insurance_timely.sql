-- title: 监测户、四类人员未参保
-- level: warning
-- source: 方农工办〔2022〕54号 五(二)：监测户和四类户（低保、特困、五保、残疾）确保及时参保无遗漏
-- note: 脱贫户必须全部参保，另有一项。
WITH member (person, lifted) AS (
  SELECT b.person, max (b.group_ = 'lifted') FROM belonging AS b
  WHERE b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
    AND (b.from_ IS NULL OR b.from_ <= :today) AND (b.until IS NULL OR b.until >= :today)
  GROUP BY b.person
)
SELECT r.person AS subject, r.name ||
  CASE WHEN r.insurance = 'none' THEN '没有参加基本医疗保险，请动员及时参保；不参保的，在走访表上写明情况。' ELSE '没有参保情况，请核实后补上。' END AS message
FROM member AS m JOIN resident AS r ON r.person = m.person
WHERE NOT m.lifted AND r.insurance IN ('none', '')
ORDER BY r.person;
