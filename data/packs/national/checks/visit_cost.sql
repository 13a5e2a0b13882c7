-- title: 医疗费用各项加起来不等于总费用
-- level: warning
SELECT subject, day || '走访表的个人自付与总费用减各项报销相差' || round (abs (c_self - c_rest), 2) || '元，请核对。' AS message
FROM household_visit WHERE abs (c_self - c_rest) > 1
ORDER BY subject;
