/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Drafts in the store: written a moment after each change, outside of the journal. */

#include "config.h"

#include "form/record.h"

#include "base/clock.h"

void
cunyi_draft_free (CunyiDraft *draft)
{
  g_free (draft->form);
  g_free (draft->subject);
  g_free (draft->record);
  g_free (draft->definition);
  g_free (draft->answers);
  g_free (draft->staff);
  g_free (draft->touched);
  g_free (draft);
}

gboolean
cunyi_draft_save (CunyiDatabase *database, CunyiDraft *draft, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (database, "draft/set", error);

  g_return_val_if_fail (draft->form && draft->subject && draft->definition && draft->answers, FALSE);

  if (!statement)
    return FALSE;
  g_free (draft->touched);
  draft->touched = cunyi_clock_now ();
  cunyi_statement_bind_text (statement, ":form", draft->form);
  cunyi_statement_bind_text (statement, ":subject", draft->subject);
  cunyi_statement_bind_text (statement, ":record", draft->record ? draft->record : "");
  cunyi_statement_bind_text (statement, ":definition", draft->definition);
  cunyi_statement_bind_text (statement, ":answers", draft->answers);
  cunyi_statement_bind_text (statement, ":staff", draft->staff);
  cunyi_statement_bind_text (statement, ":touched", draft->touched);
  return cunyi_statement_run (statement, error);
}

static CunyiDraft *
read_row (CunyiStatement *statement, const char *form, const char *subject, const char *record)
{
  CunyiDraft *draft = g_new0 (CunyiDraft, 1);

  draft->form = g_strdup (form);
  draft->subject = g_strdup (subject);
  draft->record = g_strdup (record);
  draft->definition = g_strdup (cunyi_statement_get_text (statement, "definition"));
  draft->staff = cunyi_statement_is_null (statement, "staff") ? NULL
                                                              : g_strdup (cunyi_statement_get_text (statement, "staff"));
  draft->touched = g_strdup (cunyi_statement_get_text (statement, "touched"));
  return draft;
}

CunyiDraft *
cunyi_draft_load (CunyiDatabase *database, const char *form, const char *subject, const char *record, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (database, "draft/get", error);
  CunyiDraft *draft;

  if (!statement)
    return NULL;
  cunyi_statement_bind_text (statement, ":form", form);
  cunyi_statement_bind_text (statement, ":subject", subject);
  cunyi_statement_bind_text (statement, ":record", record ? record : "");
  if (!cunyi_statement_step (statement, error))
    return NULL;
  draft = read_row (statement, form, subject, record ? record : "");
  draft->answers = g_strdup (cunyi_statement_get_text (statement, "answers"));
  return draft;
}

gboolean
cunyi_draft_discard (CunyiDatabase *database, const char *form, const char *subject, const char *record, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (database, "draft/delete", error);

  if (!statement)
    return FALSE;
  cunyi_statement_bind_text (statement, ":form", form);
  cunyi_statement_bind_text (statement, ":subject", subject);
  cunyi_statement_bind_text (statement, ":record", record ? record : "");
  return cunyi_statement_run (statement, error);
}

GPtrArray *
cunyi_draft_list (CunyiDatabase *database, const char *subject, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (database, "draft/all", error);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_draft_free);
  GError *failure = NULL;

  if (!statement)
    return NULL;
  while (cunyi_statement_step (statement, &failure))
    {
      g_autofree char *about = g_strdup (cunyi_statement_get_text (statement, "subject"));

      if (!subject || g_str_equal (subject, about))
        g_ptr_array_add (drafts, read_row (statement, cunyi_statement_get_text (statement, "form"), about,
                                           cunyi_statement_get_text (statement, "record")));
    }
  if (failure)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&drafts);
}
