-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: demo/disease
-- People who have a disease.
SELECT person AS id FROM condition WHERE disease = :what AND until IS NULL ORDER BY id;

-- name: demo/patient
-- People who have any disease.
SELECT DISTINCT person AS id FROM condition WHERE until IS NULL AND :what IS NOT NULL ORDER BY person;

-- name: demo/household
-- Households: key for those with a group of their own, other for the rest.
SELECT h.id FROM household AS h
WHERE (:what = 'key') = EXISTS (SELECT 1 FROM membership AS m WHERE m.household = h.id)
ORDER BY h.id;

-- name: demo/elder
-- Who lives here and is at least so many years old.
SELECT person AS id FROM resident WHERE resident = 1 AND age_on (birth, :today) >= CAST (:what AS INTEGER) ORDER BY person;

-- name: demo/younger
-- Who is to be checked every year though younger than so many years: patients, and people in a group.
SELECT r.person AS id FROM resident AS r
WHERE r.resident = 1 AND age_on (r.birth, :today) BETWEEN 7 AND CAST (:what AS INTEGER) - 1
  AND NOT EXISTS (SELECT 1 FROM condition AS c WHERE c.person = r.person AND c.disease = 'tuberculosis')
  AND (EXISTS (SELECT 1 FROM condition AS c WHERE c.person = r.person AND c.disease IN ('hypertension', 'diabetes', 'mental'))
       OR EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = r.person))
ORDER BY r.person;

-- name: demo/member
-- People in one of these groups, themselves or through the household; several parted by commas.
SELECT DISTINCT r.person AS id FROM resident AS r JOIN belonging AS b ON b.person = r.person
WHERE instr (',' || :what || ',', ',' || b.group_ || ',') > 0 ORDER BY r.person;

-- name: demo/state
-- Whom cases are about that are in this state now.
SELECT DISTINCT subject AS id FROM case_ WHERE state = :what ORDER BY subject;
