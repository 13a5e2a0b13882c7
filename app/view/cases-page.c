/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cases on their way: one column for each state of a workflow. Arrows go from card to card, Enter opens, Space selects
 * several of a column, Ctrl+A all of it, a digit makes the move with that number: of the selected ones, else of the one at hand. */

#include "config.h"

#include "view/cases-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/explain.h"
#include "clinic/resident.h"
#include "view/new-case-dialog.h"
#include "view/refusal.h"
#include "view/window.h"
#include "view/wrap-layout.h"

#define RESIDENTS 1 /* among the pages of the sidebar */

G_DEFINE_FINAL_TYPE (CunyiCasesPage, cunyi_cases_page, CUNYI_TYPE_PAGE)

static const CunyiColumn refused_columns[] = {
  { NULL, 13, .strong = TRUE },
  { NULL, 0, .share = 1 },
};

static CunyiClinic *
get_clinic (CunyiCasesPage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

CunyiBook *
cunyi_cases_page_get_book (CunyiCasesPage *self)
{
  return cunyi_clinic_get_book (get_clinic (self));
}

CunyiCaseColumn *
cunyi_cases_page_get_column (CunyiCasesPage *self, guint index)
{
  return g_ptr_array_index (self->columns, index);
}

void
cunyi_cases_page_tell_error (CunyiCasesPage *self, const char *text)
{
  cunyi_refusal_tell_marked (self->error_label, text);
  if (*text)
    gtk_widget_set_visible (self->bar, TRUE);
}

void
cunyi_cases_page_show_error (CunyiCasesPage *self, const GError *error)
{
  g_autofree char *sentence = cunyi_explain_error (error);

  cunyi_cases_page_tell_error (self, sentence);
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
  cunyi_cases_page_mark (self);
}

/* Ctrl+A: all in this state, also those that the column does not show yet; again: none. */
static void
all_cb (CunyiCaseColumn *column, CunyiCasesPage *self)
{
  const char *state = gtk_widget_get_name (GTK_WIDGET (column));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = cunyi_case_list_in_state (cunyi_cases_page_get_book (self), self->workflow, state, &error);
  gboolean were = cases && g_strcmp0 (self->selected_in, state) == 0 && g_hash_table_size (self->selected) == cases->len;

  if (cases == NULL)
    {
      cunyi_cases_page_show_error (self, error);
      return;
    }
  g_hash_table_remove_all (self->selected);
  g_free (self->selected_in);
  self->selected_in = g_strdup (state);
  for (guint i = 0; !were && i < cases->len; i++)
    g_hash_table_add (self->selected, g_strdup (((CunyiCase *) g_ptr_array_index (cases, i))->id));
  cunyi_cases_page_mark (self);
}

static void
aside_cb (CunyiCaseColumn *column, int step, CunyiCasesPage *self)
{
  int position = cunyi_case_column_get_position (column);
  guint index;

  if (!g_ptr_array_find (self->columns, column, &index))
    return;
  for (int i = (int) index + step; i >= 0 && i < (int) self->columns->len; i += step)
    if (cunyi_case_column_focus (cunyi_cases_page_get_column (self, i), position))
      return;
}

static void
focus_moved_cb (CunyiCasesPage *self)
{
  const char *current = NULL;

  for (guint i = 0; i < self->columns->len && current == NULL; i++)
    current = cunyi_case_column_get_current (cunyi_cases_page_get_column (self, i));
  if (current == NULL || g_strcmp0 (current, self->current) == 0 || self->panel)
    return;
  g_free (self->current);
  self->current = g_strdup (current);
  if (g_hash_table_size (self->selected) == 0)
    cunyi_cases_page_show_bar (self);
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
add_column (CunyiCasesPage *self, CunyiWorkflow *workflow, const CunyiState *state, const CunyiStateCount *count,
            GError **error)
{
  GtkWidget *column = cunyi_case_column_new (get_clinic (self), workflow, state);

  g_signal_connect_swapped (column, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (column, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect (column, "all", G_CALLBACK (all_cb), self);
  g_signal_connect (column, "aside", G_CALLBACK (aside_cb), self);
  gtk_box_append (GTK_BOX (self->board), column);
  g_ptr_array_add (self->columns, column);
  cunyi_case_column_load (CUNYI_CASE_COLUMN (column), count, error);
}

static void
fill_board (CunyiCasesPage *self, CunyiWorkflow *workflow, GPtrArray *counts, GError **error)
{
  gboolean closed = gtk_toggle_button_get_active (self->closed_button);
  gint64 all = 0, overdue = 0;
  g_autofree char *text = NULL, *late = NULL;

  for (guint i = 0; i < counts->len; i++)
    {
      const CunyiStateCount *count = g_ptr_array_index (counts, i);
      const CunyiState *state = cunyi_workflow_find_state (workflow, count->state);

      if (state == NULL || (state->kind == CUNYI_STATE_LAST && !closed))
        continue;
      all += count->n;
      overdue += count->overdue;
      if (count->n > 0)
        add_column (self, workflow, state, count, error);
    }
  text = g_strdup_printf (ngettext ("%d case", "%d cases", all), (int) all);
  late = g_strdup_printf (_("！ %d overdue"), (int) overdue);
  gtk_label_set_label (self->count_label, text);
  gtk_button_set_label (self->overdue_button, late);
  gtk_widget_set_visible (GTK_WIDGET (self->overdue_button), overdue > 0);
  gtk_stack_set_visible_child_name (self->stack, all > 0 ? "board" : "empty");
}

/* How cases of this kind begin: by a form, or by hand. */
static void
teach (CunyiCasesPage *self, CunyiWorkflow *workflow)
{
  gboolean people = cunyi_person_is_any (cunyi_clinic_get_database (get_clinic (self)));
  const char *record = cunyi_workflow_get_record (workflow);
  CunyiForm *form = *record ? cunyi_library_get_form (cunyi_clinic_get_library (get_clinic (self)), record) : NULL;
  g_autofree char *text = NULL;

  if (!people)
    text = g_strdup (_("As soon as the people of the village are here, their cases stand here, a column for each state."));
  else if (form)
    /* Translators: %s is the title of a form. */
    text = g_strdup_printf (_("Choose somebody and fill “%s”: the case stands here then, and goes from column to column."),
                            cunyi_form_get_title (form));
  else
    text = g_strdup (_("Open one here, or choose many on the page Residents and open one for each of them."));
  adw_status_page_set_description (self->empty_page, text);
  gtk_button_set_label (self->empty_button, !people ? _("Bring in a _roster…") : form ? _("Go to _Residents") : _("_New case…"));
}

static void
empty_cb (CunyiCasesPage *self)
{
  CunyiWorkflow *workflow = cunyi_book_get_workflow (cunyi_cases_page_get_book (self), self->workflow, NULL);

  if (!cunyi_person_is_any (cunyi_clinic_get_database (get_clinic (self))))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.import-roster", NULL);
  else if (workflow && *cunyi_workflow_get_record (workflow))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "i", RESIDENTS);
  else
    cunyi_new_case_dialog_show (cunyi_window_get (GTK_WIDGET (self)), self->workflow);
}

static void
clear_board (CunyiCasesPage *self)
{
  GtkWidget *column;

  g_ptr_array_set_size (self->columns, 0);
  while ((column = gtk_widget_get_first_child (self->board)))
    gtk_box_remove (GTK_BOX (self->board), column);
}

void
cunyi_cases_page_show_board (CunyiCasesPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  CunyiWorkflow *workflow = self->workflow ? cunyi_book_get_workflow (cunyi_cases_page_get_book (self), self->workflow, &error) : NULL;
  g_autoptr (GPtrArray) counts = workflow ? cunyi_case_count_states (cunyi_cases_page_get_book (self), self->workflow, today, &error)
                                          : NULL;

  clear_board (self);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  if (counts)
    {
      fill_board (self, workflow, counts, &error);
      teach (self, workflow);
      /* An empty board has its own; two with the same access key would only pass the keyboard to and fro. */
      gtk_widget_set_visible (GTK_WIDGET (self->new_button),
                              *cunyi_workflow_get_record (workflow) == '\0'
                                && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "empty") != 0);
    }
  cunyi_cases_page_mark (self);
  if (error)
    cunyi_cases_page_show_error (self, error);
}

/* Whom the cases are about whose day has passed, the longest first. */
static void
overdue_cb (CunyiCasesPage *self)
{
  CunyiWorkflow *workflow = cunyi_book_get_workflow (cunyi_cases_page_get_book (self), self->workflow, NULL);
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  /* Translators: %s is a kind of case. */
  g_autofree char *title = g_strdup_printf (_("Overdue: %s"), workflow ? cunyi_workflow_get_title (workflow) : "");
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = cunyi_case_list_in_state (cunyi_cases_page_get_book (self), self->workflow, NULL, &error);

  for (guint i = 0; cases && i < cases->len; i++)
    {
      const CunyiCase *c = g_ptr_array_index (cases, i);

      if (c->due && strcmp (c->due, today) < 0)
        g_ptr_array_add (subjects, c->subject);
    }
  if (cases)
    cunyi_window_show_people (cunyi_window_get (GTK_WIDGET (self)), title, subjects);
  else
    cunyi_cases_page_show_error (self, error);
}

static void
refused_opened_cb (CunyiCasesPage *self, const char *id)
{
  cunyi_window_show_case (cunyi_window_get (GTK_WIDGET (self)), id);
}

static void
closed_cb (CunyiCasesPage *self)
{
  cunyi_cases_page_close_panel (self);
  cunyi_cases_page_show_board (self);
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
  cunyi_cases_page_close_panel (self);
  cunyi_cases_page_show_refused (self, NULL);
  g_hash_table_remove_all (self->selected);
  g_clear_pointer (&self->current, g_free);
  cunyi_cases_page_show_board (self);
}

/* Workflows whose cases are but parts of others have no board of their own. */
static GHashTable *
list_parts (CunyiCasesPage *self, char **workflows)
{
  GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (char **id = workflows; id && *id; id++)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (cunyi_cases_page_get_book (self), *id, NULL);
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
  g_auto (GStrv) workflows = cunyi_book_list_workflows (cunyi_cases_page_get_book (self), &error);
  g_autoptr (GHashTable) parts = list_parts (self, workflows);
  GtkToggleButton *first = NULL;

  if (error)
    cunyi_cases_page_show_error (self, error);
  for (char **id = workflows; id && *id; id++)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (cunyi_cases_page_get_book (self), *id, NULL);
      GtkWidget *button;

      if (workflow == NULL || g_hash_table_contains (parts, *id))
        continue;
      button = gtk_toggle_button_new_with_label (cunyi_workflow_get_title (workflow));
      gtk_widget_set_name (button, *id);
      gtk_widget_add_css_class (button, "chip");
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
    cunyi_cases_page_show_board (self);
  if (had_focus)
    cunyi_cases_page_focus_current (self);
}

static void
cunyi_cases_page_focus (CunyiPage *page)
{
  cunyi_cases_page_focus_current (CUNYI_CASES_PAGE (page));
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
    cunyi_cases_page_close_panel (self);
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
  g_type_ensure (CUNYI_TYPE_WRAP_LAYOUT);
  g_type_ensure (CUNYI_TYPE_SHORT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/cases-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, overdue_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, closed_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, empty_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, board);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, bar_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, moves);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, panel_window);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, panel_slot);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, refused_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, refused_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasesPage, refused_list);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, overdue_cb);
  gtk_widget_class_bind_template_callback (widget_class, refused_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, empty_cb);
  gtk_widget_class_bind_template_callback (widget_class, cunyi_cases_page_move_cb);
}

static void
cunyi_cases_page_init (CunyiCasesPage *self)
{
  self->columns = g_ptr_array_new ();
  self->selected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_short_list_set_columns (self->refused_list, refused_columns, G_N_ELEMENTS (refused_columns));
  cunyi_short_list_set_label (self->refused_list, _("Cases that stay where they are"), "");
  cunyi_page_set_title (CUNYI_PAGE (self), _("Cases"));
  cunyi_page_set_help (CUNYI_PAGE (self), "cases");
}

CunyiPage *
cunyi_cases_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_CASES_PAGE, "clinic", clinic, NULL);
}
