/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What rules go by: listed with what uses it, changed, counted with at once, put back. */

#include "config.h"

#include "clinic/due.h"
#include "clinic/filling.h"
#include "clinic/rule.h"
#include "clinic/standard.h"
#include "neighbours.h"
#include "scratch.h"
#include "store/journal.h"

#include <string.h>

static GPtrArray *
list (Scratch *scratch)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *standards = cunyi_standard_list (scratch->clinic, &error);

  g_assert_no_error (error);
  return standards;
}

static const CunyiStandard *
find (GPtrArray *standards, const char *name)
{
  for (guint i = 0; i < standards->len; i++)
    if (g_str_equal (((CunyiStandard *) g_ptr_array_index (standards, i))->name, name))
      return g_ptr_array_index (standards, i);
  g_error ("There is no standard %s.", name);
}

static gboolean
is_used (const CunyiStandard *standard, const char *title)
{
  return g_ptr_array_find_with_equal_func (standard->used, title, g_str_equal, NULL);
}

static void
set (Scratch *scratch, const char *name, const char *value)
{
  g_autoptr (GPtrArray) standards = list (scratch);
  g_autoptr (GError) error = NULL;

  cunyi_standard_set (scratch->clinic, find (standards, name), value, &error);
  g_assert_no_error (error);
}

/* What the doctor reads is not English: four small letters in a row are. */
static void
check_chinese (const CunyiStandard *standard, const char *text)
{
  if (g_regex_match_simple ("[a-z]{4}", text, 0, 0))
    g_error ("%s: the doctor reads “%s”.", standard->name, text);
}

static void
each_says_what_it_is_where_from_and_where_used (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("nanyang");
  g_autoptr (GPtrArray) standards = list (scratch);
  const CunyiStandard *sbp = find (standards, "limit/sbp"), *elder = find (standards, "limit/sbp_elder");
  const CunyiStandard *shared = find (standards, "option/fulfilment"), *base = find (standards, "option/regular_base");
  g_autofree char *shown = cunyi_standard_show (sbp, cunyi_standard_get (sbp));
  g_autofree char *choice = cunyi_standard_show (base, cunyi_standard_get (base));

  g_assert_cmpstr (shown, ==, "140 mmHg");
  g_assert_nonnull (strstr (sbp->source, "国家基本公共卫生服务规范"));
  g_assert_true (is_used (sbp, "高血压患者随访服务记录表"));
  /* A name that begins alike is another one. */
  g_assert_cmpuint (elder->used->len, >, 0);
  g_assert_false (is_used (elder, "2型糖尿病患者随访服务记录表"));
  g_assert_cmpuint (shared->used->len, >, 2);
  g_assert_cmpstr (choice, ==, "按国家规范");
  g_assert_true (is_used (base, "高血压患者健康管理统计报表"));
  g_assert_cmpstr (find (standards, "due/followup/ahead")->usual, ==, "7");
  g_assert_cmpstr (find (standards, "campaigns/health_help_month/remote")->choices[1], ==, "1");
  for (guint i = 0; i < standards->len; i++)
    {
      const CunyiStandard *standard = g_ptr_array_index (standards, i);

      if (*standard->title == '\0' || *standard->usual == '\0' || standard->used->len == 0 || standard->own)
        g_error ("%s has no title, no value, nobody who uses it, or a value of its own.", standard->name);
      check_chinese (standard, standard->source);
      check_chinese (standard, standard->note);
    }
}

static void
what_is_set_counts_at_once_and_can_be_undone (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *person = add_person (scratch->clinic, add_household (scratch->clinic, "0001"), "甲", "02", "1", "1950-03-01");
  g_autoptr (GPtrArray) before = NULL, after = NULL, undone = NULL;
  g_autoptr (GPtrArray) own = NULL, again = NULL;

  /* The next visit is after three months; 7 days ahead it is told. */
  add_diseases (scratch->clinic, person, "2020-01-01", "hypertension", NULL);
  follow_up (scratch->clinic, person, "2022-07-10");
  before = cunyi_due_list (scratch->clinic, NULL, NULL);
  set (scratch, "due/followup/ahead", "１２０");
  after = cunyi_due_list (scratch->clinic, NULL, NULL);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  own = list (scratch);
  g_assert_cmpstr (find (own, "due/followup/ahead")->own, ==, "120");
  g_assert_true (cunyi_database_undo (database, cunyi_database_last_change (database, NULL), NULL));
  undone = cunyi_due_list (scratch->clinic, NULL, NULL);
  g_assert_cmpuint (undone->len, ==, before->len);
  set (scratch, "due/followup/ahead", "120");
  set (scratch, "due/followup/ahead", NULL);
  again = list (scratch);
  g_assert_null (find (again, "due/followup/ahead")->own);
}

static void
what_cannot_be_is_refused (void)
{
  static const struct {
    const char *name, *value;
    int code;
  } cases[] = {
    { "limit/sbp", "high", CUNYI_CLINIC_ERROR_NO_NUMBER },
    { "limit/sbp", "-5", CUNYI_CLINIC_ERROR_NO_NUMBER },
    { "limit/sbp", "0x10", CUNYI_CLINIC_ERROR_NO_NUMBER },
    { "due/followup/ahead", "7天", CUNYI_CLINIC_ERROR_NO_NUMBER },
    { "indicators/managed/check", "maybe", CUNYI_CLINIC_ERROR_NO_CHOICE },
  };
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (GPtrArray) standards = list (scratch);
  g_autoptr (GPtrArray) after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cunyi_standard_set (scratch->clinic, find (standards, cases[i].name), cases[i].value, &error));
      g_assert_error (error, CUNYI_CLINIC_ERROR, cases[i].code);
    }
  after = list (scratch);
  g_assert_null (find (after, "limit/sbp")->own);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/standard/each-says-what-it-is-where-from-and-where-used",
                   each_says_what_it_is_where_from_and_where_used);
  g_test_add_func ("/clinic/standard/what-is-set-counts-at-once-and-can-be-undone",
                   what_is_set_counts_at_once_and_can_be_undone);
  g_test_add_func ("/clinic/standard/what-cannot-be-is-refused", what_cannot_be_is_refused);
  return g_test_run ();
}
