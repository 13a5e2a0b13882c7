/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The real window, on a clinic of its own, driven from inside: keys come through the X server as from a keyboard, widgets
 * are found by the id that they have in their .ui file.
 *
 *   int main (int argc, char **argv)
 *   {
 *     harness_init (&argc, &argv);
 *     g_test_add_func ("/view/residents/a-name-opens-the-person", a_name_opens_the_person);
 *     return harness_run ();
 *   }
 *
 *   static void a_name_opens_the_person (void)
 *   {
 *     g_autoptr (Harness) harness = harness_new ("national", fill_with_people, NULL);
 *
 *     harness_press (harness, "<Control>f");
 *     harness_type (harness, "zs");
 *     harness_press (harness, "Return");
 *     harness_wait_for (CUNYI_IS_PERSON_PAGE (harness_page (harness)));
 *     harness_picture (harness, "person");
 *   }
 *
 * A test must run on a display: tests/with-display gives one. Messages are in English and the clock stands still on
 * 2022-08-01 unless the test says otherwise. Never sleep: wait for what is to be. */

#pragma once

#include "../clinic/scratch.h"
#include "view/application.h"
#include "view/window.h"

typedef struct {
  Scratch *scratch;    /* NULL for one of harness_new_at() */
  CunyiClinic *clinic; /* of the scratch, at work in the window */
  CunyiWindow *window;
} Harness;

/* Test harness, toolkit and theme; no animations, no blinking cursor. */
void harness_init (int *argc, char ***argv);

/* g_test_run(), and then until no thread reads any more. */
int harness_run (void);

/* Called with the empty clinic before the window opens. */
typedef void (*HarnessFill) (CunyiClinic *clinic, gpointer data);

/* Founds a clinic with a pack, fills it (`fill` may be NULL), opens the window on it, and waits until it has the keyboard
 * and the search knows everybody. */
Harness *harness_new (const char *pack, HarnessFill fill, gpointer data);
/* A window that starts with what lies at `path`: the first start, or the lock. The clinic is NULL. */
Harness *harness_new_at (const char *path);
/* Closes the window and makes sure that nothing keeps it alive. */
void harness_free (Harness *harness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Harness, harness_free)

/* The page in view. (transfer none) */
CunyiPage *harness_page (Harness *harness);

/* ---- keyboard ---- */

/* One key, in the way of gtk_accelerator_parse(): "Return", "<Control>s", "<Shift>Tab", "Escape", "<Alt>2". */
void harness_press (Harness *harness, const char *key);
/* Letters, digits and signs of a US keyboard. For Chinese use harness_insert(). */
void harness_type (Harness *harness, const char *text);
/* Turns the mouse wheel over a widget: up when `clicks` is negative. */
void harness_wheel (Harness *harness, gpointer widget, int clicks);
/* Drags with the mouse from one place of the screen to another, step by step, so that source and target speak with each other. */
void harness_drag (int from_x, int from_y, int to_x, int to_y);
/* Puts text into the entry that has the keyboard, as an input method would. */
void harness_insert (Harness *harness, const char *text);
/* Gives the keyboard to a window, such as a dialog: there is no window manager. harness_new() does it for the first. */
void harness_activate (GtkWindow *window);
/* The window on top of the harness's own: a dialog. NULL when there is none. (transfer none) */
GtkWindow *harness_dialog (Harness *harness);
/* The widget with the keyboard, of the dialog when there is one; NULL when none. (transfer none) */
GtkWidget *harness_focus (Harness *harness);

/* ---- finding; each is an error of the test when there is no such widget in `root` (a page, a dialog, the window) ---- */

/* By the id in its .ui file, or its widget name. */
GtkWidget *harness_find (gpointer root, const char *id);
/* The same, NULL when there is none. */
GtkWidget *harness_look_for (gpointer root, const char *id);
/* A visible button with this label, underlines left out. */
GtkWidget *harness_find_button (gpointer root, const char *label);
/* TRUE when a visible label, button or entry in `root` has `text` in it. */
gboolean harness_shows (gpointer root, const char *text);
/* Presses a button: what Enter on it would do. */
void harness_click (gpointer button);

/* ---- waiting ---- */

/* One turn of the main loop, at most 10 ms. */
void harness_turn (void);
/* Until nothing is to be done any more, frames drawn. */
void harness_settle (void);
/* Turns the main loop until the condition holds; after 20 seconds the test fails with the condition as text. */
#define harness_wait_for(condition)                                                            \
  G_STMT_START                                                                                 \
  {                                                                                            \
    gint64 until_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;                             \
    while (!(condition))                                                                       \
      {                                                                                        \
        if (g_get_monotonic_time () > until_)                                                  \
          g_error ("%s:%d: waited in vain for %s", __FILE__, __LINE__, #condition);            \
        harness_turn ();                                                                       \
      }                                                                                        \
  }                                                                                            \
  G_STMT_END

/* ---- looking ---- */

/* Keeps what is on the screen, popovers and dialogs too, as <CUNYI_PICTURES>/<name>.png; does nothing while that variable
 * is not set. */
void harness_picture (Harness *harness, const char *name);
/* Makes sure that the page needs no more room than a small screen has beside the sidebar; `name` is what it shows. */
void harness_fits (Harness *harness, const char *name);
/* Light or dark. */
void harness_set_dark (gboolean dark);
