-- title: 没有户主，或不止一个户主
-- level: error
WITH count_of (household, heads) AS (
  SELECT h.household, (SELECT count (*) FROM resident AS r WHERE r.household = h.household AND r.relation = '02')
  FROM home AS h WHERE h.ended IS NULL AND h.people > 0
)
SELECT household AS subject,
  CASE heads WHEN 0 THEN '这一户没有户主，请指定一人为户主。'
    ELSE '这一户有' || heads || '个户主，请只留一个。' END AS message
FROM count_of WHERE heads <> 1 ORDER BY household;
