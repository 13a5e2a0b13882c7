-- title: 村卫生室面积不够，或者达标和填的不一致
-- level: warning
-- source: 村卫生室标准的面积由县里定；三个一、三合格见方农工办〔2022〕54号 三(三)
-- note: 达标不达标由填表的人定；这里只列出和它不一致的。面积的标准在“标准与口径”里，改了以后过去的自查表也按新的看。
SELECT c.subject, c.village_name || '的村卫生室' || c.day || '自查' || CASE WHEN c.standard = '1' THEN '达标，可是' ELSE '：' END ||
  rtrim (CASE WHEN c.a01 = '2' THEN '没有标准化村卫生室、' ELSE '' END || CASE WHEN c.a03 < :limit_clinic_area THEN '建筑面积只有' || (c.a03 + 0) || '平方米、' ELSE '' END ||
         CASE WHEN c.b01 = 0 THEN '没有合格的医生、' ELSE '' END, '、') || '，请核对。' AS message
FROM clinic_now AS c
WHERE c.a03 < :limit_clinic_area OR (c.standard = '1' AND (c.a01 = '2' OR c.b01 = 0))
ORDER BY c.subject;
