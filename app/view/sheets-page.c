/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A list of the forms that suit, and the paper of the one that is chosen. Nothing is issued: what is filled is a record. */

#include "config.h"

#include "view/sheets-page.h"

#include <glib/gi18n.h>

#include "clinic/about.h"
#include "clinic/explain.h"
#include "clinic/record-paper.h"
#include "form/record.h"
#include "view/errands.h"
#include "view/paper-output.h"
#include "view/window.h"
#include "view/zoom-box.h"

/* What is shown of a form. */
typedef enum {
  WHAT_THIS,  /* the record or draft that the page was opened for */
  WHAT_ALL,   /* every record of the subject */
  WHAT_EMPTY, /* to be filled by hand */
} What;

#define FORM_KEY "cunyi-form"
#define COUNT_KEY "cunyi-count"

struct _CunyiSheetsPage {
  CunyiPage parent_instance;

  GtkStack *stack;
  CunyiPaperView *paper;
  GtkLabel *sentence_label, *subject_label;
  GtkListBox *forms_list;
  GtkCheckButton *this_check, *all_check, *empty_check;
  GtkButton *print_button, *pdf_button;
  CunyiZoomBox *zoom;
  CunyiProgressBox *progress;

  char *subject;           /* NULL for none */
  char *first;             /* form that it was opened for, NULL for none */
  char *record;            /* of that form, NULL for none */
  CunyiDocument *draft;    /* of that form, NULL for none */
  char *form;              /* that is chosen */
  CunyiDocument *document; /* that is shown, NULL while it is made or when it cannot be */
  CunyiPaperOutput *output;
  gboolean seen;           /* the first one came */
  gboolean wants_print;    /* as soon as it is there */
  gboolean choosing;       /* the page itself is setting its buttons */
};

G_DEFINE_FINAL_TYPE (CunyiSheetsPage, cunyi_sheets_page, CUNYI_TYPE_PAGE)

static void cunyi_sheets_page_print (CunyiPage *page);

static CunyiClinic *
get_clinic (CunyiSheetsPage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

/* ---- what is shown ---- */

static What
what_is_wanted (CunyiSheetsPage *self)
{
  return gtk_check_button_get_active (self->this_check)  ? WHAT_THIS
         : gtk_check_button_get_active (self->all_check) ? WHAT_ALL
                                                         : WHAT_EMPTY;
}

/* What is made in the thread. */
typedef struct {
  CunyiClinic *clinic;
  What what;
  char *form, *subject, *record;
  CunyiDocument *draft;
} Wanted;

static void
free_wanted (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->clinic);
  g_free (wanted->form);
  g_free (wanted->subject);
  g_free (wanted->record);
  g_clear_object (&wanted->draft);
  g_free (wanted);
}

static CunyiDocument *
make (gpointer data, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (CunyiClinic) own = wanted->draft ? NULL : cunyi_clinic_open_again (wanted->clinic, TRUE, error);

  if (wanted->draft)
    return g_object_ref (wanted->draft);
  if (own == NULL)
    return NULL;
  switch (wanted->what)
    {
    case WHAT_THIS:
      return cunyi_record_paper_new (own, wanted->record, error);
    case WHAT_ALL:
      return cunyi_record_paper_new_last (own, wanted->form, wanted->subject, 0, error);
    case WHAT_EMPTY:
    default:
      return cunyi_record_paper_new_blank (own, wanted->form, wanted->subject, error);
    }
}

static void
show_buttons (CunyiSheetsPage *self)
{
  gboolean busy = cunyi_paper_output_is_busy (self->output);

  gtk_widget_set_sensitive (GTK_WIDGET (self->forms_list), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->print_button), self->document && !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pdf_button), self->document && !busy);
}

static void
shown_cb (gpointer page, CunyiDocument *document, const GError *error)
{
  CunyiSheetsPage *self = page;
  g_autofree char *sentence = error ? cunyi_explain_error (error) : g_strdup ("");

  g_set_object (&self->document, document);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_stack_set_visible_child_name (self->stack, document ? "paper" : "incomplete");
  cunyi_paper_view_set_document (self->paper, document);
  show_buttons (self);
  if (!self->seen || gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    cunyi_page_focus (CUNYI_PAGE (self));
  self->seen = TRUE;
  if (self->wants_print && document)
    cunyi_sheets_page_print (CUNYI_PAGE (self));
  self->wants_print = FALSE;
}

/* What was shown stays in view until the other is there, but is not printed any more. */
static void
show (CunyiSheetsPage *self)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->clinic = g_object_ref (get_clinic (self));
  wanted->what = what_is_wanted (self);
  wanted->form = g_strdup (self->form);
  wanted->subject = g_strdup (self->subject);
  wanted->record = g_strdup (self->record);
  wanted->draft = wanted->what == WHAT_THIS && self->draft ? g_object_ref (self->draft) : NULL;
  g_clear_object (&self->document);
  show_buttons (self);
  cunyi_paper_output_show (self->output, (CunyiPaperSource){ make, wanted, free_wanted }, shown_cb);
}

static void
what_cb (CunyiSheetsPage *self, GParamSpec *pspec, GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check) && !self->choosing && !cunyi_paper_output_is_busy (self->output) && self->form)
    show (self);
}

/* What there is of the form: this sheet, all, or only the empty form. */
static void
choose_form (CunyiSheetsPage *self, GtkListBoxRow *row)
{
  guint count = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), COUNT_KEY));
  gboolean here;

  g_free (self->form);
  self->form = g_strdup (g_object_get_data (G_OBJECT (row), FORM_KEY));
  here = g_strcmp0 (self->form, self->first) == 0 && (self->record || self->draft);
  self->choosing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->this_check), here);
  gtk_widget_set_sensitive (GTK_WIDGET (self->all_check), count > 0);
  gtk_check_button_set_active (here ? self->this_check : count > 0 ? self->all_check : self->empty_check, TRUE);
  self->choosing = FALSE;
  show (self);
}

static void
form_selected_cb (CunyiSheetsPage *self, GtkListBoxRow *row)
{
  if (row && !self->choosing && !cunyi_paper_output_is_busy (self->output))
    choose_form (self, row);
}

/* ---- the list of forms ---- */

static const char *
kind_of_subject (CunyiSheetsPage *self)
{
  switch (self->subject ? cunyi_clinic_find_subject (get_clinic (self), self->subject) : CUNYI_SUBJECT_NONE)
    {
    case CUNYI_SUBJECT_PERSON:
      return "person";
    case CUNYI_SUBJECT_HOUSEHOLD:
      return "household";
    case CUNYI_SUBJECT_PLACE:
      return "place";
    case CUNYI_SUBJECT_NONE:
    default:
      return NULL;
    }
}

static gboolean
count_records (CunyiSheetsPage *self, const char *form, guint *count, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;

  *count = 0;
  if (self->subject == NULL)
    return TRUE;
  records = cunyi_record_list (cunyi_clinic_get_database (get_clinic (self)), self->subject, form, 0, error);
  if (records)
    *count = records->len;
  return records != NULL;
}

/* Those that were filled stand first. */
static void
add_form (CunyiSheetsPage *self, CunyiForm *form, guint count, guint *n_filled)
{
  GtkWidget *row = adw_action_row_new ();
  /* Translators: how many records of a form there are. */
  g_autofree char *subtitle = count > 0 ? g_strdup_printf (ngettext ("%u record", "%u records", count), count) : NULL;
  g_autofree char *title = g_markup_escape_text (cunyi_form_get_title (form), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  g_object_set_data_full (G_OBJECT (row), FORM_KEY, g_strdup (cunyi_form_get_id (form)), g_free);
  g_object_set_data (G_OBJECT (row), COUNT_KEY, GUINT_TO_POINTER (count));
  gtk_list_box_insert (self->forms_list, row, count > 0 ? (int) (*n_filled)++ : -1);
}

/* At the end, where it cannot be chosen: whose it is nobody knows. */
static void
add_unread (CunyiSheetsPage *self, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL, *subtitle = NULL, *title = g_markup_escape_text (name, -1);

  cunyi_library_fail (cunyi_clinic_get_library (get_clinic (self)), "forms", name, &error);
  sentence = cunyi_explain_error (error);
  subtitle = g_markup_escape_text (sentence, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->forms_list, row);
}

static gboolean
list_forms (CunyiSheetsPage *self, GError **error)
{
  CunyiLibrary *library = cunyi_clinic_get_library (get_clinic (self));
  g_auto (GStrv) names = cunyi_library_list (library, "forms");
  const char *kind = kind_of_subject (self);
  GtkListBoxRow *row, *chosen = NULL;
  guint n_filled = 0, count;

  for (guint i = 0; names[i]; i++)
    {
      CunyiForm *form = cunyi_library_get_form (library, names[i]);

      if (form == NULL || (kind && !g_str_equal (cunyi_form_get_subject (form), kind)))
        continue;
      if (!count_records (self, names[i], &count, error))
        return FALSE;
      add_form (self, form, count, &n_filled);
    }
  for (guint i = 0; names[i]; i++)
    if (cunyi_library_get_form (library, names[i]) == NULL)
      add_unread (self, names[i]);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->forms_list, i)); i++)
    if (self->first && g_strcmp0 (g_object_get_data (G_OBJECT (row), FORM_KEY), self->first) == 0)
      chosen = row;
  if (chosen == NULL)
    chosen = gtk_list_box_get_row_at_index (self->forms_list, 0);
  if (chosen)
    gtk_list_box_select_row (self->forms_list, chosen);
  return TRUE;
}

/* ---- printing ---- */

static CunyiDocument *
lend_document (gpointer data, GError **error)
{
  return g_object_ref (data);
}

static CunyiPaperSource
lend (CunyiSheetsPage *self)
{
  return (CunyiPaperSource){ lend_document, g_object_ref (self->document), g_object_unref };
}

static const char *
title_of_form (CunyiSheetsPage *self)
{
  CunyiForm *form = cunyi_library_get_form (cunyi_clinic_get_library (get_clinic (self)), self->form);

  return form ? cunyi_form_get_title (form) : self->form;
}

static void
cunyi_sheets_page_print (CunyiPage *page)
{
  CunyiSheetsPage *self = CUNYI_SHEETS_PAGE (page);

  self->wants_print = self->document == NULL && cunyi_paper_output_is_showing (self->output);
  if (self->document)
    cunyi_paper_output_print (self->output, title_of_form (self), lend (self), NULL);
}

void
cunyi_sheets_page_save (CunyiSheetsPage *self, const char *path)
{
  if (self->document)
    cunyi_paper_output_save (self->output, path, lend (self), NULL);
}

static void
pdf_path_cb (gpointer page, const char *path)
{
  cunyi_sheets_page_save (page, path);
}

static void
pdf_cb (CunyiSheetsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiContext) about = cunyi_clinic_describe (get_clinic (self), self->subject ? self->subject : "", &error);
  const char *person, *who;
  g_autofree char *name = NULL;

  if (about == NULL)
    {
      cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), error);
      return;
    }
  person = cunyi_context_get (about, "person_name");
  who = person[0] ? person : cunyi_context_get (about, "household_head");
  name = g_strdup_printf ("%s%s%s.pdf", title_of_form (self), who[0] ? "_" : "", who);
  cunyi_errands_save_pdf (CUNYI_PAGE (self), name, pdf_path_cb);
}

static void
print_cb (CunyiSheetsPage *self)
{
  cunyi_sheets_page_print (CUNYI_PAGE (self));
}

/* ---- page ---- */

static void
cunyi_sheets_page_focus (CunyiPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (CUNYI_SHEETS_PAGE (page)->print_button));
}

static void
cunyi_sheets_page_dispose (GObject *object)
{
  CunyiSheetsPage *self = CUNYI_SHEETS_PAGE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->draft);
  g_clear_object (&self->output);
  G_OBJECT_CLASS (cunyi_sheets_page_parent_class)->dispose (object);
}

static void
cunyi_sheets_page_finalize (GObject *object)
{
  CunyiSheetsPage *self = CUNYI_SHEETS_PAGE (object);

  g_free (self->subject);
  g_free (self->first);
  g_free (self->record);
  g_free (self->form);
  G_OBJECT_CLASS (cunyi_sheets_page_parent_class)->finalize (object);
}

static void
cunyi_sheets_page_class_init (CunyiSheetsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_sheets_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_sheets_page_finalize;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_sheets_page_focus;
  CUNYI_PAGE_CLASS (klass)->print = cunyi_sheets_page_print;
  g_type_ensure (CUNYI_TYPE_PAPER_VIEW);
  g_type_ensure (CUNYI_TYPE_PROGRESS_BOX);
  g_type_ensure (CUNYI_TYPE_ZOOM_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/sheets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, paper);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, subject_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, forms_list);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, this_check);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, all_check);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, empty_check);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, pdf_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, zoom);
  gtk_widget_class_bind_template_child (widget_class, CunyiSheetsPage, progress);
  gtk_widget_class_bind_template_callback (widget_class, form_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, what_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, pdf_cb);
}

static void
cunyi_sheets_page_init (CunyiSheetsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_help (CUNYI_PAGE (self), "paper");
  cunyi_zoom_box_set_paper (self->zoom, self->paper);
  self->output = cunyi_paper_output_new (CUNYI_PAGE (self), self->paper, self->progress);
  g_signal_connect_object (self->output, "busy-changed", G_CALLBACK (show_buttons), self, G_CONNECT_SWAPPED);
}

CunyiPage *
cunyi_sheets_page_new (CunyiClinic *clinic, const char *subject, const char *form, const char *record, CunyiDocument *draft,
                       GError **error)
{
  CunyiSheetsPage *self = g_object_ref_sink (g_object_new (CUNYI_TYPE_SHEETS_PAGE, "clinic", clinic,
                                                           "title", _("Print forms"), NULL));
  g_autofree char *who = subject ? cunyi_clinic_name_subject (clinic, subject) : g_strdup (_("Empty forms"));

  self->subject = g_strdup (subject);
  self->first = g_strdup (form);
  self->record = g_strdup (record);
  self->draft = draft ? g_object_ref (draft) : NULL;
  gtk_label_set_label (self->subject_label, who);
  gtk_widget_set_visible (GTK_WIDGET (self->all_check), subject != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->this_check), FALSE);
  if (!list_forms (self, error))
    {
      g_object_unref (self);
      return NULL;
    }
  /* Back to floating, as a new widget is. */
  g_object_force_floating (G_OBJECT (self));
  return CUNYI_PAGE (self);
}
