/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the pages of a person and of a household share: buttons for the forms that can be filled about somebody, due work
 * in a short list, the timeline. */

#pragma once

#include "view/chores.h"
#include "view/short-list.h"
#include "view/window.h"

G_BEGIN_DECLS

/* Puts a button into `box`, which is on a page, for each form in use about a `kind` (person, household) that suits `subject`, to
 * fill it; on the page, digits press the first nine. */
void cunyi_subject_add_forms (GtkBox *box, CunyiClinic *clinic, const char *kind, const char *subject);

/* A pill with a word in it: a group, a disease, a state. */
void cunyi_subject_add_badge (GtkBox *box, const char *text, const char *tooltip);
void cunyi_subject_clear (GtkBox *box);

/* Due work in `list`, whose columns are set by cunyi_subject_set_due_columns(); the
 * ids of its lines are kinds and ids parted by blanks, which cunyi_subject_open_due() understands. `with_names` when lines
 * may be about different people. */
void cunyi_subject_set_due_columns (CunyiShortList *list, gboolean with_names);
void cunyi_subject_show_due (CunyiShortList *list, GPtrArray *due, gboolean with_names);
/* The id of a line of due work. (transfer full) */
char *cunyi_subject_id_of_due (const CunyiDue *due);
/* Does what the line says: fills the form, shows the case, registers who has died or moved, else shows the subject. */
void cunyi_subject_open_due (CunyiWindow *window, const char *id);

/* Records, cases and papers of a subject. FALSE when they could not be read. */
void cunyi_subject_set_timeline_columns (CunyiShortList *list);
gboolean cunyi_subject_show_timeline (CunyiShortList *list, CunyiClinic *clinic, const char *subject, GError **error);
void cunyi_subject_open_timeline (CunyiWindow *window, const char *id);

G_END_DECLS
