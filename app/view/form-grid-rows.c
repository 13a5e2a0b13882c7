/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a row looks like: a section with its name at the side, a block of a list, a question of so many units. */

#include "config.h"

#include "view/form-grid-private.h"

#include <glib/gi18n.h>

#include "view/unit-layout.h"

#define PATH_KEY "cunyi-path"

/* ---- sections ---- */

static GtkWidget *
new_body (guint columns)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_layout_manager (body, cunyi_unit_layout_new (columns));
  gtk_widget_set_hexpand (body, TRUE);
  return body;
}

/* A label that is measured for the height of one line asks for the width of all its words, and the answers beside it would
 * stand elsewhere in each section. */
static void
measure_side (GtkWidget *side, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
              int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (side), orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
allocate_side (GtkWidget *side, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (side), width, height, baseline, NULL);
}

static GtkSizeRequestMode
get_side_mode (GtkWidget *side)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static GtkWidget *
new_side_label (const char *text, const char *css_class)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", 10,
                "max-width-chars", 10, "valign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_layout_manager (side, gtk_custom_layout_new (get_side_mode, measure_side, allocate_side));
  gtk_box_append (GTK_BOX (side), label);
  return side;
}

/* The name at the side, as in the first column of the paper. */
static GtkWidget *
make_section (CunyiFormRow *row, const CunyiField *field)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (section, "form-section");
  if (*field->label)
    gtk_box_append (GTK_BOX (section), new_side_label (field->label, "section-label"));
  row->body = new_body (field->item->columns);
  gtk_box_append (GTK_BOX (section), row->body);
  gtk_accessible_update_property (GTK_ACCESSIBLE (section), GTK_ACCESSIBLE_PROPERTY_LABEL, field->label, -1);
  return section;
}

static void
add_clicked_cb (GtkButton *button, CunyiFormGrid *self)
{
  cunyi_form_grid_add_member (self, g_object_get_data (G_OBJECT (button), PATH_KEY));
}

static void
remove_clicked_cb (GtkButton *button, CunyiFormGrid *self)
{
  cunyi_form_grid_remove_member (self, g_object_get_data (G_OBJECT (button), PATH_KEY));
}

static GtkWidget *
make_member (CunyiFormGrid *self, CunyiFormRow *row, const CunyiField *field)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *number = g_strdup_printf ("%u", field->position);
  GtkWidget *label = gtk_label_new (number);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_name (section, row->path);
  gtk_widget_add_css_class (section, "form-member");
  gtk_widget_add_css_class (label, "member-number");
  gtk_box_append (GTK_BOX (side), label);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), PATH_KEY, g_strdup (row->path), g_free);
  gtk_widget_set_name (button, "remove");
  gtk_widget_set_tooltip_text (button, _("Take this block out"));
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_box_append (GTK_BOX (side), button);
  gtk_box_append (GTK_BOX (section), side);
  row->body = new_body (field->item->columns);
  gtk_box_append (GTK_BOX (section), row->body);
  return section;
}

static GtkWidget *
make_list (CunyiFormGrid *self, CunyiFormRow *row, const CunyiField *field)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (field->label);
  GtkWidget *button = gtk_button_new_with_label (_("Add one more (Alt+A)"));

  gtk_widget_add_css_class (section, "form-section");
  gtk_widget_add_css_class (label, "section-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (section), label);
  row->body = new_body (1);
  gtk_box_append (GTK_BOX (section), row->body);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), PATH_KEY, g_strdup (row->path), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, field->label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (add_clicked_cb), self);
  gtk_box_append (GTK_BOX (section), button);
  return section;
}

void
cunyi_form_row_update_section (CunyiFormRow *row, const CunyiField *field)
{
  GtkWidget *label = gtk_widget_get_first_child (row->widget);
  GtkWidget *last = gtk_widget_get_last_child (row->widget);

  if (field->item->kind == CUNYI_ITEM_GROUP && label != row->body)
    gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (label)), field->label);
  else if (field->item->kind == CUNYI_ITEM_REPEAT && field->position == 0)
    gtk_widget_set_visible (last, field->can_add);
  else if (field->item->kind == CUNYI_ITEM_REPEAT)
    gtk_widget_set_visible (gtk_widget_get_last_child (label), field->can_remove);
}

/* ---- questions ---- */

/* What lies in no group has no widths: short answers share a row. */
static guint
guess_units (const CunyiItem *item)
{
  if (item->kind == CUNYI_ITEM_GROUP || item->kind == CUNYI_ITEM_REPEAT || item->kind == CUNYI_ITEM_NOTE
      || item->kind == CUNYI_ITEM_SELECT_MULTIPLE || item->multiline)
    return CUNYI_FORM_GRID_COLUMNS;
  if (item->kind == CUNYI_ITEM_SELECT_ONE && item->choices->n_choices > 3)
    return CUNYI_FORM_GRID_COLUMNS;
  return item->kind == CUNYI_ITEM_TEXT || item->kind == CUNYI_ITEM_SELECT_ONE ? 3 : 2;
}

static guint
get_columns (const CunyiItem *item)
{
  return item->parent ? MAX (item->parent->columns, 1) : CUNYI_FORM_GRID_COLUMNS;
}

static guint
get_units (const CunyiItem *item)
{
  if (item->kind == CUNYI_ITEM_GROUP || item->kind == CUNYI_ITEM_REPEAT || item->kind == CUNYI_ITEM_NOTE)
    return get_columns (item);
  if (item->width > 0)
    return MIN (item->width, get_columns (item));
  return item->parent ? MIN (4, get_columns (item)) : guess_units (item);
}

static gboolean
is_narrow (const CunyiItem *item)
{
  return cunyi_item_has_answer (item) && item->kind != CUNYI_ITEM_CALCULATE && !cunyi_item_is_calculated (item)
         && get_units (item) * 5 <= get_columns (item);
}

/* A group with narrow questions has their labels above the entries; shorter neighbours then follow. */
static gboolean
lies_among_narrow (CunyiForm *form, const CunyiItem *item)
{
  const CunyiItem *parent = item->parent;

  for (guint i = parent ? parent->index + 1 : 0; i < (parent ? parent->end : cunyi_form_n_items (form)); i++)
    {
      const CunyiItem *other = cunyi_form_get_item (form, i);

      if (other->parent == parent && is_narrow (other))
        return TRUE;
    }
  return FALSE;
}

static GtkWidget *
make_field (CunyiFormGrid *self, const CunyiField *field)
{
  gboolean among_narrow = lies_among_narrow (cunyi_session_get_form (self->session), field->item);
  gboolean wide = !among_narrow || get_units (field->item) * 2 >= get_columns (field->item);
  GtkWidget *widget = cunyi_form_field_new (field, wide);

  /* Its entry stands in one line with those that have the label above. */
  if (among_narrow && wide)
    gtk_widget_set_valign (widget, GTK_ALIGN_END);
  cunyi_form_grid_connect_field (self, widget);
  return widget;
}

/* The nearest widget before a row in the same container. */
static GtkWidget *
find_before (CunyiFormGrid *self, guint index)
{
  int around = cunyi_form_grid_get_row (self, index)->around;

  for (int i = (int) index - 1; i > around; i--)
    if (cunyi_form_grid_get_row (self, i)->around == around && cunyi_form_grid_get_row (self, i)->widget)
      return cunyi_form_grid_get_row (self, i)->widget;
  return NULL;
}

void
cunyi_form_grid_make_widget (CunyiFormGrid *self, guint index, const CunyiField *field)
{
  CunyiFormRow *row = cunyi_form_grid_get_row (self, index);
  GtkWidget *container = row->around < 0 ? GTK_WIDGET (self) : cunyi_form_grid_get_row (self, row->around)->body;

  if (field->item->kind == CUNYI_ITEM_REPEAT)
    row->widget = field->position > 0 ? make_member (self, row, field) : make_list (self, row, field);
  else if (field->item->kind == CUNYI_ITEM_GROUP)
    row->widget = make_section (row, field);
  else
    row->widget = make_field (self, field);
  cunyi_unit_layout_set_units (row->widget, field->position > 0 ? 1 : get_units (field->item));
  gtk_widget_insert_after (row->widget, container, find_before (self, index));
}
