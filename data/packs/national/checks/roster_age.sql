-- title: 年龄超过110岁
-- level: warning
-- source: the limit is proposed
SELECT person AS subject, name || '登记为' || age_on (birth, :today) || '岁，请核对是否在世。' AS message
FROM resident WHERE age_on (birth, :today) > 110 ORDER BY person;
