-- title: ${label}患者规范管理率
-- each: managed_disease form
-- target: 90
-- unit: %
-- option: base registered 分母：registered 在册患者，managed 年内已管理的患者
-- option: check no 还要求年内有一次健康体检：yes 是，no 否
-- source: 方农工办〔2022〕54号 三(二)：4种重点慢病规范管理率达到90%以上；国家基本公共卫生服务规范（第三版）：规范管理人数÷年内已管理的患者人数（高血压、糖尿病），÷登记在册的确诊患者人数（精神障碍）
-- note: 看最近的季度末：从年初到那天，每个季度都有一次面对面随访的算规范管理（3月末1次、6月末2次、9月末3次、12月末4次），其他月份沿用上一个季度末的结果。
WITH
  day (day) AS (SELECT coalesce (:until, :today)),
  -- the last end of a quarter on or before the day, and the quarters of its year up to it
  cut (first, last, quarters) AS (
    SELECT strftime ('%Y', last) || '-01-01', last, strftime ('%m', last) / 3
    FROM (SELECT date (date (day, '+1 day', 'start of month'),
                       '-' || ((strftime ('%m', date (day, '+1 day')) - 1) % 3) || ' months', '-1 day') AS last FROM day)
  ),
  patient (person, since) AS (
    SELECT c.person, min (coalesce (c.since, ''))
    FROM condition AS c JOIN resident AS r ON r.person = c.person JOIN day
    WHERE c.disease = :code AND (c.since IS NULL OR c.since <= day.day) AND (c.until IS NULL OR c.until > day.day)
      AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
    GROUP BY c.person
  ),
  visit (person, day, face) AS (
    SELECT v.subject, v.day, v.face FROM follow_up AS v JOIN day JOIN cut
    WHERE v.disease = :code AND v.met AND v.day >= cut.first AND v.day <= day.day
  ),
  -- quarters of the year, counted from 1, with a visit face to face
  visited (person, quarter) AS (
    SELECT DISTINCT person, (strftime ('%m', day) + 2) / 3 FROM visit JOIN cut WHERE face AND day <= last
  ),
  -- quarters that count, after `since`: those from the one after the diagnosis on; when there is none yet, one visit since
  -- the diagnosis is enough
  duty (person, since, quarters, diagnosed) AS (
    SELECT p.person, CASE WHEN p.since >= cut.first THEN min (cut.quarters, (strftime ('%m', p.since) + 2) / 3
        + (strftime ('%Y', p.since) > strftime ('%Y', cut.last)) * 4) ELSE 0 END, cut.quarters, p.since
    FROM patient AS p JOIN cut
  )
SELECT d.person AS subject,
  CASE WHEN d.since < d.quarters
       THEN (SELECT count (*) FROM visited AS v WHERE v.person = d.person AND v.quarter > d.since) = d.quarters - d.since
       ELSE EXISTS (SELECT 1 FROM visit AS v WHERE v.person = d.person AND v.face AND v.day >= d.diagnosed) END
    AND (coalesce (:check, 'no') <> 'yes'
         OR EXISTS (SELECT 1 FROM health_check AS h JOIN day JOIN cut
                    WHERE h.subject = d.person AND h.day >= cut.first AND h.day <= day.day)) AS done
FROM duty AS d
WHERE coalesce (:base, 'registered') <> 'managed' OR EXISTS (SELECT 1 FROM visit AS v WHERE v.person = d.person);
