-- title: 大病专项救治
-- section: work
-- option: confirm 7 登记线索后几天内核实确诊
-- option: treat 30 确诊以后几天内入院或签约管理
-- option: follow 0 几个月随访一次（0为不提醒）
-- source: 方农工办〔2022〕54号 三(五)3：脱贫户和监测户全部纳入；西双版纳州 2021：一人一档一方案，防止漏诊、漏录、漏治；天数是拟定的
SELECT m.subject, NULL AS form, 'major_disease' AS workflow, m.id AS case_,
  CASE WHEN m.state = 'found' THEN date (m.opened, '+' || coalesce (:confirm, 7) || ' days')
    WHEN m.state IN ('confirmed', 'filed') THEN date (coalesce (m.diag_date, m.opened), '+' || coalesce (:treat, 30) || ' days')
    WHEN m.state IN ('treating', 'signed', 'treated') THEN months_after (coalesce (m.follow_date, m.leave_date, m.admit_date, m.opened), :follow) END AS due,
  coalesce ((SELECT c.value ->> 'label' FROM json_each (:codes_major_disease) AS c WHERE c.value ->> 'code' = m.topic), m.topic) ||
    '：' || m.state_label || CASE WHEN m.state = 'refused' THEN coalesce ('，' || m.untreated_reason, '') ELSE '' END AS what
FROM major_disease AS m JOIN resident AS r ON r.person = m.subject
WHERE (m.state IN ('found', 'confirmed', 'filed', 'refused')
    OR (m.state IN ('treating', 'signed', 'treated') AND coalesce (:follow, 0) + 0 > 0
        AND months_after (coalesce (m.follow_date, m.leave_date, m.admit_date, m.opened), :follow) <= date (:today, '+7 days')))
  AND (:among IS NULL OR m.subject IN (SELECT value FROM json_each (:among)))
ORDER BY due IS NULL, due, m.subject;
