-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: change/insert
-- One transaction, written as its last line.
INSERT INTO change (device, number, what, staff, moment, undoes, first, last)
VALUES (:device, :number, :what, :staff, :moment, :undoes, :first, :last);

-- name: change/by-number
-- One change of this laptop.
SELECT number, what, staff, moment, undoes, first, last FROM change
WHERE device = (SELECT id FROM device WHERE here = 1) AND number = :number;

-- name: change/newest-first
-- The changes of this laptop.
SELECT number, what, undoes FROM change
WHERE device = (SELECT id FROM device WHERE here = 1) ORDER BY number DESC;

-- name: change/newest
-- The change that this laptop wrote last.
SELECT number FROM change
WHERE device = (SELECT id FROM device WHERE here = 1) ORDER BY number DESC LIMIT 1;
