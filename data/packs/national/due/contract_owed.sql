-- title: 签约约定、没有专门表单的服务
-- section: work
-- option: ahead 30 到期前几天提醒
-- source: 国卫基层发〔2018〕35号；方农工办〔2022〕54号 三(二)：签约一人、履约一人、做实一人
-- note: 协议里写了次数、没有自己的表单的项目，这一段还没有做满的，用履约服务记录补上，一份协议一行；有表单的项目由随访、体检各自提醒。没有写次数的项目不催。
WITH
  -- packages that promise such an item: most contracts have none, and are not looked into
  promised (package) AS MATERIALIZED (
    SELECT DISTINCT value ->> 'parent' FROM json_each (:codes_service_item)
    WHERE value ->> 'times' > 0 AND value ->> 'per' IN ('year', 'once')
      AND (coalesce (value ->> 'forms', '') = '' OR ' ' || (value ->> 'forms') || ' ' LIKE '% service_record %')
  ),
  -- who has a follow-up of his own for an ill person's item is asked for that
  followed (person) AS MATERIALIZED (
    SELECT person FROM condition
    WHERE disease IN ('hypertension', 'diabetes', 'mental', 'tuberculosis') AND (until IS NULL OR until > :today)
  ),
  -- by the days alone, which stand in an index (CROSS JOIN: in this order): the term or its year ends soon, or the quarter does and somebody is ill without a follow-up
  soon (first, last, quarter) AS (
    SELECT date (:today, '+1 day'), date (:today, '+' || (coalesce (:ahead, 30) + 1) || ' days'),
      date (:today, 'start of month', '-' || ((strftime ('%m', :today) - 1) % 3) || ' months', '+3 months', '-1 day')
  ),
  near (contract) AS MATERIALIZED (
    SELECT c.id FROM soon AS s JOIN contract AS c ON c.state = 'active' AND c.ends BETWEEN :today AND date (s.last, '-1 day')
      AND (:among IS NULL OR c.subject IN (SELECT value FROM json_each (:among)))
    UNION
    -- a year of several ends: the term itself lasts almost a year more
    SELECT c.id FROM soon AS s JOIN contract AS c ON c.state = 'active' AND c.ends >= months_after (:today, 11)
    WHERE (:among IS NULL OR c.subject IN (SELECT value FROM json_each (:among))) AND c.begins <= :today
      AND CASE WHEN substr (s.first, 6) <= substr (s.last, 6) THEN substr (c.begins, 6) BETWEEN substr (s.first, 6) AND substr (s.last, 6)
               ELSE substr (c.begins, 6) >= substr (s.first, 6) OR substr (c.begins, 6) <= substr (s.last, 6) END
    UNION
    SELECT c.id FROM soon AS s CROSS JOIN condition AS d CROSS JOIN contract AS c ON c.subject = d.person AND +c.state = 'active'
    WHERE s.quarter < s.last AND (d.until IS NULL OR d.until > :today) AND d.person NOT IN (SELECT person FROM followed)
      AND (:among IS NULL OR d.person IN (SELECT value FROM json_each (:among)))
  ),
  agreed (contract) AS MATERIALIZED (
    SELECT c.id FROM near AS n CROSS JOIN contract AS c ON c.id = n.contract JOIN person AS p ON p.id = c.subject
    WHERE p.state = 'here' AND c.holds = 1 AND c.begins <= :today AND c.ends >= :today
      AND EXISTS (SELECT 1 FROM promised AS w WHERE instr (' ' || c.packages || ' ', ' ' || w.package || ' '))
  ),
  -- what was done is counted once for each, and only for what can be owed
  counted (contract, subject, last, label, need, done) AS MATERIALIZED (
    SELECT d.contract, d.subject, d.last, d.label, d.need, d.done FROM agreed AS a CROSS JOIN service_done AS d ON d.contract = a.contract
    WHERE :today BETWEEN d.first AND d.last AND d.last <= date (:today, '+' || coalesce (:ahead, 30) || ' days')
      AND (d.forms IN ('', 'service_record')
           OR (' ' || d.forms || ' ' LIKE '% service_record %' AND d.subject NOT IN (SELECT person FROM followed)))
  )
SELECT d.subject, 'service_record' AS form, NULL AS workflow, NULL AS case_, min (d.last) AS due,
  '履约：' || group_concat (d.label || CASE WHEN d.need - d.done > 1 THEN (d.need - d.done) || '次' ELSE '' END, '、') AS what
FROM counted AS d WHERE d.done < d.need
GROUP BY d.contract;
