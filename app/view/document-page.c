/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A draft until it is printed or saved: then it is issued, in the thread that prints, with a clinic of its own. The page
 * shows from then on what was issued, and prints the same again. */

#include "config.h"

#include "view/document-page.h"

#include <glib/gi18n.h>

#include "clinic/about.h"
#include "clinic/explain.h"
#include "clinic/filling.h"
#include "clinic/paper.h"
#include "document/pdf.h"
#include "view/errands.h"
#include "view/hand-over-dialog.h"
#include "view/paper-view.h"
#include "view/print-dialog.h"
#include "view/progress-box.h"
#include "view/window.h"
#include "view/zoom-box.h"

#define SHEETS_SETTING "print/card_sheets" /* yes: cards are printed many to an A4 */

struct _CunyiDocumentPage {
  CunyiPage parent_instance;

  GtkStack *stack;
  CunyiPaperView *paper;
  GtkLabel *sentence_label;
  GtkLabel *title_label, *subject_label, *state_label;
  GtkButton *print_button, *pdf_button, *hand_over_button;
  GtkCheckButton *sheets_check;
  GtkListBox *issues_list;
  GtkWidget *issues_title;
  CunyiProgressBox *progress;
  CunyiZoomBox *zoom;

  char *name, *subject, *case_; /* case_ may be NULL */
  char *issue;                  /* id, NULL for a draft */
  CunyiDocument *document;      /* one card or letter; NULL while it is incomplete */
  guint per_sheet;              /* cards on an A4, 0 for no cards */
  gboolean busy;                /* a thread has the document */
};

G_DEFINE_FINAL_TYPE (CunyiDocumentPage, cunyi_document_page, CUNYI_TYPE_PAGE)

#define ISSUE_KEY "cunyi-issue"

static CunyiWindow *
get_window (CunyiDocumentPage *self)
{
  return cunyi_window_get (GTK_WIDGET (self));
}

static CunyiClinic *
get_clinic (CunyiDocumentPage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

/* ---- what is shown ---- */

static gboolean
wants_sheets (CunyiDocumentPage *self)
{
  return self->per_sheet > 0 && gtk_check_button_get_active (self->sheets_check);
}

/* As it goes to the paper. (transfer full) */
static CunyiDocument *
lay_out (CunyiDocument *document, gboolean sheets, guint per_sheet)
{
  return sheets ? cunyi_document_new_card_sheets (document, per_sheet) : g_object_ref (document);
}

static void
show_document (CunyiDocumentPage *self)
{
  g_autoptr (CunyiDocument) shown = NULL;

  if (self->document)
    shown = lay_out (self->document, wants_sheets (self), self->per_sheet);
  cunyi_paper_view_set_document (self->paper, shown);
}

static void
show_state (CunyiDocumentPage *self, const char *number)
{
  g_autofree char *text = NULL;

  if (self->issue == NULL)
    text = g_strdup (_("Draft. It gets its number when it is printed or saved."));
  else
    /* Translators: %s is the number of a printed document. */
    text = g_strdup_printf (_("No. %s"), number);
  gtk_label_set_label (self->state_label, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->print_button), self->document != NULL && !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pdf_button), self->document != NULL && !self->busy);
  /* The keyboard was at one of them when they were greyed. */
  if (!self->busy && gtk_widget_get_mapped (GTK_WIDGET (self))
      && gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    cunyi_page_focus (CUNYI_PAGE (self));
}

static void
sheets_cb (CunyiDocumentPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->busy)
    show_document (self);
  if (cunyi_page_get_clinic (CUNYI_PAGE (self)) == NULL)
    return; /* while it is being made */
  if (!cunyi_setting_set (cunyi_clinic_get_database (get_clinic (self)), SHEETS_SETTING,
                          gtk_check_button_get_active (self->sheets_check) ? "yes" : "no", &error))
    cunyi_window_show_error (get_window (self), error);
}

/* Shows it, or the sentence that says why it cannot be made yet. */
static void
take_preview (CunyiDocumentPage *self, CunyiDocument *document, const GError *error)
{
  g_autofree char *sentence = error ? cunyi_explain_error (error) : g_strdup ("");

  g_set_object (&self->document, document);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_stack_set_visible_child_name (self->stack, document ? "paper" : "incomplete");
  show_document (self);
}

static void
open_subject_cb (CunyiDocumentPage *self)
{
  if (self->case_)
    cunyi_window_show_case (get_window (self), self->case_);
  else if (cunyi_clinic_find_subject (get_clinic (self), self->subject) == CUNYI_SUBJECT_HOUSEHOLD)
    cunyi_window_show_household (get_window (self), self->subject);
  else
    cunyi_window_show_person (get_window (self), self->subject);
}

/* ---- issues ---- */

static char *
describe_issue (const CunyiIssue *issue)
{
  if (issue->void_[0])
    /* Translators: a day, as in 2022-08-01. */
    return g_strdup_printf (_("Void since %s: a later print took its place"), issue->void_);
  if (issue->handed[0] && issue->relation[0])
    /* Translators: a day, who took the paper, who that is to the person. */
    return g_strdup_printf (_("Handed over on %s to %s (%s)"), issue->handed, issue->receiver, issue->relation);
  if (issue->handed[0])
    /* Translators: a day and who took the paper. */
    return g_strdup_printf (_("Handed over on %s to %s"), issue->handed, issue->receiver);
  return g_strdup (_("Not handed over yet. Enter: it was"));
}

static GtkWidget *
new_issue_row (CunyiIssue *issue)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf ("%s %s", issue->title, issue->number);
  g_autofree char *state = describe_issue (issue);
  g_autofree char *subtitle = g_strdup_printf ("%.10s　%s", issue->printed, state);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), issue->void_[0] == '\0' && issue->handed[0] == '\0');
  if (issue->void_[0])
    gtk_widget_add_css_class (row, "dim-label");
  g_object_set_data_full (G_OBJECT (row), ISSUE_KEY, issue, (GDestroyNotify) cunyi_issue_free);
  return row;
}

static void
list_issues (CunyiDocumentPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issues = cunyi_issue_list (get_clinic (self), self->subject, &error);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->issues_list))))
    gtk_list_box_remove (self->issues_list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->hand_over_button), FALSE);
  show_state (self, "");
  if (issues == NULL)
    {
      cunyi_window_show_error (get_window (self), error);
      return;
    }
  for (guint i = 0; i < issues->len; i++)
    {
      CunyiIssue *issue = g_ptr_array_index (issues, i);

      if (g_strcmp0 (issue->id, self->issue) == 0)
        {
          show_state (self, issue->number);
          gtk_widget_set_visible (GTK_WIDGET (self->hand_over_button), issue->handed[0] == '\0' && issue->void_[0] == '\0');
        }
      gtk_list_box_append (self->issues_list, new_issue_row (issue));
    }
  gtk_widget_set_visible (self->issues_title, issues->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->issues_list), issues->len > 0);
  g_ptr_array_set_free_func (issues, NULL); /* the rows have them */
}

static void
handed_cb (CunyiDocumentPage *self)
{
  list_issues (self);
  cunyi_window_tell_done (get_window (self), _("Handed over."));
}

/* Name of the person, or of the head of the household; "" when that cannot be read, which is told. (transfer full) */
static char *
dup_name (CunyiDocumentPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiContext) about = cunyi_clinic_describe (get_clinic (self), self->subject, &error);
  const char *name = about ? cunyi_context_get (about, "person_name") : "";

  if (error)
    cunyi_window_show_error (get_window (self), error);
  if (about && (name == NULL || name[0] == '\0'))
    name = cunyi_context_get (about, "household_head");
  return g_strdup (name ? name : "");
}

static void
hand_over (CunyiDocumentPage *self, const char *issue, const char *title)
{
  g_autofree char *name = dup_name (self);
  CunyiHandOverDialog *dialog = cunyi_hand_over_dialog_show (GTK_WINDOW (get_window (self)), get_clinic (self), issue,
                                                             title, name);

  g_signal_connect_object (dialog, "handed", G_CALLBACK (handed_cb), self, G_CONNECT_SWAPPED);
}

static void
hand_over_cb (CunyiDocumentPage *self)
{
  hand_over (self, self->issue, gtk_label_get_label (self->title_label));
}

static void
issue_activated_cb (CunyiDocumentPage *self, GtkListBoxRow *row)
{
  CunyiIssue *issue = g_object_get_data (G_OBJECT (row), ISSUE_KEY);

  hand_over (self, issue->id, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

/* ---- issuing, in a thread ---- */

typedef struct {
  CunyiClinic *clinic;
  char *name, *subject, *case_;
  gboolean sheets;
  guint per_sheet;
  CunyiDocument *document; /* that is issued already; else made in the thread */
  char *issue;
  char *path;              /* of a PDF */
  char *author;
} Issuing;

static void
free_issuing (gpointer data)
{
  Issuing *issuing = data;

  g_object_unref (issuing->clinic);
  g_free (issuing->name);
  g_free (issuing->subject);
  g_free (issuing->case_);
  g_clear_object (&issuing->document);
  g_free (issuing->issue);
  g_free (issuing->path);
  g_free (issuing->author);
  g_free (issuing);
}

static Issuing *
new_issuing (CunyiDocumentPage *self)
{
  Issuing *issuing = g_new0 (Issuing, 1);

  issuing->clinic = g_object_ref (get_clinic (self));
  issuing->name = g_strdup (self->name);
  issuing->subject = g_strdup (self->subject);
  issuing->case_ = g_strdup (self->case_);
  issuing->sheets = wants_sheets (self);
  issuing->per_sheet = self->per_sheet;
  issuing->issue = g_strdup (self->issue);
  issuing->document = self->issue ? g_object_ref (self->document) : NULL;
  issuing->author = cunyi_clinic_get_setting (get_clinic (self), "clinic/name", "");
  return issuing;
}

static CunyiDocument *
make_in_thread (gpointer data, GError **error)
{
  Issuing *issuing = data;

  if (issuing->document == NULL)
    {
      g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (issuing->clinic, FALSE, error);

      if (own)
        issuing->document = cunyi_paper_issue (own, issuing->name, issuing->subject, issuing->case_, &issuing->issue, error);
    }
  return issuing->document ? lay_out (issuing->document, issuing->sheets, issuing->per_sheet) : NULL;
}

static void
set_busy (CunyiDocumentPage *self, gboolean busy)
{
  self->busy = busy;
  cunyi_paper_view_set_frozen (self->paper, busy);
}

/* From now on the page shows what was issued. */
static void
take_issued (CunyiDocumentPage *self, Issuing *issuing)
{
  if (issuing->document && g_strcmp0 (self->issue, issuing->issue) != 0)
    {
      g_free (self->issue);
      self->issue = g_strdup (issuing->issue);
      g_set_object (&self->document, issuing->document);
      show_document (self);
      set_busy (self, self->busy);
      /* Another connection wrote; whoever follows this one is told. */
      g_signal_emit_by_name (cunyi_clinic_get_database (get_clinic (self)), "changed");
    }
  list_issues (self);
}

/* ---- printing ---- */

static void
printed_cb (CunyiDocumentPage *self)
{
  cunyi_window_tell (get_window (self), _("The printer has taken it."));
}

static void
made_cb (CunyiDocumentPage *self, CunyiDocument *document, CunyiPrintDialog *dialog)
{
  take_issued (self, g_object_get_data (G_OBJECT (dialog), ISSUE_KEY));
}

static void
dialog_gone_cb (gpointer data, GObject *dialog)
{
  g_autoptr (CunyiDocumentPage) self = data;

  set_busy (self, FALSE);
  if (get_window (self))
    list_issues (self);
}

static void
cunyi_document_page_print (CunyiPage *page)
{
  CunyiDocumentPage *self = CUNYI_DOCUMENT_PAGE (page);
  Issuing *issuing;
  CunyiPrintDialog *dialog;

  if (self->document == NULL || self->busy)
    return;
  issuing = new_issuing (self);
  set_busy (self, TRUE);
  dialog = cunyi_print_dialog_show (GTK_WINDOW (get_window (self)), gtk_label_get_label (self->title_label),
                                    make_in_thread, issuing, free_issuing);
  g_object_set_data (G_OBJECT (dialog), ISSUE_KEY, issuing);
  g_signal_connect_object (dialog, "made", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "printed", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  g_object_weak_ref (G_OBJECT (dialog), dialog_gone_cb, g_object_ref (self));
}

static void
print_cb (CunyiDocumentPage *self)
{
  cunyi_document_page_print (CUNYI_PAGE (self));
}

/* ---- PDF ---- */

static void
pdf_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Issuing *issuing = data;
  GError *error = NULL;
  g_autoptr (CunyiDocument) document = make_in_thread (issuing, &error);

  if (document && cunyi_document_write_pdf (document, issuing->path, issuing->author, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
pdf_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiDocumentPage *self = CUNYI_DOCUMENT_PAGE (source);
  Issuing *issuing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  set_busy (self, FALSE);
  if (get_window (self) == NULL)
    return; /* left meanwhile; the file is where it was wanted */
  cunyi_progress_box_end (self->progress);
  take_issued (self, issuing);
  if (written)
    cunyi_window_tell_saved (get_window (self), issuing->path);
  else
    cunyi_window_show_error (get_window (self), error);
}

void
cunyi_document_page_save (CunyiDocumentPage *self, const char *path)
{
  Issuing *issuing;
  g_autoptr (GTask) task = NULL;

  if (self->document == NULL || self->busy)
    return;
  issuing = new_issuing (self);
  issuing->path = g_strdup (path);
  set_busy (self, TRUE);
  task = g_task_new (self, cunyi_progress_box_begin (self->progress, _("Saving…"), FALSE), pdf_written_cb, NULL);
  g_task_set_task_data (task, issuing, free_issuing);
  g_task_run_in_thread (task, pdf_thread);
}

static void
pdf_path_cb (gpointer page, const char *path)
{
  cunyi_document_page_save (page, path);
}

static void
pdf_cb (CunyiDocumentPage *self)
{
  g_autofree char *who = dup_name (self);
  g_autofree char *name = g_strdup_printf ("%s_%s.pdf", gtk_label_get_label (self->title_label), who);

  cunyi_errands_save_pdf (CUNYI_PAGE (self), name, pdf_path_cb);
}

/* ---- page ---- */

static void
cunyi_document_page_refresh (CunyiPage *page)
{
  CunyiDocumentPage *self = CUNYI_DOCUMENT_PAGE (page);
  g_autoptr (CunyiDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *who = cunyi_clinic_name_subject (get_clinic (self), self->subject);

  gtk_label_set_label (self->subject_label, who);
  if (self->issue == NULL && !self->busy)
    {
      document = cunyi_paper_preview (get_clinic (self), self->name, self->subject, self->case_, &error);
      take_preview (self, document, error);
    }
  list_issues (self);
}

static void
cunyi_document_page_focus (CunyiPage *page)
{
  CunyiDocumentPage *self = CUNYI_DOCUMENT_PAGE (page);

  if (self->document)
    gtk_widget_grab_focus (GTK_WIDGET (self->print_button));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
cunyi_document_page_dispose (GObject *object)
{
  CunyiDocumentPage *self = CUNYI_DOCUMENT_PAGE (object);

  g_clear_object (&self->document);
  G_OBJECT_CLASS (cunyi_document_page_parent_class)->dispose (object);
}

static void
cunyi_document_page_finalize (GObject *object)
{
  CunyiDocumentPage *self = CUNYI_DOCUMENT_PAGE (object);

  g_free (self->name);
  g_free (self->subject);
  g_free (self->case_);
  g_free (self->issue);
  G_OBJECT_CLASS (cunyi_document_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, paper);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, subject_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, pdf_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, hand_over_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, sheets_check);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, issues_list);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, issues_title);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, progress);
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, zoom);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, pdf_cb);
  gtk_widget_class_bind_template_callback (widget_class, hand_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, issue_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheets_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_subject_cb);
}

static void
cunyi_document_page_class_init (CunyiDocumentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_document_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_document_page_finalize;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_document_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_document_page_focus;
  CUNYI_PAGE_CLASS (klass)->print = cunyi_document_page_print;
  g_type_ensure (CUNYI_TYPE_PAPER_VIEW);
  g_type_ensure (CUNYI_TYPE_PROGRESS_BOX);
  g_type_ensure (CUNYI_TYPE_ZOOM_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/document-page.ui");
  bind_children (widget_class);
}

static void
cunyi_document_page_init (CunyiDocumentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_help (CUNYI_PAGE (self), "paper");
  cunyi_zoom_box_set_paper (self->zoom, self->paper);
}

CunyiPage *
cunyi_document_page_new (CunyiClinic *clinic, const char *document, const char *subject, const char *case_, GError **error)
{
  CunyiTemplate *template = cunyi_library_get_document (cunyi_clinic_get_library (clinic), document);
  g_autofree char *sheets = cunyi_clinic_get_setting (clinic, SHEETS_SETTING, "yes");
  CunyiDocumentPage *self;

  if (template == NULL)
    {
      g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_DOCUMENT, "no document “%s”", document);
      return NULL;
    }
  self = g_object_new (CUNYI_TYPE_DOCUMENT_PAGE, "clinic", clinic, "title", cunyi_template_get_title (template), NULL);
  self->name = g_strdup (document);
  self->subject = g_strdup (subject);
  self->case_ = g_strdup (case_);
  self->per_sheet = cunyi_template_get_cards_per_sheet (template);
  g_signal_handlers_block_by_func (self->sheets_check, sheets_cb, self);
  gtk_check_button_set_active (self->sheets_check, g_str_equal (sheets, "yes"));
  g_signal_handlers_unblock_by_func (self->sheets_check, sheets_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->sheets_check), self->per_sheet > 0);
  gtk_label_set_label (self->title_label, cunyi_template_get_title (template));
  return CUNYI_PAGE (self);
}
