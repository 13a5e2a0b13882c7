/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window: which screen is up, and what the whole window can do. */

#include "config.h"

#include "view/window.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "clinic/explain.h"
#include "view/appearance.h"
#include "view/add-form.h"
#include "view/clock-dialog.h"
#include "view/day-watch.h"
#include "view/errands.h"
#include "view/idle-lock.h"
#include "view/lock-screen.h"
#include "view/manual-window.h"
#include "view/task.h"
#include "view/top-pages.h"
#include "view/undo.h"
#include "view/welcome-screen.h"
#include "view/work-screen.h"

#define SAVED_SECONDS 15 /* that a saved file can be shown in its folder */

struct _CunyiWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwBin *screen;

  CunyiClinic *clinic;   /* NULL while it is locked */
  CunyiWorkScreen *work; /* the screen while a clinic is open, NULL otherwise */
  char *path;            /* of the store, open or locked */
  gulong changed_id;     /* "changed" of the open store */
  AdwToast *toast;       /* what was told last; a weak pointer */
  guint refresh_id;      /* idle that refreshes the page in view after a change */
  GCancellable *filling; /* of the search, while it is being filled */
};

G_DEFINE_FINAL_TYPE (CunyiWindow, cunyi_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- changes ---- */

static void fill_search (CunyiWindow *self);

/* The search learns who was changed. */
static void
follow_search (CunyiWindow *self)
{
  g_autoptr (GError) error = NULL;
  gboolean stale;

  if (!cunyi_search_follow (cunyi_clinic_get_search (self->clinic), cunyi_clinic_get_database (self->clinic), &stale,
                            &error))
    cunyi_window_show_error (self, error);
  else if (stale)
    fill_search (self);
}

static gboolean
refresh_idle_cb (gpointer data)
{
  CunyiWindow *self = CUNYI_WINDOW (data);
  CunyiPage *page = cunyi_window_get_page (self);

  self->refresh_id = 0;
  /* While it is being filled, what comes in now is followed afterwards. */
  if (self->filling == NULL)
    follow_search (self);
  if (page)
    cunyi_page_refresh (page);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (CunyiWindow *self)
{
  cunyi_undo_settle (self);
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add (refresh_idle_cb, self);
}

/* ---- actions ---- */

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cunyi_window_pop (CUNYI_WINDOW (widget));
}

static void
search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *self = CUNYI_WINDOW (widget);

  if (self->work)
    cunyi_work_screen_search (self->work);
}

static void
lock_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cunyi_window_lock (CUNYI_WINDOW (widget));
}

static void
page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *self = CUNYI_WINDOW (widget);
  guint index = g_variant_get_int32 (parameter);

  if (self->work && index < cunyi_n_top_pages)
    cunyi_work_screen_show_top (self->work, index);
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *self = CUNYI_WINDOW (widget);
  CunyiPage *page = cunyi_window_get_page (self);

  if (page && !cunyi_page_print (page))
    cunyi_window_tell (self, _("There is nothing to print on this page."));
}

static void
case_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *self = CUNYI_WINDOW (widget);

  if (self->clinic)
    cunyi_window_show_case (self, g_variant_get_string (parameter, NULL));
}

static void
help_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *self = CUNYI_WINDOW (widget);
  CunyiPage *page = cunyi_window_get_page (self);

  cunyi_manual_window_show (GTK_WINDOW (self), page ? cunyi_page_get_help (page) : "");
}

static void
import_roster_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *self = CUNYI_WINDOW (widget);

  if (self->clinic)
    cunyi_errands_import_roster (self);
}

static void
print_forms_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *self = CUNYI_WINDOW (widget);

  if (self->clinic)
    cunyi_window_print_forms (self, NULL, NULL, NULL, NULL);
}

static void
add_form_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *self = CUNYI_WINDOW (widget);

  if (self->clinic)
    cunyi_errands_add_form (self);
}

static void
backup_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *self = CUNYI_WINDOW (widget);

  if (self->clinic)
    cunyi_errands_back_up (self);
}

static void
restore_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CunyiWindow *self = CUNYI_WINDOW (widget);
  g_autofree char *own = cunyi_clinic_default_path (FALSE);

  /* Nobody wants a clinic in the place of the demo village. */
  cunyi_errands_restore (self, self->clinic && cunyi_clinic_is_demo (self->clinic) ? own : self->path);
}

static void
show_folder_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *uri = g_filename_to_uri (g_variant_get_string (parameter, NULL), NULL, NULL);

  if (uri)
    gtk_show_uri (GTK_WINDOW (widget), uri, GDK_CURRENT_TIME);
}

/* ---- what is done when a clinic opens ---- */

/* Cases that move by themselves on their day; then everybody into the search. Returns how many moved. */
static void
begin_day_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open_again (data, FALSE, &error);
  guint moved;

  if (clinic && cunyi_case_advance_all (cunyi_clinic_get_book (clinic), &moved, &error) &&
      cunyi_search_fill (cunyi_clinic_get_search (clinic), cunyi_clinic_get_database (clinic), cancellable, &error))
    g_task_return_int (task, moved);
  else
    g_task_return_error (task, error);
}

static void
day_begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiWindow *self = CUNYI_WINDOW (source);
  g_autoptr (GError) error = NULL;
  gssize moved = g_task_propagate_int (G_TASK (result), &error);

  /* Another filling has begun, or the window was locked. */
  if (g_task_get_cancellable (G_TASK (result)) != self->filling)
    return;
  g_clear_object (&self->filling);
  if (moved > 0)
    cunyi_window_store_changed (self);
  else if (moved == 0)
    follow_search (self);
  else
    cunyi_window_show_error (self, error);
  if (moved >= 0 && self->work)
    cunyi_work_screen_search_again (self->work);
}

static void
fill_search (CunyiWindow *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->filling);
  g_clear_object (&self->filling);
  self->filling = g_cancellable_new ();
  task = cunyi_task_new (self, self->filling, day_begun_cb, NULL, g_object_ref (self->clinic), g_object_unref);
  g_task_run_in_thread (task, begin_day_thread);
}

/* ---- screens ---- */

static void
show_screen (CunyiWindow *self, GtkWidget *screen)
{
  adw_bin_set_child (self->screen, screen);
  gtk_widget_child_focus (screen, GTK_DIR_TAB_FORWARD);
}

static void
close_clinic (CunyiWindow *self)
{
  if (self->clinic == NULL)
    return;
  g_cancellable_cancel (self->filling);
  g_clear_object (&self->filling);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_signal_handler (&self->changed_id, cunyi_clinic_get_database (self->clinic));
  adw_bin_set_child (self->screen, NULL);
  self->work = NULL;
  g_clear_object (&self->clinic);
}

static void
cunyi_window_dispose (GObject *object)
{
  close_clinic (CUNYI_WINDOW (object));
  G_OBJECT_CLASS (cunyi_window_parent_class)->dispose (object);
}

static void
cunyi_window_finalize (GObject *object)
{
  g_clear_weak_pointer (&CUNYI_WINDOW (object)->toast);
  g_free (CUNYI_WINDOW (object)->path);
  G_OBJECT_CLASS (cunyi_window_parent_class)->finalize (object);
}

static gboolean
cunyi_window_close_request (GtkWindow *window)
{
  CunyiPage *page = cunyi_window_get_page (CUNYI_WINDOW (window));

  return page && !cunyi_page_leave (page) ? GDK_EVENT_STOP
                                          : GTK_WINDOW_CLASS (cunyi_window_parent_class)->close_request (window);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_cb);
  gtk_widget_class_install_action (widget_class, "win.page", "i", page_cb);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "win.print-forms", NULL, print_forms_cb);
  cunyi_undo_install (widget_class);
  gtk_widget_class_install_action (widget_class, "win.case", "s", case_cb);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_cb);
  gtk_widget_class_install_action (widget_class, "win.import-roster", NULL, import_roster_cb);
  gtk_widget_class_install_action (widget_class, "win.add-form", NULL, add_form_cb);
  gtk_widget_class_install_action (widget_class, "win.backup", NULL, backup_cb);
  gtk_widget_class_install_action (widget_class, "win.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class, "win.show-folder", "s", show_folder_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.lock", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "win.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "win.help", NULL);
  for (int i = 0; i < 9; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "win.page", "i", i);
}

static void
cunyi_window_class_init (CunyiWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cunyi_window_dispose;
  object_class->finalize = cunyi_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cunyi_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CunyiWindow, screen);
  install_actions (widget_class);
}

/* The overlay of the toasts takes Escape for itself while one is up; whoever wants to go back does not mean the toast. */
static void
keep_escape (CunyiWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("win.back")));
  gtk_widget_add_controller (GTK_WIDGET (self->screen), keys);
}

static void
cunyi_window_init (CunyiWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  keep_escape (self);
  cunyi_idle_lock_watch (self);
  cunyi_day_watch_begin (self);
  cunyi_undo_watch (self);
  cunyi_add_form_accept_drops (self);
}

CunyiWindow *
cunyi_window_new (GtkApplication *application)
{
  return g_object_new (CUNYI_TYPE_WINDOW, "application", application, NULL);
}

CunyiWindow *
cunyi_window_get (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  while (window && !CUNYI_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return CUNYI_WINDOW (window);
}

void
cunyi_window_start (CunyiWindow *self, const char *path)
{
  g_autofree char *kept = g_strdup (path);

  close_clinic (self);
  g_free (self->path);
  self->path = g_steal_pointer (&kept);
  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    show_screen (self, cunyi_lock_screen_new (self->path));
  else
    show_screen (self, cunyi_welcome_screen_new (self->path));
}

void
cunyi_window_start_demo (CunyiWindow *self, const char *path)
{
  g_autofree char *own = cunyi_clinic_default_path (FALSE);
  GtkWidget *welcome = cunyi_welcome_screen_new (own);

  close_clinic (self);
  show_screen (self, welcome);
  cunyi_welcome_screen_open_demo (CUNYI_WELCOME_SCREEN (welcome), path);
}

static void
show_clinic (CunyiWindow *self, CunyiClinic *clinic)
{
  close_clinic (self);
  self->clinic = g_object_ref (clinic);
  g_free (self->path);
  self->path = g_strdup (cunyi_database_get_path (cunyi_clinic_get_database (clinic)));
  self->changed_id = g_signal_connect_swapped (cunyi_clinic_get_database (clinic), "changed",
                                               G_CALLBACK (store_changed_cb), self);
  cunyi_day_watch_settle (self);
  cunyi_undo_begin (self);
  cunyi_appearance_apply (clinic);
  self->work = cunyi_work_screen_new (clinic);
  adw_bin_set_child (self->screen, GTK_WIDGET (self->work));
  cunyi_work_screen_show_top (self->work, 0);
  fill_search (self);
}

void
cunyi_window_open_clinic (CunyiWindow *self, CunyiClinic *clinic)
{
  CunyiDay last;
  CunyiClockDoubt doubt;

  g_return_if_fail (CUNYI_IS_CLINIC (clinic));

  doubt = cunyi_clinic_doubt_clock (clinic, &last);
  if (doubt != CUNYI_CLOCK_LIKELY)
    cunyi_clock_dialog_ask (self, clinic, &(CunyiClockQuestion){ doubt, last, cunyi_clock_computer (), FALSE, show_clinic });
  else
    show_clinic (self, clinic);
}

void
cunyi_window_begin_day (CunyiWindow *self)
{
  if (self->clinic == NULL)
    return;
  fill_search (self);
  store_changed_cb (self);
}

void
cunyi_window_store_changed (CunyiWindow *self)
{
  if (self->clinic)
    store_changed_cb (self);
}

CunyiClinic *
cunyi_window_get_clinic (CunyiWindow *self)
{
  return self->clinic;
}

void
cunyi_window_lock (CunyiWindow *self)
{
  g_autofree char *path = g_strdup (self->path);
  CunyiPage *page = cunyi_window_get_page (self);

  if (self->clinic == NULL || (page && !cunyi_page_leave (page)))
    return;
  cunyi_window_start (self, path);
}

void
cunyi_window_push (CunyiWindow *self, CunyiPage *page)
{
  g_return_if_fail (self->work != NULL);

  cunyi_work_screen_push (self->work, page);
}

void
cunyi_window_pop (CunyiWindow *self)
{
  if (self->work)
    cunyi_work_screen_pop (self->work);
}

CunyiPage *
cunyi_window_get_page (CunyiWindow *self)
{
  return self->work ? cunyi_work_screen_get_page (self->work) : NULL;
}

void
cunyi_window_show_error (CunyiWindow *self, const GError *error)
{
  g_autofree char *sentence = cunyi_explain_error (error);
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = gtk_label_new (sentence);

  g_message ("%s", error->message);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* One at a time: a button Undo of something told before would not undo that. */
static void
show_toast (CunyiWindow *self, AdwToast *toast)
{
  if (self->toast)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
cunyi_window_tell (CunyiWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, gtk_label_new (text));
  show_toast (self, toast);
}

void
cunyi_window_tell_with_action (CunyiWindow *self, const char *text, const char *label, const char *action)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, gtk_label_new (text));
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  show_toast (self, toast);
}

void
cunyi_window_tell_done (CunyiWindow *self, const char *text)
{
  cunyi_window_tell_with_action (self, text, _("Undo"), "win.undo");
}

void
cunyi_window_tell_done_with_case (CunyiWindow *self, const char *text, const char *link, const char *case_)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_label (link);

  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.case");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", case_);
  gtk_box_append (GTK_BOX (box), button);
  adw_toast_set_custom_title (toast, box);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  show_toast (self, toast);
}

void
cunyi_window_tell_saved (CunyiWindow *self, const char *path)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  /* Translators: %s is the name of a file. */
  g_autofree char *text = g_strdup_printf (_("Saved: %s"), name);

  adw_toast_set_custom_title (toast, gtk_label_new (text));
  adw_toast_set_button_label (toast, _("Show the folder"));
  adw_toast_set_action_name (toast, "win.show-folder");
  adw_toast_set_action_target (toast, "s", folder);
  adw_toast_set_timeout (toast, SAVED_SECONDS);
  show_toast (self, toast);
}
