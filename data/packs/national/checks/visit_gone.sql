-- title: 走访、入户核实写已死亡、已迁出，随访写迁居他处，大病救治写死亡，名册上还在册
-- level: warning
-- source: 入户走访“是否在家”、严重精神障碍随访“若失访，原因”：看到的人和名册不一样的，核实后改名册；入户核实表“治疗效果”
-- note: 看最近一次写到这个人的走访、核实、随访；后来又见到的不提示。
WITH
  seen (person, day, present) AS (
    SELECT m_person, max (day), CASE WHEN m_present IN ('4', '5') THEN m_present WHEN m_major_state = '6' THEN '4' END FROM household_visit_member WHERE day <= :today GROUP BY m_person
  ),
  lost (person, day, reason) AS (
    SELECT subject, max (day || entered), CASE outcome WHEN '2' THEN lost_reason END FROM mental_followup WHERE day <= :today GROUP BY subject
  )
SELECT r.person AS subject, r.name || s.day || '走访写' || CASE s.present WHEN '4' THEN '已死亡' ELSE '已迁出' END ||
  '，名册上还在册：请核实后在个人页面登记。' AS message
FROM seen AS s JOIN resident AS r ON r.person = s.person WHERE s.present IN ('4', '5')
UNION ALL
SELECT r.person, r.name || substr (l.day, 1, 10) || '随访写迁居他处，名册上还在册：请核实，迁走的登记迁出。'
FROM lost AS l JOIN resident AS r ON r.person = l.person WHERE l.reason = '2'
UNION ALL
SELECT r.person, r.name || substr (v.day, 1, 10) || '入户核实写死亡，名册上还在册：请核实后在个人页面登记。'
FROM (SELECT subject, max (day || entered) AS day, v_effect FROM household_verify WHERE day <= :today GROUP BY subject) AS v
  JOIN resident AS r ON r.person = v.subject WHERE v.v_effect = '5'
UNION ALL
SELECT r.person, r.name || coalesce (c.death_date, c.closed) || '大病救治写死亡，名册上还在册：请核实后在个人页面登记。'
FROM major_disease AS c JOIN resident AS r ON r.person = c.subject WHERE c.state = 'dead'
UNION ALL
SELECT h.household, h.head_name || '户' || v.day || '走访未见到，写' || CASE v.reason WHEN '3' THEN '搬迁' ELSE '死亡' END || '，名册上还在册：请核实后登记。'
FROM (SELECT subject, max (day || entered), day, CASE WHEN met_person = '5' OR way = '5' THEN absent_reason END AS reason
      FROM household_visit WHERE day <= :today GROUP BY subject) AS v
  JOIN home AS h ON h.household = v.subject
WHERE v.reason IN ('3', '4') AND h.ended IS NULL AND h.people > 0
ORDER BY subject;
