-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: journal/of-change
-- The lines of one change of this laptop, the last one first.
SELECT table_, row_, before, after FROM journal
WHERE device = (SELECT id FROM device WHERE here = 1) AND sequence BETWEEN :first AND :last ORDER BY sequence DESC;

-- name: journal/touched-since
-- A row of that change that has a later line which does not belong to it.
SELECT line.table_, line.row_ FROM journal AS line
WHERE line.device = (SELECT id FROM device WHERE here = 1) AND line.sequence BETWEEN :first AND :last
  AND EXISTS (SELECT 1 FROM journal AS later
              WHERE later.row_ = line.row_ AND later.table_ = line.table_ AND later.arrival > line.arrival
                AND NOT (later.device = line.device AND later.sequence BETWEEN :first AND :last))
LIMIT 1;

-- name: journal/of-row
-- What happened to one row, newest first.
SELECT journal.device, journal.sequence, journal.change, journal.before, journal.after,
  change.what, change.staff, change.moment, change.undoes
FROM journal JOIN change ON change.device = journal.device AND change.number = journal.change
WHERE journal.row_ = :row AND journal.table_ = :table ORDER BY journal.arrival DESC;
