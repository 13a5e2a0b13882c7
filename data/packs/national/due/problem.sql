-- title: 问题台账
-- section: work
-- option: ahead 7 时限前几天提醒
-- source: 方农工办〔2022〕54号 四(三)：立查立改、边查边改
-- note: 登记以后又走访、看到已经好了的，不等时限就提醒记结果、请人复核；复核销号还是要人来做。看哪一题、哪些答案算好，写在问题类型的代码表里。
-- A problem without a limit is shown as long as nobody has taken it on.
WITH
  open (id, subject, topic, opened, due, state, state_label, text, household) AS MATERIALIZED (
    SELECT p.id, p.subject, p.topic, p.opened, p.due, p.state, p.state_label, p.text,
      coalesce ((SELECT m.household FROM person AS m WHERE m.id = p.subject), p.subject)
    FROM problem AS p WHERE p.closed IS NULL AND (:among IS NULL OR p.subject IN (SELECT value FROM json_each (:among)))
  ),
  asked (topic, question, good) AS MATERIALIZED (
    SELECT value ->> 'code', value ->> 'seen', ' ' || (value ->> 'good') || ' ' FROM json_each (:codes_problem_type)
    WHERE coalesce (value ->> 'seen', '') <> ''
  ),
  -- what each visit since then says of it
  seen (problem, day, visit, fine) AS (
    SELECT o.id, v.day, v.id, instr (a.good, ' ' || coalesce (v.answers ->> a.question,
      (SELECT m.value ->> a.question FROM json_each (v.answers, '$.member') AS m WHERE m.value ->> 'm_person' = o.subject)) || ' ') > 0
    FROM open AS o JOIN asked AS a ON a.topic = o.topic
      CROSS JOIN record AS v ON v.form = 'household_visit' AND v.subject = o.household AND v.day > o.opened AND v.day <= :today
    WHERE o.state IN ('open', 'mending')
  ),
  mended (problem, day) AS MATERIALIZED (
    SELECT problem, day FROM (SELECT *, row_number () OVER (PARTITION BY problem ORDER BY day DESC, visit DESC) AS newest FROM seen WHERE fine IS NOT NULL)
    WHERE newest = 1 AND fine
  )
SELECT o.subject, NULL AS form, 'problem' AS workflow, o.id AS case_, o.due,
  coalesce (o.text, o.topic) || '：' || o.state_label || coalesce ('，' || m.day || '走访看到已经好了，请记结果、请人复核', '') AS what
FROM open AS o LEFT JOIN mended AS m ON m.problem = o.id
WHERE o.due <= date (:today, '+' || coalesce (:ahead, 7) || ' days') OR m.day IS NOT NULL OR (o.due IS NULL AND o.state IN ('open', 'mending'))
ORDER BY o.due IS NULL, o.due, o.opened, o.subject;
