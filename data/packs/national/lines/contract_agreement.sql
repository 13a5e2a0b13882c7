-- title: 协议约定的服务
-- source: 国卫基层发〔2018〕35号：基础性和个性化签约服务
-- note: 一户的协议上每个服务包的每个项目一行，写明次数和给谁。签约时记下来的项目为准，以后服务包改了也不变；还没有签的按服务包现在的项目。协议还在，先解约、改签的成员不列。
WITH
  one AS (SELECT c.id, c.subject, c.items, c.packages FROM contract AS c
          WHERE c.state NOT IN ('refused', 'void')
            AND (c.id = :about OR (c.parent = :about AND (c.state <> 'ended' OR EXISTS (SELECT 1 FROM household_agreement AS h WHERE h.id = :about AND h.state = 'ended'))))),
  item (subject, code, label, times, per) AS (
    SELECT o.subject, i.code, i.label, i.times, i.per FROM one AS o JOIN contract_item AS i ON i.contract = o.id
    UNION ALL
    SELECT o.subject, k.value ->> 'code', k.value ->> 'label', k.value ->> 'times', k.value ->> 'per'
    FROM one AS o JOIN json_each (:codes_service_item) AS k
      ON o.items IS NULL AND ' ' || o.packages || ' ' LIKE '% ' || (k.value ->> 'parent') || ' %'),
  listed AS (SELECT i.*, s.name, k.value ->> 'parent' AS package, k.key AS position
             FROM item AS i JOIN subject AS s ON s.id = i.subject
               LEFT JOIN json_each (:codes_service_item) AS k ON k.value ->> 'code' = i.code)
SELECT coalesce (max (p.value ->> 'label'), '') AS package, l.label,
  CASE WHEN l.times IS NULL THEN '按需要' WHEN l.per = 'year' THEN '每年' || l.times || '次' WHEN l.per = 'once' THEN l.times || '次'
       WHEN l.per = 'pregnancy' THEN '孕产期' || l.times || '次' ELSE l.times || '次（' || replace (l.per, 'age ', '') || '岁）' END AS times,
  group_concat (DISTINCT l.name) AS members
FROM listed AS l LEFT JOIN json_each (:codes_service_package) AS p ON p.value ->> 'code' = l.package
GROUP BY l.code, l.label, l.times, l.per ORDER BY max (CAST (p.value ->> 'order' AS INTEGER)), min (l.position)
