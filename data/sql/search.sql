-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: search/person
-- One person, as person/for-search has everybody.
SELECT p.id, p.name, p.id_number, p.phone, h.number AS household_number, h.phone AS household_phone
FROM person AS p JOIN household AS h ON h.id = p.household
WHERE p.id = :person;

-- name: search/line
-- What a line of found people shows.
SELECT p.name, p.sex, p.birth, pl.name AS place
FROM person AS p JOIN household AS h ON h.id = p.household JOIN place AS pl ON pl.id = h.place
WHERE p.id = :person;
