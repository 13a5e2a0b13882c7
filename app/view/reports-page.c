/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table is made anew in a thread for every choice and after every change in the store; what was there stays in view
 * until then. */

#include "config.h"

#include "view/reports-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/due.h"
#include "clinic/reporting.h"
#include "report/check.h"
#include "report/render.h"
#include "view/lines-list.h"
#include "view/report-export.h"
#include "view/report-picker.h"
#include "view/report-options.h"
#include "view/report-run.h"
#include "view/report-table.h"
#include "view/window.h"
#include "view/wrap-layout.h"

struct _CunyiReportsPage {
  CunyiPage parent_instance;

  GtkStack *stack;
  CunyiReportPicker *report_picker;
  GtkEntry *period_entry;
  GtkLabel *title_label, *lines_label;
  GtkSpinner *spinner;
  GtkCheckButton *people_check;
  GtkButton *export_button;
  GtkToggleButton *options_button;
  GtkBox *options_box;
  CunyiProgressBox *progress;
  CunyiReportTable *table;
  GtkWidget *no_rows_label;
  GtkStack *findings_stack;
  GtkLabel *findings_title;
  CunyiLinesList *findings_list;

  char *name;              /* of the report, NULL for none */
  CunyiDay day;            /* in the period */
  CunyiReportRun *run;     /* in view, NULL before the first */
  GPtrArray *found;        /* CunyiFinding of the store, NULL before the first */
  GCancellable *running, *finding;
};

G_DEFINE_FINAL_TYPE (CunyiReportsPage, cunyi_reports_page, CUNYI_TYPE_PAGE)

static const CunyiColumn finding_columns[] = {
  { N_("What"), 12, .strong = TRUE },
  { N_("What does not add up"), 0, .share = 1 },
};

static CunyiWindow *
get_window (CunyiReportsPage *self)
{
  return cunyi_window_get (GTK_WIDGET (self));
}

static CunyiClinic *
get_clinic (CunyiReportsPage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

static CunyiReport *
get_report (CunyiReportsPage *self)
{
  return self->name ? cunyi_library_get_report (cunyi_clinic_get_library (get_clinic (self)), self->name) : NULL;
}

static void
tell_failure (const GError *error, gpointer data)
{
  if (get_window (data))
    cunyi_window_show_error (get_window (data), error);
}

/* ---- findings ---- */

static GPtrArray *
read_findings (const char *const *ids, guint n, gpointer data)
{
  CunyiReportsPage *self = data;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      guint index = g_ascii_strtoull (ids[i] + 1, NULL, 10);
      const char *texts[] = { "", "", NULL };

      if (ids[i][0] == 'r' && self->run && index < self->run->findings->len)
        {
          texts[0] = _("This table");
          texts[1] = ((CunyiReportFinding *) g_ptr_array_index (self->run->findings, index))->message;
        }
      else if (ids[i][0] == 's' && self->found && index < self->found->len)
        {
          const CunyiFinding *finding = g_ptr_array_index (self->found, index);
          texts[0] = finding->title;
          texts[1] = finding->message;
        }
      g_ptr_array_add (lines, cunyi_line_new (ids[i], texts));
    }
  return lines;
}

static void
show_findings (CunyiReportsPage *self)
{
  guint n_report = self->run ? self->run->findings->len : 0, n_store = self->found ? self->found->len : 0;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = NULL;

  for (guint i = 0; i < n_report; i++)
    g_ptr_array_add (lines, g_strdup_printf ("r%u", i));
  for (guint i = 0; i < n_store; i++)
    g_ptr_array_add (lines, g_strdup_printf ("s%u", i));
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (ids, g_ptr_array_index (lines, i));
  cunyi_lines_list_set_ids (self->findings_list, ids, lines, (GDestroyNotify) g_ptr_array_unref);
  title = lines->len > 0 ? g_strdup_printf (ngettext ("%u thing does not add up. Enter opens it.",
                                                      "%u things do not add up. Enter opens one.", lines->len),
                                            lines->len)
                         : g_strdup (self->found ? _("Everything adds up.") : _("Checking…"));
  gtk_label_set_label (self->findings_title, title);
  gtk_stack_set_visible_child_name (self->findings_stack, lines->len > 0 ? "list" : "none");
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CunyiReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *found = cunyi_report_find_finish (result, &error);

  if (found == NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    tell_failure (error, self);
  if (found == NULL || get_window (self) == NULL)
    {
      g_clear_pointer (&found, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = found;
  show_findings (self);
}

/* ---- what is behind ---- */

static void
show_subject (CunyiReportsPage *self, const char *subject)
{
  switch (cunyi_clinic_find_subject (get_clinic (self), subject))
    {
    case CUNYI_SUBJECT_PERSON:
      cunyi_window_show_person (get_window (self), subject);
      break;
    case CUNYI_SUBJECT_HOUSEHOLD:
      cunyi_window_show_household (get_window (self), subject);
      break;
    case CUNYI_SUBJECT_NONE:
    case CUNYI_SUBJECT_PLACE:
      break;
    }
}

/* Cases become those whom they are about. */
static GPtrArray *
find_subjects (CunyiReportsPage *self, GPtrArray *cases)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_clinic_get_book (get_clinic (self)), g_ptr_array_index (cases, i),
                                                 NULL);

      if (c && !g_ptr_array_find_with_equal_func (subjects, c->subject, g_str_equal, NULL))
        g_ptr_array_add (subjects, g_strdup (c->subject));
    }
  return subjects;
}

/* As people speak of the cell: its row and the words above it. */
static char *
name_cell (CunyiReportResult *result, guint row, guint column)
{
  const CunyiReportShownColumn *shown = cunyi_report_result_get_column (result, column);
  g_autoptr (GString) name = g_string_new (row == CUNYI_REPORT_TOTAL ? cunyi_report_result_get_total_label (result) : "");
  guint level = 0;

  for (guint i = 0; row != CUNYI_REPORT_TOTAL && i < column; i++)
    if (cunyi_report_result_get_column (result, i)->kind == CUNYI_REPORT_TEXT)
      {
        CunyiReportCell cell = cunyi_report_result_get (result, row, i);
        g_autofree char *text = cunyi_report_cell_to_text (&cell);

        g_string_append (name, text);
        break;
      }
  while (level + 1 < G_N_ELEMENTS (shown->levels) && shown->levels[level + 1])
    level++;
  g_string_append_printf (name, "%s%s", name->len > 0 ? " · " : "", shown->levels[level] ? shown->levels[level] : "");
  return g_strdup (name->str);
}

static void
cell_opened_cb (CunyiReportsPage *self, guint row, guint column)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *title = NULL;
  const char *kind = NULL;

  if (self->run == NULL)
    return;
  ids = cunyi_report_list_behind (self->run->result, row, column, &kind);
  if (g_strcmp0 (kind, "case") == 0)
    {
      GPtrArray *subjects = find_subjects (self, ids);
      g_ptr_array_unref (ids);
      ids = subjects;
    }
  title = name_cell (self->run->result, row, column);
  if (ids->len == 0)
    cunyi_window_tell (get_window (self), _("Nobody stands behind this cell."));
  else if (ids->len == 1)
    show_subject (self, g_ptr_array_index (ids, 0));
  else
    cunyi_window_show_people (get_window (self), title, ids);
}

static void
finding_opened_cb (CunyiReportsPage *self, const char *id)
{
  guint index = g_ascii_strtoull (id + 1, NULL, 10);

  if (id[0] == 'r' && self->run && index < self->run->findings->len)
    {
      const CunyiReportFinding *finding = g_ptr_array_index (self->run->findings, index);

      cunyi_report_table_set_cursor (self->table, finding->row, finding->column);
      cell_opened_cb (self, finding->row, finding->column);
    }
  else if (id[0] == 's' && self->found && index < self->found->len)
    show_subject (self, ((CunyiFinding *) g_ptr_array_index (self->found, index))->subject);
}

/* ---- running ---- */

static void
append_line (GString *text, const char *line)
{
  if (line[0])
    g_string_append_printf (text, "%s%s", text->len > 0 ? "　　" : "", line);
}

static void
take_run (CunyiReportsPage *self, CunyiReportRun *run)
{
  CunyiReportResult *result = run->result;
  g_autoptr (GString) lines = g_string_new (NULL);

  g_clear_pointer (&self->run, cunyi_report_run_free);
  self->run = run;
  append_line (lines, cunyi_report_result_get_left (result));
  append_line (lines, cunyi_report_result_get_period_line (result));
  append_line (lines, cunyi_report_result_get_middle (result));
  append_line (lines, cunyi_report_result_get_right (result));
  gtk_label_set_label (self->title_label, cunyi_report_result_get_title (result));
  gtk_label_set_label (self->lines_label, lines->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lines_label), cunyi_report_result_get_note (result));
  cunyi_report_table_set_result (self->table, result, run->findings);
  gtk_widget_set_visible (self->no_rows_label, cunyi_report_result_n_rows (result) == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->people_check), cunyi_report_result_get_people (result) != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), TRUE);
  show_findings (self);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CunyiReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  CunyiReportRun *run = cunyi_report_run_finish (result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))) || get_window (self) == NULL)
    {
      g_clear_pointer (&run, cunyi_report_run_free);
      return; /* another one is under way, or nobody looks any more */
    }
  gtk_spinner_stop (self->spinner);
  if (run)
    take_run (self, run);
  else
    tell_failure (error, self);
}

static GCancellable *
begin_again (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
  return *cancellable;
}

static void
run (CunyiReportsPage *self)
{
  if (self->name == NULL)
    return;
  gtk_spinner_start (self->spinner);
  /* What would go out until then is the report or the month before. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), FALSE);
  cunyi_report_run_async (get_clinic (self), self->name, self->day, begin_again (&self->running), ran_cb,
                          g_object_ref (self));
}

/* ---- period ---- */

static CunyiPeriod
get_period (CunyiReportsPage *self)
{
  return cunyi_period_around (cunyi_report_get_period (get_report (self)), self->day,
                              cunyi_reporting_get_month_end (get_clinic (self)));
}

static void
show_period (CunyiReportsPage *self)
{
  CunyiPeriod period = get_period (self);
  g_autofree char *text = cunyi_period_to_text (&period);
  g_autofree char *from = cunyi_day_to_text (period.from);
  g_autofree char *until = cunyi_day_to_text (period.until);
  g_autofree char *tip = g_strdup_printf ("%s – %s", from, until);

  gtk_editable_set_text (GTK_EDITABLE (self->period_entry), text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->period_entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->period_entry), tip);
}

static void
period_typed_cb (CunyiReportsPage *self)
{
  CunyiPeriod period;

  if (get_report (self) == NULL)
    return;
  if (!cunyi_period_parse (cunyi_report_get_period (get_report (self)),
                           gtk_editable_get_text (GTK_EDITABLE (self->period_entry)),
                           cunyi_reporting_get_month_end (get_clinic (self)), &period))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->period_entry), "error");
      cunyi_window_tell (get_window (self), _("Enter the period like 202207, 2022Q3 or 2022."));
      return;
    }
  self->day = period.until;
  show_period (self);
  run (self);
}

static void
step (CunyiReportsPage *self, int count)
{
  CunyiPeriod period;

  if (get_report (self) == NULL)
    return;
  period = get_period (self);
  period = cunyi_period_add (&period, count);
  self->day = period.until;
  show_period (self);
  run (self);
}

static void
earlier_cb (CunyiReportsPage *self)
{
  step (self, -1);
}

static void
later_cb (CunyiReportsPage *self)
{
  step (self, 1);
}

/* ---- reports ---- */

static void
choose_cb (CunyiReportsPage *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  cunyi_report_options_fill (self->options_box, get_clinic (self), name, tell_failure, self);
  gtk_widget_set_visible (GTK_WIDGET (self->options_button), gtk_widget_get_visible (GTK_WIDGET (self->options_box)));
  show_period (self);
  run (self);
}

/* Enter in the list goes on to the table. */
static void
list_done_cb (CunyiReportsPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

void
cunyi_reports_page_choose (CunyiReportsPage *self, const char *name)
{
  cunyi_report_picker_choose (self->report_picker, name);
}

/* ---- export ---- */

/* The table is what was asked for last, and nothing is being written. */
static gboolean
can_export (CunyiReportsPage *self)
{
  return self->run && gtk_widget_get_sensitive (GTK_WIDGET (self->export_button)) &&
         !cunyi_progress_box_is_busy (self->progress);
}

static void
export_cb (CunyiReportsPage *self)
{
  if (can_export (self))
    cunyi_report_export_ask (CUNYI_PAGE (self), self->progress, self->run->result,
                             gtk_check_button_get_active (self->people_check));
}

void
cunyi_reports_page_export (CunyiReportsPage *self, const char *path)
{
  if (can_export (self))
    cunyi_report_export (CUNYI_PAGE (self), self->progress, self->run->result, path,
                         gtk_check_button_get_active (self->people_check));
}

static void
export_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  export_cb (CUNYI_REPORTS_PAGE (widget));
}

static void
people_cb (CunyiReportsPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!cunyi_setting_remember (cunyi_clinic_get_database (get_clinic (self)), CUNYI_EXPORT_PEOPLE,
                               gtk_check_button_get_active (self->people_check) ? "yes" : "no", &error))
    tell_failure (error, self);
}

static void
step_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  step (CUNYI_REPORTS_PAGE (widget), g_variant_get_int32 (parameter));
}

static void
find_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cunyi_report_picker_find (CUNYI_REPORTS_PAGE (widget)->report_picker);
}

/* ---- page ---- */

static void
cunyi_reports_page_refresh (CunyiPage *page)
{
  CunyiReportsPage *self = CUNYI_REPORTS_PAGE (page);

  run (self);
  cunyi_report_find_async (get_clinic (self), begin_again (&self->finding), found_cb, g_object_ref (self));
}

static void
cunyi_reports_page_focus (CunyiPage *page)
{
  CunyiReportsPage *self = CUNYI_REPORTS_PAGE (page);

  if (self->run)
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
  else
    cunyi_report_picker_focus (self->report_picker);
}

static void
cunyi_reports_page_dispose (GObject *object)
{
  CunyiReportsPage *self = CUNYI_REPORTS_PAGE (object);

  g_cancellable_cancel (self->running);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->running);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->run, cunyi_report_run_free);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (cunyi_reports_page_parent_class)->dispose (object);
}

static void
cunyi_reports_page_constructed (GObject *object)
{
  CunyiReportsPage *self = CUNYI_REPORTS_PAGE (object);
  g_autofree char *people = NULL;

  G_OBJECT_CLASS (cunyi_reports_page_parent_class)->constructed (object);
  people = cunyi_clinic_get_setting (get_clinic (self), CUNYI_EXPORT_PEOPLE, "yes");
  gtk_check_button_set_active (self->people_check, g_str_equal (people, "yes"));
  g_signal_connect_swapped (self->people_check, "toggled", G_CALLBACK (people_cb), self);
  gtk_stack_set_visible_child_name (self->stack,
                                    cunyi_report_picker_fill (self->report_picker, get_clinic (self)) > 0 ? "reports" : "none");
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, report_picker);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, period_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, lines_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, people_check);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, options_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, options_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, table);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, no_rows_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, findings_stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, findings_title);
  gtk_widget_class_bind_template_child (widget_class, CunyiReportsPage, findings_list);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_opened_cb);
}

static void
cunyi_reports_page_class_init (CunyiReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cunyi_reports_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cunyi_reports_page_dispose;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_reports_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_reports_page_focus;
  g_type_ensure (CUNYI_TYPE_LINES_LIST);
  g_type_ensure (CUNYI_TYPE_PROGRESS_BOX);
  g_type_ensure (CUNYI_TYPE_REPORT_PICKER);
  g_type_ensure (CUNYI_TYPE_REPORT_TABLE);
  g_type_ensure (CUNYI_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/reports-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "page.export", NULL, export_action_cb);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_ALT_MASK, "page.find", NULL);
  gtk_widget_class_install_action (widget_class, "page.step", "i", step_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "page.export", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "page.step", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "page.step", "i", 1);
}

static void
cunyi_reports_page_init (CunyiReportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_help (CUNYI_PAGE (self), "reports");
  self->day = cunyi_clock_today ();
  cunyi_lines_list_set_columns (self->findings_list, finding_columns, G_N_ELEMENTS (finding_columns), read_findings, self);
  cunyi_lines_list_set_label (self->findings_list, _("What does not add up"));
}

CunyiPage *
cunyi_reports_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_REPORTS_PAGE, "clinic", clinic, "title", _("Reports"), NULL);
}
