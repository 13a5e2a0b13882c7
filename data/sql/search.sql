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

-- name: search/changed
-- People who were changed behind a place in the journal, or whose household was.
SELECT person FROM (
  SELECT row_ AS person FROM journal WHERE arrival > :position AND table_ = 'person'
  UNION
  SELECT person.id FROM journal JOIN person ON person.household = journal.row_
  WHERE journal.arrival > :position AND journal.table_ = 'household'
) LIMIT :limit;
