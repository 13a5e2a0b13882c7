/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form grid over what clinic/asking.h asks. */

#include "config.h"

#include "view/asking-view.h"

#include <glib/gi18n.h>

#include "clinic/explain.h"
#include "view/draft-keeper.h"
#include "view/form-grid.h"
#include "view/refusal.h"

struct _CunyiAskingView {
  GtkWidget parent_instance;

  GtkWidget *notice;
  GtkLabel *notice_label;
  GtkButton *notice_button;
  CunyiFormGrid *grid;
  GtkLabel *error_label;

  CunyiAsking *asking;
  CunyiDraftKeeper *keeper;
  gboolean discarded; /* the notice offers to bring the draft back */
};

G_DEFINE_FINAL_TYPE (CunyiAskingView, cunyi_asking_view, GTK_TYPE_WIDGET)

enum { FINISHED, RENEWED, N_SIGNALS };
static guint signals[N_SIGNALS];

void
cunyi_asking_view_tell (CunyiAskingView *self, const char *sentence)
{
  cunyi_refusal_tell_marked (self->error_label, sentence);
}

void
cunyi_asking_view_tell_error (CunyiAskingView *self, const GError *error)
{
  g_autofree char *sentence = cunyi_explain_error (error);

  cunyi_asking_view_tell (self, sentence);
}

/* ---- draft ---- */

static gboolean
keep (gpointer data, GError **error)
{
  CunyiAskingView *self = data;

  return self->asking == NULL || cunyi_asking_keep_draft (self->asking, error);
}

static void
tell_failure (gpointer data, const GError *error)
{
  cunyi_asking_view_tell_error (data, error);
}

static void
touch (CunyiAskingView *self)
{
  cunyi_draft_keeper_touch (self->keeper);
}

static void
focused_cb (CunyiAskingView *self)
{
  cunyi_draft_keeper_keep (self->keeper);
}

static void
show_notice (CunyiAskingView *self, const char *text, const char *button)
{
  gtk_widget_set_visible (self->notice, text != NULL);
  gtk_label_set_label (self->notice_label, text ? text : "");
  gtk_button_set_label (self->notice_button, button ? button : "");
}

static void
show_questions (CunyiAskingView *self)
{
  cunyi_form_grid_set_session (self->grid, self->asking ? cunyi_asking_get_session (self->asking) : NULL);
  cunyi_asking_view_tell (self, "");
  self->discarded = FALSE;
  if (self->asking && cunyi_asking_is_draft (self->asking))
    show_notice (self, _("This is a draft from before."), _("_Discard draft"));
  else
    show_notice (self, NULL, NULL);
}

static void
notice_cb (CunyiAskingView *self)
{
  gboolean back = self->discarded;
  g_autoptr (GError) error = NULL;

  cunyi_form_grid_commit (self->grid, TRUE);
  /* The session is another one from here on. */
  cunyi_form_grid_set_session (self->grid, NULL);
  if (back)
    cunyi_asking_bring_back (self->asking, &error);
  else
    cunyi_asking_discard (self->asking, &error);
  show_questions (self);
  if (error)
    cunyi_asking_view_tell_error (self, error);
  else if (!back)
    {
      show_notice (self, _("The draft was discarded."), _("_Bring it back"));
      self->discarded = TRUE;
    }
  g_signal_emit (self, signals[RENEWED], 0);
  cunyi_form_grid_focus_first (self->grid);
}

static void
finished_cb (CunyiAskingView *self)
{
  g_signal_emit (self, signals[FINISHED], 0);
}

/* ---- object ---- */

static void
cunyi_asking_view_dispose (GObject *object)
{
  CunyiAskingView *self = CUNYI_ASKING_VIEW (object);
  GtkWidget *child;

  if (self->grid)
    cunyi_asking_view_set_asking (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CUNYI_TYPE_ASKING_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->keeper, cunyi_draft_keeper_free);
  G_OBJECT_CLASS (cunyi_asking_view_parent_class)->dispose (object);
}

static void
cunyi_asking_view_class_init (CunyiAskingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_asking_view_dispose;
  g_type_ensure (CUNYI_TYPE_FORM_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/asking-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiAskingView, notice);
  gtk_widget_class_bind_template_child (widget_class, CunyiAskingView, notice_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiAskingView, notice_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiAskingView, grid);
  gtk_widget_class_bind_template_child (widget_class, CunyiAskingView, error_label);
  gtk_widget_class_bind_template_callback (widget_class, touch);
  gtk_widget_class_bind_template_callback (widget_class, focused_cb);
  gtk_widget_class_bind_template_callback (widget_class, finished_cb);
  gtk_widget_class_bind_template_callback (widget_class, notice_cb);
  signals[FINISHED] = g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RENEWED] = g_signal_new ("renewed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cunyi_asking_view_init (CunyiAskingView *self)
{
  self->keeper = cunyi_draft_keeper_new (keep, tell_failure, self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cunyi_asking_view_set_asking (CunyiAskingView *self, CunyiAsking *asking)
{
  if (self->asking)
    {
      cunyi_form_grid_commit (self->grid, FALSE);
      cunyi_draft_keeper_end (self->keeper);
      cunyi_form_grid_set_session (self->grid, NULL);
      cunyi_asking_free (self->asking);
    }
  self->asking = asking;
  show_questions (self);
}

CunyiAsking *
cunyi_asking_view_get_asking (CunyiAskingView *self)
{
  return self->asking;
}

void
cunyi_asking_view_touch (CunyiAskingView *self)
{
  touch (self);
}

void
cunyi_asking_view_commit (CunyiAskingView *self)
{
  cunyi_form_grid_commit (self->grid, TRUE);
}

void
cunyi_asking_view_show_missing (CunyiAskingView *self)
{
  g_auto (GStrv) errors = cunyi_session_list_errors (cunyi_asking_get_session (self->asking));

  cunyi_form_grid_update (self->grid);
  if (errors[0])
    cunyi_form_grid_focus_path (self->grid, errors[0]);
}

gboolean
cunyi_asking_view_leave (CunyiAskingView *self, gboolean *kept)
{
  gboolean goes;

  cunyi_form_grid_commit (self->grid, TRUE);
  goes = cunyi_draft_keeper_leave (self->keeper, kept);
  *kept = *kept && self->asking && cunyi_asking_is_dirty (self->asking);
  return goes;
}

gboolean
cunyi_asking_view_focus_first (CunyiAskingView *self)
{
  return cunyi_form_grid_focus_first (self->grid);
}
