/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The least that a program with a window of libadwaita is: a header bar and nothing below it, of the size that the project's
 * window has. It is drawn as the project's is, by cairo and with no OpenGL in the process; or by cairo alone, OpenGL started as
 * GTK does; or as GTK does when nobody chooses.
 * Usage: bench-empty-window [cairo | as-it-comes] */

#include "config.h"

#include <adwaita.h>

static void
activate_cb (GApplication *application, gpointer data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_set_title (GTK_WINDOW (window), "村医");
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  g_unsetenv ("GSK_RENDERER");
  g_unsetenv ("GDK_DEBUG");
  if (g_strcmp0 (argv[1], "as-it-comes") != 0)
    g_setenv ("GSK_RENDERER", "cairo", TRUE);
  if (argc == 1)
    g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
  application = adw_application_new ("cn.cunyi.Empty", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
