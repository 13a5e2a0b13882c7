-- title: 监测户入户核实率
-- target: 100
-- unit: %
-- source: 西双版纳州 2021：三类重点监测对象入户核实率；分母按户，原文没有写明按户还是按人
-- note: 本季度入户见到人，或者有一个成员填了入户核实表的，算已核实。
WITH
  day (day, first) AS (
    SELECT day, date (day, 'start of month', '-' || ((strftime ('%m', day) - 1) % 3) || ' months')
    FROM (SELECT coalesce (:until, :today) AS day)
  )
SELECT DISTINCT h.household AS subject,
  EXISTS (SELECT 1 FROM household_visit AS v WHERE v.subject = h.household AND v.way = '1' AND v.day BETWEEN day.first AND day.day)
    OR EXISTS (SELECT 1 FROM household_verify AS v JOIN resident AS r ON r.person = v.subject
               WHERE r.household = h.household AND v.day BETWEEN day.first AND day.day) AS done
FROM day JOIN membership AS m JOIN home AS h ON h.household = m.household
WHERE m.group_ IN ('mon_unstable', 'mon_edge', 'mon_sudden') AND h.ended IS NULL AND h.people > 0
  AND (m.from_ IS NULL OR m.from_ <= day.day) AND (m.until IS NULL OR m.until >= day.day)
  AND (:place IS NULL OR h.place IN (SELECT place FROM place_around WHERE around = :place));
