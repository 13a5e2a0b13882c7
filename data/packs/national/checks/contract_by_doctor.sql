-- title: 医生代签的签约
-- level: list
SELECT c.subject, r.name || '的签约是医生代签，自查时请逐一说明。' AS message
FROM contract AS c JOIN resident AS r ON r.person = c.subject
WHERE c.state IN ('signed', 'active') AND c.sign_way = '2'
ORDER BY c.subject;
