-- title: 高血压、糖尿病季度随访
-- section: work
-- option: ahead 7 复诊日期前几天提醒
-- source: 方农工办〔2022〕54号 三(二)：每季度开展一次随访；国家基本公共卫生服务规范（第三版）：控制不满意、不良反应、并发症和转诊的两周内随访；面对面才算
-- note: 随访记为死亡的不再提醒，请登记死亡；失访的仍然提醒，要找到本人：没有另约日期的，按失访以前那次随访的要求（两周、约定的日期）算。
WITH
  quarter (first, last) AS (
    SELECT day, date (day, '+3 months', '-1 day')
    FROM (SELECT date (:today, 'start of month', '-' || ((strftime ('%m', :today) - 1) % 3) || ' months') AS day)
  ),
  disease (disease, form, what) AS (
    VALUES ('hypertension', 'hypertension_followup', '高血压随访'),
           ('diabetes', 'diabetes_followup', '2型糖尿病随访')
  ),
  -- of each patient the day of the newest visit, by the key of the record alone: only its answers are read
  patient (disease, form, what, subject, last) AS MATERIALIZED (
    SELECT DISTINCT d.disease, d.form, d.what, c.person,
      (SELECT max (r.day) FROM record AS r WHERE r.form = d.form AND r.subject = c.person AND r.day <= :today)
    FROM condition AS c JOIN disease AS d ON d.disease = c.disease JOIN person AS e ON e.id = c.person
    WHERE e.state = 'here' AND (c.until IS NULL OR c.until > :today)
      AND (:among IS NULL OR c.person IN (SELECT value FROM json_each (:among)))
  ),
  -- of two visits of a day the one that was entered last
  newest (disease, form, what, subject, day, lost, appointed, face, class, again, referred) AS MATERIALIZED (
    SELECT p.disease, p.form, p.what, p.subject, v.day, v.outcome = '2', v.next, v.face, v.class, v.again, v.referred
    FROM follow_up AS v JOIN patient AS p ON v.disease = p.disease AND v.subject = p.subject AND v.day BETWEEN p.last AND :today
    WHERE v.outcome <> '3'
      AND NOT EXISTS (SELECT 1 FROM record AS n WHERE n.form = v.form AND n.subject = v.subject AND n.day BETWEEN v.day AND :today
                        AND (n.entered, n.id) > (v.entered, v.id))
  ),
  -- who was not found: what the last meeting asked for is still to be done, unless another day was appointed
  lost (disease, form, what, subject, day, appointed, met) AS MATERIALIZED (
    SELECT n.disease, n.form, n.what, n.subject, n.day, n.appointed,
      (SELECT r.id FROM record AS r WHERE r.form = n.form AND r.subject = n.subject AND r.day <= n.day AND r.answers ->> 'outcome' = '1'
       ORDER BY r.day DESC, r.entered DESC, r.id DESC LIMIT 1)
    FROM newest AS n WHERE n.lost
  ),
  -- asked by subject, and by itself: in a part of a UNION, or by id alone, the view would be read whole
  before (disease, form, what, subject, day, next, due, class, again, referred) AS MATERIALIZED (
    SELECT n.disease, n.form, n.what, n.subject, n.day, coalesce (n.appointed, v.next), CASE WHEN n.appointed IS NULL THEN v.day END,
      v.class, v.again, v.referred
    FROM follow_up AS v JOIN lost AS n ON v.disease = n.disease AND v.subject = n.subject AND v.id = n.met
    WHERE v.subject IN (SELECT subject FROM lost)
  ),
  asked (disease, form, what, subject, day, face, lost, next, due, class, again, referred) AS (
    SELECT disease, form, what, subject, day, face, 0, appointed, day, class, again, referred FROM newest WHERE NOT lost
    UNION ALL
    SELECT disease, form, what, subject, day, 0, 1, next, due, class, again, referred FROM before
    UNION ALL
    SELECT disease, form, what, subject, day, 0, 1, appointed, NULL, NULL, NULL, NULL FROM lost WHERE met IS NULL
  ),
  visit AS (
    SELECT a.subject, a.form, a.what || CASE WHEN a.lost THEN '：上次失访' ELSE '' END || CASE WHEN a.again THEN CASE WHEN a.lost THEN '，此前' ELSE '：上次' END ||
        CASE WHEN a.referred <> '' THEN '转诊到' || a.referred || '，问转诊结果'
             WHEN a.referred = '' THEN '转诊，问转诊结果'
             WHEN a.class = '3' THEN '有不良反应'
             WHEN a.class = '4' THEN '有并发症'
             ELSE '控制不满意' END ELSE '' END AS what,
      a.day < q.first OR NOT (a.face OR EXISTS (SELECT 1 FROM follow_up AS f WHERE f.disease = a.disease AND f.subject = a.subject
                                                  AND f.face AND f.day BETWEEN q.first AND :today)) AS lacking,
      nullif (min (coalesce (a.next, '9999-12-31'),
                   CASE WHEN a.again THEN coalesce (date (a.due, '+' || CAST (:limit_again_days AS INTEGER) || ' days'), '9999-12-31')
                        ELSE '9999-12-31' END), '9999-12-31') AS next
    FROM asked AS a JOIN quarter AS q
    UNION ALL
    SELECT subject, form, what, 1, NULL FROM patient WHERE last IS NULL
  )
SELECT subject, form, NULL AS workflow, NULL AS case_,
  CASE WHEN lacking THEN min (coalesce (next, q.last), q.last) ELSE next END AS due, what
FROM visit JOIN quarter AS q
WHERE lacking OR next <= date (:today, '+' || coalesce (:ahead, 7) || ' days')
ORDER BY due, subject;
