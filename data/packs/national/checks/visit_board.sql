-- title: 服务牌信息正确，签约已到期
-- level: list
SELECT v.subject, v.day || '走访时服务牌“有，信息正确”，这一户已没有有效的签约，请更换服务牌。' AS message
FROM household_visit AS v
WHERE v.h_board = '1'
  AND v.day = (SELECT max (n.day) FROM household_visit AS n WHERE n.subject = v.subject)
  AND EXISTS (SELECT 1 FROM contract AS c JOIN person AS p ON p.id = c.subject WHERE p.household = v.subject AND c.ends < :today)
  AND NOT EXISTS (SELECT 1 FROM contract AS c JOIN person AS p ON p.id = c.subject
                  WHERE p.household = v.subject AND c.holds = 1 AND c.begins <= :today AND c.ends >= :today)
ORDER BY v.subject;
