-- title: 零问题村
-- level: warning
-- option: households 100 多少户以上的村查
-- option: months 3 看几个月
-- source: 彻查彻改：整村一个问题也没有的要再看；界限是拟定的
SELECT p.id AS subject, p.name || '近' || coalesce (:months, 3) || '个月走访了' || count (DISTINCT v.subject) ||
  '户，没有发现一个问题，请再看一看。' AS message
FROM place AS p JOIN place_around AS a ON a.around = p.id JOIN home AS h ON h.place = a.place
  JOIN household_visit AS v ON v.subject = h.household
WHERE p.level = 'village' AND v.day BETWEEN months_after (:today, -coalesce (:months, 3)) AND :today
  AND NOT EXISTS (SELECT 1 FROM problem AS q JOIN subject AS s ON s.id = q.subject
                    JOIN place_around AS b ON b.place = s.place AND b.around = p.id
                  WHERE q.opened BETWEEN months_after (:today, -coalesce (:months, 3)) AND :today)
GROUP BY p.id HAVING count (DISTINCT v.subject) > coalesce (:households, 100) + 0
ORDER BY p.id;
