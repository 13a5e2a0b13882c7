/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Records in the store. */

#include "config.h"

#include "form/record.h"

#include "base/clock.h"
#include "form/json.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many records back a last value is looked for. */
#define RECORDS_BACK 20

void
cunyi_record_free (CunyiRecord *record)
{
  g_free (record->id);
  g_free (record->form);
  g_free (record->subject);
  g_free (record->day);
  g_free (record->definition);
  g_free (record->answers);
  g_free (record->staff);
  g_free (record->entered);
  g_free (record);
}

static char *
dup_or_null (CunyiStatement *statement, const char *column)
{
  return cunyi_statement_is_null (statement, column) ? NULL : g_strdup (cunyi_statement_get_text (statement, column));
}

/* The row that a statement stands on. (transfer full) */
static CunyiRecord *
read_row (CunyiStatement *statement)
{
  CunyiRecord *record = g_new0 (CunyiRecord, 1);

  record->id = g_strdup (cunyi_statement_get_text (statement, "id"));
  record->form = g_strdup (cunyi_statement_get_text (statement, "form"));
  record->subject = g_strdup (cunyi_statement_get_text (statement, "subject"));
  record->day = g_strdup (cunyi_statement_get_text (statement, "day"));
  record->definition = g_strdup (cunyi_statement_get_text (statement, "definition"));
  record->answers = g_strdup (cunyi_statement_get_text (statement, "answers"));
  record->staff = dup_or_null (statement, "staff");
  record->entered = g_strdup (cunyi_statement_get_text (statement, "entered"));
  return record;
}

/* ---- writing ---- */

static gboolean
insert (CunyiDatabase *database, CunyiRecord *record, GError **error)
{
  g_autoptr (CunyiStatement) statement = NULL;
  g_autofree char *id = cunyi_database_new_id (database, error);
  g_autofree char *now = cunyi_clock_now ();

  if (!id)
    return FALSE;
  statement = cunyi_database_statement (database, "record/insert", error);
  if (!statement)
    return FALSE;
  cunyi_statement_bind_text (statement, ":form", record->form);
  cunyi_statement_bind_text (statement, ":subject", record->subject);
  cunyi_statement_bind_text (statement, ":day", record->day);
  cunyi_statement_bind_text (statement, ":id", id);
  cunyi_statement_bind_text (statement, ":definition", record->definition);
  cunyi_statement_bind_text (statement, ":answers", record->answers);
  cunyi_statement_bind_text (statement, ":staff", record->staff);
  cunyi_statement_bind_text (statement, ":entered", now);
  if (!cunyi_statement_run (statement, error))
    return FALSE;
  record->id = g_steal_pointer (&id);
  g_free (record->entered);
  record->entered = g_steal_pointer (&now);
  return TRUE;
}

static gboolean
change (CunyiDatabase *database, CunyiRecord *record, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (database, "record/update", error);

  if (!statement)
    return FALSE;
  cunyi_statement_bind_text (statement, ":id", record->id);
  cunyi_statement_bind_text (statement, ":day", record->day);
  cunyi_statement_bind_text (statement, ":definition", record->definition);
  cunyi_statement_bind_text (statement, ":answers", record->answers);
  return cunyi_statement_run (statement, error);
}

gboolean
cunyi_record_save (CunyiDatabase *database, CunyiRecord *record, const char *what, GError **error)
{
  gboolean is_new = record->id == NULL;

  g_return_val_if_fail (record->form && record->subject && record->day && record->definition && record->answers, FALSE);

  if (!cunyi_database_begin (database, what ? what : _("Save form"), error))
    return FALSE;
  if ((is_new ? insert (database, record, error) : change (database, record, error))
      && cunyi_database_commit (database, error))
    return TRUE;
  cunyi_database_rollback (database);
  if (is_new)
    g_clear_pointer (&record->id, g_free);
  return FALSE;
}

gboolean
cunyi_record_delete (CunyiDatabase *database, const char *id, const char *what, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (database, "record/delete", error);

  if (!statement || !cunyi_database_begin (database, what ? what : _("Delete form"), error))
    return FALSE;
  cunyi_statement_bind_text (statement, ":id", id);
  if (cunyi_statement_run (statement, error) && cunyi_database_commit (database, error))
    return TRUE;
  cunyi_database_rollback (database);
  return FALSE;
}

/* ---- reading ---- */

CunyiRecord *
cunyi_record_load (CunyiDatabase *database, const char *id, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (database, "record/by-id", error);

  if (!statement)
    return NULL;
  cunyi_statement_bind_text (statement, ":id", id);
  return cunyi_statement_step (statement, error) ? read_row (statement) : NULL;
}

/* Up to `limit` rows of a statement, those that `wanted` lets through. */
static GPtrArray *
read_rows (CunyiStatement *statement, guint limit, const char *before, const char *except, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_record_free);
  GError *failure = NULL;

  while ((limit == 0 || records->len < limit) && cunyi_statement_step (statement, &failure))
    {
      if (before && strcmp (cunyi_statement_get_text (statement, "day"), before) > 0)
        continue;
      if (except && strcmp (cunyi_statement_get_text (statement, "id"), except) == 0)
        continue;
      g_ptr_array_add (records, read_row (statement));
    }
  if (failure)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&records);
}

static GPtrArray *
list (CunyiDatabase *database, const char *subject, const char *form, guint limit, const char *before, const char *except,
      GError **error)
{
  g_autoptr (CunyiStatement) statement
    = cunyi_database_statement (database, form ? "record/list-of-form" : "record/list", error);

  if (!statement)
    return NULL;
  cunyi_statement_bind_text (statement, ":subject", subject);
  if (form)
    cunyi_statement_bind_text (statement, ":form", form);
  return read_rows (statement, limit, before, except, error);
}

GPtrArray *
cunyi_record_list (CunyiDatabase *database, const char *subject, const char *form, guint limit, GError **error)
{
  return list (database, subject, form, limit, NULL, NULL, error);
}

CunyiRecord *
cunyi_record_last (CunyiDatabase *database, const char *form, const char *subject, const char *before, const char *except,
                   GError **error)
{
  g_autoptr (GPtrArray) records = list (database, subject, form, 1, before, except, error);

  return records && records->len > 0 ? g_ptr_array_steal_index (records, 0) : NULL;
}

/* ---- last values ---- */

static void
free_previous (gpointer data)
{
  CunyiPrevious *previous = data;

  g_free (previous->name);
  g_free (previous->value);
  g_free (previous->day);
  g_free (previous);
}

/* An answer as text; the members of a repeat as JSON. (transfer full) */
static char *
answer_to_text (const CunyiJson *answer)
{
  GString *json;

  if (!answer || cunyi_json_get_kind (answer) != CUNYI_JSON_ARRAY)
    return g_strdup (answer ? cunyi_json_get_text (answer) : "");
  json = g_string_new (NULL);
  cunyi_json_append (json, answer);
  return g_string_free (json, FALSE);
}

/* The newest record that answers a question. (transfer full) */
static CunyiPrevious *
find_previous (GPtrArray *records, GPtrArray *answers, const char *name)
{
  for (guint i = 0; i < records->len; i++)
    {
      const CunyiRecord *record = g_ptr_array_index (records, i);
      const CunyiJson *json = g_ptr_array_index (answers, i);
      g_autofree char *text = answer_to_text (json ? cunyi_json_find (json, name) : NULL);
      CunyiPrevious *previous;

      if (*text == '\0')
        continue;
      previous = g_new0 (CunyiPrevious, 1);
      previous->name = g_strdup (name);
      previous->value = g_steal_pointer (&text);
      previous->day = g_strdup (record->day);
      return previous;
    }
  return NULL;
}

static void
free_json (gpointer data)
{
  if (data)
    cunyi_json_free (data);
}

GPtrArray *
cunyi_record_list_previous (CunyiDatabase *database, CunyiForm *form, const char *subject, const char *before,
                            const char *except, GError **error)
{
  g_autoptr (GPtrArray) records = list (database, subject, cunyi_form_get_id (form), RECORDS_BACK, before, except, error);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (free_json);
  GPtrArray *values;

  if (!records)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (answers, cunyi_json_parse (((CunyiRecord *) g_ptr_array_index (records, i))->answers));
  values = g_ptr_array_new_with_free_func (free_previous);
  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);
      CunyiPrevious *previous = item->previous && !item->repeat ? find_previous (records, answers, item->name) : NULL;

      if (previous)
        g_ptr_array_add (values, previous);
    }
  return values;
}

/* ---- definitions ---- */

CunyiForm *
cunyi_record_load_form (CunyiDatabase *database, const char *definition, CunyiCodesFunc codes, gpointer data,
                        CunyiFaults *faults, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (database, "definition/by-id", error);
  g_autoptr (GBytes) content = NULL;

  if (!statement)
    return NULL;
  cunyi_statement_bind_text (statement, ":id", definition);
  if (!cunyi_statement_step (statement, error))
    {
      if (error && !*error)
        g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_NOT_FOUND, "there is no definition %s", definition);
      return NULL;
    }
  content = cunyi_statement_get_blob (statement, "content");
  return cunyi_form_parse (cunyi_statement_get_text (statement, "name"), content, codes, data, faults);
}
