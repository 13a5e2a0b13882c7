-- title: 严重精神障碍随访
-- section: work
-- option: ahead 7 下次随访前几天提醒
-- note: 失访的没有另约日期，按失访以前那次随访的要求算。
-- source: 国家基本公共卫生服务规范（第三版）：不稳定、基本稳定两周内随访，仍未稳定的一个月，稳定的三个月；方农工办〔2022〕54号 三(二)：每季度一次，面对面才算
WITH
  quarter (first, last) AS (
    SELECT day, date (day, '+3 months', '-1 day')
    FROM (SELECT date (:today, 'start of month', '-' || ((strftime ('%m', :today) - 1) % 3) || ' months') AS day)
  ),
  visit (subject, day, outcome, met, face, class, next, referred, before, place, meeting) AS (
    SELECT subject, day, outcome, met, face, class, next, referred,
      lag (class) OVER (PARTITION BY subject, met ORDER BY day, entered, id),
      row_number () OVER (PARTITION BY subject ORDER BY day DESC, entered DESC, id DESC),
      row_number () OVER (PARTITION BY subject, met ORDER BY day DESC, entered DESC, id DESC)
    FROM follow_up WHERE disease = 'mental' AND day <= :today
      AND (:among IS NULL OR subject IN (SELECT value FROM json_each (:among)))
  ),
  patient (subject) AS (
    SELECT DISTINCT c.person FROM condition AS c JOIN resident AS r ON r.person = c.person
    WHERE c.disease = 'mental' AND (c.until IS NULL OR c.until > :today)
      AND (:among IS NULL OR c.person IN (SELECT value FROM json_each (:among)))
  ),
  -- of who was not found the last time, what the last meeting asked for is still to be done, or on the day that was newly appointed
  asked (subject, lost, appointed, class, before, referred, again) AS (
    SELECT v.subject, v.outcome = '2', CASE WHEN v.outcome = '2' THEN v.next END, m.class, m.before, m.referred,
      min (coalesce (m.next, '9999-12-31'),
           CASE WHEN m.class = '2' AND m.before = '2' AND m.referred IS NULL THEN months_after (m.day, CAST (:limit_mental_again_months AS INTEGER))
                WHEN m.class IN ('1', '2') OR m.referred IS NOT NULL THEN date (m.day, '+' || CAST (:limit_again_days AS INTEGER) || ' days')
                WHEN m.class = '3' THEN months_after (m.day, CAST (:limit_mental_months AS INTEGER))
                ELSE '9999-12-31' END)
    FROM visit AS v LEFT JOIN visit AS m ON m.subject = v.subject AND m.met AND m.meeting = 1
    WHERE v.place = 1
  ),
  -- by the class of the last meeting; who was not met face to face in this quarter has until its end
  work (subject, what, lacking, due) AS (
    SELECT p.subject, CASE WHEN a.lost THEN '：上次失访' ELSE '' END ||
        coalesce (CASE WHEN a.lost THEN '，此前' ELSE '：上次' END || CASE
          WHEN a.referred <> '' THEN '转诊到' || a.referred || '，问转诊结果'
          WHEN a.referred = '' THEN '转诊，问转诊结果'
          WHEN a.class = '1' THEN '不稳定'
          WHEN a.class = '2' THEN '基本稳定' END, ''), q.first > coalesce (f.day, ''),
      min (coalesce (a.appointed, a.again, '9999-12-31'), CASE WHEN f.day >= q.first THEN '9999-12-31' ELSE q.last END)
    FROM patient AS p JOIN quarter AS q LEFT JOIN asked AS a ON a.subject = p.subject
      LEFT JOIN (SELECT subject, max (day) AS day FROM visit WHERE face GROUP BY subject) AS f ON f.subject = p.subject
    WHERE NOT EXISTS (SELECT 1 FROM visit AS v WHERE v.subject = p.subject AND v.place = 1 AND v.outcome = '3')
  )
SELECT subject, 'mental_followup' AS form, NULL AS workflow, NULL AS case_, due,
  '严重精神障碍随访' || what AS what
FROM work
WHERE lacking OR due <= date (:today, '+' || coalesce (:ahead, 7) || ' days')
ORDER BY due, subject;
