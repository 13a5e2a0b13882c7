-- title: 一个人测过的空腹血糖
-- source: 国家基本公共卫生服务规范（第三版）：2型糖尿病高危人群每年至少测一次空腹血糖；血糖测量、糖尿病随访、健康体检、入户走访里写下的都算
SELECT subject AS person, day, fpg FROM blood_glucose WHERE fpg IS NOT NULL
UNION ALL
SELECT subject, day, fpg FROM follow_up WHERE fpg IS NOT NULL
UNION ALL
SELECT subject, day, fpg_value FROM health_check WHERE fpg_value IS NOT NULL
UNION ALL
SELECT m_person, day, m_glucose FROM household_visit_member WHERE m_glucose IS NOT NULL
