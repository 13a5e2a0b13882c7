/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which input suits which question, and what all of them have in common. */

#include "config.h"

#include "view/field-input.h"

#include <string.h>

#include "view/choice-entry.h"
#include "view/choice-picker.h"
#include "view/entry-input.h"
#include "view/lines-input.h"
#include "view/photo-input.h"
#include "view/range-input.h"
#include "view/tick-input.h"

#define INLINE_CHOICES 9 /* more than these are a list, unless the form wants them in a line */
#define MAX_INLINE_CHOICES 14

G_DEFINE_INTERFACE (CunyiFieldInput, cunyi_field_input, GTK_TYPE_WIDGET)

static void
cunyi_field_input_default_init (CunyiFieldInputInterface *iface)
{
}

static GtkWidget *
create_choice (const CunyiItem *item)
{
  guint limit = item->horizontal ? MAX_INLINE_CHOICES : INLINE_CHOICES;

  /* The order of a rank is typed, all of it. */
  if (item->kind == CUNYI_ITEM_RANK || (!item->minimal && item->choices->n_choices <= limit))
    return cunyi_choice_entry_new ();
  return cunyi_choice_picker_new ();
}

GtkWidget *
cunyi_field_input_new (const CunyiItem *item)
{
  if (item->choices)
    return create_choice (item);
  if (item->has_range)
    return cunyi_range_input_new (item);
  if (item->kind == CUNYI_ITEM_ACKNOWLEDGE)
    return cunyi_tick_input_new ();
  if (item->kind == CUNYI_ITEM_IMAGE)
    return cunyi_photo_input_new ();
  return item->multiline ? cunyi_lines_input_new () : cunyi_entry_input_new (item);
}

void
cunyi_field_input_update (CunyiFieldInput *self, const CunyiField *field)
{
  CUNYI_FIELD_INPUT_GET_IFACE (self)->update (self, field);
}

GtkWidget *
cunyi_field_input_get_target (CunyiFieldInput *self)
{
  return CUNYI_FIELD_INPUT_GET_IFACE (self)->get_target (self);
}

void
cunyi_field_input_push (CunyiFieldInput *self)
{
  if (CUNYI_FIELD_INPUT_GET_IFACE (self)->push)
    CUNYI_FIELD_INPUT_GET_IFACE (self)->push (self);
}

void
cunyi_field_input_commit (CunyiFieldInput *self)
{
  if (CUNYI_FIELD_INPUT_GET_IFACE (self)->commit)
    CUNYI_FIELD_INPUT_GET_IFACE (self)->commit (self);
}

void
cunyi_field_input_add_signals (GType type)
{
  g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  g_signal_new ("typing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
cunyi_field_input_write (GtkEditable *entry, gboolean *own, const char *text)
{
  if (strcmp (gtk_editable_get_text (entry), text) == 0)
    return;
  *own = TRUE;
  gtk_editable_set_text (entry, text);
  gtk_editable_set_position (entry, -1);
  *own = FALSE;
}

void
cunyi_field_input_chosen (gpointer self, const char *answer)
{
  g_signal_emit_by_name (self, "chosen", answer);
}

void
cunyi_field_input_done (gpointer self, gboolean by_itself)
{
  g_signal_emit_by_name (self, "done", by_itself);
}
