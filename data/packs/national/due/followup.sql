-- title: 高血压、糖尿病季度随访
-- section: work
-- option: ahead 7 复诊日期前几天提醒
-- source: 方农工办〔2022〕54号 三(二)：每季度开展一次随访；国家基本公共卫生服务规范（第三版）：控制不满意、不良反应、并发症和转诊的两周内随访；面对面才算
-- note: 随访记为死亡的不再提醒，请登记死亡；失访的仍然提醒，本季度要找到本人。
WITH
  quarter (first, last) AS (
    SELECT day, date (day, '+3 months', '-1 day')
    FROM (SELECT date (:today, 'start of month', '-' || ((strftime ('%m', :today) - 1) % 3) || ' months') AS day)
  ),
  disease (disease, form, what) AS (
    VALUES ('hypertension', 'hypertension_followup', '高血压随访'),
           ('diabetes', 'diabetes_followup', '2型糖尿病随访')
  ),
  visit AS (
    SELECT *, row_number () OVER (PARTITION BY disease, subject ORDER BY day DESC, entered DESC, id DESC) AS place,
      max (CASE WHEN face THEN day END) OVER (PARTITION BY disease, subject) AS faced
    FROM follow_up WHERE disease IN ('hypertension', 'diabetes') AND day <= :today
  ),
  patient (disease, subject) AS (
    SELECT DISTINCT c.disease, c.person FROM condition AS c JOIN resident AS r ON r.person = c.person
    WHERE c.until IS NULL OR c.until > :today
  ),
  work (subject, form, what, lacking, last, next) AS (
    SELECT p.subject, d.form, d.what || CASE
        WHEN v.outcome = '2' THEN '：上次失访'
        WHEN v.referred <> '' THEN '：上次转诊到' || v.referred || '，问转诊结果'
        WHEN v.referred = '' THEN '：上次转诊，问转诊结果'
        WHEN v.again THEN '：上次' || CASE v.class WHEN '3' THEN '有不良反应' WHEN '4' THEN '有并发症' ELSE '控制不满意' END
        ELSE '' END,
      coalesce (v.faced, '') < q.first, q.last,
      nullif (min (coalesce (v.next, '9999-12-31'),
                   CASE WHEN v.again THEN date (v.day, '+' || CAST (:limit_again_days AS INTEGER) || ' days')
                        ELSE '9999-12-31' END), '9999-12-31')
    FROM patient AS p JOIN disease AS d ON d.disease = p.disease JOIN quarter AS q
      LEFT JOIN visit AS v ON v.disease = p.disease AND v.subject = p.subject AND v.place = 1
    WHERE v.outcome IS NULL OR v.outcome <> '3'
  )
SELECT subject, form, NULL AS workflow, NULL AS case_,
  CASE WHEN lacking THEN min (coalesce (next, last), last) ELSE next END AS due, what
FROM work
WHERE lacking OR next <= date (:today, '+' || coalesce (:ahead, 7) || ' days')
ORDER BY due, subject;
