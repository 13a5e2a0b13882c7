-- title: 签约日期不合理
-- level: warning
-- source: 国卫基层发〔2018〕35号；提前90天以上的开始日期请核对（建议）
SELECT c.subject, s.name || '的签约' || CASE
    WHEN c.ends < c.begins THEN '结束日期' || c.ends || '早于开始日期' || c.begins
    WHEN c.sign_date > c.begins THEN '签约日期' || c.sign_date || '晚于开始日期' || c.begins
    ELSE '从' || c.begins || '才开始，离签约日期' || c.sign_date || '超过90天' END || '，请核对协议后更正。' AS message
FROM contract AS c JOIN subject AS s ON s.id = c.subject
WHERE c.state IN ('signed', 'active')
  AND (c.ends < c.begins OR c.sign_date > c.begins OR c.begins > date (c.sign_date, '+90 days'))
ORDER BY c.subject;
