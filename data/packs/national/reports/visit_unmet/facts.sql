-- 应见未见户名单: one row for each household that is to be visited (脱贫户、监测户、四类人员 and their members) and was not met in the period.
WITH
  day (day) AS (SELECT min (:until, :today)),
  scope (household, group_) AS (
    SELECT DISTINCT r.household, b.group_ FROM everyone AS r JOIN day JOIN belonging AS b ON b.person = r.person
    WHERE (r.state = 'here' OR r.state_since > day.day) AND (r.birth IS NULL OR r.birth <= day.day)
      AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
      AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
      AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
  ),
  named (household, groups) AS (
    SELECT s.household, group_concat (g.value ->> 'label', '、' ORDER BY g.key) FROM scope AS s
      JOIN json_each (:codes_group) AS g ON g.value ->> 'code' = s.group_ GROUP BY s.household
  ),
  visit AS (
    SELECT v.id, v.subject AS household, v.day, CASE WHEN :met = 'home' THEN v.way = '1' ELSE v.way <> '5' END AS met, v.absent_reason, v.next_date
    FROM household_visit AS v JOIN day WHERE v.day BETWEEN :from AND day.day
  ),
  tried (household, tries, day, reason, next) AS (
    SELECT household, count (*), max (day), absent_reason, next_date FROM visit WHERE NOT met GROUP BY household
  )
SELECT h.household, h.place_position, h.number AS household_number, h.place_name AS place_text, h.head_name AS head, h.people, n.groups,
  coalesce (nullif (h.phone, ''), (SELECT nullif (p.phone, '') FROM person AS p WHERE p.id = h.head)) AS phone,
  coalesce (t.tries, 0) AS tries, t.day AS last_day,
  CASE t.reason WHEN '1' THEN '外出务工' WHEN '2' THEN '住院' WHEN '3' THEN '搬迁' WHEN '4' THEN '死亡' WHEN '9' THEN '其他' END AS reason,
  t.next AS next_day, NULL AS remark
FROM named AS n JOIN home AS h ON h.household = n.household LEFT JOIN tried AS t ON t.household = n.household
WHERE h.ended IS NULL AND NOT EXISTS (SELECT 1 FROM visit AS v WHERE v.household = n.household AND v.met)
ORDER BY h.place_position, h.number, h.household;
