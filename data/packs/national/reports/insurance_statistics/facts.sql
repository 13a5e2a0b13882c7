-- 重点人群参保情况统计表: one row for each person and group (a person in several groups has several rows and counts once in the total); a group
-- without anybody gives one row alone. 五保 is counted with 特困.
WITH
  day (day) AS (SELECT min (:until, :today)),
  year (year) AS (SELECT substr (:until, 1, 4)),
  line_of AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  lines AS (SELECT DISTINCT line, line_name, line_position FROM line_of),
  class (position, class, label, groups) AS (VALUES (1, 'lifted', '脱贫户', ' lifted '), (2, 'monitored', '监测户（三类）', ' mon_unstable mon_edge mon_sudden '),
    (3, 'dibao', '低保', ' dibao '), (4, 'tekun', '特困（五保）', ' tekun wubao '), (5, 'disabled', '残疾', ' disabled ')),
  member AS (
    SELECT DISTINCT l.line, c.class, r.person, r.household_number, r.name, r.insurance, r.phone,
      (SELECT CASE WHEN coalesce (p.extra ->> 'insurance_aid_year', year.year) = year.year THEN p.extra ->> 'insurance_aid' END FROM person AS p WHERE p.id = r.person) AS received
    FROM everyone AS r JOIN day JOIN year JOIN line_of AS l ON l.place = r.place JOIN belonging AS b ON b.person = r.person
      JOIN class AS c ON instr (c.groups, ' ' || b.group_ || ' ') > 0
    WHERE (r.state = 'here' OR r.state_since > day.day) AND (r.birth IS NULL OR r.birth <= day.day) AND (r.resident = 1 OR :population = 'roster')
      AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
  ),
  -- the rows of the table that hold in the year: its own, else that for any year
  rule (position, group_, label, kind, amount, own) AS (
    SELECT a.key, a.value ->> 'group', a.value ->> 'label', a.value ->> 'kind', nullif (a.value ->> 'amount', ''), nullif (a.value ->> 'own', '')
    FROM json_each (:codes_contribution_aid) AS a JOIN year
    WHERE coalesce (nullif (a.value ->> 'year', ''), year.year) = year.year
      AND (coalesce (a.value ->> 'year', '') <> '' OR NOT EXISTS (SELECT 1 FROM json_each (:codes_contribution_aid) AS y
             WHERE y.value ->> 'group' = a.value ->> 'group' AND y.value ->> 'year' = year.year))
  ),
  aid (person, label, kind, amount, own, best) AS (
    SELECT b.person, a.label, a.kind, a.amount, a.own,
      row_number () OVER (PARTITION BY b.person ORDER BY CASE WHEN :aid_pick = 'order' THEN 0 ELSE -coalesce (a.amount + 0, 0) END, a.position)
    FROM rule AS a JOIN belonging AS b ON b.group_ = a.group_ JOIN day
    WHERE b.person IN (SELECT person FROM member WHERE insurance IN ('resident', 'none', ''))
      AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
  )
SELECT l.line, l.line_name, l.line_position, c.position, c.class, c.label, m.person, m.household_number, m.name, m.phone,
  m.insurance = 'resident' AS resident_, m.insurance = 'employee' AS employee, m.insurance = 'other' AS other, m.insurance IN ('none', '') AS uninsured,
  m.insurance NOT IN ('none', '') AS insured,
  CASE m.insurance WHEN 'resident' THEN '居民医保' WHEN 'employee' THEN '职工医保' WHEN 'other' THEN '其他参保' WHEN 'none' THEN '未参保' WHEN '' THEN '没有填写' END AS state,
  substr (:until, 1, 4) AS year, a.label AS aid_label, a.kind AS aid_kind, a.amount AS aid_amount, a.own AS aid_own,
  CASE m.received WHEN '1' THEN '是' WHEN '0' THEN '否' WHEN 'none' THEN '' ELSE CASE WHEN a.person IS NOT NULL THEN '没有记' END END AS aid_received
FROM lines AS l JOIN class AS c LEFT JOIN member AS m ON m.line = l.line AND m.class = c.class LEFT JOIN aid AS a ON a.person = m.person AND a.best = 1
ORDER BY l.line_position, l.line_name, c.position, m.household_number, m.person;
