-- title: 慢性病卡是否受益
-- section: work
-- option: months 12 有卡几个月没有使用记录就回访
-- source: 方农工办〔2022〕54号 三(五)6：慢性病卡是否受益；12个月是拟定的
-- note: 走访时答“近12个月报销过”的，也算使用。
WITH
  since (day) AS (SELECT months_after (:today, -coalesce (:months, 12))),
  held (subject, day) AS MATERIALIZED (
    SELECT d.subject, min (coalesce (d.begins, d.expert_date)) FROM chronic_disease AS d JOIN chronic_application AS a ON a.id = d.parent
    WHERE d.state IN ('r_pass', 'r_review') AND a.state = 'a_active'
      AND (:among IS NULL OR d.subject IN (SELECT value FROM json_each (:among))) GROUP BY d.subject
  ),
  used (subject, day) AS (
    SELECT subject, max (day) FROM (
      SELECT subject, day FROM card_use WHERE used = '1'
      UNION ALL
      SELECT m_person, day FROM household_visit_member WHERE m_card_used = '1')
    -- nobody with a card: no visit is looked into
    WHERE EXISTS (SELECT 1 FROM held) AND day <= :today GROUP BY subject
  ),
  asked (subject, day) AS (
    SELECT subject, max (day) FROM card_use
    WHERE EXISTS (SELECT 1 FROM held) AND used = '2' AND day <= :today GROUP BY subject
  )
SELECT h.subject, 'card_use' AS form, NULL AS workflow, NULL AS case_,
  months_after (max (h.day, coalesce (u.day, '')), coalesce (:months, 12)) AS due, '慢性病卡是否受益：请回访' AS what
FROM held AS h JOIN resident AS r ON r.person = h.subject JOIN since
  LEFT JOIN used AS u ON u.subject = h.subject LEFT JOIN asked AS q ON q.subject = h.subject
WHERE max (h.day, coalesce (u.day, '')) <= since.day AND coalesce (q.day, '') < since.day
ORDER BY due, h.subject;
