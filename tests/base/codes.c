/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Code lists. */

#include "config.h"

#include "base/codes.h"

#include <string.h>

static CunyiCodes *
parse (const char *file, CunyiFaults *faults)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, strlen (file));

  return cunyi_codes_parse ("list", bytes, faults);
}

static const char good[] = "code,label,synonyms,parent,system\n"
                           "01,配偶,夫|妻|丈 夫,,a\n"
                           "\n"
                           "02,本人或户主,户主|本人,,b\n"
                           "021,长子,大儿子|（长）子,02,\n";

static void
codes_have_labels_and_further_columns (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("codes/list.csv");
  g_autoptr (CunyiCodes) codes = parse (good, faults);

  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  g_assert_cmpuint (cunyi_codes_count (codes), ==, 3);
  g_assert_cmpstr (cunyi_codes_get_code (codes, 0), ==, "01"); /* in the order of the file, zeros kept */
  g_assert_cmpstr (cunyi_codes_get_code (codes, 2), ==, "021");
  g_assert_null (cunyi_codes_get_code (codes, 3));
  g_assert_cmpstr (cunyi_codes_get_label (codes, "02"), ==, "本人或户主");
  g_assert_null (cunyi_codes_get_label (codes, "2"));
  g_assert_null (cunyi_codes_get_label (codes, NULL));
  g_assert_cmpstr (cunyi_codes_get (codes, "02", "system"), ==, "b");
  g_assert_cmpstr (cunyi_codes_get (codes, "021", "system"), ==, "");
  g_assert_cmpstr (cunyi_codes_get (codes, "021", "parent"), ==, "02");
  g_assert_null (cunyi_codes_get (codes, "02", "colour"));
}

static void
words_are_matched_whatever_their_width_and_blanks (void)
{
  static const struct {
    const char *word, *code;
  } cases[] = {
    { "配偶", "01" }, { " 配 偶\u3000", "01" }, { "丈夫", "01" }, { "妻", "01" }, { "户主", "02" }, { "(长)子", "021" },
    { "01", NULL }, /* a bare code is no word */
    { "表弟", NULL }, { "", NULL }, { NULL, NULL },
  };
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiCodes) codes = parse (good, faults);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (cunyi_codes_find (codes, cases[i].word), ==, cases[i].code);
}

static void
broken_lines_are_faults_with_their_place (void)
{
  static const struct {
    const char *file;
    CunyiFaultCode code;
    guint row, column, kept; /* codes that are left */
  } cases[] = {
    { "code,label\n,a\nb,B\n", CUNYI_FAULT_CODES_CODE, 2, 1, 1 },                     /* no code */
    { "code,label\na b,A\n", CUNYI_FAULT_CODES_CODE, 2, 1, 0 },                       /* a blank in it */
    { "code,label\na,A\na,B\n", CUNYI_FAULT_CODES_CODE, 3, 1, 1 },                    /* twice */
    { "label,code\n,a\n", CUNYI_FAULT_CODES_LABEL, 2, 1, 0 },                         /* no label */
    { "code,label\na,A\nb,Ａ\n", CUNYI_FAULT_CODES_WORD, 3, 2, 2 },                   /* one word, two codes */
    { "code,label,synonyms\na,A,x\nb,B,y|X\n", CUNYI_FAULT_CODES_WORD, 3, 3, 2 },
    { "code,label,synonyms\na,A,b\nb,B,\n", CUNYI_FAULT_CODES_WORD, 2, 3, 2 },        /* a label of another */
    { "code,label,label\na,A,B\n", CUNYI_FAULT_CODES_COLUMN, 1, 3, 1 },
    { "code,label,parent\na,A,z\n", CUNYI_FAULT_CODES_PARENT, 2, 3, 1 },              /* no such parent */
    { "code,label,parent\na,A,a\n", CUNYI_FAULT_CODES_PARENT, 2, 3, 1 },              /* its own parent */
    { "code,label,parent\na,A,b\nb,B,c\nc,C,a\n", CUNYI_FAULT_CODES_PARENT, 4, 3, 3 }, /* a circle */
    { "code,label,parent\na,A,b\nb,B,c\nc,C,b\n", CUNYI_FAULT_CODES_PARENT, 4, 3, 3 }, /* one further up */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new ("codes/list.csv");
      g_autoptr (CunyiCodes) codes = parse (cases[i].file, faults);
      const CunyiFault *fault;

      g_test_message ("case %u", i);
      g_assert_cmpuint (cunyi_faults_count (faults), >=, 1);
      fault = cunyi_faults_get (faults, 0);
      g_assert_cmpint (fault->code, ==, cases[i].code);
      g_assert_cmpuint (fault->row, ==, cases[i].row);
      g_assert_cmpuint (fault->column, ==, cases[i].column);
      g_assert_cmpuint (cunyi_codes_count (codes), ==, cases[i].kept);
    }
}

static void
what_is_no_list_is_a_fault (void)
{
  static const struct {
    const char *file;
    CunyiFaultCode code;
  } cases[] = {
    { "", CUNYI_FAULT_MISSING_COLUMN },
    { "code,name\na,A\n", CUNYI_FAULT_MISSING_COLUMN },
    { "label,price\nA,1\n", CUNYI_FAULT_MISSING_COLUMN },
    { "code,label\n\"a,A\n", CUNYI_FAULT_UNREADABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);

      g_assert_null (parse (cases[i].file, faults));
      g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
      g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, cases[i].code);
    }
}

/* Blanks and the same name twice are nothing to a table that only is looked into. */
static void
a_table_without_codes_is_there_to_be_looked_into (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiCodes) codes = parse ("name, price \n东 井,3\n东 井,\n", faults);
  CunyiTable *table = cunyi_codes_get_table (codes);

  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  g_assert_cmpuint (cunyi_codes_count (codes), ==, 0);
  g_assert_cmpint (cunyi_codes_find_column (codes, "label"), ==, -1);
  g_assert_cmpstr (cunyi_table_get (table, 1, cunyi_codes_find_column (codes, "price")), ==, "3");
  g_assert_cmpstr (cunyi_table_get (table, 2, cunyi_codes_find_column (codes, "name")), ==, "东 井");
}

static void
a_word_under_two_parents_is_no_fault_but_means_neither (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiCodes) codes = parse ("code,label,parent\n1,东,\n2,西,\n11,其他,1\n21,其他,2\n", faults);

  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  g_assert_cmpuint (cunyi_codes_count (codes), ==, 4);
  g_assert_null (cunyi_codes_find (codes, "其他"));
  g_assert_cmpstr (cunyi_codes_find (codes, "西"), ==, "2");
}

static void
a_long_circle_of_parents_is_told_once (void)
{
  g_autoptr (GString) file = g_string_new ("code,label,parent\n");
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiCodes) codes = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (file, "%u,l%u,%u\n", i, i, (i + 1) % 1000);
  codes = parse (file->str, faults);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
  g_assert_cmpuint (cunyi_faults_get (faults, 0)->row, ==, 1001);
}

static void
a_long_chain_of_parents_ends (void)
{
  g_autoptr (GString) file = g_string_new ("code,label,parent\n0,root,\n");
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiCodes) codes = NULL;

  for (guint i = 1; i < 20000; i++)
    g_string_append_printf (file, "%u,l%u,%u\n", i, i, i - 1);
  codes = parse (file->str, faults);
  g_assert_cmpuint (cunyi_codes_count (codes), ==, 20000);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codes/codes have labels and further columns", codes_have_labels_and_further_columns);
  g_test_add_func ("/codes/words are matched whatever their width and blanks",
                   words_are_matched_whatever_their_width_and_blanks);
  g_test_add_func ("/codes/broken lines are faults with their place", broken_lines_are_faults_with_their_place);
  g_test_add_func ("/codes/what is no list is a fault", what_is_no_list_is_a_fault);
  g_test_add_func ("/codes/a table without codes is there to be looked into",
                   a_table_without_codes_is_there_to_be_looked_into);
  g_test_add_func ("/codes/a word under two parents is no fault but means neither",
                   a_word_under_two_parents_is_no_fault_but_means_neither);
  g_test_add_func ("/codes/a long circle of parents is told once", a_long_circle_of_parents_is_told_once);
  g_test_add_func ("/codes/a long chain of parents ends", a_long_chain_of_parents_ends);
  return g_test_run ();
}
