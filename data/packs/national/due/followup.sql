-- title: 高血压、糖尿病季度随访
-- section: work
-- option: ahead 7 复诊日期前几天提醒
-- source: 方农工办〔2022〕54号 三(二)：每季度开展一次随访；面对面才算
WITH
  quarter (first, last) AS (
    SELECT day, date (day, '+3 months', '-1 day')
    FROM (SELECT date (:today, 'start of month', '-' || ((strftime ('%m', :today) - 1) % 3) || ' months') AS day)
  ),
  disease (disease, form, what) AS (
    VALUES ('hypertension', 'hypertension_followup', '高血压随访'),
           ('diabetes', 'diabetes_followup', '2型糖尿病随访')
  ),
  -- every follow-up, when it was, whether face to face, and the next that was agreed
  visit (disease, subject, day, face, next) AS (
    SELECT 'hypertension', subject, day, outcome = '1' AND visit_mode IN ('1', '2'), next_date FROM hypertension_followup
    UNION ALL
    SELECT 'diabetes', subject, day, outcome = '1' AND visit_mode IN ('1', '2'), next_date FROM diabetes_followup
  ),
  seen (disease, subject, last, face) AS (
    SELECT disease, subject, max (day), max (CASE WHEN face THEN day END) FROM visit WHERE day <= :today
    GROUP BY disease, subject
  ),
  patient (disease, subject) AS (
    SELECT DISTINCT c.disease, c.person FROM condition AS c JOIN resident AS r ON r.person = c.person
    WHERE c.until IS NULL OR c.until > :today
  ),
  work (subject, form, what, face, first, last, next) AS (
    SELECT p.subject, d.form, d.what, s.face, q.first, q.last,
      (SELECT max (v.next) FROM visit AS v
       WHERE v.disease = p.disease AND v.subject = p.subject AND v.day = s.last AND v.next > v.day)
    FROM patient AS p JOIN disease AS d ON d.disease = p.disease JOIN quarter AS q
      LEFT JOIN seen AS s ON s.disease = p.disease AND s.subject = p.subject
  )
SELECT subject, form, NULL AS workflow, NULL AS case_,
  CASE WHEN face >= first THEN next ELSE min (coalesce (next, last), last) END AS due,
  what
FROM work
WHERE face IS NULL OR face < first OR next <= date (:today, '+' || coalesce (:ahead, 7) || ' days')
ORDER BY due, subject;
