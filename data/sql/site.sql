-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: site/insert
-- A household stood in this place until :until. Of several moves on one day the first counts: where the day began.
INSERT INTO site (id, household, place, until) VALUES (:id, :household, :place, :until)
ON CONFLICT (household, until) DO NOTHING;
