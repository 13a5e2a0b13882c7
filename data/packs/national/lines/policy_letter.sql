-- title: 家里每个人能享受的
-- source: 方农工办〔2022〕54号 二、三(一)(二)(五)
-- note: 一人一行。告知书一家人都看，病名不写。市域内的范围里五保算在特困里，由县里核对。
WITH
  of_home AS (SELECT r.* FROM policy_notice AS c JOIN resident AS r ON r.household = c.subject WHERE c.id = :about),
  scope (person, city) AS (
    SELECT f.person, max (f.scope = 'city') FROM pay_first AS f JOIN of_home AS r ON r.person = f.person
    WHERE (f.from_ IS NULL OR f.from_ <= :today) AND (f.until IS NULL OR f.until >= :today) GROUP BY f.person
  )
SELECT r.name, coalesce ((SELECT k.value ->> 'label' FROM json_each (:codes_relation) AS k WHERE k.value ->> 'code' = r.relation), '') AS relation,
  CASE r.insurance WHEN 'none' THEN '未参保' WHEN '' THEN '待核实' ELSE '已参保' END AS insurance,
  CASE WHEN EXISTS (SELECT 1 FROM contract AS c WHERE c.subject = r.person AND c.holds AND c.begins <= :today AND c.ends >= :today) THEN '已签约' ELSE '未签约' END AS signed,
  CASE WHEN EXISTS (SELECT 1 FROM chronic_disease AS d WHERE d.subject = r.person AND d.state = 'r_pass') THEN '已通过'
       WHEN EXISTS (SELECT 1 FROM chronic_application AS a WHERE a.subject = r.person AND a.closed IS NULL) THEN '正在办' ELSE '—' END AS chronic,
  CASE WHEN EXISTS (SELECT 1 FROM major_disease AS d WHERE d.subject = r.person AND d.closed IS NULL AND d.state NOT IN ('found', 'excluded')) THEN '已列入' ELSE '—' END AS major,
  CASE (SELECT s.city FROM scope AS s WHERE s.person = r.person) WHEN 1 THEN '市域内' WHEN 0 THEN '县域内' ELSE '—' END AS pay_first,
  (SELECT group_concat (k.value ->> 'label', '、' ORDER BY k.key) FROM json_each (:codes_major_disease) AS k) AS majors
FROM of_home AS r
ORDER BY r.relation <> '02', r.relation, r.birth, r.person
