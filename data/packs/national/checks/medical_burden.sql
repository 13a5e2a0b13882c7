-- title: 个人负担医疗费用超过标准
-- level: list
-- option: income  上年全省农村居民人均可支配收入（元），空着不查
-- option: key 50 脱贫户、监测户超过这个收入的百分之几
-- option: other 100 其他人超过这个收入的百分之几
-- source: 河北省阳原县 2022; the percentages and the income are the province's: nothing is looked for until the income is set
SELECT v.subject, r.name || v.day || '核实的个人自付' || v.c_self || '元，超过标准，请走访研判。' AS message
FROM household_verify AS v JOIN resident AS r ON r.person = v.subject
WHERE v.c_self > CAST (:income AS REAL) / 100
    * CASE WHEN EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = v.subject AND (b.until IS NULL OR b.until > :today)
                          AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden'))
           THEN coalesce (:key, 50) ELSE coalesce (:other, 100) END
ORDER BY v.day, v.subject;
