/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People and households: find, filter, add, correct. What a filter lets through is worked out from a listing in memory
 * (clinic/listing.h), which a thread reads again after every change; lines are read when they come into view. */

#include "config.h"

#include "view/residents-page.h"

#include <glib/gi18n.h>

#include "clinic/about.h"
#include "clinic/listing.h"
#include "view/bulk-bar.h"
#include "view/enter-many.h"
#include "view/household-editor.h"
#include "view/lines-list.h"
#include "view/task.h"
#include "view/window.h"
#include "view/wrap-layout.h"

struct _CunyiResidentsPage {
  CunyiPage parent_instance;

  GtkStack *stack;
  GtkToggleButton *people_button;
  GtkToggleButton *households_button;
  GtkLabel *count_label;
  GtkButton *clear_button;
  GtkButton *add_button;
  GtkButton *import_button;
  GtkMenuButton *enter_button;
  GtkWidget *chips;
  GtkStack *results;
  CunyiLinesList *list;
  CunyiBulkBar *bulk_bar;

  GPtrArray *people;      /* ids that alone are shown, NULL for everybody */
  CunyiListing *listing;  /* NULL until it was read for the first time */
  CunyiFilterBits bits;   /* chosen filters */
  GPtrArray *buttons;     /* of the filters, in their order */
  gboolean wants_focus;   /* the list takes the keyboard as soon as there is one */
};

G_DEFINE_FINAL_TYPE (CunyiResidentsPage, cunyi_residents_page, CUNYI_TYPE_PAGE)

static const CunyiColumn people_columns[] = {
  { N_("Name"), 6, .strong = TRUE },
  { N_("Sex"), 2.4 },
  { N_("Age"), 3, .at_end = TRUE },
  { N_("Village group"), 0, .share = 2 },
  { N_("Head, household number"), 0, .share = 3, .dim = TRUE },
  { N_("Groups"), 0, .share = 3 },
  { N_("Chronic diseases"), 0, .share = 3 },
  { N_("Contract until"), 6.6 },
};

static const CunyiColumn household_columns[] = {
  { N_("Head"), 6, .strong = TRUE },
  { N_("People"), 3, .at_end = TRUE },
  { N_("Village group"), 0, .share = 2 },
  { N_("Household number, address"), 0, .share = 4, .dim = TRUE },
  { N_("Groups"), 0, .share = 3 },
  { N_("Chronic diseases"), 0, .share = 3 },
  { N_("Under contract"), 6.6 },
};

static gboolean
shows_people (CunyiResidentsPage *self)
{
  return gtk_toggle_button_get_active (self->people_button);
}

/* ---- lines ---- */

static void
add_person_line (GPtrArray *lines, const CunyiResidentLine *line)
{
  const char *texts[] = { line->name,      line->sex,    line->age,       line->place,
                          line->household, line->groups, line->diseases,  line->term,
                          NULL };

  g_ptr_array_add (lines, cunyi_line_new (line->id, texts));
}

static void
add_household_line (GPtrArray *lines, const CunyiResidentLine *line)
{
  const char *texts[] = { line->name, line->age,      line->place, line->household,
                          line->groups, line->diseases, line->term,  NULL };

  g_ptr_array_add (lines, cunyi_line_new (line->id, texts));
}

static GPtrArray *
read_lines (const char *const *ids, guint n, gpointer data)
{
  CunyiResidentsPage *self = data;
  CunyiClinic *clinic = cunyi_page_get_clinic (CUNYI_PAGE (self));
  gboolean people = shows_people (self);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = people ? cunyi_listing_read_people (clinic, ids, n, &error)
                                       : cunyi_listing_read_households (clinic, ids, n, &error);

  if (found == NULL)
    {
      cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), error);
      return NULL;
    }
  for (guint i = 0; i < found->len; i++)
    {
      if (people)
        add_person_line (lines, g_ptr_array_index (found, i));
      else
        add_household_line (lines, g_ptr_array_index (found, i));
    }
  return g_steal_pointer (&lines);
}

static void
set_columns (CunyiResidentsPage *self)
{
  if (shows_people (self))
    cunyi_lines_list_set_columns (self->list, people_columns, G_N_ELEMENTS (people_columns), read_lines, self);
  else
    cunyi_lines_list_set_columns (self->list, household_columns, G_N_ELEMENTS (household_columns), read_lines, self);
  cunyi_lines_list_set_label (self->list, shows_people (self) ? _("People") : _("Households"));
}

/* ---- filters ---- */

static void
write_count (CunyiResidentsPage *self, guint n)
{
  g_autofree char *text = shows_people (self)
                            ? g_strdup_printf (ngettext ("%u person", "%u people", n), n)
                            : g_strdup_printf (ngettext ("%u household", "%u households", n), n);

  gtk_label_set_label (self->count_label, text);
}

static void
show_found (CunyiResidentsPage *self)
{
  GPtrArray *found;

  if (self->listing == NULL)
    return;
  found = shows_people (self) ? cunyi_listing_find_people (self->listing, self->bits)
                              : cunyi_listing_find_households (self->listing, self->bits);
  write_count (self, found->len);
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), self->bits != 0);
  gtk_stack_set_visible_child_name (self->results, found->len > 0 || self->bits == 0 ? "lines" : "nobody");
  gtk_stack_set_visible_child_name (self->stack, found->len == 0 && self->bits == 0 && self->people == NULL ? "empty"
                                                                                                              : "list");
  cunyi_lines_list_set_ids (self->list, found, cunyi_listing_ref (self->listing),
                            (GDestroyNotify) cunyi_listing_unref);
  g_ptr_array_unref (found);
}

static GPtrArray *
take_marked (CunyiResidentsPage *self)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char **marked = cunyi_lines_list_list_marked (self->list);

  for (guint i = 0; marked[i]; i++)
    g_ptr_array_add (ids, marked[i]);
  return ids;
}

/* Those who are marked, else all that the filters let through. */
static GPtrArray *
find_at_hand (const char **kind, gpointer data)
{
  CunyiResidentsPage *self = data;

  *kind = shows_people (self) ? "person" : "household";
  if (cunyi_lines_list_n_marked (self->list) > 0)
    return take_marked (self);
  if (self->listing == NULL)
    return g_ptr_array_new ();
  return shows_people (self) ? cunyi_listing_find_people (self->listing, self->bits)
                             : cunyi_listing_find_households (self->listing, self->bits);
}

/* A chosen filter carries a tick: colour alone would not tell. */
static void
write_chip (GtkToggleButton *button, const CunyiResidentFilter *filter)
{
  const char *tick = gtk_toggle_button_get_active (button) ? "✓ " : "";
  g_autofree char *label = g_strdup_printf ("%s%s %u", tick, filter->label, filter->n_people);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
chip_cb (CunyiResidentsPage *self, GtkToggleButton *button)
{
  guint index;
  CunyiFilterBits bit;

  if (!g_ptr_array_find (self->buttons, button, &index))
    return;
  bit = (CunyiFilterBits) 1 << index;
  self->bits = gtk_toggle_button_get_active (button) ? self->bits | bit : self->bits & ~bit;
  write_chip (button, cunyi_listing_get_filter (self->listing, index));
  show_found (self);
}

static GtkWidget *
new_chip (CunyiResidentsPage *self, const CunyiResidentFilter *filter)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_name (button, filter->id);
  if (filter->hint[0])
    gtk_widget_set_tooltip_text (button, filter->hint);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (chip_cb), self);
  gtk_box_append (GTK_BOX (self->chips), button);
  return button;
}

/* One chip a filter; those that nobody falls under hide unless they are chosen. */
static void
write_chips (CunyiResidentsPage *self)
{
  guint n = cunyi_listing_n_filters (self->listing);

  for (guint i = self->buttons->len; i < n; i++)
    g_ptr_array_add (self->buttons, new_chip (self, cunyi_listing_get_filter (self->listing, i)));
  for (guint i = 0; i < n; i++)
    {
      const CunyiResidentFilter *filter = cunyi_listing_get_filter (self->listing, i);
      GtkToggleButton *button = g_ptr_array_index (self->buttons, i);

      write_chip (button, filter);
      gtk_widget_set_visible (GTK_WIDGET (button), filter->n_people > 0 || gtk_toggle_button_get_active (button));
    }
}

static void
clear_cb (CunyiResidentsPage *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), FALSE);
  cunyi_page_focus (CUNYI_PAGE (self));
}

/* ---- reading ---- */

static void read_again (CunyiResidentsPage *self);

typedef struct {
  CunyiDatabase *database;
  CunyiListing *listing;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->database);
  cunyi_listing_unref (job->listing);
  g_free (job);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (CunyiDatabase) database = cunyi_database_open_again (job->database, TRUE, &error);

  if (database && cunyi_listing_read (job->listing, database, cancellable, &error))
    g_task_return_pointer (task, cunyi_listing_ref (job->listing), (GDestroyNotify) cunyi_listing_unref);
  else
    g_task_return_error (task, error);
}

static void
take_focus (CunyiResidentsPage *self)
{
  if (!self->wants_focus)
    return;
  self->wants_focus = FALSE;
  cunyi_page_focus (CUNYI_PAGE (self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiResidentsPage *self = CUNYI_RESIDENTS_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiListing) listing = g_task_propagate_pointer (G_TASK (result), &error);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  gboolean again = cunyi_page_end_reading (CUNYI_PAGE (self));

  if (window == NULL)
    return; /* the page was left */
  if (listing)
    {
      g_clear_pointer (&self->listing, cunyi_listing_unref);
      self->listing = g_steal_pointer (&listing);
      write_chips (self);
      show_found (self);
      take_focus (self);
    }
  else
    cunyi_window_show_error (window, error);
  if (again)
    read_again (self);
}

static void
read_again (CunyiResidentsPage *self)
{
  CunyiClinic *clinic = cunyi_page_get_clinic (CUNYI_PAGE (self));
  GCancellable *cancellable = cunyi_page_begin_reading (CUNYI_PAGE (self));
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (cancellable == NULL)
    return;
  job = g_new0 (Job, 1);
  job->database = g_object_ref (cunyi_clinic_get_database (clinic));
  job->listing = cunyi_listing_new (clinic, self->people);
  task = cunyi_task_new (self, cancellable, read_cb, NULL, job, free_job);
  g_task_run_in_thread (task, read_thread);
}

/* ---- what the doctor does ---- */

static void
mode_cb (CunyiResidentsPage *self)
{
  set_columns (self);
  show_found (self);
  /* The arrows go on in the list, and not from button to button. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->listing)
    cunyi_page_focus (CUNYI_PAGE (self));
}

static void
opened_cb (CunyiResidentsPage *self, const char *id)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  if (shows_people (self))
    cunyi_window_show_person (window, id);
  else
    cunyi_window_show_household (window, id);
}

static void
marked_cb (CunyiResidentsPage *self)
{
  CunyiClinic *clinic = cunyi_page_get_clinic (CUNYI_PAGE (self));

  if (clinic)
    cunyi_bulk_bar_set_chosen (self->bulk_bar, clinic, shows_people (self) ? "person" : "household",
                               cunyi_lines_list_list_marked (self->list));
}

static void
cleared_cb (CunyiResidentsPage *self)
{
  cunyi_lines_list_clear_marks (self->list);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
add_cb (CunyiResidentsPage *self)
{
  cunyi_household_editor_show (cunyi_window_get (GTK_WIDGET (self)), NULL);
}

/* Whoever just begins to type looks for somebody: the key goes into the search box. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  GtkWidget *self = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  gunichar letter = gdk_keyval_to_unicode (key);
  GtkWidget *focus;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) || !g_unichar_isgraph (letter))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (self, "win.search", NULL);
  focus = gtk_root_get_focus (gtk_widget_get_root (self));
  return focus && GTK_IS_TEXT (focus) ? gtk_event_controller_key_forward (controller, focus) : GDK_EVENT_PROPAGATE;
}

/* ---- page ---- */

static void
cunyi_residents_page_refresh (CunyiPage *page)
{
  read_again (CUNYI_RESIDENTS_PAGE (page));
}

static void
cunyi_residents_page_focus (CunyiPage *page)
{
  CunyiResidentsPage *self = CUNYI_RESIDENTS_PAGE (page);

  self->wants_focus = self->listing == NULL;
  if (cunyi_lines_list_n_lines (self->list) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
cunyi_residents_page_dispose (GObject *object)
{
  CunyiResidentsPage *self = CUNYI_RESIDENTS_PAGE (object);

  g_clear_pointer (&self->listing, cunyi_listing_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (cunyi_residents_page_parent_class)->dispose (object);
}

static void
cunyi_residents_page_class_init (CunyiResidentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_residents_page_dispose;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_residents_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_residents_page_focus;

  g_type_ensure (CUNYI_TYPE_BULK_BAR);
  g_type_ensure (CUNYI_TYPE_LINES_LIST);
  g_type_ensure (CUNYI_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/residents-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, people_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, households_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, enter_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, results);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, list);
  gtk_widget_class_bind_template_child (widget_class, CunyiResidentsPage, bulk_bar);
  gtk_widget_class_bind_template_callback (widget_class, marked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
cunyi_residents_page_init (CunyiResidentsPage *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_title (CUNYI_PAGE (self), _("Residents"));
  cunyi_page_set_help (CUNYI_PAGE (self), "residents");
  set_columns (self);
  cunyi_lines_list_set_markable (self->list);
  cunyi_enter_many_set_up (self->enter_button, CUNYI_PAGE (self), find_at_hand, self);
}

CunyiPage *
cunyi_residents_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_RESIDENTS_PAGE, "clinic", clinic, NULL);
}

CunyiPage *
cunyi_residents_page_new_for (CunyiClinic *clinic, const char *title, GPtrArray *people)
{
  CunyiResidentsPage *self = g_object_new (CUNYI_TYPE_RESIDENTS_PAGE, "clinic", clinic, NULL);

  self->people = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (self->people, g_strdup (g_ptr_array_index (people, i)));
  if (people->len > 0 && cunyi_clinic_find_subject (clinic, g_ptr_array_index (people, 0)) == CUNYI_SUBJECT_HOUSEHOLD)
    gtk_toggle_button_set_active (self->households_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), FALSE);
  cunyi_page_set_title (CUNYI_PAGE (self), title);
  return CUNYI_PAGE (self);
}
