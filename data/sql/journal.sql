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
