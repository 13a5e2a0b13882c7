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
#include "view/errands.h"
#include "view/hand-over-dialog.h"
#include "view/paper-order.h"
#include "view/paper-output.h"
#include "view/window.h"
#include "view/zoom-box.h"

#define SHEETS_SETTING "print/card_sheets" /* yes: cards are printed many to an A4 */

struct _CunyiDocumentPage {
  CunyiPage parent_instance;

  GtkStack *stack;
  CunyiPaperView *paper;
  GtkLabel *sentence_label;
  GtkLabel *title_label, *subject_label, *state_label;
  GtkButton *print_button, *pdf_button, *hand_over_button, *go_button;
  GtkCheckButton *sheets_check;
  GtkListBox *issues_list;
  GtkWidget *issues_title;
  CunyiProgressBox *progress;
  CunyiZoomBox *zoom;

  char *name, *subject, *case_; /* case_ may be NULL */
  char *issue;                  /* id, NULL for a draft */
  CunyiDocument *document;      /* one card or letter; NULL while it is incomplete */
  guint per_sheet;              /* cards on an A4, 0 for no cards */
  CunyiPaperOutput *output;
  gboolean seen;                /* the first preview came */
  gboolean wants_print;         /* as soon as the preview is there */
};

G_DEFINE_FINAL_TYPE (CunyiDocumentPage, cunyi_document_page, CUNYI_TYPE_PAGE)

#define ISSUE_KEY "cunyi-issue"

static void cunyi_document_page_print (CunyiPage *page);

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

static gboolean
is_busy (CunyiDocumentPage *self)
{
  return cunyi_paper_output_is_busy (self->output);
}

/* ---- what is shown ---- */

/* Cards on the sheet that is wanted; 0 for each by itself. */
static guint
get_per_sheet (CunyiDocumentPage *self)
{
  return gtk_check_button_get_active (self->sheets_check) ? self->per_sheet : 0;
}

static void
show_document (CunyiDocumentPage *self)
{
  g_autoptr (CunyiDocument) shown = NULL;

  if (self->document)
    shown = cunyi_paper_order_lay_out (self->document, get_per_sheet (self));
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
  gtk_widget_set_sensitive (GTK_WIDGET (self->print_button), self->document != NULL && !is_busy (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->pdf_button), self->document != NULL && !is_busy (self));
  /* The keyboard was at one of them when they were greyed. */
  if (!is_busy (self) && gtk_widget_get_mapped (GTK_WIDGET (self))
      && gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    cunyi_page_focus (CUNYI_PAGE (self));
}

static void
sheets_cb (CunyiDocumentPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!is_busy (self))
    show_document (self);
  if (cunyi_page_get_clinic (CUNYI_PAGE (self)) == NULL)
    return; /* while it is being made */
  if (!cunyi_setting_remember (cunyi_clinic_get_database (get_clinic (self)), SHEETS_SETTING,
                               gtk_check_button_get_active (self->sheets_check) ? "yes" : "no", &error))
    cunyi_window_show_error (get_window (self), error);
}

/* Shows it, or the sentence that says why it cannot be made yet. */
static void
previewed_cb (gpointer page, CunyiDocument *document, const GError *error)
{
  CunyiDocumentPage *self = page;
  g_autofree char *sentence = error ? cunyi_explain_error (error) : g_strdup ("");

  g_set_object (&self->document, document);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_stack_set_visible_child_name (self->stack, document ? "paper" : "incomplete");
  show_document (self);
  show_state (self, "");
  if (!self->seen)
    {
      self->seen = TRUE;
      cunyi_page_focus (CUNYI_PAGE (self));
    }
  if (self->wants_print && document)
    cunyi_document_page_print (CUNYI_PAGE (self));
  self->wants_print = FALSE;
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

/* ---- issuing ---- */

static CunyiPaperOrder *
new_order (CunyiDocumentPage *self)
{
  return cunyi_paper_order_new (get_clinic (self), self->name, self->subject, self->case_);
}

/* What was issued is printed again as it is. */
static CunyiPaperSource
order_issue (CunyiDocumentPage *self)
{
  CunyiPaperOrder *order = new_order (self);

  order->per_sheet = get_per_sheet (self);
  order->issue = g_strdup (self->issue);
  order->document = self->issue ? g_object_ref (self->document) : NULL;
  return (CunyiPaperSource){ cunyi_paper_order_make_issued, order, cunyi_paper_order_free };
}

/* From now on the page shows what was issued. */
static void
issued_cb (gpointer page, gpointer data)
{
  CunyiDocumentPage *self = page;
  const CunyiPaperOrder *issued = data;

  if (issued->document && g_strcmp0 (self->issue, issued->issue) != 0)
    {
      g_free (self->issue);
      self->issue = g_strdup (issued->issue);
      g_set_object (&self->document, issued->document);
      show_document (self);
      cunyi_paper_view_set_frozen (self->paper, is_busy (self));
      /* Another connection wrote; whoever follows this one is told. */
      g_signal_emit_by_name (cunyi_clinic_get_database (get_clinic (self)), "changed");
    }
  list_issues (self);
}

/* ---- printing and PDF ---- */

static void
busy_cb (CunyiDocumentPage *self)
{
  if (!is_busy (self) && get_window (self))
    list_issues (self);
}

static void
cunyi_document_page_print (CunyiPage *page)
{
  CunyiDocumentPage *self = CUNYI_DOCUMENT_PAGE (page);

  self->wants_print = self->document == NULL && cunyi_paper_output_is_showing (self->output);
  if (self->document && !is_busy (self))
    cunyi_paper_output_print (self->output, gtk_label_get_label (self->title_label), order_issue (self), issued_cb);
}

static void
print_cb (CunyiDocumentPage *self)
{
  cunyi_document_page_print (CUNYI_PAGE (self));
}

void
cunyi_document_page_save (CunyiDocumentPage *self, const char *path)
{
  if (self->document && !is_busy (self))
    cunyi_paper_output_save (self->output, path, order_issue (self), issued_cb);
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
  g_autofree char *who = cunyi_clinic_name_subject (get_clinic (self), self->subject);

  gtk_label_set_label (self->subject_label, who);
  if (self->issue == NULL && !is_busy (self))
    cunyi_paper_output_show (self->output,
                             (CunyiPaperSource){ cunyi_paper_order_make_draft, new_order (self), cunyi_paper_order_free },
                             previewed_cb);
  list_issues (self);
}

static void
cunyi_document_page_focus (CunyiPage *page)
{
  CunyiDocumentPage *self = CUNYI_DOCUMENT_PAGE (page);

  gtk_widget_grab_focus (GTK_WIDGET (self->document || !self->seen ? self->print_button : self->go_button));
}

static void
cunyi_document_page_dispose (GObject *object)
{
  CunyiDocumentPage *self = CUNYI_DOCUMENT_PAGE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->output);
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
  gtk_widget_class_bind_template_child (widget_class, CunyiDocumentPage, go_button);
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
  self->output = cunyi_paper_output_new (CUNYI_PAGE (self), self->paper, self->progress);
  g_signal_connect_object (self->output, "busy-changed", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
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
