-- title: 好几份签约留同一个电话
-- level: list
-- option: many 5 超过几份算多
-- source: 拟定
WITH signed (person, phone) AS (
  SELECT r.person, coalesce (nullif (r.phone, ''), r.household_phone)
  FROM contract AS c JOIN resident AS r ON r.person = c.subject
  WHERE c.state = 'active' AND c.begins <= :today AND c.ends >= :today
)
SELECT r.household AS subject, '电话' || s.phone || '留在' || count (DISTINCT r.household) || '户' || count (*) ||
  '份签约上，可能是医生的电话：请问清本人的电话。' AS message
FROM signed AS s JOIN resident AS r ON r.person = s.person
WHERE s.phone <> ''
GROUP BY s.phone HAVING count (*) > coalesce (:many, 5) + 0 AND count (DISTINCT r.household) > 1
ORDER BY s.phone;
