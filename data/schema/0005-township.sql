-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The village, step 5: who came back, or into another household, is a change of that household too; and indexes that hold what is
-- asked of everybody, so that a township of 50,000 people is counted without reading every person and every contract whole.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace (sql, '-- day of death or leaving',
  '-- day of death or leaving; of who is here, the day of coming back or into this household, NULL when always here')
WHERE type = 'table' AND name = 'person';
PRAGMA writable_schema = RESET;

CREATE INDEX person_birth ON person (birth, state, resident, household);
CREATE INDEX case_term ON case_ (workflow, state, ends, subject);
DROP INDEX case_subject;
CREATE INDEX case_subject ON case_ (subject, workflow, holds, begins, ends, state);

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
  FROM person WHERE person.state_since IS NOT NULL;
