-- title: 健康帮扶攻坚月
-- from: 2022-07-26
-- until: 2022-08-26
-- hand_in: 2022-08-26
-- phase: 2022-07-26 2022-07-31 动员部署
-- phase: 2022-08-01 2022-08-07 组织实施（核心周）
-- phase: 2022-08-08 2022-08-26 查漏补缺
-- form: household_visit
-- target: lifted 脱贫户 必到
-- target: monitored 监测户 必到
-- target: old 老人户 必到
-- target: petition 信访人 必访
-- target: disabled 残疾人 必访
-- target: hardship 特殊困难群众 必访
-- target: chronic 慢性病户 必访
-- target: major 大病重病 必访
-- target: system 防因病返贫系统 必核
-- target: medical 基本医疗有保障 必查
-- option: old_age 65 常住的人都满这个岁数的，算老人户
-- option: remote 0 全家在外、电话或视频走访到的，也算到户 0=不算|1=算
-- source: 方农工办〔2022〕54号 四(二)：重点户必到，重点人必访，防因病返贫管理系统必核，基本医疗有保障重点事必查
-- note: 老人户、特殊困难群众的范围原文没有写明，是拟定的；县里另有规定的，改这个文件。必核：监测户入户核对过风险是否消除，或者家里人填了入户核实表；系统推送的人，线索核实了。必查：脱贫户、监测户和四类人员的户，入户时每个人的参保都问清了。这两项是查的事，不另算户数、人数。
WITH
  -- visits of the campaign that met somebody, and whether in the house
  visit (household, day, way, record) AS (
    SELECT subject, day, way, id FROM household_visit
    WHERE day >= :from AND day <= :until AND day <= :today AND way <> '5'
  ),
  at_home (household, day) AS (
    SELECT household, min (day) FROM visit WHERE way = '1' OR (way IN ('2', '3') AND coalesce (:remote, 0) + 0 = 1)
    GROUP BY household
  ),
  -- people who were met: at home, or by telephone when they are away
  met (person, day) AS (
    SELECT m.m_person, min (v.day) FROM visit AS v JOIN household_visit_member AS m ON m.record = v.record
    WHERE m.m_present = '1' OR v.way IN ('2', '3') GROUP BY m.m_person
  ),
  member (group_, person, household) AS (
    SELECT DISTINCT b.group_, r.person, r.household FROM belonging AS b JOIN resident AS r ON r.person = b.person
    WHERE (b.from_ IS NULL OR b.from_ <= :until) AND (b.until IS NULL OR b.until >= :from)
  ),
  ill (person, household) AS (
    SELECT DISTINCT r.person, r.household FROM condition AS c JOIN resident AS r ON r.person = c.person
    WHERE (c.since IS NULL OR c.since <= :until) AND (c.until IS NULL OR c.until > :from)
  ),
  household_target (target, household) AS (
    SELECT DISTINCT 'lifted', household FROM member WHERE group_ = 'lifted'
    UNION
    SELECT DISTINCT 'monitored', household FROM member WHERE group_ IN ('mon_unstable', 'mon_edge', 'mon_sudden')
    UNION
    SELECT 'old', household FROM resident WHERE resident = 1 GROUP BY household
    HAVING min (age_on (birth, :until) >= coalesce (:old_age, 65) + 0) = 1
    UNION
    SELECT DISTINCT 'chronic', household FROM ill
  ),
  person_target (target, person, household) AS (
    SELECT 'disabled', person, household FROM member WHERE group_ = 'disabled'
    UNION
    SELECT 'hardship', person, household FROM member WHERE group_ IN ('dibao', 'tekun', 'wubao', 'return_poverty')
    UNION
    SELECT 'major', r.person, r.household FROM household_visit_member AS m JOIN resident AS r ON r.person = m.m_person
    WHERE m.day <= :until AND (m.m_major IS NOT NULL OR m.m_major_other IS NOT NULL)
    UNION
    -- and who is known from the ledger, before anybody has visited
    SELECT 'major', r.person, r.household FROM major_disease AS d JOIN resident AS r ON r.person = d.subject
    WHERE d.opened <= :until AND d.state NOT IN ('found', 'excluded') AND (d.closed IS NULL OR d.closed >= :from)
    UNION
    -- who has a petition is known from visits; the head answers for the household
    SELECT 'petition', h.head, h.household FROM household_visit AS v JOIN home AS h ON h.household = v.subject
    WHERE v.day <= :until AND v.h_petition IN ('2', '3') AND h.head IS NOT NULL
  ),
  -- what the system has of a household was looked at in it, or the form of verification was filled for one of its people
  looked (household, day) AS (
    SELECT household, min (day) FROM (
      SELECT v.subject AS household, v.day FROM household_visit AS v
      WHERE v.day BETWEEN :from AND :until AND v.day <= :today AND v.way = '1' AND v.risk_state IN ('1', '2')
      UNION ALL
      SELECT r.household, f.day FROM household_verify AS f JOIN everyone AS r ON r.person = f.subject
      WHERE f.day BETWEEN :from AND :until AND f.day <= :today)
    GROUP BY household
  ),
  -- a visit whose sheet says of every member how he is insured; the dead and moved are not asked
  secured (household, day) AS (
    SELECT v.household, min (v.day) FROM visit AS v
    WHERE EXISTS (SELECT 1 FROM household_visit_member AS m WHERE m.record = v.record)
      AND NOT EXISTS (SELECT 1 FROM household_visit_member AS m WHERE m.record = v.record AND m.m_insured IS NULL AND coalesce (m.m_present, '') NOT IN ('4', '5'))
    GROUP BY v.household
  ),
  row (target, subject, household, reached, aside) AS (
    SELECT t.target, t.household, t.household, a.day, 0
    FROM household_target AS t LEFT JOIN at_home AS a ON a.household = t.household
    UNION ALL
    SELECT t.target, t.person, t.household, m.day, 0
    FROM person_target AS t LEFT JOIN met AS m ON m.person = t.person
    UNION ALL
    SELECT 'system', t.household, t.household, l.day, 1
    FROM household_target AS t LEFT JOIN looked AS l ON l.household = t.household WHERE t.target = 'monitored'
    UNION ALL
    -- who was pushed twice is verified when no clue waits
    SELECT 'system', c.subject, r.household, CASE WHEN min (c.state = 'checked' AND c.check_date <= :until) THEN max (c.check_date) END, 1
    FROM risk_clue AS c JOIN resident AS r ON r.person = c.subject
    WHERE c.state <> 'dropped' AND c.push_date <= :until AND (c.state = 'waiting' OR c.check_date >= :from)
    GROUP BY c.subject
    UNION ALL
    SELECT DISTINCT 'medical', m.household, m.household, s.day, 1
    FROM member AS m LEFT JOIN secured AS s ON s.household = m.household
    WHERE m.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
  )
SELECT w.target, w.subject, w.household, h.place_name AS place, w.reached, w.aside
FROM row AS w JOIN home AS h ON h.household = w.household
WHERE h.ended IS NULL
ORDER BY h.place_position, h.place_name, h.number, w.subject;
