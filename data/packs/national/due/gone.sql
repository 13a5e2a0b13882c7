-- title: 死亡、迁出待登记
-- section: work
-- source: 国家基本公共卫生服务规范（第三版）：死亡的写明日期和原因，终止管理；走访、摸排看到的人和名册不一样的，核实后改名册
-- note: 走访、随访、摸排最近一次写着死亡、迁出，名册上还在册的；后来又见到的不提醒。回车打开这个人的资料，状态和写下的日期已经填好，核实以后保存，就不再提醒；没有死亡、迁出的，请改那张表。
WITH
  here (person, household, head, alone) AS MATERIALIZED (
    SELECT p.id, p.household, p.relation = '02',
      NOT EXISTS (SELECT 1 FROM person AS o WHERE o.household = p.household AND o.state = 'here' AND o.id <> p.id)
    FROM person AS p WHERE p.state = 'here' AND (:among IS NULL OR p.id IN (SELECT value FROM json_each (:among)))
  ),
  followed (form) AS (VALUES ('hypertension_followup'), ('diabetes_followup'), ('mental_followup'), ('tb_followup')),
  -- the newest record of each kind, by the key of the record alone: only its answers are read
  visited (household, record) AS MATERIALIZED (
    SELECT h.household, (SELECT r.id FROM record AS r WHERE r.form = 'household_visit' AND r.subject = h.household AND r.day <= :today
                         ORDER BY r.day DESC, r.id DESC LIMIT 1)
    FROM (SELECT DISTINCT household FROM here) AS h
  ),
  newest (person, form, record) AS MATERIALIZED (
    SELECT c.person, f.form, (SELECT r.id FROM record AS r WHERE r.form = f.form AND r.subject = c.person AND r.day <= :today
                              ORDER BY r.day DESC, r.id DESC LIMIT 1)
    FROM (SELECT DISTINCT h.person FROM here AS h JOIN condition AS d ON d.person = h.person) AS c CROSS JOIN followed AS f
    UNION ALL
    SELECT h.person, 'chronic_survey', (SELECT r.id FROM record AS r WHERE r.form = 'chronic_survey' AND r.subject = h.person AND r.day <= :today
                                        ORDER BY r.day DESC, r.id DESC LIMIT 1)
    FROM here AS h
  ),
  said (person, state, since, day, words) AS (
    SELECT h.person, CASE m.m_present WHEN '4' THEN 'dead' ELSE 'moved' END, NULL, m.day, '走访写已' || CASE m.m_present WHEN '4' THEN '死亡' ELSE '迁出' END
    FROM here AS h JOIN visited AS v ON v.household = h.household
      JOIN household_visit_member AS m ON m.subject = v.household AND m.record = v.record AND m.m_person = h.person
    WHERE m.m_present IN ('4', '5')
    UNION ALL
    -- nobody was met: all have moved; who of several has died is not written
    SELECT h.person, CASE WHEN w.absent_reason = '3' THEN 'moved' WHEN h.alone THEN 'dead' END, NULL, w.day,
      '走访未见到，写' || CASE w.absent_reason WHEN '3' THEN '搬迁' ELSE '死亡' END
    FROM here AS h JOIN visited AS v ON v.household = h.household
      JOIN household_visit AS w ON w.subject = v.household AND w.id = v.record
    WHERE (w.met_person = '5' OR w.way = '5') AND (w.absent_reason = '3' OR w.absent_reason = '4' AND (h.alone OR h.head))
    UNION ALL
    SELECT r.subject, 'dead', r.answers ->> CASE r.form WHEN 'tb_followup' THEN 'stop_date' ELSE 'death_date' END, r.day, '随访写已死亡'
    FROM newest AS n JOIN record AS r ON r.form = n.form AND r.subject = n.person AND r.id = n.record
    WHERE n.form <> 'chronic_survey' AND (r.answers ->> 'outcome' = '3' OR r.answers ->> 'stopped' = '2' AND r.answers ->> 'stop_reason' = '2')
    UNION ALL
    SELECT r.subject, 'moved', NULL, r.day, '随访写迁居他处'
    FROM newest AS n JOIN record AS r ON r.form = n.form AND r.subject = n.person AND r.id = n.record
    WHERE n.form = 'mental_followup' AND r.answers ->> 'outcome' = '2' AND r.answers ->> 'lost_reason' = '2'
    UNION ALL
    SELECT s.subject, NULL, NULL, s.day, '摸排写死亡、迁出或重复'
    FROM newest AS n JOIN chronic_survey AS s ON s.subject = n.person AND s.id = n.record
    WHERE n.form = 'chronic_survey' AND s.result = 'p_out'
  ),
  -- one line for each person: of the newest that says since when, else of the newest
  one (person, state, since, day, words, rank) AS (
    SELECT person, state, since, day, words, max ((since IS NOT NULL) || (state IS NOT NULL) || day) FROM said GROUP BY person
  )
SELECT person AS subject, NULL AS form, NULL AS workflow, NULL AS case_, day AS due, state, since,
  CASE state WHEN 'dead' THEN '登记死亡' WHEN 'moved' THEN '登记迁出' ELSE '核实是否在册' END || '：' || day || words
  || CASE WHEN since <> day THEN '（' || since || '）' ELSE '' END AS what
FROM one
ORDER BY day, person;
