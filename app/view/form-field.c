/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* While somebody types, no new error is shown: 1, 15 and 152 are all the same blood pressure on its way. */

#include "config.h"

#include "view/form-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "view/field-input.h"
#include "view/focus.h"
#include "view/lines-input.h"
#include "view/proposal-button.h"
#include "view/words.h"
#include "view/wrap-layout.h"

#define SHORT_HINT 12 /* letters of a hint that stands behind the label */

struct _CunyiFormField {
  GtkWidget parent_instance;

  GtkWidget *line;     /* label and input */
  GtkWidget *label;
  GtkWidget *input;    /* what is typed into; a label where nothing can be */
  GtkWidget *target;   /* takes the keyboard; NULL where nothing can be typed */
  GtkWidget *previous; /* these are made when there is something to say */
  GtkWidget *proposal;
  GtkWidget *error;
  GtkWidget *warning;
  GtkWidget *confirm;

  const CunyiField *field;
  char *label_text;    /* as last shown */
  gboolean wide;
  gboolean own;        /* the input is being written by the program */
  gboolean editing;    /* typed into and not yet left */
};

G_DEFINE_FINAL_TYPE (CunyiFormField, cunyi_form_field, GTK_TYPE_WIDGET)

enum { SET, CONFIRM, PROPOSED, DONE, BACK, N_SIGNALS };
static guint signals[N_SIGNALS];

static void show_state (CunyiFormField *self);
static void show_text (CunyiFormField *self);

/* ---- what was typed ---- */

void
cunyi_form_field_push (CunyiFormField *self)
{
  if (self->target)
    cunyi_field_input_push (CUNYI_FIELD_INPUT (self->input));
}

void
cunyi_form_field_commit (CunyiFormField *self)
{
  g_autoptr (CunyiFormField) held = g_object_ref (self);

  if (self->target == NULL)
    return;
  cunyi_field_input_commit (CUNYI_FIELD_INPUT (self->input));
  /* What was said may have taken this question away. */
  if (!self->editing || held->target == NULL)
    return;
  self->editing = FALSE;
  show_text (self);
  show_state (self);
}

/* Enter: what has just turned out wrong is shown first, and left by the next Enter. */
static void
go_on (CunyiFormField *self, gboolean by_itself)
{
  CunyiFormDone done = by_itself ? CUNYI_FORM_DONE_BY_ITSELF
                       : self->editing ? CUNYI_FORM_DONE_TYPED : CUNYI_FORM_DONE_UNTOUCHED;
  gboolean was_shown = (self->error && gtk_widget_get_visible (self->error))
                       || (self->warning && gtk_widget_get_visible (self->warning));
  gboolean told;

  cunyi_form_field_commit (self);
  if (self->target == NULL)
    return;
  told = *self->field->error || (*self->field->warning && !self->field->confirmed);
  if (!told || was_shown)
    g_signal_emit (self, signals[DONE], 0, done);
}

static void
typing_cb (CunyiFormField *self)
{
  self->editing = TRUE;
}

static void
back_cb (CunyiFormField *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
chosen_cb (CunyiFormField *self, const char *answer)
{
  self->editing = TRUE;
  g_signal_emit (self, signals[SET], 0, answer);
}

static void
confirm_toggled_cb (CunyiFormField *self)
{
  if (!self->own)
    g_signal_emit (self, signals[CONFIRM], 0, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->confirm)));
}

/* ---- what it shows ---- */

static GtkWidget *
add_line (CunyiFormField *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
show_error (CunyiFormField *self, const char *error)
{
  g_autofree char *text = NULL;

  if (self->error == NULL && *error == '\0')
    return;
  if (self->error == NULL)
    {
      self->error = add_line (self, "field-error");
      gtk_widget_insert_after (self->error, GTK_WIDGET (self), self->line);
    }
  text = g_strconcat ("× ", error, NULL);
  gtk_label_set_label (GTK_LABEL (self->error), text);
  gtk_widget_set_visible (self->error, *error != '\0');
}

static void
make_warning (CunyiFormField *self)
{
  GtkWidget *text = add_line (self, "field-warning");

  self->warning = gtk_box_new (self->wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL, self->wide ? 8 : 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (self->warning), text);
  self->confirm = gtk_check_button_new_with_label (_("Confirm (F2)"));
  gtk_widget_set_name (self->confirm, "confirm");
  g_signal_connect_swapped (self->confirm, "toggled", G_CALLBACK (confirm_toggled_cb), self);
  gtk_box_append (GTK_BOX (self->warning), self->confirm);
  gtk_widget_insert_before (self->warning, GTK_WIDGET (self), NULL);
}

static void
show_warning (CunyiFormField *self, const char *warning)
{
  g_autofree char *text = NULL;

  if (self->warning == NULL && *warning == '\0')
    return;
  if (self->warning == NULL)
    make_warning (self);
  text = g_strconcat ("！", warning, NULL);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (self->warning)), text);
  self->own = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->confirm), self->field->confirmed);
  self->own = FALSE;
  gtk_widget_set_visible (self->warning, *warning != '\0');
}

/* Error and warning; a new one only when the doctor has finished typing. */
static void
show_state (CunyiFormField *self)
{
  const CunyiField *field = self->field;
  gboolean wrong = *field->error != '\0';

  if (self->editing && wrong && !(self->error && gtk_widget_get_visible (self->error)))
    return;
  show_error (self, field->error);
  if (!self->editing || *field->warning == '\0' || (self->warning && gtk_widget_get_visible (self->warning)))
    show_warning (self, wrong ? "" : field->warning);
  if (self->target == NULL)
    return;
  if (wrong)
    gtk_widget_add_css_class (self->target, "error");
  else
    gtk_widget_remove_css_class (self->target, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_text (CunyiFormField *self)
{
  const CunyiField *field = self->field;

  if (self->target)
    cunyi_field_input_update (CUNYI_FIELD_INPUT (self->input), field);
  else
    {
      g_autofree char *text = cunyi_form_answer_to_text (field->item, field->value);

      cunyi_words_set_text (CUNYI_WORDS (self->input), *text ? text : "–", NULL);
    }
}

/* 150 · 3月2日 */
static char *
word_previous (const CunyiField *field)
{
  CunyiDay day = cunyi_day_parse (field->previous_day);
  int year, month, mday, this_year;
  g_autofree char *date = NULL;

  if (day == CUNYI_DAY_NONE || field->item->kind == CUNYI_ITEM_DATE)
    return g_strdup_printf (_("last %s"), field->previous);
  cunyi_day_split (day, &year, &month, &mday);
  cunyi_day_split (cunyi_clock_today (), &this_year, NULL, NULL);
  date = year == this_year ? g_strdup_printf (_("%d/%d"), month, mday) : g_strdup_printf (_("%d/%d/%d"), year, month, mday);
  /* Translators: the value of a question last time, and its day. */
  return g_strdup_printf (_("last %s · %s"), field->previous, date);
}

static void
show_previous (CunyiFormField *self)
{
  const CunyiField *field = self->field;
  g_autofree char *last = NULL;
  g_autofree char *text = NULL;

  if ((*field->previous == '\0' && !field->copied) || gtk_widget_get_parent (self->input) == self->line)
    {
      if (self->previous)
        gtk_widget_set_visible (self->previous, FALSE);
      return;
    }
  if (self->previous == NULL)
    {
      self->previous = gtk_label_new (NULL);
      g_object_set (self->previous, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "valign", GTK_ALIGN_CENTER, NULL);
      gtk_widget_add_css_class (self->previous, "field-previous");
      gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->input)), self->previous);
    }
  last = *field->previous ? word_previous (field) : g_strdup ("");
  text = field->copied ? g_strconcat (last, *last ? " " : "", _("(copied)"), NULL) : g_strdup (last);
  gtk_widget_set_visible (self->previous, TRUE);
  if (strcmp (gtk_label_get_label (GTK_LABEL (self->previous)), text) != 0)
    {
      gtk_label_set_label (GTK_LABEL (self->previous), text);
      gtk_widget_set_tooltip_text (self->previous, text);
    }
}

static void
propose_cb (CunyiFormField *self)
{
  g_signal_emit (self, signals[PROPOSED], 0);
}

static void
show_proposal (CunyiFormField *self)
{
  if (self->proposal == NULL && *self->field->proposal == '\0')
    return;
  if (self->proposal == NULL)
    {
      self->proposal = cunyi_proposal_button_new ();
      g_signal_connect_swapped (self->proposal, "clicked", G_CALLBACK (propose_cb), self);
      gtk_widget_insert_after (self->proposal, GTK_WIDGET (self), self->line);
    }
  cunyi_proposal_button_update (CUNYI_PROPOSAL_BUTTON (self->proposal), self->field);
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, guint begin, guint end)
{
  attribute->start_index = begin;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

/* The mark of what must be answered is bold, the hint behind it small and quiet. (transfer full) */
static PangoAttrList *
mark_label (guint label, gboolean required, guint all)
{
  PangoAttrList *list = pango_attr_list_new ();
  guint hint = label + (required ? strlen (" *") : 0);

  add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), label, hint);
  add_attribute (list, pango_attr_scale_new (PANGO_SCALE_SMALL), hint, all);
  add_attribute (list, pango_attr_foreground_alpha_new (G_MAXUINT16 / 10 * 7), hint, all);
  return list;
}

static void
show_label (CunyiFormField *self)
{
  const CunyiField *field = self->field;
  gboolean brief = *field->hint && g_utf8_strlen (field->hint, -1) <= SHORT_HINT;
  g_autofree char *text = g_strconcat (field->label, field->required ? " *" : "", brief ? " " : "",
                                       brief ? field->hint : "", NULL);
  g_autofree char *help = NULL;
  PangoAttrList *attributes;

  if (g_strcmp0 (text, self->label_text) == 0)
    return;
  g_free (self->label_text);
  self->label_text = g_steal_pointer (&text);
  attributes = mark_label (strlen (field->label), field->required, strlen (self->label_text));
  cunyi_words_set_text (CUNYI_WORDS (self->label), self->label_text, attributes);
  pango_attr_list_unref (attributes);
  help = g_strconcat (field->hint, *field->hint && *field->guidance ? "\n" : "", field->guidance, NULL);
  gtk_widget_set_tooltip_text (self->label, *help ? help : NULL);
  if (self->target)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_PROPERTY_LABEL, field->label,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help, GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                    field->required, -1);
}

void
cunyi_form_field_update (CunyiFormField *self, const CunyiField *field)
{
  self->field = field;
  show_label (self);
  if (self->input == NULL)
    return;
  show_text (self);
  show_previous (self);
  show_proposal (self);
  show_state (self);
}

/* ---- the input that suits the question ---- */

static GtkWidget *
make_input (CunyiFormField *self, const CunyiField *field)
{
  const CunyiItem *item = field->item;

  if (!field->enabled)
    {
      self->input = cunyi_words_new (8);
      gtk_widget_set_hexpand (self->input, TRUE);
      gtk_widget_add_css_class (self->input, "field-value");
      return self->input;
    }
  self->input = cunyi_field_input_new (item);
  self->target = cunyi_field_input_get_target (CUNYI_FIELD_INPUT (self->input));
  g_signal_connect_swapped (self->input, "typing", G_CALLBACK (typing_cb), self);
  g_signal_connect_swapped (self->input, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->input, "done", G_CALLBACK (go_on), self);
  if (CUNYI_IS_LINES_INPUT (self->input))
    g_signal_connect_swapped (self->input, "back", G_CALLBACK (back_cb), self);
  return self->input;
}

/* Room for the last value beside the input; most have none. */
static GtkWidget *
surround_input (CunyiFormField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), self->input);
  gtk_widget_set_hexpand (box, TRUE);
  /* Where it has no room beside a short entry, it stands below. */
  if (!self->wide && !gtk_widget_get_hexpand (self->input))
    gtk_widget_set_layout_manager (box, cunyi_wrap_layout_new (6));
  return box;
}

static void
make_line (CunyiFormField *self, const CunyiField *field)
{
  GtkWidget *input;

  self->line = gtk_box_new (self->wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL, self->wide ? 8 : 0);
  self->label = cunyi_words_new (8);
  gtk_widget_add_css_class (self->label, "field-label");
  if (self->wide)
    g_object_set (self->label, "width-request", 64, "valign", GTK_ALIGN_START, "margin-top", 5, NULL);
  gtk_box_append (GTK_BOX (self->line), self->label);
  input = make_input (self, field);
  if (*field->previous || field->copied)
    input = surround_input (self);
  else if (!gtk_widget_get_hexpand (input))
    gtk_widget_set_halign (input, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->line), input);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

/* A note is its label. */
static void
make_note (CunyiFormField *self)
{
  self->line = self->label = cunyi_words_new (20);
  gtk_widget_add_css_class (self->label, "field-note");
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

/* ---- object ---- */

static gboolean
cunyi_form_field_grab_focus (GtkWidget *widget)
{
  CunyiFormField *self = CUNYI_FORM_FIELD (widget);

  return self->target && gtk_widget_grab_focus (self->target);
}

static void
cunyi_form_field_dispose (GObject *object)
{
  CunyiFormField *self = CUNYI_FORM_FIELD (object);
  GtkWidget *child;

  self->input = self->target = self->error = self->warning = self->confirm = self->previous = self->proposal
    = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cunyi_form_field_parent_class)->dispose (object);
}

static void
cunyi_form_field_finalize (GObject *object)
{
  g_free (CUNYI_FORM_FIELD (object)->label_text);
  G_OBJECT_CLASS (cunyi_form_field_parent_class)->finalize (object);
}

static void
cunyi_form_field_class_init (CunyiFormFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_form_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_form_field_finalize;
  widget_class->grab_focus = cunyi_form_field_grab_focus;
  widget_class->focus = cunyi_focus_children;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "field");
  signals[SET] = g_signal_new ("set", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CONFIRM] = g_signal_new ("confirm", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_BOOLEAN);
  signals[PROPOSED] = g_signal_new ("proposed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[BACK] = g_signal_new ("back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cunyi_form_field_init (CunyiFormField *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
cunyi_form_field_new (const CunyiField *field, gboolean wide)
{
  CunyiFormField *self = g_object_new (CUNYI_TYPE_FORM_FIELD, NULL);

  self->field = field;
  self->wide = wide;
  gtk_widget_set_name (GTK_WIDGET (self), field->path);
  if (field->item->kind == CUNYI_ITEM_NOTE)
    make_note (self);
  else
    make_line (self, field);
  cunyi_form_field_update (self, field);
  return GTK_WIDGET (self);
}

const CunyiField *
cunyi_form_field_get_field (CunyiFormField *self)
{
  return self->field;
}

gboolean
cunyi_form_field_can_focus (CunyiFormField *self)
{
  return self->target != NULL;
}
