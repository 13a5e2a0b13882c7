-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: roster_layout/set
-- How the columns of a layout were understood.
INSERT INTO roster_layout (header, mapping, used) VALUES (:header, :mapping, :used)
ON CONFLICT (header) DO UPDATE SET mapping = excluded.mapping, used = excluded.used;

-- name: roster_layout/get
-- As it was understood the last time.
SELECT mapping, used FROM roster_layout WHERE header = :header;

-- name: roster_layout/mark
-- How far the journal is: what a roster was compared with holds while this does not move.
SELECT coalesce (max (arrival), 0) AS mark FROM journal;
