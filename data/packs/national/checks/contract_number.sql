-- title: 协议编号重复
-- level: warning
-- source: 协议编号一份一个；一户的协议，成员那一份用户里的编号
WITH numbered (id, subject, number) AS (
  SELECT id, subject, trim (agreement_no) FROM household_agreement WHERE state NOT IN ('refused', 'void')
  UNION ALL
  SELECT c.id, c.subject, trim (c.agreement_no) FROM contract AS c LEFT JOIN household_agreement AS h ON h.id = c.parent
  WHERE c.state NOT IN ('refused', 'void') AND coalesce (h.agreement_no, '') <> c.agreement_no
)
SELECT min (n.subject) AS subject, '协议编号“' || n.number || '”用在' || group_concat (DISTINCT s.name) || '的协议上，请核对后用“更正”改编号。' AS message
FROM numbered AS n JOIN subject AS s ON s.id = n.subject
WHERE n.number <> ''
GROUP BY n.number HAVING count (DISTINCT n.subject) > 1
ORDER BY n.number;
