/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables of text. */

#include "config.h"

#include "base/table.h"

static CunyiTable *
make_table (void)
{
  CunyiTable *table = cunyi_table_new ("sheet");

  cunyi_table_begin_row (table);
  cunyi_table_add_cell (table, " 姓名\u3000", -1, CUNYI_CELL_TEXT);
  cunyi_table_add_cell (table, "number", 3, CUNYI_CELL_TEXT);
  cunyi_table_begin_row (table);
  cunyi_table_begin_row (table);
  cunyi_table_add_cell (table, "12", -1, CUNYI_CELL_NUMBER);
  cunyi_table_add_cell (table, "", 0, CUNYI_CELL_NUMBER);
  cunyi_table_add_cell (table, NULL, -1, CUNYI_CELL_TEXT);
  return table;
}

static void
cells_are_read_as_they_were_written (void)
{
  g_autoptr (CunyiTable) table = make_table ();

  g_assert_cmpstr (cunyi_table_get_name (table), ==, "sheet");
  g_assert_cmpuint (cunyi_table_n_rows (table), ==, 3);
  g_assert_cmpuint (cunyi_table_n_columns (table), ==, 3);
  g_assert_cmpstr (cunyi_table_get (table, 0, 1), ==, "num"); /* as many bytes as were given */
  g_assert_cmpstr (cunyi_table_get (table, 2, 0), ==, "12");
  g_assert_cmpint (cunyi_table_get_kind (table, 2, 0), ==, CUNYI_CELL_NUMBER);
  g_assert_cmpint (cunyi_table_get_kind (table, 2, 1), ==, CUNYI_CELL_EMPTY); /* whatever the file said */
}

static void
what_is_not_there_is_the_empty_string (void)
{
  g_autoptr (CunyiTable) table = make_table ();

  g_assert_cmpuint (cunyi_table_row_length (table, 1), ==, 0);
  g_assert_cmpuint (cunyi_table_row_length (table, 77), ==, 0);
  g_assert_cmpstr (cunyi_table_get (table, 1, 0), ==, "");
  g_assert_cmpstr (cunyi_table_get (table, 0, 2), ==, ""); /* beside a short row, not the next row's cell */
  g_assert_cmpstr (cunyi_table_get (table, G_MAXUINT, G_MAXUINT), ==, "");
  g_assert_cmpint (cunyi_table_get_kind (table, 99, 0), ==, CUNYI_CELL_EMPTY);
}

static void
merges_are_kept_in_order (void)
{
  g_autoptr (CunyiTable) table = make_table ();
  CunyiMerge first = { 0, 0, 0, 1 }, second = { 1, 0, 2, 0 };

  cunyi_table_add_merge (table, &first);
  cunyi_table_add_merge (table, &second);
  g_assert_cmpuint (cunyi_table_n_merges (table), ==, 2);
  g_assert_cmpuint (cunyi_table_get_merge (table, 1)->bottom, ==, 2);
  g_assert_cmpuint (cunyi_table_get_merge (table, 0)->right, ==, 1);
}

static void
a_table_lives_as_long_as_its_last_holder (void)
{
  CunyiTable *table = make_table ();
  g_autoptr (CunyiTable) other = cunyi_table_ref (table);

  cunyi_table_unref (table);
  g_assert_cmpstr (cunyi_table_get (other, 2, 0), ==, "12");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/cells are read as they were written", cells_are_read_as_they_were_written);
  g_test_add_func ("/table/what is not there is the empty string", what_is_not_there_is_the_empty_string);
  g_test_add_func ("/table/merges are kept in order", merges_are_kept_in_order);
  g_test_add_func ("/table/a table lives as long as its last holder", a_table_lives_as_long_as_its_last_holder);
  return g_test_run ();
}
