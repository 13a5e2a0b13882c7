/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Records of an .xls put together by hand, and containers that run in circles. */

#include "config.h"

#include <string.h>

#include "make.h"
#include "sheet/biff.h"

#define RECORD(stream, id, body) add_record (stream, id, body, sizeof (body) - 1)

#define BOF_GLOBALS "\x00\x06\x05\x00\x00\x00\x00\x00"
#define BOF_SHEET "\x00\x06\x10\x00\x00\x00\x00\x00"
#define BOF_CHART "\x00\x06\x20\x00\x00\x00\x00\x00"

/* The first record of the workbook. */
static GByteArray *
begin_workbook (void)
{
  GByteArray *stream = g_byte_array_new ();

  RECORD (stream, CUNYI_BIFF_BOF, BOF_GLOBALS);
  return stream;
}

/* Ends the workbook's records with one visible sheet, and begins that one. */
static void
begin_sheet (GByteArray *stream)
{
  guint8 name[] = { 0, 0, 0, 0, 0, 0, 1, 0, 'S' };
  guint32 offset = stream->len + 4 + sizeof name + 4;

  for (guint i = 0; i < 4; i++)
    name[i] = offset >> (8 * i);
  add_record (stream, CUNYI_BIFF_BOUNDSHEET, name, sizeof name);
  RECORD (stream, CUNYI_BIFF_EOF, "");
  g_assert_cmpuint (stream->len, ==, offset);
  RECORD (stream, CUNYI_BIFF_BOF, BOF_SHEET);
}

static GBytes *
end_sheet (GByteArray *stream)
{
  RECORD (stream, CUNYI_BIFF_EOF, "");
  return g_byte_array_free_to_bytes (stream);
}

#define PLACE(row, column) row "\x00" column "\x00\x00\x00"

static void
cells_of_every_kind_are_read (void)
{
  GByteArray *stream = begin_workbook ();

  begin_sheet (stream);
  RECORD (stream, CUNYI_BIFF_LABEL, PLACE ("\x00", "\x00") "\x02\x00\x01\x2d\x4e\xfd\x56");
  RECORD (stream, CUNYI_BIFF_LABEL, PLACE ("\x00", "\x01") "\x02\x00\x00\x61\xe9");
  RECORD (stream, CUNYI_BIFF_RSTRING, PLACE ("\x00", "\x02") "\x02\x00\x00xy\x01\x00\x00\x00\x05\x00");
  RECORD (stream, CUNYI_BIFF_NUMBER, PLACE ("\x01", "\x00") "\x00\x00\x00\x00\x00\x00\xe0\x3f");
  RECORD (stream, CUNYI_BIFF_RK, PLACE ("\x01", "\x01") "\x16\x00\x00\x00");     /* 5 as a whole number */
  RECORD (stream, CUNYI_BIFF_RK, PLACE ("\x01", "\x02") "\x17\x00\x00\x00");     /* 5 hundredths */
  RECORD (stream, CUNYI_BIFF_RK, PLACE ("\x01", "\x03") "\xea\xff\xff\xff");     /* -6 */
  RECORD (stream, CUNYI_BIFF_RK, PLACE ("\x01", "\x04") "\x00\x00\xe0\x3f");     /* the upper half of 0.5 */
  RECORD (stream, CUNYI_BIFF_MULRK, "\x02\x00\x01\x00" "\x00\x00\x06\x00\x00\x00" "\x00\x00\x0a\x00\x00\x00" "\x02\x00");
  RECORD (stream, CUNYI_BIFF_BOOLERR, PLACE ("\x03", "\x00") "\x01\x00");
  RECORD (stream, CUNYI_BIFF_BOOLERR, PLACE ("\x03", "\x01") "\x2a\x01");
  RECORD (stream, CUNYI_BIFF_MERGEDCELLS, "\x01\x00" "\x00\x00\x01\x00\x02\x00\x03\x00");
  assert_reads (end_sheet (stream),
                "S: A1 text 中国, B1 text aé, C1 text xy, A2 number 0.5, B2 number 5, C2 number 0.05, D2 number -6, "
                "E2 number 0.5, B3 number 1, C3 number 2, A4 boolean 1, B4 error #N/A, C1:D2 merge");
}

static void
cached_results_of_formulas_are_read (void)
{
  GByteArray *stream = begin_workbook ();

  begin_sheet (stream);
  RECORD (stream, CUNYI_BIFF_FORMULA, PLACE ("\x00", "\x00") "\x00\x00\x00\x00\x00\x00\xe0\x3f" "\x00\x00\x00\x00\x00\x00");
  RECORD (stream, CUNYI_BIFF_FORMULA, PLACE ("\x00", "\x01") "\x00\x00\x00\x00\x00\x00\xff\xff" "\x00\x00\x00\x00\x00\x00");
  RECORD (stream, 0x04BC, "shared formula");
  RECORD (stream, CUNYI_BIFF_STRING, "\x02\x00\x00ok");
  RECORD (stream, CUNYI_BIFF_FORMULA, PLACE ("\x00", "\x02") "\x01\x00\x01\x00\x00\x00\xff\xff" "\x00\x00\x00\x00\x00\x00");
  RECORD (stream, CUNYI_BIFF_FORMULA_3, PLACE ("\x00", "\x03") "\x02\x00\x07\x00\x00\x00\xff\xff" "\x00\x00\x00\x00\x00\x00");
  RECORD (stream, CUNYI_BIFF_FORMULA, PLACE ("\x00", "\x04") "\x03\x00\x00\x00\x00\x00\xff\xff" "\x00\x00\x00\x00\x00\x00");
  RECORD (stream, CUNYI_BIFF_STRING, "\x02\x00\x00no"); /* nobody waits for it */
  assert_reads (end_sheet (stream), "S: A1 number 0.5, B1 text ok, C1 boolean 1, D1 error #DIV/0!");
}

static void
dates_are_told_by_style (void)
{
  GByteArray *stream = begin_workbook ();

  RECORD (stream, CUNYI_BIFF_DATEMODE, "\x01\x00");
  RECORD (stream, CUNYI_BIFF_FORMAT, "\xb0\x00" "\x05\x00\x01" "y\x00\x74\x5e" "m\x00\x08\x67" "d\x00");
  RECORD (stream, CUNYI_BIFF_FORMAT, "\xb1\x00" "\xff\x00\x00" "yy"); /* too short: does no harm */
  RECORD (stream, CUNYI_BIFF_XF, "\x00\x00\x00\x00");
  RECORD (stream, CUNYI_BIFF_XF, "\x00\x00\x1f\x00"); /* 31 */
  RECORD (stream, CUNYI_BIFF_XF, "\x00\x00\xb0\x00");
  begin_sheet (stream);
  /* 43306 as a whole number: shifted by two, and marked. */
  RECORD (stream, CUNYI_BIFF_RK, "\x00\x00\x00\x00\x00\x00" "\xaa\xa4\x02\x00");
  RECORD (stream, CUNYI_BIFF_RK, "\x00\x00\x01\x00\x01\x00" "\xaa\xa4\x02\x00");
  RECORD (stream, CUNYI_BIFF_RK, "\x00\x00\x02\x00\x02\x00" "\xaa\xa4\x02\x00");
  assert_reads (end_sheet (stream), "S: A1 number 43306, B1 date 2022-07-26, C1 date 2022-07-26");
}

#define SHARED(row, index) RECORD (stream, CUNYI_BIFF_LABELSST, PLACE (row, "\x00") index "\x00\x00\x00")

/* A string that goes on in the next record says there anew how wide its letters are; runs and phonetic parts do not. */
static void
shared_strings_go_on_in_the_next_record (void)
{
  GByteArray *stream = begin_workbook ();

  RECORD (stream, CUNYI_BIFF_SST, "\x05\x00\x00\x00\x05\x00\x00\x00" "\x03\x00\x00" "ab");
  RECORD (stream, CUNYI_BIFF_CONTINUE, "\x01\x2d\x4e" /* and then a rich one, wide, with one run and two phonetic bytes */
          "\x02\x00\x0d\x01\x00\x02\x00\x00\x00\xfd\x56");
  RECORD (stream, CUNYI_BIFF_CONTINUE, "\x00" "c" "\x00\x00");
  RECORD (stream, CUNYI_BIFF_CONTINUE, "\x05\x00" "pp" "\x00\x00\x00" "\x02\x00\x01\x3d\xd8");
  RECORD (stream, CUNYI_BIFF_CONTINUE, "\x01\x00\xde" "\x02\x00\x01\x00\xdc" "a\x00");
  begin_sheet (stream);
  SHARED ("\x00", "\x00");
  SHARED ("\x01", "\x01");
  SHARED ("\x02", "\x02");
  SHARED ("\x03", "\x03");
  SHARED ("\x04", "\x04");
  assert_reads (end_sheet (stream), "S: A1 text ab中, A2 text 国c, A4 text 😀, A5 text \357\277\275a");
}

static void
string_that_is_not_there_is_damage (void)
{
  GByteArray *stream = begin_workbook ();

  RECORD (stream, CUNYI_BIFF_SST, "\xff\xff\xff\xff\xff\xff\xff\xff" "\x01\x00\x00" "a");
  begin_sheet (stream);
  SHARED ("\x00", "\x01");
  assert_refuses (end_sheet (stream), CUNYI_SHEET_ERROR_DAMAGED);
}

static void
charts_inside_of_a_sheet_are_passed_over (void)
{
  GByteArray *stream = begin_workbook ();

  begin_sheet (stream);
  RECORD (stream, CUNYI_BIFF_BOF, BOF_CHART);
  RECORD (stream, CUNYI_BIFF_RK, PLACE ("\x00", "\x00") "\x16\x00\x00\x00");
  RECORD (stream, CUNYI_BIFF_EOF, "");
  RECORD (stream, CUNYI_BIFF_RK, PLACE ("\x00", "\x01") "\x16\x00\x00\x00");
  assert_reads (end_sheet (stream), "S: B1 number 5");
}

static void
locked_workbook_is_told_by_its_own_sentence (void)
{
  GByteArray *stream = begin_workbook ();

  RECORD (stream, CUNYI_BIFF_FILEPASS, "\x01\x00\x01\x00\x01\x00");
  begin_sheet (stream);
  assert_refuses (end_sheet (stream), CUNYI_SHEET_ERROR_PASSWORD);
}

static void
older_versions_are_told_by_their_own_sentence (void)
{
  GByteArray *stream = g_byte_array_new ();

  RECORD (stream, CUNYI_BIFF_BOF, "\x00\x05\x05\x00\x00\x00\x00\x00");
  assert_refuses (end_sheet (stream), CUNYI_SHEET_ERROR_OLD_EXCEL);
  assert_refuses (g_bytes_new_static ("\x09\x00\x04\x00\x02\x00\x10\x00", 8), CUNYI_SHEET_ERROR_OLD_EXCEL);
  assert_refuses (g_bytes_new_static ("\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00", 10), CUNYI_SHEET_ERROR_OLD_EXCEL);
}

static void
stream_without_its_end_is_cut_short (void)
{
  GByteArray *stream = begin_workbook ();

  begin_sheet (stream);
  RECORD (stream, CUNYI_BIFF_RK, PLACE ("\x00", "\x01") "\x16\x00\x00\x00");
  assert_refuses (g_byte_array_free_to_bytes (stream), CUNYI_SHEET_ERROR_TRUNCATED);
}

static void
cell_without_its_end_is_damage (void)
{
  GByteArray *stream = begin_workbook ();

  begin_sheet (stream);
  RECORD (stream, CUNYI_BIFF_LABEL, PLACE ("\x00", "\x00") "\xff\xff\x00" "abc");
  assert_refuses (end_sheet (stream), CUNYI_SHEET_ERROR_DAMAGED);
}

/* Else a thousand names of one long sheet would keep the reader busy for an hour. */
static void
sheets_that_share_their_records_are_too_large (void)
{
  GByteArray *stream = begin_workbook ();
  guint8 name[] = { 0, 0, 0, 0, 0, 0, 1, 0, 'T' };
  guint32 offset = stream->len + 2 * (4 + sizeof name) + 4;

  name[0] = offset;
  add_record (stream, CUNYI_BIFF_BOUNDSHEET, name, sizeof name);
  begin_sheet (stream);
  for (guint i = 0; i < 100; i++)
    RECORD (stream, 0x0999, "passed over");
  assert_refuses (end_sheet (stream), CUNYI_SHEET_ERROR_TOO_LARGE);
}

/* ---- containers ---- */

static guint8 *
load_container (gsize *size)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "sheet", "fixtures", "xlwt.xls", NULL);
  g_autoptr (GError) error = NULL;
  char *data;

  g_file_get_contents (path, &data, size, &error);
  g_assert_no_error (error);
  return (guint8 *) data;
}

static guint32
get_u32 (const guint8 *p)
{
  return p[0] | p[1] << 8 | p[2] << 16 | (guint32) p[3] << 24;
}

static void
put_u32 (guint8 *p, guint32 number)
{
  for (guint i = 0; i < 4; i++)
    p[i] = number >> (8 * i);
}

/* The bytes of a sector. */
static guint8 *
at_sector (guint8 *data, guint32 sector)
{
  return data + ((gsize) sector + 1) * 512;
}

/* The entry of the directory with this name. */
static guint8 *
find_entry (guint8 *data, const char *name)
{
  guint8 *entry = at_sector (data, get_u32 (data + 48));
  gsize length = strlen (name);

  for (guint i = 0; i < 4; i++, entry += 128)
    {
      gsize same = 0;

      while (same < length && entry[2 * same] == (guint8) name[same])
        same++;
      if (same == length)
        return entry;
    }
  g_assert_not_reached ();
}

static void
chain_that_runs_in_a_circle_is_damage (void)
{
  gsize size;
  guint8 *data = load_container (&size);
  guint8 *fat = at_sector (data, get_u32 (data + 76));
  guint32 start = get_u32 (find_entry (data, "Workbook") + 116);

  put_u32 (fat + (start + 3) * 4, start + 3);
  put_u32 (find_entry (data, "Workbook") + 120, 0x7FFFFFFF);
  assert_refuses (g_bytes_new_take (data, size), CUNYI_SHEET_ERROR_DAMAGED);

  data = load_container (&size);
  fat = at_sector (data, get_u32 (data + 76));
  put_u32 (fat + get_u32 (data + 48) * 4, get_u32 (data + 48));
  assert_refuses (g_bytes_new_take (data, size), CUNYI_SHEET_ERROR_DAMAGED);
}

static void
directory_that_runs_in_a_circle_is_walked_once (void)
{
  gsize size;
  guint8 *data = load_container (&size);
  guint8 *entry = find_entry (data, "Workbook");

  put_u32 (entry + 68, 1);
  put_u32 (entry + 72, 0);
  entry[0] = 'X';
  assert_refuses (g_bytes_new_take (data, size), CUNYI_SHEET_ERROR_NOT_A_TABLE);
}

static void
locked_xlsx_is_told_by_its_stream (void)
{
  static const char name[] = "EncryptedPackage";
  gsize size;
  guint8 *data = load_container (&size);
  guint8 *entry = find_entry (data, "Workbook");

  for (guint i = 0; i < sizeof name; i++)
    {
      entry[2 * i] = name[i];
      entry[2 * i + 1] = 0;
    }
  entry[64] = 2 * sizeof name;
  assert_refuses (g_bytes_new_take (data, size), CUNYI_SHEET_ERROR_PASSWORD);
}

static void
container_cut_short_is_told (void)
{
  gsize size;
  g_autofree guint8 *data = load_container (&size);
  g_autoptr (GError) error = NULL;

  /* The rest of the last sector holds nothing, and may be missing. */
  for (gsize length = 4; length < size - 512; length += size / 40)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (data, length);

      g_assert_null (cunyi_workbook_read_bytes (NULL, bytes, NULL, &error));
      g_assert_error (error, CUNYI_SHEET_ERROR, CUNYI_SHEET_ERROR_TRUNCATED);
      g_clear_error (&error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/sheet/xls/" #name, name)
  TEST (cells_of_every_kind_are_read);
  TEST (cached_results_of_formulas_are_read);
  TEST (dates_are_told_by_style);
  TEST (shared_strings_go_on_in_the_next_record);
  TEST (string_that_is_not_there_is_damage);
  TEST (charts_inside_of_a_sheet_are_passed_over);
  TEST (locked_workbook_is_told_by_its_own_sentence);
  TEST (older_versions_are_told_by_their_own_sentence);
  TEST (stream_without_its_end_is_cut_short);
  TEST (cell_without_its_end_is_damage);
  TEST (sheets_that_share_their_records_are_too_large);
  TEST (chain_that_runs_in_a_circle_is_damage);
  TEST (directory_that_runs_in_a_circle_is_walked_once);
  TEST (locked_xlsx_is_told_by_its_stream);
  TEST (container_cut_short_is_told);
  return g_test_run ();
}
