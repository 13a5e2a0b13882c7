/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Made three times over in a thread: as drafts when the page comes up, with numbers when they are first printed or saved, and
 * from then on as they are. */

#include "config.h"

#include "view/papers-page.h"

#include <glib/gi18n.h>

#include "document/pdf.h"
#include "view/errands.h"
#include "view/paper-order.h"
#include "view/paper-output.h"
#include "view/task.h"
#include "view/window.h"

struct _CunyiPapersPage {
  CunyiPage parent_instance;

  CunyiPaperView *paper;
  GtkLabel *title_label, *count_label, *state_label, *left_out_label;
  GtkWidget *left_out_box;
  GtkButton *print_button, *pdf_button;
  GtkCheckButton *sheets_check;
  CunyiProgressBox *progress;

  CunyiBulkChoice choice; /* its strings are the clinic's */
  char **chosen;
  guint per_sheet;         /* cards on an A4, 0 for no cards */
  CunyiDocument *document; /* as drafts or issued, one after the other; NULL while it is made or when it is for nobody */
  gboolean issued;
  CunyiPaperOutput *output;
  gboolean made;           /* the drafts are there, or cannot be */
};

G_DEFINE_FINAL_TYPE (CunyiPapersPage, cunyi_papers_page, CUNYI_TYPE_PAGE)

static CunyiWindow *
get_window (CunyiPapersPage *self)
{
  return cunyi_window_get (GTK_WIDGET (self));
}

static guint
get_per_sheet (CunyiPapersPage *self)
{
  return gtk_check_button_get_active (self->sheets_check) ? self->per_sheet : 0;
}

/* ---- what is shown ---- */

static void
show_document (CunyiPapersPage *self)
{
  g_autoptr (CunyiDocument) shown = self->document ? cunyi_paper_order_lay_out (self->document, get_per_sheet (self)) : NULL;
  gboolean ready = self->document != NULL && !cunyi_progress_box_is_busy (self->progress);

  cunyi_paper_view_set_document (self->paper, shown);
  gtk_widget_set_sensitive (GTK_WIDGET (self->print_button), ready);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pdf_button), ready);
  if (self->choice.lines)
    gtk_label_set_label (self->state_label, _("What was filled this year, in the order of its days."));
  else if (self->issued)
    gtk_label_set_label (self->state_label, _("Every paper has its number now."));
  else
    gtk_label_set_label (self->state_label, self->document ? _("Drafts. They get their numbers when they are printed or saved.")
                                                           : "");
}

static void
show_result (CunyiPapersPage *self, const CunyiBulkResult *result)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *count = self->choice.lines
                             ? g_strdup_printf (ngettext ("%u record", "%u records", result->n_done), result->n_done)
                             : g_strdup_printf (ngettext ("%u paper", "%u papers", result->n_done), result->n_done);

  for (guint i = 0; i < result->left_out->len; i++)
    {
      g_autofree char *line = cunyi_left_out_to_text (g_ptr_array_index (result->left_out, i));

      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
    }
  gtk_label_set_label (self->count_label, count);
  gtk_label_set_label (self->left_out_label, lines->str);
  gtk_widget_set_visible (self->left_out_box, result->left_out->len > 0);
}

static void
sheets_cb (CunyiPapersPage *self)
{
  if (self->made)
    show_document (self);
}

/* ---- making, in a thread ---- */

typedef enum { TO_LOOK, TO_PRINT, TO_SAVE } Purpose;

typedef struct {
  CunyiClinic *clinic;
  CunyiBulkChoice choice;
  char **chosen;
  CunyiProgressBox *progress;
  Purpose purpose;
  guint per_sheet;
  CunyiDocument *document; /* that is there already, or was made */
  CunyiBulkResult *result; /* NULL unless it was made */
  char *path, *author;     /* of a PDF */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->clinic);
  g_strfreev (job->chosen);
  g_object_unref (job->progress);
  g_clear_object (&job->document);
  g_clear_pointer (&job->result, cunyi_bulk_result_free);
  g_free (job->path);
  g_free (job->author);
  g_free (job);
}

static gboolean
make (Job *job, GCancellable *cancellable, GError **error)
{
  const CunyiBulkWatch watch = { cunyi_progress_box_report, job->progress, cancellable };
  gboolean issue = job->purpose != TO_LOOK;
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (job->clinic, !issue, error);

  if (own)
    job->result = cunyi_bulk_print (own, &job->choice, issue, (const char *const *) job->chosen, &job->document, &watch,
                                    error);
  return job->result != NULL;
}

static gboolean
save (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (CunyiDocument) laid_out = cunyi_paper_order_lay_out (job->document, job->per_sheet);

  return cunyi_document_write_pdf (laid_out, job->path, job->author, cancellable, error);
}

static void
job_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if ((job->document || make (job, cancellable, &error))
      && (job->purpose != TO_SAVE || job->document == NULL || save (job, cancellable, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void print_document (CunyiPapersPage *self);

/* Numbers were given, whether the rest went well or not. */
static void
take_made (CunyiPapersPage *self, Job *job)
{
  if (job->result == NULL)
    return;
  g_set_object (&self->document, job->document);
  show_result (self, job->result);
  if (job->purpose == TO_LOOK)
    return;
  self->issued = self->document != NULL;
  /* Another connection wrote; whoever follows this one is told. */
  cunyi_window_store_changed (get_window (self));
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiPapersPage *self = CUNYI_PAPERS_PAGE (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (get_window (self) == NULL)
    return; /* left meanwhile */
  cunyi_progress_box_end (self->progress);
  cunyi_paper_view_set_frozen (self->paper, FALSE);
  self->made = TRUE;
  take_made (self, job);
  show_document (self);
  if (!done)
    cunyi_window_show_error (get_window (self), error);
  else if (job->purpose == TO_SAVE && job->document)
    cunyi_window_tell_saved (get_window (self), job->path);
  else if (job->purpose == TO_PRINT && job->document)
    print_document (self);
  else if (job->purpose == TO_LOOK)
    cunyi_page_focus (CUNYI_PAGE (self));
}

static void
begin (CunyiPapersPage *self, Purpose purpose, const char *path)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;
  CunyiClinic *clinic = cunyi_page_get_clinic (CUNYI_PAGE (self));

  job->clinic = g_object_ref (clinic);
  job->choice = self->choice;
  job->chosen = g_strdupv (self->chosen);
  job->progress = g_object_ref (self->progress);
  job->purpose = purpose;
  job->per_sheet = get_per_sheet (self);
  job->document = self->issued ? g_object_ref (self->document) : NULL;
  job->path = g_strdup (path);
  job->author = cunyi_clinic_get_setting (clinic, "clinic/name", "");
  cunyi_paper_view_set_frozen (self->paper, TRUE);
  task = cunyi_task_new (self, cunyi_progress_box_begin (self->progress, _("Making the papers…"), TRUE), job_done_cb, NULL,
                         job, free_job);
  /* Numbers that were given are told even when it was cancelled in the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->print_button), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pdf_button), FALSE);
  g_task_run_in_thread (task, job_thread);
}

/* ---- printing ---- */

typedef struct {
  CunyiDocument *document;
  guint per_sheet;
} Ready;

static CunyiDocument *
take_ready (gpointer data, GError **error)
{
  const Ready *ready = data;

  return cunyi_paper_order_lay_out (ready->document, ready->per_sheet);
}

static void
free_ready (gpointer data)
{
  g_object_unref (((Ready *) data)->document);
  g_free (data);
}

static void
print_document (CunyiPapersPage *self)
{
  Ready *ready = g_new0 (Ready, 1);

  ready->document = g_object_ref (self->document);
  ready->per_sheet = get_per_sheet (self);
  cunyi_paper_output_print (self->output, self->choice.title, (CunyiPaperSource){ take_ready, ready, free_ready }, NULL);
}

static void
cunyi_papers_page_print (CunyiPage *page)
{
  CunyiPapersPage *self = CUNYI_PAPERS_PAGE (page);

  if (self->document == NULL || cunyi_progress_box_is_busy (self->progress) || cunyi_paper_output_is_busy (self->output))
    return;
  if (self->issued)
    print_document (self);
  else
    begin (self, TO_PRINT, NULL);
}

static void
print_cb (CunyiPapersPage *self)
{
  cunyi_papers_page_print (CUNYI_PAGE (self));
}

/* ---- PDF ---- */

void
cunyi_papers_page_save (CunyiPapersPage *self, const char *path)
{
  if (self->document && !cunyi_progress_box_is_busy (self->progress))
    begin (self, TO_SAVE, path);
}

static void
saved_cb (gpointer page, const char *path)
{
  cunyi_papers_page_save (page, path);
}

static void
pdf_cb (CunyiPapersPage *self)
{
  g_autofree char *name = g_strdup_printf ("%s.pdf", self->choice.title);

  cunyi_errands_save_pdf (CUNYI_PAGE (self), name, saved_cb);
}

/* ---- page ---- */

static void
cunyi_papers_page_refresh (CunyiPage *page)
{
  CunyiPapersPage *self = CUNYI_PAPERS_PAGE (page);

  if (!self->issued && !cunyi_progress_box_is_busy (self->progress))
    begin (self, TO_LOOK, NULL);
}

static void
cunyi_papers_page_focus (CunyiPage *page)
{
  CunyiPapersPage *self = CUNYI_PAPERS_PAGE (page);

  if (gtk_widget_get_sensitive (GTK_WIDGET (self->print_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->print_button));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static gboolean
cunyi_papers_page_leave (CunyiPage *page)
{
  cunyi_progress_box_cancel (CUNYI_PAPERS_PAGE (page)->progress);
  return TRUE;
}

static void
cunyi_papers_page_dispose (GObject *object)
{
  CunyiPapersPage *self = CUNYI_PAPERS_PAGE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->output);
  g_clear_pointer (&self->chosen, g_strfreev);
  G_OBJECT_CLASS (cunyi_papers_page_parent_class)->dispose (object);
}

static void
cunyi_papers_page_class_init (CunyiPapersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_papers_page_dispose;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_papers_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_papers_page_focus;
  CUNYI_PAGE_CLASS (klass)->print = cunyi_papers_page_print;
  CUNYI_PAGE_CLASS (klass)->leave = cunyi_papers_page_leave;
  g_type_ensure (CUNYI_TYPE_PAPER_VIEW);
  g_type_ensure (CUNYI_TYPE_PROGRESS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/papers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiPapersPage, paper);
  gtk_widget_class_bind_template_child (widget_class, CunyiPapersPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPapersPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPapersPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPapersPage, left_out_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiPapersPage, left_out_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPapersPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiPapersPage, pdf_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiPapersPage, sheets_check);
  gtk_widget_class_bind_template_child (widget_class, CunyiPapersPage, progress);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, pdf_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheets_cb);
}

static void
cunyi_papers_page_init (CunyiPapersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_help (CUNYI_PAGE (self), "paper");
  self->output = cunyi_paper_output_new (CUNYI_PAGE (self), self->paper, self->progress);
}

CunyiPage *
cunyi_papers_page_new (CunyiClinic *clinic, const CunyiBulkChoice *choice, const char *const *chosen)
{
  CunyiPapersPage *self = g_object_new (CUNYI_TYPE_PAPERS_PAGE, "clinic", clinic, "title", choice->title, NULL);
  CunyiTemplate *template = cunyi_library_get_document (cunyi_clinic_get_library (clinic), choice->name);

  self->choice = *choice;
  self->chosen = g_strdupv ((char **) chosen);
  self->per_sheet = template ? cunyi_template_get_cards_per_sheet (template) : 0;
  gtk_widget_set_visible (GTK_WIDGET (self->sheets_check), self->per_sheet > 0);
  gtk_label_set_label (self->title_label, choice->title);
  return CUNYI_PAGE (self);
}
