-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: setting/by-name
-- One setting.
SELECT value FROM setting WHERE name = :name;

-- name: setting/set
-- A setting for the first time or anew.
INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: setting/delete
-- As if it had never been set.
DELETE FROM setting WHERE name = :name;
