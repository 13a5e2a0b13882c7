/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One question of a form: label, the entry that suits it, what it was last time, and under it what is wrong. It knows no
 * session: it shows what cunyi_form_field_update() is given and says what is done to it.
 *
 * Signals: “set” (text, as typed), “confirm” (TRUE or FALSE), “proposed” (the proposal is to be taken), “done” (go on; a CunyiFormDone), “back” (Shift+Enter). */

#pragma once

#include <gtk/gtk.h>

#include "form/session.h"

G_BEGIN_DECLS

/* What made the keyboard go on. */
typedef enum {
  CUNYI_FORM_DONE_UNTOUCHED, /* Enter, nothing was typed here */
  CUNYI_FORM_DONE_TYPED,     /* Enter behind what was typed */
  CUNYI_FORM_DONE_BY_ITSELF, /* a number of a choice or a day that is whole */
} CunyiFormDone;

#define CUNYI_TYPE_FORM_FIELD (cunyi_form_field_get_type ())
G_DECLARE_FINAL_TYPE (CunyiFormField, cunyi_form_field, CUNYI, FORM_FIELD, GtkWidget)

/* For a field of the session; `wide` puts the label beside the entry, not above it. */
GtkWidget *cunyi_form_field_new (const CunyiField *field, gboolean wide);
/* Shows the field, which must stay until the next update; what is being typed is kept. */
void cunyi_form_field_update (CunyiFormField *self, const CunyiField *field);
/* What it shows. (transfer none) */
const CunyiField *cunyi_form_field_get_field (CunyiFormField *self);
/* TRUE when something can be typed into it. */
gboolean cunyi_form_field_can_focus (CunyiFormField *self);
/* Says what was typed and not said yet, shows it in order and, from now on, what is wrong with it. */
void cunyi_form_field_commit (CunyiFormField *self);
/* Says what was typed, but leaves it as it is: the doctor has not finished. */
void cunyi_form_field_push (CunyiFormField *self);

G_END_DECLS
