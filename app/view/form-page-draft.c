/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was typed and is not saved: the draft that was there, discarding it, and what can be brought back. */

#include "config.h"

#include "view/form-page-private.h"

#include <glib/gi18n.h>

#include "form/photo.h"

gboolean
cunyi_form_page_keep_draft (gpointer data, GError **error)
{
  CunyiFormPage *self = data;

  return !cunyi_session_is_dirty (cunyi_form_page_get_session (self)) || cunyi_filling_keep_draft (self->filling, error);
}

void
cunyi_form_page_show_notice (CunyiFormPage *self, const char *text, const char *button)
{
  gtk_widget_set_visible (self->notice, text != NULL);
  gtk_label_set_label (self->notice_label, text ? text : "");
  gtk_button_set_label (self->notice_button, button ? button : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice_button), button != NULL);
}

gboolean
cunyi_form_page_begin (CunyiFormPage *self, GError **error)
{
  CunyiClinic *clinic = cunyi_page_get_clinic (CUNYI_PAGE (self));
  CunyiFilling *filling = self->record ? cunyi_filling_new_for_record (clinic, self->record, error)
                                       : cunyi_filling_new (clinic, self->form, self->subject, error);

  if (filling == NULL)
    return FALSE;
  cunyi_form_grid_set_session (self->grid, NULL);
  g_clear_pointer (&self->filling, cunyi_filling_free);
  self->filling = filling;
  cunyi_form_grid_set_session (self->grid, cunyi_form_page_get_session (self));
  if (cunyi_filling_is_draft (filling))
    cunyi_form_page_show_notice (self, _("This is a draft from before."), _("_Discard draft"));
  else
    cunyi_form_page_show_notice (self, NULL, NULL);
  cunyi_form_page_show_errors (self);
  cunyi_form_page_day_has_changed (self);
  return TRUE;
}

static gboolean
discard (CunyiFormPage *self, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (cunyi_page_get_clinic (CUNYI_PAGE (self)));

  if (!cunyi_form_page_keep_draft (self, error))
    return FALSE;
  self->discarded = cunyi_draft_load (database, self->form, self->subject, self->record ? self->record : "", error);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  if (self->discarded)
    self->photos = cunyi_photo_load_all (database, cunyi_session_get_form (cunyi_form_page_get_session (self)), self->discarded->answers,
                                         error);
  if (self->photos == NULL || !cunyi_filling_discard (self->filling, error) || !cunyi_form_page_begin (self, error))
    return FALSE;
  cunyi_form_page_show_notice (self, _("The draft was discarded."), _("_Bring it back"));
  return TRUE;
}

/* Those of the draft that was discarded. */
static gboolean
keep_photos (CunyiFormPage *self, GError **error)
{
  g_autoptr (GPtrArray) photos = g_steal_pointer (&self->photos);

  for (guint i = 0; photos && i < photos->len; i++)
    {
      g_autofree char *name = cunyi_photo_keep (cunyi_clinic_get_database (cunyi_page_get_clinic (CUNYI_PAGE (self))),
                                                g_ptr_array_index (photos, i), error);

      if (name == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
bring_back (CunyiFormPage *self, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (cunyi_page_get_clinic (CUNYI_PAGE (self)));
  g_autoptr (CunyiDraft) draft = g_steal_pointer (&self->discarded);

  if (draft == NULL)
    {
      if (!cunyi_form_page_keep_draft (self, error))
        return FALSE;
      draft = cunyi_draft_load (database, self->form, self->subject, self->record ? self->record : "", error);
      if (draft == NULL)
        return FALSE;
      g_free (draft->answers);
      draft->answers = g_steal_pointer (&self->removed);
    }
  return keep_photos (self, error) && cunyi_draft_save (database, draft, error) && cunyi_form_page_begin (self, error);
}

void
cunyi_form_page_notice_cb (CunyiFormPage *self)
{
  g_autoptr (GError) error = NULL;

  cunyi_form_grid_commit (self->grid, TRUE);
  if (self->discarded || self->removed)
    bring_back (self, &error);
  else
    discard (self, &error);
  if (error)
    cunyi_window_show_error (cunyi_form_page_get_window (self), error);
  cunyi_form_grid_focus_first (self->grid);
}

void
cunyi_form_page_removing_cb (CunyiFormPage *self)
{
  g_clear_pointer (&self->discarded, cunyi_draft_free);
  g_free (self->removed);
  self->removed = cunyi_session_to_draft (cunyi_form_page_get_session (self));
  cunyi_form_page_show_notice (self, _("One block was taken out."), _("_Bring it back"));
}
