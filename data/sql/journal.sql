-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: journal/of-change
-- The lines of one change of this laptop, the last one first.
SELECT table_, row_, before, after FROM journal
WHERE device = (SELECT id FROM device WHERE here = 1) AND sequence BETWEEN :first AND :last ORDER BY sequence DESC;

-- name: journal/touched-since
-- A row of that change that is not as the change left it: later lines on it do not add up to nothing.
SELECT line.table_, line.row_ FROM journal AS line
WHERE line.device = (SELECT id FROM device WHERE here = 1) AND line.sequence BETWEEN :first AND :last
  AND NOT EXISTS (SELECT 1 FROM journal AS own
                  WHERE own.row_ = line.row_ AND own.table_ = line.table_ AND own.arrival > line.arrival
                    AND +own.device = line.device AND +own.sequence BETWEEN :first AND :last)
  AND line.after IS NOT (SELECT latest.after FROM journal AS latest
                         WHERE latest.row_ = line.row_ AND latest.table_ = line.table_ ORDER BY latest.arrival DESC LIMIT 1)
LIMIT 1;

-- name: journal/of-row
-- What happened to one row, newest first.
SELECT journal.device, journal.sequence, journal.change, journal.before, journal.after,
  change.what, change.staff, change.moment, change.undoes
FROM journal JOIN change ON change.device = journal.device AND change.number = journal.change
WHERE journal.row_ = :row AND journal.table_ = :table ORDER BY journal.arrival DESC;
