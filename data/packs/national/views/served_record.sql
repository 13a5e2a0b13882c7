-- title: 为一个人做的、有记录的服务
-- source: 体检、随访（上门、门诊、电话）或者服务记录，其中一项即为有效履约（一个县的核查办法）
-- note: 申请、摸排、核查和建档不是服务；随访失访的不算。
-- Forms that never say how a visit went are known by an index alone; with + it is that of the person.
SELECT subject AS person, day, id AS record FROM record
WHERE +form IN ('blood_pressure', 'elderly_self_care', 'health_check', 'service_record', 'tb_first_visit', 'tb_followup', 'tcm_constitution')
UNION ALL
SELECT subject, day, id FROM record
WHERE form NOT IN ('blood_pressure', 'elderly_self_care', 'health_check', 'service_record', 'tb_first_visit', 'tb_followup', 'tcm_constitution',
                   'chronic_application_form', 'chronic_survey', 'contract_check', 'mental_profile', 'resident_profile')
  AND coalesce (answers ->> 'outcome', '1') = '1'
