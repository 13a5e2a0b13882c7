-- 老年人健康管理统计报表: one row for each resident who is old enough; a line that has nobody gives one row without a person.
WITH
  line AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  elder AS (
    SELECT e.person, e.household, e.household_number, e.place, e.place_name, e.name, e.birth, e.id_number, e.sex, age_on (e.birth, CASE WHEN :age_day = 'until' THEN :until ELSE strftime ('%Y', :until) || '-12-31' END) AS years
    FROM everyone AS e WHERE (e.state = 'here' OR e.state_since > :until) AND (e.birth IS NULL OR e.birth <= :until) AND e.resident = 1
  ),
  counted AS (
    SELECT p.*,
      EXISTS (SELECT 1 FROM health_check AS h WHERE h.subject = p.person AND h.day BETWEEN strftime ('%Y', :until) || '-01-01' AND :until) AS checked,
      EXISTS (SELECT 1 FROM tcm_constitution AS t WHERE t.subject = p.person AND t.day BETWEEN strftime ('%Y', :until) || '-01-01' AND :until) AS tcm,
      CASE WHEN p.years < 70 THEN 1 WHEN p.years < 80 THEN 2 ELSE 3 END AS band
    FROM elder AS p WHERE p.years >= :limit_elder_age
  )
SELECT l.line, l.line_name, l.line_position, c.person, c.household, c.household_number, c.place_name, c.name,
  CASE c.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex_word, age_on (c.birth, :until) AS age,
  CASE WHEN :mask_id = 'yes' AND length (c.id_number) >= 15
       THEN substr (c.id_number, 1, 6) || substr ('***********', 1, length (c.id_number) - 10) || substr (c.id_number, -4)
       WHEN :mask_id = 'yes' AND length (c.id_number) > 4 THEN '****' || substr (c.id_number, -4)
       ELSE c.id_number END AS id_number,
  c.person IS NOT NULL AS elder, c.checked, c.tcm, c.tcm AND c.checked AS tcm_checked,
  c.band = 1 AS a1, c.band = 1 AND c.checked AS b1, c.band = 2 AS a2, c.band = 2 AND c.checked AS b2, c.band = 3 AS a3, c.band = 3 AND c.checked AS b3,
  c.person AS listed, CASE WHEN c.checked THEN '是' ELSE '否' END AS checked_word, CASE WHEN c.tcm THEN '是' ELSE '否' END AS tcm_word
FROM line AS l LEFT JOIN counted AS c ON c.place = l.place
ORDER BY l.line_position, l.line_name, c.household_number, c.person
