-- title: 健康状况是残疾，没有残疾类别
-- level: warning
SELECT r.person AS subject, r.name || '的健康状况是残疾，没有残疾证信息，请补上类别和等级。' AS message
FROM resident AS r JOIN person AS p ON p.id = r.person
WHERE (instr (p.extra ->> '$.health', '残疾') OR instr (p.extra ->> '$.health', 'disabled'))
  AND NOT EXISTS (SELECT 1 FROM membership AS m WHERE m.person = r.person AND m.group_ = 'disabled')
ORDER BY r.person;
