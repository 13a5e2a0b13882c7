-- title: 监测户，和风险是否消除
-- source: 方农工办〔2022〕54号 三(五)1：已标注风险消除的监测对象风险消除是否稳定、可持续
-- note: 一户一类一行。cleared 已消除：风险消除的流程确认了的，或者名册上这样写的；风险又出现的算未消除。cleared_on、confirmed_by 只有流程里有，名册只有年月。
SELECT m.household, m.group_, m.from_, m.until, m.detail,
  CASE WHEN r.state = 'relapsed' THEN 0 WHEN r.state = 'confirmed' THEN 1 ELSE coalesce (m.detail ->> '$.cleared' = 'yes', 0) END AS cleared,
  CASE WHEN r.state = 'confirmed' THEN r.confirm_date END AS cleared_on,
  CASE WHEN r.state = 'confirmed' THEN r.confirmed_by END AS confirmed_by,
  CASE WHEN r.state = 'relapsed' THEN r.relapse_date END AS relapsed_on
FROM membership AS m
  LEFT JOIN risk_removal AS r ON r.id = (SELECT n.id FROM risk_removal AS n WHERE n.subject = m.household AND n.state IN ('confirmed', 'relapsed')
                                           AND (m.from_ IS NULL OR n.opened >= m.from_) ORDER BY n.opened DESC, n.id DESC LIMIT 1)
WHERE m.household IS NOT NULL AND m.group_ IN ('mon_unstable', 'mon_edge', 'mon_sudden')
