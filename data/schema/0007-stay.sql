-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The village, step 7: who joins another household keeps the ones before, so that a table of a past month has everybody where he
-- lived then, and a visit to the former household is found by its key.

-- Where a person lived before the household of now.
CREATE TABLE stay (
  id        TEXT PRIMARY KEY,             -- device and counter
  person    TEXT NOT NULL REFERENCES person (id), -- who lived there
  household TEXT NOT NULL REFERENCES household (id), -- the household that was left
  relation  TEXT NOT NULL DEFAULT '',     -- to its head: code of relation
  until     TEXT NOT NULL                 -- day of leaving: the first day in the next household
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX stay_person ON stay (person, until);
CREATE INDEX stay_household ON stay (household);

-- Every household in which a person lives or lived.
CREATE VIEW lived AS
  SELECT
    person.id AS person,                  -- id
    person.household,                     -- id of the household
    NULL AS until                         -- day of leaving, NULL for where the person lives now
  FROM person
  UNION ALL
  SELECT stay.person, stay.household, stay.until FROM stay;

-- Who leaves for another household changes the one that is left, as who comes changes the other.
DROP VIEW home_change;
CREATE VIEW home_change AS
  SELECT
    membership.household,                 -- id of the household
    NULL AS person,                       -- id of the person whom it is about, NULL for the household as a whole
    membership.from_ AS day,              -- day of the change
    'joined' AS what,                     -- joined or left a group; born, dead, moved, came (back, or from another household)
    membership.group_                     -- code of the group that was joined or left, else NULL
  FROM membership WHERE membership.household IS NOT NULL AND membership.from_ IS NOT NULL
  UNION ALL
  SELECT membership.household, NULL, membership.until, 'left', membership.group_
  FROM membership WHERE membership.household IS NOT NULL AND membership.until IS NOT NULL
  UNION ALL
  SELECT person.household, person.id, membership.from_, 'joined', membership.group_
  FROM person JOIN membership ON membership.person = person.id WHERE membership.from_ IS NOT NULL
  UNION ALL
  SELECT person.household, person.id, membership.until, 'left', membership.group_
  FROM person JOIN membership ON membership.person = person.id WHERE membership.until IS NOT NULL
  UNION ALL
  SELECT person.household, person.id, person.birth, 'born', NULL FROM person WHERE person.birth IS NOT NULL
  UNION ALL
  SELECT person.household, person.id, person.state_since, CASE person.state WHEN 'here' THEN 'came' ELSE person.state END, NULL
  FROM person WHERE person.state_since IS NOT NULL
  UNION ALL
  SELECT stay.household, stay.person, stay.until, 'moved', NULL FROM stay;
