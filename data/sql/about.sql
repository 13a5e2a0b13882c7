-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: about/kind
-- What an id names: person, household or place.
SELECT kind FROM subject WHERE id = :id;

-- name: about/person
-- A person's own columns.
SELECT id, household, name, id_type, id_number, sex, birth, relation, phone, ethnic, education, insurance, resident,
       state, state_since, note
FROM person WHERE id = :id;

-- name: about/household
-- A household's own columns and its head.
SELECT h.id, h.place, h.number, h.address, h.phone, h.note,
       (SELECT p.name FROM person AS p WHERE p.household = h.id AND p.relation = '02'
        ORDER BY p.state = 'here' DESC, p.id LIMIT 1) AS head
FROM household AS h WHERE h.id = :id;

-- name: about/places
-- A place and all around it, the innermost first.
WITH RECURSIVE around (id, parent, level, name, code) AS (
  SELECT id, parent, level, name, code FROM place WHERE id = :id
  UNION ALL
  SELECT p.id, p.parent, p.level, p.name, p.code FROM place AS p JOIN around AS a ON p.id = a.parent
)
SELECT id, level, name, code FROM around;

-- name: about/members
-- People of a household who are here, head first. signed: the member has a part in an open case of the household.
SELECT p.id, p.name, p.id_number, p.sex, p.birth, p.relation, p.phone, p.insurance, p.resident,
       EXISTS (SELECT 1 FROM case_ AS part JOIN case_ AS whole ON whole.id = part.parent
               WHERE part.subject = p.id AND part.closed IS NULL AND whole.subject = p.household) AS signed
FROM person AS p WHERE p.household = :id AND p.state = 'here'
ORDER BY p.relation <> '02', p.relation, p.birth, p.id;

-- name: about/groups
-- Groups that a person belongs to on a day, by itself or through the household; a household's own without a person.
SELECT group_, from_, detail, household IS NOT NULL AS by_household
FROM membership
WHERE (person = :person OR household = :household)
  AND (from_ IS NULL OR from_ <= :day) AND (until IS NULL OR until >= :day)
ORDER BY group_;

-- name: about/diseases
-- Diseases that a person has on a day.
SELECT disease, since, proven, source FROM condition
WHERE person = :person AND (since IS NULL OR since <= :day) AND (until IS NULL OR until >= :day)
ORDER BY since, id;

-- name: about/team
-- The team that a member of staff works in today, else any.
SELECT t.id, t.name, t.hospital, t.phone, s.name AS leader
FROM team AS t LEFT JOIN staff AS s ON s.id = t.leader
     LEFT JOIN team_member AS m ON m.team = t.id AND m.staff = :staff
       AND (m.from_ IS NULL OR m.from_ <= :today) AND (m.until IS NULL OR m.until >= :today)
WHERE (t.from_ IS NULL OR t.from_ <= :today) AND (t.until IS NULL OR t.until >= :today)
ORDER BY m.staff IS NULL, t.id LIMIT 1;

-- name: about/team-members
-- Who is in a team today.
SELECT s.name, m.role, s.title, s.phone
FROM team_member AS m JOIN staff AS s ON s.id = m.staff
WHERE m.team = :id AND s.until IS NULL AND (m.from_ IS NULL OR m.from_ <= :today) AND (m.until IS NULL OR m.until >= :today)
ORDER BY s.id;

-- name: about/line
-- Who an id is about, for a line of a list: the person, or the head of the household.
SELECT p.name AS name, p.birth AS birth, pl.name AS place
FROM person AS p JOIN household AS h ON h.id = p.household JOIN place AS pl ON pl.id = h.place
WHERE p.id = :id
UNION ALL
SELECT (SELECT m.name FROM person AS m WHERE m.household = h.id ORDER BY m.state <> 'here', m.relation <> '02', m.id LIMIT 1),
       NULL, pl.name
FROM household AS h JOIN place AS pl ON pl.id = h.place WHERE h.id = :id
UNION ALL
SELECT name, NULL, '' FROM place WHERE id = :id;

-- name: about/extra
-- What is kept of a person beside the columns.
SELECT e.key AS name, e.value FROM person AS p, json_each (p.extra) AS e WHERE p.id = :id AND e.type NOT IN ('array', 'object');

-- name: about/cases
-- Cases of a household itself, the oldest first.
SELECT workflow, topic, state FROM case_ WHERE subject = :household AND parent IS NULL ORDER BY opened, id;

-- name: about/own-cases
-- Cases about a person, parts of others too, the oldest first; papers: documents of the whole that somebody has received.
SELECT c.workflow, c.topic, c.state, c.record, p.state AS parent_state,
       (SELECT group_concat (i.document, ' ') FROM issue AS i
        WHERE i.case_ = coalesce (c.parent, c.id) AND i.handed IS NOT NULL AND i.void IS NULL) AS papers
FROM case_ AS c LEFT JOIN case_ AS p ON p.id = c.parent WHERE c.subject = :person ORDER BY c.opened, c.id;
