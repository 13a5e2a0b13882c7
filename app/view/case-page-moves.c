/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The moves of a case and of its parts: what they ask stands where the part stands. */

#include "config.h"

#include "view/case-page-private.h"

#include <glib/gi18n.h>

#include "view/window.h"

void
cunyi_case_page_close_panel (CunyiCasePage *self)
{
  g_autoptr (CunyiMovePanel) panel = g_steal_pointer (&self->panel);
  GtkWidget *slot = panel ? gtk_widget_get_parent (GTK_WIDGET (panel)) : NULL;

  if (slot)
    adw_bin_set_child (ADW_BIN (slot), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->moves), TRUE);
}

void
cunyi_case_page_focus_moves (CunyiCasePage *self, int part)
{
  if (part >= 0 && part < (int) self->part_list->len && gtk_widget_grab_focus (GTK_WIDGET (cunyi_case_page_get_part (self, part)->moves)))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->moves));
}

/* After a part that was in a state: the next one that still is, else the case itself. */
static int
find_waiting (CunyiCasePage *self, int after, const char *state)
{
  for (guint i = 0; i < self->part_list->len; i++)
    {
      guint index = ((guint) after + 1 + i) % self->part_list->len;
      CunyiCasePart *part = cunyi_case_page_get_part (self, index);

      if (g_str_equal (part->state, state) && cunyi_move_bar_n_allowed (part->moves) > 0)
        return index;
    }
  return -1;
}

static void
moved_cb (CunyiCasePage *self)
{
  g_autoptr (CunyiCasePage) held = g_object_ref (self);
  int part = self->panel_part;
  g_autofree char *what = part >= 0 ? g_strdup (cunyi_case_page_get_part (self, part)->name) : NULL;
  g_autofree char *before = part >= 0 ? g_strdup (cunyi_case_page_get_part (self, part)->state) : NULL;
  g_autofree char *text = NULL;
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  cunyi_case_page_close_panel (self);
  cunyi_case_page_read (self);
  cunyi_case_page_focus_moves (self, part >= 0 ? find_waiting (self, part, before) : -1);
  if (self->c == NULL)
    return;
  /* Translators: %s is the case, or the part of it, that was moved. */
  text = g_strdup_printf (_("Moved: %s."), what ? what : cunyi_page_get_title (CUNYI_PAGE (self)));
  cunyi_window_tell_done (window, text);
}

static void
cancelled_cb (CunyiCasePage *self)
{
  int part = self->panel_part;

  cunyi_case_page_close_panel (self);
  cunyi_case_page_focus_moves (self, part);
}

static void
refused_cb (CunyiCasePage *self, const char *why)
{
  /* The panel tells it itself while it is up. */
  if (self->panel == NULL || gtk_widget_get_parent (GTK_WIDGET (self->panel)) == NULL)
    cunyi_case_page_tell_error (self, why);
}

static const CunyiMove *
find_move (CunyiCasePage *self, const CunyiCase *c, const char *name)
{
  CunyiWorkflow *workflow = cunyi_case_get_workflow (cunyi_case_page_get_book (self), c, NULL);

  return workflow ? cunyi_workflow_find_move (workflow, name) : NULL;
}

/* Asks what the move asks, or makes it at once. */
static void
begin_move (CunyiCasePage *self, const char *id, int part, const char *name)
{
  const char *const ids[] = { id, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_case_page_get_book (self), id, &error);
  const CunyiMove *move = c ? find_move (self, c, name) : NULL;
  g_autofree char *title = NULL;
  GtkWidget *panel;

  cunyi_case_page_close_panel (self);
  cunyi_case_page_tell_error (self, "");
  if (move == NULL)
    {
      if (error)
        cunyi_case_page_show_error (self, error);
      return;
    }
  title = part >= 0 ? g_strdup_printf ("%s　%s", cunyi_case_page_get_part (self, part)->name, move->label) : g_strdup (move->label);
  panel = cunyi_move_panel_new (cunyi_page_get_clinic (CUNYI_PAGE (self)), ids, name, title, &error);
  if (panel == NULL)
    {
      cunyi_case_page_show_error (self, error);
      return;
    }
  self->panel = CUNYI_MOVE_PANEL (g_object_ref_sink (panel));
  self->panel_part = part;
  g_signal_connect_swapped (panel, "moved", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (panel, "cancelled", G_CALLBACK (cancelled_cb), self);
  g_signal_connect_swapped (panel, "refused", G_CALLBACK (refused_cb), self);
  if (cunyi_move_panel_is_plain (self->panel))
    {
      cunyi_move_panel_confirm (self->panel);
      if ((gpointer) self->panel == panel)
        g_clear_object (&self->panel);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->moves), part >= 0);
  adw_bin_set_child (part >= 0 ? ADW_BIN (cunyi_case_page_get_part (self, part)->slot) : self->panel_slot, panel);
  gtk_widget_grab_focus (panel);
}

void
cunyi_case_page_move_cb (CunyiCasePage *self, const char *move)
{
  begin_move (self, self->id, -1, move);
}

void
cunyi_case_page_part_move_cb (CunyiMoveBar *moves, const char *move, CunyiCasePage *self)
{
  for (guint i = 0; i < self->part_list->len; i++)
    if (cunyi_case_page_get_part (self, i)->moves == moves)
      {
        begin_move (self, cunyi_case_page_get_part (self, i)->id, i, move);
        return;
      }
}

int
cunyi_case_page_find_focus (CunyiCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus && i < self->part_list->len; i++)
    if (gtk_widget_is_ancestor (focus, gtk_widget_get_parent (cunyi_case_page_get_part (self, i)->slot)))
      return i;
  return -1;
}

gboolean
cunyi_case_page_key_cb (CunyiCasePage *self, guint key, guint code, GdkModifierType state)
{
  guint number = key >= GDK_KEY_1 && key <= GDK_KEY_9 ? key - GDK_KEY_0
                 : key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9 ? key - GDK_KEY_KP_0 : 0;
  int part = cunyi_case_page_find_focus (self);

  if (number == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) || self->panel)
    return GDK_EVENT_PROPAGATE;
  return cunyi_move_bar_choose (part >= 0 ? cunyi_case_page_get_part (self, part)->moves : self->moves, number);
}
