-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The village, step 2: bringing in a roster costs half.

-- For a list of three and more SQLite makes a table for every row that is written, a tenth of an import. The same rules in
-- other words, in the way that SQLite's manual names for this (“ALTER TABLE”, 7): without writing all rows anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace (sql, 'sex IN ('''', ''1'', ''2'')', 'sex = '''' OR sex = ''1'' OR sex = ''2''')
WHERE type = 'table' AND name = 'person';
UPDATE sqlite_schema SET sql = replace (sql, 'state IN (''here'', ''dead'', ''moved'')',
  'state = ''here'' OR state = ''dead'' OR state = ''moved''')
WHERE type = 'table' AND name = 'person';
UPDATE sqlite_schema SET sql = replace (sql,
  'level IN (''province'', ''city'', ''county'', ''township'', ''village'', ''group'')',
  'level = ''province'' OR level = ''city'' OR level = ''county'' OR level = ''township'' OR level = ''village'''
  || ' OR level = ''group''')
WHERE type = 'table' AND name = 'place';
PRAGMA writable_schema = RESET;

-- The journal with all columns after each change. The line of a new row does not repeat the row (journal.after is NULL, as
-- where a row was removed): what it held is what its next line has as before, or what the row holds now.
CREATE VIEW journal_line AS
  SELECT
    arrival,                              -- as in journal, like the others
    device,                               -- laptop that made the change
    sequence,                             -- its line number on that laptop
    change,                               -- lines of one transaction share it
    table_,                               -- changed table
    row_,                                 -- the changed row
    base,                                 -- the line before on this row
    before,                               -- all columns before, NULL when the row was added
    CASE WHEN before IS NOT NULL OR after IS NOT NULL THEN after
      ELSE coalesce (
        (SELECT next.before FROM journal AS next
         WHERE next.row_ = journal.row_ AND next.table_ = journal.table_ AND next.arrival > journal.arrival
         ORDER BY next.arrival LIMIT 1),
        (SELECT now FROM journaled WHERE journaled.row_ = journal.row_ AND journaled.table_ = journal.table_))
    END AS after                          -- all columns after, NULL when it was removed
  FROM journal;
