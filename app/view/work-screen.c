/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pages and their history, and the header above them. */

#include "config.h"

#include "view/work-screen.h"

#include <glib/gi18n.h>

#include "view/focus.h"
#include "view/search-box.h"
#include "view/top-pages.h"

struct _CunyiWorkScreen {
  AdwBin parent_instance;

  GtkStack *pages;
  GtkListBox *sidebar;
  GtkButton *back_button;
  GtkLabel *page_title;
  GtkLabel *doctor_label;
  GtkLabel *demo_label;
  CunyiSearchBox *search_box;

  CunyiClinic *clinic;
  guint top;      /* top page that the history begins with, as marked in the sidebar */
  GQueue history; /* CunyiPage, the one in view first; each is a child of pages */
};

G_DEFINE_FINAL_TYPE (CunyiWorkScreen, cunyi_work_screen, ADW_TYPE_BIN)

static void
update_header (CunyiWorkScreen *self)
{
  CunyiPage *page = g_queue_peek_head (&self->history);

  gtk_label_set_label (self->page_title, page ? cunyi_page_get_title (page) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), g_queue_get_length (&self->history) > 1);
}

static void
page_title_cb (CunyiWorkScreen *self)
{
  update_header (self);
}

static void
show_page (CunyiWorkScreen *self, CunyiPage *page)
{
  cunyi_page_refresh (page);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  update_header (self);
  cunyi_page_focus (page);
}

static void
drop_page (CunyiWorkScreen *self, CunyiPage *page)
{
  g_signal_handlers_disconnect_by_func (page, page_title_cb, self);
  gtk_stack_remove (self->pages, GTK_WIDGET (page));
}

static void
drop_pages (CunyiWorkScreen *self)
{
  CunyiPage *page;

  while ((page = g_queue_pop_head (&self->history)))
    drop_page (self, page);
}

static void
sidebar_activated_cb (GtkListBox *sidebar, GtkListBoxRow *row, gpointer data)
{
  cunyi_work_screen_show_top (CUNYI_WORK_SCREEN (data), gtk_list_box_row_get_index (row));
}

/* The arrows mark other rows on their way; when nothing came of it, the mark goes back. */
static void
mark_top_page (CunyiWorkScreen *self)
{
  gtk_list_box_select_row (self->sidebar, gtk_list_box_get_row_at_index (self->sidebar, self->top));
}

static void
fill_sidebar (CunyiWorkScreen *self)
{
  for (guint i = 0; i < cunyi_n_top_pages; i++)
    {
      GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      g_autofree char *tip = g_strdup_printf ("Alt+%u", i + 1);

      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (cunyi_top_pages[i].icon));
      gtk_box_append (GTK_BOX (box), gtk_label_new (_(cunyi_top_pages[i].title)));
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_widget_set_tooltip_text (row, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(cunyi_top_pages[i].title), -1);
      gtk_list_box_append (self->sidebar, row);
    }
}

static void
prepare_sidebar (CunyiWorkScreen *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  fill_sidebar (self);
  cunyi_focus_leave_by_tab (self->sidebar);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (mark_top_page), self);
  gtk_widget_add_controller (GTK_WIDGET (self->sidebar), focus);
}

static void
cunyi_work_screen_dispose (GObject *object)
{
  CunyiWorkScreen *self = CUNYI_WORK_SCREEN (object);

  drop_pages (self);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (cunyi_work_screen_parent_class)->dispose (object);
}

static void
cunyi_work_screen_class_init (CunyiWorkScreenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_work_screen_dispose;
  g_type_ensure (CUNYI_TYPE_SEARCH_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/work-screen.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiWorkScreen, pages);
  gtk_widget_class_bind_template_child (widget_class, CunyiWorkScreen, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CunyiWorkScreen, back_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiWorkScreen, page_title);
  gtk_widget_class_bind_template_child (widget_class, CunyiWorkScreen, doctor_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiWorkScreen, demo_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiWorkScreen, search_box);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
}

static void
cunyi_work_screen_init (CunyiWorkScreen *self)
{
  g_queue_init (&self->history);
  gtk_widget_init_template (GTK_WIDGET (self));
  prepare_sidebar (self);
}

CunyiWorkScreen *
cunyi_work_screen_new (CunyiClinic *clinic)
{
  CunyiWorkScreen *self = g_object_new (CUNYI_TYPE_WORK_SCREEN, NULL);

  self->clinic = g_object_ref (clinic);
  gtk_label_set_label (self->doctor_label, cunyi_clinic_get_doctor (clinic));
  gtk_widget_set_visible (GTK_WIDGET (self->demo_label), cunyi_clinic_is_demo (clinic));
  cunyi_search_box_set_clinic (self->search_box, clinic);
  return self;
}

void
cunyi_work_screen_show_top (CunyiWorkScreen *self, guint index)
{
  CunyiPage *page = g_queue_peek_head (&self->history);

  g_return_if_fail (index < cunyi_n_top_pages);

  if (page && !cunyi_page_leave (page))
    return;
  drop_pages (self);
  self->top = index;
  mark_top_page (self);
  cunyi_work_screen_push (self, cunyi_top_pages[index].new_page (self->clinic));
}

void
cunyi_work_screen_push (CunyiWorkScreen *self, CunyiPage *page)
{
  g_return_if_fail (CUNYI_IS_PAGE (page));

  gtk_stack_add_child (self->pages, GTK_WIDGET (page));
  g_signal_connect_swapped (page, "notify::title", G_CALLBACK (page_title_cb), self);
  g_queue_push_head (&self->history, page);
  show_page (self, page);
}

void
cunyi_work_screen_pop (CunyiWorkScreen *self)
{
  CunyiPage *page = g_queue_peek_head (&self->history);

  if (g_queue_get_length (&self->history) < 2 || !cunyi_page_leave (page))
    return;
  g_queue_pop_head (&self->history);
  show_page (self, g_queue_peek_head (&self->history));
  drop_page (self, page);
}

CunyiPage *
cunyi_work_screen_get_page (CunyiWorkScreen *self)
{
  return g_queue_peek_head (&self->history);
}

void
cunyi_work_screen_search (CunyiWorkScreen *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_box));
}

void
cunyi_work_screen_search_again (CunyiWorkScreen *self)
{
  cunyi_search_box_search_again (self->search_box);
}
