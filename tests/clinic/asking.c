/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a move or an opening asks: kept as a draft, brought back, gone when the move is made. */

#include "config.h"

#include "clinic/asking.h"
#include "clinic/bulk.h"
#include "form/record.h"
#include "neighbours.h"
#include "scratch.h"
#include "store/journal.h"

static char *
open_problem (Scratch *scratch, const char *subject, const char *topic)
{
  g_autoptr (GError) error = NULL;
  const CunyiCaseOpening opening = { .workflow = "problem", .subject = subject, .topic = topic, .day = "2022-07-01",
                                     .defaults = TRUE };
  char *id = cunyi_case_open (cunyi_clinic_get_book (scratch->clinic), &opening, &error);

  g_assert_no_error (error);
  return id;
}

static CunyiAsking *
ask (CunyiClinic *clinic, const char *first, const char *second, const char *move)
{
  const char *const ids[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  CunyiAsking *asking = cunyi_asking_new_move (clinic, ids, move, &error);

  g_assert_no_error (error);
  return asking;
}

static const char *
get (CunyiAsking *asking, const char *path)
{
  return cunyi_session_find (cunyi_asking_get_session (asking), path)->text;
}

static void
keep (CunyiAsking *asking)
{
  g_autoptr (GError) error = NULL;

  cunyi_asking_keep_draft (asking, &error);
  g_assert_no_error (error);
}

static void
what_was_typed_is_there_for_whoever_opens_the_store_next (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  const char *person = add_person (scratch->clinic, home, "张三", "02", "1", "1950-03-01");
  g_autofree char *problem = open_problem (scratch, person, "P_SIGN");
  g_autoptr (CunyiAsking) asking = ask (scratch->clinic, problem, NULL, "assign");
  g_autoptr (CunyiClinic) other = NULL;
  g_autoptr (CunyiAsking) later = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (cunyi_asking_is_draft (asking));
  g_assert_cmpstr (get (asking, "deadline"), ==, "2022-07-08");
  answer (cunyi_asking_get_session (asking), "measure", "上门办理", "deadline", "明天", "unit", "", NULL);
  cunyi_asking_set_day (asking, "0728");
  keep (asking);

  /* The first connection is still open and was told nothing: what a killed program leaves is no less. */
  other = cunyi_clinic_open (scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  g_assert_no_error (error);
  later = ask (other, problem, NULL, "assign");
  g_assert_true (cunyi_asking_is_draft (later));
  g_assert_cmpstr (get (later, "measure"), ==, "上门办理");
  /* What does not pass is there as it was typed, and what was taken out does not come again by default. */
  g_assert_cmpstr (get (later, "deadline"), ==, "明天");
  g_assert_cmpstr (get (later, "unit"), ==, "");
  g_assert_cmpstr (cunyi_asking_get_day (later), ==, "0728");
  /* The other move of the same case has a draft of its own. */
  g_clear_pointer (&later, cunyi_asking_free);
  later = ask (other, problem, NULL, "solve");
  g_assert_false (cunyi_asking_is_draft (later));
  g_assert_cmpstr (get (later, "measure"), ==, "");
}

static void
nothing_typed_leaves_no_draft (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autofree char *problem = open_problem (scratch, home, "P_BOARD");
  g_autoptr (CunyiAsking) asking = ask (scratch->clinic, problem, NULL, "assign");
  g_autoptr (GPtrArray) drafts = NULL;

  keep (asking);
  answer (cunyi_asking_get_session (asking), "measure", "挂牌", NULL);
  keep (asking);
  /* Typed and taken back. */
  answer (cunyi_asking_get_session (asking), "measure", "", NULL);
  keep (asking);
  drafts = cunyi_draft_list (cunyi_clinic_get_database (scratch->clinic), home, NULL);
  g_assert_cmpuint (drafts->len, ==, 0);
}

static void
a_draft_is_thrown_away_and_brought_back (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autofree char *problem = open_problem (scratch, home, "P_BOARD");
  g_autoptr (CunyiAsking) asking = ask (scratch->clinic, problem, NULL, "assign");
  g_autoptr (GError) error = NULL;

  answer (cunyi_asking_get_session (asking), "measure", "挂牌", NULL);
  cunyi_asking_set_day (asking, "20220730");
  keep (asking);
  g_assert_true (cunyi_asking_discard (asking, &error));
  g_assert_cmpstr (get (asking, "measure"), ==, "");
  g_assert_cmpstr (cunyi_asking_get_day (asking), ==, "2022-08-01");
  g_assert_true (cunyi_asking_bring_back (asking, &error));
  g_assert_cmpstr (get (asking, "measure"), ==, "挂牌");
  g_assert_cmpstr (cunyi_asking_get_day (asking), ==, "20220730");
  g_assert_no_error (error);
}

static char *
get_state (Scratch *scratch, const char *id)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_clinic_get_book (scratch->clinic), id, NULL);

  g_assert_nonnull (c);
  return g_strdup (c->state);
}

static void
the_move_takes_the_draft_with_it (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  g_autofree char *problem = open_problem (scratch, home, "P_BOARD");
  g_autoptr (CunyiAsking) asking = ask (scratch->clinic, problem, NULL, "assign");
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  /* Something is missing: nothing moves, the draft stays. */
  answer (cunyi_asking_get_session (asking), "measure", "挂牌", "unit", "", NULL);
  keep (asking);
  g_assert_false (cunyi_asking_move (asking, &error));
  g_assert_no_error (error);
  /* A guard refuses: the same. */
  answer (cunyi_asking_get_session (asking), "unit", "村卫生室", "deadline", "2022-06-01", NULL);
  keep (asking);
  g_assert_false (cunyi_asking_move (asking, &error));
  g_assert_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_GUARD);
  g_clear_error (&error);
  drafts = cunyi_draft_list (cunyi_clinic_get_database (scratch->clinic), home, NULL);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_clear_pointer (&drafts, g_ptr_array_unref);

  answer (cunyi_asking_get_session (asking), "deadline", "2022-08-05", NULL);
  g_assert_true (cunyi_asking_move (asking, &error));
  g_assert_no_error (error);
  state = get_state (scratch, problem);
  g_assert_cmpstr (state, ==, "mending");
  /* Nor does the page that goes afterwards make it anew. */
  keep (asking);
  drafts = cunyi_draft_list (cunyi_clinic_get_database (scratch->clinic), home, NULL);
  g_assert_cmpuint (drafts->len, ==, 0);
}

static void
each_of_many_moves_by_itself (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_auto (GStrv) ids = g_new0 (char *, 31);
  CunyiMoveRequest request = { .move = "assign", .defaults = TRUE,
                               .answers = "{\"unit\":\"村卫生室\",\"measure\":\"办好\",\"responsible\":\"李医生\"}" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiBulkResult) result = NULL, nothing = NULL;
  const CunyiLeftOut *left_out;
  gint64 last;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *number = g_strdup_printf ("%04u", i);

      ids[i] = open_problem (scratch, add_household (scratch->clinic, number), "P_BOARD");
    }
  move (scratch->clinic, ids[7], "reject", "{\"reject_reason\":\"重复\"}");
  last = cunyi_database_last_change (database, NULL);
  result = cunyi_bulk_move (scratch->clinic, (const char *const *) ids, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_done, ==, 29);
  g_assert_cmpuint (result->left_out->len, ==, 1);
  left_out = g_ptr_array_index (result->left_out, 0);
  g_assert_cmpstr (left_out->case_, ==, ids[7]);
  g_assert_nonnull (strstr (left_out->why, "不予登记"));
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *state = get_state (scratch, ids[i]);

      g_assert_cmpstr (state, ==, i == 7 ? "rejected" : "mending");
    }
  /* Once more: none of them can, and nothing is written that would have to be undone. */
  nothing = cunyi_bulk_move (scratch->clinic, (const char *const *) ids, &request, NULL, &error);
  g_assert_cmpuint (nothing->n_done, ==, 0);
  g_assert_cmpuint (nothing->left_out->len, ==, 30);
  /* One change for all of them. */
  g_assert_true (cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error));
  g_assert_no_error (error);
  g_assert_cmpint (cunyi_database_last_change (database, NULL), ==, last);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *state = get_state (scratch, ids[i]);

      g_assert_cmpstr (state, ==, i == 7 ? "rejected" : "open");
    }
}

static void
many_are_asked_once_and_keep_what_is_their_own (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  const char *home = add_household (scratch->clinic, "0001");
  g_autofree char *board = open_problem (scratch, home, "P_BOARD");
  g_autofree char *folder = open_problem (scratch, home, "P_FOLDER");
  g_autoptr (CunyiAsking) asking = ask (scratch->clinic, board, folder, "assign");
  g_autoptr (CunyiCase) moved = NULL;
  const char *const ids[] = { folder, board, NULL };
  CunyiMoveRequest request = { .move = "assign", .defaults = TRUE };
  g_autoptr (CunyiBulkResult) result = NULL;
  g_autofree char *answers = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  answer (cunyi_asking_get_session (asking), "measure", "本周办好", NULL);
  keep (asking);
  g_clear_pointer (&asking, cunyi_asking_free);
  asking = ask (scratch->clinic, folder, board, "assign");
  g_assert_true (cunyi_asking_is_draft (asking));
  answers = cunyi_asking_take_answers (asking);
  request.from = cunyi_asking_get_from (asking);
  request.answers = answers;
  result = cunyi_bulk_move (scratch->clinic, ids, &request, NULL, &error);
  g_assert_cmpuint (result->n_done, ==, 2);
  g_assert_true (cunyi_asking_end (asking, &error));
  g_assert_no_error (error);
  moved = cunyi_case_load (cunyi_clinic_get_book (scratch->clinic), board, &error);
  /* Seven days for a board; the fifteen of a folder are its own. */
  g_assert_nonnull (strstr (moved->data, "2022-07-08"));
  g_assert_nonnull (strstr (moved->data, "本周办好"));
  /* One change for both. */
  cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error);
  g_assert_no_error (error);
  state = get_state (scratch, folder);
  g_assert_cmpstr (state, ==, "open");
}

static void
an_opening_keeps_a_draft_for_each_topic (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *home = add_household (scratch->clinic, "0001");
  CunyiCaseOpening opening = { .workflow = "problem", .subject = home, .topic = "P_BOARD" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiAsking) asking = cunyi_asking_new_opening (scratch->clinic, &opening, &error);
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  answer (cunyi_asking_get_session (asking), "text", "门口没有牌", NULL);
  keep (asking);
  g_clear_pointer (&asking, cunyi_asking_free);
  opening.topic = "P_FOLDER";
  asking = cunyi_asking_new_opening (scratch->clinic, &opening, &error);
  g_assert_false (cunyi_asking_is_draft (asking));
  g_clear_pointer (&asking, cunyi_asking_free);
  opening.topic = "P_BOARD";
  asking = cunyi_asking_new_opening (scratch->clinic, &opening, &error);
  g_assert_true (cunyi_asking_is_draft (asking));
  g_assert_cmpstr (get (asking, "text"), ==, "门口没有牌");
  id = cunyi_asking_open (asking, &error);
  g_assert_no_error (error);
  g_assert_nonnull (id);
  g_clear_pointer (&asking, cunyi_asking_free);
  asking = cunyi_asking_new_opening (scratch->clinic, &opening, &error);
  g_assert_false (cunyi_asking_is_draft (asking));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/asking/what-was-typed-is-there-for-whoever-opens-the-store-next",
                   what_was_typed_is_there_for_whoever_opens_the_store_next);
  g_test_add_func ("/clinic/asking/nothing-typed-leaves-no-draft", nothing_typed_leaves_no_draft);
  g_test_add_func ("/clinic/asking/a-draft-is-thrown-away-and-brought-back", a_draft_is_thrown_away_and_brought_back);
  g_test_add_func ("/clinic/asking/the-move-takes-the-draft-with-it", the_move_takes_the_draft_with_it);
  g_test_add_func ("/clinic/asking/each-of-many-moves-by-itself", each_of_many_moves_by_itself);
  g_test_add_func ("/clinic/asking/many-are-asked-once-and-keep-what-is-their-own",
                   many_are_asked_once_and_keep_what_is_their_own);
  g_test_add_func ("/clinic/asking/an-opening-keeps-a-draft-for-each-topic", an_opening_keeps_a_draft_for_each_topic);
  return g_test_run ();
}
