-- 三类监测对象情况统计表: one row for each member of a monitored household on the last day of the period. A household is verified when
-- somebody was met there in the period, or the form of a clue was filled for one of its people.
WITH
  day (day) AS (SELECT min (:until, :today)),
  kind (position, group_, label) AS (VALUES (1, 'mon_unstable', '脱贫不稳定户'), (2, 'mon_edge', '边缘易致贫户'), (3, 'mon_sudden', '突发严重困难户')),
  home_group AS (
    SELECT m.household, m.group_, (m.cleared AND coalesce (m.cleared_on, '') <= day.day) OR coalesce (m.relapsed_on > day.day, 0) AS cleared,
      coalesce (m.from_ BETWEEN :from AND :until, substr (replace (replace (m.detail ->> '$.identified', '-', ''), '.', ''), 1, 6)
        BETWEEN substr (replace (:from, '-', ''), 1, 6) AND substr (replace (:until, '-', ''), 1, 6)) AS new_
    FROM monitored AS m JOIN day JOIN home AS h ON h.household = m.household
    WHERE (m.from_ IS NULL OR m.from_ <= day.day) AND (m.until IS NULL OR m.until >= day.day) AND (:place IS NULL OR h.place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  verified AS (
    SELECT subject AS household FROM household_visit WHERE way = '1' AND day BETWEEN :from AND :until
    UNION
    SELECT r.household FROM household_verify AS v JOIN everyone AS r ON r.person = v.subject WHERE v.day BETWEEN :from AND :until
  )
SELECT k.position, k.group_, k.label, g.household, r.person, r.name, r.household_number, g.new_, NOT coalesce (g.cleared, 0) AS at_risk, coalesce (g.cleared, 0) AS cleared,
  g.household IN (SELECT household FROM verified) AS verified,
  EXISTS (SELECT 1 FROM major_disease AS m WHERE m.subject = r.person AND m.state NOT IN ('found', 'excluded') AND coalesce (m.diag_date, m.opened) <= day.day) AS major,
  EXISTS (SELECT 1 FROM condition AS c WHERE c.person = r.person AND (c.since IS NULL OR c.since <= day.day) AND (c.until IS NULL OR c.until > day.day)) AS chronic,
  EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = r.person AND b.group_ = 'disabled' AND (b.from_ IS NULL OR b.from_ <= day.day)
            AND (b.until IS NULL OR b.until >= day.day)) AS disabled
FROM kind AS k JOIN day LEFT JOIN home_group AS g ON g.group_ = k.group_
  LEFT JOIN everyone AS r ON r.household = g.household AND (r.state = 'here' OR r.state_since > day.day) AND (r.birth IS NULL OR r.birth <= day.day)
ORDER BY k.position, r.household_number, r.person;
