-- title: 身份证号不对
-- level: error
-- source: GB 11643
-- note: 刚出生、还没有落户的婴儿没有身份证号不算错，另有一条列着；几个月以内由标准与口径里的数定。
WITH number (person, name, number, bare) AS (
  SELECT person, name, id_number, length (id_number) = 18 AND substr (id_number, 1, 17) NOT GLOB '*[^0-9]*'
  FROM resident WHERE id_type = 'id' AND NOT (id_number = '' AND coalesce (birth > months_after (:today, -CAST (:limit_infant_months AS INTEGER)), 0))
),
weight (position, weight) AS (
  VALUES (1, 7), (2, 9), (3, 10), (4, 5), (5, 8), (6, 4), (7, 2), (8, 1), (9, 6), (10, 3), (11, 7), (12, 9), (13, 10),
    (14, 5), (15, 8), (16, 4), (17, 2)
)
SELECT person AS subject,
  CASE
    WHEN number = '' THEN name || '没有身份证号，请补上。'
    WHEN NOT bare THEN name || '的身份证号不是18位数字，请对照证件改正。'
    WHEN date (substr (number, 7, 4) || '-' || substr (number, 11, 2) || '-' || substr (number, 13, 2), '+0 days')
      IS NOT substr (number, 7, 4) || '-' || substr (number, 11, 2) || '-' || substr (number, 13, 2)
      THEN name || '的身份证号中的出生日期不存在，请对照证件改正。'
    ELSE name || '的身份证号校验位不对，请对照证件改正。'
  END AS message
FROM number
WHERE NOT bare
  OR date (substr (number, 7, 4) || '-' || substr (number, 11, 2) || '-' || substr (number, 13, 2), '+0 days')
    IS NOT substr (number, 7, 4) || '-' || substr (number, 11, 2) || '-' || substr (number, 13, 2)
  OR substr (number, 18, 1) <> substr ('10X98765432',
       (SELECT sum (substr (number, position, 1) * weight) FROM weight) % 11 + 1, 1)
ORDER BY person;
