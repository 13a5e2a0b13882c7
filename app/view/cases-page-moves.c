/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the bar under the board offers, and the moves that are made with it: of one case, or of all that are selected. */

#include "config.h"

#include "view/cases-page-private.h"

#include <glib/gi18n.h>

#include "clinic/about.h"
#include "view/window.h"

#define MAX_ASKED 40 /* selected cases whose moves are looked at before they are moved */

/* ---- what the bar offers ---- */

/* Ids that a move would be made of: the selected ones, else the card at hand. (transfer full) (array zero-terminated) */
static char **
list_targets (CunyiCasesPage *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (ids, id);
  if (g_hash_table_size (self->selected) == 0 && self->current)
    g_strv_builder_add (ids, self->current);
  return g_strv_builder_end (ids);
}

static void
free_possible (gpointer data)
{
  CunyiPossibleMove *possible = data;

  g_free (possible->why);
  g_free (possible);
}

static const CunyiPossibleMove *
find_possible (GPtrArray *moves, const char *name)
{
  for (guint i = 0; i < moves->len; i++)
    {
      const CunyiPossibleMove *possible = g_ptr_array_index (moves, i);

      if (g_str_equal (possible->move->name, name))
        return possible;
    }
  return NULL;
}

/* Takes out of `common` what this case has not, and opens what it is allowed: each is moved by itself. */
static void
meet (GPtrArray *common, GPtrArray *moves)
{
  for (guint i = common->len; i-- > 0;)
    {
      CunyiPossibleMove *possible = g_ptr_array_index (common, i);
      const CunyiPossibleMove *own = find_possible (moves, possible->move->name);

      if (own == NULL)
        g_ptr_array_remove_index (common, i);
      else if (own->allowed)
        {
          possible->allowed = TRUE;
          g_clear_pointer (&possible->why, g_free);
        }
    }
}

static gboolean
are_all_allowed (GPtrArray *moves)
{
  for (guint i = 0; moves && i < moves->len; i++)
    if (!((CunyiPossibleMove *) g_ptr_array_index (moves, i))->allowed)
      return FALSE;
  return moves != NULL;
}

/* The moves that all of them have; not allowed where each is refused, with the first one's reason. */
static GPtrArray *
list_common_moves (CunyiCasesPage *self, char **ids, GError **error)
{
  GPtrArray *common = NULL;

  for (guint n = 0; ids[n] && n < MAX_ASKED && !are_all_allowed (common); n++)
    {
      g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_cases_page_get_book (self), ids[n], error);
      g_autoptr (GPtrArray) moves = c ? cunyi_case_list_moves (cunyi_cases_page_get_book (self), c, error) : NULL;

      if (moves == NULL)
        {
          g_clear_pointer (&common, g_ptr_array_unref);
          return NULL;
        }
      if (common)
        meet (common, moves);
      else
        {
          common = g_ptr_array_new_with_free_func (free_possible);
          for (guint i = 0; i < moves->len; i++)
            {
              const CunyiPossibleMove *possible = g_ptr_array_index (moves, i);
              CunyiPossibleMove *copy = g_new (CunyiPossibleMove, 1);

              *copy = (CunyiPossibleMove) { possible->move, possible->allowed, g_strdup (possible->why) };
              g_ptr_array_add (common, copy);
            }
        }
    }
  return common;
}

void
cunyi_cases_page_show_bar (CunyiCasesPage *self)
{
  g_auto (GStrv) ids = list_targets (self);
  guint n = g_strv_length (ids);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moves = n > 0 ? list_common_moves (self, ids, &error) : NULL;
  g_autofree char *text = NULL;

  cunyi_cases_page_tell_error (self, "");
  gtk_widget_set_visible (self->bar, n > 0);
  if (n > 0 && moves == NULL)
    {
      cunyi_cases_page_show_error (self, error);
      return;
    }
  if (n == 0)
    return;
  if (g_hash_table_size (self->selected) > 0)
    text = g_strdup_printf (ngettext ("%u case selected", "%u cases selected", n), n);
  else
    {
      g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_cases_page_get_book (self), ids[0], NULL);

      text = c ? cunyi_clinic_name_subject (cunyi_page_get_clinic (CUNYI_PAGE (self)), c->subject) : g_strdup ("");
    }
  gtk_label_set_label (self->bar_label, text);
  cunyi_move_bar_set_moves (self->moves, moves, text, TRUE);
}

void
cunyi_cases_page_mark (CunyiCasesPage *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    cunyi_case_column_mark (cunyi_cases_page_get_column (self, i), self->selected);
  cunyi_cases_page_show_bar (self);
}

/* ---- moving ---- */

void
cunyi_cases_page_focus_current (CunyiCasesPage *self)
{
  for (guint i = 0; self->current && i < self->columns->len; i++)
    if (cunyi_case_column_focus_id (cunyi_cases_page_get_column (self, i), self->current))
      return;
  for (guint i = 0; i < self->columns->len; i++)
    if (cunyi_case_column_focus (cunyi_cases_page_get_column (self, i), 0))
      return;
  gtk_widget_child_focus (self->switcher, GTK_DIR_TAB_FORWARD);
}

void
cunyi_cases_page_close_panel (CunyiCasesPage *self)
{
  g_autoptr (CunyiMovePanel) panel = g_steal_pointer (&self->panel);

  adw_bin_set_child (self->panel_slot, NULL);
  gtk_widget_set_visible (self->panel_window, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->moves), TRUE);
}

/* The card that took the place of the one that went: work goes on in the same column. */
static void
focus_place (CunyiCasesPage *self, const char *state, int position)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (cunyi_cases_page_get_column (self, i))), state) == 0
        && cunyi_case_column_focus (cunyi_cases_page_get_column (self, i), position))
      return;
  cunyi_cases_page_focus_current (self);
}

void
cunyi_cases_page_show_refused (CunyiCasesPage *self, const CunyiBulkResult *result)
{
  guint n = result ? result->left_out->len : 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%u case stays where it is. Enter opens it.",
                                                     "%u cases stay where they are. Enter opens one.", n), n);

  gtk_widget_set_visible (self->refused_box, n > 0);
  gtk_label_set_label (self->refused_label, text);
  cunyi_short_list_begin (self->refused_list);
  for (guint i = 0; i < n; i++)
    {
      const CunyiLeftOut *left_out = g_ptr_array_index (result->left_out, i);
      const char *texts[] = { left_out->name, left_out->why, NULL };

      cunyi_short_list_add (self->refused_list, left_out->case_, NULL, texts);
    }
  cunyi_short_list_end (self->refused_list);
}

/* Those that stay are told by name, and still selected unless they have gone elsewhere meanwhile. */
static void
keep_refused (CunyiCasesPage *self, const CunyiBulkResult *result)
{
  g_hash_table_remove_all (self->selected);
  for (guint i = 0; result && i < result->left_out->len; i++)
    {
      const char *id = ((CunyiLeftOut *) g_ptr_array_index (result->left_out, i))->case_;
      g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_cases_page_get_book (self), id, NULL);

      if (c && g_strcmp0 (c->state, self->selected_in) == 0)
        g_hash_table_add (self->selected, g_strdup (id));
    }
  cunyi_cases_page_show_refused (self, result);
}

static void
moved_cb (CunyiCasesPage *self)
{
  g_autoptr (CunyiMovePanel) panel = g_object_ref (self->panel);
  const CunyiBulkResult *result = cunyi_move_panel_get_result (panel);
  guint n = result ? result->n_done : 1;
  g_autofree char *text = g_strdup_printf (ngettext ("%u case moved.", "%u cases moved.", n), n);
  g_autofree char *state = NULL;
  int position = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (cunyi_case_column_find (cunyi_cases_page_get_column (self, i), self->current) >= 0)
      {
        state = g_strdup (gtk_widget_get_name (GTK_WIDGET (cunyi_cases_page_get_column (self, i))));
        position = cunyi_case_column_find (cunyi_cases_page_get_column (self, i), self->current) - (int) n + 1;
      }
  cunyi_cases_page_close_panel (self);
  keep_refused (self, result);
  g_clear_pointer (&self->current, g_free);
  cunyi_cases_page_show_board (self);
  if (!gtk_widget_get_visible (self->refused_box)
      || !gtk_widget_child_focus (GTK_WIDGET (self->refused_list), GTK_DIR_TAB_FORWARD))
    focus_place (self, state, position);
  cunyi_window_tell_done (cunyi_window_get (GTK_WIDGET (self)), text);
}

static void
cancelled_cb (CunyiCasesPage *self)
{
  cunyi_cases_page_close_panel (self);
  cunyi_cases_page_focus_current (self);
}

/* The panel tells it while it is up; one that asks nothing goes. */
static void
refused_cb (CunyiCasesPage *self, const char *why)
{
  g_autofree char *own = g_strdup (why);

  cunyi_cases_page_show_refused (self, self->panel ? cunyi_move_panel_get_result (self->panel) : NULL);
  if (self->panel && !cunyi_move_panel_is_plain (self->panel))
    return;
  cunyi_cases_page_close_panel (self);
  cunyi_cases_page_tell_error (self, own);
  cunyi_cases_page_focus_current (self);
}

void
cunyi_cases_page_move_cb (CunyiCasesPage *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = list_targets (self);
  CunyiWorkflow *workflow = cunyi_book_get_workflow (cunyi_cases_page_get_book (self), self->workflow, &error);
  const CunyiMove *move = workflow ? cunyi_workflow_find_move (workflow, name) : NULL;
  g_autofree char *title = NULL;
  GtkWidget *panel;

  cunyi_cases_page_close_panel (self);
  cunyi_cases_page_show_refused (self, NULL);
  if (move == NULL || ids[0] == NULL)
    return;
  title = g_strdup_printf ("%s　%s", gtk_label_get_label (self->bar_label), move->label);
  panel = cunyi_move_panel_new (cunyi_page_get_clinic (CUNYI_PAGE (self)), (const char *const *) ids, name, title, &error);
  if (panel == NULL)
    {
      cunyi_cases_page_show_error (self, error);
      return;
    }
  self->panel = CUNYI_MOVE_PANEL (g_object_ref_sink (panel));
  g_signal_connect_swapped (panel, "moved", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (panel, "cancelled", G_CALLBACK (cancelled_cb), self);
  g_signal_connect_swapped (panel, "refused", G_CALLBACK (refused_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self->moves), FALSE);
  adw_bin_set_child (self->panel_slot, panel);
  gtk_widget_set_visible (self->panel_window, TRUE);
  if (cunyi_move_panel_is_plain (self->panel))
    cunyi_move_panel_confirm (self->panel);
  else
    gtk_widget_grab_focus (panel);
}
