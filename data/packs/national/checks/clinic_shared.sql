-- title: 一名医生是两个村卫生室唯一的医生
-- level: warning
-- source: 方农工办〔2022〕54号 三(三)：每个行政村的村卫生室至少1名合格的医生
-- note: 看最近一次村卫生室自查表上写的；别的村卫生室的名单不在这台电脑上。
SELECT c.subject, c.village_name || '的村卫生室只有1名医生，他也是' || coalesce (c.b01_where, '别的村卫生室') || '唯一的医生：请核对“三合格”，报乡镇卫生院。' AS message
FROM clinic_now AS c
WHERE c.b01_other = '3'
ORDER BY c.subject;
