/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A card is a row with one label: hundreds of them stay cheap. Only the cases that are shown are read. */

#include "config.h"

#include "view/case-column.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "view/window.h"

#define SHOWN 40  /* cards at first, and more with each press of the button below */
#define WIDTH 212

struct _CunyiCaseColumn {
  GtkWidget parent_instance;

  GtkWidget *heading;
  GtkWidget *scrolled;
  GtkListBox *list;
  GtkWidget *more;

  CunyiClinic *clinic;
  CunyiWorkflow *workflow;
  const CunyiState *state;
  GPtrArray *cases; /* CunyiCase, those shown */
  guint shown;      /* how many at most */
  guint all;        /* in this state */
};

G_DEFINE_FINAL_TYPE (CunyiCaseColumn, cunyi_case_column, GTK_TYPE_WIDGET)

enum { OPENED, TOGGLED, ALL, ASIDE, N_SIGNALS };
static guint signals[N_SIGNALS];

static const CunyiCase *
get_case (CunyiCaseColumn *self, GtkListBoxRow *row)
{
  int index = row ? gtk_list_box_row_get_index (row) : -1;

  return index >= 0 && (guint) index < self->cases->len ? g_ptr_array_index (self->cases, index) : NULL;
}

static GtkListBoxRow *
get_focus_row (CunyiCaseColumn *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)) ? focus : NULL;

  if (row && !GTK_IS_LIST_BOX_ROW (row))
    row = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX_ROW);
  return row ? GTK_LIST_BOX_ROW (row) : NULL;
}

/* ---- cards ---- */

static char *
word_due (const CunyiCase *c)
{
  CunyiDay due = cunyi_day_parse (c->due);
  int left = due == CUNYI_DAY_NONE ? 0 : due - cunyi_clock_today ();

  if (due == CUNYI_DAY_NONE)
    return g_strdup (c->opened);
  if (left < 0)
    return g_strdup_printf (ngettext ("！ overdue by %d day", "！ overdue by %d days", -left), -left);
  return left == 0 ? g_strdup (_("due today")) : g_strdup_printf (_("due %s"), c->due);
}

static void
show_card (CunyiCaseColumn *self, GtkListBoxRow *row, gboolean selected)
{
  const CunyiCase *c = get_case (self, row);
  g_autofree char *name = cunyi_clinic_name_subject (self->clinic, c->subject);
  const char *topic = *c->topic ? cunyi_library_get_label (cunyi_clinic_get_library (self->clinic),
                                                           cunyi_workflow_get_topic (self->workflow), c->topic) : "";
  g_autofree char *due = word_due (c);
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s%s</b>%s%s\n<small>%s</small>", selected ? "✓ " : "", name,
                                                     *topic ? "\n" : "", topic, due);

  gtk_label_set_markup (GTK_LABEL (gtk_list_box_row_get_child (row)), markup);
  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (row), "card-selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "card-selected");
  /* The row is not named after what is in it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
                               selected ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
add_card (CunyiCaseColumn *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  g_object_set (label, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_add_css_class (row, "case-card");
  gtk_list_box_append (self->list, row);
  show_card (self, GTK_LIST_BOX_ROW (row), FALSE);
}

/* Reads and shows as many as are to be shown. */
static gboolean
show_cards (CunyiCaseColumn *self, GError **error)
{
  GPtrArray *cases = cunyi_case_list_first (cunyi_clinic_get_book (self->clinic), cunyi_workflow_get_id (self->workflow),
                                            self->state->name, self->shown, error);
  g_autofree char *text = NULL;
  guint left;

  if (cases == NULL)
    return FALSE;
  g_ptr_array_unref (self->cases);
  self->cases = cases;
  left = self->all > cases->len ? self->all - cases->len : 0;
  for (guint i = cunyi_case_column_n_cards (self); i < cases->len; i++)
    add_card (self);
  text = g_strdup_printf (ngettext ("and %u more", "and %u more", left), left);
  gtk_button_set_label (GTK_BUTTON (self->more), text);
  gtk_widget_set_visible (self->more, left > 0);
  return TRUE;
}

static void
more_cb (CunyiCaseColumn *self)
{
  g_autoptr (GError) error = NULL;
  int first = self->shown;

  self->shown += SHOWN;
  if (show_cards (self, &error))
    cunyi_case_column_focus (self, first);
  else
    cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), error);
}

/* ---- keyboard ---- */

static void
activated_cb (CunyiCaseColumn *self, GtkListBoxRow *row)
{
  const CunyiCase *c = get_case (self, row);

  if (c)
    g_signal_emit (self, signals[OPENED], 0, c->id);
}

static gboolean
key_pressed_cb (CunyiCaseColumn *self, guint key, guint code, GdkModifierType state)
{
  const CunyiCase *c = get_case (self, get_focus_row (self));

  if (key == GDK_KEY_a && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) == GDK_CONTROL_MASK)
    {
      g_signal_emit (self, signals[ALL], 0);
      return GDK_EVENT_STOP;
    }
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (c && key == GDK_KEY_space)
    g_signal_emit (self, signals[TOGGLED], 0, c->id);
  else if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    g_signal_emit (self, signals[ASIDE], 0, key == GDK_KEY_Left ? -1 : 1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* ---- object ---- */

static void
cunyi_case_column_dispose (GObject *object)
{
  CunyiCaseColumn *self = CUNYI_CASE_COLUMN (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->workflow, cunyi_workflow_unref);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (cunyi_case_column_parent_class)->dispose (object);
}

static void
cunyi_case_column_class_init (CunyiCaseColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_case_column_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOGGLED] = g_signal_new ("toggled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
  signals[ALL] = g_signal_new ("all", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ASIDE] = g_signal_new ("aside", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
cunyi_case_column_init (CunyiCaseColumn *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  gtk_widget_set_size_request (GTK_WIDGET (self), WIDTH, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "case-column");
  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_case_free);
  self->shown = SHOWN;

  self->heading = gtk_label_new (NULL);
  g_object_set (self->heading, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_set_parent (self->heading, GTK_WIDGET (self));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));

  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "flat");
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (box), self->more);

  self->scrolled = gtk_scrolled_window_new ();
  g_object_set (self->scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
cunyi_case_column_new (CunyiClinic *clinic, CunyiWorkflow *workflow, const CunyiState *state)
{
  CunyiCaseColumn *self = g_object_new (CUNYI_TYPE_CASE_COLUMN, NULL);

  self->clinic = g_object_ref (clinic);
  self->workflow = cunyi_workflow_ref (workflow);
  self->state = state;
  gtk_widget_set_name (GTK_WIDGET (self), state->name);
  gtk_widget_set_tooltip_text (self->heading, *state->meaning ? state->meaning : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, state->label, -1);
  return GTK_WIDGET (self);
}

gboolean
cunyi_case_column_load (CunyiCaseColumn *self, const CunyiStateCount *count, GError **error)
{
  g_autofree char *late = count->overdue > 0 ? g_strdup_printf (_("　！ %d overdue"), (int) count->overdue) : g_strdup ("");
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b> %u%s", self->state->label, (guint) count->n, late);

  for (GtkWidget *row; (row = gtk_widget_get_first_child (GTK_WIDGET (self->list)));)
    gtk_list_box_remove (self->list, row);
  gtk_label_set_markup (GTK_LABEL (self->heading), markup);
  self->all = (guint) count->n;
  return show_cards (self, error);
}

void
cunyi_case_column_mark (CunyiCaseColumn *self, GHashTable *selected)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    {
      gboolean now = g_hash_table_contains (selected, get_case (self, row)->id);

      if (now != gtk_widget_has_css_class (GTK_WIDGET (row), "card-selected"))
        show_card (self, row, now);
    }
}

guint
cunyi_case_column_n_cards (CunyiCaseColumn *self)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (self->list, n))
    n++;
  return n;
}

const char *
cunyi_case_column_get_current (CunyiCaseColumn *self)
{
  const CunyiCase *c = get_case (self, get_focus_row (self));

  return c ? c->id : NULL;
}

int
cunyi_case_column_get_position (CunyiCaseColumn *self)
{
  GtkListBoxRow *row = get_focus_row (self);

  return row ? gtk_list_box_row_get_index (row) : -1;
}

int
cunyi_case_column_find (CunyiCaseColumn *self, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (g_strcmp0 (get_case (self, row)->id, id) == 0)
      return i;
  return -1;
}

gboolean
cunyi_case_column_focus (CunyiCaseColumn *self, int position)
{
  int last = (int) cunyi_case_column_n_cards (self) - 1;

  return last >= 0
         && gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, CLAMP (position, 0, last))));
}

gboolean
cunyi_case_column_focus_id (CunyiCaseColumn *self, const char *id)
{
  int position = cunyi_case_column_find (self, id);

  return position >= 0 && cunyi_case_column_focus (self, position);
}
