/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A row of a list box for each column and each open value. The keyboard stays at the row with the same words when they are
 * shown again. */

#include "config.h"

#include "view/roster-columns.h"

#include <glib/gi18n.h>
#include <string.h>

#include "view/choice-popover.h"

struct _CunyiRosterColumns {
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *list;
  GStrv fields, field_labels; /* to choose from */
  int settled;                /* row that was just settled, -1 for none: the keyboard comes back to it */
};

G_DEFINE_FINAL_TYPE (CunyiRosterColumns, cunyi_roster_columns, GTK_TYPE_WIDGET)

enum { FIELD, MEANING, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What a button settles; lives with it. */
typedef struct {
  CunyiRosterColumns *columns;
  GtkWidget *button;
  guint index;
  char *text;            /* of a value, NULL for the column itself */
  char *chosen;
  GStrv codes, labels;   /* of a value */
} Question;

#define QUESTION_KEY "cunyi-question"

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->text);
  g_free (question->chosen);
  g_strfreev (question->codes);
  g_strfreev (question->labels);
  g_free (question);
}

/* ---- choosing ---- */

static void
chosen_cb (Question *question, const char *code)
{
  GtkWidget *row = gtk_widget_get_ancestor (question->button, GTK_TYPE_LIST_BOX_ROW);

  question->columns->settled = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  if (question->text)
    g_signal_emit (question->columns, signals[MEANING], 0, question->index, question->text, code);
  else
    g_signal_emit (question->columns, signals[FIELD], 0, question->index, code);
}

static void
ask_cb (GtkButton *button)
{
  Question *question = g_object_get_data (G_OBJECT (button), QUESTION_KEY);
  char **codes = question->text ? question->codes : question->columns->fields;
  char **labels = question->text ? question->labels : question->columns->field_labels;
  CunyiChoicePopover *popover = cunyi_choice_popover_new (GTK_WIDGET (button));

  cunyi_choice_popover_add (popover, "", question->text ? _("Leave open") : _("Keep under its own name"),
                            question->chosen[0] == '\0');
  for (guint i = 0; codes[i]; i++)
    cunyi_choice_popover_add (popover, codes[i], labels[i], g_str_equal (codes[i], question->chosen));
  g_signal_connect_swapped (popover, "chosen", G_CALLBACK (chosen_cb), question);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static GtkWidget *
new_button (Question *question, const char *label, const char *about, gboolean doubtful)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  /* Translators: a column or a value of a roster, and what it is taken for. */
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), about, label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, 150, -1);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  if (doubtful)
    gtk_widget_add_css_class (button, "suggested-action");
  question->button = button;
  g_object_set_data_full (G_OBJECT (button), QUESTION_KEY, question, free_question);
  g_signal_connect (button, "clicked", G_CALLBACK (ask_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return button;
}

/* ---- rows ---- */

static GtkWidget *
new_words (const char *above, const char *below)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *labels[] = { gtk_label_new (above), gtk_label_new (below) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (words), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "dim-label");
  gtk_widget_add_css_class (labels[1], "caption");
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

static void
append (CunyiRosterColumns *self, GtkWidget *words, GtkWidget *button, gboolean indented)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_margin_start (box, indented ? 28 : 8);
  gtk_widget_set_margin_end (box, 8);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->list, row);
}

static void
add_column (CunyiRosterColumns *self, guint index, const CunyiRosterColumn *column)
{
  Question *question = g_new0 (Question, 1);
  gboolean guess = column->certainty == CUNYI_ROSTER_GUESS;
  g_autofree char *samples = g_strdup_printf ("%s%s%s%s%s", column->samples[0], column->samples[1][0] ? "、" : "",
                                              column->samples[1], column->samples[2][0] ? "、" : "", column->samples[2]);
  g_autofree char *label = NULL;

  question->columns = self;
  question->index = index;
  question->chosen = g_strdup (guess ? "" : column->field);
  if (guess)
    /* Translators: what a column of a roster might be. */
    label = g_strdup_printf (_("%s?"), column->label);
  else
    label = g_strdup (column->field[0] ? column->label : _("Own name"));
  append (self, new_words (column->header, samples), new_button (question, label, column->header, guess), FALSE);
}

static void
add_value (CunyiRosterColumns *self, guint index, const CunyiRosterValue *value, CunyiLibrary *library)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *above = g_strdup_printf (_("“%s” means"), value->text);
  g_autofree char *below = g_strdup_printf (ngettext ("%u row, first %u", "%u rows, first %u", value->count), value->count,
                                            value->first_row);
  guint n = g_strv_length ((char **) value->choices);

  question->columns = self;
  question->index = index;
  question->text = g_strdup (value->text);
  question->chosen = g_strdup (value->meaning);
  question->codes = g_strdupv ((char **) value->choices);
  question->labels = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    question->labels[i] = g_strdup (cunyi_library_get_label (library, value->codes, value->choices[i]));
  append (self, new_words (above, below),
          new_button (question, value->meaning[0] ? cunyi_library_get_label (library, value->codes, value->meaning) : _("Open"),
                      above, value->meaning[0] == '\0'),
          TRUE);
}

/* ---- widget ---- */

static void
cunyi_roster_columns_dispose (GObject *object)
{
  CunyiRosterColumns *self = CUNYI_ROSTER_COLUMNS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->fields, g_strfreev);
  g_clear_pointer (&self->field_labels, g_strfreev);
  G_OBJECT_CLASS (cunyi_roster_columns_parent_class)->dispose (object);
}

static void
cunyi_roster_columns_class_init (CunyiRosterColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_roster_columns_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[FIELD] = g_signal_new ("field", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_UINT, G_TYPE_STRING);
  signals[MEANING] = g_signal_new ("meaning", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
}

static void
cunyi_roster_columns_init (CunyiRosterColumns *self)
{
  self->settled = -1;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_show_separators (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns of the file"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
take_fields (CunyiRosterColumns *self, CunyiRoster *roster)
{
  const char *const *fields = cunyi_roster_list_fields (roster);
  guint n = g_strv_length ((char **) fields);

  g_strfreev (self->fields);
  g_strfreev (self->field_labels);
  self->fields = g_strdupv ((char **) fields);
  self->field_labels = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->field_labels[i] = g_strdup (cunyi_roster_get_field_label (roster, fields[i]));
}

/* Place of the row that has the keyboard or had it when it was settled, -1 for none. */
static int
take_focus (CunyiRosterColumns *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  int settled = self->settled;

  self->settled = -1;
  return row ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : settled;
}

void
cunyi_roster_columns_show (CunyiRosterColumns *self, CunyiRoster *roster, CunyiLibrary *library)
{
  int focus = take_focus (self);
  GtkWidget *row;

  take_fields (self, roster);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < cunyi_roster_n_columns (roster); i++)
    {
      const CunyiRosterColumn *column = cunyi_roster_get_column (roster, i);

      add_column (self, i, column);
      for (guint k = 0; k < column->n_values; k++)
        add_value (self, i, cunyi_roster_get_value (roster, i, k), library);
    }
  row = focus >= 0 ? (GtkWidget *) gtk_list_box_get_row_at_index (self->list, focus) : NULL;
  if (row)
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}
