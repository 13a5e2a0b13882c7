-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The village, step 3: on which days something about a household changed, so that what was asked there before is asked again.

CREATE VIEW home_change AS
  SELECT
    membership.household,                 -- id of the household
    NULL AS person,                       -- id of the person whom it is about, NULL for the household as a whole
    membership.from_ AS day,              -- day of the change
    'joined' AS what,                     -- joined or left a group; born, dead, moved
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
  SELECT person.household, person.id, person.state_since, person.state, NULL
  FROM person WHERE person.state_since IS NOT NULL AND person.state <> 'here';
