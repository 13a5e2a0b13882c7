-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: resident/of-household
-- All that is known of a household's people, in the order of the paper: head, spouse, children, the others; the dead and
-- moved last.
SELECT id, household, name, id_type, id_number, sex, birth, relation, phone, ethnic, education, insurance, resident,
       state, state_since, note, extra
FROM person WHERE household = :id
ORDER BY state <> 'here', relation = '' , relation, birth, id;

-- name: resident/groups
-- The groups of a person, own and through the household, in force on a day or, without one, ever.
SELECT membership AS id, group_, from_, until, detail, through = 'household' AS by_household
FROM belonging
WHERE person = :id
  AND (:day IS NULL OR ((from_ IS NULL OR from_ <= :day) AND (until IS NULL OR until >= :day)))
ORDER BY until IS NOT NULL, group_;

-- name: resident/groups-of-household
-- The groups of a household as a whole, in force on a day or, without one, ever.
SELECT id, group_, from_, until, detail, 1 AS by_household
FROM membership
WHERE household = :id
  AND (:day IS NULL OR ((from_ IS NULL OR from_ <= :day) AND (until IS NULL OR until >= :day)))
ORDER BY until IS NOT NULL, group_;

-- name: resident/any
-- Whether anybody is on the roster at all.
SELECT id FROM person LIMIT 1;

-- name: resident/for-listing
-- Everybody, with what filters look at.
SELECT id, name, household, state <> 'here' AS gone, insurance, resident, sex FROM person;

-- name: resident/households-for-listing
-- Every household in the order of lists.
SELECT household.id FROM household JOIN place ON place.id = household.place
ORDER BY place.position, place.name, household.number, household.id;

-- name: resident/groups-on-day
-- Who is in which group, in person or through the household.
SELECT person, household, group_ FROM membership
WHERE (from_ IS NULL OR from_ <= :day) AND (until IS NULL OR until >= :day);

-- name: resident/diseases-on-day
-- Who has which disease.
SELECT person, disease FROM condition WHERE (since IS NULL OR since <= :day) AND (until IS NULL OR until >= :day);

-- name: resident/terms-on-day
-- For whom a case of this workflow holds.
SELECT subject FROM case_ WHERE workflow = :workflow AND holds = 1 AND begins <= :day AND ends >= :day;

-- name: resident/recorded-since
-- About whom this form was filled from a day on.
SELECT DISTINCT subject FROM record WHERE form = :form AND day >= :since;

-- name: resident/people-lines
-- What lists show of people; :ids is a JSON array.
SELECT p.id, p.name, p.sex, p.birth, p.state, place.name AS place, h.number,
  (SELECT head.name FROM person AS head WHERE head.household = p.household AND head.relation = '02'
     ORDER BY head.state = 'here' DESC, head.id LIMIT 1) AS head,
  (SELECT group_concat (m.group_, ' ') FROM membership AS m
     WHERE m.person = p.id AND (m.from_ IS NULL OR m.from_ <= :day) AND (m.until IS NULL OR m.until >= :day)) AS own_groups,
  (SELECT group_concat (m.group_, ' ') FROM membership AS m
     WHERE m.household = p.household AND (m.from_ IS NULL OR m.from_ <= :day)
       AND (m.until IS NULL OR m.until >= :day)) AS household_groups,
  (SELECT group_concat (c.disease, ' ') FROM condition AS c
     WHERE c.person = p.id AND (c.until IS NULL OR c.until >= :day)) AS diseases,
  (SELECT max (t.ends) FROM case_ AS t
     WHERE t.workflow = :workflow AND t.subject = p.id AND t.holds = 1 AND t.begins <= :day AND t.ends >= :day) AS term
FROM json_each (:ids) AS asked JOIN person AS p ON p.id = asked.value
  JOIN household AS h ON h.id = p.household JOIN place ON place.id = h.place;

-- name: resident/household-lines
-- The same of households; the term is that of the household's own case.
SELECT h.id, place.name AS place, h.number, h.address,
  (SELECT head.name FROM person AS head WHERE head.household = h.id AND head.relation = '02'
     ORDER BY head.state = 'here' DESC, head.id LIMIT 1) AS head,
  (SELECT count (*) FROM person AS p WHERE p.household = h.id AND p.state = 'here') AS people,
  (SELECT group_concat (m.group_, ' ') FROM membership AS m
     WHERE m.household = h.id AND (m.from_ IS NULL OR m.from_ <= :day) AND (m.until IS NULL OR m.until >= :day)) AS groups,
  (SELECT group_concat (DISTINCT m.group_) FROM person AS p JOIN membership AS m ON m.person = p.id
     WHERE p.household = h.id AND p.state = 'here' AND (m.from_ IS NULL OR m.from_ <= :day)
       AND (m.until IS NULL OR m.until >= :day)) AS own_groups,
  (SELECT group_concat (DISTINCT c.disease) FROM person AS p JOIN condition AS c ON c.person = p.id
     WHERE p.household = h.id AND p.state = 'here' AND (c.until IS NULL OR c.until >= :day)) AS diseases,
  (SELECT count (*) FROM person AS p JOIN case_ AS t ON t.subject = p.id AND t.workflow = :workflow
     WHERE p.household = h.id AND p.state = 'here' AND t.holds = 1 AND t.begins <= :day AND t.ends >= :day) AS held
FROM json_each (:ids) AS asked JOIN household AS h ON h.id = asked.value JOIN place ON place.id = h.place;

-- name: belonging/of-person
-- Groups that a person has in person and that last.
SELECT id, group_ AS code, from_ FROM membership WHERE person = :id AND (until IS NULL OR until >= :day);

-- name: belonging/of-household
-- Groups that a household has as a whole and that last.
SELECT id, group_ AS code, from_ FROM membership WHERE household = :id AND (until IS NULL OR until >= :day);

-- name: belonging/diseases
-- Diseases of a person that last.
SELECT id, disease AS code, since AS from_ FROM condition WHERE person = :id AND (until IS NULL OR until >= :day);

-- name: condition/end
-- It lasted until this day.
UPDATE condition SET until = :until WHERE id = :id;
