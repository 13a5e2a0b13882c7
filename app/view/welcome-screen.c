/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first start, step by step. Making a store and making the demo village run in a thread. */

#include "config.h"

#include "view/welcome-screen.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pack.h"
#include "clinic/demo.h"
#include "clinic/explain.h"
#include "clinic/paper.h"
#include "document/pdf.h"
#include "view/window.h"

#define MIN_PASSWORD 6 /* letters; the key work makes guessing slow */

struct _CunyiWelcomeScreen {
  AdwBin parent_instance;

  GtkStack *steps;
  GtkButton *start_button;
  AdwComboRow *pack_row;
  AdwEntryRow *county_row, *township_row, *village_row, *clinic_row, *hospital_row;
  AdwEntryRow *doctor_row, *phone_row;
  AdwPasswordEntryRow *password_row, *again_row;
  GtkLabel *error_label;
  GtkLabel *busy_label;
  GtkProgressBar *busy_bar;
  GtkButton *cancel_button;
  GtkLabel *recovery_label;
  GtkButton *print_button;
  GtkCheckButton *kept_check;
  GtkButton *work_button;

  char *path;
  char **packs;            /* names, beside the rows of pack_row */
  GCancellable *cancellable; /* while something is being made */
  guint pulse_id;
  CunyiClinic *clinic;     /* when it is founded, until work begins */
};

G_DEFINE_FINAL_TYPE (CunyiWelcomeScreen, cunyi_welcome_screen, ADW_TYPE_BIN)

static void
show_step (CunyiWelcomeScreen *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->steps, name);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->steps), GTK_DIR_TAB_FORWARD);
}

static void
tell_wrong (CunyiWelcomeScreen *self, const char *sentence)
{
  gtk_label_set_label (self->error_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), sentence[0] != '\0');
}

/* ---- while something is being made ---- */

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (CUNYI_WELCOME_SCREEN (data)->busy_bar);
  return G_SOURCE_CONTINUE;
}

static void
be_busy (CunyiWelcomeScreen *self, const char *what, gboolean cancellable)
{
  gtk_label_set_label (self->busy_label, what);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), cancellable);
  self->cancellable = g_cancellable_new ();
  self->pulse_id = g_timeout_add (120, pulse_cb, self);
  show_step (self, "busy");
}

static void
be_ready (CunyiWelcomeScreen *self)
{
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
}

static void
cancel_cb (CunyiWelcomeScreen *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* ---- the demo village ---- */

static void
demo_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *path = data;
  GError *error = NULL;
  CunyiDatabase *database = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS) || cunyi_demo_make (path, 1, 0, NULL, NULL, cancellable, &error))
    database = cunyi_database_open (path, CUNYI_DEMO_USER, CUNYI_DEMO_PASSWORD, &error);
  if (database)
    g_task_return_pointer (task, database, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
demo_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiWelcomeScreen *self = CUNYI_WELCOME_SCREEN (source);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) opened = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (CunyiDatabase) database = opened ? cunyi_database_open_again (opened, FALSE, &error) : NULL;
  g_autoptr (CunyiClinic) clinic = database ? cunyi_clinic_enter (database, CUNYI_DEMO_USER, &error) : NULL;

  be_ready (self);
  if (window == NULL)
    return;
  if (clinic)
    {
      cunyi_window_open_clinic (window, clinic);
      return;
    }
  show_step (self, "choose");
  cunyi_window_show_error (window, error);
}

void
cunyi_welcome_screen_open_demo (CunyiWelcomeScreen *self, const char *path)
{
  g_autoptr (GTask) task = NULL;

  be_busy (self, g_file_test (path, G_FILE_TEST_EXISTS) ? _("Opening the demo village…") : _("Making the demo village…"),
           TRUE);
  task = g_task_new (self, self->cancellable, demo_ready_cb, NULL);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, demo_thread);
}

static void
demo_cb (CunyiWelcomeScreen *self)
{
  g_autofree char *path = cunyi_clinic_default_path (TRUE);

  cunyi_welcome_screen_open_demo (self, path);
}

/* ---- our clinic ---- */

/* What the thread needs, and what it found. */
typedef struct {
  char *path;
  char *texts[9]; /* of the founding, in the order of its struct */
  char *recovery;
} Founding;

static void
free_founding (gpointer data)
{
  Founding *founding = data;

  g_free (founding->path);
  for (guint i = 0; i < G_N_ELEMENTS (founding->texts); i++)
    g_free (founding->texts[i]);
  g_free (founding->recovery);
  g_free (founding);
}

static char *
dup_row (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static Founding *
read_founding (CunyiWelcomeScreen *self)
{
  gpointer rows[] = { self->county_row, self->township_row, self->village_row, self->clinic_row,
                      self->hospital_row, self->doctor_row, self->phone_row };
  Founding *founding = g_new0 (Founding, 1);

  founding->path = g_strdup (self->path);
  founding->texts[0] = g_strdup (self->packs[adw_combo_row_get_selected (self->pack_row)]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    founding->texts[i + 1] = dup_row (rows[i]);
  founding->texts[8] = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password_row)));
  return founding;
}

static void
found_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Founding *f = data;
  const CunyiFounding founding = {
    .pack = f->texts[0],
    .county = f->texts[1],
    .township = f->texts[2],
    .village = f->texts[3],
    .clinic = f->texts[4],
    .hospital = f->texts[5],
    .doctor = f->texts[6],
    .phone = f->texts[7],
    .password = f->texts[8],
  };
  GError *error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_found (f->path, &founding, &f->recovery, &error);

  if (clinic)
    g_task_return_pointer (task, g_object_ref (cunyi_clinic_get_database (clinic)), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
founded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiWelcomeScreen *self = CUNYI_WELCOME_SCREEN (source);
  Founding *founding = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDatabase) opened = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (CunyiDatabase) database = opened ? cunyi_database_open_again (opened, FALSE, &error) : NULL;

  be_ready (self);
  if (database)
    self->clinic = cunyi_clinic_enter (database, founding->texts[6], &error);
  if (self->clinic)
    {
      gtk_label_set_label (self->recovery_label, founding->recovery);
      show_step (self, "recovery");
    }
  else
    {
      g_autofree char *sentence = cunyi_explain_error (error);

      show_step (self, "clinic");
      tell_wrong (self, sentence);
    }
}

/* The first thing that is missing, said as what to do; "" when nothing is. */
static const char *
find_missing (CunyiWelcomeScreen *self, GtkWidget **where)
{
  const struct {
    gpointer row;
    const char *sentence;
  } needed[] = {
    { self->county_row, _("Enter the county.") },
    { self->township_row, _("Enter the township.") },
    { self->village_row, _("Enter the village.") },
    { self->clinic_row, _("Enter the name of the village clinic.") },
    { self->hospital_row, _("Enter the township hospital.") },
    { self->doctor_row, _("Enter the doctor's name.") },
  };
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_row));

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *text = dup_row (needed[i].row);

      *where = needed[i].row;
      if (text[0] == '\0')
        return needed[i].sentence;
    }
  *where = GTK_WIDGET (self->password_row);
  if (g_utf8_strlen (password, -1) < MIN_PASSWORD)
    return _("Choose a password of at least six characters.");
  *where = GTK_WIDGET (self->again_row);
  if (strcmp (password, gtk_editable_get_text (GTK_EDITABLE (self->again_row))) != 0)
    return _("The two passwords are not the same. Type the second one again.");
  return "";
}

static void
found_cb (CunyiWelcomeScreen *self)
{
  g_autoptr (GTask) task = NULL;
  GtkWidget *where = NULL;
  const char *missing = find_missing (self, &where);

  tell_wrong (self, missing);
  if (missing[0] != '\0')
    {
      gtk_widget_grab_focus (where);
      return;
    }
  be_busy (self, _("Setting up…"), FALSE);
  task = g_task_new (self, NULL, founded_cb, NULL);
  g_task_set_task_data (task, read_founding (self), free_founding);
  g_task_run_in_thread (task, found_thread);
}

static void
next_row_cb (GtkWidget *row, gpointer data)
{
  gtk_widget_child_focus (GTK_WIDGET (CUNYI_WELCOME_SCREEN (data)), GTK_DIR_TAB_FORWARD);
}

static void
start_cb (CunyiWelcomeScreen *self)
{
  show_step (self, "clinic");
  gtk_widget_grab_focus (GTK_WIDGET (self->county_row));
}

static void
back_cb (CunyiWelcomeScreen *self)
{
  show_step (self, "choose");
}

/* ---- recovery sheet ---- */

static void
save_sheet (CunyiWelcomeScreen *self, const char *path, GError **error)
{
  g_autoptr (CunyiContext) context = cunyi_paper_describe (self->clinic, "", NULL, "", error);
  CunyiTemplate *template = cunyi_library_get_document (cunyi_clinic_get_library (self->clinic), "recovery_sheet");
  g_autoptr (CunyiDocument) document = cunyi_document_new ();

  if (context == NULL || template == NULL)
    return;
  cunyi_context_set (context, "recovery_code", gtk_label_get_label (self->recovery_label));
  cunyi_context_set (context, "user", cunyi_clinic_get_doctor (self->clinic));
  if (cunyi_document_add (document, template, context, error))
    cunyi_document_write_pdf (document, path, NULL, NULL, error);
}

static void
sheet_chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  CunyiWelcomeScreen *self = CUNYI_WELCOME_SCREEN (data);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT && file)
    {
      save_sheet (self, g_file_peek_path (file), &error);
      if (error)
        cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), error);
      else
        cunyi_window_tell (cunyi_window_get (GTK_WIDGET (self)), _("Saved. Print it, then delete the file."));
    }
  g_object_unref (dialog);
}

static void
print_cb (CunyiWelcomeScreen *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save the recovery sheet"),
                                                              GTK_WINDOW (cunyi_window_get (GTK_WIDGET (self))),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("recovery sheet.pdf"));
  g_signal_connect (dialog, "response", G_CALLBACK (sheet_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
kept_cb (CunyiWelcomeScreen *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->work_button), gtk_check_button_get_active (self->kept_check));
}

static void
work_cb (CunyiWelcomeScreen *self)
{
  cunyi_window_open_clinic (cunyi_window_get (GTK_WIDGET (self)), self->clinic);
}

/* ---- widget ---- */

static void
list_packs (CunyiWelcomeScreen *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->packs = cunyi_packs_list ();
  for (guint i = 0; self->packs[i]; i++)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (self->packs[i]);
      g_autoptr (CunyiPack) pack = cunyi_pack_open (self->packs[i], faults);

      gtk_string_list_append (titles, pack ? cunyi_pack_get (pack, "title") : self->packs[i]);
    }
  adw_combo_row_set_model (self->pack_row, G_LIST_MODEL (titles));
}

static void
cunyi_welcome_screen_dispose (GObject *object)
{
  CunyiWelcomeScreen *self = CUNYI_WELCOME_SCREEN (object);

  g_cancellable_cancel (self->cancellable);
  be_ready (self);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (cunyi_welcome_screen_parent_class)->dispose (object);
}

static void
cunyi_welcome_screen_finalize (GObject *object)
{
  CunyiWelcomeScreen *self = CUNYI_WELCOME_SCREEN (object);

  g_free (self->path);
  g_strfreev (self->packs);
  G_OBJECT_CLASS (cunyi_welcome_screen_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, steps);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, start_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, pack_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, county_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, township_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, village_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, clinic_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, hospital_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, doctor_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, phone_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, password_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, again_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, error_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, busy_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, recovery_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, print_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, kept_check);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, work_button);
}

static void
cunyi_welcome_screen_class_init (CunyiWelcomeScreenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_welcome_screen_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_welcome_screen_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/welcome-screen.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, demo_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
  gtk_widget_class_bind_template_callback (widget_class, work_cb);
}

static void
cunyi_welcome_screen_init (CunyiWelcomeScreen *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  list_packs (self);
}

GtkWidget *
cunyi_welcome_screen_new (const char *path)
{
  CunyiWelcomeScreen *self = g_object_new (CUNYI_TYPE_WELCOME_SCREEN, NULL);

  self->path = g_strdup (path);
  return GTK_WIDGET (self);
}
