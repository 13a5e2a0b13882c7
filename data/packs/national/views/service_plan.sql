-- title: 签约计划的服务：每个项目该在哪一段时间做
-- source: 国卫基层发〔2018〕35号；方农工办〔2022〕54号 三(二)：每季度一次；一次服务只能算在一个季度里
-- note: 一年4次的，每个季度一次（每季度算一段，头尾不满一季度的whole为0）；一年1次的，每个签约年度一次；一次性的，到期以前有就算；一年几次而分不到季度的，整个签约年度里做满need次。没有写次数的项目不计划。
SELECT i.contract, i.subject, i.begins, i.ends, i.holds, i.state, i.position, i.code, i.serves, i.label, i.times, i.per, i.forms,
  i.face, i.codes, n.n AS number,
  CASE WHEN i.per = 'once' THEN '1900-01-01'
       WHEN i.times = 4 THEN max (i.begins, date (i.begins, 'start of month', '-' || ((strftime ('%m', i.begins) - 1) % 3) || ' months', '+' || (3 * n.n) || ' months'))
       ELSE months_after (i.begins, 12 * n.n) END AS first,
  CASE WHEN i.per = 'once' THEN i.ends
       WHEN i.times = 4 THEN min (i.ends, date (i.begins, 'start of month', '-' || ((strftime ('%m', i.begins) - 1) % 3) || ' months', '+' || (3 * n.n + 3) || ' months', '-1 day'))
       ELSE min (i.ends, date (months_after (i.begins, 12 * n.n + 12), '-1 day')) END AS last,
  CASE WHEN i.per = 'once' OR i.times <> 4 THEN 1
       ELSE date (i.begins, 'start of month', '-' || ((strftime ('%m', i.begins) - 1) % 3) || ' months', '+' || (3 * n.n) || ' months') >= i.begins
        AND date (i.begins, 'start of month', '-' || ((strftime ('%m', i.begins) - 1) % 3) || ' months', '+' || (3 * n.n + 3) || ' months', '-1 day') <= i.ends
       END AS whole,
  CASE WHEN i.per = 'once' OR i.times = 4 THEN 1 ELSE i.times END AS need
FROM contract_item AS i
  JOIN (SELECT value AS n FROM json_each ('[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]')) AS n
WHERE i.times > 0 AND i.per IN ('year', 'once') AND i.begins IS NOT NULL AND i.ends IS NOT NULL
  AND CASE WHEN i.per = 'once' THEN n.n = 0
           WHEN i.times = 4 THEN date (i.begins, 'start of month', '-' || ((strftime ('%m', i.begins) - 1) % 3) || ' months', '+' || (3 * n.n) || ' months') <= i.ends
           ELSE months_after (i.begins, 12 * n.n) <= i.ends END
