/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Command line, style, and the actions that do not belong to a window. */

#include "config.h"

#include "view/application.h"

#include <glib/gi18n.h>

#include "clinic/clinic.h"
#include "view/focus.h"
#include "view/window.h"

GResource *cunyi_ui_get_resource (void);

struct _CunyiApplication {
  AdwApplication parent_instance;
  char *path; /* of the store to open, NULL for the usual one */
  gboolean demo;
};

G_DEFINE_FINAL_TYPE (CunyiApplication, cunyi_application, ADW_TYPE_APPLICATION)

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (data)),
                         "application-name", _("Cunyi"),
                         "application-icon", "cn.cunyi.Cunyi",
                         "version", CUNYI_VERSION,
                         "comments", _("The village doctor's papers as a program. It works without a network; the data stay on this computer, encrypted."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (window)
    gtk_window_close (window);
}

static const GActionEntry actions[] = {
  { "about", about_cb },
  { "quit", quit_cb },
};

static void
cunyi_application_startup (GApplication *application)
{
  static const char *const quit_keys[] = { "<Control>q", NULL };

  g_resources_register (cunyi_ui_get_resource ());
  cunyi_focus_hurry_access_keys ();
  G_APPLICATION_CLASS (cunyi_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);
}

static void
cunyi_application_activate (GApplication *application)
{
  CunyiApplication *self = CUNYI_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      g_autofree char *path = self->path ? g_strdup (self->path) : cunyi_clinic_default_path (self->demo);

      window = GTK_WINDOW (cunyi_window_new (GTK_APPLICATION (application)));
      if (self->demo)
        cunyi_window_start_demo (CUNYI_WINDOW (window), path);
      else
        cunyi_window_start (CUNYI_WINDOW (window), path);
    }
  gtk_window_present (window);
}

/* libadwaita puts its style in the place of GTK's, which GTK has read by then: an eighth of the program's start. So GTK is
 * told to begin with the empty one that libadwaita brings. Whoever names a style in the environment has it. */
static void
spare_style (void)
{
  if (g_getenv ("GTK_THEME"))
    return;
  g_setenv ("GTK_THEME", "Adwaita-empty", TRUE);
  if (gtk_init_check ())
    gtk_settings_get_default ();
  g_unsetenv ("GTK_THEME");
}

static gint
cunyi_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  CunyiApplication *self = CUNYI_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("cunyi %s\n", CUNYI_VERSION);
      return 0;
    }
  g_variant_dict_lookup (options, "store", "^ay", &self->path);
  self->demo = g_variant_dict_contains (options, "demo");
  spare_style ();
  return -1;
}

static void
cunyi_application_finalize (GObject *object)
{
  g_free (CUNYI_APPLICATION (object)->path);
  G_OBJECT_CLASS (cunyi_application_parent_class)->finalize (object);
}

static void
cunyi_application_class_init (CunyiApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_application_finalize;
  application_class->startup = cunyi_application_startup;
  application_class->activate = cunyi_application_activate;
  application_class->handle_local_options = cunyi_application_handle_local_options;
}

static void
cunyi_application_init (CunyiApplication *self)
{
  static const GOptionEntry entries[] = {
    { "store", 's', 0, G_OPTION_ARG_FILENAME, NULL, N_("Open the store FILE (made at the first start)"), N_("FILE") },
    { "demo", 'd', 0, G_OPTION_ARG_NONE, NULL, N_("Open the demo village"), NULL },
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Forms, contracts, cases and reports of a village clinic."));
}

CunyiApplication *
cunyi_application_new (void)
{
  /* Two stores may be open side by side (the clinic's and the demo village), so one process each. */
  return g_object_new (CUNYI_TYPE_APPLICATION,
                       "application-id", "cn.cunyi.Cunyi",
                       "flags", G_APPLICATION_NON_UNIQUE,
                       "resource-base-path", "/cunyi/ui",
                       NULL);
}
