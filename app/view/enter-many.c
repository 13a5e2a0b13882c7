/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The menu: a line for each form that suits the list, with a second button where it can be a table. */

#include "config.h"

#include "view/enter-many.h"

#include <glib/gi18n.h>
#include <string.h>

#include "view/table-page.h"
#include "view/window.h"

#define FORM_KEY "cunyi-form"

typedef struct {
  GtkMenuButton *button;
  CunyiPage *page;
  CunyiListAtHand list;
  gpointer data;
} Menu;

static GPtrArray *
copy_ids (GPtrArray *ids)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (ids, i)));
  return copy;
}

static void
begin (GtkWidget *item, Menu *menu, void (*fill) (CunyiWindow *window, const char *form, GPtrArray *subjects))
{
  const char *kind;
  g_autoptr (GPtrArray) found = menu->list (&kind, menu->data);
  g_autoptr (GPtrArray) ids = copy_ids (found);
  g_autofree char *form = g_strdup (g_object_get_data (G_OBJECT (item), FORM_KEY));
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (menu->page));

  gtk_menu_button_popdown (menu->button);
  if (ids->len > 0)
    fill (window, form, ids);
}

static void
one_by_one_cb (GtkWidget *item, Menu *menu)
{
  begin (item, menu, cunyi_window_fill_forms);
}

static void
table_cb (GtkWidget *item, Menu *menu)
{
  begin (item, menu, cunyi_window_fill_table);
}

static GtkWidget *
new_item (Menu *menu, const char *form, const char *label, GCallback callback)
{
  GtkWidget *item = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (item, "flat");
  g_object_set_data_full (G_OBJECT (item), FORM_KEY, g_strdup (form), g_free);
  g_signal_connect (item, "clicked", callback, menu);
  return item;
}

static void
add_form (Menu *menu, GtkGrid *grid, int line, const char *name, CunyiForm *form)
{
  GtkWidget *item = new_item (menu, name, cunyi_form_get_title (form), G_CALLBACK (one_by_one_cb));
  GtkWidget *table;

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (item))), 0);
  gtk_widget_set_name (item, name);
  gtk_grid_attach (grid, item, 0, line, 1, 1);
  if (!cunyi_table_page_suits (form))
    return;
  /* Translators: fill in a few questions of many people in a table. */
  table = new_item (menu, name, _("In a table"), G_CALLBACK (table_cb));
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, cunyi_form_get_title (form), -1);
  gtk_grid_attach (grid, table, 1, line, 1, 1);
}

static void
make_menu_cb (GtkMenuButton *button, gpointer data)
{
  Menu *menu = data;
  CunyiLibrary *library = cunyi_clinic_get_library (cunyi_page_get_clinic (menu->page));
  g_auto (GStrv) names = cunyi_library_list (library, "forms");
  GtkWidget *popover = gtk_popover_new (), *grid = gtk_grid_new ();
  const char *kind;
  g_autoptr (GPtrArray) ids = menu->list (&kind, menu->data);
  g_autofree char *title = g_strdup_printf (ngettext ("For %u of the list:", "For %u of the list, one after another:", ids->len),
                                            ids->len);
  GtkWidget *label = gtk_label_new (title);
  int line = 0;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (GTK_GRID (grid), label, 0, line++, 2, 1);
  for (guint i = 0; names[i]; i++)
    {
      CunyiForm *form = cunyi_library_get_form (library, names[i]);

      if (form && strcmp (cunyi_form_get_subject (form), kind) == 0)
        add_form (menu, GTK_GRID (grid), line++, names[i], form);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  gtk_menu_button_set_popover (button, popover);
}

void
cunyi_enter_many_set_up (GtkMenuButton *button, CunyiPage *page, CunyiListAtHand list, gpointer data)
{
  Menu *menu = g_new0 (Menu, 1);

  menu->button = button;
  menu->page = page;
  menu->list = list;
  menu->data = data;
  g_object_set_data_full (G_OBJECT (button), "cunyi-menu", menu, g_free);
  gtk_menu_button_set_create_popup_func (button, make_menu_cb, menu, NULL);
}
