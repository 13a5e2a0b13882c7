/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading .csv files as clinics, townships and exports write them. */

#include "config.h"

#include "base/csv.h"

#include <string.h>

/* Cells parted by | and rows ended by /. */
static char *
show (CunyiTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < cunyi_table_n_rows (table); row++)
    {
      for (guint column = 0; column < cunyi_table_row_length (table, row); column++)
        g_string_append_printf (text, "%s%s", column ? "|" : "", cunyi_table_get (table, row, column));
      g_string_append_c (text, '/');
    }
  return g_string_free (text, FALSE);
}

typedef struct {
  const char *file;
  const char *table;
} Case;

static void
check (const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiTable) table = cunyi_csv_parse (NULL, cases[i].file, strlen (cases[i].file), &error);
      g_autofree char *shown = NULL;

      g_test_message ("case %u: %s", i, cases[i].file);
      g_assert_no_error (error);
      shown = show (table);
      g_assert_cmpstr (shown, ==, cases[i].table);
    }
}

static void
quotes_and_line_ends_follow_the_standard (void)
{
  static const Case cases[] = {
    { "a,b\n1,2\n", "a|b/1|2/" },
    { "a,b\r\n1,2\r\n", "a|b/1|2/" },
    { "a,b\r1,2\r", "a|b/1|2/" },                      /* an old Macintosh */
    { "a,b\n1,2", "a|b/1|2/" },                        /* no line end at the end */
    { "a,b\n\n1,2\n", "a|b//1|2/" },                   /* a blank line keeps its number */
    { "a,b\r\n\r\n1,2\r\n", "a|b//1|2/" },
    { "a,,c\n,,\n", "a||c/||/" },                      /* empty cells */
    { "\"a,b\",c\n", "a,b|c/" },                       /* a separator in quotes */
    { "\"a\nb\",c\n", "a\nb|c/" },                     /* a line end in quotes */
    { "\"a\r\nb\",c\r\n", "a\r\nb|c/" },
    { "\"say \"\"hi\"\"\",c\n", "say \"hi\"|c/" },     /* a doubled quote */
    { "\"\",c\n", "|c/" },
    { "\"a\" b,c\n", "a b|c/" },                       /* letters behind the closing quote are kept */
    { "5\" tube,c\n", "5\" tube|c/" },                 /* a quote inside a cell is a letter */
    { " a , b \n", " a | b /" },                       /* blanks are the reader's business */
    { "a,b\n1,2,3\n4\n", "a|b/1|2|3/4/" },             /* rows of different lengths */
    { "", "" },
    { "\n", "/" },
    { "a", "a/" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
the_formula_of_an_export_is_its_text (void)
{
  static const Case cases[] = {
    { "=\"411322\",b\n", "411322|b/" },
    { "\"=\"\"411322\"\"\",b\n", "411322|b/" },        /* quoted once more */
    { "=\"007\"\n=\"\"\n", "007//" },
    { "=\"a,b\",c\n", "a,b|c/" },                      /* a separator in it */
    { "\"=\"\"\",b\n", "=\"|b/" },                     /* only the beginning of one */
    { "=A1,b\n", "=A1|b/" },                           /* another formula is left alone */
    { "a=\"1\",b\n", "a=\"1\"|b/" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
the_separator_is_the_one_on_most_lines (void)
{
  static const Case cases[] = {
    { "a;b;c\n1;2;3\n", "a|b|c/1|2|3/" },
    { "a\tb\n1\t2\n", "a|b/1|2/" },
    { "a;b\n1,5;2,5\n3,5;4\n", "a|b/1,5|2,5/3,5|4/" },               /* decimal commas */
    { "姓名\t健康\n张三\t长期慢性病,残疾\n", "姓名|健康/张三|长期慢性病,残疾/" },
    { "name,health\n张三,慢性病;残疾\n李四,健康\n", "name|health/张三|慢性病;残疾/李四|健康/" },
    { "a,b;c\n1,2;3\n", "a|b;c/1|2;3/" },                            /* on as many lines: the comma */
    { "\"a;b;c\",d\n\"e;f;g\",h\n", "a;b;c|d/e;f;g|h/" },            /* quoted ones do not count */
    { "5\" a;b;c,d\ne,f\n", "5\" a;b;c|d/e|f/" },
    { "a,b;c\n1,2,3;x\n1,2,3,4\n5,6,7,8,9\n", "a|b;c/1|2|3;x/1|2|3|4/5|6|7|8|9/" }, /* ragged, but on all lines */
    { "sep=;\na,b;c\n", "a,b|c/" },                                  /* the file says it */
    { "sep=,\r\na;b,c\r\n", "a;b|c/" },
    { "sep=x\na,b\n", "sep=x/a|b/" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
blank_lines_at_the_top_do_not_hide_the_separator (void)
{
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (CunyiTable) table = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (file, "\r\n");
  g_string_append (file, "a;b\r\n1;2\r\n");
  table = cunyi_csv_parse (NULL, file->str, file->len, NULL);
  g_assert_cmpstr (cunyi_table_get (table, 101, 1), ==, "2");
}

static void
check_encoded (const char *bytes, gsize length, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiTable) table = cunyi_csv_parse (NULL, bytes, length, &error);
  g_autofree char *shown = NULL;

  g_assert_no_error (error);
  shown = show (table);
  g_assert_cmpstr (shown, ==, wanted);
}

static void
every_encoding_gives_the_same_table (void)
{
  static const char text[] = "姓名,村\n张三,赵庄\n𠀀㐀,€\n";
  static const char wanted[] = "姓名|村/张三|赵庄/𠀀㐀|€/";
  static const struct {
    const char *encoding;
    const char *mark;
    gsize mark_length;
  } encodings[] = {
    { "UTF-8", "", 0 },
    { "UTF-8", "\xef\xbb\xbf", 3 },
    { "UTF-16LE", "\xff\xfe", 2 },
    { "UTF-16BE", "\xfe\xff", 2 },
    { "GB18030", "", 0 }, /* four bytes for the rare ones */
  };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *bytes = g_convert (text, -1, encodings[i].encoding, "UTF-8", NULL, &length, NULL);
      g_autoptr (GByteArray) file = g_byte_array_new ();

      g_byte_array_append (file, (const guint8 *) encodings[i].mark, encodings[i].mark_length);
      g_byte_array_append (file, (const guint8 *) bytes, length);
      check_encoded ((const char *) file->data, file->len, wanted);
    }
}

static void
the_encoding_is_decided_over_the_whole_file (void)
{
  /* The first line says nothing: the Chinese comes after a thousand lines of ASCII. */
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiTable) table = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (file, "name,village\n");
  g_string_append (file, "\xd5\xc5\xc8\xfd,\xd5\xd4\xd7\xaf\n");
  table = cunyi_csv_parse (NULL, file->str, file->len, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cunyi_table_get (table, 1000, 0), ==, "张三");
  g_assert_cmpstr (cunyi_table_get (table, 1000, 1), ==, "赵庄");
}

static void
what_cannot_be_read_says_why (void)
{
  static const struct {
    const char *bytes;
    gsize length;
    int code;
    const char *words; /* in the message */
  } cases[] = {
    /* neither UTF-8 nor GB18030 */
    { "a,\xff\xff\xff\n", 6, CUNYI_CSV_ERROR_ENCODING, "spreadsheet" },
    /* a picture */
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", 20, CUNYI_CSV_ERROR_ENCODING, "spreadsheet" },
    /* control letters between letters of GB18030 */
    { "\xd5\xc5\x01\x02,a\n", 7, CUNYI_CSV_ERROR_ENCODING, "spreadsheet" },
    /* zero bytes in the middle of Latin text: nothing was meant by them */
    { "a,b\n1,\0\n", 8, CUNYI_CSV_ERROR_ENCODING, "spreadsheet" },
    /* the mark says UTF-8, so it is damaged UTF-8 */
    { "\xef\xbb\xbf" "a,b\n1,\xff\n", 10, CUNYI_CSV_ERROR_DAMAGED, "line 2" },
    /* eight good letters and a broken one: not GB18030 */
    { "张三李四王五赵六\n孙七周八\n吴\xe9\n", 44, CUNYI_CSV_ERROR_DAMAGED, "line 3" },
    { "a,b\n\"c,d\ne,f\n", 13, CUNYI_CSV_ERROR_QUOTE, "line 2" },
    { "a,b\n=\"c,d\n", 10, CUNYI_CSV_ERROR_QUOTE, "line 2" },
    /* half a letter of UTF-16 */
    { "\xff\xfe" "a\0b", 5, CUNYI_CSV_ERROR_ENCODING, "spreadsheet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiTable) table = cunyi_csv_parse (NULL, cases[i].bytes, cases[i].length, &error);

      g_test_message ("case %u", i);
      g_assert_null (table);
      g_assert_error (error, CUNYI_CSV_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

static void
refuse_too_large (const GString *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiTable) table = cunyi_csv_parse (NULL, file->str, file->len, &error);

  g_assert_null (table);
  g_assert_error (error, CUNYI_CSV_ERROR, CUNYI_CSV_ERROR_TOO_LARGE);
}

static void
more_than_a_spreadsheet_holds_is_refused (void)
{
  g_autoptr (GString) rows = g_string_new (NULL), columns = g_string_new (NULL), cell = g_string_new ("\"");

  for (guint i = 0; i < 1048577; i++)
    g_string_append_c (rows, '\n');
  refuse_too_large (rows);
  for (guint i = 0; i < 16384; i++)
    g_string_append_c (columns, ',');
  refuse_too_large (columns);
  for (guint i = 0; i < 128 * 1024 + 1; i++)
    g_string_append_c (cell, 'x');
  g_string_append_c (cell, '"');
  refuse_too_large (cell);
  /* and just what it holds is read */
  g_string_truncate (rows, 1048576);
  check_encoded ("x", 1, "x/");
  g_string_truncate (columns, 16383);
  {
    g_autoptr (CunyiTable) table = cunyi_csv_parse (NULL, columns->str, columns->len, NULL);
    g_autoptr (CunyiTable) tall = cunyi_csv_parse (NULL, rows->str, rows->len, NULL);

    g_assert_cmpuint (cunyi_table_row_length (table, 0), ==, 16384);
    g_assert_cmpuint (cunyi_table_n_rows (tall), ==, 1048576);
  }
}

/* Anything at all must end in a table or an error. Deterministic, so that a failure can be found again. */
static void
random_bytes_never_harm (void)
{
  static const char alphabet[] = "a,;\t\"\n\r=\"\xef\xbb\xbf\xff\xfe\xd5\xc5\xe5\xbc\xa0\0\x80";
  g_autoptr (GRand) random = g_rand_new_with_seed (20220726);

  for (guint i = 0; i < 20000; i++)
    {
      char bytes[40];
      gsize length = g_rand_int_range (random, 0, sizeof bytes);
      g_autofree char *exact = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiTable) table = NULL;

      for (gsize j = 0; j < length; j++)
        bytes[j] = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
      exact = g_memdup2 (bytes, length); /* so that a sanitizer sees one byte too many */
      table = cunyi_csv_parse (NULL, exact, length, &error);
      g_assert_true ((table != NULL) != (error != NULL));
    }
}

static void
a_quoted_cell_is_read_back (void)
{
  static const char *const cells[] = { "plain", "a,b", "a;b", "a\tb", "say \"hi\"", "two\nlines", "\"", "" };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *quoted = cunyi_csv_quote (cells[i]);
      g_autofree char *line = g_strconcat (quoted, ",x\n", NULL);
      g_autoptr (CunyiTable) table = cunyi_csv_parse (NULL, line, strlen (line), NULL);

      g_assert_cmpstr (cunyi_table_get (table, 0, 0), ==, cells[i]);
      g_assert_cmpstr (cunyi_table_get (table, 0, 1), ==, "x");
    }
}

static void
fifty_thousand_rows_of_twenty_are_read_at_once (void)
{
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (CunyiTable) table = NULL;
  double seconds;

  for (guint i = 0; i < 50000; i++)
    {
      for (guint column = 0; column < 20; column++)
        g_string_append (file, column == 0 ? "" : column % 5 ? ",张三丰" : ",\"411322198001010011\"");
      g_string_append_c (file, '\n');
    }
  g_test_timer_start ();
  table = cunyi_csv_parse (NULL, file->str, file->len, NULL);
  seconds = g_test_timer_elapsed ();
  g_test_minimized_result (seconds, "%.3f s for %.1f MB", seconds, file->len / 1e6);
  g_assert_cmpuint (cunyi_table_n_rows (table), ==, 50000);
  g_assert_cmpuint (cunyi_table_n_columns (table), ==, 20);
  /* Ten times what it takes here without optimisation and with sanitizers. */
  g_assert_cmpfloat (seconds, <, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/quotes and line ends follow the standard", quotes_and_line_ends_follow_the_standard);
  g_test_add_func ("/csv/the formula of an export is its text", the_formula_of_an_export_is_its_text);
  g_test_add_func ("/csv/the separator is the one on most lines", the_separator_is_the_one_on_most_lines);
  g_test_add_func ("/csv/blank lines at the top do not hide the separator",
                   blank_lines_at_the_top_do_not_hide_the_separator);
  g_test_add_func ("/csv/every encoding gives the same table", every_encoding_gives_the_same_table);
  g_test_add_func ("/csv/the encoding is decided over the whole file", the_encoding_is_decided_over_the_whole_file);
  g_test_add_func ("/csv/what cannot be read says why", what_cannot_be_read_says_why);
  g_test_add_func ("/csv/more than a spreadsheet holds is refused", more_than_a_spreadsheet_holds_is_refused);
  g_test_add_func ("/csv/random bytes never harm", random_bytes_never_harm);
  g_test_add_func ("/csv/a quoted cell is read back", a_quoted_cell_is_read_back);
  g_test_add_func ("/csv/fifty thousand rows of twenty are read at once", fifty_thousand_rows_of_twenty_are_read_at_once);
  return g_test_run ();
}
