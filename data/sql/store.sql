-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: store/insert
-- The one row that says what the file is.
INSERT INTO store (id, demo, made) VALUES (:id, :demo, :made);
