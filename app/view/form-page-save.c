/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The end of a page: the record, what it opened, and who is next. */

#include "config.h"

#include "view/form-page-private.h"

#include <glib/gi18n.h>

static GHashTable *
list_cases (CunyiFormPage *self, const char *record)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  CunyiBook *book = cunyi_clinic_get_book (cunyi_page_get_clinic (CUNYI_PAGE (self)));
  g_autoptr (GPtrArray) cases = record ? cunyi_case_list_of_record (book, record, NULL) : NULL;

  for (guint i = 0; cases && i < cases->len; i++)
    {
      const CunyiCase *c = g_ptr_array_index (cases, i);

      /* Parts go with the case that they belong to. */
      if (c->parent == NULL)
        g_hash_table_add (ids, g_strdup (c->id));
    }
  return ids;
}

/* Tells what was saved and which cases it opened: those that were not there before. */
static void
tell_saved (CunyiFormPage *self, CunyiWindow *window, const char *title, GHashTable *before, const char *record)
{
  g_autoptr (GHashTable) after = list_cases (self, record);
  GHashTableIter iter;
  gpointer id, first = NULL;
  guint n = 0;
  g_autofree char *opened = NULL;
  g_autofree char *text = NULL;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (before, id))
      {
        first = id;
        n++;
      }
  if (cunyi_filling_get_refusal (self->filling))
    /* Translators: the title of a form, and why a case did not go on with it: its title and a sentence. */
    text = g_strdup_printf (_("Saved: %s. What waited for it stays as it is. %s"), title, cunyi_filling_get_refusal (self->filling));
  else
    /* Translators: %s is the title of a form. */
    text = g_strdup_printf (_("Saved: %s."), title);
  if (n == 0)
    {
      cunyi_window_tell_done (window, text);
      return;
    }
  opened = g_strdup_printf (ngettext ("%u case opened", "%u cases opened", n), n);
  cunyi_window_tell_done_with_case (window, text, opened, first);
}

void
cunyi_form_page_go_on_to_next (CunyiFormPage *self, CunyiWindow *window)
{
  if (self->following && self->following->len > 0)
    cunyi_window_fill_forms (window, self->form, self->following);
  else if (self->following)
    cunyi_window_tell (window, _("That was the last one of the list."));
  else if (self->next_form)
    cunyi_window_fill_form (window, self->next_form, self->next_subject);
}

void
cunyi_form_page_finish (CunyiFormPage *self, gboolean go_on)
{
  g_autoptr (CunyiFormPage) held = g_object_ref (self);
  g_autoptr (GHashTable) before = list_cases (self, self->record);
  g_autoptr (GError) error = NULL;
  g_autofree char *record = NULL;
  CunyiWindow *window = cunyi_form_page_get_window (self);

  cunyi_form_grid_commit (self->grid, TRUE);
  if (cunyi_draft_keeper_keep (self->keeper) && cunyi_form_page_follow_day (self))
    return;
  if (!cunyi_filling_finish (self->filling, &record, NULL, &error))
    {
      if (error)
        cunyi_window_show_error (window, error);
      else
        {
          g_auto (GStrv) errors = cunyi_session_list_errors (cunyi_form_page_get_session (self));

          cunyi_form_grid_update (self->grid);
          cunyi_form_page_show_errors (self);
          if (errors[0])
            cunyi_form_grid_focus_path (self->grid, errors[0]);
        }
      return;
    }
  cunyi_draft_keeper_stop (self->keeper);
  cunyi_window_pop (window);
  tell_saved (self, window, cunyi_page_get_title (CUNYI_PAGE (self)), before, record);
  if (go_on)
    cunyi_form_page_go_on_to_next (self, window);
}

void
cunyi_form_page_delete (CunyiFormPage *self)
{
  g_autoptr (CunyiFormPage) held = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  CunyiWindow *window = cunyi_form_page_get_window (self);
  g_autofree char *text = NULL;

  if (self->record == NULL)
    return;
  cunyi_form_grid_commit (self->grid, TRUE);
  if (!cunyi_filling_delete (self->filling, &error))
    {
      cunyi_window_show_error (window, error);
      return;
    }
  cunyi_draft_keeper_stop (self->keeper);
  cunyi_window_pop (window);
  /* Translators: %s is the title of a form. */
  text = g_strdup_printf (_("Deleted: %s."), cunyi_page_get_title (CUNYI_PAGE (self)));
  cunyi_window_tell_done (window, text);
}
