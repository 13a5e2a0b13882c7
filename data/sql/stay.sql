-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: stay/insert
-- A person lived in this household until :until. Of several moves on one day the first counts: where the day began.
INSERT INTO stay (id, person, household, relation, until) VALUES (:id, :person, :household, :relation, :until)
ON CONFLICT (person, until) DO NOTHING;

-- name: stay/any-after
-- A row when somebody lived, or a household stood, elsewhere at the end of :day.
SELECT 1 FROM stay WHERE until > :day UNION ALL SELECT 1 FROM site WHERE until > :day LIMIT 1;
