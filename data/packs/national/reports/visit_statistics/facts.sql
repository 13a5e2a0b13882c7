-- 入户走访情况统计表: one row for each household that is to be visited (脱贫户、监测户、四类人员 and their members), each person of the list
-- 重点人必访, each clue, and each problem that visits found in the period.
WITH
  day (day) AS (SELECT min (:until, :today)),
  line_of AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  lines AS (SELECT DISTINCT line, line_name, line_position FROM line_of),
  visit AS (
    SELECT v.id, v.subject AS household, v.way, v.day, v.h_policy_known AS known FROM household_visit AS v WHERE v.day BETWEEN :from AND :until AND v.way <> '5'
  ),
  met (person) AS (
    SELECT m.m_person FROM visit AS v JOIN household_visit_member AS m ON m.record = v.id WHERE m.m_present = '1' OR v.way IN ('2', '3')
  ),
  -- of each household whether somebody was met in it, and what the last answer about the policies was
  home_visit (household, face, known, latest) AS (
    SELECT household, max (way = '1'), (SELECT n.known FROM visit AS n WHERE n.household = v.household AND n.known IS NOT NULL ORDER BY n.day DESC, n.id DESC LIMIT 1),
      max (day) FROM visit AS v GROUP BY household
  ),
  verify (person, push_date, day, deadline) AS (SELECT subject, push_date, min (day), min (push_deadline) FROM household_verify GROUP BY subject, push_date),
  listed (person) AS (
    SELECT b.person FROM belonging AS b JOIN day
    WHERE b.through = 'person' AND b.group_ IN ('disabled', 'tekun', 'wubao', 'return_poverty')
      AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
    UNION
    SELECT b.person FROM belonging AS b JOIN day
    WHERE b.group_ = 'dibao' AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
    UNION
    SELECT c.person FROM condition AS c JOIN day WHERE (c.since IS NULL OR c.since <= day.day) AND (c.until IS NULL OR c.until > day.day)
    UNION
    SELECT m.subject FROM major_disease AS m JOIN day WHERE m.state <> 'excluded' AND m.opened <= day.day
    UNION
    SELECT h.head FROM household_visit AS v JOIN home AS h ON h.household = v.subject JOIN day WHERE v.h_petition IN ('2', '3') AND v.day <= day.day AND h.head IS NOT NULL
  ),
  clue (person, checked, in_time, late) AS (
    SELECT c.subject, v.person IS NOT NULL OR c.state = 'checked',
      coalesce (min (coalesce (v.day, '9999-12-31'), coalesce (CASE WHEN c.state = 'checked' THEN c.check_date END, '9999-12-31')) <= coalesce (c.deadline, c.due), 0),
      c.state = 'waiting' AND v.person IS NULL AND coalesce (c.deadline, c.due) < day.day
    FROM risk_clue AS c JOIN day LEFT JOIN verify AS v ON v.person = c.subject AND v.push_date = c.push_date
    WHERE c.state <> 'dropped' AND c.push_date BETWEEN :from AND :until
    UNION ALL
    SELECT v.person, 1, coalesce (v.day <= v.deadline, 0), 0 FROM verify AS v
    WHERE v.push_date BETWEEN :from AND :until AND NOT EXISTS (SELECT 1 FROM risk_clue AS c WHERE c.subject = v.person AND c.push_date = v.push_date)
  ),
  counted AS (
    SELECT l.line, h.household AS household, h.head AS person, h.household AS home, w.household IS NOT NULL AS visited,
      w.face, w.known IS NOT NULL AS asked, w.known = '1' AS known,
      NULL AS must, NULL AS seen, NULL AS clue, NULL AS checked, NULL AS in_time, NULL AS late, NULL AS problem, NULL AS at_once, NULL AS entered, NULL AS done
    FROM home AS h JOIN line_of AS l ON l.place = h.place JOIN day LEFT JOIN home_visit AS w ON w.household = h.household
    WHERE h.ended IS NULL AND EXISTS (SELECT 1 FROM everyone AS r JOIN belonging AS b ON b.person = r.person
                                      WHERE r.household = h.household AND (r.state = 'here' OR r.state_since > day.day) AND (r.birth IS NULL OR r.birth <= day.day) AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
                                        AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day))
    UNION ALL
    SELECT l.line, r.household, r.person, NULL, NULL, NULL, NULL, NULL, r.person, r.person IN (SELECT person FROM met), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM listed AS t JOIN everyone AS r ON r.person = t.person JOIN line_of AS l ON l.place = r.place JOIN day WHERE (r.state = 'here' OR r.state_since > day.day) AND (r.birth IS NULL OR r.birth <= day.day)
    UNION ALL
    SELECT l.line, r.household, r.person, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, c.checked, c.in_time, c.late, NULL, NULL, NULL, NULL
    FROM clue AS c JOIN everyone AS r ON r.person = c.person JOIN line_of AS l ON l.place = r.place
    UNION ALL
    SELECT l.line, s.household, CASE s.kind WHEN 'person' THEN s.id END, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, coalesce (p.mend_kind = '1', 0), coalesce (p.mend_kind <> '1', 1), p.state = 'done'
    FROM problem AS p JOIN subject AS s ON s.id = p.subject JOIN line_of AS l ON l.place = s.place
    WHERE p.source = '1' AND p.state <> 'rejected' AND p.opened BETWEEN :from AND :until
  )
SELECT l.line, l.line_name, l.line_position, c.household, c.person, c.home, c.visited, c.face, c.asked, c.known, c.must, c.seen, c.clue, c.checked, c.in_time, c.late, c.problem, c.at_once, c.entered, c.done
FROM lines AS l LEFT JOIN counted AS c ON c.line = l.line
ORDER BY l.line_position, l.line_name, c.household, c.person;
