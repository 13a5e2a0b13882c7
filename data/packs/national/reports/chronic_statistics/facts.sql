-- 慢性病鉴定统计表: one row for each person in scope with the survey of this year, and one for each disease that was applied for,
-- up to the last day of the period. What was found before a change in the household is no result any more.
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
  survey AS (
    SELECT s.*, row_number () OVER (PARTITION BY s.subject ORDER BY s.day DESC, s.id DESC) AS newest
    FROM chronic_survey AS s JOIN day WHERE s.day BETWEEN substr (day.day, 1, 4) || '-01-01' AND day.day
  ),
  asked AS (
    SELECT p.line, p.person, p.household,
      EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = p.person AND b.group_ = 'lifted' AND (b.from_ IS NULL OR b.from_ <= day.day)
                AND (b.until IS NULL OR b.until >= day.day)) AS lifted,
      EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = p.person AND b.group_ IN ('mon_unstable', 'mon_edge', 'mon_sudden')
                AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)) AS monitored,
      s.result = 'p_absent' AS absent, s.result = 'p_need' AS need,
      CASE WHEN s.result = 'p_need' THEN length (s.need) - length (replace (s.need, ' ', '')) + 1 END AS need_diseases,
      coalesce (s.result <> 'p_absent', 0)
        AND NOT EXISTS (SELECT 1 FROM home_change AS h WHERE h.household = p.household AND h.what <> 'left'
                          AND h.day > s.day AND h.day <= day.day) AS surveyed
    FROM people AS p JOIN day LEFT JOIN survey AS s ON s.subject = p.person AND s.newest = 1
    WHERE p.in_scope
  ),
  used AS (
    SELECT subject AS person FROM card_use JOIN day WHERE used = '1' AND card_use.day BETWEEN months_after (day.day, -12) AND day.day
    UNION
    SELECT m_person FROM household_visit_member AS m JOIN day WHERE m.m_card_used = '1' AND m.day BETWEEN months_after (day.day, -12) AND day.day
  ),
  handed AS (
    SELECT i.case_, i.document FROM issue AS i JOIN day WHERE i.handed <= day.day AND i.void IS NULL
  ),
  -- the states of the last day of the period
  disease AS (
    SELECT d.*, coalesce ((SELECT s.state FROM case_step AS s WHERE s.case_ = d.id AND s.day <= day.day AND (s.until IS NULL OR s.until > day.day)), d.state) AS then_
    FROM chronic_disease AS d JOIN day WHERE d.opened <= day.day
  ),
  application AS (
    SELECT a.*, coalesce ((SELECT s.state FROM case_step AS s WHERE s.case_ = a.id AND s.day <= day.day AND (s.until IS NULL OR s.until > day.day)), a.state) AS then_
    FROM chronic_application AS a JOIN day
  ),
  -- what was refused and then applied for again counts as it stands the second time
  newest AS (
    SELECT d.*, row_number () OVER (PARTITION BY d.subject, d.topic ORDER BY d.opened DESC, d.id DESC) AS newest
    FROM disease AS d WHERE d.then_ <> 'r_withdrawn'
  ),
  -- an application that came back and was sent again keeps the later day alone; its steps know the first
  reached AS (
    SELECT s.case_, s.state FROM case_step AS s JOIN day WHERE s.state IN ('a_sent', 'a_accepted') AND s.day <= day.day
  ),
  part AS (
    SELECT p.line, p.person, d.id AS part,
      a.sent_date <= day.day OR EXISTS (SELECT 1 FROM reached AS s WHERE s.case_ = a.id AND s.state = 'a_sent') AS sent,
      a.accept_date <= day.day OR EXISTS (SELECT 1 FROM reached AS s WHERE s.case_ = a.id AND s.state = 'a_accepted') AS accepted,
      d.expert_date IS NOT NULL AND d.then_ IN ('r_pass', 'r_review', 'r_lapsed', 'r_ended') AS pass,
      d.expert_date IS NOT NULL AND d.then_ = 'r_fail' AS fail,
      a.then_ IN ('a_papers', 'a_returned') OR d.then_ = 'r_more' AS more, a.then_ = 'a_exam' OR d.then_ = 'r_exam' AS exam,
      EXISTS (SELECT 1 FROM handed AS h WHERE h.document = 'service_card' AND h.case_ IN (d.id, d.parent)) AS card,
      EXISTS (SELECT 1 FROM handed AS h WHERE h.document = 'notification_letter' AND h.case_ IN (d.id, d.parent)) AS letter,
      d.then_ IN ('r_pass', 'r_review') AND EXISTS (SELECT 1 FROM used AS u WHERE u.person = p.person) AS benefits
    FROM people AS p JOIN newest AS d ON d.subject = p.person AND d.newest = 1 JOIN application AS a ON a.id = d.parent JOIN day
  ),
  counted AS (
    SELECT line, person, household, lifted, monitored, absent, need, need_diseases, surveyed,
      min (surveyed) OVER (PARTITION BY household) AS home_surveyed,
      NULL AS part, NULL AS sent, NULL AS accepted, NULL AS pass, NULL AS fail, NULL AS more, NULL AS exam, NULL AS card, NULL AS letter,
      NULL AS benefits
    FROM asked
    UNION ALL
    SELECT line, person, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, part, sent, accepted, pass, fail, more, exam, pass AND card,
      (pass OR fail) AND letter, benefits
    FROM part
  )
SELECT l.line, l.line_name, l.line_position, c.person, c.household, c.lifted, c.monitored, c.absent, c.need, c.need_diseases,
  c.surveyed, c.home_surveyed, c.part, c.sent, c.accepted, c.pass OR c.fail AS decided, c.pass, c.fail, c.more, c.exam, c.card, c.letter,
  c.benefits
FROM lines AS l LEFT JOIN counted AS c ON c.line = l.line
ORDER BY l.line_position, l.line_name, c.person;
