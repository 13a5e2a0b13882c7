/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two menus and two buttons over clinic/bulk.h. */

#include "config.h"

#include "view/bulk-bar.h"

#include <glib/gi18n.h>

#include "clinic/bulk.h"
#include "view/bulk-dialog.h"
#include "view/papers-page.h"
#include "view/window.h"

struct _CunyiBulkBar {
  GtkWidget parent_instance;

  GtkLabel *count_label;
  GtkMenuButton *open_button;
  GtkMenuButton *print_button;

  char **chosen;
  char *kind;           /* that the menus are for, NULL before the first */
  GPtrArray *workflows; /* CunyiBulkChoice */
  GPtrArray *documents;
};

G_DEFINE_FINAL_TYPE (CunyiBulkBar, cunyi_bulk_bar, GTK_TYPE_WIDGET)

enum { CLEARED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const CunyiBulkChoice *
find_choice (GPtrArray *choices, GVariant *name)
{
  for (guint i = 0; choices && i < choices->len; i++)
    {
      const CunyiBulkChoice *choice = g_ptr_array_index (choices, i);

      if (g_str_equal (choice->name, g_variant_get_string (name, NULL)))
        return choice;
    }
  return NULL;
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *name)
{
  CunyiBulkBar *self = CUNYI_BULK_BAR (widget);
  const CunyiBulkChoice *choice = find_choice (self->workflows, name);

  if (choice)
    cunyi_bulk_dialog_open_cases (cunyi_window_get (widget), choice, (const char *const *) self->chosen);
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *name)
{
  CunyiBulkBar *self = CUNYI_BULK_BAR (widget);
  const CunyiBulkChoice *choice = find_choice (self->documents, name);
  CunyiWindow *window = cunyi_window_get (widget);

  if (choice)
    cunyi_window_push (window, cunyi_papers_page_new (cunyi_window_get_clinic (window), choice,
                                                      (const char *const *) self->chosen));
}

static void
group_cb (CunyiBulkBar *self)
{
  cunyi_bulk_dialog_add_to_group (cunyi_window_get (GTK_WIDGET (self)), (const char *const *) self->chosen);
}

static void
clear_cb (CunyiBulkBar *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
fill_menu (GtkMenuButton *button, GPtrArray *choices, const char *action)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < choices->len; i++)
    {
      const CunyiBulkChoice *choice = g_ptr_array_index (choices, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (choice->title, NULL);

      g_menu_item_set_action_and_target (item, action, "s", choice->name);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (button), choices->len > 0);
}

/* ---- object ---- */

static void
cunyi_bulk_bar_dispose (GObject *object)
{
  CunyiBulkBar *self = CUNYI_BULK_BAR (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), CUNYI_TYPE_BULK_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->chosen, g_strfreev);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->workflows, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  G_OBJECT_CLASS (cunyi_bulk_bar_parent_class)->dispose (object);
}

static void
cunyi_bulk_bar_class_init (CunyiBulkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_bulk_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/bulk-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkBar, open_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkBar, print_button);
  gtk_widget_class_bind_template_callback (widget_class, group_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_install_action (widget_class, "bulk.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "bulk.print", "s", print_cb);
  signals[CLEARED] = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
cunyi_bulk_bar_init (CunyiBulkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cunyi_bulk_bar_set_chosen (CunyiBulkBar *self, CunyiClinic *clinic, const char *kind, char **chosen)
{
  guint n = g_strv_length (chosen);
  g_autofree char *text = g_str_equal (kind, "person")
                            ? g_strdup_printf (ngettext ("%u person selected", "%u people selected", n), n)
                            : g_strdup_printf (ngettext ("%u household selected", "%u households selected", n), n);

  g_strfreev (self->chosen);
  self->chosen = chosen;
  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0 || g_strcmp0 (self->kind, kind) == 0)
    return;
  g_free (self->kind);
  self->kind = g_strdup (kind);
  g_clear_pointer (&self->workflows, g_ptr_array_unref);
  self->workflows = cunyi_bulk_list_workflows (clinic, kind);
  fill_menu (self->open_button, self->workflows, "bulk.open");
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  self->documents = cunyi_bulk_list_documents (clinic, kind);
  fill_menu (self->print_button, self->documents, "bulk.print");
}
