-- title: 为一个人服务过的日子
-- source: 体检、随访（上门、门诊、电话）、服务记录，或者入户测量血压、血糖，其中一项即为有效履约（一个县的核查办法）
-- note: 申请、摸排、核查和建档不是服务；随访失访的不算。
SELECT subject AS person, day, id AS record FROM record
WHERE form NOT IN ('chronic_application_form', 'chronic_survey', 'contract_check', 'mental_profile', 'resident_profile')
  AND coalesce (answers ->> 'outcome', '1') = '1'
UNION ALL
SELECT m_person, day, record FROM household_visit_member WHERE m_sbp IS NOT NULL OR m_glucose IS NOT NULL
