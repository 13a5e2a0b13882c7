/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The questions come from the workflow as a session, and go back to it as answers; every rule is tested there. */

#include "config.h"

#include "view/move-panel.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/explain.h"
#include "form/json.h"
#include "view/form-grid.h"
#include "workflow/move.h"

struct _CunyiMovePanel {
  GtkWidget parent_instance;

  GtkWidget *heading;
  GtkWidget *day_entry;
  GtkWidget *grid;
  GtkWidget *error_label;

  CunyiClinic *clinic;
  char **ids;
  char *move;
  char *from;             /* the state in which the cases were seen */
  CunyiSession *session;
  GHashTable *before;     /* answers as they stood, by name */
};

G_DEFINE_FINAL_TYPE (CunyiMovePanel, cunyi_move_panel, GTK_TYPE_WIDGET)

enum { MOVED, CANCELLED, REFUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
tell (CunyiMovePanel *self, const char *text)
{
  g_autofree char *marked = *text ? g_strconcat ("× ", text, NULL) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (self->error_label), marked);
  gtk_widget_set_visible (self->error_label, *text != '\0');
}

static CunyiDay
read_day (CunyiMovePanel *self)
{
  return cunyi_day_parse_typed (gtk_editable_get_text (GTK_EDITABLE (self->day_entry)), cunyi_clock_today ());
}

/* Answers that the doctor changed; the others are each case's own. (transfer full) */
static char *
pick_changed (CunyiMovePanel *self, const char *answers)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (answers);
  GString *picked = g_string_new ("{");

  for (guint i = 0; i < cunyi_json_count (json); i++)
    {
      const char *name = cunyi_json_get_name (json, i);
      const CunyiJson *answer = cunyi_json_get_nth (json, i);
      CunyiJsonKind kind = cunyi_json_get_kind (answer);
      const char *before = g_hash_table_lookup (self->before, name);

      if ((kind != CUNYI_JSON_STRING && kind != CUNYI_JSON_NUMBER)
          || g_strcmp0 (before ? before : "", cunyi_json_get_text (answer)) == 0)
        continue;
      cunyi_json_append_name (picked, name);
      cunyi_json_append_text (picked, cunyi_json_get_text (answer));
    }
  g_string_append_c (picked, '}');
  return g_string_free (picked, FALSE);
}

/* A line for each case: whose it is, and why it stays. (transfer full) */
static char *
word_refusals (CunyiMovePanel *self, GPtrArray *refusals)
{
  CunyiBook *book = cunyi_clinic_get_book (self->clinic);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < refusals->len; i++)
    {
      const CunyiRefusal *refusal = g_ptr_array_index (refusals, i);
      g_autoptr (CunyiCase) c = cunyi_case_load (book, refusal->id, NULL);
      g_autofree char *name = c ? cunyi_clinic_name_subject (self->clinic, c->subject) : g_strdup ("");

      /* Translators: a person, and the sentence why the case of that person could not be moved. */
      g_string_append_printf (lines, _("%s: %s"), name, refusal->why);
      g_string_append_c (lines, '\n');
    }
  return g_string_free (lines, FALSE);
}

static gboolean
make_move (CunyiMovePanel *self, const CunyiFinished *finished, GPtrArray **refusals, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (self->clinic);
  g_autofree char *day = cunyi_day_to_text (read_day (self));
  gboolean many = self->ids[1] != NULL;
  g_autofree char *answers = many ? pick_changed (self, finished->answers) : g_strdup (finished->answers);
  CunyiMoveRequest request = { .move = self->move, .from = self->from, .day = day, .answers = answers,
                               .defaults = many };

  if (!many)
    return cunyi_case_move (book, self->ids[0], &request, error);
  return cunyi_case_move_all (book, (const char *const *) self->ids, &request, refusals, error);
}

void
cunyi_move_panel_confirm (CunyiMovePanel *self)
{
  g_autoptr (CunyiMovePanel) held = g_object_ref (self);
  g_autoptr (CunyiFinished) finished = NULL;
  g_autoptr (GPtrArray) refusals = NULL;
  g_autoptr (GError) error = NULL;

  cunyi_form_grid_commit (CUNYI_FORM_GRID (self->grid), TRUE);
  if (read_day (self) == CUNYI_DAY_NONE)
    {
      tell (self, _("Write a day like 20220726, 0726 or 26."));
      gtk_widget_grab_focus (self->day_entry);
      return;
    }
  finished = cunyi_session_finish (self->session);
  cunyi_form_grid_update (CUNYI_FORM_GRID (self->grid));
  if (finished == NULL)
    {
      g_auto (GStrv) errors = cunyi_session_list_errors (self->session);

      if (errors[0])
        cunyi_form_grid_focus_path (CUNYI_FORM_GRID (self->grid), errors[0]);
    }
  else if (make_move (self, finished, &refusals, &error))
    g_signal_emit (self, signals[MOVED], 0);
  else
    {
      g_autofree char *why = refusals && refusals->len > 0 ? word_refusals (self, refusals)
                                                           : cunyi_explain_error (error);

      tell (self, g_strchomp (why));
      g_signal_emit (self, signals[REFUSED], 0, why);
    }
}

static void
cancel (CunyiMovePanel *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
confirm_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  cunyi_move_panel_confirm (CUNYI_MOVE_PANEL (widget));
  return TRUE;
}

static gboolean
cancel_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  cancel (CUNYI_MOVE_PANEL (widget));
  return TRUE;
}

static void
day_done_cb (CunyiMovePanel *self)
{
  CunyiDay day = read_day (self);
  g_autofree char *text = cunyi_day_to_text (day);

  if (day == CUNYI_DAY_NONE)
    {
      tell (self, _("Write a day like 20220726, 0726 or 26."));
      return;
    }
  tell (self, "");
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), text);
  cunyi_form_grid_focus_first (CUNYI_FORM_GRID (self->grid));
}

/* ---- object ---- */

static gboolean
cunyi_move_panel_grab_focus (GtkWidget *widget)
{
  CunyiMovePanel *self = CUNYI_MOVE_PANEL (widget);

  return cunyi_form_grid_focus_first (CUNYI_FORM_GRID (self->grid)) || gtk_widget_grab_focus (self->day_entry);
}

static void
cunyi_move_panel_dispose (GObject *object)
{
  CunyiMovePanel *self = CUNYI_MOVE_PANEL (object);
  GtkWidget *child;

  if (self->grid)
    cunyi_form_grid_set_session (CUNYI_FORM_GRID (self->grid), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CUNYI_TYPE_MOVE_PANEL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, cunyi_session_free);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (cunyi_move_panel_parent_class)->dispose (object);
}

static void
cunyi_move_panel_finalize (GObject *object)
{
  CunyiMovePanel *self = CUNYI_MOVE_PANEL (object);

  g_strfreev (self->ids);
  g_free (self->move);
  g_free (self->from);
  g_hash_table_unref (self->before);
  G_OBJECT_CLASS (cunyi_move_panel_parent_class)->finalize (object);
}

static void
cunyi_move_panel_class_init (CunyiMovePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_move_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_move_panel_finalize;
  widget_class->grab_focus = cunyi_move_panel_grab_focus;
  g_type_ensure (CUNYI_TYPE_FORM_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/move-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, heading);
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, day_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, grid);
  gtk_widget_class_bind_template_child (widget_class, CunyiMovePanel, error_label);
  gtk_widget_class_bind_template_callback (widget_class, cunyi_move_panel_confirm);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
  gtk_widget_class_bind_template_callback (widget_class, day_done_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, cancel_key_cb, NULL);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] = g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
cunyi_move_panel_init (CunyiMovePanel *self)
{
  self->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
remember_answers (CunyiMovePanel *self)
{
  for (guint i = 0; i < cunyi_session_n_fields (self->session); i++)
    {
      const CunyiField *field = cunyi_session_get_field (self->session, i);

      if (cunyi_item_has_answer (field->item))
        g_hash_table_insert (self->before, g_strdup (field->path), g_strdup (field->value));
    }
}

GtkWidget *
cunyi_move_panel_new (CunyiClinic *clinic, const char *const *ids, const char *move, const char *title, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  g_autoptr (CunyiCase) c = cunyi_case_load (book, ids[0], error);
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  CunyiSession *session = c ? cunyi_case_ask (book, c, move, today, error) : NULL;
  CunyiMovePanel *self;

  if (session == NULL)
    return NULL;
  self = g_object_new (CUNYI_TYPE_MOVE_PANEL, NULL);
  self->clinic = g_object_ref (clinic);
  self->ids = g_strdupv ((char **) ids);
  self->move = g_strdup (move);
  self->from = g_strdup (c->state);
  self->session = session;
  remember_answers (self);
  gtk_label_set_label (GTK_LABEL (self->heading), title);
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), today);
  cunyi_form_grid_set_session (CUNYI_FORM_GRID (self->grid), session);
  return GTK_WIDGET (self);
}

gboolean
cunyi_move_panel_is_plain (CunyiMovePanel *self)
{
  for (guint i = 0; i < cunyi_session_n_fields (self->session); i++)
    if (cunyi_session_get_field (self->session, i)->visible)
      return FALSE;
  return TRUE;
}

gboolean
cunyi_move_panel_is_dirty (CunyiMovePanel *self)
{
  cunyi_form_grid_commit (CUNYI_FORM_GRID (self->grid), FALSE);
  for (guint i = 0; i < cunyi_session_n_fields (self->session); i++)
    {
      const CunyiField *field = cunyi_session_get_field (self->session, i);
      const char *before = g_hash_table_lookup (self->before, field->path);

      if (field->visible && before && g_strcmp0 (before, field->text) != 0)
        return TRUE;
    }
  return FALSE;
}
