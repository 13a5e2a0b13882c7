/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One case: where it stands, its parts, the moves that are allowed now, its history. A digit takes the move with that
 * number: of the part that has the keyboard, else of the case. */

#include "config.h"

#include "view/case-page-private.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/case-lines.h"
#include "clinic/explain.h"
#include "clinic/paper.h"
#include "view/refusal.h"
#include "view/unit-layout.h"
#include "view/window.h"
#include "view/wrap-layout.h"

G_DEFINE_FINAL_TYPE (CunyiCasePage, cunyi_case_page, CUNYI_TYPE_PAGE)

static void
free_part (gpointer data)
{
  CunyiCasePart *part = data;

  g_free (part->id);
  g_free (part->name);
  g_free (part->state);
  g_free (part);
}

static CunyiClinic *
get_clinic (CunyiCasePage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

CunyiBook *
cunyi_case_page_get_book (CunyiCasePage *self)
{
  return cunyi_clinic_get_book (get_clinic (self));
}

CunyiCasePart *
cunyi_case_page_get_part (CunyiCasePage *self, guint index)
{
  return g_ptr_array_index (self->part_list, index);
}

void
cunyi_case_page_tell_error (CunyiCasePage *self, const char *text)
{
  cunyi_refusal_tell_marked (self->error_label, text);
}

void
cunyi_case_page_show_error (CunyiCasePage *self, const GError *error)
{
  g_autofree char *sentence = cunyi_explain_error (error);

  cunyi_case_page_tell_error (self, sentence);
}

GtkWidget *
cunyi_case_page_new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

void
cunyi_case_page_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_widget_unparent (child);
}

/* ---- what is shown ---- */

static char *
word_due (const CunyiCase *c)
{
  CunyiDay due = cunyi_day_parse (c->due);
  int left = due == CUNYI_DAY_NONE ? 0 : due - cunyi_clock_today ();

  if (due == CUNYI_DAY_NONE)
    return g_strdup ("");
  if (left < 0)
    return g_strdup_printf (ngettext ("！ Overdue by %d day (%s)", "！ Overdue by %d days (%s)", -left), -left, c->due);
  if (left == 0)
    return g_strdup (_("Due today"));
  return g_strdup_printf (ngettext ("Due in %d day (%s)", "Due in %d days (%s)", left), left, c->due);
}

static char *
word_topic (CunyiCasePage *self, CunyiWorkflow *workflow, const CunyiCase *c)
{
  if (*c->topic == '\0')
    return g_strdup ("");
  return g_strdup (cunyi_library_get_label (cunyi_clinic_get_library (get_clinic (self)),
                                            cunyi_workflow_get_topic (workflow), c->topic));
}

static void
show_head (CunyiCasePage *self, CunyiWorkflow *workflow)
{
  const CunyiCase *c = self->c;
  g_autofree char *name = cunyi_clinic_name_subject (get_clinic (self), c->subject);
  g_autofree char *topic = word_topic (self, workflow, c);
  g_autofree char *due = word_due (c);

  cunyi_page_set_title (CUNYI_PAGE (self), cunyi_workflow_get_title (workflow));
  gtk_button_set_label (self->subject_button, name);
  gtk_label_set_label (self->topic_label, topic);
  gtk_label_set_label (self->due_label, due);
  if (g_str_has_prefix (due, "！"))
    gtk_widget_add_css_class (GTK_WIDGET (self->due_label), "field-error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->due_label), "field-error");
  gtk_widget_set_visible (GTK_WIDGET (self->parent_button), c->parent != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->record_button), c->record != NULL);
}

/* The states in a row, the present one marked; an end that is not this one's is left out. */
static void
show_steps (CunyiCasePage *self, CunyiWorkflow *workflow)
{
  cunyi_case_page_clear (self->steps);
  for (guint i = 0; i < cunyi_workflow_n_states (workflow); i++)
    {
      const CunyiState *state = cunyi_workflow_get_state (workflow, i);
      gboolean here = g_str_equal (state->name, self->c->state);
      g_autofree char *text = g_strconcat (here ? "● " : "", state->label, NULL);
      GtkWidget *label;

      if (state->kind == CUNYI_STATE_LAST && !here)
        continue;
      label = gtk_label_new (text);
      gtk_widget_add_css_class (label, here ? "step-here" : "step");
      gtk_widget_set_tooltip_text (label, *state->meaning ? state->meaning : NULL);
      gtk_widget_set_parent (label, self->steps);
    }
}

/* ---- what was promised ---- */

/* “2 of 4”, or how often where nothing was counted beforehand; a tick when all is done. */
static char *
word_done (const CunyiCaseLine *line)
{
  if (line->wanted == 0)
    return g_strdup ("—");
  /* Translators: how often something was done, and how often it is to be done. */
  return g_strdup_printf (line->done >= line->wanted ? _("✓ %d of %d") : _("%d of %d"), line->done, line->wanted);
}

static char *
word_line_due (const CunyiCaseLine *line)
{
  g_autofree char *day = cunyi_day_to_text (line->due);

  /* Translators: %s is a day. */
  return line->due == CUNYI_DAY_NONE ? g_strdup ("") : g_strdup_printf (_("by %s"), day);
}

static void
show_lines (CunyiCasePage *self, GError **error)
{
  g_autoptr (GPtrArray) lines = cunyi_case_lines_list (get_clinic (self), self->c->workflow, self->c->id, error);
  const char *title = cunyi_case_lines_get_title (get_clinic (self), self->c->workflow);

  cunyi_case_page_clear (GTK_WIDGET (self->lines));
  for (guint i = 0; lines && i < lines->len; i++)
    {
      const CunyiCaseLine *line = g_ptr_array_index (lines, i);
      g_autofree char *done = word_done (line);
      g_autofree char *due = word_line_due (line);
      GtkWidget *note = cunyi_case_page_new_label (line->note, "dim-label");

      gtk_widget_set_hexpand (note, TRUE);
      gtk_grid_attach (self->lines, cunyi_case_page_new_label (line->label, NULL), 0, i, 1, 1);
      gtk_grid_attach (self->lines, cunyi_case_page_new_label (done, NULL), 1, i, 1, 1);
      gtk_grid_attach (self->lines, cunyi_case_page_new_label (due, NULL), 2, i, 1, 1);
      gtk_grid_attach (self->lines, note, 3, i, 1, 1);
    }
  gtk_label_set_label (self->lines_label, title ? title : "");
  gtk_widget_set_visible (self->lines_box, lines && lines->len > 0);
}

/* ---- papers ---- */

static void
print_clicked_cb (GtkButton *button, CunyiCasePage *self)
{
  const char *document = gtk_widget_get_name (GTK_WIDGET (button));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiCase) c = cunyi_paper_find_whole (get_clinic (self), document, self->c, &error);

  if (c == NULL)
    cunyi_case_page_show_error (self, error);
  else
    cunyi_window_show_document (cunyi_window_get (GTK_WIDGET (self)), document, c->subject, c->id);
}

static void
add_print (CunyiCasePage *self, const char *document)
{
  CunyiTemplate *template = cunyi_library_get_document (cunyi_clinic_get_library (get_clinic (self)), document);
  g_autofree char *text = NULL;
  GtkWidget *button;

  if (template == NULL)
    return;
  /* Translators: %s is the title of a paper, such as a card or a letter. */
  text = g_strdup_printf (_("Print: %s"), cunyi_template_get_title (template));
  button = gtk_button_new_with_label (text);
  gtk_widget_set_name (button, document);
  g_signal_connect (button, "clicked", G_CALLBACK (print_clicked_cb), self);
  gtk_widget_set_parent (button, self->prints);
}

/* What the moves made so far print, the last move's first: those are waited for now. */
static void
show_prints (CunyiCasePage *self, CunyiWorkflow *workflow, GPtrArray *events)
{
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);

  cunyi_case_page_clear (self->prints);
  for (guint i = events->len; i-- > 0;)
    {
      const CunyiCaseEvent *event = g_ptr_array_index (events, i);
      const CunyiMove *move = cunyi_workflow_find_move (workflow, event->move);

      for (const char *const *document = move ? move->prints : NULL; document && *document; document++)
        if (g_hash_table_add (shown, (gpointer) *document))
          add_print (self, *document);
    }
  gtk_widget_set_visible (self->prints, gtk_widget_get_first_child (self->prints) != NULL);
}

/* ---- history ---- */

static void
show_events (CunyiCasePage *self, CunyiWorkflow *workflow, GPtrArray *events)
{
  cunyi_case_page_clear (GTK_WIDGET (self->events));
  for (guint i = events->len; i-- > 0;)
    {
      const CunyiCaseEvent *event = g_ptr_array_index (events, i);
      g_autofree char *answers = cunyi_case_page_describe (cunyi_workflow_get_form (workflow), event->data, "　", TRUE);
      g_autofree char *what = g_str_equal (event->from, event->to) || *event->from_label == '\0'
                                      || g_str_equal (event->label, event->to_label)
                                  ? g_strdup (event->label)
                                  : g_strdup_printf ("%s → %s", event->label, event->to_label);
      int row = events->len - i;
      GtkWidget *said = cunyi_case_page_new_label (answers, "dim-label");

      gtk_widget_set_hexpand (said, TRUE);
      gtk_grid_attach (self->events, cunyi_case_page_new_label (event->day, NULL), 0, row, 1, 1);
      gtk_grid_attach (self->events, cunyi_case_page_new_label (what, NULL), 1, row, 1, 1);
      gtk_grid_attach (self->events, cunyi_case_page_new_label (event->staff_name, NULL), 2, row, 1, 1);
      gtk_grid_attach (self->events, said, 3, row, 1, 1);
    }
}

/* ---- parts ---- */

static char *
word_part (CunyiCasePage *self, CunyiWorkflow *workflow, const CunyiCase *part)
{
  g_autofree char *topic = word_topic (self, workflow, part);

  if (*topic)
    return g_steal_pointer (&topic);
  return cunyi_clinic_name_subject (get_clinic (self), part->subject);
}

static GtkWidget *
new_part_line (const CunyiCasePart *part, const CunyiState *state, const char *answers)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean closed = state && state->kind == CUNYI_STATE_LAST;
  g_autofree char *mark = g_strconcat (closed ? "" : "● ", state ? state->label : "", NULL);
  GtkWidget *labels[] = { gtk_label_new (part->name), gtk_label_new (mark), gtk_label_new (answers) };

  gtk_widget_add_css_class (labels[0], "heading");
  gtk_widget_add_css_class (labels[1], closed ? "step" : "step-here");
  gtk_widget_add_css_class (labels[2], "dim-label");
  /* All of it stands on the page of the part; here it must not push the other parts out of sight. */
  g_object_set (labels[2], "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, "tooltip-text", answers,
                NULL);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_box_append (GTK_BOX (line), labels[i]);
  return line;
}

static gboolean
add_part (CunyiCasePage *self, const CunyiCase *c, GError **error)
{
  CunyiWorkflow *workflow = cunyi_case_get_workflow (cunyi_case_page_get_book (self), c, error);
  g_autoptr (GPtrArray) moves = workflow ? cunyi_case_list_moves (cunyi_case_page_get_book (self), c, error) : NULL;
  g_autofree char *answers = workflow ? cunyi_case_page_describe (cunyi_workflow_get_form (workflow), c->data, "　", TRUE) : NULL;
  const CunyiState *state = workflow ? cunyi_workflow_find_state (workflow, c->state) : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  CunyiCasePart *part;

  if (moves == NULL)
    return FALSE;
  part = g_new0 (CunyiCasePart, 1);
  part->id = g_strdup (c->id);
  part->name = word_part (self, workflow, c);
  part->state = g_strdup (c->state);
  part->slot = adw_bin_new ();
  part->moves = CUNYI_MOVE_BAR (cunyi_move_bar_new ());
  g_ptr_array_add (self->part_list, part);

  gtk_widget_add_css_class (box, "form-member");
  gtk_box_append (GTK_BOX (box), new_part_line (part, state, answers));
  cunyi_move_bar_set_moves (part->moves, moves, part->name, FALSE);
  g_signal_connect (part->moves, "chosen", G_CALLBACK (cunyi_case_page_part_move_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (part->moves));
  gtk_box_append (GTK_BOX (box), part->slot);
  gtk_box_append (GTK_BOX (self->parts), box);
  return TRUE;
}

static void
show_parts (CunyiCasePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) children = cunyi_case_list_children (cunyi_case_page_get_book (self), self->id, &error);
  CunyiWorkflow *workflow = NULL;

  cunyi_case_page_clear (self->parts);
  g_ptr_array_set_size (self->part_list, 0);
  for (guint i = 0; children && i < children->len && error == NULL; i++)
    add_part (self, g_ptr_array_index (children, i), &error);
  if (error)
    cunyi_case_page_show_error (self, error);
  if (children && children->len > 0)
    workflow = cunyi_case_get_workflow (cunyi_case_page_get_book (self), g_ptr_array_index (children, 0), NULL);
  gtk_label_set_label (self->parts_label, workflow ? cunyi_workflow_get_title (workflow) : "");
  gtk_widget_set_visible (self->parts_box, self->part_list->len > 0);
}

/* ---- page ---- */

static void
show_case (CunyiCasePage *self, GError **error)
{
  CunyiWorkflow *workflow = cunyi_case_get_workflow (cunyi_case_page_get_book (self), self->c, error);
  g_autoptr (GPtrArray) moves = workflow ? cunyi_case_list_moves (cunyi_case_page_get_book (self), self->c, error) : NULL;
  g_autoptr (GPtrArray) events = moves ? cunyi_case_list_events (cunyi_case_page_get_book (self), self->id, error) : NULL;

  if (events == NULL)
    return;
  show_head (self, workflow);
  show_steps (self, workflow);
  /* What is at its end waits for nothing: the move that is left only takes it back, or ends it for good. */
  cunyi_move_bar_set_moves (self->moves, moves, cunyi_workflow_get_title (workflow), self->c->closed == NULL);
  show_prints (self, workflow, events);
  show_parts (self);
  show_lines (self, error);
  cunyi_case_page_show_data (self, workflow);
  show_events (self, workflow, events);
}

void
cunyi_case_page_read (CunyiCasePage *self)
{
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  int part = cunyi_case_page_find_focus (self);

  /* A move is being prepared: what it shows must stay. */
  if (self->panel)
    return;
  g_clear_pointer (&self->c, cunyi_case_free);
  self->c = cunyi_case_load (cunyi_case_page_get_book (self), self->id, &error);
  if (self->c)
    show_case (self, &error);
  if (error)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->moves), FALSE);
      cunyi_case_page_show_error (self, error);
    }
  if (had_focus && self->c)
    cunyi_case_page_focus_moves (self, part);
}

static void
cunyi_case_page_refresh (CunyiPage *page)
{
  cunyi_case_page_read (CUNYI_CASE_PAGE (page));
}

static void
cunyi_case_page_focus (CunyiPage *page)
{
  CunyiCasePage *self = CUNYI_CASE_PAGE (page);

  if (!gtk_widget_grab_focus (GTK_WIDGET (self->moves)))
    gtk_widget_grab_focus (GTK_WIDGET (self->subject_button));
}

static gboolean
cunyi_case_page_leave (CunyiPage *page)
{
  CunyiCasePage *self = CUNYI_CASE_PAGE (page);

  return self->panel == NULL || cunyi_move_panel_leave (self->panel);
}

static void
cunyi_case_page_print (CunyiPage *page)
{
  CunyiCasePage *self = CUNYI_CASE_PAGE (page);
  GtkWidget *first = gtk_widget_get_first_child (self->prints);

  if (first)
    g_signal_emit_by_name (first, "clicked");
  else
    cunyi_window_tell (cunyi_window_get (GTK_WIDGET (self)), _("There is nothing to print on this page."));
}

static void
subject_cb (CunyiCasePage *self)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  if (self->c == NULL)
    return;
  switch (cunyi_clinic_find_subject (get_clinic (self), self->c->subject))
    {
    case CUNYI_SUBJECT_PERSON:
      cunyi_window_show_person (window, self->c->subject);
      break;
    case CUNYI_SUBJECT_HOUSEHOLD:
      cunyi_window_show_household (window, self->c->subject);
      break;
    default:
      break;
    }
}

static void
parent_cb (CunyiCasePage *self)
{
  cunyi_window_show_case (cunyi_window_get (GTK_WIDGET (self)), self->c->parent);
}

static void
record_cb (CunyiCasePage *self)
{
  cunyi_window_edit_record (cunyi_window_get (GTK_WIDGET (self)), self->c->record);
}

static void
cunyi_case_page_dispose (GObject *object)
{
  CunyiCasePage *self = CUNYI_CASE_PAGE (object);

  if (self->panel)
    cunyi_case_page_close_panel (self);
  g_clear_pointer (&self->part_list, g_ptr_array_unref);
  g_clear_pointer (&self->c, cunyi_case_free);
  G_OBJECT_CLASS (cunyi_case_page_parent_class)->dispose (object);
}

static void
cunyi_case_page_finalize (GObject *object)
{
  g_free (CUNYI_CASE_PAGE (object)->id);
  G_OBJECT_CLASS (cunyi_case_page_parent_class)->finalize (object);
}

static void
cunyi_case_page_class_init (CunyiCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_case_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_case_page_finalize;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_case_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_case_page_focus;
  CUNYI_PAGE_CLASS (klass)->leave = cunyi_case_page_leave;
  CUNYI_PAGE_CLASS (klass)->print = cunyi_case_page_print;

  g_type_ensure (CUNYI_TYPE_MOVE_BAR);
  g_type_ensure (CUNYI_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, subject_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, topic_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, due_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, parent_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, record_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, steps);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, panel_slot);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, moves);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, error_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, prints);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, parts_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, parts_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, parts);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, lines_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, lines_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, lines);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, data_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, data);
  gtk_widget_class_bind_template_child (widget_class, CunyiCasePage, events);
  gtk_widget_class_bind_template_callback (widget_class, cunyi_case_page_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, cunyi_case_page_move_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_cb);
  gtk_widget_class_bind_template_callback (widget_class, parent_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
}

static void
cunyi_case_page_init (CunyiCasePage *self)
{
  self->part_list = g_ptr_array_new_with_free_func (free_part);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->data, cunyi_unit_layout_new (3));
  cunyi_page_set_help (CUNYI_PAGE (self), "cases");
}

CunyiPage *
cunyi_case_page_new (CunyiClinic *clinic, const char *id)
{
  CunyiCasePage *self = g_object_new (CUNYI_TYPE_CASE_PAGE, "clinic", clinic, NULL);

  self->id = g_strdup (id);
  return CUNYI_PAGE (self);
}
