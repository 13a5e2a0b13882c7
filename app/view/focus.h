/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The way of the keyboard where GTK 4.8 does not let go of it. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For GtkWidgetClass.focus of a widget whose grab_focus hands the keyboard to a child: going backwards, the default would
 * hand it to that child again, and nobody would come out. TRUE when a child took it. */
gboolean cunyi_focus_children (GtkWidget *widget, GtkDirectionType direction);

/* Tab leaves the list, whose rows are for the arrows: by itself it would go from row to row, and choose each. */
void cunyi_focus_leave_by_tab (GtkListBox *list);

/* Letters that are typed over `list` go into the search, which takes the keyboard with the first of them. */
void cunyi_focus_search_from (GtkSearchEntry *search, GtkWidget *list);

/* Access keys of buttons act at once, for the whole program: GTK acts a quarter of a second later, and what is typed meanwhile
 * goes where the keyboard still is. */
void cunyi_focus_hurry_access_keys (void);

/* For a drop-down of strings: what opens it gives the keyboard to the line that is chosen (GTK: to the one that had it last), or to the
 * search of a long list, where Enter takes what fits; its access key opens it at once. */
void cunyi_focus_drop_down (GtkDropDown *choice);

G_END_DECLS
