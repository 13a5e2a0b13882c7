-- title: 协议已签，没有扫描件也没有写存放处
-- level: list
SELECT c.subject, r.name || c.sign_date || '签的协议没有扫描件，也没有写存放在哪里：请补写存放处。' AS message
FROM contract AS c JOIN resident AS r ON r.person = c.subject
WHERE c.state IN ('signed', 'active') AND coalesce (c.medium, '1') = '1' AND c.paper_place IS NULL
  AND NOT EXISTS (SELECT 1 FROM attachment AS a WHERE a.subject IN (c.id, c.parent))
ORDER BY c.subject;
