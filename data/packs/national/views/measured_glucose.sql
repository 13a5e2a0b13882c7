-- title: 一个人测过的空腹血糖
-- source: 国家基本公共卫生服务规范（第三版）：2型糖尿病高危人群每年至少测一次空腹血糖；血糖测量、糖尿病随访、健康体检、入户走访里写下的都算
-- note: source 记在本人名下的是person，入户走访里的是visit。
SELECT subject AS person, day, fpg, 'person' AS source FROM blood_glucose WHERE fpg IS NOT NULL
UNION ALL
SELECT subject, day, fpg, 'person' FROM follow_up WHERE fpg IS NOT NULL
UNION ALL
SELECT subject, day, fpg_value, 'person' FROM health_check WHERE fpg_value IS NOT NULL
UNION ALL
SELECT m_person, day, m_glucose, 'visit' FROM household_visit_member WHERE m_glucose IS NOT NULL
