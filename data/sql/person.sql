-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: person/insert
-- A person in a household.
INSERT INTO person (id, household, name, id_type, id_number, sex, birth, relation, phone, ethnic, education, insurance,
  resident, state, state_since, note, extra)
VALUES (:id, :household, :name, :id_type, :id_number, :sex, :birth, :relation, :phone, :ethnic, :education, :insurance,
  :resident, :state, :state_since, :note, :extra);

-- name: person/update
-- Everything but the id. Who comes back, or into another household, is there since :came, so that the household is asked again.
UPDATE person SET household = :household, name = :name, id_type = :id_type, id_number = :id_number, sex = :sex,
  birth = :birth, relation = :relation, phone = :phone, ethnic = :ethnic, education = :education,
  insurance = :insurance, resident = :resident, state = :state,
  state_since = CASE WHEN :state <> 'here' THEN :state_since WHEN state <> 'here' OR household <> :household THEN :came ELSE state_since END,
  note = :note, extra = :extra
WHERE id = :id;

-- name: person/by-id
-- One person with household and place.
SELECT person.id, person.household, person.name, person.id_type, person.id_number, person.sex, person.birth,
  person.relation, person.phone, person.ethnic, person.education, person.insurance, person.resident, person.state,
  person.state_since, person.note, person.extra, everyone.household_number, everyone.address, everyone.household_phone,
  everyone.head_name, everyone.place, everyone.place_name, everyone.village, everyone.village_name, everyone.township,
  everyone.township_name, everyone.county, everyone.county_name
FROM person JOIN everyone ON everyone.person = person.id WHERE person.id = :id;

-- name: person/by-id-number
-- Who has this citizen's number.
SELECT id, household, name FROM person WHERE id_number = :id_number AND id_number <> '' AND id_type = 'id';

-- name: person/for-matching
-- What a roster is matched with.
SELECT id, household, name, id_type, id_number, sex, birth, relation, phone, ethnic, education, insurance, resident,
  state, state_since, note, extra
FROM person;

-- name: person/for-search
-- What the search knows of everybody, those who are here first.
SELECT person.id, person.household, person.name, person.id_number, person.sex, person.birth, person.phone, person.state,
  household.number AS household_number, household.phone AS household_phone, household.place
FROM person JOIN household ON household.id = person.household
ORDER BY person.state = 'here' DESC, person.id;

-- name: person/with-extra
-- Columns that have no place of their own, with one more.
SELECT json_set (:extra, '$."' || :name || '"', :value) AS extra;
