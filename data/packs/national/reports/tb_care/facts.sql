-- 肺结核患者健康管理统计报表: one row for each person with tuberculosis; a line that has nobody gives one row without a person.
WITH
  line AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  year (first) AS (SELECT strftime ('%Y', :until) || '-01-01'),
  patient AS (
    SELECT e.person, e.household, e.household_number, e.place, e.place_name, e.name, e.birth, e.id_number, e.sex, max (c.since) AS since
    FROM everyone AS e JOIN condition AS c ON c.person = e.person
    WHERE c.disease = 'tuberculosis' AND (c.since IS NULL OR c.since <= :until)
    GROUP BY e.person
  ),
  ended (person, rate) AS (
    SELECT f.subject, max (f.dose_rate) FROM tb_followup AS f JOIN year
    WHERE f.stopped = '2' AND f.stop_reason = '1' AND f.stop_date BETWEEN year.first AND :until GROUP BY f.subject
  ),
  counted AS (
    SELECT p.*, coalesce (p.since >= year.first, 0) AS told,
      EXISTS (SELECT 1 FROM follow_up AS v WHERE v.disease = 'tuberculosis' AND v.subject = p.person AND v.day <= :until
                AND v.day > coalesce ((SELECT max (e.until) FROM condition AS e WHERE e.person = p.person AND e.disease = 'tuberculosis'
                                         AND e.until <= coalesce (p.since, :until)), '')) AS managed,
      d.person IS NOT NULL AS finished, coalesce (d.rate >= CAST (:dose AS REAL), 0) AS regular
    FROM patient AS p JOIN year LEFT JOIN ended AS d ON d.person = p.person
  )
SELECT l.line, l.line_name, l.line_position, c.person, c.household, c.household_number, c.place_name, c.name,
  CASE c.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex_word, age_on (c.birth, :until) AS age,
  CASE WHEN :mask_id = 'yes' AND length (c.id_number) >= 15
       THEN substr (c.id_number, 1, 6) || substr ('***********', 1, length (c.id_number) - 10) || substr (c.id_number, -4)
       WHEN :mask_id = 'yes' AND length (c.id_number) > 4 THEN '****' || substr (c.id_number, -4)
       ELSE c.id_number END AS id_number,
  c.told, c.told AND c.managed AS managed, c.finished, c.regular, CASE WHEN c.told OR c.finished THEN c.person END AS listed, c.since AS since_day,
  CASE WHEN c.managed THEN '是' ELSE '否' END AS managed_word,
  CASE WHEN NOT c.finished THEN '' WHEN c.regular THEN '规则服药' ELSE '不规则' END AS regular_word
FROM line AS l LEFT JOIN counted AS c ON c.place = l.place
ORDER BY l.line_position, l.line_name, c.household_number, c.person
