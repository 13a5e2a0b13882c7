/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Photographs of the papers of cases. */

#include "config.h"

#include "clinic/asking.h"
#include "clinic/due.h"
#include "clinic/record-paper.h"
#include "form/photo.h"
#include "neighbours.h"
#include "scratch.h"


#include <string.h>

static CunyiDatabase *
get_database (Scratch *scratch)
{
  return cunyi_clinic_get_database (scratch->clinic);
}

/* The name of a photograph whose bytes are the text. */
static char *
keep (Scratch *scratch, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  char *name;

  cunyi_database_begin (get_database (scratch), "test", &error);
  name = cunyi_photo_keep (get_database (scratch), content, &error);
  cunyi_database_commit (get_database (scratch), &error);
  g_assert_no_error (error);
  return name;
}

static guint
count_attachments (Scratch *scratch, const char *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (get_database (scratch), "attachment/of-subject", &error);
  guint n = 0;

  cunyi_statement_bind_text (rows, ":subject", subject);
  while (cunyi_statement_step (rows, &error))
    n++;
  g_assert_no_error (error);
  return n;
}

static gboolean
is_found (Scratch *scratch, const char *check, const char *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = cunyi_finding_list (scratch->clinic, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const CunyiFinding *finding = g_ptr_array_index (list, i);

      if (g_str_equal (finding->check, check) && g_str_equal (finding->subject, subject))
        return TRUE;
    }
  return FALSE;
}

static void
undo (Scratch *scratch)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;

  cunyi_database_undo (get_database (scratch), cunyi_database_last_change (get_database (scratch), &what), &error);
  g_assert_no_error (error);
}

/* A paper that lies nowhere is missed until it stands in the store; one undo takes the photographs away again. */
static void
an_agreement_keeps_its_pages (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "甲", "02", "1", "1950-03-01");
  const char *agreement = sign (scratch->clinic, home, "2022-08-01");
  g_autoptr (GPtrArray) parts = cunyi_case_list_children (cunyi_clinic_get_book (scratch->clinic), agreement, NULL);
  g_autofree char *first = keep (scratch, "one"), *second = keep (scratch, "two");
  g_autofree char *both = g_strdup_printf ("{\"scan_1\":\"%s\",\"scan_2\":\"%s\"}", first, second);
  const CunyiMoveRequest nowhere = { .move = "amend", .answers = "{\"paper_place\":\"\"}" };
  g_autofree char *one = g_strdup_printf ("{\"scan_1\":\"%s\",\"scan_2\":\"\"}", first);
  g_autoptr (GError) error = NULL;

  cunyi_case_move (cunyi_clinic_get_book (scratch->clinic), ((CunyiCase *) g_ptr_array_index (parts, 0))->id, &nowhere, &error);
  g_assert_no_error (error);
  g_assert_true (is_found (scratch, "contract_paper", person));
  move (scratch->clinic, agreement, "scan", both);
  g_assert_cmpuint (count_attachments (scratch, agreement), ==, 2);
  g_assert_cmpint (cunyi_photo_count_orphans (get_database (scratch), &error), ==, 0);
  g_assert_false (is_found (scratch, "contract_paper", person));
  /* One was no page of it. */
  move (scratch->clinic, agreement, "scan", one);
  g_assert_cmpuint (count_attachments (scratch, agreement), ==, 1);
  undo (scratch);
  g_assert_cmpuint (count_attachments (scratch, agreement), ==, 2);
  undo (scratch);
  g_assert_cmpuint (count_attachments (scratch, agreement), ==, 0);
  g_assert_true (is_found (scratch, "contract_paper", person));
  g_assert_no_error (error);
}

/* What was chosen by mistake and taken out before the move goes with the move. */
static void
a_problem_keeps_how_it_looks_now (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  CunyiCaseOpening opening = { .workflow = "problem", .subject = home, .topic = "P_BOARD", .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);
  const char *const ids[] = { id, NULL };
  g_autoptr (CunyiAsking) asking = cunyi_asking_new_move (scratch->clinic, ids, "photo", &error);
  g_autofree char *wrong = keep (scratch, "wrong"), *right = keep (scratch, "right");
  g_autoptr (CunyiCase) c = NULL;
  g_autoptr (GBytes) gone = NULL, kept = NULL;

  g_assert_no_error (error);
  cunyi_session_set (cunyi_asking_get_session (asking), "done_photo", wrong);
  cunyi_session_set (cunyi_asking_get_session (asking), "done_photo", right);
  g_assert_true (cunyi_asking_move (asking, &error));
  g_assert_no_error (error);
  c = cunyi_case_load (cunyi_clinic_get_book (scratch->clinic), id, &error);
  g_assert_cmpstr (c->state, ==, "open");
  g_assert_nonnull (strstr (c->data, right));
  g_assert_cmpuint (count_attachments (scratch, id), ==, 1);
  gone = cunyi_photo_load (get_database (scratch), wrong, &error);
  kept = cunyi_photo_load (get_database (scratch), right, &error);
  g_assert_no_error (error);
  g_assert_null (gone);
  g_assert_nonnull (kept);
}

static void
execute (CunyiDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) statement = cunyi_database_prepare (database, sql, &error);

  g_assert_no_error (error);
  cunyi_statement_run (statement, &error);
  g_assert_no_error (error);
}

/* The store does not give the photograph: there is no sheet that says “see photograph” and shows none. */
static void
a_paper_without_its_photograph_is_not_made (void)
{
  static const char form[] = "survey\n,type,name,label\n,date,when,日期\n,image,photo,照片\n"
                             "settings\n,form_title,form_id,subject,day\n,证明,proof,household,when\n";
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autoptr (GBytes) content = g_bytes_new_static (form, strlen (form));
  g_autofree char *photo = keep (scratch, "one"), *answers = NULL;
  g_autoptr (CunyiClinic) again = NULL;
  g_autoptr (CunyiDocument) made = NULL, lacking = NULL;
  g_autoptr (GError) error = NULL;
  const char *record;

  cunyi_definition_put (get_database (scratch), "forms", "proof", "own", "", content, NULL, &error);
  again = cunyi_clinic_enter (get_database (scratch), SCRATCH_USER, &error);
  g_assert_no_error (error);
  g_set_object (&scratch->clinic, again);
  answers = g_strdup_printf ("{\"when\":\"2022-08-01\",\"photo\":\"%s\"}", photo);
  record = put_record (scratch->clinic, "proof", home, "2022-08-01", answers);

  execute (get_database (scratch), "CREATE TEMP VIEW file AS SELECT 1 AS elsewhere");
  lacking = cunyi_record_paper_new (scratch->clinic, record, &error);
  g_assert_null (lacking);
  g_assert_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED);
  g_clear_error (&error);
  execute (get_database (scratch), "DROP VIEW temp.file");
  made = cunyi_record_paper_new (scratch->clinic, record, &error);
  g_assert_no_error (error);
  g_assert_nonnull (made);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/photos/an-agreement-keeps-its-pages", an_agreement_keeps_its_pages);
  g_test_add_func ("/clinic/photos/a-problem-keeps-how-it-looks-now", a_problem_keeps_how_it_looks_now);
  g_test_add_func ("/clinic/photos/a-paper-without-its-photograph-is-not-made", a_paper_without_its_photograph_is_not_made);
  return g_test_run ();
}
