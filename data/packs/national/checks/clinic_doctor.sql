-- title: 没有合格医生的村卫生室
-- level: list
-- source: 方农工办〔2022〕54号 三(三)：每个行政村的村卫生室至少1名合格的乡村医生或执业（助理）医师
-- note: 看最近一次村卫生室自查表。写的是最早到期的证书：医生不止一名的，到期一张不算没有医生。
SELECT c.subject, c.village_name || '的村卫生室' ||
  CASE WHEN c.b01 = 0 THEN '没有医生' WHEN c.b02 = '2' THEN '医生的注册证书不在有效期内' ELSE '唯一的医生的证书' || c.b02_until || '已经到期' END ||
  '（' || c.day || '自查）：请报乡镇卫生院，补上以后重新自查。' AS message
FROM clinic_now AS c
WHERE c.a01 <> '3' AND (c.b01 = 0 OR (c.b01 = 1 AND (c.b02 = '2' OR c.b02_until < :today)))
ORDER BY c.subject;
