/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a question is answered with: one widget for each kind of answer (an entry, several lines, choices, a range, a tick,
 * a photograph), all of which a field deals with in the same way.
 *
 * Signals of each: “chosen” (answer, as typed), “done” (go on; TRUE when by itself). Those that are typed into letter by
 * letter have “typing” besides. */

#pragma once

#include <gtk/gtk.h>

#include "form/session.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_FIELD_INPUT (cunyi_field_input_get_type ())
G_DECLARE_INTERFACE (CunyiFieldInput, cunyi_field_input, CUNYI, FIELD_INPUT, GtkWidget)

struct _CunyiFieldInputInterface {
  GTypeInterface parent_iface;

  void (*update) (CunyiFieldInput *self, const CunyiField *field);
  GtkWidget *(*get_target) (CunyiFieldInput *self);
  void (*push) (CunyiFieldInput *self);
  void (*commit) (CunyiFieldInput *self);
};

/* The input that suits a question which can be typed into. */
GtkWidget *cunyi_field_input_new (const CunyiItem *item);
/* Shows the answer of a field, which must stay until the next update. What is being typed is kept. */
void cunyi_field_input_update (CunyiFieldInput *self, const CunyiField *field);
/* The widget that takes the keyboard. (transfer none) */
GtkWidget *cunyi_field_input_get_target (CunyiFieldInput *self);
/* Says what was typed and not said yet, but leaves it as it is: the doctor has not finished. */
void cunyi_field_input_push (CunyiFieldInput *self);
/* Says what was typed and not said yet, and from the next update on shows it in order. */
void cunyi_field_input_commit (CunyiFieldInput *self);

/* For class_init of an input: “chosen” and “done”. */
void cunyi_field_input_add_signals (GType type);
/* Writes into the entry of an input what the program says, unless it stands there; `own` is TRUE meanwhile, so that its
 * “changed” is not taken for typing. */
void cunyi_field_input_write (GtkEditable *entry, gboolean *own, const char *text);
/* Emit them. */
void cunyi_field_input_chosen (gpointer self, const char *answer);
void cunyi_field_input_done (gpointer self, gboolean by_itself);

G_END_DECLS
