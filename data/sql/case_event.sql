-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: case_event/insert
-- A move of a case, or its opening.
INSERT INTO case_event (id, case_, move, from_, to_, day, staff, data, entered)
VALUES (:id, :case, :move, :from, :to, :day, :staff, :data, :entered);

-- name: case_event/of-case
-- What happened to a case, from its opening on.
SELECT case_event.*, staff.name AS staff_name FROM case_event LEFT JOIN staff ON staff.id = case_event.staff
WHERE case_event.case_ = :case ORDER BY case_event.id;
