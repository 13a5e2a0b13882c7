-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: journal/new-rows
-- A line for each row with a new id: after :known, the last one that was known before this transaction, and before :end.
INSERT INTO journal (device, sequence, change, table_, row_)
SELECT journal_device (), journal_sequence (), journal_change (), table_, row_ FROM journaled
WHERE row_ > :known AND row_ < :end AND journal_adds (row_);

-- name: journal/balance
-- How many rows more there are by the lines of this device after one.
SELECT count (*) FILTER (WHERE before IS NULL) - count (*) FILTER (WHERE before IS NOT NULL AND after IS NULL) AS balance
FROM journal WHERE device = :device AND sequence > :before;

-- name: journal/of-change
-- The lines of one change of this laptop, the last one first.
SELECT table_, row_, before, after FROM journal
WHERE device = (SELECT id FROM device WHERE here = 1) AND sequence BETWEEN :first AND :last ORDER BY sequence DESC;

-- name: journal/touched-since
-- A row of that change that is not as the change left it: later lines on it do not add up to nothing.
SELECT line.table_, line.row_ FROM journal_line AS line
WHERE line.device = (SELECT id FROM device WHERE here = 1) AND line.sequence BETWEEN :first AND :last
  AND NOT EXISTS (SELECT 1 FROM journal AS own
                  WHERE own.row_ = line.row_ AND own.table_ = line.table_ AND own.arrival > line.arrival
                    AND +own.device = line.device AND +own.sequence BETWEEN :first AND :last)
  AND EXISTS (SELECT 1 FROM journal AS later
              WHERE later.row_ = line.row_ AND later.table_ = line.table_ AND later.arrival > line.arrival)
  AND line.after IS NOT (SELECT latest.after FROM journal_line AS latest
                         WHERE latest.row_ = line.row_ AND latest.table_ = line.table_ ORDER BY latest.arrival DESC LIMIT 1)
LIMIT 1;

-- name: journal/of-row
-- What happened to one row, newest first.
SELECT line.device, line.sequence, line.change, line.before, line.after, change.what, change.staff, change.moment,
  change.undoes
FROM journal_line AS line JOIN change ON change.device = line.device AND change.number = line.change
WHERE line.row_ = :row AND line.table_ = :table ORDER BY line.arrival DESC;

-- name: journal/position
-- How far the journal goes.
SELECT coalesce (max (arrival), 0) AS position FROM journal;

-- name: journal/beyond-people
-- A row when behind a place in the journal there is a line about what concerns everybody, or more than :most lines.
SELECT 1 FROM journal
WHERE arrival > :position
  AND (table_ NOT IN ('attachment', 'case_', 'case_event', 'condition', 'household', 'issue', 'membership', 'person', 'record', 'site', 'stay')
       OR arrival > :position + :most)
LIMIT 1;

-- name: journal/subjects-since
-- Everybody whom the lines behind a place in the journal may be about: the row itself, and whatever person, household, place, record or
-- case it names or named, in its columns or its answers; of a record and a case its subject, of a case those of its parts; their
-- households, all who live there, and the places around.
-- CROSS JOIN: these few first, each of the others by its key. A line of a row that is new has nothing but the row's id.
WITH
  line (row_, before, after) AS MATERIALIZED (SELECT row_, before, after FROM journal WHERE arrival > :position),
  named (id) AS MATERIALIZED (
    SELECT row_ FROM line
    UNION
    SELECT value.atom FROM line CROSS JOIN json_tree (line.before) AS value WHERE value.type = 'text'
    UNION
    SELECT value.atom FROM line CROSS JOIN json_tree (line.after) AS value WHERE value.type = 'text'
    UNION
    SELECT value.atom FROM line CROSS JOIN record ON record.id = line.row_ CROSS JOIN json_tree (record.answers) AS value WHERE value.type = 'text'
    UNION
    SELECT value.atom FROM line CROSS JOIN case_ ON case_.id = line.row_ CROSS JOIN json_tree (case_.data) AS value WHERE value.type = 'text'
    UNION
    SELECT case_.parent FROM line CROSS JOIN case_ ON case_.id = line.row_
    UNION
    SELECT case_event.case_ FROM line CROSS JOIN case_event ON case_event.id = line.row_
    UNION
    SELECT condition.person FROM line CROSS JOIN condition ON condition.id = line.row_
    UNION
    SELECT coalesce (membership.person, membership.household) FROM line CROSS JOIN membership ON membership.id = line.row_
    UNION
    SELECT stay.person FROM line CROSS JOIN stay ON stay.id = line.row_
    UNION
    SELECT stay.household FROM line CROSS JOIN stay ON stay.id = line.row_
    UNION
    SELECT site.household FROM line CROSS JOIN site ON site.id = line.row_
    UNION
    SELECT issue.subject FROM line CROSS JOIN issue ON issue.id = line.row_
    UNION
    SELECT issue.case_ FROM line CROSS JOIN issue ON issue.id = line.row_
    UNION
    SELECT attachment.subject FROM line CROSS JOIN attachment ON attachment.id = line.row_
  ),
  about (id) AS MATERIALIZED (
    SELECT id FROM named
    UNION
    SELECT record.subject FROM named CROSS JOIN record ON record.id = named.id
    UNION
    SELECT case_.subject FROM named CROSS JOIN case_ ON case_.id = named.id
    UNION
    SELECT part.subject FROM named CROSS JOIN case_ AS part ON part.parent = named.id
  ),
  home (household) AS MATERIALIZED (
    SELECT household.id FROM about CROSS JOIN household ON household.id = about.id
    UNION
    SELECT person.household FROM about CROSS JOIN person ON person.id = about.id
  )
SELECT person.id FROM about CROSS JOIN person ON person.id = about.id
UNION
SELECT person.id FROM home CROSS JOIN person ON person.household = home.household
UNION
SELECT household FROM home
UNION
SELECT place_around.around FROM home CROSS JOIN household ON household.id = home.household
  JOIN place_around ON place_around.place = household.place
UNION
SELECT place.id FROM about CROSS JOIN place ON place.id = about.id;
