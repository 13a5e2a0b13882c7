-- title: 先诊疗后付费，参保缴费资助
-- option: aid_pick highest 一人几类的，参保资助按哪一类 highest=资助多的|order=代码表里在前的
-- source: 资助的办法在代码表 contribution_aid 里，每年由各地定
-- note: 参加职工医保和外地参保的不列。享受没有，看走访表和名册上最近写的，只算今年的。
WITH
  who (year, received) AS (
    SELECT substr (:today, 1, 4), CASE WHEN coalesce (p.extra ->> 'insurance_aid_year', substr (:today, 1, 4)) = substr (:today, 1, 4) THEN p.extra ->> 'insurance_aid' END
    FROM person AS p WHERE p.id = :about AND p.insurance IN ('resident', 'none', '')
  ),
  aid (label, kind, amount, own, source) AS (
    SELECT a.value ->> 'label', a.value ->> 'kind', nullif (a.value ->> 'amount', ''), nullif (a.value ->> 'own', ''), a.value ->> 'source'
    FROM who JOIN belonging AS b ON b.person = :about JOIN json_each (:codes_contribution_aid) AS a ON a.value ->> 'group' = b.group_
    WHERE (b.from_ IS NULL OR b.from_ <= :today) AND (b.until IS NULL OR b.until >= :today)
      -- a row of the year stands in the place of the one for any year
      AND coalesce (nullif (a.value ->> 'year', ''), who.year) = who.year
      AND (coalesce (a.value ->> 'year', '') <> '' OR NOT EXISTS (SELECT 1 FROM json_each (:codes_contribution_aid) AS y
             WHERE y.value ->> 'group' = a.value ->> 'group' AND y.value ->> 'year' = who.year))
    ORDER BY CASE WHEN coalesce (:aid_pick, 'highest') = 'order' THEN 0 ELSE -coalesce (nullif (a.value ->> 'amount', '') + 0, 0) END, a.key LIMIT 1
  )
SELECT '先诊疗后付费' AS label,
  CASE max (f.scope = 'city') WHEN 1 THEN '市域内定点医疗机构，须基层首诊、规范转诊（低保、特困、返贫致贫、风险未消除的监测对象）' ELSE '县域内（单一身份的脱贫户、监测户）' END AS value,
  '方农工办〔2022〕54号 三(五)3' AS rule
FROM pay_first AS f
WHERE f.person = :about AND (f.from_ IS NULL OR f.from_ <= :today) AND (f.until IS NULL OR f.until >= :today)
HAVING count (*) > 0
UNION ALL
SELECT '参保资助',
  a.label || '，' || a.kind || coalesce ('：' || a.amount || '元', '') || coalesce ('，个人缴' || a.own || '元', '') ||
    CASE w.received WHEN '1' THEN '，' || w.year || '年已享受' WHEN '0' THEN '，' || w.year || '年还没有享受' ELSE '，' || w.year || '年是否享受没有记' END,
  coalesce (a.source, '')
FROM who AS w JOIN aid AS a
UNION ALL
SELECT '参保资助', w.year || '年已享受，名册上没有资助的类别，请核对', '' FROM who AS w WHERE w.received = '1' AND NOT EXISTS (SELECT 1 FROM aid)
