/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Long work on screen: what is being done, how far it is, and a button that cancels it. Hidden while nothing is done. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CUNYI_TYPE_PROGRESS_BOX (cunyi_progress_box_get_type ())
G_DECLARE_FINAL_TYPE (CunyiProgressBox, cunyi_progress_box, CUNYI, PROGRESS_BOX, GtkWidget)

/* Shows it with this sentence. The cancellable is that of the work that begins now; without `may_cancel` there is no
 * button. (transfer none) */
GCancellable *cunyi_progress_box_begin (CunyiProgressBox *box, const char *what, gboolean may_cancel);
/* Hides it again. */
void cunyi_progress_box_end (CunyiProgressBox *box);
/* As the button does: the work ends soon and says so. */
void cunyi_progress_box_cancel (CunyiProgressBox *box);
gboolean cunyi_progress_box_is_busy (CunyiProgressBox *box);

/* A CunyiProgress for the working thread; `data` is the box, to which the task holds a reference. */
void cunyi_progress_box_report (gint64 done, gint64 total, gpointer data);

G_END_DECLS
