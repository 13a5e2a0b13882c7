-- title: 没有与户主关系
-- level: error
SELECT person AS subject, name || '没有与户主关系，请补上。' AS message FROM resident WHERE relation = '' ORDER BY person;
