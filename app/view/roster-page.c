/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading, comparing and bringing in run in a thread with a clinic of its own; meanwhile nothing here touches the roster. */

#include "config.h"

#include "view/roster-page.h"

#include <glib/gi18n.h>

#include "clinic/explain.h"
#include "clinic/roster.h"
#include "view/focus.h"
#include "view/lines-list.h"
#include "view/progress-box.h"
#include "view/roster-columns.h"
#include "view/task.h"
#include "view/window.h"

struct _CunyiRosterPage {
  CunyiPage parent_instance;

  GtkStack *stack;
  GtkWidget *head;
  AdwStatusPage *failed, *done;
  GtkLabel *name_label, *counts_label, *detail_label;
  GtkDropDown *sheet_choice;
  GtkCheckButton *changes_check, *zeros_check;
  GtkButton *import_button, *take_all_button, *leave_all_button;
  CunyiProgressBox *progress;
  CunyiRosterColumns *columns;
  CunyiLinesList *findings_list;

  char *path;
  CunyiRoster *roster; /* NULL until it is read */
  gboolean busy;       /* a thread has the roster */
  gboolean filling;    /* widgets are being set, not the doctor sets them */
};

G_DEFINE_FINAL_TYPE (CunyiRosterPage, cunyi_roster_page, CUNYI_TYPE_PAGE)

static const CunyiColumn finding_columns[] = {
  { N_("Row"), 3, .at_end = TRUE },
  { N_("Name"), 4, .strong = TRUE },
  { N_("Comes in"), 6 },
  { N_("What to look at"), 0, .share = 1 },
};

static CunyiClinic *
get_clinic (CunyiRosterPage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

/* ---- work ---- */

typedef enum { WORK_READ, WORK_SHEET, WORK_COMPARE, WORK_APPLY } WorkKind;

typedef struct {
  WorkKind kind;
  CunyiClinic *clinic;
  CunyiProgressBox *progress;
  char *path;
  guint sheet;
  CunyiRoster *roster; /* of the page, which the task keeps alive; read by WORK_READ */
  CunyiRosterOptions options;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_object_unref (work->clinic);
  g_object_unref (work->progress);
  g_free (work->path);
  g_free (work);
}

static gboolean
do_work (Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (work->clinic, work->kind != WORK_APPLY, error);

  if (own == NULL)
    return FALSE;
  if (work->kind == WORK_APPLY)
    return cunyi_roster_apply (work->roster, own, cunyi_progress_box_report, work->progress, cancellable, error);
  if (work->kind == WORK_READ)
    work->roster = cunyi_roster_read (own, work->path, cancellable, error);
  if (work->roster == NULL
      || (work->kind == WORK_SHEET && !cunyi_roster_set_sheet (work->roster, own, work->sheet, error)))
    return FALSE;
  return cunyi_roster_compare (work->roster, own, &work->options, cunyi_progress_box_report, work->progress, cancellable,
                               error);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (do_work (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void worked_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
set_busy (CunyiRosterPage *self, gboolean busy)
{
  GtkWidget *widgets[] = { GTK_WIDGET (self->sheet_choice),  GTK_WIDGET (self->changes_check), GTK_WIDGET (self->zeros_check),
                           GTK_WIDGET (self->import_button), GTK_WIDGET (self->columns),       GTK_WIDGET (self->findings_list),
                           GTK_WIDGET (self->take_all_button), GTK_WIDGET (self->leave_all_button) };

  self->busy = busy;
  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    gtk_widget_set_sensitive (widgets[i], !busy);
}

static void
begin (CunyiRosterPage *self, WorkKind kind, const char *what, guint sheet)
{
  Work *work = g_new0 (Work, 1);
  g_autoptr (GTask) task = cunyi_task_new (self, cunyi_progress_box_begin (self->progress, what, TRUE), worked_cb, NULL,
                                           work, free_work);

  set_busy (self, TRUE);
  work->kind = kind;
  work->clinic = g_object_ref (get_clinic (self));
  work->progress = g_object_ref (self->progress);
  work->path = g_strdup (self->path);
  work->sheet = sheet;
  work->roster = self->roster;
  work->options.changes_only = gtk_check_button_get_active (self->changes_check);
  work->options.pad_numbers = gtk_check_button_get_active (self->zeros_check);
  /* What was written is told even when it was cancelled in the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work_thread);
}

static void
compare (CunyiRosterPage *self)
{
  if (!self->busy && !self->filling && self->roster)
    begin (self, WORK_COMPARE, _("Comparing with the store…"), 0);
}

/* ---- findings ---- */

static const char *
name_take (const CunyiRosterRow *row)
{
  if (row->action == CUNYI_ROSTER_REFUSED)
    return _("cannot");
  return row->take ? _("✓ yes") : _("– no");
}

static void
add_finding_line (CunyiRosterPage *self, GPtrArray *lines, const char *id)
{
  const CunyiRosterFinding *finding = cunyi_roster_get_finding (self->roster, g_ascii_strtoull (id + 1, NULL, 10));
  const CunyiRosterRow *row = finding->index >= 0 ? cunyi_roster_get_row (self->roster, finding->index) : NULL;
  g_autofree char *number = finding->row > 0 ? g_strdup_printf ("%u", finding->row) : g_strdup ("");
  const char *texts[] = { number, row ? row->name : "", row ? name_take (row) : "", finding->message, NULL };

  g_ptr_array_add (lines, cunyi_line_new (id, texts));
}

static void
add_missing_line (CunyiRosterPage *self, GPtrArray *lines, const char *id)
{
  const CunyiRosterMissing *missing = cunyi_roster_get_missing (self->roster, g_ascii_strtoull (id + 1, NULL, 10));
  const char *texts[] = { "", missing->name, "",
                          _("Is in this household in the store, but not in the file. Nothing is changed; Enter opens the person."),
                          NULL };

  g_ptr_array_add (lines, cunyi_line_new (id, texts));
}

/* Ids: f0, f1 … findings, m0, m1 … missing people. */
static GPtrArray *
read_lines (const char *const *ids, guint n, gpointer data)
{
  CunyiRosterPage *self = data;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      static const char *const nothing[] = { "", "", "", "", NULL };

      if (self->busy || self->roster == NULL)
        g_ptr_array_add (lines, cunyi_line_new (ids[i], nothing));
      else if (ids[i][0] == 'f')
        add_finding_line (self, lines, ids[i]);
      else
        add_missing_line (self, lines, ids[i]);
    }
  return lines;
}

/* What stops first, what is only to be known last. */
static void
list_findings (CunyiRosterPage *self)
{
  GPtrArray *owner = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  CunyiRosterCounts counts;

  cunyi_roster_count (self->roster, &counts);
  for (int level = CUNYI_ROSTER_BLOCK; level >= CUNYI_ROSTER_NOTE; level--)
    for (guint i = 0; i < cunyi_roster_n_findings (self->roster); i++)
      if ((int) cunyi_roster_get_finding (self->roster, i)->level == level)
        g_ptr_array_add (owner, g_strdup_printf ("f%u", i));
  for (guint i = 0; i < counts.missing; i++)
    g_ptr_array_add (owner, g_strdup_printf ("m%u", i));
  for (guint i = 0; i < owner->len; i++)
    g_ptr_array_add (ids, g_ptr_array_index (owner, i));
  cunyi_lines_list_set_ids (self->findings_list, ids, owner, (GDestroyNotify) g_ptr_array_unref);
}

static void
append_count (GString *text, const char *format, guint n)
{
  if (n == 0)
    return;
  g_string_append (text, text->len > 0 ? "　" : "");
  /* The formats are those below, each with one number. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, n);
#pragma GCC diagnostic pop
}

static void
show_counts (CunyiRosterPage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *button = NULL;
  CunyiRosterCounts c;

  cunyi_roster_count (self->roster, &c);
  append_count (text, ngettext ("%u person in the file", "%u people in the file", c.rows), c.rows);
  append_count (text, ngettext ("%u household", "%u households", c.households), c.households);
  append_count (text, _("%u new"), c.added);
  append_count (text, _("%u changed"), c.changed);
  append_count (text, _("%u moved here"), c.moved);
  append_count (text, _("%u as they are"), c.same);
  append_count (text, _("%u in doubt"), c.doubtful);
  append_count (text, _("%u cannot come in"), c.refused);
  append_count (text, _("%u missing from the file"), c.missing);
  append_count (text, ngettext ("%u new place", "%u new places", c.new_places), c.new_places);
  gtk_label_set_label (self->counts_label, text->str);
  button = g_strdup_printf (ngettext ("_Bring in %u person", "_Bring in %u people", c.taken), c.taken);
  gtk_button_set_label (self->import_button, button);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), c.taken > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->take_all_button), c.doubtful > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_all_button), c.doubtful > 0);
}

static void
show_preview (CunyiRosterPage *self)
{
  cunyi_roster_columns_show (self->columns, self->roster, cunyi_clinic_get_library (get_clinic (self)));
  list_findings (self);
  show_counts (self);
  gtk_stack_set_visible_child_name (self->stack, "preview");
}

static void
finding_opened_cb (CunyiRosterPage *self, const char *id)
{
  guint index = g_ascii_strtoull (id + 1, NULL, 10);
  const CunyiRosterFinding *finding;

  if (self->busy)
    return;
  if (id[0] == 'm')
    {
      cunyi_window_show_person (cunyi_window_get (GTK_WIDGET (self)), cunyi_roster_get_missing (self->roster, index)->person);
      return;
    }
  finding = cunyi_roster_get_finding (self->roster, index);
  if (finding->index < 0)
    return;
  if (!cunyi_roster_set_take (self->roster, finding->index, !cunyi_roster_get_row (self->roster, finding->index)->take))
    cunyi_window_tell (cunyi_window_get (GTK_WIDGET (self)), _("This row cannot come in. Mend it in the file, then open the file again."));
  list_findings (self);
  show_counts (self);
}

/* The whole sentence, which may not fit into a line. */
static void
finding_selected_cb (CunyiRosterPage *self, const char *id)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (self->busy || self->roster == NULL)
    return;
  lines = read_lines (&id, 1, self);
  gtk_label_set_label (self->detail_label, cunyi_line_get_texts (g_ptr_array_index (lines, 0))[3]);
}

static void
take_doubtful (CunyiRosterPage *self, gboolean take)
{
  cunyi_roster_take_doubtful (self->roster, take);
  list_findings (self);
  show_counts (self);
}

static void
take_all_cb (CunyiRosterPage *self)
{
  take_doubtful (self, TRUE);
}

static void
leave_all_cb (CunyiRosterPage *self)
{
  take_doubtful (self, FALSE);
}

/* ---- columns and sheets ---- */

static void
field_cb (CunyiRosterPage *self, guint index, const char *field)
{
  if (cunyi_roster_set_field (self->roster, index, field))
    compare (self);
}

static void
meaning_cb (CunyiRosterPage *self, guint index, const char *text, const char *code)
{
  if (cunyi_roster_set_meaning (self->roster, index, text, code))
    compare (self);
}

static void
sheet_cb (CunyiRosterPage *self)
{
  guint sheet = gtk_drop_down_get_selected (self->sheet_choice);

  if (!self->filling && !self->busy && self->roster && sheet != cunyi_roster_get_sheet (self->roster))
    begin (self, WORK_SHEET, _("Reading the sheet…"), sheet);
}

static void
list_sheets (CunyiRosterPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < cunyi_roster_n_sheets (self->roster); i++)
    gtk_string_list_append (names, cunyi_roster_get_sheet_name (self->roster, i));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->sheet_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->sheet_choice, cunyi_roster_get_sheet (self->roster));
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_choice), cunyi_roster_n_sheets (self->roster) > 1);
  self->filling = FALSE;
}

/* ---- what work came to ---- */

/* The file is done with, for better or worse. */
static void
show_end (CunyiRosterPage *self, AdwStatusPage *page)
{
  gtk_widget_set_visible (self->head, FALSE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static void
show_failure (CunyiRosterPage *self, const GError *error)
{
  g_autofree char *sentence = cunyi_explain_error (error);

  if (self->roster == NULL)
    {
      adw_status_page_set_description (self->failed, sentence);
      show_end (self, self->failed);
      return;
    }
  /* A column may have to be settled first: the columns stay. */
  show_preview (self);
  gtk_label_set_label (self->counts_label, sentence);
}

static void
show_done (CunyiRosterPage *self, guint taken)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u person came in.", "%u people came in.", taken), taken);

  adw_status_page_set_title (self->done, text);
  show_end (self, self->done);
  /* Another connection wrote; whoever follows this one is told. */
  g_signal_emit_by_name (cunyi_clinic_get_database (get_clinic (self)), "changed");
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiRosterPage *self = CUNYI_ROSTER_PAGE (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean worked = g_task_propagate_boolean (G_TASK (result), &error);
  CunyiRosterCounts counts;

  self->roster = work->roster;
  if (cunyi_window_get (GTK_WIDGET (self)) == NULL)
    return; /* left meanwhile */
  cunyi_progress_box_end (self->progress);
  set_busy (self, FALSE);
  if (self->roster)
    list_sheets (self);
  if (!worked && work->kind == WORK_APPLY && g_error_matches (error, CUNYI_ROSTER_ERROR, CUNYI_ROSTER_ERROR_STALE))
    {
      cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), error);
      compare (self);
    }
  else if (!worked)
    show_failure (self, error);
  else if (work->kind == WORK_APPLY)
    {
      cunyi_roster_count (self->roster, &counts);
      show_done (self, counts.taken);
    }
  else
    {
      show_preview (self);
      if (gtk_widget_get_focus_child (GTK_WIDGET (self->columns)) == NULL)
        cunyi_page_focus (CUNYI_PAGE (self));
    }
}

static void
import_cb (CunyiRosterPage *self)
{
  if (!self->busy && self->roster)
    begin (self, WORK_APPLY, _("Bringing in…"), 0);
}

static void
options_cb (CunyiRosterPage *self)
{
  compare (self);
}

/* ---- page ---- */

static void
cunyi_roster_page_focus (CunyiPage *page)
{
  CunyiRosterPage *self = CUNYI_ROSTER_PAGE (page);

  if (!self->busy && cunyi_lines_list_n_lines (self->findings_list) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->findings_list));
  else if (gtk_widget_is_sensitive (GTK_WIDGET (self->import_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->import_button));
}

static gboolean
cunyi_roster_page_leave (CunyiPage *page)
{
  cunyi_progress_box_cancel (CUNYI_ROSTER_PAGE (page)->progress);
  return TRUE;
}

static void
cunyi_roster_page_finalize (GObject *object)
{
  CunyiRosterPage *self = CUNYI_ROSTER_PAGE (object);

  cunyi_roster_free (self->roster);
  g_free (self->path);
  G_OBJECT_CLASS (cunyi_roster_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, head);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, failed);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, done);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, counts_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, detail_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, sheet_choice);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, changes_check);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, zeros_check);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, take_all_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, leave_all_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, progress);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, columns);
  gtk_widget_class_bind_template_child (widget_class, CunyiRosterPage, findings_list);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, options_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_cb);
  gtk_widget_class_bind_template_callback (widget_class, meaning_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_selected_cb);
}

static void
cunyi_roster_page_class_init (CunyiRosterPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_roster_page_finalize;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_roster_page_focus;
  CUNYI_PAGE_CLASS (klass)->leave = cunyi_roster_page_leave;
  g_type_ensure (CUNYI_TYPE_LINES_LIST);
  g_type_ensure (CUNYI_TYPE_PROGRESS_BOX);
  g_type_ensure (CUNYI_TYPE_ROSTER_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/roster-page.ui");
  bind_children (widget_class);
}

static void
cunyi_roster_page_init (CunyiRosterPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_focus_drop_down (self->sheet_choice);
  cunyi_page_set_help (CUNYI_PAGE (self), "roster");
  cunyi_lines_list_set_columns (self->findings_list, finding_columns, G_N_ELEMENTS (finding_columns), read_lines, self);
  cunyi_lines_list_set_label (self->findings_list, _("What to look at"));
}

CunyiPage *
cunyi_roster_page_new (CunyiClinic *clinic, const char *path)
{
  CunyiRosterPage *self = g_object_new (CUNYI_TYPE_ROSTER_PAGE, "clinic", clinic, "title", _("Roster"), NULL);
  g_autofree char *name = g_path_get_basename (path);

  self->path = g_strdup (path);
  gtk_label_set_label (self->name_label, name);
  begin (self, WORK_READ, _("Reading the file…"), 0);
  return CUNYI_PAGE (self);
}
