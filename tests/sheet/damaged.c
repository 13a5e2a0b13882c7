/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Thousands of damaged workbooks, the same ones each time: each must end in tables of clean text or in a sentence. What a
 * sanitizer sees, or a file that takes long, fails the test. */

#include "config.h"

#include <string.h>

#include "make.h"

#define ROUNDS 600         /* of each fixture */
#define SECONDS_FOR_ONE 10 /* far more than any takes, also under sanitizers on a busy machine */

static void
assert_table_is_clean (CunyiTable *table)
{
  for (guint row = 0; row < cunyi_table_n_rows (table); row++)
    for (guint column = 0; column < cunyi_table_row_length (table, row); column++)
      {
        const char *text = cunyi_table_get (table, row, column);
        CunyiCellKind kind = cunyi_table_get_kind (table, row, column);

        g_assert_true (g_utf8_validate (text, -1, NULL));
        g_assert_cmpint (*text == '\0', ==, kind == CUNYI_CELL_EMPTY);
      }
}

static void
assert_survives (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GPtrArray) tables = cunyi_workbook_read_bytes ("T", bytes, NULL, &error);

  g_assert_cmpint (g_get_monotonic_time () - begin, <, SECONDS_FOR_ONE * G_USEC_PER_SEC);
  g_assert_cmpint (tables != NULL, ==, error == NULL);
  if (error)
    g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (CUNYI_SHEET_ERROR));
  for (guint i = 0; tables && i < tables->len; i++)
    assert_table_is_clean (g_ptr_array_index (tables, i));
}

/* ---- damage ---- */

static void
change_bytes (GRand *chance, guint8 *data, gsize size)
{
  static const guint8 values[] = { 0x00, 0x01, 0x7F, 0x80, 0xFF, '<', '&', '"', '9', 0xFE };
  guint times = g_rand_int_range (chance, 1, 9);

  for (guint i = 0; i < times; i++)
    {
      gsize at = g_rand_int_range (chance, 0, size);

      if (g_rand_boolean (chance))
        data[at] = values[g_rand_int_range (chance, 0, G_N_ELEMENTS (values))];
      else
        data[at] ^= 1 << g_rand_int_range (chance, 0, 8);
    }
}

/* Moves, doubles or drops a stretch. */
static GBytes *
change_stretch (GRand *chance, const guint8 *data, gsize size)
{
  gsize begin = g_rand_int_range (chance, 0, size);
  gsize length = g_rand_int_range (chance, 0, MIN (size - begin, 600) + 1);
  gsize into = g_rand_int_range (chance, 0, size);
  GByteArray *bytes = g_byte_array_new ();

  if (g_rand_boolean (chance))
    {
      g_byte_array_append (bytes, data, into);
      g_byte_array_append (bytes, data + begin, length);
      g_byte_array_append (bytes, data + into, size - into);
    }
  else
    {
      g_byte_array_append (bytes, data, begin);
      g_byte_array_append (bytes, data + begin + length, size - begin - length);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* (transfer full) A damaged copy. */
static GBytes *
damage (GRand *chance, GBytes *whole)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (whole, &size);
  guint8 *copy;

  if (size == 0)
    return g_bytes_ref (whole);
  switch (g_rand_int_range (chance, 0, 6))
    {
    case 0:
      return g_bytes_new (data, g_rand_int_range (chance, 0, size));
    case 1:
    case 2:
      return change_stretch (chance, data, size);
    default:
      copy = g_memdup2 (data, size);
      change_bytes (chance, copy, size);
      return g_bytes_new_take (copy, size);
    }
}

/* In the zip the damage would be seen by its checksum; the parts behind it must hold by themselves. */
static GBytes *
damage_part (GRand *chance, GPtrArray *names, GPtrArray *contents)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint victim = g_rand_int_range (chance, 0, names->len);

  for (guint i = 0; i < names->len; i++)
    {
      GBytes *content = g_ptr_array_index (contents, i);

      g_ptr_array_add (changed, i == victim ? damage (chance, content) : g_bytes_ref (content));
    }
  return make_zip_of (names, changed, TRUE);
}

static GBytes *
load_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "sheet", "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static void
damaged_file_ends_in_a_sentence (gconstpointer name)
{
  g_autoptr (GBytes) whole = load_fixture (name);
  g_autoptr (GRand) chance = g_rand_new_with_seed (g_str_hash (name));

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GBytes) bytes = damage (chance, whole);

      assert_survives (bytes);
    }
}

static void
damaged_part_ends_in_a_sentence (gconstpointer name)
{
  g_autoptr (GBytes) whole = load_fixture (name);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GRand) chance = g_rand_new_with_seed (g_str_hash (name));

  take_apart (whole, names, contents);
  g_assert_cmpuint (names->len, >, 5);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GBytes) bytes = damage_part (chance, names, contents);

      assert_survives (bytes);
    }
}

int
main (int argc, char **argv)
{
  static const char *const files[] = {
    "openpyxl.xlsx", "libreoffice.xlsx", "xlwt.xls", "libreoffice.xls", "utf8.csv", "gb18030.csv", "utf16.csv",
  };
  static const char *const zips[] = { "openpyxl.xlsx", "libreoffice.xlsx", "libreoffice-ods.xlsx" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/damaged/file_ends_in_a_sentence/", files[i], NULL);

      g_test_add_data_func (path, files[i], damaged_file_ends_in_a_sentence);
    }
  for (guint i = 0; i < G_N_ELEMENTS (zips); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/damaged/part_ends_in_a_sentence/", zips[i], NULL);

      g_test_add_data_func (path, zips[i], damaged_part_ends_in_a_sentence);
    }
  return g_test_run ();
}
