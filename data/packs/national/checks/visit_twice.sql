-- title: 同一天走访两次
-- level: warning
SELECT subject, day || '由同一人走访了' || count (*) || '次，请核对。' AS message
FROM household_visit GROUP BY subject, day, staff HAVING count (*) > 1
ORDER BY subject;
