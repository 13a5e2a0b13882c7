-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: demo/disease
-- People who have a disease.
SELECT person AS id FROM condition WHERE disease = :what AND until IS NULL ORDER BY id;

-- name: demo/patient
-- People who have any disease.
SELECT DISTINCT person AS id FROM condition WHERE until IS NULL AND :what IS NOT NULL ORDER BY person;

-- name: demo/household
-- Households: key for those with a group of their own, else all.
SELECT h.id FROM household AS h
WHERE :what <> 'key' OR EXISTS (SELECT 1 FROM membership AS m WHERE m.household = h.id)
ORDER BY h.id;
