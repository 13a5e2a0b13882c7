/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The proposal of a question, as a button under its entry. */

#include "config.h"

#include "view/proposal-button.h"

#include <glib/gi18n.h>

struct _CunyiProposalButton {
  GtkButton parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (CunyiProposalButton, cunyi_proposal_button, GTK_TYPE_BUTTON)

static void
cunyi_proposal_button_class_init (CunyiProposalButtonClass *klass)
{
}

static void
cunyi_proposal_button_init (CunyiProposalButton *self)
{
  self->label = gtk_label_new (NULL);
  g_object_set (self->label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL);
  gtk_button_set_child (GTK_BUTTON (self), self->label);
  gtk_widget_set_name (GTK_WIDGET (self), "proposal");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  /* F4 takes it from the question; Tab goes from answer to answer. */
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-proposal");
}

GtkWidget *
cunyi_proposal_button_new (void)
{
  return g_object_new (CUNYI_TYPE_PROPOSAL_BUTTON, NULL);
}

static char *
word (const CunyiField *field)
{
  if (field->overruled)
    /* Translators: %s is the answer that the rules propose; the doctor has decided otherwise. */
    return g_strdup_printf (_("Proposed: %s – you decided otherwise (F4 takes it)"), field->proposal);
  if (*field->value)
    return g_strdup_printf (_("Proposed: %s ✓"), field->proposal);
  /* Translators: %s is the answer that the rules propose. */
  return g_strdup_printf (_("Proposed: %s (F4)"), field->proposal);
}

void
cunyi_proposal_button_update (CunyiProposalButton *self, const CunyiField *field)
{
  g_autofree char *text = word (field);

  gtk_widget_set_visible (GTK_WIDGET (self), field->visible && *field->proposal);
  gtk_widget_set_sensitive (GTK_WIDGET (self), field->enabled && (*field->value == '\0' || field->overruled));
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, field->label, -1);
}
