/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All choices are one text: a hundred questions stay cheap, and the words run on in the next line as on paper. Where a
 * choice lies is asked of its layout. */

#include "config.h"

#include "view/choice-entry.h"

#include <string.h>

#include "view/choice-words.h"
#include "view/focus.h"
#include "view/words.h"

#define GAP "　" /* between choices; may break the line */
#define JOINER "\xE2\x81\xA0" /* U+2060, inside a choice: must not break it */
#define MAX_JOINED 14 /* letters of a choice that is kept in one line */

struct _CunyiChoiceEntry {
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *label;
  const CunyiField *field;
  GArray *ends; /* guint: where each choice ends in the text of the label */
  gboolean own; /* the entry is being written by the program */
  gboolean typing; /* what stands in the entry is the doctor's, not yet put in order */
  gboolean unsaid; /* and was not said yet */
};

static void add_input (CunyiFieldInputInterface *iface);
static void commit (CunyiFieldInput *input);

G_DEFINE_FINAL_TYPE_WITH_CODE (CunyiChoiceEntry, cunyi_choice_entry, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CUNYI_TYPE_FIELD_INPUT, add_input))

/* ---- the choices ---- */

static void
append_joined (GString *text, const char *word)
{
  gboolean join = g_utf8_strlen (word, -1) <= MAX_JOINED;

  for (const char *p = word; *p; p = g_utf8_next_char (p))
    {
      if (join && p > word)
        g_string_append (text, JOINER);
      g_string_append_len (text, p, g_utf8_next_char (p) - p);
    }
}

static void
show_choices (CunyiChoiceEntry *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  PangoAttrList *attributes = pango_attr_list_new ();

  g_array_set_size (self->ends, 0);
  for (guint i = 0; i < self->field->n_choices; i++)
    {
      const CunyiFieldChoice *choice = &self->field->choices[i];
      g_autofree char *number = cunyi_choice_words_number (self->field->item, choice->choice);
      g_autofree char *place = cunyi_choice_words_place (self->field, choice->choice);
      const char *gap = g_ascii_isdigit (choice->label[0]) ? "\u00A0" : ""; /* 2 24≤BMI<25 */
      g_autofree char *word = g_strconcat (choice->selected ? "✓" : "", number, gap, choice->label, place, NULL);
      guint begin, end;

      if (i > 0)
        g_string_append (text, GAP);
      begin = text->len;
      append_joined (text, word);
      end = text->len;
      g_array_append_val (self->ends, end);
      if (choice->selected)
        {
          PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

          bold->start_index = begin;
          bold->end_index = end;
          pango_attr_list_insert (attributes, bold);
        }
    }
  cunyi_words_set_text (CUNYI_WORDS (self->label), text->str, attributes);
  pango_attr_list_unref (attributes);
}

static const CunyiFieldChoice *
find_at (CunyiChoiceEntry *self, double x, double y)
{
  int index = cunyi_words_find (CUNYI_WORDS (self->label), x, y);

  for (guint i = 0; i < self->ends->len && i < self->field->n_choices; i++)
    if (index >= 0 && (guint) index < g_array_index (self->ends, guint, i))
      return &self->field->choices[i];
  return NULL;
}

static void
pressed_cb (CunyiChoiceEntry *self, int n_press, double x, double y)
{
  const CunyiFieldChoice *choice = self->field ? find_at (self, x, y) : NULL;
  g_autofree char *answer = choice ? cunyi_choice_words_toggle (self->field, choice->choice) : NULL;

  gtk_widget_grab_focus (self->entry);
  self->typing = self->unsaid = FALSE;
  if (answer)
    cunyi_field_input_chosen (self, answer);
}

/* ---- the entry ---- */

static void
say (CunyiChoiceEntry *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *answer = cunyi_choice_words_parse (self->field, typed);
  g_autofree char *kept = g_strdup (answer ? answer : typed);

  self->unsaid = FALSE;
  cunyi_field_input_chosen (self, kept);
}

static gboolean
is_single (CunyiChoiceEntry *self)
{
  return self->field->item->kind == CUNYI_ITEM_SELECT_ONE;
}

static void
changed_cb (CunyiChoiceEntry *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *answer = NULL;

  if (self->own || self->field == NULL)
    return;
  answer = cunyi_choice_words_parse (self->field, typed);
  self->typing = self->unsaid = TRUE;
  if (is_single (self) && cunyi_choice_words_is_complete (self->field, typed))
    {
      commit (CUNYI_FIELD_INPUT (self));
      cunyi_field_input_done (self, TRUE);
    }
  else if (answer)
    say (self);
}

static void
activate_cb (CunyiChoiceEntry *self)
{
  commit (CUNYI_FIELD_INPUT (self));
  cunyi_field_input_done (self, FALSE);
}

/* ---- object ---- */

static gboolean
cunyi_choice_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CUNYI_CHOICE_ENTRY (widget)->entry);
}

static void
cunyi_choice_entry_dispose (GObject *object)
{
  CunyiChoiceEntry *self = CUNYI_CHOICE_ENTRY (object);

  self->field = NULL;
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->ends, g_array_unref);
  G_OBJECT_CLASS (cunyi_choice_entry_parent_class)->dispose (object);
}

static void
cunyi_choice_entry_class_init (CunyiChoiceEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_choice_entry_dispose;
  widget_class->grab_focus = cunyi_choice_entry_grab_focus;
  widget_class->focus = cunyi_focus_children;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "choices");
  cunyi_field_input_add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
cunyi_choice_entry_init (CunyiChoiceEntry *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);

  self->entry = gtk_entry_new ();
  g_object_set (self->entry, "im-module", "gtk-im-context-simple", "width-chars", 3, "max-width-chars", 3, "valign",
                GTK_ALIGN_START, NULL);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));

  self->label = cunyi_words_new (10);
  g_object_set (self->label, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_set_cursor_from_name (self->label, "pointer");
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->label, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->label, NULL,
                                  -1);
}

GtkWidget *
cunyi_choice_entry_new (void)
{
  return g_object_new (CUNYI_TYPE_CHOICE_ENTRY, NULL);
}

/* Wide enough for the numbers of three choices. */
static void
fit_entry (CunyiChoiceEntry *self)
{
  int n = self->field->n_choices;
  int chars = is_single (self) ? 2 : self->field->item->kind == CUNYI_ITEM_RANK ? MIN (18, 2 * n) : MIN (6, 2 + n / 2);

  if (gtk_editable_get_width_chars (GTK_EDITABLE (self->entry)) != chars)
    g_object_set (self->entry, "width-chars", chars, "max-width-chars", chars, NULL);
}

static void
show_answer (CunyiChoiceEntry *self)
{
  const CunyiField *field = self->field;
  /* What is no choice stands there as it was typed. */
  g_autofree char *numbers = *field->value || *field->text == '\0' ? cunyi_choice_words_numbers (field)
                                                                   : g_strdup (field->text);

  cunyi_field_input_write (GTK_EDITABLE (self->entry), &self->own, numbers);
}

static void
update (CunyiFieldInput *input, const CunyiField *field)
{
  CunyiChoiceEntry *self = CUNYI_CHOICE_ENTRY (input);

  self->field = field;
  fit_entry (self);
  show_choices (self);
  if (!self->typing)
    show_answer (self);
}

static GtkWidget *
get_target (CunyiFieldInput *input)
{
  return CUNYI_CHOICE_ENTRY (input)->entry;
}

static void
commit (CunyiFieldInput *input)
{
  CunyiChoiceEntry *self = CUNYI_CHOICE_ENTRY (input);

  self->typing = FALSE;
  if (self->unsaid)
    say (self);
  if (self->field)
    show_answer (self);
}

static void
add_input (CunyiFieldInputInterface *iface)
{
  iface->update = update;
  iface->get_target = get_target;
  iface->commit = commit;
}
