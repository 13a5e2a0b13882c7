-- title: 死亡、迁出待登记
-- section: work
-- source: 国家基本公共卫生服务规范（第三版）：死亡的写明日期和原因，终止管理；走访、摸排看到的人和名册不一样的，核实后改名册
-- note: 走访、入户核实、随访、摸排最近一次写着死亡、迁出，或者大病救治记了死亡，名册上还在册的；后来又见到的不提醒。回车打开这个人的资料，状态和写下的日期已经填好，核实以后保存，就不再提醒；没有死亡、迁出的，请改那张表。
WITH
  here (person, household, head, alone) AS (
    SELECT p.id, p.household, p.relation = '02',
      NOT EXISTS (SELECT 1 FROM person AS o WHERE o.household = p.household AND o.state = 'here' AND o.id <> p.id)
    FROM person AS p WHERE p.state = 'here'
  ),
  homes_among (household) AS MATERIALIZED (SELECT household FROM person WHERE id IN (SELECT value FROM json_each (:among))),
  -- Few papers say so: what is newer is asked of these alone.
  visited (household, record, day, reason, unmet) AS (
    SELECT w.subject, w.id, w.day, w.absent_reason, w.met_person = '5' OR w.way = '5' FROM household_visit AS w
    WHERE w.absent_reason IN ('3', '4') AND w.day <= :today AND (:among IS NULL OR w.subject IN (SELECT household FROM homes_among))
  ),
  papers (person, household, form, subject, record, day, state, since, words) AS (
    -- who is not said to be gone may still be said to have died of his disease
    SELECT m.m_person, m.subject, 'household_visit', m.subject, m.record, m.day, CASE m.m_present WHEN '5' THEN 'moved' ELSE 'dead' END, NULL,
      CASE m.m_present WHEN '4' THEN '走访写已死亡' WHEN '5' THEN '走访写已迁出' ELSE '走访写大病患者已死亡' END
    FROM household_visit_member AS m
    WHERE (m.m_present IN ('4', '5') OR m.m_major_state = '6') AND m.day <= :today AND (:among IS NULL OR m.subject IN (SELECT household FROM homes_among))
    UNION ALL
    -- nobody was met: all have moved; who of several has died is not written
    SELECT h.person, h.household, 'household_visit', v.household, v.record, v.day,
      CASE WHEN v.reason = '3' THEN 'moved' WHEN h.alone THEN 'dead' END, NULL,
      '走访未见到，写' || CASE v.reason WHEN '3' THEN '搬迁' ELSE '死亡' END
    FROM visited AS v CROSS JOIN here AS h ON h.household = v.household
    WHERE v.unmet AND (v.reason = '3' OR h.alone OR h.head)
    UNION ALL
    SELECT v.subject, NULL, v.form, v.subject, v.id, v.day, 'dead',
      (SELECT r.answers ->> CASE v.form WHEN 'tb_followup' THEN 'stop_date' ELSE 'death_date' END
       FROM record AS r WHERE r.form = v.form AND r.subject = v.subject AND r.day = v.day AND r.id = v.id), '随访写已死亡'
    FROM follow_up AS v
    WHERE v.outcome = '3' AND v.day <= :today AND (:among IS NULL OR v.subject IN (SELECT value FROM json_each (:among)))
    UNION ALL
    SELECT v.subject, NULL, 'household_verify', v.subject, v.id, v.day, 'dead', NULL, '入户核实写已死亡'
    FROM household_verify AS v
    WHERE v.v_effect = '5' AND v.day <= :today AND (:among IS NULL OR v.subject IN (SELECT value FROM json_each (:among)))
    UNION ALL
    SELECT c.subject, NULL, 'major_disease', c.subject, c.id, c.closed, 'dead', c.death_date, '大病救治写已死亡'
    FROM major_disease AS c
    WHERE c.state = 'dead' AND c.closed <= :today AND (:among IS NULL OR c.subject IN (SELECT value FROM json_each (:among)))
    UNION ALL
    SELECT m.subject, NULL, 'mental_followup', m.subject, m.id, m.day, 'moved', NULL, '随访写迁居他处'
    FROM mental_followup AS m
    WHERE m.outcome = '2' AND m.lost_reason = '2' AND m.day <= :today AND (:among IS NULL OR m.subject IN (SELECT value FROM json_each (:among)))
    UNION ALL
    SELECT s.subject, NULL, 'chronic_survey', s.subject, s.id, s.day, NULL, NULL, '摸排写死亡、迁出或重复'
    FROM chronic_survey AS s
    WHERE s.result = 'p_out' AND s.day <= :today AND (:among IS NULL OR s.subject IN (SELECT value FROM json_each (:among)))
  ),
  said (person, state, since, day, words) AS (
    SELECT p.person, p.state, p.since, p.day, p.words
    FROM papers AS p CROSS JOIN here AS h ON h.person = p.person AND coalesce (p.household, h.household) = h.household
    WHERE NOT EXISTS (SELECT 1 FROM record AS r WHERE r.form = p.form AND r.subject = p.subject
                        AND r.day >= p.day AND r.day <= :today AND (r.day, r.id) > (p.day, p.record))
      AND (:among IS NULL OR p.person IN (SELECT value FROM json_each (:among)))
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
