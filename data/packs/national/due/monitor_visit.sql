-- title: 监测户入户核实
-- section: work
-- option: months 3 几个月入户一次
-- option: ahead 7 到期前几天提醒
-- source: 方农工办〔2022〕54号 三(五)1：已纳入的是否有针对性地落实措施，已标注风险消除的是否稳定、可持续；河南鲁山县一年4次（一个县的做法，可以改）
WITH
  home_group (household, cleared) AS MATERIALIZED (
    SELECT household, max (cleared) FROM monitored
    WHERE (from_ IS NULL OR from_ <= :today) AND (until IS NULL OR until >= :today)
      AND (:among IS NULL OR household IN (SELECT value FROM json_each (:among)))
    GROUP BY household
  ),
  seen (household, day) AS (
    SELECT household, max (day) FROM (
      SELECT subject AS household, day FROM household_visit WHERE way IN ('1', '2', '3') AND subject IN (SELECT household FROM home_group)
      UNION ALL
      SELECT r.household, v.day FROM household_verify AS v JOIN resident AS r ON r.person = v.subject)
    WHERE day <= :today GROUP BY household
  )
SELECT g.household AS subject, 'household_visit' AS form, NULL AS workflow, NULL AS case_,
  months_after (s.day, coalesce (:months, 3)) AS due,
  CASE WHEN g.cleared THEN '监测户回访：风险消除是否稳定' ELSE '监测户入户核实：风险未消除' END AS what
FROM home_group AS g JOIN home AS h ON h.household = g.household LEFT JOIN seen AS s ON s.household = g.household
WHERE h.ended IS NULL AND h.people > 0
  AND (s.day IS NULL OR months_after (s.day, coalesce (:months, 3)) <= date (:today, '+' || coalesce (:ahead, 7) || ' days'))
ORDER BY due IS NULL, due, g.household;
