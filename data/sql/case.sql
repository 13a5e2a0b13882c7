-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: case/load
-- One case.
SELECT * FROM case_ WHERE id = :id;

-- name: case/children
-- The parts of a case, as they were opened.
SELECT * FROM case_ WHERE parent = :parent ORDER BY id;

-- name: case/of-subject
-- What is or was on its way for a person, household or place, the newest first.
SELECT * FROM case_ WHERE subject = :subject AND (:workflow IS NULL OR workflow = :workflow) ORDER BY opened DESC, id DESC;

-- name: case/of-record
-- What a filled form opened.
SELECT * FROM case_ WHERE record = :record ORDER BY id;

-- name: case/in-state
-- One column of the board, the most urgent first.
SELECT * FROM case_ WHERE workflow = :workflow AND state = :state ORDER BY due IS NULL, due, opened, id;

-- name: case/first-in-state
-- The beginning of that column, out of the index alone: a township has tens of thousands of contracts in one state.
SELECT c.* FROM (
    SELECT id FROM case_ WHERE workflow = :workflow AND state = :state ORDER BY due IS NULL, due, id LIMIT :limit
  ) AS first JOIN case_ AS c ON c.id = first.id
ORDER BY c.due IS NULL, c.due, c.id;

-- name: case/not-closed
-- Everything of a workflow that is on its way, the most urgent first.
SELECT * FROM case_ WHERE workflow = :workflow AND closed IS NULL ORDER BY due IS NULL, due, opened, id;

-- name: case/count-states
-- How many are in each state, and how many of them too long.
SELECT state, count (*) AS n, count (CASE WHEN due < :today THEN 1 END) AS overdue
FROM case_ WHERE workflow = :workflow GROUP BY state;

-- name: case/already-open
-- The case that the same record opened for the same subject and topic before.
SELECT id FROM case_
WHERE record = :record AND workflow = :workflow AND subject = :subject AND topic = :topic ORDER BY id LIMIT 1;

-- name: case/on-its-way
-- One that is open for the subject and topic, whoever opened it.
SELECT id FROM case_
WHERE workflow = :workflow AND subject = :subject AND topic = :topic AND closed IS NULL ORDER BY id LIMIT 1;

-- name: case/following
-- The next term after one.
SELECT begins FROM case_
WHERE workflow = :workflow AND subject = :subject AND holds = 1 AND begins > :ends ORDER BY begins LIMIT 1;

-- name: case/previous
-- The last term of the same workflow and subject beside this one.
SELECT begins, ends, data FROM case_
WHERE workflow = :workflow AND subject = :subject AND holds = 1 AND id IS NOT :id ORDER BY ends DESC LIMIT 1;

-- name: case/person-state
-- Whether somebody is on the roster, and since when not.
SELECT state AS person_state, state_since AS person_state_since FROM person WHERE id = :subject;

-- name: case/insert
-- A case in its first state.
INSERT INTO case_ (id, workflow, definition, parent, subject, topic, state, opened, due, closed, begins, ends, holds,
                   record, staff, data)
VALUES (:id, :workflow, :definition, :parent, :subject, :topic, :state, :opened, :due, :closed, :begins, :ends, :holds,
        :record, :staff, :data);

-- name: case/update
-- After a move; subject, topic, parent and opening stay for ever.
UPDATE case_ SET definition = :definition, state = :state, due = :due, closed = :closed, begins = :begins, ends = :ends,
                 holds = :holds, staff = :staff, data = :data
WHERE id = :id;

-- name: case/overlap
-- The term that is in the way.
SELECT id, begins, ends FROM case_
WHERE workflow = :workflow AND subject = :subject AND id <> :id AND holds = 1 AND begins <= :ends AND ends >= :begins
ORDER BY begins LIMIT 1;

-- name: case/about-person
-- What expressions see of a person, the household and the place.
SELECT p.name AS person_name, p.id_type AS person_id_type, p.id_number AS person_id_number, p.sex AS person_sex,
       p.birth AS person_birth, p.relation AS person_relation, p.phone AS person_phone,
       p.insurance AS person_insurance, p.resident AS person_resident, p.state AS person_state,
       p.state_since AS person_state_since, h.id AS household_id, h.number AS household_number,
       h.address AS household_address, h.phone AS household_phone, h.ended AS household_ended,
       l.id AS place_id, l.name AS place_name, l.level AS place_level, l.code AS place_code
FROM person AS p JOIN household AS h ON h.id = p.household JOIN place AS l ON l.id = h.place
WHERE p.id = :subject;

-- name: case/about-household
-- The same of a household.
SELECT h.id AS household_id, h.number AS household_number, h.address AS household_address, h.phone AS household_phone,
       h.ended AS household_ended, l.id AS place_id, l.name AS place_name, l.level AS place_level, l.code AS place_code
FROM household AS h JOIN place AS l ON l.id = h.place
WHERE h.id = :subject;

-- name: case/about-place
-- The same of a place.
SELECT l.id AS place_id, l.name AS place_name, l.level AS place_level, l.code AS place_code FROM place AS l
WHERE l.id = :subject;

-- name: case/staff-name
-- What one of the staff is called.
SELECT name FROM staff WHERE id = :id;
