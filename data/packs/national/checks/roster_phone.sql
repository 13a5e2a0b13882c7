-- title: 电话号码位数不对
-- level: warning
SELECT person AS subject, name || '的电话“' || phone || '”不是11位手机号，也不是带区号的座机，请核对。' AS message
FROM resident
WHERE phone <> '' AND NOT (length (replace (phone, '-', '')) = 11 AND replace (phone, '-', '') NOT GLOB '*[^0-9]*')
  AND NOT (phone GLOB '0*' AND length (replace (phone, '-', '')) BETWEEN 10 AND 12)
  AND NOT (length (phone) BETWEEN 7 AND 8 AND phone GLOB '[2-9]*' AND phone NOT GLOB '*[^0-9]*')
UNION ALL
SELECT household, '户的电话“' || phone || '”不是11位手机号，也不是带区号的座机，请核对。'
FROM home
WHERE ended IS NULL AND phone <> ''
  AND NOT (length (replace (phone, '-', '')) = 11 AND replace (phone, '-', '') NOT GLOB '*[^0-9]*')
  AND NOT (phone GLOB '0*' AND length (replace (phone, '-', '')) BETWEEN 10 AND 12)
  AND NOT (length (phone) BETWEEN 7 AND 8 AND phone GLOB '[2-9]*' AND phone NOT GLOB '*[^0-9]*')
ORDER BY subject;
