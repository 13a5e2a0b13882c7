-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: schema/tables
-- The tables of the file, in the order of their names.
SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name;

-- name: schema/columns
-- The columns of one table; pk counts the columns of the primary key from 1.
SELECT name, type, pk FROM pragma_table_info (:table) ORDER BY cid;

-- name: schema/views
-- The views of the file that read what a village is, and not its journal.
SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' AND name NOT LIKE 'journal%' ORDER BY name;

-- name: schema/has
-- A row when a table or view of the file has this name.
SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view') AND name = :name COLLATE NOCASE;
