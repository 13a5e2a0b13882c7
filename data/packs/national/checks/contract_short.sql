-- title: 签约期不满一年
-- level: warning
-- source: 国卫基层发〔2018〕35号
SELECT c.subject, '签约从' || c.begins || '到' || c.ends || '，不满一年，请核对。' AS message
FROM contract AS c
WHERE c.state IN ('signed', 'active') AND c.ends < date (months_after (c.begins, 12), '-1 day')
ORDER BY c.subject;
