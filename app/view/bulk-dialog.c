/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One dialog with the rows that the work at hand needs. */

#include "config.h"

#include "view/bulk-dialog.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "view/asking-view.h"
#include "view/code-choice.h"
#include "view/progress-box.h"
#include "view/task.h"

#define MOST_NAMED 12 /* who was left out */

struct _CunyiBulkDialog {
  AdwWindow parent_instance;

  GtkLabel *count_label;
  GtkWidget *topic_box;
  GtkLabel *topic_label;
  GtkDropDown *topic;
  GtkWidget *day_box;
  GtkEntry *day_entry;
  CunyiAskingView *questions;
  CunyiProgressBox *progress;
  GtkButton *confirm_button;

  CunyiWindow *window; /* not owned: the dialog is transient for it */
  CunyiClinic *clinic;
  char **chosen;
  CunyiBulkChoice choice; /* the workflow; without a name for a group. Its strings are the clinic's */
  char *first;         /* subject that the questions are asked about */
};

G_DEFINE_FINAL_TYPE (CunyiBulkDialog, cunyi_bulk_dialog, ADW_TYPE_WINDOW)

static gboolean
is_about_group (CunyiBulkDialog *self)
{
  return self->choice.name == NULL;
}

static const char *
get_code (CunyiBulkDialog *self)
{
  return gtk_widget_get_visible (self->topic_box) ? cunyi_code_choice_get (self->topic) : NULL;
}

static CunyiDay
read_day (CunyiBulkDialog *self)
{
  return cunyi_day_parse_typed (gtk_editable_get_text (GTK_EDITABLE (self->day_entry)), cunyi_clock_today ());
}

/* ---- the work ---- */

typedef struct {
  CunyiClinic *clinic;
  CunyiBulkChoice choice;
  char *code, *answers;
  CunyiDay day;
  char **chosen;
  CunyiProgressBox *progress;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->clinic);
  g_free (job->code);
  g_free (job->answers);
  g_strfreev (job->chosen);
  g_object_unref (job->progress);
  g_free (job);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  const char *const *chosen = (const char *const *) job->chosen;
  const CunyiBulkWatch watch = { cunyi_progress_box_report, job->progress, cancellable };
  GError *error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open_again (job->clinic, FALSE, &error);
  CunyiBulkResult *result = NULL;

  if (clinic && job->choice.name)
    result = cunyi_bulk_open (clinic, &job->choice, job->code, job->answers, chosen, &watch, &error);
  else if (clinic)
    result = cunyi_bulk_add_to_group (clinic, job->code, job->day, chosen, &watch, &error);
  if (result)
    g_task_return_pointer (task, result, (GDestroyNotify) cunyi_bulk_result_free);
  else
    g_task_return_error (task, error);
}

static void
free_ids (gpointer data, GClosure *closure)
{
  g_ptr_array_unref (data);
}

static void
told_cb (AdwMessageDialog *dialog, const char *response, GPtrArray *subjects)
{
  CunyiWindow *window = CUNYI_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));

  if (g_str_equal (response, "show") && window && cunyi_window_get_clinic (window))
    cunyi_window_show_people (window, _("Left out"), subjects);
}

/* Ids of those who were left out, each once. (transfer full) */
static GPtrArray *
list_left_out (const CunyiBulkResult *result)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < result->left_out->len; i++)
    {
      const CunyiLeftOut *left_out = g_ptr_array_index (result->left_out, i);

      if (!g_ptr_array_find_with_equal_func (subjects, left_out->subject, g_str_equal, NULL))
        g_ptr_array_add (subjects, g_strdup (left_out->subject));
    }
  return subjects;
}

/* A line with Undo, and a list of who was left out. */
static void
tell (CunyiWindow *window, const CunyiBulkResult *result, const char *done)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  GtkWidget *dialog;

  if (result->n_done > 0)
    cunyi_window_tell_done (window, done);
  if (result->left_out->len == 0)
    return;
  for (guint i = 0; i < result->left_out->len && i < MOST_NAMED; i++)
    {
      g_autofree char *line = cunyi_left_out_to_text (g_ptr_array_index (result->left_out, i));

      g_string_append_printf (lines, "%s\n", line);
    }
  if (result->left_out->len > MOST_NAMED)
    g_string_append_printf (lines, ngettext ("and %u more", "and %u more", result->left_out->len - MOST_NAMED),
                            result->left_out->len - MOST_NAMED);
  dialog = adw_message_dialog_new (GTK_WINDOW (window), NULL, NULL);
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog),
                                     ngettext ("%u was left out", "%u were left out", result->left_out->len),
                                     result->left_out->len);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s", g_strchomp (lines->str));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "show", _("_Show them"), "close", _("_Close"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (told_cb), list_left_out (result), free_ids, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiBulkDialog *self = CUNYI_BULK_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiBulkResult) came = g_task_propagate_pointer (G_TASK (result), &error);
  CunyiWindow *window = self->window;
  g_autofree char *done = NULL;

  cunyi_progress_box_end (self->progress);
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm_button), TRUE);
  if (came == NULL)
    {
      cunyi_asking_view_tell_error (self->questions, error);
      return;
    }
  if (!is_about_group (self))
    {
      if (!cunyi_asking_end (cunyi_asking_view_get_asking (self->questions), &error))
        cunyi_window_show_error (window, error);
      done = g_strdup_printf (ngettext ("%u case opened.", "%u cases opened.", came->n_done), came->n_done);
    }
  else
    done = g_strdup_printf (ngettext ("%u added to the group.", "%u added to the group.", came->n_done), came->n_done);
  gtk_window_destroy (GTK_WINDOW (self));
  cunyi_window_store_changed (window);
  tell (window, came, done);
}

/* `answers` (transfer full) NULL for a group. */
static void
work (CunyiBulkDialog *self, char *answers)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;

  job->clinic = g_object_ref (self->clinic);
  job->choice = self->choice;
  job->code = g_strdup (get_code (self));
  job->answers = answers;
  job->day = read_day (self);
  job->chosen = g_strdupv (self->chosen);
  job->progress = g_object_ref (self->progress);
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm_button), FALSE);
  task = cunyi_task_new (self, cunyi_progress_box_begin (self->progress, _("Working…"), TRUE), worked_cb, NULL,
                         job, free_job);
  /* What was done in the last moment is told even when it was cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work_thread);
}

/* ---- what is asked ---- */

static gboolean
is_chosen (CunyiBulkDialog *self)
{
  const char *code = get_code (self);

  return code == NULL || *code;
}

static void
ask (CunyiBulkDialog *self)
{
  const CunyiCaseOpening opening = { .workflow = self->choice.name, .subject = self->first, .topic = get_code (self) };
  g_autoptr (GError) error = NULL;

  if (is_about_group (self))
    return;
  cunyi_asking_view_set_asking (self->questions,
                                is_chosen (self) ? cunyi_asking_new_openings (self->clinic, &opening, &error) : NULL);
  if (error)
    cunyi_asking_view_tell_error (self->questions, error);
}

static void
topic_cb (CunyiBulkDialog *self)
{
  if (self->clinic == NULL)
    return;
  ask (self);
  if (!is_about_group (self))
    cunyi_asking_view_focus_first (self->questions);
}

static void
confirm_cases (CunyiBulkDialog *self)
{
  char *answers;

  if (cunyi_asking_view_get_asking (self->questions) == NULL)
    return;
  cunyi_asking_view_commit (self->questions);
  answers = cunyi_asking_take_answers (cunyi_asking_view_get_asking (self->questions));
  if (answers)
    work (self, answers);
  else
    cunyi_asking_view_show_missing (self->questions);
}

static void
confirm (CunyiBulkDialog *self)
{
  if (cunyi_progress_box_is_busy (self->progress))
    return;
  cunyi_asking_view_tell (self->questions, "");
  if (!is_chosen (self))
    {
      cunyi_asking_view_tell (self->questions,
                              is_about_group (self) ? _("Choose the group first.") : _("Choose what it is about."));
      gtk_widget_grab_focus (GTK_WIDGET (self->topic));
    }
  else if (!is_about_group (self))
    confirm_cases (self);
  else if (read_day (self) == CUNYI_DAY_NONE)
    {
      cunyi_asking_view_tell (self->questions, _("Write a day like 20220726, 0726 or 26."));
      gtk_widget_grab_focus (GTK_WIDGET (self->day_entry));
    }
  else
    work (self, NULL);
}

static void
confirm_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  confirm (CUNYI_BULK_DIALOG (widget));
}

/* ---- object ---- */

static gboolean
cunyi_bulk_dialog_close_request (GtkWindow *window)
{
  CunyiBulkDialog *self = CUNYI_BULK_DIALOG (window);
  gboolean kept;

  if (cunyi_progress_box_is_busy (self->progress))
    {
      cunyi_progress_box_cancel (self->progress);
      return GDK_EVENT_STOP;
    }
  if (!cunyi_asking_view_leave (self->questions, &kept))
    return GDK_EVENT_STOP;
  if (kept)
    cunyi_window_tell (self->window, _("Draft kept."));
  return GTK_WINDOW_CLASS (cunyi_bulk_dialog_parent_class)->close_request (window);
}

static void
cunyi_bulk_dialog_dispose (GObject *object)
{
  CunyiBulkDialog *self = CUNYI_BULK_DIALOG (object);

  g_clear_pointer (&self->chosen, g_strfreev);
  g_clear_pointer (&self->first, g_free);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (cunyi_bulk_dialog_parent_class)->dispose (object);
}

static void
cunyi_bulk_dialog_class_init (CunyiBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_bulk_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = cunyi_bulk_dialog_close_request;
  g_type_ensure (CUNYI_TYPE_ASKING_VIEW);
  g_type_ensure (CUNYI_TYPE_PROGRESS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/bulk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkDialog, count_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkDialog, topic_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkDialog, topic_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkDialog, topic);
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkDialog, day_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkDialog, day_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkDialog, questions);
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CunyiBulkDialog, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, topic_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm);
  gtk_widget_class_install_action (widget_class, "dialog.confirm", NULL, confirm_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "dialog.confirm", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.confirm", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cunyi_bulk_dialog_init (CunyiBulkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static CunyiBulkDialog *
new_dialog (CunyiWindow *window, const char *const *chosen, const char *title)
{
  CunyiBulkDialog *self = g_object_new (CUNYI_TYPE_BULK_DIALOG, "transient-for", window, "title", title, NULL);

  self->window = window;
  self->chosen = g_strdupv ((char **) chosen);
  return self;
}

static void
show_count (CunyiBulkDialog *self, const char *kind, guint n)
{
  g_autofree char *text = g_str_equal (kind, "person") ? g_strdup_printf (ngettext ("%u person", "%u people", n), n)
                                                       : g_strdup_printf (ngettext ("%u household", "%u households", n), n);

  gtk_label_set_label (self->count_label, text);
}

void
cunyi_bulk_dialog_open_cases (CunyiWindow *window, const CunyiBulkChoice *choice, const char *const *chosen)
{
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  g_autoptr (GError) error = NULL;
  CunyiWorkflow *workflow = cunyi_book_get_workflow (cunyi_clinic_get_book (clinic), choice->name, &error);
  g_autoptr (GPtrArray) subjects = workflow ? cunyi_bulk_list_subjects (clinic, chosen, choice->kind, &error) : NULL;
  CunyiBulkDialog *self;
  const char *topics;

  if (subjects == NULL || subjects->len == 0)
    {
      if (error)
        cunyi_window_show_error (window, error);
      return;
    }
  self = new_dialog (window, chosen, choice->title);
  topics = cunyi_workflow_get_topic (workflow);
  gtk_widget_set_visible (self->topic_box, *topics != '\0');
  gtk_widget_set_visible (self->day_box, FALSE);
  if (*topics)
    cunyi_code_choice_fill (self->topic, cunyi_library_get_codes (cunyi_clinic_get_library (clinic), topics), choice->kind);
  self->choice = *choice;
  self->first = g_strdup (g_ptr_array_index (subjects, 0));
  self->clinic = g_object_ref (clinic);
  show_count (self, choice->kind, subjects->len);
  ask (self);
  gtk_window_present (GTK_WINDOW (self));
  if (*topics)
    gtk_widget_grab_focus (GTK_WIDGET (self->topic));
  else if (!cunyi_asking_view_focus_first (self->questions))
    gtk_widget_grab_focus (GTK_WIDGET (self->confirm_button));
}

void
cunyi_bulk_dialog_add_to_group (CunyiWindow *window, const char *const *chosen)
{
  CunyiClinic *clinic = cunyi_window_get_clinic (window);
  CunyiBulkDialog *self = new_dialog (window, chosen, _("Add to a group"));
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  gboolean people = cunyi_clinic_find_subject (clinic, chosen[0]) == CUNYI_SUBJECT_PERSON;

  cunyi_code_choice_fill (self->topic, cunyi_library_get_codes (cunyi_clinic_get_library (clinic), "group"), NULL);
  gtk_label_set_label (self->topic_label, _("Group"));
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), today);
  self->clinic = g_object_ref (clinic);
  show_count (self, people ? "person" : "household", g_strv_length (self->chosen));
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 240);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->topic));
}
