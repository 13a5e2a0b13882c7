-- 慢性病鉴定情况汇总表: one row for each person and disease of 慢性病鉴定底册 (what is known of the people in scope, and everything
-- that was applied for), counted up to the last day of the period. A line of the table that has nobody gives one row alone.
WITH
  day (day) AS (SELECT min (:until, :today)),
  line_of AS (
    SELECT * FROM place_line
    WHERE kind = :lines AND (:place IS NULL OR place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  lines AS (SELECT DISTINCT line, line_name, line_position FROM line_of),
  people AS (
    SELECT r.*, l.line,
      :survey_scope = 'all' OR EXISTS (SELECT 1 FROM survey_scope AS b WHERE b.person = r.person AND b.scope = :survey_scope
                                AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)) AS in_scope
    FROM everyone AS r JOIN day JOIN line_of AS l ON l.place = r.place
    WHERE (r.state = 'here' OR r.state_since > day.day) AND (r.birth IS NULL OR r.birth <= day.day)
  ),
  -- the state of the last day of the period
  disease AS (
    SELECT d.*, coalesce ((SELECT s.state FROM case_step AS s WHERE s.case_ = d.id AND s.day <= day.day AND (s.until IS NULL OR s.until > day.day)), d.state) AS then_
    FROM chronic_disease AS d JOIN day WHERE d.opened <= day.day
  ),
  cases AS (
    SELECT d.*, row_number () OVER (PARTITION BY d.subject, d.topic ORDER BY d.opened DESC, d.id DESC) AS newest
    FROM disease AS d WHERE d.then_ <> 'r_withdrawn'
  ),
  known AS (
    SELECT p.person, c.disease
    FROM people AS p JOIN condition AS c ON c.person = p.person JOIN day
    WHERE p.in_scope AND (c.since IS NULL OR c.since <= day.day) AND (c.until IS NULL OR c.until > day.day)
    UNION
    SELECT subject, topic FROM cases
  ),
  handed AS (
    SELECT i.case_, i.document, max (i.handed) AS handed FROM issue AS i JOIN day
    WHERE i.handed <= day.day AND i.void IS NULL GROUP BY i.case_, i.document
  ),
  counted AS (
    SELECT p.line, p.person, p.person || '/' || k.disease AS pair, c.id IS NOT NULL AS applied,
      c.expert_date IS NOT NULL AND c.then_ IN ('r_pass', 'r_review', 'r_lapsed', 'r_ended') AS pass,
      c.expert_date IS NOT NULL AND c.then_ = 'r_fail' AS fail,
      (SELECT max (h.handed) FROM handed AS h WHERE h.document = 'service_card' AND h.case_ IN (c.id, c.parent)) IS NOT NULL AS card,
      (SELECT max (h.handed) FROM handed AS h WHERE h.document = 'notification_letter' AND h.case_ IN (c.id, c.parent)) IS NOT NULL AS letter
    FROM known AS k JOIN people AS p ON p.person = k.person JOIN day
      LEFT JOIN cases AS c ON c.subject = k.person AND c.topic = k.disease AND c.newest = 1
  )
SELECT l.line, l.line_name, l.line_position, c.person, c.pair, c.applied, coalesce (c.pass, 0) AS pass, coalesce (c.fail, 0) AS fail,
  c.applied AND NOT coalesce (c.pass, 0) AND NOT coalesce (c.fail, 0) AS pending,
  coalesce (c.pass, 0) OR coalesce (c.fail, 0) AS decided, coalesce (c.pass, 0) AND c.card AS card,
  (coalesce (c.pass, 0) OR coalesce (c.fail, 0)) AND c.letter AS letter
FROM lines AS l LEFT JOIN counted AS c ON c.line = l.line
ORDER BY l.line_position, l.line_name, c.pair;
