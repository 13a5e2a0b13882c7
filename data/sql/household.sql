-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: household/insert
-- A household; its people follow.
INSERT INTO household (id, place, number, address, phone, note, extra, ended)
VALUES (:id, :place, :number, :address, :phone, :note, :extra, :ended);

-- name: household/update
-- Everything but its id.
UPDATE household SET place = :place, number = :number, address = :address, phone = :phone, note = :note, extra = :extra,
  ended = :ended
WHERE id = :id;

-- name: household/by-id
-- One household with its head and place.
SELECT home.household AS id, home.place, home.number, home.address, home.phone, household.note, household.extra,
  home.ended, home.head, home.head_name, home.people, home.residents, home.place_name, home.village, home.village_name,
  home.township, home.township_name
FROM home JOIN household ON household.id = home.household WHERE home.household = :id;

-- name: household/by-number
-- Households with this number: one, or one in each village group.
SELECT id, place, number FROM household WHERE number = :number AND number <> '';

-- name: household/for-matching
-- What a roster is matched with.
SELECT id, place, number, address, phone, note, extra, ended FROM household;
