-- 慢性病鉴定底册: one row for each person and disease: what is known of the people in scope, and everything that was
-- applied for. Of several cases of one disease the newest counts. The day of the roster is the last of the period, or
-- today when that lies ahead.
WITH
  day (day) AS (SELECT min (:until, :today)),
  people AS (
    SELECT r.*,
      :survey_scope = 'all' OR EXISTS (SELECT 1 FROM survey_scope AS b WHERE b.person = r.person AND b.scope = :survey_scope
                                AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)) AS in_scope
    FROM everyone AS r, day
    WHERE (r.state = 'here' OR r.state_since > day.day)
      AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  cases AS (
    SELECT d.*, d.state IN ('r_pass', 'r_review', 'r_lapsed', 'r_ended') AS passed, row_number () OVER (PARTITION BY d.subject, d.topic ORDER BY d.opened DESC, d.id DESC) AS newest
    FROM chronic_disease AS d, day WHERE d.opened <= day.day
  ),
  known AS (
    SELECT p.person, c.disease
    FROM people AS p JOIN condition AS c ON c.person = p.person, day
    WHERE p.in_scope AND (c.since IS NULL OR c.since <= day.day) AND (c.until IS NULL OR c.until > day.day)
    UNION
    SELECT subject, topic FROM cases
  ),
  -- When a paper of an application was handed over; a paper of one disease counts for that disease.
  handed AS (
    SELECT case_, document, max (handed) AS handed FROM issue
    WHERE handed IS NOT NULL AND void IS NULL GROUP BY case_, document
  )
SELECT p.person, p.place_position, p.household_number, p.name,
  coalesce (p.village_name, '') || CASE WHEN p.place = p.village THEN '' ELSE p.place_name END AS place_text,
  CASE p.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex,
  CASE WHEN :mask_id = 'yes' AND length (p.id_number) >= 15
       THEN substr (p.id_number, 1, 6) || substr ('***********', 1, length (p.id_number) - 10) || substr (p.id_number, -4)
       WHEN :mask_id = 'yes' AND length (p.id_number) > 4 THEN '****' || substr (p.id_number, -4)
       ELSE p.id_number END AS id_number,
  (SELECT group_concat (group_, ' ' ORDER BY group_)
   FROM (SELECT DISTINCT b.group_ FROM belonging AS b, day
         WHERE b.person = p.person AND (b.from_ IS NULL OR b.from_ <= day.day)
           AND (b.until IS NULL OR b.until >= day.day))) AS groups,
  k.disease,
  CASE WHEN a.id IS NULL THEN ''
       WHEN coalesce (a.missing_papers, '') <> '' AND a.state IN ('a_papers', 'a_returned') THEN '缺：' || a.missing_papers
       WHEN coalesce (f.mat_missing, '') <> '' AND a.state IN ('a_draft', 'a_papers', 'a_returned')
         THEN '缺：' || f.mat_missing
       ELSE '齐全' END AS papers,
  coalesce (f.apply_date, a.opened) AS applied,
  CASE WHEN c.passed OR c.state = 'r_fail' THEN c.expert_date END AS decided,
  CASE WHEN c.passed THEN '通过' WHEN c.state = 'r_fail' THEN '未通过'
       WHEN c.state IN ('r_open', 'r_more', 'r_exam') THEN '待鉴定' ELSE '' END AS result,
  CASE WHEN c.passed THEN coalesce (card.handed, card_1.handed) END AS card_given,
  CASE WHEN c.passed OR c.state = 'r_fail' THEN coalesce (letter.handed, letter_1.handed) END AS letter_given,
  CASE WHEN c.state = 'r_fail' THEN c.fail_reason
       WHEN c.state IN ('r_more', 'r_exam') THEN c.state_label || '：' || coalesce (c.wanted, '')
       WHEN c.state = 'r_withdrawn' THEN '已撤回' || coalesce ('：' || nullif (c.drop_reason, ''), '')
       WHEN c.state IN ('r_review', 'r_lapsed', 'r_ended') THEN c.state_label
       WHEN c.id IS NULL THEN '未申请' ELSE '' END AS remark
FROM known AS k JOIN people AS p ON p.person = k.person
  LEFT JOIN cases AS c ON c.subject = k.person AND c.topic = k.disease AND c.newest = 1
  LEFT JOIN chronic_application AS a ON a.id = c.parent
  LEFT JOIN chronic_application_form AS f ON f.id = a.record
  LEFT JOIN handed AS card ON card.case_ = c.parent AND card.document = 'service_card'
  LEFT JOIN handed AS card_1 ON card_1.case_ = c.id AND card_1.document = 'service_card'
  LEFT JOIN handed AS letter ON letter.case_ = c.parent AND letter.document = 'notification_letter'
  LEFT JOIN handed AS letter_1 ON letter_1.case_ = c.id AND letter_1.document = 'notification_letter'
ORDER BY p.place_position, p.household_number, p.person, k.disease;
