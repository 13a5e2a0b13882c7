-- title: 名册上标注风险消除，没有谁确认的记录
-- level: list
-- source: 方农工办〔2022〕54号 三(五)1：已标注风险消除的监测对象风险消除是否稳定、可持续
-- note: 名册只有“已消除”和年月；谁在哪天依据什么确认的，在这一户的“风险消除”里补记。
SELECT m.household AS subject, h.head_name || '户名册上标注风险已消除，没有记谁在哪天确认的：请在这一户的“风险消除”里补记。' AS message
FROM monitored AS m JOIN home AS h ON h.household = m.household
WHERE m.cleared AND m.cleared_on IS NULL AND h.ended IS NULL AND h.people > 0
  AND (m.from_ IS NULL OR m.from_ <= :today) AND (m.until IS NULL OR m.until >= :today)
ORDER BY m.household;
