-- title: 严重精神障碍随访
-- section: work
-- option: ahead 7 下次随访前几天提醒
-- option: soon 14 不稳定、基本稳定的几天内随访
-- option: later 1 连续两次基本稳定的几个月内随访
-- option: stable 3 稳定的几个月内随访
-- source: 国家基本公共卫生服务规范（第三版）：不稳定、基本稳定两周内随访，仍未稳定的一个月，稳定的三个月；方农工办〔2022〕54号 三(二)：每季度一次，面对面才算
WITH
  quarter (first, last) AS (
    SELECT day, date (day, '+3 months', '-1 day')
    FROM (SELECT date (:today, 'start of month', '-' || ((strftime ('%m', :today) - 1) % 3) || ' months') AS day)
  ),
  visit (subject, day, outcome, face, class, next, referred, before, place) AS (
    SELECT subject, day, outcome, face, class, next, referred,
      lag (class) OVER (PARTITION BY subject ORDER BY day, entered, id),
      row_number () OVER (PARTITION BY subject ORDER BY day DESC, entered DESC, id DESC)
    FROM follow_up WHERE disease = 'mental' AND day <= :today
      AND (:among IS NULL OR subject IN (SELECT value FROM json_each (:among)))
  ),
  patient (subject) AS (
    SELECT DISTINCT c.person FROM condition AS c JOIN resident AS r ON r.person = c.person
    WHERE c.disease = 'mental' AND (c.until IS NULL OR c.until > :today)
      AND (:among IS NULL OR c.person IN (SELECT value FROM json_each (:among)))
  ),
  -- by the class of the last visit; who was not met face to face in this quarter has until its end
  work (subject, what, lacking, due) AS (
    SELECT p.subject, CASE
        WHEN v.outcome = '2' THEN '：上次失访'
        WHEN v.referred <> '' THEN '：上次转诊到' || v.referred || '，问转诊结果'
        WHEN v.referred = '' THEN '：上次转诊，问转诊结果'
        WHEN v.class = '1' THEN '：上次不稳定'
        WHEN v.class = '2' THEN '：上次基本稳定'
        ELSE '' END, q.first > coalesce (f.day, ''),
      min (coalesce (v.next, '9999-12-31'),
           CASE WHEN v.class = '2' AND v.before = '2' AND v.referred IS NULL THEN months_after (v.day, coalesce (:later, 1))
                WHEN v.class IN ('1', '2') OR v.referred IS NOT NULL THEN date (v.day, '+' || coalesce (:soon, 14) || ' days')
                WHEN v.class = '3' THEN months_after (v.day, coalesce (:stable, 3))
                ELSE '9999-12-31' END,
           CASE WHEN f.day >= q.first THEN '9999-12-31' ELSE q.last END)
    FROM patient AS p JOIN quarter AS q
      LEFT JOIN visit AS v ON v.subject = p.subject AND v.place = 1
      LEFT JOIN (SELECT subject, max (day) AS day FROM visit WHERE face GROUP BY subject) AS f ON f.subject = p.subject
    WHERE v.outcome IS NULL OR v.outcome <> '3'
  )
SELECT subject, 'mental_followup' AS form, NULL AS workflow, NULL AS case_, due,
  '严重精神障碍随访' || what AS what
FROM work
WHERE lacking OR due <= date (:today, '+' || coalesce (:ahead, 7) || ' days')
ORDER BY due, subject;
