-- title: 性别、出生日期和身份证号不一致
-- level: warning
-- source: GB 11643; sex and day of birth stand in the number
SELECT person AS subject, name || '的' ||
  CASE WHEN birth <> substr (id_number, 7, 4) || '-' || substr (id_number, 11, 2) || '-' || substr (id_number, 13, 2)
    THEN '出生日期' ELSE '性别' END || '和身份证号不一致，请核对。' AS message
FROM resident
WHERE id_type = 'id' AND length (id_number) = 18
  AND (birth <> substr (id_number, 7, 4) || '-' || substr (id_number, 11, 2) || '-' || substr (id_number, 13, 2)
       OR (sex <> '' AND sex <> CASE substr (id_number, 17, 1) % 2 WHEN 1 THEN '1' ELSE '2' END))
ORDER BY person;
