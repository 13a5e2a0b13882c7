/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sheet is the pack's document recovery_sheet; the code is put into it here and never into the store. */

#include "config.h"

#include "view/recovery-panel.h"

#include <glib/gi18n.h>

#include "clinic/about.h"
#include "clinic/explain.h"
#include "document/pdf.h"
#include "view/errands.h"
#include "view/print-dialog.h"
#include "view/window.h"

#define SHEET "recovery_sheet"

struct _CunyiRecoveryPanel {
  GtkWidget parent_instance;

  GtkBox *box;
  GtkLabel *code_label;
  GtkLabel *told_label;
  GtkCheckButton *kept_check;

  CunyiClinic *clinic;
};

G_DEFINE_FINAL_TYPE (CunyiRecoveryPanel, cunyi_recovery_panel, GTK_TYPE_WIDGET)

enum { PROP_KEPT = 1, N_PROPS };
static GParamSpec *props[N_PROPS];

/* What the printing thread needs. */
typedef struct {
  CunyiClinic *clinic;
  char *code;
} Sheet;

static void
free_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_object_unref (sheet->clinic);
  g_free (sheet->code);
  g_free (sheet);
}

static CunyiDocument *
make_sheet (CunyiClinic *clinic, const char *code, GError **error)
{
  g_autoptr (CunyiContext) context = cunyi_clinic_describe (clinic, "", error);
  CunyiTemplate *template = cunyi_library_get_document (cunyi_clinic_get_library (clinic), SHEET);
  g_autoptr (CunyiDocument) document = cunyi_document_new ();

  if (context == NULL)
    return NULL;
  if (template == NULL)
    {
      g_set_error_literal (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_NO_PAGES,
                           _("The pack has no recovery sheet. Write the code down by hand."));
      return NULL;
    }
  cunyi_context_set (context, "code", code);
  cunyi_context_set (context, "user", cunyi_clinic_get_doctor (clinic));
  cunyi_context_set (context, "computer", g_get_host_name ());
  cunyi_document_set_demo (document, cunyi_clinic_is_demo (clinic));
  return cunyi_document_add (document, template, context, error) ? g_steal_pointer (&document) : NULL;
}

gboolean
cunyi_recovery_panel_save (CunyiRecoveryPanel *self, const char *path, GError **error)
{
  g_autoptr (CunyiDocument) document = make_sheet (self->clinic, gtk_label_get_label (self->code_label), error);

  return document && cunyi_document_write_pdf (document, path, NULL, NULL, error);
}

static void
tell (CunyiRecoveryPanel *self, const char *sentence)
{
  gtk_label_set_label (self->told_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->told_label), TRUE);
}

static void
sheet_chosen_cb (CunyiRecoveryPanel *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autoptr (GError) error = NULL;

  if (file && cunyi_recovery_panel_save (self, g_file_peek_path (file), &error))
    tell (self, _("Saved. Print the file, then delete it: whoever has it can open the store."));
  else if (error)
    {
      g_autofree char *sentence = cunyi_explain_error (error);

      tell (self, sentence);
    }
  g_object_unref (dialog);
}

static void
save_cb (CunyiRecoveryPanel *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save the recovery sheet"),
                                                              GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  cunyi_errands_set_folder (GTK_FILE_CHOOSER (dialog), "");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("recovery sheet.pdf"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (sheet_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static CunyiDocument *
make_in_thread (gpointer data, GError **error)
{
  Sheet *sheet = data;
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (sheet->clinic, TRUE, error);

  return own ? make_sheet (own, sheet->code, error) : NULL;
}

static void
printed_cb (CunyiRecoveryPanel *self)
{
  tell (self, _("The printer has taken it. Look whether the code can be read on the paper."));
}

static void
print_cb (CunyiRecoveryPanel *self)
{
  Sheet *sheet = g_new0 (Sheet, 1);
  CunyiPrintDialog *dialog;

  sheet->clinic = g_object_ref (self->clinic);
  sheet->code = g_strdup (gtk_label_get_label (self->code_label));
  dialog = cunyi_print_dialog_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Recovery sheet"),
                                    make_in_thread, sheet, free_sheet);
  g_signal_connect_object (dialog, "printed", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
}

static void
kept_cb (CunyiRecoveryPanel *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KEPT]);
}

static void
cunyi_recovery_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_KEPT)
    g_value_set_boolean (value, gtk_check_button_get_active (CUNYI_RECOVERY_PANEL (object)->kept_check));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cunyi_recovery_panel_dispose (GObject *object)
{
  CunyiRecoveryPanel *self = CUNYI_RECOVERY_PANEL (object);

  g_clear_object (&self->clinic);
  g_clear_pointer ((GtkWidget **) &self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cunyi_recovery_panel_parent_class)->dispose (object);
}

static void
cunyi_recovery_panel_class_init (CunyiRecoveryPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cunyi_recovery_panel_get_property;
  object_class->dispose = cunyi_recovery_panel_dispose;
  props[PROP_KEPT] = g_param_spec_boolean ("kept", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/recovery-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiRecoveryPanel, box);
  gtk_widget_class_bind_template_child (widget_class, CunyiRecoveryPanel, code_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiRecoveryPanel, told_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiRecoveryPanel, kept_check);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
}

static void
cunyi_recovery_panel_init (CunyiRecoveryPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cunyi_recovery_panel_show_code (CunyiRecoveryPanel *self, CunyiClinic *clinic, const char *code)
{
  g_set_object (&self->clinic, clinic);
  gtk_label_set_label (self->code_label, code);
}
