-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: draft/set
-- A form being filled, as it stands now.
INSERT INTO draft (form, subject, record, definition, answers, staff, touched)
VALUES (:form, :subject, :record, :definition, :answers, :staff, :touched)
ON CONFLICT (form, subject, record) DO UPDATE SET
  definition = excluded.definition, answers = excluded.answers, staff = excluded.staff, touched = excluded.touched;

-- name: draft/get
-- One draft.
SELECT definition, answers, staff, touched FROM draft WHERE form = :form AND subject = :subject AND record = :record;

-- name: draft/delete
-- The form was saved or given up.
DELETE FROM draft WHERE form = :form AND subject = :subject AND record = :record;

-- name: draft/all
-- Every draft, newest first, with the name of whom it is about.
SELECT draft.form, draft.subject, draft.record, draft.definition, draft.staff, draft.touched, subject.kind, subject.name
FROM draft LEFT JOIN subject ON subject.id = draft.subject ORDER BY draft.touched DESC;
