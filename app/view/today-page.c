/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is to be done now: due work by section, and the indicators against their targets. Both are counted in threads; what
 * was counted before stays in view meanwhile. */

#include "config.h"

#include "view/today-page.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/agenda.h"
#include "clinic/resident.h"
#include "view/indicator-row.h"
#include "view/subject.h"
#include "view/window.h"
#include "view/wrap-layout.h"

#define FIRST_LINES CUNYI_CHORES_NAMED /* of each group while all are listed: more than a day's work, so that each group is in reach */
#define MOST_LINES 1000 /* of one group alone */
#define ALL_SECTIONS -1
#define REST "rest "   /* begins the id of the line that stands for the rest of a group: its number */
#define MANY "many "   /* of the line that stands for all of a rule in a group: number of the group, name of the rule */
#define BEHIND "behind " /* of the line that stands for everybody of a group: its number */
#define MOST_OF_A_RULE 8 /* lines without a day; of what has its day later FIRST_LINES. More of one rule are one line */
#define SECTION_KEY "cunyi-section"

struct _CunyiTodayPage {
  CunyiPage parent_instance;

  GtkLabel *day_label;
  GtkLabel *summary_label;
  GtkSpinner *spinner;
  GtkBox *sections;
  GtkStack *stack;
  CunyiShortList *list;
  GtkBox *indicators;
  GtkWidget *indicators_empty;

  GPtrArray *due;         /* CunyiDue, as counted last, group by group */
  guint begins[CUNYI_AGENDA_N_GROUPS + 1]; /* where each group begins in it, and the end */
  int section;            /* CunyiAgendaGroup that alone is listed, or ALL_SECTIONS */
  guint n_counting;       /* how much of due work and indicators */
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

/* A township has many lines: where its group begins is looked up once. */
static void
find_groups (CunyiTodayPage *self, CunyiDay day)
{
  guint line = 0;

  for (guint group = 0; group < CUNYI_AGENDA_N_GROUPS; group++)
    {
      self->begins[group] = line;
      while (line < self->due->len && cunyi_agenda_get_group (g_ptr_array_index (self->due, line), day) == group)
        line++;
    }
  self->begins[CUNYI_AGENDA_N_GROUPS] = line;
}

static guint
count_group (CunyiTodayPage *self, guint group)
{
  return self->begins[group + 1] - self->begins[group];
}

static void
add_line (CunyiTodayPage *self, CunyiDue *due, const char *heading)
{
  g_autofree char *id = cunyi_subject_id_of_due (due);
  g_autofree char *day = cunyi_day_to_text (due->due);
  g_autofree char *age = NULL;

  cunyi_due_name (get_clinic (self), due);
  age = due->age < 0 ? g_strdup ("") : g_strdup_printf ("%d", due->age);
  const char *texts[] = { due->name, age, due->place, due->what, day, NULL };
  cunyi_short_list_add (self->list, id, heading, texts);
}

/* The line behind the first ones of a long group: Enter on it lists the group alone. */
static void
add_rest (CunyiTodayPage *self, CunyiAgendaGroup group, guint n, const char *heading)
{
  g_autofree char *id = g_strdup_printf ("%s%d", REST, group);
  g_autofree char *more = g_strdup_printf (ngettext ("%u more: list them all", "%u more: list them all", n), n);
  const char *texts[] = { "", "", "", more, "", NULL };

  cunyi_short_list_add (self->list, id, heading, texts);
}

/* The same where the group is listed alone and still too long: Enter shows all whom it is about. */
static void
add_behind (CunyiTodayPage *self, CunyiAgendaGroup group, guint n, const char *heading)
{
  g_autofree char *id = g_strdup_printf ("%s%d", BEHIND, group);
  g_autofree char *more = g_strdup_printf (ngettext ("%u more: list everybody of this group", "%u more: list everybody of this group", n), n);
  const char *texts[] = { "", "", "", more, "", NULL };

  cunyi_short_list_add (self->list, id, heading, texts);
}

static const char *
get_rule_title (CunyiTodayPage *self, const char *name)
{
  const CunyiRule *rule = cunyi_library_get_rule (cunyi_clinic_get_library (get_clinic (self)), "due", name);

  return rule ? cunyi_rule_get (rule, "title") : name;
}

/* A village that is to be surveyed is one line, and Enter on it shows the people. */
static void
add_many (CunyiTodayPage *self, CunyiAgendaGroup group, const char *rule, guint n, const char *heading)
{
  g_autofree char *id = g_strdup_printf ("%s%d %s", MANY, group, rule);
  /* Translators: so many things to do, in a narrow column. */
  g_autofree char *count = g_strdup_printf (ngettext ("%u thing", "%u things", n), n);
  g_autofree char *what = g_strdup_printf (_("%s: list them all"), get_rule_title (self, rule));
  const char *texts[] = { count, "", "", what, "", NULL };

  cunyi_short_list_add (self->list, id, heading, texts);
}

/* How many lines of one rule stand by themselves: what can wait is not in the way of what comes behind it. */
static guint
get_most_of_a_rule (CunyiTodayPage *self, CunyiAgendaGroup group)
{
  if (group == CUNYI_AGENDA_ANY_DAY)
    return MOST_OF_A_RULE;
  return group == CUNYI_AGENDA_LATER && self->section == ALL_SECTIONS ? FIRST_LINES : G_MAXUINT;
}

/* Lines of each rule in a group. */
static GHashTable *
count_rules (CunyiTodayPage *self, CunyiAgendaGroup group)
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = self->begins[group]; i < self->begins[group + 1]; i++)
    {
      CunyiDue *one = g_ptr_array_index (self->due, i);

      g_hash_table_insert (counts, one->rule, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, one->rule)) + 1));
    }
  return counts;
}

/* Adds the line, or the one that stands for all of its rule, once. Returns how many things that line stands for. */
static guint
add_line_or_many (CunyiTodayPage *self, CunyiAgendaGroup group, CunyiDue *due, GHashTable *counts, GHashTable *folded,
                  const char *heading)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, due->rule));

  if (n <= get_most_of_a_rule (self, group))
    {
      add_line (self, due, heading);
      return 1;
    }
  if (!g_hash_table_add (folded, due->rule))
    return 0;
  add_many (self, group, due->rule, n, heading);
  return n;
}

static void
add_group (CunyiTodayPage *self, CunyiAgendaGroup group, guint most)
{
  guint n = count_group (self, group), added = 0, lines = 0;
  g_autofree char *heading = g_strdup_printf ("%s (%u)", cunyi_agenda_get_title (group), n);
  g_autoptr (GHashTable) counts = count_rules (self, group);
  g_autoptr (GHashTable) folded = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = self->begins[group]; i < self->begins[group + 1] && lines < most; i++)
    {
      guint stands_for = add_line_or_many (self, group, g_ptr_array_index (self->due, i), counts, folded, heading);

      added += stands_for;
      lines += stands_for > 0;
    }
  if (added < n && self->section == ALL_SECTIONS)
    add_rest (self, group, n - added, heading);
  else if (added < n)
    add_behind (self, group, n - added, heading);
}

static void
show_due (CunyiTodayPage *self)
{
  cunyi_short_list_begin (self->list);
  for (guint group = 0; group < CUNYI_AGENDA_N_GROUPS; group++)
    if (count_group (self, group) > 0 && (self->section == ALL_SECTIONS || self->section == (int) group))
      add_group (self, group, self->section == ALL_SECTIONS ? FIRST_LINES : MOST_LINES);
  cunyi_short_list_end (self->list);
}

/* ---- sections ---- */

static void
section_cb (CunyiTodayPage *self, GtkToggleButton *button)
{
  int section = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), SECTION_KEY));

  if (!gtk_toggle_button_get_active (button) || section == self->section)
    return;
  self->section = section;
  show_due (self);
}

/* A chip for all, and one for each group that has work. */
static void
add_section (CunyiTodayPage *self, int section, const char *title, guint n, GtkToggleButton **first)
{
  g_autofree char *label = g_strdup_printf ("%s %u", title, n);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (button, "chip");
  if (section == ALL_SECTIONS)
    gtk_widget_set_name (button, "all_chip");
  if (*first == NULL)
    *first = GTK_TOGGLE_BUTTON (button);
  else
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), *first);
  g_object_set_data (G_OBJECT (button), SECTION_KEY, GINT_TO_POINTER (section));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), section == self->section);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (section_cb), self);
  gtk_box_append (self->sections, button);
}

static void
show_sections (CunyiTodayPage *self)
{
  GtkToggleButton *first = NULL;
  guint n_groups = 0;

  for (guint group = 0; group < CUNYI_AGENDA_N_GROUPS; group++)
    n_groups += count_group (self, group) > 0;
  cunyi_subject_clear (self->sections);
  gtk_widget_set_visible (GTK_WIDGET (self->sections), n_groups > 1 || self->due->len > FIRST_LINES);
  if (self->section != ALL_SECTIONS && count_group (self, self->section) == 0)
    self->section = ALL_SECTIONS; /* what was chosen is done */
  add_section (self, ALL_SECTIONS, _("All"), self->due->len, &first);
  for (int group = 0; group < CUNYI_AGENDA_N_GROUPS; group++)
    if (count_group (self, group) > 0)
      add_section (self, group, cunyi_agenda_get_title (group), count_group (self, group), &first);
}

static void
choose_section (CunyiTodayPage *self, int section)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->sections)); button;
       button = gtk_widget_get_next_sibling (button))
    if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), SECTION_KEY)) == section)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
summarize (CunyiTodayPage *self)
{
  guint overdue = count_group (self, CUNYI_AGENDA_OVERDUE), all = self->due->len;
  g_autofree char *text = NULL;

  if (overdue > 0)
    /* Translators: all due work, and how much of it is overdue. */
    text = g_strdup_printf (ngettext ("%u thing to do, %u of them overdue", "%u things to do, %u of them overdue", all),
                            all, overdue);
  else
    text = g_strdup_printf (ngettext ("%u thing to do", "%u things to do", all), all);
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
  gtk_widget_set_visible (self->indicators_empty, gtk_widget_get_first_child (GTK_WIDGET (self->indicators)) == NULL);
}

/* ---- counting ---- */

static void count_chores (CunyiTodayPage *self);

static void
show_work (CunyiTodayPage *self, const CunyiWorklist *list)
{
  if (list->due == self->due)
    return; /* nothing was written since */
  g_clear_pointer (&self->due, g_ptr_array_unref);
  self->due = g_ptr_array_ref (list->due);
  find_groups (self, list->day);
  show_sections (self);
  show_due (self);
  summarize (self);
  gtk_stack_set_visible_child_name (self->stack, list->due->len > 0 ? "list"
                                                 : cunyi_person_is_any (cunyi_clinic_get_database (get_clinic (self))) ? "nothing"
                                                                                                          : "empty");
  if (self->wants_focus)
    cunyi_page_focus_late (CUNYI_PAGE (self));
}

static void counted_cb (GObject *source, GAsyncResult *result, gpointer data);

/* The rates behind the work, for which both processors are wanted; not when they stand here already. */
static void
count_indicators (CunyiTodayPage *self)
{
  if (cunyi_chores_are_rated (get_clinic (self)))
    return;
  self->n_counting++;
  cunyi_chores_count_async (self, get_clinic (self), CUNYI_CHORES_INDICATORS, NULL, cunyi_page_get_reading (CUNYI_PAGE (self)),
                            counted_cb);
}

static void
end_counting (CunyiTodayPage *self)
{
  if (--self->n_counting > 0)
    return;
  gtk_spinner_stop (self->spinner);
  if (cunyi_page_end_reading (CUNYI_PAGE (self)))
    count_chores (self);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiTodayPage *self = CUNYI_TODAY_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiChores) chores = cunyi_chores_count_finish (result, &error);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  if (window == NULL)
    return; /* the page was left */
  if (error)
    cunyi_window_show_error (window, error);
  else if (chores->due)
    {
      show_work (self, chores->worklist);
      count_indicators (self);
    }
  else
    show_indicators (self, chores->indicators);
  end_counting (self);
}

static void
count_chores (CunyiTodayPage *self)
{
  GCancellable *cancellable = cunyi_page_begin_reading (CUNYI_PAGE (self));

  if (cancellable == NULL)
    return;
  self->n_counting = 1;
  gtk_spinner_start (self->spinner);
  cunyi_chores_count_async (self, get_clinic (self), CUNYI_CHORES_DUE, NULL, cancellable, counted_cb);
}

/* Those whom lines of a group are about, of one rule or (NULL) of all. */
static void
show_behind (CunyiTodayPage *self, CunyiAgendaGroup group, const char *rule)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();

  for (guint i = self->begins[group]; i < self->begins[group + 1]; i++)
    {
      CunyiDue *one = g_ptr_array_index (self->due, i);

      if (rule == NULL || strcmp (one->rule, rule) == 0)
        g_ptr_array_add (subjects, one->subject);
    }
  cunyi_window_show_people (cunyi_window_get (GTK_WIDGET (self)),
                            rule ? get_rule_title (self, rule) : cunyi_agenda_get_title (group), subjects);
}

static void
opened_cb (CunyiTodayPage *self, const char *id)
{
  if (g_str_has_prefix (id, REST))
    choose_section (self, atoi (id + strlen (REST)));
  else if (g_str_has_prefix (id, MANY))
    show_behind (self, atoi (id + strlen (MANY)), strchr (id + strlen (MANY), ' ') + 1);
  else if (g_str_has_prefix (id, BEHIND))
    show_behind (self, atoi (id + strlen (BEHIND)), NULL);
  else
    cunyi_subject_open_due (cunyi_window_get (GTK_WIDGET (self)), id);
}

/* ---- page ---- */

/* What was counted when Today was last in view stands here until it is known what was written since. */
static void
show_last (CunyiTodayPage *self)
{
  g_autoptr (CunyiWorklist) last = cunyi_chores_dup_last (get_clinic (self));
  GPtrArray *indicators = cunyi_chores_get_last_indicators (get_clinic (self));

  if (last)
    show_work (self, last);
  if (indicators)
    show_indicators (self, indicators);
}

static void
cunyi_today_page_refresh (CunyiPage *page)
{
  CunyiTodayPage *self = CUNYI_TODAY_PAGE (page);
  g_autofree char *day = cunyi_day_to_text (cunyi_clock_today ());

  gtk_label_set_label (self->day_label, day);
  if (self->due == NULL)
    show_last (self);
  count_chores (self);
}

static void
cunyi_today_page_focus (CunyiPage *page)
{
  CunyiTodayPage *self = CUNYI_TODAY_PAGE (page);

  self->wants_focus = cunyi_page_get_reading (page) != NULL && cunyi_short_list_n_lines (self->list) == 0;
  /* On a new store there is one thing to do: its button. */
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->list))
      && !gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
cunyi_today_page_dispose (GObject *object)
{
  CunyiTodayPage *self = CUNYI_TODAY_PAGE (object);

  g_clear_pointer (&self->due, g_ptr_array_unref);
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
  g_type_ensure (CUNYI_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, day_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, sections);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, list);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, indicators);
  gtk_widget_class_bind_template_child (widget_class, CunyiTodayPage, indicators_empty);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
}

static void
cunyi_today_page_init (CunyiTodayPage *self)
{
  self->section = ALL_SECTIONS;
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
