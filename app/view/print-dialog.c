/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Three kinds of work in threads, one at a time: listing printers, making and handing over the document, asking how far
 * the printer is. */

#include "config.h"

#include "view/print-dialog.h"

#include <glib/gi18n.h>

#include "clinic/explain.h"
#include "document/printing.h"
#include "view/dialog.h"
#include "view/task.h"

#define ASK_AGAIN 1 /* seconds until the printer is asked again */

/* What is made once and outlives the dialog while a thread works on it. */
typedef struct {
  gatomicrefcount refs;
  CunyiMakeDocument make;
  gpointer data;
  GDestroyNotify destroy;
  CunyiDocument *document; /* NULL until it is made */
} Making;

struct _CunyiPrintDialog {
  AdwWindow parent_instance;

  GtkLabel *title_label;
  AdwComboRow *printer_row;
  GtkSpinButton *copies_spin;
  AdwActionRow *duplex_row;
  GtkSwitch *duplex_switch;
  GtkLabel *state_label;
  GtkButton *print_button;

  Making *making;
  GPtrArray *printers; /* CunyiPrinter; NULL while they are listed */
  char *printer;       /* that has our job */
  int job;             /* 0 for none */
  guint timer_id;
  gboolean busy;       /* a thread prints */
};

G_DEFINE_FINAL_TYPE (CunyiPrintDialog, cunyi_print_dialog, ADW_TYPE_WINDOW)

enum { MADE, PRINTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static Making *
ref_making (Making *making)
{
  g_atomic_ref_count_inc (&making->refs);
  return making;
}

static void
unref_making (gpointer data)
{
  Making *making = data;

  if (!g_atomic_ref_count_dec (&making->refs))
    return;
  if (making->destroy)
    making->destroy (making->data);
  g_clear_object (&making->document);
  g_free (making);
}

static void
tell (CunyiPrintDialog *self, const char *sentence, gboolean wrong)
{
  gtk_label_set_label (self->state_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), sentence[0] != '\0');
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_label), "error");
}

static void
tell_error (CunyiPrintDialog *self, const GError *error)
{
  g_autofree char *sentence = cunyi_explain_error (error);

  tell (self, sentence, TRUE);
}

/* ---- printers ---- */

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *printers = cunyi_printers_list (&error);

  if (printers)
    g_task_return_pointer (task, printers, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static CunyiPrinter *
get_printer (CunyiPrintDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->printer_row);

  return self->printers && selected < self->printers->len ? g_ptr_array_index (self->printers, selected) : NULL;
}

static void
printer_cb (CunyiPrintDialog *self)
{
  CunyiPrinter *printer = get_printer (self);

  gtk_widget_set_visible (GTK_WIDGET (self->duplex_row), printer && printer->duplex);
  if (printer && printer->message && printer->message[0])
    tell (self, printer->message, FALSE);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiPrintDialog *self = CUNYI_PRINT_DIALOG (source);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GError) error = NULL;

  self->printers = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->printers == NULL)
    {
      tell_error (self, error);
      return;
    }
  for (guint i = 0; i < self->printers->len; i++)
    gtk_string_list_append (titles, ((CunyiPrinter *) g_ptr_array_index (self->printers, i))->title);
  adw_combo_row_set_model (self->printer_row, G_LIST_MODEL (titles));
  if (self->printers->len == 0)
    {
      tell (self, _("No printer is set up on this computer. Add one in the settings of the system, or save the document as a PDF."), TRUE);
      return;
    }
  tell (self, "", FALSE);
  printer_cb (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->print_button), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->print_button));
}

static void
list_printers (CunyiPrintDialog *self)
{
  g_autoptr (GTask) task = cunyi_task_new (self, NULL, listed_cb, NULL, NULL, NULL);

  tell (self, _("Looking for printers…"), FALSE);
  g_task_run_in_thread (task, list_thread);
}

/* ---- the job ---- */

typedef struct {
  Making *making;
  char *printer;
  CunyiPrintOptions options;
  int job;
} Printing;

static void
free_printing (gpointer data)
{
  Printing *printing = data;

  unref_making (printing->making);
  g_free (printing->printer);
  g_free (printing);
}

static void
print_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Printing *printing = data;
  Making *making = printing->making;
  GError *error = NULL;

  if (making->document == NULL)
    making->document = making->make (making->data, &error);
  if (making->document)
    printing->job = cunyi_document_print (making->document, printing->printer, &printing->options, &error);
  if (printing->job)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ask_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Printing *printing = data;

  g_task_return_int (task, cunyi_print_job_get_state (printing->printer, printing->job, NULL));
}

static gboolean ask_cb (gpointer data);

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiPrintDialog *self = CUNYI_PRINT_DIALOG (source);
  CunyiPrintJobState state = g_task_propagate_int (G_TASK (result), NULL);

  if (self->job == 0)
    return; /* closed since */
  switch (state)
    {
    case CUNYI_PRINT_JOB_WAITING:
      tell (self, _("Waiting for the printer…"), FALSE);
      break;
    case CUNYI_PRINT_JOB_PRINTING:
      tell (self, _("Printing…"), FALSE);
      break;
    case CUNYI_PRINT_JOB_STOPPED:
      tell (self, _("The printer has stopped. Look whether it has paper and is switched on."), TRUE);
      break;
    case CUNYI_PRINT_JOB_FAILED:
      tell (self, _("The printer gave up on it. Look at the printer, then print again."), TRUE);
      return;
    case CUNYI_PRINT_JOB_DONE:
    case CUNYI_PRINT_JOB_UNKNOWN:
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->timer_id = g_timeout_add_seconds (ASK_AGAIN, ask_cb, self);
}

static gboolean
ask_cb (gpointer data)
{
  CunyiPrintDialog *self = CUNYI_PRINT_DIALOG (data);
  Printing *printing = g_new0 (Printing, 1);
  g_autoptr (GTask) task = cunyi_task_new (self, NULL, asked_cb, NULL, printing, free_printing);

  printing->making = ref_making (self->making);
  printing->printer = g_strdup (self->printer);
  printing->job = self->job;
  g_task_run_in_thread (task, ask_thread);
  self->timer_id = 0;
  return G_SOURCE_REMOVE;
}

static void
handed_over_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiPrintDialog *self = CUNYI_PRINT_DIALOG (source);
  Printing *printing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean printed = g_task_propagate_boolean (G_TASK (result), &error);

  self->busy = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->print_button), TRUE);
  if (printing->making->document)
    g_signal_emit (self, signals[MADE], 0, printing->making->document);
  if (!printed)
    {
      tell_error (self, error);
      return;
    }
  g_free (self->printer);
  self->printer = g_strdup (printing->printer);
  self->job = printing->job;
  tell (self, _("The printer has taken it."), FALSE);
  g_signal_emit (self, signals[PRINTED], 0);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    self->timer_id = g_timeout_add_seconds (ASK_AGAIN, ask_cb, self);
}

static void
print_cb (CunyiPrintDialog *self)
{
  CunyiPrinter *printer = get_printer (self);
  g_autoptr (GTask) task = NULL;
  Printing *printing;

  if (printer == NULL || self->busy)
    return;
  self->busy = TRUE;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->print_button), FALSE);
  tell (self, _("Sending to the printer…"), FALSE);
  printing = g_new0 (Printing, 1);
  printing->making = ref_making (self->making);
  printing->printer = g_strdup (printer->name);
  printing->options.copies = gtk_spin_button_get_value_as_int (self->copies_spin);
  printing->options.duplex = printer->duplex && gtk_switch_get_active (self->duplex_switch);
  task = cunyi_task_new (self, NULL, handed_over_cb, NULL, printing, free_printing);
  g_task_run_in_thread (task, print_thread);
}

/* ---- widget ---- */

static gboolean
cunyi_print_dialog_close_request (GtkWindow *window)
{
  CunyiPrintDialog *self = CUNYI_PRINT_DIALOG (window);

  /* What is under way comes to its end; the caller wants to hear of the document. */
  if (self->busy)
    return GDK_EVENT_STOP;
  self->job = 0;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  return GTK_WINDOW_CLASS (cunyi_print_dialog_parent_class)->close_request (window);
}

static void
cunyi_print_dialog_dispose (GObject *object)
{
  CunyiPrintDialog *self = CUNYI_PRINT_DIALOG (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->job = 0;
  G_OBJECT_CLASS (cunyi_print_dialog_parent_class)->dispose (object);
}

static void
cunyi_print_dialog_finalize (GObject *object)
{
  CunyiPrintDialog *self = CUNYI_PRINT_DIALOG (object);

  g_clear_pointer (&self->making, unref_making);
  g_clear_pointer (&self->printers, g_ptr_array_unref);
  g_free (self->printer);
  G_OBJECT_CLASS (cunyi_print_dialog_parent_class)->finalize (object);
}

static void
cunyi_print_dialog_class_init (CunyiPrintDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_print_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_print_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cunyi_print_dialog_close_request;
  signals[MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                CUNYI_TYPE_DOCUMENT);
  signals[PRINTED] = g_signal_new ("printed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/print-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiPrintDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPrintDialog, printer_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiPrintDialog, copies_spin);
  gtk_widget_class_bind_template_child (widget_class, CunyiPrintDialog, duplex_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiPrintDialog, duplex_switch);
  gtk_widget_class_bind_template_child (widget_class, CunyiPrintDialog, state_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiPrintDialog, print_button);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, printer_cb);
  cunyi_dialog_install_cancel (widget_class);
}

static void
cunyi_print_dialog_init (CunyiPrintDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiPrintDialog *
cunyi_print_dialog_show (GtkWindow *parent, const char *title, CunyiMakeDocument make, gpointer data,
                         GDestroyNotify destroy)
{
  CunyiPrintDialog *self = g_object_new (CUNYI_TYPE_PRINT_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->making = g_new0 (Making, 1);
  g_atomic_ref_count_init (&self->making->refs);
  self->making->make = make;
  self->making->data = data;
  self->making->destroy = destroy;
  gtk_label_set_label (self->title_label, title);
  list_printers (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
