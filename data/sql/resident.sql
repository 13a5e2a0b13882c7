-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: resident/of-household
-- All that is known of a household's people, in the order of the paper: head, spouse, children, the others; the dead and
-- moved last.
SELECT id, household, name, id_type, id_number, sex, birth, relation, phone, ethnic, education, insurance, resident,
       state, state_since, note, extra
FROM person WHERE household = :id
ORDER BY state <> 'here', relation = '' , relation, birth, id;

-- name: resident/groups
-- The groups of a person, own and through the household, in force on a day or, without one, ever.
SELECT membership AS id, group_, from_, until, detail, through = 'household' AS by_household
FROM belonging
WHERE person = :id
  AND (:day IS NULL OR ((from_ IS NULL OR from_ <= :day) AND (until IS NULL OR until >= :day)))
ORDER BY until IS NOT NULL, group_;

-- name: resident/groups-of-household
-- The groups of a household as a whole, in force on a day or, without one, ever.
SELECT id, group_, from_, until, detail, 1 AS by_household
FROM membership
WHERE household = :id
  AND (:day IS NULL OR ((from_ IS NULL OR from_ <= :day) AND (until IS NULL OR until >= :day)))
ORDER BY until IS NOT NULL, group_;
