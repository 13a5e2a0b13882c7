-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: staff/insert
-- Somebody who works with the store.
INSERT INTO staff (id, name, user, title, phone, until) VALUES (:id, :name, :user, :title, :phone, :until);

-- name: staff/update
-- Everything but the id.
UPDATE staff SET name = :name, user = :user, title = :title, phone = :phone, until = :until WHERE id = :id;

-- name: staff/by-id
-- One of them.
SELECT id, name, user, title, phone, until FROM staff WHERE id = :id;

-- name: staff/by-user
-- Who opens the store under this name.
SELECT id, name, user, title, phone, until FROM staff WHERE user = :user AND user <> '' ORDER BY until IS NULL DESC LIMIT 1;

-- name: staff/all
-- Everybody, those at work first.
SELECT id, name, user, title, phone, until FROM staff ORDER BY until IS NULL DESC, name, id;
