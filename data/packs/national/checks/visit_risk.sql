-- title: 标注风险消除，走访有严重困难
-- level: warning
SELECT v.subject, v.day || '走访时看病严重影响基本生活，系统标注风险已消除，请复核。' AS message
FROM household_visit AS v
WHERE v.v_difficulty = '3' AND v.risk_state = '2'
ORDER BY v.subject;
