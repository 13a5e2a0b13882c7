/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys by XTest from the same process: GTK 4 cannot make key events of its own, and the tree of widgets is at hand. */

#include "config.h"

#include "harness.h"

#include <X11/XKBlib.h>
#include <X11/extensions/XTest.h>
#include <gdk/x11/gdkx.h>
#include <string.h>

#include "base/clock.h"
#include "base/language.h"
#include "view/words.h"

#define PATIENCE 10 /* milliseconds that one turn waits at most */

/* ---- waiting ---- */

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
harness_turn (void)
{
  gboolean woken = FALSE;
  guint id = g_timeout_add (PATIENCE, wake_cb, &woken);

  g_main_context_iteration (NULL, TRUE);
  if (!woken)
    g_source_remove (id);
}

void
harness_settle (void)
{
  /* A frame that is asked for during the last turn is drawn during the next ones. */
  for (int quiet = 0; quiet < 4; quiet++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        quiet = 0;
      harness_turn ();
    }
}

/* ---- window ---- */

/* One for all tests of a program: it stays known to the session bus as long as it lives. */
static CunyiApplication *application;

void
harness_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  cunyi_language_init ();
  gtk_disable_setlocale ();
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    g_error ("No display: run this through tests/with-display");
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
  application = cunyi_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
}

void
harness_activate (GtkWindow *window)
{
  GdkSurface *surface;

  gtk_window_present (window);
  harness_wait_for (gtk_widget_get_mapped (GTK_WIDGET (window)));
  surface = gtk_native_get_surface (GTK_NATIVE (window));
  harness_settle ();
  XSetInputFocus (gdk_x11_display_get_xdisplay (gdk_display_get_default ()), gdk_x11_surface_get_xid (surface),
                  RevertToParent, CurrentTime);
  harness_wait_for (gtk_window_is_active (window));
  harness_settle ();
}

Harness *
harness_new (const char *pack, HarnessFill fill, gpointer data)
{
  Harness *harness = g_new0 (Harness, 1);
  g_autoptr (GError) error = NULL;

  harness->scratch = scratch_new (pack);
  harness->clinic = harness->scratch->clinic;
  if (fill)
    fill (harness->clinic, data);
  harness->window = cunyi_window_new (GTK_APPLICATION (application));
  if (!cunyi_search_fill (cunyi_clinic_get_search (harness->clinic), cunyi_clinic_get_database (harness->clinic), NULL,
                          &error))
    g_error ("%s", error->message);
  cunyi_window_open_clinic (harness->window, harness->clinic);
  harness_activate (GTK_WINDOW (harness->window));
  return harness;
}

Harness *
harness_new_at (const char *path)
{
  Harness *harness = g_new0 (Harness, 1);

  cunyi_clock_hold ("2022-08-01");
  harness->window = cunyi_window_new (GTK_APPLICATION (application));
  cunyi_window_start (harness->window, path);
  harness_activate (GTK_WINDOW (harness->window));
  return harness;
}

void
harness_free (Harness *harness)
{
  gpointer window = harness->window;

  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (harness->window));
  harness_settle ();
  harness_wait_for (window == NULL);
  g_clear_pointer (&harness->scratch, scratch_free);
  g_free (harness);
}

int
harness_run (void)
{
  int status = g_test_run ();

  harness_wait_for (cunyi_database_count_open () == 0);
  return status;
}

CunyiPage *
harness_page (Harness *harness)
{
  return cunyi_window_get_page (harness->window);
}

GtkWindow *
harness_dialog (Harness *harness)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (l->data != harness->window && GTK_IS_WINDOW (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

GtkWidget *
harness_focus (Harness *harness)
{
  GtkWindow *dialog = harness_dialog (harness);

  return gtk_window_get_focus (dialog ? dialog : GTK_WINDOW (harness->window));
}

/* ---- keyboard ---- */

static void
send_key (Display *display, guint keyval, gboolean down)
{
  KeyCode code = XKeysymToKeycode (display, keyval);

  if (code == 0)
    g_error ("the keyboard has no %s", gdk_keyval_name (keyval));
  XTestFakeKeyEvent (display, code, down, 0);
}

/* TRUE when the sign stands above another one on its key. */
static gboolean
needs_shift (Display *display, guint keyval)
{
  KeyCode code = XKeysymToKeycode (display, keyval);

  return XkbKeycodeToKeysym (display, code, 0, 0) != keyval && XkbKeycodeToKeysym (display, code, 0, 1) == keyval;
}

static void
send (guint keyval, GdkModifierType modifiers)
{
  Display *display = gdk_x11_display_get_xdisplay (gdk_display_get_default ());
  const struct {
    GdkModifierType modifier;
    guint keyval;
  } keys[] = {
    { GDK_CONTROL_MASK, GDK_KEY_Control_L },
    { GDK_ALT_MASK, GDK_KEY_Alt_L },
    { GDK_SHIFT_MASK, GDK_KEY_Shift_L },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (modifiers & keys[i].modifier)
      send_key (display, keys[i].keyval, TRUE);
  send_key (display, keyval, TRUE);
  send_key (display, keyval, FALSE);
  for (guint i = G_N_ELEMENTS (keys); i-- > 0;)
    if (modifiers & keys[i].modifier)
      send_key (display, keys[i].keyval, FALSE);
  XSync (display, False);
  harness_settle ();
}

void
harness_press (Harness *harness, const char *key)
{
  guint keyval;
  GdkModifierType modifiers;

  if (!gtk_accelerator_parse (key, &keyval, &modifiers))
    g_error ("no key is called %s", key);
  send (keyval, modifiers);
}

void
harness_type (Harness *harness, const char *text)
{
  Display *display = gdk_x11_display_get_xdisplay (gdk_display_get_default ());

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      guint keyval = gdk_unicode_to_keyval (g_utf8_get_char (p));

      send (keyval, needs_shift (display, keyval) ? GDK_SHIFT_MASK : 0);
    }
}

void
harness_wheel (Harness *harness, gpointer widget, int clicks)
{
  Display *display = gdk_x11_display_get_xdisplay (gdk_display_get_default ());
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  guint button = clicks < 0 ? 4 : 5; /* as X counts: wheel up, wheel down */
  double x, y;

  if (!gtk_widget_translate_coordinates (widget, root, gtk_widget_get_width (widget) / 2.0,
                                         gtk_widget_get_height (widget) / 2.0, &x, &y))
    g_error ("the widget is not in a window");
  XTestFakeMotionEvent (display, -1, x, y, 0);
  for (int i = 0; i < ABS (clicks); i++)
    {
      XTestFakeButtonEvent (display, button, True, 0);
      XTestFakeButtonEvent (display, button, False, 0);
    }
  XSync (display, False);
  harness_settle ();
}

void
harness_drag (int from_x, int from_y, int to_x, int to_y)
{
  Display *display = gdk_x11_display_get_xdisplay (gdk_display_get_default ());
  const int steps = 12;

  XTestFakeMotionEvent (display, -1, from_x, from_y, 0);
  XSync (display, False);
  harness_settle ();
  XTestFakeButtonEvent (display, 1, True, 0);
  for (int i = 1; i <= steps; i++)
    {
      XSync (display, False);
      harness_settle ();
      XTestFakeMotionEvent (display, -1, from_x + (to_x - from_x) * i / steps, from_y + (to_y - from_y) * i / steps, 0);
    }
  XSync (display, False);
  harness_settle ();
  XTestFakeButtonEvent (display, 1, False, 0);
  XSync (display, False);
  harness_settle ();
}

void
harness_insert (Harness *harness, const char *text)
{
  GtkWidget *focus = harness_focus (harness);

  if (!GTK_IS_TEXT (focus) && !GTK_IS_TEXT_VIEW (focus))
    g_error ("no entry has the keyboard");
  if (GTK_IS_EDITABLE (focus))
    gtk_editable_delete_selection (GTK_EDITABLE (focus));
  g_signal_emit_by_name (focus, "insert-at-cursor", text);
  harness_settle ();
}

/* ---- finding ---- */

GtkWidget *
harness_look_for (gpointer root, const char *id)
{
  const char *own = gtk_buildable_get_buildable_id (GTK_BUILDABLE (root));

  if (g_strcmp0 (own, id) == 0 || g_strcmp0 (gtk_widget_get_name (root), id) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = harness_look_for (child, id);

      if (found)
        return found;
    }
  return NULL;
}

GtkWidget *
harness_find (gpointer root, const char *id)
{
  GtkWidget *found = harness_look_for (root, id);

  if (found == NULL)
    g_error ("nothing is called %s", id);
  return found;
}

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_EDITABLE (widget))
    return gtk_editable_get_text (GTK_EDITABLE (widget));
  if (CUNYI_IS_WORDS (widget))
    return cunyi_words_get_text (CUNYI_WORDS (widget));
  return "";
}

gboolean
harness_shows (gpointer root, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (strstr (text_of (root), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    if (harness_shows (child, text))
      return TRUE;
  return FALSE;
}

/* A button that says `label` in one of its labels and nothing else in that one. */
static gboolean
says (GtkWidget *widget, const char *label)
{
  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), label) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (says (child, label))
      return TRUE;
  return FALSE;
}

static GtkWidget *
look_for_button (GtkWidget *root, const char *label)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_BUTTON (root) && says (root, label))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = look_for_button (child, label);

      if (found)
        return found;
    }
  return NULL;
}

GtkWidget *
harness_find_button (gpointer root, const char *label)
{
  GtkWidget *found = look_for_button (root, label);

  if (found == NULL)
    g_error ("no button says %s", label);
  return found;
}

void
harness_click (gpointer button)
{
  g_signal_emit_by_name (button, "clicked");
  harness_settle ();
}

/* ---- looking ---- */

void
harness_fits (Harness *harness, const char *name)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (harness_page (harness)), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > 1100)
    g_error ("%s is %d wide", name, minimum);
}

void
harness_picture (Harness *harness, const char *name)
{
  const char *folder = g_getenv ("CUNYI_PICTURES");
  g_autofree char *path = folder ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;
  const char *argv[] = { "import", "-silent", "-window", "root", path, NULL };
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    return;
  harness_settle ();
  g_mkdir_with_parents (folder, 0755);
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
}

void
harness_set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  harness_settle ();
}
