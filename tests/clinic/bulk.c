/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One thing for many: whom it is for, who is left out and why, and that one undo takes all of it back. */

#include "config.h"

#include "base/clock.h"
#include "clinic/bulk.h"
#include "clinic/paper.h"
#include "clinic/resident.h"
#include "neighbours.h"
#include "scratch.h"
#include "store/journal.h"

/* Two households, of two people and of one. */
typedef struct {
  Scratch *scratch;
  const char *first, *second;     /* households */
  const char *zhang, *li, *wang;  /* people: two in the first, one in the second */
} Village;

static void
set_up (Village *village, gconstpointer data)
{
  village->scratch = scratch_new ("national");
  village->first = add_household (village->scratch->clinic, "0001");
  village->second = add_household (village->scratch->clinic, "0002");
  village->zhang = add_person (village->scratch->clinic, village->first, "张三", "02", "1", "1950-03-01");
  village->li = add_person (village->scratch->clinic, village->first, "李四妹", "12", "2", "1952-03-01");
  village->wang = add_person (village->scratch->clinic, village->second, "王五", "02", "1", "1960-03-01");
}

static void
tear_down (Village *village, gconstpointer data)
{
  scratch_free (village->scratch);
}

static const CunyiBulkChoice *
find (GPtrArray *choices, const char *name)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (((CunyiBulkChoice *) g_ptr_array_index (choices, i))->name, name))
      return g_ptr_array_index (choices, i);
  return NULL;
}

static void
what_is_offered_is_what_packs_declare (Village *village, gconstpointer data)
{
  g_autoptr (GPtrArray) workflows = cunyi_bulk_list_workflows (village->scratch->clinic, "person");
  g_autoptr (GPtrArray) documents = cunyi_bulk_list_documents (village->scratch->clinic, "person");

  /* An agreement is of the household whoever was chosen; a problem is of whom it was chosen for. */
  g_assert_cmpstr (find (workflows, "household_agreement")->kind, ==, "household");
  g_assert_cmpstr (find (workflows, "problem")->kind, ==, "person");
  /* Parts, and what a form opens, do not begin by hand. */
  g_assert_null (find (workflows, "contract"));
  g_assert_null (find (workflows, "chronic_application"));
  g_assert_cmpstr (find (documents, "service_card")->kind, ==, "person");
  g_assert_cmpstr (find (documents, "contract_agreement")->kind, ==, "household");
  g_assert_null (find (documents, "recovery_sheet"));
}

static guint
count_open (Village *village, const char *workflow)
{
  g_autoptr (GPtrArray) cases = cunyi_case_list_in_state (cunyi_clinic_get_book (village->scratch->clinic), workflow, NULL,
                                                          NULL);

  return cases->len;
}

static void
undo (Village *village)
{
  CunyiDatabase *database = cunyi_clinic_get_database (village->scratch->clinic);
  g_autoptr (GError) error = NULL;

  cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error);
  g_assert_no_error (error);
}

static CunyiBulkResult *
agree (Village *village, const char *const *chosen)
{
  g_autoptr (GPtrArray) workflows = cunyi_bulk_list_workflows (village->scratch->clinic, "person");
  g_autoptr (GError) error = NULL;
  CunyiBulkResult *result = cunyi_bulk_open (village->scratch->clinic, find (workflows, "household_agreement"), NULL,
                                             "{\"doctor\":\"赵医生\"}", chosen, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
families_get_one_agreement_each_with_those_who_were_chosen (Village *village, gconstpointer data)
{
  const char *const chosen[] = { village->li, village->wang, village->zhang, NULL };
  const char *const one[] = { village->wang, NULL };
  g_autoptr (CunyiBulkResult) result = agree (village, chosen);
  g_autoptr (CunyiBulkResult) again = NULL;
  g_autoptr (GPtrArray) cases = NULL;

  g_assert_cmpuint (result->n_done, ==, 2);
  g_assert_cmpuint (count_open (village, "contract"), ==, 3);
  cases = cunyi_case_list_of_subject (cunyi_clinic_get_book (village->scratch->clinic), village->second,
                                      "household_agreement", NULL);
  g_assert_nonnull (strstr (((CunyiCase *) g_ptr_array_index (cases, 0))->data, "赵医生"));

  /* Who has one is left out, and named. */
  again = agree (village, one);
  g_assert_cmpuint (again->n_done, ==, 0);
  g_assert_cmpuint (again->left_out->len, ==, 1);
  g_assert_nonnull (strstr (((CunyiLeftOut *) g_ptr_array_index (again->left_out, 0))->name, "王五"));

  undo (village);
  g_assert_cmpuint (count_open (village, "household_agreement"), ==, 0);
  g_assert_cmpuint (count_open (village, "contract"), ==, 0);
}

static void
only_those_who_were_chosen_take_part (Village *village, gconstpointer data)
{
  const char *const people[] = { village->li, NULL };
  const char *const households[] = { village->second, NULL };
  g_autoptr (CunyiBulkResult) result = agree (village, people);
  g_autoptr (CunyiBulkResult) whole = NULL;

  g_assert_cmpuint (count_open (village, "contract"), ==, 1);
  whole = agree (village, households);
  g_assert_cmpuint (whole->n_done, ==, 1);
  g_assert_cmpuint (count_open (village, "contract"), ==, 2);
}

static guint
count_groups (Village *village, const char *household)
{
  g_autoptr (GPtrArray) groups = cunyi_household_load_memberships (cunyi_clinic_get_database (village->scratch->clinic),
                                                                   household, cunyi_day_new (2022, 8, 1), NULL);

  return groups->len;
}

static void
a_group_is_of_households_or_people_as_its_list_says (Village *village, gconstpointer data)
{
  const char *const chosen[] = { village->zhang, village->li, village->wang, NULL };
  g_autoptr (CunyiBulkResult) result = NULL;
  g_autoptr (CunyiBulkResult) again = NULL;
  g_autoptr (CunyiBulkResult) people = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GError) error = NULL;

  result = cunyi_bulk_add_to_group (village->scratch->clinic, "dibao", cunyi_day_new (2022, 7, 1), chosen, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_done, ==, 2);
  g_assert_cmpuint (count_groups (village, village->first), ==, 1);
  again = cunyi_bulk_add_to_group (village->scratch->clinic, "dibao", cunyi_day_new (2022, 7, 9), chosen, NULL, &error);
  g_assert_cmpuint (again->n_done, ==, 0);
  g_assert_cmpuint (again->left_out->len, ==, 2);

  people = cunyi_bulk_add_to_group (village->scratch->clinic, "disabled", cunyi_day_new (2022, 7, 1), chosen, NULL, &error);
  g_assert_cmpuint (people->n_done, ==, 3);
  groups = cunyi_person_load_memberships (cunyi_clinic_get_database (village->scratch->clinic), village->li,
                                          cunyi_day_new (2022, 8, 1), NULL);
  g_assert_cmpuint (groups->len, ==, 2);
  undo (village);
  undo (village);
  g_assert_cmpuint (count_groups (village, village->first), ==, 0);
}

static void
cancel_cb (gint64 done, gint64 total, gpointer data)
{
  if (done == 1)
    g_cancellable_cancel (data);
}

static void
what_is_cancelled_did_not_happen (Village *village, gconstpointer data)
{
  const char *const chosen[] = { village->zhang, village->wang, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const CunyiBulkWatch watch = { cancel_cb, cancellable, cancellable };
  g_autoptr (CunyiBulkResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = cunyi_bulk_add_to_group (village->scratch->clinic, "dibao", cunyi_day_new (2022, 7, 1), chosen, &watch, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result);
  g_assert_cmpuint (count_groups (village, village->first), ==, 0);
}

static guint
count_issues (Village *village, const char *subject)
{
  g_autoptr (GPtrArray) issues = cunyi_issue_list (village->scratch->clinic, subject, NULL);

  return issues->len;
}

static void
papers_of_many_are_one_document_and_one_change (Village *village, gconstpointer data)
{
  const char *const chosen[] = { village->zhang, village->li, village->wang, NULL };
  g_autoptr (GPtrArray) documents = cunyi_bulk_list_documents (village->scratch->clinic, "person");
  const CunyiBulkChoice *card = find (documents, "service_card");
  g_autoptr (CunyiDocument) draft = NULL;
  g_autoptr (CunyiDocument) document = NULL;
  g_autoptr (CunyiBulkResult) preview = NULL;
  g_autoptr (CunyiBulkResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* 张三 and 王五 have a result on paper; 王五's is not there yet; 李四妹 never applied. */
  decided_application (village->scratch->clinic, village->zhang);
  apply (village->scratch->clinic, village->wang);
  preview = cunyi_bulk_print (village->scratch->clinic, card, FALSE, chosen, &draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->n_done, ==, 1);
  g_assert_cmpuint (preview->left_out->len, ==, 2);
  g_assert_cmpuint (count_issues (village, village->zhang), ==, 0);

  result = cunyi_bulk_print (village->scratch->clinic, card, TRUE, chosen, &document, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_done, ==, 1);
  g_assert_cmpuint (cunyi_document_n_pages (document), ==, cunyi_document_n_pages (draft));
  g_assert_cmpuint (count_issues (village, village->zhang), ==, 1);
  undo (village);
  g_assert_cmpuint (count_issues (village, village->zhang), ==, 0);
}

/* A register is one list over all of them, in the order of its days; what is older than this year stays away. */
static void
a_register_lists_what_was_filled_about_all (Village *village, gconstpointer data)
{
  const char *chosen[] = { village->zhang, village->li, village->wang, NULL };
  CunyiClinic *clinic = village->scratch->clinic;
  g_autoptr (GPtrArray) documents = cunyi_bulk_list_documents (clinic, "person");
  const CunyiBulkChoice *measured = find (documents, "blood_pressure");
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  g_autofree char *first = g_strdup_printf ("%.4s-01-01", today);
  g_autoptr (CunyiDocument) document = NULL;
  g_autoptr (CunyiDocument) nobody = NULL;
  g_autoptr (CunyiBulkResult) result = NULL;
  g_autoptr (CunyiBulkResult) none = NULL;
  g_autofree char *text = NULL, *late = g_strdup_printf ("{\"visit_date\":\"%s\",\"sbp\":152,\"dbp\":94}", today);
  g_autofree char *early = g_strdup_printf ("{\"visit_date\":\"%s\",\"sbp\":131,\"dbp\":81}", first);
  g_autoptr (GError) error = NULL;

  g_assert_true (measured->lines);
  none = cunyi_bulk_print (clinic, measured, FALSE, chosen, &nobody, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (nobody);
  g_assert_cmpuint (none->n_done, ==, 0);
  put_record (clinic, "blood_pressure", village->zhang, today, late);
  put_record (clinic, "blood_pressure", village->wang, first, early);
  put_record (clinic, "blood_pressure", village->zhang, "2011-03-01", "{\"visit_date\":\"2011-03-01\",\"sbp\":199,\"dbp\":99}");
  result = cunyi_bulk_print (clinic, measured, TRUE, chosen, &document, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_done, ==, 2);
  text = cunyi_document_get_page_text (document, 0);
  g_assert_nonnull (strstr (text, "姓名"));
  g_assert_null (strstr (text, "199"));
  g_assert_nonnull (strstr (text, "王五"));
  g_assert_cmpint (strstr (text, "王五") - text, <, strstr (text, "131") - text);
  g_assert_cmpint (strstr (text, "131") - text, <, strstr (text, "张三") - text);
  g_assert_cmpint (strstr (text, "张三") - text, <, strstr (text, "152") - text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, name) g_test_add ("/clinic/bulk/" path, Village, NULL, set_up, name, tear_down)
  ADD ("what-is-offered-is-what-packs-declare", what_is_offered_is_what_packs_declare);
  ADD ("families-get-one-agreement-each-with-those-who-were-chosen",
       families_get_one_agreement_each_with_those_who_were_chosen);
  ADD ("only-those-who-were-chosen-take-part", only_those_who_were_chosen_take_part);
  ADD ("a-group-is-of-households-or-people-as-its-list-says", a_group_is_of_households_or_people_as_its_list_says);
  ADD ("what-is-cancelled-did-not-happen", what_is_cancelled_did_not_happen);
  ADD ("a-register-lists-what-was-filled-about-all", a_register_lists_what_was_filled_about_all);
  ADD ("papers-of-many-are-one-document-and-one-change", papers_of_many_are_one_document_and_one_change);
#undef ADD
  return g_test_run ();
}
