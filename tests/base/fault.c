/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Faults: collected with their place, numbered once, and never without end. */

#include "config.h"

#include "base/fault.h"

#include <string.h>

static void
a_fault_reads_file_sheet_cell_number_and_sentence (void)
{
  static const struct {
    const char *file, *sheet;
    guint row, column;
    const char *text;
  } cases[] = {
    { "a.csv", NULL, 3, 2, "a.csv: B3: [101] Mend it." },
    { "a.csv", "survey", 3, 2, "a.csv: survey B3: [101] Mend it." },
    { "a.csv", "survey", 3, 0, "a.csv: survey row 3: [101] Mend it." }, /* the whole row */
    { "a.csv", "survey", 0, 0, "a.csv: survey: [101] Mend it." },       /* the whole sheet */
    { "a.csv", NULL, 0, 0, "a.csv: [101] Mend it." },                   /* the whole file */
    { NULL, NULL, 0, 0, "[101] Mend it." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (cases[i].file);
      g_autofree char *text = NULL;

      cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, cases[i].sheet, cases[i].row, cases[i].column, "Mend %s.", "it");
      g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
      text = cunyi_fault_to_text (cunyi_faults_get (faults, 0));
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
cells_are_named_as_a_spreadsheet_names_them (void)
{
  static const struct {
    guint row, column;
    const char *address;
  } cases[] = {
    { 1, 1, "A1" }, { 3, 26, "Z3" }, { 3, 27, "AA3" }, { 9, 52, "AZ9" }, { 9, 53, "BA9" }, { 1, 702, "ZZ1" },
    { 1, 703, "AAA1" }, { 1048576, 16384, "XFD1048576" }, { G_MAXUINT, G_MAXUINT, "MWLQKWU4294967295" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = cunyi_cell_address (cases[i].row, cases[i].column);

      g_assert_cmpstr (address, ==, cases[i].address);
    }
}

static void
a_loader_goes_on_to_the_next_file (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("first.csv");

  cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 1, 1, "a");
  cunyi_faults_set_file (faults, "second.csv");
  cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 1, 1, "b");
  /* What was set is given back to be set again. */
  cunyi_faults_set_file (faults, cunyi_faults_get_file (faults));
  g_assert_cmpstr (cunyi_faults_get_file (faults), ==, "second.csv");
  g_assert_cmpstr (cunyi_faults_get (faults, 0)->file, ==, "first.csv");
  g_assert_cmpstr (cunyi_faults_get (faults, 1)->file, ==, "second.csv");
}

static void
one_list_is_added_to_another (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("first.csv");
  g_autoptr (CunyiFaults) more = cunyi_faults_new ("second.csv");

  cunyi_faults_add (more, CUNYI_FAULT_TOO_MANY, "sheet", 4, 5, "b");
  cunyi_faults_add_all (faults, more);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
  g_assert_cmpstr (cunyi_faults_get (faults, 0)->file, ==, "second.csv");
  g_assert_cmpstr (cunyi_faults_get (faults, 0)->sheet, ==, "sheet");
  g_assert_cmpstr (cunyi_faults_get (faults, 0)->message, ==, "b");
  g_assert_cmpuint (cunyi_faults_get (faults, 0)->row, ==, 4);
  g_assert_cmpuint (cunyi_faults_get (faults, 0)->column, ==, 5);
}

static void
a_message_is_always_whole_letters (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("a.csv");

  cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 1, 1, "“%.4s” is wrong", "张三"); /* cut after 4 bytes */
  cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 1, 1, "“%s” is wrong", "\xd5\xc5");
  g_assert_true (g_utf8_validate (cunyi_faults_get (faults, 0)->message, -1, NULL));
  g_assert_true (g_utf8_validate (cunyi_faults_get (faults, 1)->message, -1, NULL));
  g_assert_true (g_str_has_prefix (cunyi_faults_get (faults, 0)->message, "“张"));
}

static void
after_a_thousand_the_list_says_so_and_ends (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("a.csv");

  for (guint i = 0; i < 5000; i++)
    cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, i, 1, "fault %u", i);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 1001);
  g_assert_cmpstr (cunyi_faults_get (faults, 999)->message, ==, "fault 999");
  g_assert_cmpint (cunyi_faults_get (faults, 1000)->code, ==, CUNYI_FAULT_TOO_MANY);
}

static void
every_number_and_name_is_given_once (void)
{
  static const struct {
    int number;
    const char *name;
  } registry[] = {
#define CUNYI_FAULT(number, symbol, name) { number, name },
#include "base/fault-codes.h"
#undef CUNYI_FAULT
  };

  for (guint i = 0; i < G_N_ELEMENTS (registry); i++)
    {
      g_assert_cmpint (registry[i].number, >=, 100);
      g_assert_cmpint (registry[i].number, <, 800);
      g_assert_cmpstr (cunyi_fault_code_name (registry[i].number), ==, registry[i].name);
      for (guint j = 0; j < i; j++)
        {
          g_assert_cmpint (registry[i].number, !=, registry[j].number);
          g_assert_cmpstr (registry[i].name, !=, registry[j].name);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/a fault reads file, sheet, cell, number and sentence",
                   a_fault_reads_file_sheet_cell_number_and_sentence);
  g_test_add_func ("/fault/cells are named as a spreadsheet names them", cells_are_named_as_a_spreadsheet_names_them);
  g_test_add_func ("/fault/a loader goes on to the next file", a_loader_goes_on_to_the_next_file);
  g_test_add_func ("/fault/one list is added to another", one_list_is_added_to_another);
  g_test_add_func ("/fault/a message is always whole letters", a_message_is_always_whole_letters);
  g_test_add_func ("/fault/after a thousand the list says so and ends", after_a_thousand_the_list_says_so_and_ends);
  g_test_add_func ("/fault/every number and name is given once", every_number_and_name_is_given_once);
  return g_test_run ();
}
