-- 健康体检情况统计表: one row for each person who is to be checked; a line that has nobody gives one row without a person.
WITH
  line AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  year (first) AS (SELECT strftime ('%Y', :until) || '-01-01'),
  who AS (
    SELECT e.person, e.household, e.household_number, e.place, e.place_name, e.name, e.birth, e.id_number, e.sex, age_on (e.birth, :until) AS years,
      EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = e.person
        AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
        AND (b.from_ IS NULL OR b.from_ <= :until) AND (b.until IS NULL OR b.until >= :until)) AS key_,
      EXISTS (SELECT 1 FROM condition AS c WHERE c.person = e.person AND c.disease IN ('hypertension', 'diabetes', 'mental')
        AND (c.since IS NULL OR c.since <= :until) AND (c.until IS NULL OR c.until > :until)) AS ill,
      EXISTS (SELECT 1 FROM condition AS c WHERE c.person = e.person AND c.disease = 'tuberculosis'
        AND (c.since IS NULL OR c.since <= :until) AND (c.until IS NULL OR c.until > :until)) AS tb
    FROM everyone AS e WHERE (e.state = 'here' OR e.state_since > :until) AND (e.birth IS NULL OR e.birth <= :until) AND e.resident = 1
  ),
  last AS (
    SELECT h.subject, max (h.day || h.entered), h.day, h.eval FROM health_check AS h JOIN year
    WHERE h.day BETWEEN year.first AND :until GROUP BY h.subject
  ),
  counted AS (
    SELECT w.*, h.subject IS NOT NULL AS checked, coalesce (h.eval = '2', 0) AS abnormal, h.day AS check_day,
      h.subject IS NOT NULL AND (
        EXISTS (SELECT 1 FROM service_record AS s WHERE s.subject = w.person AND s.item = 'OLD65-5' AND s.day BETWEEN h.day AND :until)
        OR EXISTS (SELECT 1 FROM household_visit_member AS m WHERE m.m_person = w.person AND m.m_check_result_told = '1'
                     AND m.day BETWEEN h.day AND :until)) AS told
    FROM who AS w LEFT JOIN last AS h ON h.subject = w.person
    WHERE CASE :scope WHEN 'elder' THEN coalesce (w.years >= :limit_elder_age, 0)
                      WHEN 'key' THEN w.key_ AND coalesce (w.years >= 7, 1) AND NOT w.tb
                      ELSE coalesce (w.years >= :limit_elder_age, 0) OR w.ill OR (w.key_ AND coalesce (w.years >= 7, 1) AND NOT w.tb) END
  )
SELECT l.line, l.line_name, l.line_position, c.person, c.household, c.household_number, c.place_name, c.name,
  CASE c.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex_word, age_on (c.birth, :until) AS age,
  CASE WHEN :mask_id = 'yes' AND length (c.id_number) >= 15
       THEN substr (c.id_number, 1, 6) || substr ('***********', 1, length (c.id_number) - 10) || substr (c.id_number, -4)
       WHEN :mask_id = 'yes' AND length (c.id_number) > 4 THEN '****' || substr (c.id_number, -4)
       ELSE c.id_number END AS id_number,
  c.person IS NOT NULL AS wanted, c.checked, c.checked AND c.years BETWEEN 65 AND 69 AS a1, c.checked AND c.years BETWEEN 70 AND 79 AS a2,
  c.checked AND c.years >= 80 AS a3, c.checked AND c.sex = '1' AS men, c.checked AND c.sex = '2' AS women, c.abnormal, c.told, c.check_day,
  c.person AS listed, CASE WHEN c.abnormal THEN '异常' WHEN c.checked THEN '未见异常' ELSE '未体检' END AS result_word,
  CASE WHEN c.told THEN '是' WHEN c.checked THEN '否' ELSE '' END AS told_word
FROM line AS l LEFT JOIN counted AS c ON c.place = l.place
ORDER BY l.line_position, l.line_name, c.household_number, c.person
