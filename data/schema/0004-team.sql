-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The village, step 4: teams and their members have a first and a last day, so that a table of last year names who was in
-- the team then. New columns at the end, NULL in what is there; with their comments, in the way of step 2.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace (sql, 'until    TEXT                           -- last day, NULL while it works',
  'until    TEXT,                          -- last day, NULL while it works' || char (10) ||
  '  from_    TEXT                           -- first day, NULL when unknown')
WHERE type = 'table' AND name = 'team';
UPDATE sqlite_schema SET sql = replace (sql, '  PRIMARY KEY (team, staff)',
  '  from_ TEXT,                                 -- first day in it, NULL when unknown' || char (10) ||
  '  until TEXT,                                 -- last day in it, NULL while it lasts' || char (10) ||
  '  PRIMARY KEY (team, staff)')
WHERE type = 'table' AND name = 'team_member';
PRAGMA writable_schema = RESET;
