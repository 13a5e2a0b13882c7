-- title: 报表的行：村民小组，或者村
-- note: kind 是group时每个小组一行（户直接挂在村下的，村也是一行），是village时每个村一行；place是户所在的地方。
SELECT 'group' AS kind, p.id AS place, p.id AS line, p.name AS line_name, p.position AS line_position
FROM place AS p WHERE p.level = 'group' OR EXISTS (SELECT 1 FROM household AS h WHERE h.place = p.id)
UNION ALL
SELECT 'village', p.id, v.id, v.name, v.position
FROM place AS p JOIN place_path AS path ON path.place = p.id JOIN place AS v ON v.id = coalesce (path.village, p.id)
WHERE v.level = 'village' OR EXISTS (SELECT 1 FROM household AS h WHERE h.place = v.id)
