-- title: 可能漏报的慢性病病种
-- level: warning
-- source: 方农工办〔2022〕54号 三(一)：一个人有几种慢性病就鉴定几种，一种不漏
SELECT c.person AS subject, r.name || '有' || count (DISTINCT c.disease) ||
  '种已知的疾病没有申请慢性病鉴定，请申请，或者记下不申请的原因。' AS message
FROM condition AS c JOIN resident AS r ON r.person = c.person
WHERE (c.until IS NULL OR c.until > :today)
  AND EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = c.person
                AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden')
                AND (b.until IS NULL OR b.until >= :today))
  AND NOT EXISTS (SELECT 1 FROM chronic_disease AS d WHERE d.subject = c.person AND d.topic = c.disease)
GROUP BY c.person
ORDER BY c.person;
