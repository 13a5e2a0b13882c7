-- 重点人群参保情况统计表: one row for each person and group (a person in several groups has several rows and counts once in the total); a group
-- without anybody gives one row alone. 五保 is counted with 特困.
WITH
  day (day) AS (SELECT min (:until, :today)),
  line_of AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  lines AS (SELECT DISTINCT line, line_name, line_position FROM line_of),
  class (position, class, label, groups) AS (VALUES (1, 'lifted', '脱贫户', ' lifted '), (2, 'monitored', '监测户（三类）', ' mon_unstable mon_edge mon_sudden '),
    (3, 'dibao', '低保', ' dibao '), (4, 'tekun', '特困（五保）', ' tekun wubao '), (5, 'disabled', '残疾', ' disabled ')),
  member AS (
    SELECT DISTINCT l.line, c.class, r.person, r.household_number, r.name, r.insurance, r.phone
    FROM everyone AS r JOIN day JOIN line_of AS l ON l.place = r.place JOIN belonging AS b ON b.person = r.person
      JOIN class AS c ON instr (c.groups, ' ' || b.group_ || ' ') > 0
    WHERE (r.state = 'here' OR r.state_since > day.day) AND (r.birth IS NULL OR r.birth <= day.day) AND (r.resident = 1 OR :population = 'roster')
      AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
  )
SELECT l.line, l.line_name, l.line_position, c.position, c.class, c.label, m.person, m.household_number, m.name, m.phone,
  m.insurance = 'resident' AS resident_, m.insurance = 'employee' AS employee, m.insurance = 'other' AS other, m.insurance IN ('none', '') AS uninsured,
  m.insurance NOT IN ('none', '') AS insured,
  CASE m.insurance WHEN 'resident' THEN '居民医保' WHEN 'employee' THEN '职工医保' WHEN 'other' THEN '其他参保' WHEN 'none' THEN '未参保' WHEN '' THEN '没有填写' END AS state,
  substr (:until, 1, 4) AS year
FROM lines AS l JOIN class AS c LEFT JOIN member AS m ON m.line = l.line AND m.class = c.class
ORDER BY l.line_position, l.line_name, c.position, m.household_number, m.person;
