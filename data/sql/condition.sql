-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: condition/insert
-- A disease of a person.
INSERT INTO condition (id, person, disease, since, until, proven, source, note)
VALUES (:id, :person, :disease, :since, :until, :proven, :source, :note);

-- name: condition/update
-- Everything but id and person.
UPDATE condition SET disease = :disease, since = :since, until = :until, proven = :proven, source = :source, note = :note
WHERE id = :id;

-- name: condition/delete
-- It was entered by mistake.
DELETE FROM condition WHERE id = :id;

-- name: condition/of-person
-- The diseases of a person, lasting ones first.
SELECT id, disease, since, until, proven, source, note FROM condition
WHERE person = :person ORDER BY until IS NULL DESC, since, disease;

-- name: condition/for-matching
-- What a roster is matched with: the lasting ones.
SELECT id, person, disease, since, proven, source, note FROM condition WHERE until IS NULL;

-- name: condition/set-since
-- The day of the diagnosis became known.
UPDATE condition SET since = :since WHERE id = :id;
