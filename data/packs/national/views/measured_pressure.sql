-- title: 一个人量过的血压
-- source: 国家基本公共卫生服务规范（第三版）：35岁及以上首诊测血压；血压测量、慢病随访、健康体检、入户走访里写下的都算
-- note: source 哪一种表：随访写病种。体检两侧都量的取高的一侧。
SELECT subject AS person, day, sbp, dbp, 'measured' AS source FROM blood_pressure WHERE sbp IS NOT NULL
UNION ALL
SELECT subject, day, sbp, dbp, disease FROM follow_up WHERE sbp IS NOT NULL
UNION ALL
SELECT subject, day, max (coalesce (sbp_left, 0), coalesce (sbp_right, 0)), max (coalesce (dbp_left, 0), coalesce (dbp_right, 0)), 'check'
FROM health_check WHERE coalesce (sbp_left, sbp_right) IS NOT NULL
UNION ALL
SELECT m_person, day, m_sbp, m_dbp, 'visit' FROM household_visit_member WHERE m_sbp IS NOT NULL
