-- title: 入户走访时为一个人测量血压、血糖
-- source: 入户测量血压、血糖也是有效履约（一个县的核查办法）
SELECT m_person AS person, day, record FROM household_visit_member WHERE m_sbp IS NOT NULL OR m_glucose IS NOT NULL
