-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: place/insert
-- A county, township, village or group.
INSERT INTO place (id, parent, level, name, code, position) VALUES (:id, :parent, :level, :name, :code, :position);

-- name: place/update
-- Everything but its id.
UPDATE place SET parent = :parent, level = :level, name = :name, code = :code, position = :position WHERE id = :id;

-- name: place/by-id
-- One place.
SELECT id, parent, level, name, code, position FROM place WHERE id = :id;

-- name: place/all
-- Every place, from the outermost in, with how many live households it holds itself.
SELECT id, parent, level, name, code, position,
  (SELECT count (*) FROM household WHERE household.place = place.id AND household.ended IS NULL) AS households
FROM place
ORDER BY CASE level WHEN 'province' THEN 1 WHEN 'city' THEN 2 WHEN 'county' THEN 3 WHEN 'township' THEN 4
                    WHEN 'village' THEN 5 ELSE 6 END, position, name;

-- name: place/path
-- A place with the names around it.
SELECT place, group_name, village, village_name, township, township_name, county, county_name
FROM place_path WHERE place = :id;
