-- title: ${label}患者规范管理率
-- each: managed_disease form
-- target: 90
-- unit: %
-- source: 方农工办〔2022〕54号 三(二)：4种重点慢病规范管理率达到90%以上
-- note: 本年已过去的每个季度都有一次面对面随访的，算规范管理；一季度看本季度。县里另有算法的，改这个文件。
WITH
  day (day, first, passed) AS (
    SELECT day, strftime ('%Y', day) || '-01-01', (strftime ('%m', day) - 1) / 3
    FROM (SELECT coalesce (:until, :today) AS day)
  ),
  patient (person, since) AS (
    SELECT c.person, min (coalesce (c.since, ''))
    FROM condition AS c JOIN resident AS r ON r.person = c.person JOIN day
    WHERE c.disease = :code AND (c.since IS NULL OR c.since <= day.day) AND (c.until IS NULL OR c.until > day.day)
      AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
    GROUP BY c.person
  ),
  -- quarters of this year, counted from 0, with a visit face to face
  visited (person, quarter) AS (
    SELECT DISTINCT v.subject, (strftime ('%m', v.day) - 1) / 3
    FROM record AS v JOIN day
    WHERE v.form = :form AND v.day >= day.first AND v.day <= day.day
      AND v.answers ->> 'outcome' = '1' AND v.answers ->> 'visit_mode' IN ('1', '2')
  ),
  -- quarters that count, from `since` to before `until`: those that are over, from the one after the diagnosis on; when
  -- there is none yet, one visit since the quarter of the diagnosis is enough
  duty (person, since, until) AS (
    SELECT p.person,
      CASE WHEN p.since >= day.first THEN (strftime ('%m', p.since) - 1) / 3 + 1 ELSE 0 END,
      max (day.passed, 1)
    FROM patient AS p JOIN day
  )
SELECT d.person AS subject,
  (SELECT count (*) FROM visited AS v
   WHERE v.person = d.person
     AND CASE WHEN d.since < d.until THEN v.quarter >= d.since AND v.quarter < d.until ELSE v.quarter >= d.since - 1 END)
    >= max (d.until - d.since, 1) AS done
FROM duty AS d;
