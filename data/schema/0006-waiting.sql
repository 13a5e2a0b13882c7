-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The village, step 6: what is asked of every contract stands in its index, for where a table has no row numbers SQLite looks up a row
-- before it asks anything that the index knows; and papers that wait to be handed over are found without reading the others.

DROP INDEX case_term;
CREATE INDEX case_term ON case_ (workflow, state, ends, subject, begins, holds);
CREATE INDEX issue_waiting ON issue (subject) WHERE handed IS NULL AND void IS NULL;
