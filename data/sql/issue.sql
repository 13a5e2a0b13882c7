-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: issue/insert
-- A document that was printed.
INSERT INTO issue (id, document, definition, subject, case_, number, values_, printed, staff)
VALUES (:id, :document, :definition, :subject, :case_, :number, :values_, :printed, :staff);

-- name: issue/hand-over
-- Somebody took it.
UPDATE issue SET handed = :handed, receiver = :receiver, relation = :relation, handed_by = :handed_by WHERE id = :id;

-- name: issue/hand-over-of-case
-- The same of what a case has printed and nobody was given yet.
UPDATE issue SET handed = :handed, receiver = :receiver, relation = :relation, handed_by = :handed_by
WHERE case_ = :case_ AND handed IS NULL AND void IS NULL AND document IN (SELECT value FROM json_each (:documents));

-- name: issue/void-of-case
-- What a case has printed is no longer valid.
UPDATE issue SET void = :void
WHERE case_ = :case_ AND void IS NULL AND document IN (SELECT value FROM json_each (:documents));

-- name: issue/by-id
-- One issue.
SELECT id, document, definition, subject, case_, number, values_, printed, staff, handed, receiver, relation, handed_by,
  void
FROM issue WHERE id = :id;

-- name: issue/of-subject
-- What was printed about a subject, newest first.
SELECT id, document, case_, number, printed, staff, handed, receiver, relation, handed_by, void FROM issue
WHERE subject = :subject ORDER BY printed DESC, id DESC;

-- name: issue/last-number
-- The highest number of a document that begins with a prefix; no row when there is none. Behind 9999 numbers are longer.
SELECT number FROM issue
WHERE document = :document AND substr (number, 1, length (:prefix)) = :prefix
ORDER BY length (number) DESC, number DESC LIMIT 1;

-- name: issue/void-earlier
-- A later print takes the place of what was printed for the same case, or without a case for the same subject.
UPDATE issue SET void = :today
WHERE document = :document AND subject = :subject AND case_ IS :case_ AND void IS NULL;

-- name: issue/text-to-json
-- What stood on the pages, as it is kept in values_.
SELECT json_object ('text', :text) AS json;
