-- title: 健康帮扶攻坚月
-- from: 2022-07-26
-- until: 2022-08-26
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
-- option: old_age 65 常住的人都满这个岁数的，算老人户
-- option: remote 0 全家在外、电话或视频走访到的，也算到户 0=不算|1=算
-- source: 方农工办〔2022〕54号 四(二)：重点户必到，重点人必访
-- note: 老人户、特殊困难群众的范围原文没有写明，是拟定的；县里另有规定的，改这个文件。
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
    WHERE c.until IS NULL OR c.until > :from
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
    -- who has a petition is known from visits; the head answers for the household
    SELECT 'petition', h.head, h.household FROM household_visit AS v JOIN home AS h ON h.household = v.subject
    WHERE v.day <= :until AND v.h_petition IN ('2', '3') AND h.head IS NOT NULL
  ),
  row (target, subject, household, reached) AS (
    SELECT t.target, t.household, t.household, a.day
    FROM household_target AS t LEFT JOIN at_home AS a ON a.household = t.household
    UNION ALL
    SELECT t.target, t.person, t.household, m.day
    FROM person_target AS t LEFT JOIN met AS m ON m.person = t.person
  )
SELECT w.target, w.subject, w.household, h.place_name AS place, w.reached
FROM row AS w JOIN home AS h ON h.household = w.household
WHERE h.ended IS NULL
ORDER BY h.place_position, h.place_name, h.number, w.subject;
