-- 问题台账: one row for each problem found in the period, and for each older one that is still open. The names of who signs stay blank, to be
-- signed by hand, unless the option prints them.
WITH
  day (day) AS (SELECT min (:until, :today)),
  row AS (
    SELECT p.*, s.kind, s.name AS subject_name, s.household, s.place, path.township_name, path.village_name, path.group_name,
      coalesce (t.value ->> 'area', '其他') AS area
    FROM problem AS p JOIN subject AS s ON s.id = p.subject JOIN place_path AS path ON path.place = s.place
      LEFT JOIN json_each (:codes_problem_type) AS t ON t.value ->> 'code' = p.topic
    WHERE (p.opened BETWEEN :from AND :until OR (p.opened < :from AND p.closed IS NULL)) AND (:place IS NULL OR s.place IN (SELECT place FROM place_around WHERE around = :place))
  )
SELECT w.id AS problem, w.opened, w.township_name, coalesce (w.village_name, '') || coalesce (w.group_name, '') AS place_text,
  (SELECT h.head_name FROM home AS h WHERE h.household = w.household) AS head_name, CASE w.kind WHEN 'person' THEN w.subject_name END AS person_name,
  (SELECT rtrim (CASE WHEN sum (b.group_ = 'lifted') THEN '脱贫户 ' ELSE '' END || CASE WHEN sum (b.group_ IN ('mon_unstable', 'mon_edge', 'mon_sudden')) THEN '监测户 ' ELSE '' END ||
     CASE WHEN sum (b.group_ IN ('dibao', 'tekun', 'wubao', 'disabled')) THEN '四类人员' ELSE '' END)
   FROM belonging AS b JOIN day JOIN person AS m ON m.id = b.person
   WHERE (b.person = w.subject OR (w.kind = 'household' AND m.household = w.household)) AND (b.from_ IS NULL OR b.from_ <= day.day)
     AND (b.until IS NULL OR b.until >= day.day)) AS class,
  w.area, w.text,
  CASE w.source WHEN '1' THEN '入户走访' WHEN '2' THEN '自查' WHEN '3' THEN '系统核查' WHEN '4' THEN '督导反馈' WHEN '5' THEN '信访' ELSE '其他' END AS source,
  CASE WHEN :names = 'yes' THEN w.finder END AS finder, w.measure, coalesce (w.deadline, w.due) AS deadline, w.unit, CASE WHEN :names = 'yes' THEN w.responsible END AS responsible, w.result,
  CASE WHEN w.state IN ('review', 'done') THEN w.done_day END AS done_day,
  CASE w.mend_kind WHEN '1' THEN '立行立改' WHEN '2' THEN '限期整改' WHEN '3' THEN '难点会诊' END AS mend_kind, CASE WHEN :names = 'yes' THEN w.checker END AS checker,
  CASE w.opinion WHEN '1' THEN '属实' WHEN '2' THEN '退回' END AS opinion, CASE WHEN w.state = 'done' THEN w.closed END AS struck,
  CASE w.satisfaction WHEN '1' THEN '满意' WHEN '2' THEN '基本满意' WHEN '3' THEN '不满意' WHEN '4' THEN '不清楚' END AS satisfaction,
  w.state_label || CASE WHEN w.state IN ('open', 'mending') AND w.due < :today THEN '（逾期）' ELSE '' END || CASE WHEN w.returned > 0 THEN '（退回' || w.returned || '次）' ELSE '' END ||
    CASE WHEN w.reopened > 0 THEN '（回潮' || w.reopened || '次）' ELSE '' END AS state, coalesce (nullif (w.remark, ''), w.reject_reason) AS remark
FROM row AS w
ORDER BY w.opened, w.id;
