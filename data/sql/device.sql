-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: device/insert
-- The laptop on which the store was made.
INSERT INTO device (id, name, here) VALUES (:id, :name, 1);

-- name: device/here
-- The laptop that this file lives on, with its counters.
SELECT id, name, counter, sequence, change FROM device WHERE here = 1;

-- name: device/count
-- Where its counters stand after a transaction.
UPDATE device SET counter = :counter, sequence = :sequence, change = :change WHERE here = 1;
