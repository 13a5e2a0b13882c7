/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sentences that say what could not be done. */

#include "config.h"

#include "view/refusal.h"

#include "clinic/explain.h"

void
cunyi_refusal_tell (GtkLabel *label, const char *sentence)
{
  gtk_label_set_label (label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (label), *sentence != '\0');
}

void
cunyi_refusal_tell_marked (GtkLabel *label, const char *sentence)
{
  g_autofree char *marked = *sentence ? g_strconcat ("× ", sentence, NULL) : g_strdup ("");

  cunyi_refusal_tell (label, marked);
}

void
cunyi_refusal_tell_error (GtkLabel *label, const GError *error)
{
  g_autofree char *sentence = cunyi_explain_error (error);

  cunyi_refusal_tell (label, sentence);
}
