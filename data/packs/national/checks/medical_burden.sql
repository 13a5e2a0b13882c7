-- title: 个人负担医疗费用超过标准
-- level: list
-- source: 河北省阳原县 2022：脱贫户、监测户超过上年全省农村居民人均可支配收入的一半，其他人超过全部
-- note: 收入和比例在代码表 limit：income 为0时不查，按本省公布的数填写。超过标准只是走访研判的线索，不等于监测对象。
WITH cost (subject, name, day, paid, key_) AS (
  SELECT v.subject, r.name, v.day, v.c_self,
    EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = v.subject AND (b.until IS NULL OR b.until > :today)
              AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden'))
  FROM household_verify AS v JOIN resident AS r ON r.person = v.subject
  UNION ALL
  SELECT v.subject, h.head_name || '户', v.day, v.c_self,
    EXISTS (SELECT 1 FROM membership AS m WHERE m.household = v.subject AND (m.until IS NULL OR m.until > :today)
              AND m.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden'))
  FROM household_visit AS v JOIN home AS h ON h.household = v.subject WHERE h.ended IS NULL
)
SELECT subject, name || day || '的个人自付' || paid || '元，超过标准，请走访研判。' AS message
FROM cost
WHERE :limit_income > 0 AND day >= months_after (:today, -12) AND day <= :today
  AND paid > :limit_income / 100 * CASE WHEN key_ THEN :limit_burden_key ELSE :limit_burden_other END
ORDER BY day, subject;
