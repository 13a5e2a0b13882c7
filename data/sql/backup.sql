-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: backup/about
-- What a store holds, for whoever is about to bring it back.
SELECT
  (SELECT value FROM setting WHERE name = 'clinic/name') AS clinic,
  (SELECT place.name FROM place JOIN setting ON setting.value = place.id WHERE setting.name = 'clinic/place') AS village,
  (SELECT max (moment) FROM change) AS last,
  (SELECT count (*) FROM person WHERE state = 'here') AS people,
  (SELECT count (*) FROM household WHERE ended IS NULL) AS households,
  (SELECT count (*) FROM record) AS records,
  (SELECT count (*) FROM case_) AS cases;
