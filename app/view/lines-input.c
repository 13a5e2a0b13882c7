/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A text view in its frame, handed on like an entry. */

#include "config.h"

#include "view/lines-input.h"

#include <string.h>

#include "view/focus.h"

#define PUSH_DELAY 300 /* milliseconds from the first key that was not handed on */

struct _CunyiLinesInput {
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *text;
  gboolean own;    /* the text is being written by the program */
  gboolean typing; /* typed into and not put in order yet */
  guint push_id;
};

static void add_input (CunyiFieldInputInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CunyiLinesInput, cunyi_lines_input, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (CUNYI_TYPE_FIELD_INPUT, add_input))

static char *
dup_typed (CunyiLinesInput *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
push (CunyiFieldInput *input)
{
  CunyiLinesInput *self = CUNYI_LINES_INPUT (input);
  g_autofree char *typed = NULL;

  if (self->push_id == 0)
    return;
  g_clear_handle_id (&self->push_id, g_source_remove);
  typed = dup_typed (self);
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
  CUNYI_LINES_INPUT (input)->typing = FALSE;
}

static void
changed_cb (CunyiLinesInput *self)
{
  if (self->own)
    return;
  self->typing = TRUE;
  g_signal_emit_by_name (self, "typing");
  if (self->push_id == 0)
    self->push_id = g_timeout_add (PUSH_DELAY, push_cb, self);
}

/* Lines at the end that hold nothing are not part of the answer. */
static gboolean
leave_cb (gpointer data)
{
  CunyiLinesInput *self = CUNYI_LINES_INPUT (data);
  GtkTextBuffer *buffer;
  GtkTextIter begin, end;

  if (self->scrolled == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return G_SOURCE_REMOVE;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  gtk_text_buffer_get_end_iter (buffer, &end);
  begin = end;
  while (gtk_text_iter_starts_line (&begin) && gtk_text_iter_backward_char (&begin))
    ;
  gtk_text_buffer_delete (buffer, &begin, &end);
  cunyi_field_input_done (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* Enter in an empty line goes on, in any other it makes a new line. It is looked at here, where it comes to the text, since
 * a key that is taken earlier is taken from the input method. */
static void
insert_cb (CunyiLinesInput *self, GtkTextIter *where, const char *text, int length, GtkTextBuffer *buffer)
{
  if (self->own || length != 1 || *text != '\n' || !gtk_text_iter_starts_line (where) || !gtk_text_iter_ends_line (where))
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, leave_cb, g_object_ref (self), g_object_unref);
}

static void
update (CunyiFieldInput *input, const CunyiField *field)
{
  CunyiLinesInput *self = CUNYI_LINES_INPUT (input);
  g_autofree char *old = dup_typed (self);

  if (self->typing || strcmp (old, field->text) == 0)
    return;
  self->own = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), field->text, -1);
  self->own = FALSE;
}

static GtkWidget *
get_target (CunyiFieldInput *input)
{
  return CUNYI_LINES_INPUT (input)->text;
}

static void
add_input (CunyiFieldInputInterface *iface)
{
  iface->update = update;
  iface->get_target = get_target;
  iface->push = push;
  iface->commit = commit;
}

static gboolean
back_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  g_signal_emit_by_name (data, "back");
  return TRUE;
}

/* A text view keeps Enter for itself, with any modifier. */
static void
free_enter (CunyiLinesInput *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const char *const back[] = { "<Shift>Return", "<Shift>KP_Enter" };
  const char *const on[] = { "<Control>Return", "<Control>KP_Enter" };

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (back); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (back[i]),
                                                            gtk_callback_action_new (back_cb, self, NULL)));
  for (guint i = 0; i < G_N_ELEMENTS (on); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (on[i]),
                                                            gtk_named_action_new ("form.next")));
  gtk_widget_add_controller (self->text, keys);
}

static gboolean
cunyi_lines_input_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CUNYI_LINES_INPUT (widget)->text);
}

static void
cunyi_lines_input_dispose (GObject *object)
{
  CunyiLinesInput *self = CUNYI_LINES_INPUT (object);

  g_clear_handle_id (&self->push_id, g_source_remove);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (cunyi_lines_input_parent_class)->dispose (object);
}

static void
cunyi_lines_input_class_init (CunyiLinesInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cunyi_lines_input_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = cunyi_lines_input_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = cunyi_focus_children;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  cunyi_field_input_add_signals (G_TYPE_FROM_CLASS (klass));
  g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cunyi_lines_input_init (CunyiLinesInput *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  self->text = gtk_text_view_new ();
  g_object_set (self->text, "accepts-tab", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR, "top-margin", 4, "bottom-margin", 4,
                "left-margin", 6, "right-margin", 6, NULL);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "insert-text", G_CALLBACK (insert_cb),
                            self);
  free_enter (self);
  g_object_set (self->scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "min-content-height", 52, "max-content-height", 160,
                "propagate-natural-height", TRUE, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (self->scrolled, "field-text");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->text);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
cunyi_lines_input_new (void)
{
  return g_object_new (CUNYI_TYPE_LINES_INPUT, "hexpand", TRUE, NULL);
}
