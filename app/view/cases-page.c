/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cases on their way: one column for each state of a workflow. Arrows go from card to card, Enter opens, Space selects
 * several of a column, a digit makes the move with that number: of the selected ones, else of the one at hand. */

#include "config.h"

#include "view/cases-page.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/explain.h"
#include "view/case-column.h"
#include "view/move-bar.h"
#include "view/move-panel.h"
#include "view/new-case-dialog.h"
#include "view/window.h"

#define MAX_ASKED 200 /* selected cases whose moves are looked at before they are moved */

struct _CunyiCasesPage {
  CunyiPage parent_instance;

  GtkWidget *switcher;
  GtkLabel *count_label;
  GtkToggleButton *closed_button;
  GtkButton *new_button;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkWidget *board;
  GtkWidget *bar;
  GtkLabel *bar_label;
  CunyiMoveBar *moves;
  GtkWidget *panel_window;
  AdwBin *panel_slot;
  GtkLabel *error_label;

  char *workflow;       /* id of the one on show, NULL before the first */
  GPtrArray *columns;   /* CunyiCaseColumn, shown */
  GHashTable *selected; /* ids */
  char *selected_in;    /* state that they are in */
  char *current;        /* id of the card at hand; NULL for none */
  CunyiMovePanel *panel;
  GtkRoot *root;        /* whose focus is watched */
};

G_DEFINE_FINAL_TYPE (CunyiCasesPage, cunyi_cases_page, CUNYI_TYPE_PAGE)

static CunyiClinic *
get_clinic (CunyiCasesPage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

static CunyiBook *
get_book (CunyiCasesPage *self)
{
  return cunyi_clinic_get_book (get_clinic (self));
}

static CunyiCaseColumn *
get_column (CunyiCasesPage *self, guint index)
{
  return g_ptr_array_index (self->columns, index);
}

static void
tell_error (CunyiCasesPage *self, const char *text)
{
  g_autofree char *marked = *text ? g_strconcat ("× ", text, NULL) : g_strdup ("");

  gtk_label_set_label (self->error_label, marked);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), *text != '\0');
  if (*text)
    gtk_widget_set_visible (self->bar, TRUE);
}

static void
show_error (CunyiCasesPage *self, const GError *error)
{
  g_autofree char *sentence = cunyi_explain_error (error);

  tell_error (self, sentence);
}

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

/* Takes out of `common` what this case has not, and closes what it is refused. */
static void
meet (CunyiCasesPage *self, GPtrArray *common, const CunyiCase *c, GPtrArray *moves)
{
  for (guint i = common->len; i-- > 0;)
    {
      CunyiPossibleMove *possible = g_ptr_array_index (common, i);
      const CunyiPossibleMove *own = find_possible (moves, possible->move->name);

      if (own == NULL)
        g_ptr_array_remove_index (common, i);
      else if (possible->allowed && !own->allowed)
        {
          g_autofree char *name = cunyi_clinic_name_subject (get_clinic (self), c->subject);

          possible->allowed = FALSE;
          possible->why = g_strdup_printf (_("%s: %s"), name, own->why);
        }
    }
}

/* The moves that all of them have; not allowed where one is refused, with whose refusal it is. */
static GPtrArray *
list_common_moves (CunyiCasesPage *self, char **ids, GError **error)
{
  GPtrArray *common = NULL;

  for (guint n = 0; ids[n] && n < MAX_ASKED; n++)
    {
      g_autoptr (CunyiCase) c = cunyi_case_load (get_book (self), ids[n], error);
      g_autoptr (GPtrArray) moves = c ? cunyi_case_list_moves (get_book (self), c, error) : NULL;

      if (moves == NULL)
        {
          g_clear_pointer (&common, g_ptr_array_unref);
          return NULL;
        }
      if (common)
        meet (self, common, c, moves);
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

static void
show_bar (CunyiCasesPage *self)
{
  g_auto (GStrv) ids = list_targets (self);
  guint n = g_strv_length (ids);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moves = n > 0 ? list_common_moves (self, ids, &error) : NULL;
  g_autofree char *text = NULL;

  tell_error (self, "");
  gtk_widget_set_visible (self->bar, n > 0);
  if (n > 0 && moves == NULL)
    {
      show_error (self, error);
      return;
    }
  if (n == 0)
    return;
  if (g_hash_table_size (self->selected) > 0)
    text = g_strdup_printf (ngettext ("%u case selected", "%u cases selected", n), n);
  else
    {
      g_autoptr (CunyiCase) c = cunyi_case_load (get_book (self), ids[0], NULL);

      text = c ? cunyi_clinic_name_subject (get_clinic (self), c->subject) : g_strdup ("");
    }
  gtk_label_set_label (self->bar_label, text);
  cunyi_move_bar_set_moves (self->moves, moves, text, TRUE);
}

static void
mark (CunyiCasesPage *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    cunyi_case_column_mark (get_column (self, i), self->selected);
  show_bar (self);
}

/* ---- moving ---- */

static void
focus_current (CunyiCasesPage *self)
{
  for (guint i = 0; self->current && i < self->columns->len; i++)
    if (cunyi_case_column_focus_id (get_column (self, i), self->current))
      return;
  for (guint i = 0; i < self->columns->len; i++)
    if (cunyi_case_column_focus (get_column (self, i), 0))
      return;
  gtk_widget_child_focus (self->switcher, GTK_DIR_TAB_FORWARD);
}

static void
close_panel (CunyiCasesPage *self)
{
  g_autoptr (CunyiMovePanel) panel = g_steal_pointer (&self->panel);

  adw_bin_set_child (self->panel_slot, NULL);
  gtk_widget_set_visible (self->panel_window, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->moves), TRUE);
}

static void show_board (CunyiCasesPage *self);

/* The card that took the place of the one that went: work goes on in the same column. */
static void
focus_place (CunyiCasesPage *self, const char *state, int position)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (get_column (self, i))), state) == 0
        && cunyi_case_column_focus (get_column (self, i), position))
      return;
  focus_current (self);
}

static void
moved_cb (CunyiCasesPage *self)
{
  guint n = MAX (g_hash_table_size (self->selected), 1);
  g_autofree char *text = g_strdup_printf (ngettext ("%u case moved.", "%u cases moved.", n), n);
  g_autofree char *state = NULL;
  int position = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (cunyi_case_column_find (get_column (self, i), self->current) >= 0)
      {
        state = g_strdup (gtk_widget_get_name (GTK_WIDGET (get_column (self, i))));
        position = cunyi_case_column_find (get_column (self, i), self->current) - (int) n + 1;
      }
  close_panel (self);
  g_hash_table_remove_all (self->selected);
  g_clear_pointer (&self->current, g_free);
  show_board (self);
  focus_place (self, state, position);
  cunyi_window_tell_done (cunyi_window_get (GTK_WIDGET (self)), text);
}

static void
cancelled_cb (CunyiCasesPage *self)
{
  close_panel (self);
  focus_current (self);
}

static void
refused_cb (CunyiCasesPage *self, const char *why)
{
  if (self->panel == NULL || gtk_widget_get_parent (GTK_WIDGET (self->panel)) == NULL)
    tell_error (self, why);
}

static void
chosen_cb (CunyiCasesPage *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = list_targets (self);
  CunyiWorkflow *workflow = cunyi_book_get_workflow (get_book (self), self->workflow, &error);
  const CunyiMove *move = workflow ? cunyi_workflow_find_move (workflow, name) : NULL;
  g_autofree char *title = NULL;
  GtkWidget *panel;

  close_panel (self);
  if (move == NULL || ids[0] == NULL)
    return;
  title = g_strdup_printf ("%s　%s", gtk_label_get_label (self->bar_label), move->label);
  panel = cunyi_move_panel_new (get_clinic (self), (const char *const *) ids, name, title, &error);
  if (panel == NULL)
    {
      show_error (self, error);
      return;
    }
  self->panel = CUNYI_MOVE_PANEL (g_object_ref_sink (panel));
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
  gtk_widget_set_visible (GTK_WIDGET (self->moves), FALSE);
  adw_bin_set_child (self->panel_slot, panel);
  gtk_widget_set_visible (self->panel_window, TRUE);
  gtk_widget_grab_focus (panel);
}

/* ---- cards ---- */

static void
opened_cb (CunyiCasesPage *self, const char *id)
{
  cunyi_window_show_case (cunyi_window_get (GTK_WIDGET (self)), id);
}

/* Cases of one state are moved together: selecting in another column begins anew. */
static void
toggled_cb (CunyiCaseColumn *column, const char *id, CunyiCasesPage *self)
{
  gboolean was = g_hash_table_contains (self->selected, id);

  if (g_strcmp0 (self->selected_in, gtk_widget_get_name (GTK_WIDGET (column))) != 0)
    g_hash_table_remove_all (self->selected);
  g_free (self->selected_in);
  self->selected_in = g_strdup (gtk_widget_get_name (GTK_WIDGET (column)));
  if (was)
    g_hash_table_remove (self->selected, id);
  else
    g_hash_table_add (self->selected, g_strdup (id));
  mark (self);
}

static void
aside_cb (CunyiCaseColumn *column, int step, CunyiCasesPage *self)
{
  int position = cunyi_case_column_get_position (column);
  guint index;

  if (!g_ptr_array_find (self->columns, column, &index))
    return;
  for (int i = (int) index + step; i >= 0 && i < (int) self->columns->len; i += step)
    if (cunyi_case_column_focus (get_column (self, i), position))
      return;
}

static void
focus_moved_cb (CunyiCasesPage *self)
{
  const char *current = NULL;

  for (guint i = 0; i < self->columns->len && current == NULL; i++)
    current = cunyi_case_column_get_current (get_column (self, i));
  if (current == NULL || g_strcmp0 (current, self->current) == 0 || self->panel)
    return;
  g_free (self->current);
  self->current = g_strdup (current);
  if (g_hash_table_size (self->selected) == 0)
    show_bar (self);
}

static gboolean
key_pressed_cb (CunyiCasesPage *self, guint key, guint code, GdkModifierType state)
{
  guint number = key >= GDK_KEY_1 && key <= GDK_KEY_9 ? key - GDK_KEY_0
                 : key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9 ? key - GDK_KEY_KP_0 : 0;

  if (number == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) || self->panel
      || !gtk_widget_get_visible (self->bar))
    return GDK_EVENT_PROPAGATE;
  return cunyi_move_bar_choose (self->moves, number);
}

/* ---- the board ---- */

static void
add_column (CunyiCasesPage *self, CunyiWorkflow *workflow, const CunyiState *state, gint64 overdue, GError **error)
{
  GtkWidget *column = cunyi_case_column_new (get_clinic (self), workflow, state);

  g_signal_connect_swapped (column, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (column, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect (column, "aside", G_CALLBACK (aside_cb), self);
  gtk_box_append (GTK_BOX (self->board), column);
  g_ptr_array_add (self->columns, column);
  cunyi_case_column_load (CUNYI_CASE_COLUMN (column), overdue, error);
}

static void
fill_board (CunyiCasesPage *self, CunyiWorkflow *workflow, GPtrArray *counts, GError **error)
{
  gboolean closed = gtk_toggle_button_get_active (self->closed_button);
  gint64 all = 0, overdue = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < counts->len; i++)
    {
      const CunyiStateCount *count = g_ptr_array_index (counts, i);
      const CunyiState *state = cunyi_workflow_find_state (workflow, count->state);

      if (state == NULL || (state->kind == CUNYI_STATE_LAST && !closed))
        continue;
      all += count->n;
      overdue += count->overdue;
      if (count->n > 0)
        add_column (self, workflow, state, count->overdue, error);
    }
  text = overdue > 0 ? g_strdup_printf (_("%d cases, ！ %d overdue"), (int) all, (int) overdue)
                     : g_strdup_printf (ngettext ("%d case", "%d cases", all), (int) all);
  gtk_label_set_label (self->count_label, text);
  gtk_stack_set_visible_child_name (self->stack, all > 0 ? "board" : "empty");
}

static void
clear_board (CunyiCasesPage *self)
{
  GtkWidget *column;

  g_ptr_array_set_size (self->columns, 0);
  while ((column = gtk_widget_get_first_child (self->board)))
    gtk_box_remove (GTK_BOX (self->board), column);
}

static void
show_board (CunyiCasesPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  CunyiWorkflow *workflow = self->workflow ? cunyi_book_get_workflow (get_book (self), self->workflow, &error) : NULL;
  g_autoptr (GPtrArray) counts = workflow ? cunyi_case_count_states (get_book (self), self->workflow, today, &error)
                                          : NULL;

  clear_board (self);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  if (counts)
    {
      fill_board (self, workflow, counts, &error);
      gtk_widget_set_visible (GTK_WIDGET (self->new_button), *cunyi_workflow_get_record (workflow) == '\0');
    }
  mark (self);
  if (error)
    show_error (self, error);
}

static void
closed_cb (CunyiCasesPage *self)
{
  close_panel (self);
  show_board (self);
}

static void
new_cb (CunyiCasesPage *self)
{
  cunyi_new_case_dialog_show (cunyi_window_get (GTK_WIDGET (self)), self->workflow);
}

static void
switched_cb (GtkToggleButton *button, CunyiCasesPage *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  g_free (self->workflow);
  self->workflow = g_strdup (gtk_widget_get_name (GTK_WIDGET (button)));
  close_panel (self);
  g_hash_table_remove_all (self->selected);
  g_clear_pointer (&self->current, g_free);
  show_board (self);
}

/* Workflows whose cases are but parts of others have no board of their own. */
static GHashTable *
list_parts (CunyiCasesPage *self, char **workflows)
{
  GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (char **id = workflows; id && *id; id++)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (get_book (self), *id, NULL);
      const char *const *children = workflow ? cunyi_workflow_get_children (workflow) : NULL;

      for (; children && *children; children++)
        g_hash_table_add (parts, g_strdup (*children));
    }
  return parts;
}

static void
fill_switcher (CunyiCasesPage *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) workflows = cunyi_book_list_workflows (get_book (self), &error);
  g_autoptr (GHashTable) parts = list_parts (self, workflows);
  GtkToggleButton *first = NULL;

  if (error)
    show_error (self, error);
  for (char **id = workflows; id && *id; id++)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (get_book (self), *id, NULL);
      GtkWidget *button;

      if (workflow == NULL || g_hash_table_contains (parts, *id))
        continue;
      button = gtk_toggle_button_new_with_label (cunyi_workflow_get_title (workflow));
      gtk_widget_set_name (button, *id);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      g_signal_connect (button, "toggled", G_CALLBACK (switched_cb), self);
      gtk_box_append (GTK_BOX (self->switcher), button);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
    }
  if (first)
    gtk_toggle_button_set_active (first, TRUE);
}

/* ---- page ---- */

static void
cunyi_cases_page_refresh (CunyiPage *page)
{
  CunyiCasesPage *self = CUNYI_CASES_PAGE (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus && gtk_widget_is_ancestor (focus, self->board);

  if (self->workflow == NULL)
    fill_switcher (self);
  else if (self->panel == NULL)
    show_board (self);
  if (had_focus)
    focus_current (self);
}

static void
cunyi_cases_page_focus (CunyiPage *page)
{
  focus_current (CUNYI_CASES_PAGE (page));
}

static gboolean
cunyi_cases_page_leave (CunyiPage *page)
{
  CunyiCasesPage *self = CUNYI_CASES_PAGE (page);

  return self->panel == NULL || cunyi_move_panel_leave (self->panel);
}

static void
cunyi_cases_page_root (GtkWidget *widget)
{
  CunyiCasesPage *self = CUNYI_CASES_PAGE (widget);

  GTK_WIDGET_CLASS (cunyi_cases_page_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_moved_cb), self);
}

static void
cunyi_cases_page_unroot (GtkWidget *widget)
{
  CunyiCasesPage *self = CUNYI_CASES_PAGE (widget);

  g_signal_handlers_disconnect_by_func (self->root, focus_moved_cb, self);
  self->root = NULL;
  GTK_WIDGET_CLASS (cunyi_cases_page_parent_class)->unroot (widget);
}

static void
cunyi_cases_page_dispose (GObject *object)
{
  CunyiCasesPage *self = CUNYI_CASES_PAGE (object);

  if (self->panel)
    close_panel (self);
  g_ptr_array_set_size (self->columns, 0);
  G_OBJECT_CLASS (cunyi_cases_page_parent_class)->dispose (object);
}

static void
cunyi_cases_page_finalize (GObject *object)
{
  CunyiCasesPage *self = CUNYI_CASES_PAGE (object);

  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->selected);
  g_free (self->selected_in);
  g_free (self->workflow);
  g_free (self->current);
  G_OBJECT_CLASS (cunyi_cases_page_parent_class)->finalize (object);
}

static void
cunyi_cases_page_class_init (CunyiCasesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_cases_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_cases_page_finalize;
  widget_class->root = cunyi_cases_page_root;
  widget_class->unroot = cunyi_cases_page_unroot;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_cases_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_cases_page_focus;
  CUNYI_PAGE_CLASS (klass)->leave = cunyi_cases_page_leave;

  g_type_ensure (CUNYI_TYPE_MOVE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/cases-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, closed_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, board);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, bar_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, moves);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, panel_window);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, panel_slot);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, error_label);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
cunyi_cases_page_init (CunyiCasesPage *self)
{
  self->columns = g_ptr_array_new ();
  self->selected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_title (CUNYI_PAGE (self), _("Cases"));
  cunyi_page_set_help (CUNYI_PAGE (self), "cases");
}

CunyiPage *
cunyi_cases_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_CASES_PAGE, "clinic", clinic, NULL);
}
