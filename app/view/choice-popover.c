/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An entry over a list; Enter in the entry takes the first line that is left. */

#include "config.h"

#include "view/choice-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pinyin.h"

#define WIDTH 220
#define HEIGHT 320
#define CODE_KEY "cunyi-code"
#define INITIALS_KEY "cunyi-initials"
#define PLACE_KEY "cunyi-place" /* in which it was added */

struct _CunyiChoicePopover {
  GtkPopover parent_instance;

  GtkSearchEntry *entry;
  GtkListBox *list;
  int n_choices;
};

G_DEFINE_FINAL_TYPE (CunyiChoicePopover, cunyi_choice_popover, GTK_TYPE_POPOVER)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
get_label (GtkListBoxRow *row)
{
  return gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (CUNYI_CHOICE_POPOVER (data)->entry));
  g_autofree char *letters = cunyi_pinyin_fold (typed);
  char **initials = g_object_get_data (G_OBJECT (row), INITIALS_KEY);

  if (typed[0] == '\0' || strstr (get_label (row), typed))
    return TRUE;
  for (guint i = 0; letters[0] && initials[i]; i++)
    if (g_str_has_prefix (initials[i], letters))
      return TRUE;
  return FALSE;
}

/* What is called exactly as typed comes first, the others as they were added. */
static int
sort_cb (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (CUNYI_CHOICE_POPOVER (data)->entry));
  int exact = g_str_equal (get_label (b), typed) - g_str_equal (get_label (a), typed);

  return exact ? exact : GPOINTER_TO_INT (g_object_get_data (G_OBJECT (a), PLACE_KEY))
                             - GPOINTER_TO_INT (g_object_get_data (G_OBJECT (b), PLACE_KEY));
}

static void
search (CunyiChoicePopover *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_sort (self->list);
}

static void
take (CunyiChoicePopover *self, GtkListBoxRow *row)
{
  g_autofree char *code = g_strdup (g_object_get_data (G_OBJECT (row), CODE_KEY));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, code);
}

static void
row_activated_cb (CunyiChoicePopover *self, GtkListBoxRow *row)
{
  take (self, row);
}

static void
entry_activated_cb (CunyiChoicePopover *self)
{
  GtkListBoxRow *row;

  /* The list follows what is typed a moment later: whoever is quicker must not take what stood there before. */
  search (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        take (self, row);
        return;
      }
}

static void
unparent (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover))
    gtk_widget_unparent (popover);
}

static gboolean
unparent_idle_cb (gpointer data)
{
  unparent (data);
  return G_SOURCE_REMOVE;
}

/* Not at once: who closed it may still look at it. */
static void
closed_cb (CunyiChoicePopover *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_idle_cb, g_object_ref (self), g_object_unref);
}

static void
cunyi_choice_popover_class_init (CunyiChoicePopoverClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
}

static void
cunyi_choice_popover_init (CunyiChoicePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroller = gtk_scrolled_window_new ();

  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_list_box_set_sort_func (self->list, sort_cb, self, NULL);
  gtk_widget_set_size_request (scroller, WIDTH, HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search"), -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search), self);
  /* Escape in a search entry goes no further by itself. */
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (gtk_popover_popdown), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

CunyiChoicePopover *
cunyi_choice_popover_new (GtkWidget *button)
{
  CunyiChoicePopover *self = g_object_new (CUNYI_TYPE_CHOICE_POPOVER, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), button);
  /* A button that goes away would complain of a child that it does not know. */
  g_signal_connect_object (button, "destroy", G_CALLBACK (unparent), self, G_CONNECT_SWAPPED);
  return self;
}

void
cunyi_choice_popover_add (CunyiChoicePopover *self, const char *code, const char *label, gboolean chosen)
{
  GtkWidget *row = gtk_list_box_row_new (), *shown = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (shown), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), shown);
  g_object_set_data_full (G_OBJECT (row), CODE_KEY, g_strdup (code), g_free);
  g_object_set_data_full (G_OBJECT (row), INITIALS_KEY, cunyi_pinyin_initials (label),
                          (GDestroyNotify) g_strfreev);
  g_object_set_data (G_OBJECT (row), PLACE_KEY, GINT_TO_POINTER (self->n_choices++));
  gtk_list_box_append (self->list, row);
  if (chosen)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}
