-- title: 对象类别互相矛盾
-- level: warning
-- source: 脱贫不稳定户是脱贫户的一种，边缘易致贫户不是脱贫户，三类监测对象只能有一种；低保和特困不同时享受 (inferred). Lists of two offices disagree at times: told, never refused
WITH
  now (household, person, group_) AS (
    SELECT household, person, group_ FROM membership
    WHERE (from_ IS NULL OR from_ <= :today) AND (until IS NULL OR until >= :today)
  ),
  home_group (household, groups, monitors) AS (
    SELECT household, ' ' || group_concat (group_, ' ') || ' ', sum (group_ IN ('mon_unstable', 'mon_edge', 'mon_sudden'))
    FROM now WHERE household IS NOT NULL GROUP BY household
  )
SELECT h.household AS subject, h.head_name || '户' || CASE
    WHEN g.monitors > 1 THEN '有' || g.monitors || '种监测对象类别，只能有一种，请核对名册。'
    WHEN g.groups LIKE '% mon_edge %' THEN '既是脱贫户又是边缘易致贫户，请核对名册。'
    ELSE '是脱贫不稳定户，名册上没有脱贫户，请核对名册。' END AS message
FROM home_group AS g JOIN home AS h ON h.household = g.household
WHERE h.ended IS NULL
  AND (g.monitors > 1 OR (g.groups LIKE '% mon_edge %' AND g.groups LIKE '% lifted %')
       OR (g.groups LIKE '% mon_unstable %' AND g.groups NOT LIKE '% lifted %'))
UNION ALL
SELECT DISTINCT r.person, r.name || '既有低保又有特困（五保），请核对名册。'
FROM resident AS r JOIN belonging AS a ON a.person = r.person AND a.group_ = 'dibao'
  JOIN now AS b ON b.person = r.person AND b.group_ IN ('tekun', 'wubao')
WHERE (a.from_ IS NULL OR a.from_ <= :today) AND (a.until IS NULL OR a.until >= :today)
ORDER BY subject;
