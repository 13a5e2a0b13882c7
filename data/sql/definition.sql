-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: definition/retire
-- None of this kind and name is in use.
UPDATE definition SET current = 0 WHERE kind = :kind AND name = :name AND current = 1;

-- name: definition/put
-- A definition that is in use from now on; it may have been before.
INSERT INTO definition (id, kind, name, pack, version, content, added, current)
VALUES (:id, :kind, :name, :pack, :version, :content, :added, 1)
ON CONFLICT (id) DO UPDATE SET pack = excluded.pack, version = excluded.version, current = 1;

-- name: definition/current-id
-- Which one is in use.
SELECT id FROM definition WHERE kind = :kind AND name = :name AND current = 1;

-- name: definition/current-ids
-- All that are in use.
SELECT coalesce (group_concat (id, ' '), '') AS ids FROM (SELECT id FROM definition WHERE current = 1 ORDER BY kind, name);

-- name: definition/current
-- The one in use.
SELECT id, pack, version, content FROM definition WHERE kind = :kind AND name = :name AND current = 1;

-- name: definition/by-id
-- In use or not.
SELECT id, kind, name, pack, version, content FROM definition WHERE id = :id;

-- name: definition/names
-- The names in use under a kind.
SELECT name FROM definition WHERE kind = :kind AND current = 1 ORDER BY name;
