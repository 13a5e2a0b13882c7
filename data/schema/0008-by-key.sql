-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The village, step 8: the views of where people lived and of what changed at home are looked into by the household or person that is
-- asked for. A column that was NULL in one part and text in another made SQLite read all of them; what they hold is the same.

-- Every household in which a person lives or lived.
DROP VIEW lived;
CREATE VIEW lived AS
  SELECT
    person.id AS person,                  -- id
    person.household,                     -- id of the household
    CAST (NULL AS TEXT) AS until          -- day of leaving, NULL for where the person lives now
  FROM person
  UNION ALL
  SELECT stay.person, stay.household, stay.until FROM stay;

-- What changed in a household, for whoever must see it again.
DROP VIEW home_change;
CREATE VIEW home_change AS
  SELECT
    membership.household,                 -- id of the household
    CAST (NULL AS TEXT) AS person,        -- id of the person whom it is about, NULL for the household as a whole
    membership.from_ AS day,              -- day of the change
    'joined' AS what,                     -- joined or left a group; born, dead, moved, came (back, or from another household)
    membership.group_                     -- code of the group that was joined or left, else NULL
  FROM membership WHERE membership.household IS NOT NULL AND membership.from_ IS NOT NULL
  UNION ALL
  SELECT membership.household, CAST (NULL AS TEXT), membership.until, 'left', membership.group_
  FROM membership WHERE membership.household IS NOT NULL AND membership.until IS NOT NULL
  UNION ALL
  SELECT person.household, person.id, membership.from_, 'joined', membership.group_
  FROM person JOIN membership ON membership.person = person.id WHERE membership.from_ IS NOT NULL
  UNION ALL
  SELECT person.household, person.id, membership.until, 'left', membership.group_
  FROM person JOIN membership ON membership.person = person.id WHERE membership.until IS NOT NULL
  UNION ALL
  SELECT person.household, person.id, person.birth, 'born', CAST (NULL AS TEXT) FROM person WHERE person.birth IS NOT NULL
  UNION ALL
  SELECT person.household, person.id, person.state_since, CASE person.state WHEN 'here' THEN 'came' ELSE person.state END, CAST (NULL AS TEXT)
  FROM person WHERE person.state_since IS NOT NULL
  UNION ALL
  SELECT stay.household, stay.person, stay.until, 'moved', CAST (NULL AS TEXT) FROM stay;
