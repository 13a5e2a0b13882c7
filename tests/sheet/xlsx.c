/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Parts of an .xlsx as writers may write them, and as nobody should. */

#include "config.h"

#include <string.h>

#include "make.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT_OFFICE "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

#define DATA(cells) "<sheetData>" cells "</sheetData>"
#define STYLES "<numFmts count='1'><numFmt numFmtId='176' formatCode='yyyy&quot;年&quot;m&quot;月&quot;'/></numFmts>" \
  "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>" \
  "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='31'/><xf numFmtId='176'/><xf numFmtId='32'/></cellXfs>" \
  "<dxfs><dxf><numFmt numFmtId='0' formatCode='yyyy'/></dxf></dxfs>"

static const struct {
  const char *what;
  const char *data;
  const char *strings;
  const char *properties;
  const char *expected;
} sheets[] = {
  { "shared_string", DATA ("<row r='1'><c r='A1' t='s'><v>1</v></c></row>"),
    "<si><t>零</t></si><si><t>一</t></si>", NULL, "S: A1 text 一" },
  { "rich_string_without_its_phonetic_runs", DATA ("<row r='1'><c r='A1' t='s'><v>0</v></c></row>"),
    "<si><r><rPr><b/></rPr><t>血压</t></r><r><t xml:space='preserve'> 高 </t></r>"
    "<rPh sb='0' eb='1'><t>xue ya</t></rPh><phoneticPr fontId='1'/></si>", NULL, "S: A1 text 血压 高 " },
  { "inline_string", DATA ("<row r='1'><c r='A1' t='inlineStr'><is><r><t>甲</t></r><r><t>乙</t></r>"
                           "<rPh sb='0' eb='1'><t>jia</t></rPh></is></c></row>"), NULL, NULL, "S: A1 text 甲乙" },
  { "text_of_a_formula", DATA ("<row r='1'><c r='A1' t='str'><f>B1&amp;\"x\"</f><v>甲x</v></c></row>"), NULL, NULL,
    "S: A1 text 甲x" },
  { "number_of_a_formula", DATA ("<row r='1'><c r='A1'><f>1+1</f><v>2</v></c></row>"), NULL, NULL, "S: A1 number 2" },
  { "formula_without_a_result", DATA ("<row r='1'><c r='A1'><f>1+1</f></c><c r='B1'><v>1</v></c></row>"), NULL, NULL,
    "S: B1 number 1" },
  { "booleans_and_errors", DATA ("<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c>"
                                 "<c r='C1' t='e'><v>#N/A</v></c></row>"), NULL, NULL,
    "S: A1 boolean 1, B1 boolean 0, C1 error #N/A" },
  { "dates_by_style", DATA ("<row r='1'><c r='A1' s='0'><v>44768</v></c><c r='B1' s='1'><v>44768</v></c>"
                            "<c r='C1' s='2'><v>44768</v></c><c r='D1' s='3'><v>44768</v></c>"
                            "<c r='E1' s='4'><v>0.5</v></c><c r='F1' s='99'><v>44768</v></c></row>"), NULL, NULL,
    "S: A1 number 44768, B1 date 2022-07-26, C1 date 2022-07-26, D1 date 2022-07-26, E1 date 12:00:00, "
    "F1 number 44768" },
  { "dates_of_1904", DATA ("<row r='1'><c r='A1' s='1'><v>43306</v></c></row>"), NULL, "date1904='1'",
    "S: A1 date 2022-07-26" },
  { "dates_in_iso", DATA ("<row r='1'><c r='A1' t='d'><v>2022-07-26T00:00:00.000Z</v></c>"
                          "<c r='B1' t='d'><v>2022-07-26T08:30:00</v></c><c r='C1' t='d'><v>2022-07-26</v></c></row>"),
    NULL, NULL, "S: A1 date 2022-07-26, B1 date 2022-07-26T08:30:00, C1 date 2022-07-26" },
  { "number_of_more_than_fifteen_digits", DATA ("<row r='1'><c r='A1'><v>411322197803150000</v></c>"
                                                "<c r='B1'><v>4.1132219780315E+17</v></c></row>"), NULL, NULL,
    "S: A1 lost-digits 411322197803150000, B1 lost-digits 411322197803150000" },
  { "number_in_scientific_writing", DATA ("<row r='1'><c r='A1'><v>1.38001380000E10</v></c><c r='B1'><v>-5e-1</v></c>"
                                          "</row>"), NULL, NULL, "S: A1 number 13800138000, B1 number -0.5" },
  { "what_claims_to_be_a_number", DATA ("<row r='1'><c r='A1'><v>abc</v></c></row>"), NULL, NULL, "S: A1 text abc" },
  { "rows_and_cells_that_do_not_say_where_they_are",
    DATA ("<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c r='C4'><v>3</v></c><c><v>4</v></c></row>"
          "<row><c><v>5</v></c></row>"), NULL, NULL,
    "S: A1 number 1, B1 number 2, C4 number 3, D4 number 4, A5 number 5" },
  { "cells_out_of_order", DATA ("<row r='3'><c r='C3'><v>1</v></c><c r='A3'><v>2</v></c></row>"
                                "<row r='1'><c r='B1'><v>3</v></c><c r='B1'><v>4</v></c></row>")
      "<mergeCells><mergeCell ref='A3:B3'/></mergeCells>", NULL, NULL,
    "S: B1 number 4, A3 number 2, C3 number 1, A3:B3 merge" },
  { "empty_cells_leave_no_trace", DATA ("<row r='1'><c r='A1'><v>1</v></c><c r='D1' s='1'/></row><row r='9'><c r='A9'>"
                                        "<v></v></c></row>"), NULL, NULL, "S: A1 number 1" },
  { "merged_ranges", DATA ("<row r='1'><c r='A1'><v>1</v></c></row>")
      "<mergeCells><mergeCell ref='A1:C2'/><mergeCell ref='B5'/><mergeCell ref='nonsense'/><mergeCell ref='C3:A1'/>"
      "</mergeCells>", NULL, NULL, "S: A1 number 1, A1:C2 merge" },
  { "letters_that_xml_cannot_hold", DATA ("<row r='1'><c r='A1' t='s'><v>0</v></c></row>"),
    "<si><t>a_x000A_b_x005F_x000D__xD83D__xDE00__x0000__xD800_c_xyz_</t></si>", NULL,
    "S: A1 text a\nb_x000D_😀\357\277\275c_xyz_" },
  { "references_and_cdata", DATA ("<row r='1'><c r='A1' t='str'><v>&lt;a&gt; &amp; &#x4E2D;<![CDATA[<国>]]></v></c></row>"),
    NULL, NULL, "S: A1 text <a> & 中<国>" },
  { "text_kept_to_the_letter", DATA ("<row r='1'><c r='A1' t='inlineStr'><is><t>  01　</t></is></c></row>"), NULL, NULL,
    "S: A1 text   01　" },
  { "elements_of_others_in_between",
    "<x:ext xmlns:x='urn:other'><x:c r='Z9'><x:v>9</x:v></x:c></x:ext>" DATA ("<row r='1'><c r='A1'><v>1</v></c></row>"),
    NULL, NULL, "S: A1 number 1" },
};

static void
sheet_is_read (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  assert_reads (make_xlsx (sheets[i].data, sheets[i].strings, STYLES, sheets[i].properties), sheets[i].expected);
}

static const struct {
  const char *what;
  const char *data;
  CunyiSheetError code;
} refused[] = {
  { "string_that_is_not_there", DATA ("<row r='1'><c r='A1' t='s'><v>7</v></c></row>"), CUNYI_SHEET_ERROR_DAMAGED },
  { "row_0", DATA ("<row r='0'><c><v>1</v></c></row>"), CUNYI_SHEET_ERROR_DAMAGED },
  { "place_that_is_none", DATA ("<row r='1'><c r='1A'><v>1</v></c></row>"), CUNYI_SHEET_ERROR_DAMAGED },
  { "element_that_is_never_closed", "<sheetData><row r='1'>", CUNYI_SHEET_ERROR_DAMAGED },
  { "entity_that_nobody_declared", DATA ("<row r='1'><c r='A1' t='str'><v>&bomb;</v></c></row>"),
    CUNYI_SHEET_ERROR_DAMAGED },
  { "last_cell_of_all", DATA ("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"), CUNYI_SHEET_ERROR_TOO_LARGE },
  { "row_behind_the_last", DATA ("<row r='1048577'><c><v>1</v></c></row>"), CUNYI_SHEET_ERROR_TOO_LARGE },
  { "column_behind_the_last", DATA ("<row r='1'><c r='XFE1'><v>1</v></c></row>"), CUNYI_SHEET_ERROR_TOO_LARGE },
  { "nothing_at_all", DATA (""), CUNYI_SHEET_ERROR_EMPTY },
};

static void
sheet_is_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  assert_refuses (make_xlsx (refused[i].data, NULL, NULL, NULL), refused[i].code);
}

/* ---- packages ---- */

#define RELATIONSHIPS(list) "<Relationships xmlns='" PACKAGE "'>" list "</Relationships>"
#define TO_WORKBOOK(target) \
  RELATIONSHIPS ("<Relationship Id='a' Type='" OFFICE "/officeDocument' Target='" target "'/>")

static void
parts_are_found_by_relationships_and_not_by_names (void)
{
  assert_reads (make_zip ("_rels/.rels", TO_WORKBOOK ("/Book/Main.XML"),
                          "book/main.xml",
                          "<x:workbook xmlns:x='" MAIN "' xmlns:rel='" OFFICE "'><x:sheets>"
                          "<x:sheet name='甲 &amp; 乙' rel:id='z'/><x:sheet name='藏' state='hidden' rel:id='h'/>"
                          "<x:sheet name='深藏' state='veryHidden' rel:id='h'/><x:sheet name='图' rel:id='c'/>"
                          "<x:sheet name='丙' rel:id='y'/></x:sheets></x:workbook>",
                          "Book/_rels/Main.xml.rels",
                          RELATIONSHIPS ("<Relationship Id='y' Type='" OFFICE "/worksheet' Target='..\\data\\one'/>"
                                         "<Relationship Id='h' Type='" OFFICE "/worksheet' Target='nowhere'/>"
                                         "<Relationship Id='c' Type='" OFFICE "/chartsheet' Target='chart.xml'/>"
                                         "<Relationship Id='z' Type='" OFFICE "/worksheet' Target='./x/../../data/two'/>"),
                          "data/one", "<x:worksheet xmlns:x='" MAIN "'><x:sheetData><x:row r='1'><x:c r='A1'><x:v>1</x:v>"
                          "</x:c></x:row></x:sheetData></x:worksheet>",
                          "data\\two", "<worksheet xmlns='" MAIN "'/>", NULL),
                "甲 & 乙:; 丙: A1 number 1");
}

static void
strict_workbook_is_read (void)
{
  assert_reads (make_zip ("_rels/.rels",
                          RELATIONSHIPS ("<Relationship Id='a' Type='" STRICT_OFFICE "/officeDocument' Target='w.xml'/>"),
                          "w.xml", "<workbook xmlns='" STRICT "' xmlns:r='" STRICT_OFFICE "'><sheets>"
                          "<sheet name='S' r:id='r1'/></sheets></workbook>",
                          "_rels/w.xml.rels",
                          RELATIONSHIPS ("<Relationship Id='r1' Type='" STRICT_OFFICE "/worksheet' Target='s.xml'/>"),
                          "s.xml", "<worksheet xmlns='" STRICT "'><sheetData><row><c t='d'><v>2022-07-26</v></c></row>"
                          "</sheetData></worksheet>", NULL),
                "S: A1 date 2022-07-26");
}

#define WORKBOOK "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'><sheets><sheet name='S' r:id='r1'/></sheets></workbook>"
#define SHEET "<worksheet xmlns='" MAIN "'><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
#define TO_SHEET RELATIONSHIPS ("<Relationship Id='r1' Type='" OFFICE "/worksheet' Target='s.xml'/>")

static void
sheet_that_leads_nowhere_is_damage (void)
{
  assert_refuses (make_zip ("_rels/.rels", TO_WORKBOOK ("w.xml"), "w.xml", WORKBOOK, "_rels/w.xml.rels", TO_SHEET, NULL),
                  CUNYI_SHEET_ERROR_DAMAGED);
  assert_refuses (make_zip ("_rels/.rels", TO_WORKBOOK ("w.xml"), "w.xml", WORKBOOK, "s.xml", SHEET, NULL),
                  CUNYI_SHEET_ERROR_DAMAGED);
}

static void
two_parts_of_one_name_are_damage (void)
{
  assert_refuses (make_zip ("_rels/.rels", TO_WORKBOOK ("w.xml"), "w.xml", WORKBOOK, "_rels/w.xml.rels", TO_SHEET,
                            "s.xml", SHEET, "S.XML", SHEET, NULL), CUNYI_SHEET_ERROR_DAMAGED);
}

static void
other_packages_are_no_tables (void)
{
  assert_refuses (make_zip ("_rels/.rels", TO_WORKBOOK ("word/document.xml"),
                            "word/document.xml", "<w:document xmlns:w='urn:word'/>", NULL), CUNYI_SHEET_ERROR_NOT_A_TABLE);
  assert_refuses (make_zip ("_rels/.rels", TO_WORKBOOK ("xl/workbook.bin"), "xl/workbook.bin", "x", NULL),
                  CUNYI_SHEET_ERROR_NOT_A_TABLE);
  assert_refuses (make_zip ("readme.txt", "hello", NULL), CUNYI_SHEET_ERROR_NOT_A_TABLE);
}

static void
doctype_is_refused_wherever_it_stands (void)
{
  static const char doctype[] = "<!DOCTYPE a [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>]>";
  g_autofree char *sheet = g_strconcat (doctype, SHEET, NULL);
  g_autofree char *workbook = g_strconcat ("<?xml version='1.0'?>", doctype, WORKBOOK, NULL);
  g_autofree char *external = g_strconcat ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'>", SHEET, NULL);

  assert_refuses (make_zip ("_rels/.rels", TO_WORKBOOK ("w.xml"), "w.xml", WORKBOOK, "_rels/w.xml.rels", TO_SHEET,
                            "s.xml", sheet, NULL), CUNYI_SHEET_ERROR_DAMAGED);
  assert_refuses (make_zip ("_rels/.rels", TO_WORKBOOK ("w.xml"), "w.xml", workbook, "_rels/w.xml.rels", TO_SHEET,
                            "s.xml", SHEET, NULL), CUNYI_SHEET_ERROR_DAMAGED);
  assert_refuses (make_zip ("_rels/.rels", TO_WORKBOOK ("w.xml"), "w.xml", WORKBOOK, "_rels/w.xml.rels", TO_SHEET,
                            "s.xml", external, NULL), CUNYI_SHEET_ERROR_DAMAGED);
}

static void
part_in_utf16_is_read (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *const parts[] = { "_rels/.rels", TO_WORKBOOK ("w.xml"), "w.xml", WORKBOOK, "_rels/w.xml.rels", TO_SHEET };
  gsize length;
  char *wide = g_convert ("\357\273\277<?xml version='1.0' encoding='UTF-16'?>" SHEET, -1, "UTF-16LE", "UTF-8", NULL,
                          &length, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i += 2)
    {
      g_ptr_array_add (names, (char *) parts[i]);
      g_ptr_array_add (contents, g_bytes_new_static (parts[i + 1], strlen (parts[i + 1])));
    }
  g_ptr_array_add (names, (char *) "s.xml");
  g_ptr_array_add (contents, g_bytes_new_take (wide, length));
  assert_reads (make_zip_of (names, contents, FALSE), "S: A1 number 1");
}

/* ---- bombs ---- */

static char *
repeat (const char *begin, const char *text, guint times, const char *end)
{
  GString *out = g_string_new (begin);

  for (guint i = 0; i < times; i++)
    g_string_append (out, text);
  g_string_append (out, end);
  return g_string_free (out, FALSE);
}

static void
part_that_inflates_without_measure_is_too_large (void)
{
  g_autofree char *blanks = repeat ("<sheetData>", "                                                                ",
                                    1600000, "</sheetData>");

  assert_refuses (make_xlsx (blanks, NULL, NULL, NULL), CUNYI_SHEET_ERROR_TOO_LARGE);
}

static void
thousands_of_parts_are_too_large (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < 9000; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("part%u", i));
      g_ptr_array_add (contents, g_bytes_new_static ("x", 1));
    }
  assert_refuses (make_zip_of (names, contents, TRUE), CUNYI_SHEET_ERROR_TOO_LARGE);
}

static void
elements_without_end_in_each_other_are_damage (void)
{
  g_autofree char *deep = repeat ("", "<row>", 100000, "");

  assert_refuses (make_xlsx (deep, NULL, NULL, NULL), CUNYI_SHEET_ERROR_DAMAGED);
}

/* Five thousand cells in the last column claim eighty million. */
static void
wide_gaps_in_many_rows_are_too_large (void)
{
  g_autoptr (GString) data = g_string_new ("<sheetData>");

  for (guint row = 1; row <= 5000; row++)
    g_string_append_printf (data, "<row r='%u'><c r='XFD%u'><v>1</v></c></row>", row, row);
  g_string_append (data, "</sheetData>");
  assert_refuses (make_xlsx (data->str, NULL, NULL, NULL), CUNYI_SHEET_ERROR_TOO_LARGE);
}

/* A string of a million letters, and three hundred cells that all show it. */
static void
long_string_in_many_cells_is_too_large (void)
{
  g_autofree char *string = repeat ("<si><t>", "0123456789abcdef", 65000, "</t></si>");
  g_autofree char *cells = repeat ("<sheetData><row>", "<c t='s'><v>0</v></c>", 300, "</row></sheetData>");

  assert_refuses (make_xlsx (cells, string, NULL, NULL), CUNYI_SHEET_ERROR_TOO_LARGE);
}

static void
string_longer_than_any_cell_is_too_large (void)
{
  g_autofree char *string = repeat ("<si><t>", "0123456789abcdef", 70000, "</t></si>");

  assert_refuses (make_xlsx (DATA (""), string, NULL, NULL), CUNYI_SHEET_ERROR_TOO_LARGE);
}

/* ---- the zip ---- */

static void
file_cut_short_is_told_from_a_damaged_one (void)
{
  g_autoptr (GBytes) whole = make_xlsx (DATA ("<row><c><v>1</v></c></row>"), NULL, NULL, NULL);
  gsize size = g_bytes_get_size (whole);

  for (gsize length = 4; length < size; length += 7)
    assert_refuses (g_bytes_new_from_bytes (whole, 0, length), CUNYI_SHEET_ERROR_TRUNCATED);
}

static void
encrypted_zip_asks_for_no_password (void)
{
  g_autoptr (GBytes) whole = make_xlsx (DATA ("<row><c><v>1</v></c></row>"), NULL, NULL, NULL);
  gsize size;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&whole), &size);

  /* Bit 0 of the flags, in every header and in the list at the end. */
  for (gsize i = 0; i + 10 < size; i++)
    if (memcmp (data + i, "PK\x03\x04", 4) == 0)
      data[i + 6] |= 1;
    else if (memcmp (data + i, "PK\x01\x02", 4) == 0)
      data[i + 8] |= 1;
  assert_refuses (g_bytes_new_take (data, size), CUNYI_SHEET_ERROR_PASSWORD);
}

static void
cancelled_reading_stops (void)
{
  g_autoptr (GBytes) bytes = make_xlsx (DATA ("<row><c><v>1</v></c></row>"), NULL, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (cunyi_workbook_read_bytes (NULL, bytes, cancellable, &error));
  g_assert_error (error, CUNYI_SHEET_ERROR, CUNYI_SHEET_ERROR_CANCELLED);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (20 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Reading the whole takes seconds under sanitizers, and half a second without. */
static void
reading_stops_in_the_middle_of_a_sheet (void)
{
  g_autofree char *rows = repeat ("<sheetData>", "<row><c><v>1</v></c><c><v>22</v></c><c><v>333</v></c></row>", 400000,
                                  "</sheetData>");
  g_autoptr (GBytes) bytes = make_xlsx (rows, NULL, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_null (cunyi_workbook_read_bytes (NULL, bytes, cancellable, &error));
  g_assert_error (error, CUNYI_SHEET_ERROR, CUNYI_SHEET_ERROR_CANCELLED);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/xlsx/sheet_is_read/", sheets[i].what, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), sheet_is_read);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/xlsx/sheet_is_refused/", refused[i].what, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), sheet_is_refused);
    }
#define TEST(name) g_test_add_func ("/sheet/xlsx/" #name, name)
  TEST (parts_are_found_by_relationships_and_not_by_names);
  TEST (strict_workbook_is_read);
  TEST (sheet_that_leads_nowhere_is_damage);
  TEST (two_parts_of_one_name_are_damage);
  TEST (other_packages_are_no_tables);
  TEST (doctype_is_refused_wherever_it_stands);
  TEST (part_in_utf16_is_read);
  TEST (part_that_inflates_without_measure_is_too_large);
  TEST (thousands_of_parts_are_too_large);
  TEST (elements_without_end_in_each_other_are_damage);
  TEST (wide_gaps_in_many_rows_are_too_large);
  TEST (long_string_in_many_cells_is_too_large);
  TEST (string_longer_than_any_cell_is_too_large);
  TEST (file_cut_short_is_told_from_a_damaged_one);
  TEST (encrypted_zip_asks_for_no_password);
  TEST (cancelled_reading_stops);
  TEST (reading_stops_in_the_middle_of_a_sheet);
  return g_test_run ();
}
