/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tasks and the print dialog around a document that a page lends or has made. */

#include "config.h"

#include "view/paper-output.h"

#include <glib/gi18n.h>

#include "document/pdf.h"
#include "view/task.h"
#include "view/window.h"

struct _CunyiPaperOutput {
  GObject parent_instance;

  CunyiPage *page;            /* not owned: it owns this */
  CunyiPaperView *paper;
  CunyiProgressBox *progress;
  gboolean busy;
  CunyiPage *held;            /* while it is busy */
  GCancellable *showing;      /* of the preview that is made; NULL for none */
};

G_DEFINE_FINAL_TYPE (CunyiPaperOutput, cunyi_paper_output, G_TYPE_OBJECT)

enum { BUSY_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- work ---- */

typedef struct {
  CunyiPage *page;         /* kept until the work is over */
  CunyiPaperOutput *output;
  CunyiPaperSource source;
  CunyiPaperShown shown;
  CunyiPaperMade made;
  char *path, *author;     /* of a PDF */
} Work;

static Work *
new_work (CunyiPaperOutput *self, CunyiPaperSource source)
{
  Work *work = g_new0 (Work, 1);

  work->page = g_object_ref (self->page);
  work->output = g_object_ref (self);
  work->source = source;
  return work;
}

static void
free_work (gpointer data)
{
  Work *work = data;

  if (work->source.destroy)
    work->source.destroy (work->source.data);
  g_object_unref (work->output);
  g_object_unref (work->page);
  g_free (work->path);
  g_free (work->author);
  g_free (work);
}

static CunyiWindow *
get_window (const Work *work)
{
  return cunyi_window_get (GTK_WIDGET (work->page));
}

static void
set_busy (CunyiPaperOutput *self, gboolean busy)
{
  if (busy)
    g_set_object (&self->held, self->page);
  self->busy = busy;
  cunyi_paper_view_set_frozen (self->paper, busy);
  g_signal_emit (self, signals[BUSY_CHANGED], 0);
  if (!busy)
    g_clear_object (&self->held);
}

/* ---- looking ---- */

static void
show_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  CunyiDocument *document = work->source.make (work->source.data, &error);

  if (document)
    g_task_return_pointer (task, document, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiPaperOutput *self = CUNYI_PAPER_OUTPUT (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDocument) document = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->showing)
    return; /* another was asked for meanwhile */
  g_clear_object (&self->showing);
  if (get_window (work) == NULL)
    return;
  cunyi_progress_box_end (self->progress);
  work->shown (work->page, document, error);
}

void
cunyi_paper_output_show (CunyiPaperOutput *self, CunyiPaperSource source, CunyiPaperShown shown)
{
  Work *work = new_work (self, source);
  g_autoptr (GTask) task = NULL;

  if (self->showing)
    g_cancellable_cancel (self->showing);
  work->shown = shown;
  g_set_object (&self->showing, cunyi_progress_box_begin (self->progress, _("Making the papers…"), FALSE));
  task = cunyi_task_new (self, self->showing, shown_cb, NULL, work, free_work);
  g_task_run_in_thread (task, show_thread);
}

/* ---- printing ---- */

static void
printed_cb (CunyiPage *page)
{
  cunyi_window_tell (cunyi_window_get (GTK_WIDGET (page)), _("The printer has taken it."));
}

/* The dialog owns the work; the page is told through it. */
static void
made_cb (CunyiPage *page, CunyiDocument *document, CunyiPrintDialog *dialog)
{
  Work *work = g_object_get_data (G_OBJECT (dialog), "cunyi-work");

  if (work->made && get_window (work))
    work->made (page, work->source.data);
}

static void
dialog_gone_cb (gpointer data, GObject *dialog)
{
  g_autoptr (CunyiPaperOutput) self = data;

  set_busy (self, FALSE);
}

static CunyiDocument *
make_work (gpointer data, GError **error)
{
  Work *work = data;

  return work->source.make (work->source.data, error);
}

void
cunyi_paper_output_print (CunyiPaperOutput *self, const char *title, CunyiPaperSource source, CunyiPaperMade made)
{
  Work *work = new_work (self, source);
  CunyiPrintDialog *dialog;

  if (self->busy)
    {
      free_work (work);
      return;
    }
  work->made = made;
  set_busy (self, TRUE);
  dialog = cunyi_print_dialog_show (GTK_WINDOW (get_window (work)), title, make_work, work, free_work);
  g_object_set_data (G_OBJECT (dialog), "cunyi-work", work);
  g_signal_connect_object (dialog, "made", G_CALLBACK (made_cb), self->page, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "printed", G_CALLBACK (printed_cb), self->page, G_CONNECT_SWAPPED);
  g_object_weak_ref (G_OBJECT (dialog), dialog_gone_cb, g_object_ref (self));
}

/* ---- PDF ---- */

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  g_autoptr (CunyiDocument) document = work->source.make (work->source.data, &error);

  if (document && cunyi_document_write_pdf (document, work->path, work->author, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiPaperOutput *self = CUNYI_PAPER_OUTPUT (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  set_busy (self, FALSE);
  if (get_window (work) == NULL)
    return; /* left meanwhile; the file is where it was wanted */
  cunyi_progress_box_end (self->progress);
  if (work->made)
    work->made (work->page, work->source.data);
  if (written)
    cunyi_window_tell_saved (get_window (work), work->path);
  else
    cunyi_window_show_error (get_window (work), error);
}

void
cunyi_paper_output_save (CunyiPaperOutput *self, const char *path, CunyiPaperSource source, CunyiPaperMade made)
{
  Work *work = new_work (self, source);
  g_autoptr (GTask) task = NULL;

  if (self->busy)
    {
      free_work (work);
      return;
    }
  work->made = made;
  work->path = g_strdup (path);
  work->author = cunyi_clinic_get_setting (cunyi_page_get_clinic (self->page), "clinic/name", "");
  set_busy (self, TRUE);
  task = cunyi_task_new (self, cunyi_progress_box_begin (self->progress, _("Saving…"), FALSE), saved_cb, NULL,
                         work, free_work);
  g_task_run_in_thread (task, save_thread);
}

/* ---- object ---- */

static void
cunyi_paper_output_dispose (GObject *object)
{
  g_clear_object (&CUNYI_PAPER_OUTPUT (object)->showing);
  G_OBJECT_CLASS (cunyi_paper_output_parent_class)->dispose (object);
}

static void
cunyi_paper_output_class_init (CunyiPaperOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cunyi_paper_output_dispose;
  signals[BUSY_CHANGED] = g_signal_new ("busy-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
cunyi_paper_output_init (CunyiPaperOutput *self)
{
}

CunyiPaperOutput *
cunyi_paper_output_new (CunyiPage *page, CunyiPaperView *paper, CunyiProgressBox *progress)
{
  CunyiPaperOutput *self = g_object_new (CUNYI_TYPE_PAPER_OUTPUT, NULL);

  self->page = page;
  self->paper = paper;
  self->progress = progress;
  return self;
}

gboolean
cunyi_paper_output_is_showing (CunyiPaperOutput *self)
{
  return self->showing != NULL;
}

gboolean
cunyi_paper_output_is_busy (CunyiPaperOutput *self)
{
  return self->busy;
}
