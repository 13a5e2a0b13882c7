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
#include "view/faults-dialog.h"
#include "view/password-dialog.h"
#include "view/progress-box.h"
#include "view/recovery-panel.h"
#include "view/refusal.h"
#include "view/task.h"
#include "view/window.h"

#define DEMO_SEED 1
#define NATIONAL "national"
#define TITLE_KEY "cunyi-title" /* of a row, while a sentence stands in its place */

struct _CunyiWelcomeScreen {
  AdwBin parent_instance;

  GtkStack *steps;
  GtkButton *start_button;
  AdwComboRow *pack_row;
  AdwEntryRow *county_row, *township_row, *village_row, *clinic_row, *hospital_row;
  AdwEntryRow *doctor_row, *phone_row;
  AdwPasswordEntryRow *password_row, *again_row;
  GtkLabel *error_label;
  CunyiProgressBox *busy_box;
  CunyiRecoveryPanel *recovery;

  char *path;
  char **packs;            /* names, beside the rows of pack_row */
  CunyiClinic *clinic;     /* when it is founded, until work begins */
};

G_DEFINE_FINAL_TYPE (CunyiWelcomeScreen, cunyi_welcome_screen, ADW_TYPE_BIN)

static void
show_step (CunyiWelcomeScreen *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->steps, name);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->steps), GTK_DIR_TAB_FORWARD);
}

/* A row says what is wrong with it in place of its title, until it is changed. */
static void
tell_wrong (GtkWidget *row, const char *sentence)
{
  if (g_object_get_data (G_OBJECT (row), TITLE_KEY) == NULL)
    g_object_set_data_full (G_OBJECT (row), TITLE_KEY,
                            g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))), g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
row_changed_cb (GtkWidget *row, gpointer data)
{
  const char *title = g_object_get_data (G_OBJECT (row), TITLE_KEY);

  if (title == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data (G_OBJECT (row), TITLE_KEY, NULL);
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
show_failure (CunyiWelcomeScreen *self, const GError *error)
{
  if (error)
    cunyi_refusal_tell_error (self->error_label, error);
  else
    cunyi_refusal_tell (self->error_label, "");
}

/* ---- the demo village ---- */

typedef struct {
  char *path;
  CunyiProgressBox *progress;
} Demo;

static void
free_demo (gpointer data)
{
  Demo *demo = data;

  g_free (demo->path);
  g_object_unref (demo->progress);
  g_free (demo);
}

static void
demo_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Demo *demo = data;
  GError *error = NULL;
  CunyiClinic *clinic = NULL;

  if (g_file_test (demo->path, G_FILE_TEST_EXISTS) ||
      cunyi_demo_make (demo->path, DEMO_SEED, 0, cunyi_progress_box_report, demo->progress, cancellable, &error))
    clinic = cunyi_clinic_open (demo->path, CUNYI_DEMO_USER, CUNYI_DEMO_PASSWORD, &error);
  if (clinic)
    g_task_return_pointer (task, clinic, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
demo_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiWelcomeScreen *self = CUNYI_WELCOME_SCREEN (source);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = g_task_propagate_pointer (G_TASK (result), &error);

  if (window == NULL)
    return; /* closed meanwhile */
  cunyi_progress_box_end (self->busy_box);
  if (clinic)
    {
      cunyi_database_take_over (cunyi_clinic_get_database (clinic));
      cunyi_window_open_clinic (window, clinic);
      return;
    }
  show_step (self, "choose");
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    cunyi_window_show_error (window, error);
}

void
cunyi_welcome_screen_open_demo (CunyiWelcomeScreen *self, const char *path)
{
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);
  GCancellable *cancellable = cunyi_progress_box_begin (
    self->busy_box, exists ? _("Opening the demo village…") : _("Making the demo village…"), !exists);
  Demo *demo = g_new0 (Demo, 1);
  g_autoptr (GTask) task = cunyi_task_new (self, cancellable, demo_ready_cb, NULL, demo, free_demo);

  demo->path = g_strdup (path);
  demo->progress = g_object_ref (self->busy_box);
  show_step (self, "busy");
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
  CunyiFaults *faults; /* of the pack */
} Founding;

static void
free_founding (gpointer data)
{
  Founding *founding = data;

  g_free (founding->path);
  for (guint i = 0; i < G_N_ELEMENTS (founding->texts); i++)
    g_free (founding->texts[i]);
  g_free (founding->recovery);
  cunyi_faults_free (founding->faults);
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
  founding->faults = cunyi_faults_new (NULL);
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
  CunyiClinic *clinic = cunyi_clinic_found (f->path, &founding, &f->recovery, f->faults, &error);

  if (clinic)
    g_task_return_pointer (task, clinic, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
founded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiWelcomeScreen *self = CUNYI_WELCOME_SCREEN (source);
  Founding *founding = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiClinic) clinic = g_task_propagate_pointer (G_TASK (result), &error);

  if (cunyi_window_get (GTK_WIDGET (self)) == NULL)
    return; /* closed meanwhile; the store asks for the password next time */
  cunyi_progress_box_end (self->busy_box);
  if (clinic)
    {
      cunyi_database_take_over (cunyi_clinic_get_database (clinic));
      g_set_object (&self->clinic, clinic);
      cunyi_recovery_panel_show_code (self->recovery, self->clinic, founding->recovery);
      show_step (self, "recovery");
      cunyi_faults_dialog_show_left_out (GTK_WINDOW (cunyi_window_get (GTK_WIDGET (self))), founding->faults);
    }
  else
    {
      show_step (self, "clinic");
      show_failure (self, error);
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
  *where = GTK_WIDGET (g_utf8_strlen (password, -1) < CUNYI_PASSWORD_LEAST ? self->password_row : self->again_row);
  return cunyi_password_find_fault (password, gtk_editable_get_text (GTK_EDITABLE (self->again_row)));
}

static void
found_cb (CunyiWelcomeScreen *self)
{
  g_autoptr (GTask) task = NULL;
  GtkWidget *where = NULL;
  const char *missing = find_missing (self, &where);

  show_failure (self, NULL);
  if (missing[0] != '\0')
    {
      tell_wrong (where, missing);
      gtk_widget_grab_focus (where);
      return;
    }
  cunyi_progress_box_begin (self->busy_box, _("Setting up…"), FALSE);
  show_step (self, "busy");
  task = cunyi_task_new (self, NULL, founded_cb, NULL, read_founding (self), free_founding);
  g_task_run_in_thread (task, found_thread);
}

/* Enter moves on; what lies between two rows on the way of Tab (eyes of passwords) is passed over. */
static void
next_row_cb (GtkWidget *row, gpointer data)
{
  CunyiWelcomeScreen *self = CUNYI_WELCOME_SCREEN (data);
  gpointer rows[] = { self->county_row, self->township_row, self->village_row,  self->clinic_row, self->hospital_row,
                      self->doctor_row, self->phone_row,    self->password_row, self->again_row };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (rows); i++)
    if (rows[i] == (gpointer) row)
      gtk_widget_grab_focus (rows[i + 1]);
}

/* Whoever types the county of a pack gets that pack. */
static void
county_cb (CunyiWelcomeScreen *self)
{
  g_autofree char *county = dup_row (self->county_row);
  GListModel *titles = adw_combo_row_get_model (self->pack_row);

  if (g_utf8_strlen (county, -1) < 2)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    {
      g_autoptr (GtkStringObject) title = g_list_model_get_item (titles, i);

      if (strstr (gtk_string_object_get_string (title), county))
        adw_combo_row_set_selected (self->pack_row, i);
    }
}

static void
start_cb (CunyiWelcomeScreen *self)
{
  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      cunyi_window_start (cunyi_window_get (GTK_WIDGET (self)), self->path);
      return;
    }
  show_step (self, "clinic");
  gtk_widget_grab_focus (GTK_WIDGET (self->county_row));
}

static void
back_cb (CunyiWelcomeScreen *self)
{
  show_step (self, "choose");
}

static void
work_cb (CunyiWelcomeScreen *self)
{
  cunyi_window_open_clinic (cunyi_window_get (GTK_WIDGET (self)), self->clinic);
}

/* ---- widget ---- */

/* Packs to begin with: of a region, or the one for the whole country; others are for special ends. */
static gboolean
is_offered (CunyiPack *pack)
{
  return cunyi_pack_get (pack, "region")[0] != '\0' || strcmp (cunyi_pack_get_name (pack), NATIONAL) == 0;
}

static void
list_packs (CunyiWelcomeScreen *self)
{
  g_auto (GStrv) names = cunyi_packs_list ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) offered = g_strv_builder_new ();
  guint national = 0, n = 0;

  for (guint i = 0; names[i]; i++)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (names[i]);
      g_autoptr (CunyiPack) pack = cunyi_pack_open (names[i], faults);

      if (pack == NULL || !is_offered (pack))
        continue;
      if (strcmp (names[i], NATIONAL) == 0)
        national = n;
      n++;
      g_strv_builder_add (offered, names[i]);
      gtk_string_list_append (titles, cunyi_pack_get (pack, "title"));
    }
  self->packs = g_strv_builder_end (offered);
  adw_combo_row_set_model (self->pack_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->pack_row, national);
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_button), n > 0);
}

static void
cunyi_welcome_screen_dispose (GObject *object)
{
  CunyiWelcomeScreen *self = CUNYI_WELCOME_SCREEN (object);

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
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, busy_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiWelcomeScreen, recovery);
}

static void
cunyi_welcome_screen_class_init (CunyiWelcomeScreenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_welcome_screen_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_welcome_screen_finalize;
  g_type_ensure (CUNYI_TYPE_PROGRESS_BOX);
  g_type_ensure (CUNYI_TYPE_RECOVERY_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/welcome-screen.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, demo_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, county_cb);
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
