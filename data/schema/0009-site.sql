-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The village, step 9: a household that moves as a whole to another village group keeps the ones before, so that a table of a past
-- month has it where it stood then.

-- Where a household stood before the place of now.
CREATE TABLE site (
  id        TEXT PRIMARY KEY,             -- device and counter
  household TEXT NOT NULL REFERENCES household (id), -- what stood there
  place     TEXT NOT NULL REFERENCES place (id), -- the village group that was left
  until     TEXT NOT NULL                 -- day of leaving: the first day in the next place
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX site_household ON site (household, until);
CREATE INDEX site_place ON site (place);
