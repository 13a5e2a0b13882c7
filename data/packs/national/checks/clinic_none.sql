-- title: 没有村卫生室、也没有写由谁覆盖的村
-- level: list
-- source: 方农工办〔2022〕54号 三(三)：每个行政村有1所标准化村卫生室
-- note: 看最近一次村卫生室自查表；还没有自查过的，今日里已经催着自查。
SELECT c.subject, c.village_name || '有' || count (*) || '户，' || c.day || '自查没有村卫生室，也没有写由谁覆盖：由邻村或乡镇卫生院覆盖的，请重新自查并写明。' AS message
FROM clinic_now AS c JOIN place_around AS a ON a.around = c.subject
  JOIN home AS h ON h.place = a.place AND h.ended IS NULL AND h.people > 0
WHERE c.a01 = '2'
GROUP BY c.subject ORDER BY c.subject;
