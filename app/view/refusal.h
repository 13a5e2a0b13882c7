/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why something was not done, in a label of the place where it was asked for; what was typed stays beside it. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The label is away while there is no sentence (""). */
void cunyi_refusal_tell (GtkLabel *label, const char *sentence);
/* The same with a cross before the sentence, where no colour of the label says what it is. */
void cunyi_refusal_tell_marked (GtkLabel *label, const char *sentence);
/* In the words for the doctor. */
void cunyi_refusal_tell_error (GtkLabel *label, const GError *error);

G_END_DECLS
