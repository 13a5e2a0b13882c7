/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The checklist of a home: which visit counts, and what became of what it found. */

#include "config.h"

#include "clinic/checklist.h"
#include "form/record.h"
#include "neighbours.h"
#include "scratch.h"

#define FORM "household_visit"

static GPtrArray *
read_list (Scratch *scratch, const char *household)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *checks = cunyi_checklist_read (scratch->clinic, household, &error);

  g_assert_no_error (error);
  return checks;
}

static const CunyiCheck *
find (GPtrArray *checks, const char *code)
{
  for (guint i = 0; i < checks->len; i++)
    if (g_str_equal (((CunyiCheck *) g_ptr_array_index (checks, i))->code, code))
      return g_ptr_array_index (checks, i);
  g_error ("There is no %s on the list.", code);
}

static void
visit (Scratch *scratch, const char *household, const char *day, const char *answers)
{
  g_autoptr (CunyiRecord) record = g_new0 (CunyiRecord, 1);
  g_autoptr (GError) error = NULL;

  record->form = g_strdup (FORM);
  record->subject = g_strdup (household);
  record->day = g_strdup (day);
  record->definition = cunyi_library_dup_definition (cunyi_clinic_get_library (scratch->clinic), "forms", FORM);
  record->answers = g_strdup (answers);
  cunyi_record_save (cunyi_clinic_get_database (scratch->clinic), record, NULL, &error);
  g_assert_no_error (error);
}

static void
nobody_has_looked_yet (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (GPtrArray) checks = read_list (scratch, home);

  g_assert_cmpuint (checks->len, ==, 4);
  for (guint i = 0; i < checks->len; i++)
    g_assert_cmpint (((CunyiCheck *) g_ptr_array_index (checks, i))->state, ==, CUNYI_CHECK_UNKNOWN);
}

static void
the_last_visit_that_looked_counts (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (GPtrArray) checks = NULL;

  visit (scratch, home, "2022-06-01", "{\"way\":\"1\",\"h_board\":\"1\",\"h_poster\":\"3\",\"h_folder\":\"1\"}");
  visit (scratch, home, "2022-07-10",
         "{\"way\":\"1\",\"h_board\":\"3\",\"h_poster\":\"1\",\"h_folder\":\"2\",\"member\":["
         "{\"m_card_state\":\"1\",\"m_card_used\":\"1\"},{\"m_card_state\":\"2\"},{\"m_health\":\"1\"}]}");
  /* By telephone nobody sees a board. */
  visit (scratch, home, "2022-07-20", "{\"way\":\"2\",\"member\":[{\"m_health\":\"1\"}]}");
  checks = read_list (scratch, home);
  g_assert_cmpint (find (checks, "board")->state, ==, CUNYI_CHECK_WRONG);
  g_assert_cmpstr (find (checks, "board")->value, ==, "无");
  g_assert_cmpstr (find (checks, "board")->day, ==, "2022-07-10");
  g_assert_cmpint (find (checks, "poster")->state, ==, CUNYI_CHECK_FINE);
  g_assert_cmpstr (find (checks, "folder")->value, ==, "有缺");
  g_assert_cmpint (find (checks, "card")->state, ==, CUNYI_CHECK_FINE);
  g_assert_cmpstr (find (checks, "card")->day, ==, "2022-07-20");
  g_assert_cmpstr (find (checks, "card")->value, ==, "没有长期慢性病患者");
}

static void
cards_are_counted_by_member (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (GPtrArray) checks = NULL;

  visit (scratch, home, "2022-07-10",
         "{\"way\":\"1\",\"member\":[{\"m_card_state\":\"1\",\"m_card_used\":\"1\"},"
         "{\"m_card_state\":\"1\",\"m_card_used\":\"2\"},{\"m_card_state\":\"2\"},{\"m_card_state\":\"5\"}]}");
  checks = read_list (scratch, home);
  g_assert_cmpint (find (checks, "card")->state, ==, CUNYI_CHECK_WRONG);
  g_assert_cmpstr (find (checks, "card")->value, ==, "1人已办 1人有卡未受益 1人符合条件未办 1人没有卡");
}

static void
the_problem_that_mends_it_stands_beside (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  CunyiCaseOpening opening = { .workflow = "problem", .subject = home, .topic = "P_BOARD", .day = "2022-07-10",
                               .defaults = TRUE };
  g_autofree char *board = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, NULL);
  g_autofree char *card = NULL;
  g_autoptr (GPtrArray) checks = NULL;

  opening.subject = person;
  opening.topic = "P_CARDUSE";
  card = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, NULL);
  visit (scratch, home, "2022-07-10",
         "{\"way\":\"1\",\"h_board\":\"3\",\"member\":[{\"m_card_state\":\"1\",\"m_card_used\":\"2\"}]}");
  checks = read_list (scratch, home);
  g_assert_cmpstr (find (checks, "board")->case_, ==, board);
  g_assert_cmpstr (find (checks, "board")->case_state, ==, "待交办");
  /* The problem of a member mends what is of the members. */
  g_assert_cmpstr (find (checks, "card")->case_, ==, card);
  g_clear_pointer (&checks, g_ptr_array_unref);

  move (scratch->clinic, board, "assign",
        "{\"finder\":\"李医生\",\"unit\":\"村卫生室\",\"responsible\":\"李医生\",\"measure\":\"挂牌\",\"deadline\":\"2022-08-05\"}");
  move (scratch->clinic, board, "finish", "{\"result\":\"已挂\",\"done_day\":\"2022-08-01\"}");
  move (scratch->clinic, board, "close", "{\"checker\":\"王主任\",\"opinion\":\"1\",\"satisfaction\":\"1\"}");
  checks = read_list (scratch, home);
  g_assert_cmpint (find (checks, "board")->state, ==, CUNYI_CHECK_MENDED);
  g_assert_cmpint (find (checks, "card")->state, ==, CUNYI_CHECK_WRONG);
  g_clear_pointer (&checks, g_ptr_array_unref);

  /* A later visit finds it missing again: the old problem does not mend that. */
  visit (scratch, home, "2022-08-02", "{\"way\":\"1\",\"h_board\":\"3\"}");
  checks = read_list (scratch, home);
  g_assert_cmpint (find (checks, "board")->state, ==, CUNYI_CHECK_WRONG);
  g_assert_null (find (checks, "board")->case_);
}

/* A question that is renamed in the form would make its line say nothing for ever. */
static void
the_list_asks_for_questions_that_there_are (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiLibrary *library = cunyi_clinic_get_library (scratch->clinic);
  CunyiCodes *codes = cunyi_library_get_codes (library, "home_check");

  for (guint i = 0; i < cunyi_codes_count (codes); i++)
    {
      const char *code = cunyi_codes_get_code (codes, i);
      CunyiForm *form = cunyi_library_get_form (library, cunyi_codes_get (codes, code, "form"));
      g_autoptr (CunyiText) value = cunyi_text_new (cunyi_codes_get (codes, code, "value"), NULL, NULL, 0, 0);
      g_autoptr (CunyiExpression) fine = cunyi_expression_new (cunyi_codes_get (codes, code, "fine"), NULL, NULL, 0, 0);
      g_auto (GStrv) opens = g_strsplit (cunyi_codes_get (codes, code, "opens"), " ", -1);

      g_assert_nonnull (form);
      g_assert_nonnull (value);
      g_assert_nonnull (fine);
      for (const char *const *name = cunyi_text_get_names (value); *name; name++)
        if (cunyi_form_find (form, *name) == NULL)
          g_error ("home_check %s: the form has no question “%s”.", code, *name);
      for (guint k = 0; opens[k]; k++)
        g_assert_nonnull (cunyi_codes_get_label (cunyi_library_get_codes (library, "problem_type"),
                                                 strchr (opens[k], ':') + 1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/checklist/nobody-has-looked-yet", nobody_has_looked_yet);
  g_test_add_func ("/clinic/checklist/the-last-visit-that-looked-counts", the_last_visit_that_looked_counts);
  g_test_add_func ("/clinic/checklist/cards-are-counted-by-member", cards_are_counted_by_member);
  g_test_add_func ("/clinic/checklist/the-problem-that-mends-it-stands-beside", the_problem_that_mends_it_stands_beside);
  g_test_add_func ("/clinic/checklist/the-list-asks-for-questions-that-there-are",
                   the_list_asks_for_questions_that_there_are);
  return g_test_run ();
}
