-- title: 签约服务牌没有记录
-- level: list
-- source: 方农工办〔2022〕54号 三(五)6：脱贫户、监测户家里有家庭医生签约服务牌
-- note: 现在的协议开始以后，没有打印过服务牌，走访也没有看到“有，信息正确”的脱贫户、监测户。
WITH
  signed (household, begins) AS MATERIALIZED (
    SELECT p.household, min (c.begins) FROM contract AS c JOIN person AS p ON p.id = c.subject
    WHERE c.holds = 1 AND c.begins <= :today AND c.ends >= :today AND p.state = 'here'
      AND EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = p.id AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden')
                    AND (b.from_ IS NULL OR b.from_ <= :today) AND (b.until IS NULL OR b.until >= :today))
    GROUP BY p.household
  ),
  -- the last day that speaks for a plate: printed, or seen in the house
  plate (household, day) AS (
    SELECT s.household, (SELECT max (day) FROM (
        SELECT substr (i.printed, 1, 10) AS day FROM issue AS i WHERE i.subject = s.household AND i.document = 'contract_plate' AND i.void IS NULL
        UNION ALL
        SELECT v.day FROM household_visit AS v WHERE v.subject = s.household AND v.h_board = '1' AND v.day <= :today))
    FROM signed AS s
  )
SELECT s.household AS subject, coalesce (h.head_name, h.number, '') || '户' || CASE
    WHEN p.day IS NULL THEN '已签约，没有签约服务牌的记录：没有打印过，走访也没有看到。请打印、挂好。'
    ELSE '的签约服务牌是' || p.day || '的，现在的协议从' || s.begins || '开始，请换牌或者走访时核对。' END AS message
FROM signed AS s JOIN plate AS p ON p.household = s.household JOIN home AS h ON h.household = s.household
WHERE p.day IS NULL OR p.day < s.begins
ORDER BY s.household;
