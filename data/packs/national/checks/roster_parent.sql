-- title: 父母和子女年龄相差不到12岁
-- level: warning
-- source: the twelve years are proposed
SELECT child.person AS subject, child.name || '和户主' || head.name || '年龄相差不到12岁，请核对关系和出生日期。' AS message
FROM resident AS head JOIN resident AS child ON child.household = head.household
WHERE head.relation = '02'
  AND ((child.relation BETWEEN '20' AND '39' AND child.relation NOT IN ('27', '28', '37', '38')
        AND child.birth < months_after (head.birth, 144))
       OR (child.relation BETWEEN '50' AND '56' AND head.birth < months_after (child.birth, 144)))
ORDER BY child.person;
