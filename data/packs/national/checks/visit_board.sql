-- title: 服务牌信息正确，签约已到期
-- level: list
WITH
  newest (household, day) AS (SELECT subject, max (day) FROM household_visit GROUP BY subject),
  -- households with contracts, and whether one is in force
  signed (household, in_force) AS (
    SELECT p.household, max (c.holds = 1 AND c.begins <= :today AND c.ends >= :today)
    FROM contract AS c JOIN person AS p ON p.id = c.subject
    WHERE c.begins <= :today GROUP BY p.household
  )
SELECT v.subject, v.day || '走访时服务牌“有，信息正确”，这一户已没有有效的签约，请更换服务牌。' AS message
FROM newest AS n JOIN household_visit AS v ON v.subject = n.household AND v.day = n.day
  JOIN signed AS s ON s.household = n.household
WHERE v.h_board = '1' AND s.in_force = 0
ORDER BY v.subject;
