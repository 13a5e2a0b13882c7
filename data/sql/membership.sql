-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: membership/insert
-- A person or a household in a group; the other one is NULL.
INSERT INTO membership (id, person, household, group_, from_, until, detail, source)
VALUES (:id, :person, :household, :group_, :from_, :until, :detail, :source);

-- name: membership/update
-- Everything but id and owner.
UPDATE membership SET group_ = :group_, from_ = :from_, until = :until, detail = :detail, source = :source WHERE id = :id;

-- name: membership/end
-- It lasts until this day.
UPDATE membership SET until = :until WHERE id = :id;

-- name: membership/delete
-- It was entered by mistake.
DELETE FROM membership WHERE id = :id;

-- name: membership/for-matching
-- What a roster is matched with: the lasting ones.
SELECT id, person, household, group_, from_, detail, source FROM membership WHERE until IS NULL;

-- name: membership/ended-on
-- Those that ended on this day, and may go on as if they had not.
SELECT id, coalesce (person, household) AS owner, group_ FROM membership WHERE until = :day;
