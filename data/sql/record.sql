-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: record/insert
-- A filled form; :answers is JSON text.
INSERT INTO record (form, subject, day, id, definition, answers, staff, entered)
VALUES (:form, :subject, :day, :id, :definition, jsonb (:answers), :staff, :entered);

-- name: record/update
-- Mended: the day, the answers, and the definition that they were written with.
UPDATE record SET day = :day, definition = :definition, answers = jsonb (:answers) WHERE id = :id;

-- name: record/delete
-- It was entered by mistake.
DELETE FROM record WHERE id = :id;

-- name: record/by-id
-- One record; the answers as JSON text.
SELECT id, form, subject, day, definition, json (answers) AS answers, staff, entered FROM record WHERE id = :id;

-- name: record/of-subject
-- Everything that was filled about a subject, newest first.
SELECT record.id, record.form, record.day, record.definition, record.staff, record.entered, staff.name AS staff_name
FROM record LEFT JOIN staff ON staff.id = record.staff
WHERE record.subject = :subject ORDER BY record.day DESC, record.id DESC;

-- name: record/list
-- Everything that was filled about a subject, newest first, with the answers as JSON text.
SELECT id, form, subject, day, definition, json (answers) AS answers, staff, entered FROM record
WHERE subject = :subject ORDER BY day DESC, entered DESC, id DESC;

-- name: record/list-of-form
-- The same of one form.
SELECT id, form, subject, day, definition, json (answers) AS answers, staff, entered FROM record
WHERE form = :form AND subject = :subject ORDER BY day DESC, id DESC;
