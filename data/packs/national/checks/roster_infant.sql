-- title: 还没有身份证号的婴儿
-- level: list
-- source: 出生后落户才有公民身份号码；几个月以内不算错是拟定的
SELECT person AS subject, name || '（' || birth || '出生）还没有身份证号：落户以后补上。' AS message
FROM resident
WHERE id_type = 'id' AND id_number = '' AND birth > months_after (:today, -CAST (:limit_infant_months AS INTEGER))
ORDER BY birth DESC, person;
