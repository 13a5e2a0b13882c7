/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list is a popover that never takes the keyboard and is made when it is first wanted. */

#include "config.h"

#include "view/choice-picker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "view/choice-words.h"
#include "view/focus.h"

#define MAX_ROWS 200
#define LIST_HEIGHT 300

struct _CunyiChoicePicker {
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *chosen; /* label with what is chosen, of several */
  GtkWidget *popover;
  GtkListBox *list;
  const CunyiField *field;
  gboolean own;    /* the entry is being written by the program */
  gboolean typing; /* what stands in the entry looks for a choice */
};

static void add_input (CunyiFieldInputInterface *iface);
static void commit (CunyiFieldInput *input);

G_DEFINE_FINAL_TYPE_WITH_CODE (CunyiChoicePicker, cunyi_choice_picker, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CUNYI_TYPE_FIELD_INPUT, add_input))

#define CHOICE_KEY "cunyi-choice"

static gboolean
is_multiple (CunyiChoicePicker *self)
{
  return self->field->item->kind == CUNYI_ITEM_SELECT_MULTIPLE;
}

static gboolean
is_open (CunyiChoicePicker *self)
{
  return self->popover && gtk_widget_get_visible (self->popover);
}

/* ---- the list ---- */

static void
choose (CunyiChoicePicker *self, const CunyiChoice *choice)
{
  g_autofree char *answer = cunyi_choice_words_toggle (self->field, choice);

  self->typing = FALSE;
  cunyi_field_input_chosen (self, answer);
}

static void
close_list (CunyiChoicePicker *self)
{
  if (is_open (self))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
row_activated_cb (CunyiChoicePicker *self, GtkListBoxRow *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), CHOICE_KEY));
  close_list (self);
  gtk_widget_grab_focus (self->entry);
}

static void
make_list (CunyiChoicePicker *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choices"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "max-content-height", LIST_HEIGHT, "width-request", 300, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));

  self->popover = gtk_popover_new ();
  g_object_set (self->popover, "autohide", FALSE, "has-arrow", FALSE, "can-focus", FALSE, "position", GTK_POS_BOTTOM,
                "halign", GTK_ALIGN_START, NULL);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scrolled);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
add_row (CunyiChoicePicker *self, const CunyiFieldChoice *choice)
{
  g_autofree char *number = cunyi_choice_words_number (self->field->item, choice->choice);
  g_autofree char *text = g_strdup_printf ("%s%s %s", choice->selected ? "✓" : "", number, choice->label);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (choice->selected)
    gtk_widget_add_css_class (label, "field-chosen");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->label, -1);
  g_object_set_data (G_OBJECT (row), CHOICE_KEY, (gpointer) choice->choice);
  gtk_list_box_append (self->list, row);
}

static void
open_list (CunyiChoicePicker *self, const char *typed)
{
  g_autoptr (GPtrArray) found = cunyi_choice_words_find (self->field, typed);
  GtkWidget *row;

  if (self->popover == NULL)
    make_list (self);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < MIN (found->len, MAX_ROWS); i++)
    add_row (self, g_ptr_array_index (found, i));
  if (found->len == 0)
    {
      close_list (self);
      return;
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
step (CunyiChoicePicker *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row ? gtk_list_box_row_get_index (row) + by : 0;
  graphene_rect_t bounds;
  GtkAdjustment *adjustment;

  row = gtk_list_box_get_row_at_index (self->list, MAX (index, 0));
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  adjustment = gtk_list_box_get_adjustment (self->list);
  if (adjustment && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* ---- the entry ---- */

/* One: its label. Several: they stand beside, the entry is for looking. */
static void
show_answer (CunyiChoicePicker *self)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  const CunyiField *field = self->field;

  for (guint i = 0; i < field->n_choices; i++)
    if (field->choices[i].selected)
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? "、" : "", field->choices[i].label);
  if (labels->len == 0 && *field->text)
    g_string_append (labels, field->text);
  gtk_widget_set_visible (self->chosen, is_multiple (self) && labels->len > 0);
  if (is_multiple (self))
    gtk_label_set_label (GTK_LABEL (self->chosen), labels->str);
  cunyi_field_input_write (GTK_EDITABLE (self->entry), &self->own, is_multiple (self) ? "" : labels->str);
}

static void
changed_cb (CunyiChoicePicker *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->own || self->field == NULL)
    return;
  self->typing = TRUE;
  if (*typed)
    open_list (self, typed);
  else
    close_list (self);
}

static void
activate_cb (CunyiChoicePicker *self)
{
  GtkListBoxRow *row = is_open (self) ? gtk_list_box_get_selected_row (self->list) : NULL;

  if (row)
    {
      choose (self, g_object_get_data (G_OBJECT (row), CHOICE_KEY));
      close_list (self);
      if (is_multiple (self))
        return;
    }
  else
    commit (CUNYI_FIELD_INPUT (self));
  cunyi_field_input_done (self, FALSE);
}

static gboolean
key_pressed_cb (CunyiChoicePicker *self, guint key, guint code, GdkModifierType state)
{
  if (self->field == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down && !is_open (self))
    open_list (self, self->typing ? gtk_editable_get_text (GTK_EDITABLE (self->entry)) : "");
  else if (is_open (self) && (key == GDK_KEY_Down || key == GDK_KEY_Up))
    step (self, key == GDK_KEY_Down ? 1 : -1);
  else if (is_open (self) && key == GDK_KEY_Escape)
    close_list (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
icon_cb (CunyiChoicePicker *self)
{
  gtk_widget_grab_focus (self->entry);
  if (is_open (self))
    close_list (self);
  else if (self->field)
    open_list (self, "");
}

/* ---- object ---- */

static gboolean
cunyi_choice_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CUNYI_CHOICE_PICKER (widget)->entry);
}

static void
cunyi_choice_picker_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CunyiChoicePicker *self = CUNYI_CHOICE_PICKER (widget);

  GTK_WIDGET_CLASS (cunyi_choice_picker_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->popover)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
cunyi_choice_picker_dispose (GObject *object)
{
  CunyiChoicePicker *self = CUNYI_CHOICE_PICKER (object);

  self->field = NULL;
  self->list = NULL;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->chosen, gtk_widget_unparent);
  G_OBJECT_CLASS (cunyi_choice_picker_parent_class)->dispose (object);
}

static void
cunyi_choice_picker_class_init (CunyiChoicePickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_choice_picker_dispose;
  widget_class->grab_focus = cunyi_choice_picker_grab_focus;
  widget_class->focus = cunyi_focus_children;
  widget_class->size_allocate = cunyi_choice_picker_size_allocate;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  cunyi_field_input_add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
cunyi_choice_picker_init (CunyiChoicePicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
  self->entry = gtk_entry_new ();
  g_object_set (self->entry, "im-module", "gtk-im-context-simple", "secondary-icon-name", "pan-down-symbolic",
                "secondary-icon-tooltip-text", _("All choices (Down)"), "width-chars", 8, "valign", GTK_ALIGN_START,
                NULL);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->entry, "icon-press", G_CALLBACK (icon_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));

  self->chosen = gtk_label_new (NULL);
  g_object_set (self->chosen, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "hexpand", TRUE,
                "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->chosen, "field-chosen");
  gtk_widget_set_parent (self->chosen, GTK_WIDGET (self));
}

GtkWidget *
cunyi_choice_picker_new (void)
{
  return g_object_new (CUNYI_TYPE_CHOICE_PICKER, NULL);
}

static void
update (CunyiFieldInput *input, const CunyiField *field)
{
  CunyiChoicePicker *self = CUNYI_CHOICE_PICKER (input);

  self->field = field;
  gtk_widget_set_hexpand (self->entry, !is_multiple (self));
  if (!self->typing)
    show_answer (self);
}

static GtkWidget *
get_target (CunyiFieldInput *input)
{
  return CUNYI_CHOICE_PICKER (input)->entry;
}

/* What leaves no doubt is taken when the field is left. Of several, other words were but a search. */
static void
take_typed (CunyiChoicePicker *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (GPtrArray) found = cunyi_choice_words_find (self->field, typed);
  const CunyiFieldChoice *only = *typed && found->len == 1 ? g_ptr_array_index (found, 0) : NULL;

  self->typing = FALSE;
  if (only && !only->selected)
    choose (self, only->choice);
  else if (only == NULL && !is_multiple (self))
    cunyi_field_input_chosen (self, typed);
}

static void
commit (CunyiFieldInput *input)
{
  CunyiChoicePicker *self = CUNYI_CHOICE_PICKER (input);

  close_list (self);
  if (self->typing && self->field)
    take_typed (self);
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
