/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is to be done now: due work by section, and the indicators against their targets. Both are counted in a thread; what
 * was counted before stays in view meanwhile. */

#include "config.h"

#include "view/today-page.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "clinic/agenda.h"
#include "view/indicator-row.h"
#include "view/subject.h"
#include "view/window.h"

#define MOST_LINES 500 /* a day's work many times over; more would only be slow to lay out */

struct _CunyiTodayPage {
  CunyiPage parent_instance;

  GtkLabel *day_label;
  GtkLabel *summary_label;
  GtkSpinner *spinner;
  GtkStack *stack;
  CunyiShortList *list;
  GtkBox *indicators;

  GCancellable *counting; /* while due work is counted */
  gboolean stale;         /* something changed while it was counted */
  gboolean wants_focus;   /* the first line takes the keyboard when it is there */
};

G_DEFINE_FINAL_TYPE (CunyiTodayPage, cunyi_today_page, CUNYI_TYPE_PAGE)

static const CunyiColumn columns[] = {
  { N_("Name"), 5, .strong = TRUE },
  { N_("Age"), 2.5, .at_end = TRUE },
  { N_("Village group"), 0, .share = 1, .dim = TRUE },
  { N_("What"), 0, .share = 3 },
  { N_("Until"), 6.6, .at_end = TRUE },
};

static CunyiClinic *
get_clinic (CunyiTodayPage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

/* ---- due work ---- */

/* Overdue (12) */
static void
write_headings (GPtrArray *due, CunyiDay today, char **headings)
{
  guint counts[CUNYI_AGENDA_N_GROUPS] = { 0 };

  for (guint i = 0; i < due->len; i++)
    counts[cunyi_agenda_get_group (g_ptr_array_index (due, i), today)]++;
  for (guint group = 0; group < CUNYI_AGENDA_N_GROUPS; group++)
    headings[group] = g_strdup_printf ("%s (%u)", cunyi_agenda_get_title (group), counts[group]);
}

static void
add_line (CunyiTodayPage *self, const CunyiDue *due, const char *heading)
{
  g_autofree char *id = cunyi_subject_id_of_due (due);
  g_autofree char *age = due->age < 0 ? g_strdup ("") : g_strdup_printf ("%d", due->age);
  g_autofree char *day = cunyi_day_to_text (due->due);
  const char *texts[] = { due->name, age, due->place, due->what, day, NULL };

  cunyi_short_list_add (self->list, id, heading, texts);
}

static void
show_due (CunyiTodayPage *self, GPtrArray *due)
{
  CunyiDay today = cunyi_clock_today ();
  char *headings[CUNYI_AGENDA_N_GROUPS];

  write_headings (due, today, headings);
  cunyi_short_list_begin (self->list);
  for (guint i = 0; i < due->len && i < MOST_LINES; i++)
    {
      const CunyiDue *one = g_ptr_array_index (due, i);

      add_line (self, one, headings[cunyi_agenda_get_group (one, today)]);
    }
  cunyi_short_list_end (self->list);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    g_free (headings[i]);
}

static void
summarize (CunyiTodayPage *self, GPtrArray *due)
{
  CunyiDay today = cunyi_clock_today ();
  guint overdue = 0;
  g_autofree char *all = g_strdup_printf (ngettext ("%u thing to do", "%u things to do", due->len), due->len);
  g_autofree char *late = NULL;
  g_autofree char *more = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < due->len; i++)
    if (cunyi_agenda_get_group (g_ptr_array_index (due, i), today) == CUNYI_AGENDA_OVERDUE)
      overdue++;
  late = overdue > 0 ? g_strdup_printf (ngettext (", %u of them overdue", ", %u of them overdue", overdue), overdue)
                     : g_strdup ("");
  more = due->len > MOST_LINES ? g_strdup_printf (_(". The %u most urgent are listed."), MOST_LINES) : g_strdup ("");
  text = g_strconcat (all, late, more, NULL);
  gtk_label_set_label (self->summary_label, text);
}

/* ---- indicators ---- */

static void
indicator_cb (CunyiTodayPage *self, CunyiIndicatorRow *row)
{
  /* Translators: %s is the title of an indicator. */
  g_autofree char *title = g_strdup_printf (_("Missing: %s"), cunyi_indicator_row_get_title (row));
  GPtrArray *missing = cunyi_indicator_row_get_missing (row);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  if (missing->len > 0)
    cunyi_window_show_people (window, title, missing);
  else
    cunyi_window_tell (window, _("Nobody is missing."));
}

static void
show_indicators (CunyiTodayPage *self, GPtrArray *indicators)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->indicators));
  g_autofree char *focused = focus ? g_strdup (gtk_widget_get_name (focus)) : NULL;

  cunyi_subject_clear (self->indicators);
  for (guint i = 0; i < indicators->len; i++)
    {
      const CunyiIndicator *indicator = g_ptr_array_index (indicators, i);
      GtkWidget *row;

      if (indicator->all == 0)
        continue; /* it concerns nobody here */
      row = cunyi_indicator_row_new (indicator);
      g_signal_connect_swapped (row, "clicked", G_CALLBACK (indicator_cb), self);
      gtk_box_append (self->indicators, row);
      if (g_strcmp0 (gtk_widget_get_name (row), focused) == 0)
        gtk_widget_grab_focus (row);
    }
}

/* ---- counting ---- */

static void count_chores (CunyiTodayPage *self);

static gboolean
has_people (CunyiTodayPage *self)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (cunyi_clinic_get_database (get_clinic (self)),
                                                             "resident/any", NULL);

  return row && cunyi_statement_step (row, NULL);
}

static void
show_chores (CunyiTodayPage *self, CunyiChores *chores)
{
  show_due (self, chores->due);
  show_indicators (self, chores->indicators);
  summarize (self, chores->due);
  gtk_stack_set_visible_child_name (self->stack, chores->due->len > 0 ? "list"
                                                 : has_people (self) ? "nothing"
                                                                     : "empty");
  if (self->wants_focus)
    cunyi_page_focus (CUNYI_PAGE (self));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiTodayPage *self = CUNYI_TODAY_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiChores) chores = cunyi_chores_count_finish (result, &error);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  g_clear_object (&self->counting);
  if (window == NULL)
    return; /* the page was left */
  gtk_spinner_stop (self->spinner);
  if (chores)
    show_chores (self, chores);
  else
    cunyi_window_show_error (window, error);
  if (self->stale)
    count_chores (self);
}

static void
count_chores (CunyiTodayPage *self)
{
  self->stale = self->counting != NULL;
  if (self->stale)
    return;
  self->counting = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  cunyi_chores_count_async (self, get_clinic (self), TRUE, self->counting, counted_cb);
}

static void
opened_cb (CunyiTodayPage *self, const char *id)
{
  cunyi_subject_open_due (cunyi_window_get (GTK_WIDGET (self)), id);
}

/* ---- page ---- */

static void
cunyi_today_page_refresh (CunyiPage *page)
{
  CunyiTodayPage *self = CUNYI_TODAY_PAGE (page);
  g_autofree char *day = cunyi_day_to_text (cunyi_clock_today ());

  gtk_label_set_label (self->day_label, day);
  count_chores (self);
}

static void
cunyi_today_page_focus (CunyiPage *page)
{
  CunyiTodayPage *self = CUNYI_TODAY_PAGE (page);

  self->wants_focus = self->counting != NULL && cunyi_short_list_n_lines (self->list) == 0;
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->list)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
cunyi_today_page_dispose (GObject *object)
{
  CunyiTodayPage *self = CUNYI_TODAY_PAGE (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  G_OBJECT_CLASS (cunyi_today_page_parent_class)->dispose (object);
}

static void
cunyi_today_page_class_init (CunyiTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_today_page_dispose;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_today_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_today_page_focus;

  g_type_ensure (CUNYI_TYPE_SHORT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, day_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, list);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, indicators);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
}

static void
cunyi_today_page_init (CunyiTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_title (CUNYI_PAGE (self), _("Today"));
  cunyi_page_set_help (CUNYI_PAGE (self), "today");
  cunyi_short_list_set_columns (self->list, columns, G_N_ELEMENTS (columns));
  cunyi_short_list_set_label (self->list, _("Due work"), "");
}

CunyiPage *
cunyi_today_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_TODAY_PAGE, "clinic", clinic, NULL);
}
