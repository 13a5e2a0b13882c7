/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "view/report-picker.h"

#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"
#include "clinic/reporting.h"
#include "view/focus.h"

/* At the row of a report. */
#define NAME_KEY "cunyi-name"
#define SECTION_KEY "cunyi-section"
#define FIND_KEY "cunyi-find"

struct _CunyiReportPicker {
  GtkWidget parent_instance;

  GtkEditable *search_entry;
  GtkListBox *reports;

  char *wanted; /* what was typed into the search, as a key */
};

G_DEFINE_FINAL_TYPE (CunyiReportPicker, cunyi_report_picker, GTK_TYPE_WIDGET)

enum { CHOSEN, DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- rows ---- */

static void
add_row (CunyiReportPicker *self, const CunyiReportEntry *entry)
{
  GtkWidget *label = gtk_label_new (entry->title), *row = gtk_list_box_row_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, entry->title, -1);
  g_object_set_data_full (G_OBJECT (row), NAME_KEY, g_strdup (entry->name), g_free);
  g_object_set_data_full (G_OBJECT (row), SECTION_KEY, g_strdup (entry->section), g_free);
  g_object_set_data_full (G_OBJECT (row), FIND_KEY, cunyi_pinyin_find_key (entry->title), g_free);
  gtk_list_box_append (self->reports, row);
}

static const char *
get_section (GtkListBoxRow *row)
{
  return row ? g_object_get_data (G_OBJECT (row), SECTION_KEY) : NULL;
}

static void
head_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *section = get_section (row);
  GtkWidget *heading = NULL;

  if (*section && g_strcmp0 (section, get_section (before)) != 0)
    {
      heading = gtk_label_new (section);
      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "list-heading");
    }
  gtk_list_box_row_set_header (row, heading);
}

static gboolean
is_wanted_cb (GtkListBoxRow *row, gpointer data)
{
  CunyiReportPicker *self = data;

  return strstr (g_object_get_data (G_OBJECT (row), FIND_KEY), self->wanted) != NULL;
}

/* ---- search ---- */

static void
searched_cb (CunyiReportPicker *self)
{
  g_free (self->wanted);
  self->wanted = cunyi_text_key (gtk_editable_get_text (self->search_entry));
  gtk_list_box_invalidate_filter (self->reports);
}

/* Enter takes the first that was found. */
static void
search_done_cb (CunyiReportPicker *self)
{
  GtkListBoxRow *row;

  searched_cb (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->reports, i)); i++)
    if (is_wanted_cb (row, self))
      {
        gtk_list_box_select_row (self->reports, row);
        g_signal_emit (self, signals[DONE], 0);
        return;
      }
}

/* Escape takes the words away, then goes back as everywhere. */
static void
search_left_cb (CunyiReportPicker *self)
{
  if (*gtk_editable_get_text (self->search_entry))
    gtk_editable_set_text (self->search_entry, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

void
cunyi_report_picker_find (CunyiReportPicker *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---- choosing ---- */

static void
selected_cb (CunyiReportPicker *self, GtkListBoxRow *row)
{
  if (row)
    g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), NAME_KEY));
}

/* Enter in the list goes on to the table. */
static void
activated_cb (CunyiReportPicker *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

guint
cunyi_report_picker_fill (CunyiReportPicker *self, CunyiClinic *clinic)
{
  g_autoptr (GPtrArray) entries = cunyi_reporting_list (clinic);

  for (guint i = 0; i < entries->len; i++)
    add_row (self, g_ptr_array_index (entries, i));
  gtk_list_box_select_row (self->reports, gtk_list_box_get_row_at_index (self->reports, 0));
  return entries->len;
}

void
cunyi_report_picker_choose (CunyiReportPicker *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->reports, i)); i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), NAME_KEY), name) == 0)
      gtk_list_box_select_row (self->reports, row);
}

gboolean
cunyi_report_picker_focus (CunyiReportPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->reports);

  return row && gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* ---- widget ---- */

static void
cunyi_report_picker_dispose (GObject *object)
{
  CunyiReportPicker *self = CUNYI_REPORT_PICKER (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (cunyi_report_picker_parent_class)->dispose (object);
}

static void
cunyi_report_picker_class_init (CunyiReportPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_report_picker_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/report-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiReportPicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportPicker, reports);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
cunyi_report_picker_init (CunyiReportPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->wanted = g_strdup ("");
  gtk_list_box_set_header_func (self->reports, head_cb, NULL, NULL);
  gtk_list_box_set_filter_func (self->reports, is_wanted_cb, self, NULL);
  cunyi_focus_search_from (GTK_SEARCH_ENTRY (self->search_entry), GTK_WIDGET (self->reports));
  cunyi_focus_leave_by_tab (self->reports);
}
