/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the rules propose as the answer of a question, to be taken by a click or F4; it says when the doctor decided
 * otherwise. */

#pragma once

#include <gtk/gtk.h>

#include "form/session.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PROPOSAL_BUTTON (cunyi_proposal_button_get_type ())
G_DECLARE_FINAL_TYPE (CunyiProposalButton, cunyi_proposal_button, CUNYI, PROPOSAL_BUTTON, GtkButton)

GtkWidget *cunyi_proposal_button_new (void);
/* Hides itself when nothing is proposed. */
void cunyi_proposal_button_update (CunyiProposalButton *self, const CunyiField *field);

G_END_DECLS
