/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* While somebody types, nothing is put in order: 1, 15 and 152 are all the same blood pressure on its way. What was typed
 * is handed on a moment later all the same, so that the draft has it. */

#include "config.h"

#include "view/entry-input.h"

#include <string.h>

#include "base/day.h"

#define PUSH_DELAY 300 /* milliseconds from the first key that was not handed on */

struct _CunyiEntryInput {
  GtkEntry parent_instance;

  const CunyiField *field;
  gboolean own;    /* the text is being written by the program */
  gboolean typing; /* typed into and not put in order yet */
  guint push_id;
};

static void add_input (CunyiFieldInputInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CunyiEntryInput, cunyi_entry_input, GTK_TYPE_ENTRY,
                               G_IMPLEMENT_INTERFACE (CUNYI_TYPE_FIELD_INPUT, add_input))

static void
push (CunyiFieldInput *input)
{
  CunyiEntryInput *self = CUNYI_ENTRY_INPUT (input);
  g_autofree char *typed = NULL;

  if (self->push_id == 0)
    return;
  g_clear_handle_id (&self->push_id, g_source_remove);
  typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self)));
  cunyi_field_input_chosen (self, typed);
}

static gboolean
push_cb (gpointer data)
{
  push (CUNYI_FIELD_INPUT (data));
  return G_SOURCE_REMOVE;
}

static void
commit (CunyiFieldInput *input)
{
  push (input);
  CUNYI_ENTRY_INPUT (input)->typing = FALSE;
}

static gboolean
done_idle_cb (gpointer data)
{
  CunyiEntryInput *self = CUNYI_ENTRY_INPUT (data);

  if (self->typing && gtk_widget_get_root (GTK_WIDGET (self)))
    cunyi_field_input_done (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* Eight digits are a whole day, if there is such a day: nothing to wait for. */
static gboolean
is_whole_day (CunyiEntryInput *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self));

  return self->field && self->field->item->kind == CUNYI_ITEM_DATE && strlen (typed) == 8
         && strspn (typed, "0123456789") == 8 && cunyi_day_parse (typed) != CUNYI_DAY_NONE;
}

static void
changed_cb (CunyiEntryInput *self)
{
  if (self->own)
    return;
  self->typing = TRUE;
  g_signal_emit_by_name (self, "typing");
  if (self->push_id == 0)
    self->push_id = g_timeout_add (PUSH_DELAY, push_cb, self);
  /* The text cannot be rewritten inside its own signal. */
  if (is_whole_day (self))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, done_idle_cb, g_object_ref (self), g_object_unref);
}

static void
activate_cb (CunyiEntryInput *self)
{
  cunyi_field_input_done (self, FALSE);
}

static void
update (CunyiFieldInput *input, const CunyiField *field)
{
  CunyiEntryInput *self = CUNYI_ENTRY_INPUT (input);
  g_autofree char *text = g_strdup (field->text);

  self->field = field;
  if (field->item->kind == CUNYI_ITEM_MOMENT && *field->value)
    g_strdelimit (text, "T", ' ');
  if (!self->typing)
    cunyi_field_input_write (GTK_EDITABLE (self), &self->own, text);
}

static GtkWidget *
get_target (CunyiFieldInput *input)
{
  return GTK_WIDGET (input);
}

static void
add_input (CunyiFieldInputInterface *iface)
{
  iface->update = update;
  iface->get_target = get_target;
  iface->push = push;
  iface->commit = commit;
}

static void
cunyi_entry_input_dispose (GObject *object)
{
  g_clear_handle_id (&CUNYI_ENTRY_INPUT (object)->push_id, g_source_remove);
  G_OBJECT_CLASS (cunyi_entry_input_parent_class)->dispose (object);
}

static void
cunyi_entry_input_class_init (CunyiEntryInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cunyi_entry_input_dispose;
  cunyi_field_input_add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
cunyi_entry_input_init (CunyiEntryInput *self)
{
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "activate", G_CALLBACK (activate_cb), NULL);
}

/* Letters that the answer has, 0 for as many as there is room for. */
static int
count_chars (const CunyiItem *item)
{
  switch (item->kind)
    {
    case CUNYI_ITEM_DATE:
      return 10;
    case CUNYI_ITEM_MOMENT:
      return 16;
    case CUNYI_ITEM_INTEGER:
    case CUNYI_ITEM_DECIMAL:
    case CUNYI_ITEM_TIME:
      return 7;
    default:
      return 0;
    }
}

GtkWidget *
cunyi_entry_input_new (const CunyiItem *item)
{
  GtkWidget *self = g_object_new (CUNYI_TYPE_ENTRY_INPUT, NULL);
  int chars = count_chars (item);

  g_object_set (self, "width-chars", chars > 0 ? chars : 6, "hexpand", chars == 0, "valign", GTK_ALIGN_START, NULL);
  /* Digits and scanners have no use for an input method. */
  if (chars > 0 || item->scanned)
    g_object_set (self, "im-module", "gtk-im-context-simple", NULL);
  if (chars > 0)
    g_object_set (self, "max-width-chars", chars, NULL);
  return self;
}
