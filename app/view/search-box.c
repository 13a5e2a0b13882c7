/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The search box and its list of people. The list is a popover that never takes the keyboard: what is typed always goes
 * into the entry, arrows choose, Enter opens. */

#include "config.h"

#include "view/search-box.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "view/window.h"

#define SHOWN 10 /* what fits under the entry on a small screen */

struct _CunyiSearchBox {
  GtkWidget parent_instance;

  GtkSearchEntry *entry;
  GtkPopover *popover;
  GtkStack *results;
  GtkListBox *list;

  CunyiClinic *clinic;
  char *asked;          /* what the list answers: the entry tells of a change only a moment later */
  gboolean early;       /* nobody could be found yet when the list answered */
  gboolean wants_first; /* Enter was pressed on such a list */
};

G_DEFINE_FINAL_TYPE (CunyiSearchBox, cunyi_search_box, GTK_TYPE_WIDGET)

#define PERSON_KEY "cunyi-person"

static void
clear_list (CunyiSearchBox *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
}

static GtkWidget *
new_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Name, sex and age; at the end where the person lives. */
static GtkWidget *
new_row (CunyiSearchBox *self, CunyiStatement *found)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *place;
  int age = cunyi_day_age (cunyi_day_parse (cunyi_statement_get_text (found, "birth")), cunyi_clock_today ());
  const char *sex = cunyi_library_get_label (cunyi_clinic_get_library (self->clinic), "sex",
                                             cunyi_statement_get_text (found, "sex"));
  g_autofree char *about = age < 0 ? g_strdup (sex) : g_strdup_printf ("%s %d", sex, age);

  gtk_box_append (GTK_BOX (box), new_label (cunyi_statement_get_text (found, "name"), 0, "heading"));
  gtk_box_append (GTK_BOX (box), new_label (about, 0, NULL));
  place = new_label (cunyi_statement_get_text (found, "place"), 1, "dim-label");
  gtk_widget_set_hexpand (place, TRUE);
  gtk_box_append (GTK_BOX (box), place);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cunyi_statement_get_text (found, "name"), -1);
  return row;
}

static gboolean
add_person (CunyiSearchBox *self, const char *person, GError **error)
{
  g_autoptr (CunyiStatement) found = cunyi_database_statement (cunyi_clinic_get_database (self->clinic), "search/line",
                                                               error);
  GtkWidget *row;

  if (found == NULL)
    return FALSE;
  cunyi_statement_bind_text (found, ":person", person);
  if (!cunyi_statement_step (found, error))
    return TRUE;
  row = new_row (self, found);
  g_object_set_data_full (G_OBJECT (row), PERSON_KEY, g_strdup (person), g_free);
  gtk_list_box_append (self->list, row);
  return TRUE;
}

static void
search (CunyiSearchBox *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;

  clear_list (self);
  g_free (self->asked);
  self->asked = g_strdup (typed);
  self->early = FALSE;
  if (self->clinic == NULL || typed[0] == '\0')
    {
      gtk_popover_popdown (self->popover);
      return;
    }
  /* Asked before it is searched: another thread fills it meanwhile. */
  self->early = cunyi_search_n_people (cunyi_clinic_get_search (self->clinic)) == 0;
  people = cunyi_search_find (cunyi_clinic_get_search (self->clinic), typed, SHOWN);
  for (guint i = 0; i < people->len && error == NULL; i++)
    add_person (self, g_ptr_array_index (people, i), &error);
  gtk_stack_set_visible_child_name (self->results, people->len > 0 ? "list" : "nobody");
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_popover_popup (self->popover);
  if (error)
    cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), error);
}

static void
changed_cb (CunyiSearchBox *self)
{
  if (g_strcmp0 (self->asked, gtk_editable_get_text (GTK_EDITABLE (self->entry))) == 0)
    return;
  self->wants_first = FALSE;
  search (self);
}

static void
stop_cb (CunyiSearchBox *self)
{
  gtk_popover_popdown (self->popover);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
open_row (CunyiSearchBox *self, GtkListBoxRow *row)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  g_autofree char *person = row ? g_strdup (g_object_get_data (G_OBJECT (row), PERSON_KEY)) : NULL;

  if (person == NULL)
    return;
  stop_cb (self);
  cunyi_window_show_person (window, person);
}

static void
activate_cb (CunyiSearchBox *self)
{
  GtkListBoxRow *row;

  /* Enter may come before the entry has told what was typed. */
  changed_cb (self);
  row = gtk_list_box_get_selected_row (self->list);
  open_row (self, row);
  /* Who is quick in the morning is faster than the search is filled. */
  self->wants_first = row == NULL && self->early;
}

static void
row_activated_cb (CunyiSearchBox *self, GtkListBoxRow *row)
{
  open_row (self, row);
}

static void
choose (CunyiSearchBox *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row ? gtk_list_box_row_get_index (row) + step : 0;

  row = gtk_list_box_get_row_at_index (self->list, MAX (index, 0));
  if (row)
    gtk_list_box_select_row (self->list, row);
}

static void
next_cb (CunyiSearchBox *self)
{
  choose (self, 1);
}

static void
previous_cb (CunyiSearchBox *self)
{
  choose (self, -1);
}

static gboolean
key_pressed_cb (CunyiSearchBox *self, guint key, guint code, GdkModifierType state)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down)
    choose (self, 1);
  else if (key == GDK_KEY_Up)
    choose (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
cunyi_search_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CUNYI_SEARCH_BOX (widget)->entry));
}

/* Tab goes on from the entry, whichever way: the list below never takes the keyboard. The default would come back to the
 * entry when going backwards. */
static gboolean
cunyi_search_box_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_get_focus_child (widget) == NULL && gtk_widget_grab_focus (widget);
}

static void
cunyi_search_box_dispose (GObject *object)
{
  CunyiSearchBox *self = CUNYI_SEARCH_BOX (object);

  g_clear_object (&self->clinic);
  g_clear_pointer (&self->asked, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), CUNYI_TYPE_SEARCH_BOX);
  G_OBJECT_CLASS (cunyi_search_box_parent_class)->dispose (object);
}

static void
cunyi_search_box_class_init (CunyiSearchBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_search_box_dispose;
  widget_class->grab_focus = cunyi_search_box_grab_focus;
  widget_class->focus = cunyi_search_box_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/search-box.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiSearchBox, entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiSearchBox, popover);
  gtk_widget_class_bind_template_child (widget_class, CunyiSearchBox, results);
  gtk_widget_class_bind_template_child (widget_class, CunyiSearchBox, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
cunyi_search_box_init (CunyiSearchBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cunyi_search_box_search_again (CunyiSearchBox *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] == '\0')
    return;
  search (self);
  /* Whoever has gone on meanwhile is not called back. */
  if (self->wants_first && gtk_widget_get_focus_child (GTK_WIDGET (self)))
    activate_cb (self);
}

void
cunyi_search_box_set_clinic (CunyiSearchBox *self, CunyiClinic *clinic)
{
  if (g_set_object (&self->clinic, clinic))
    stop_cb (self);
}
