/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Photographs in the tables file and attachment. */

#include "config.h"

#include "form/photo.h"

#include <string.h>

#include "base/clock.h"
#include "form/json.h"

#define ENDING ".jpg"

char *
cunyi_photo_keep (CunyiDatabase *database, GBytes *content, GError **error)
{
  g_autofree char *id = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autoptr (CunyiStatement) insert = cunyi_database_statement (database, "file/insert", error);

  if (insert == NULL)
    return NULL;
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_blob (insert, ":content", content);
  return cunyi_statement_run (insert, error) ? g_strconcat (id, ENDING, NULL) : NULL;
}

static char *
get_id (const char *name)
{
  const char *dot = strrchr (name, '.');

  return g_strndup (name, dot ? (gsize) (dot - name) : strlen (name));
}

GBytes *
cunyi_photo_load (CunyiDatabase *database, const char *name, GError **error)
{
  g_autofree char *id = get_id (name);
  g_autoptr (CunyiStatement) file = cunyi_database_statement (database, "file/by-id", error);

  if (file == NULL)
    return NULL;
  cunyi_statement_bind_text (file, ":id", id);
  return cunyi_statement_step (file, error) ? cunyi_statement_get_blob (file, "content") : NULL;
}

GBytes *
cunyi_photo_for_paper (const char *name, gpointer data)
{
  CunyiPhotoSource *source = data;

  return source->error ? NULL : cunyi_photo_load (source->database, name, &source->error);
}

gboolean
cunyi_photo_source_end (CunyiPhotoSource *source, gboolean made, GError **error)
{
  if (source->error == NULL)
    return made;
  if (made)
    g_propagate_error (error, g_steal_pointer (&source->error));
  else
    g_clear_error (&source->error);
  return FALSE;
}

/* ---- photographs of answers ---- */

/* The photographs of an object of answers and of the members in it: id of the file → label of the question. */
static void
find_photos (CunyiForm *form, const CunyiJson *answers, GHashTable *photos)
{
  for (guint i = 0; i < cunyi_json_count (answers); i++)
    {
      const CunyiItem *item = cunyi_form_find (form, cunyi_json_get_name (answers, i));
      const CunyiJson *answer = cunyi_json_get_nth (answers, i);

      if (item == NULL)
        continue;
      if (item->kind == CUNYI_ITEM_IMAGE && *cunyi_json_get_text (answer))
        g_hash_table_insert (photos, get_id (cunyi_json_get_text (answer)), (gpointer) cunyi_text_get_source (item->label));
      for (guint j = 0; item->kind == CUNYI_ITEM_REPEAT && j < cunyi_json_count (answer); j++)
        find_photos (form, cunyi_json_get_nth (answer, j), photos);
    }
}

GPtrArray *
cunyi_photo_load_all (CunyiDatabase *database, CunyiForm *form, const char *answers, GError **error)
{
  g_autoptr (GHashTable) photos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (CunyiJson) json = cunyi_json_parse (answers);
  GHashTableIter iter;
  gpointer file;

  if (json)
    find_photos (form, json, photos);
  g_hash_table_iter_init (&iter, photos);
  while (g_hash_table_iter_next (&iter, &file, NULL))
    {
      GError *failure = NULL;
      GBytes *content = cunyi_photo_load (database, file, &failure);

      if (failure)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      if (content)
        g_ptr_array_add (all, content);
    }
  return g_steal_pointer (&all);
}

/* ---- orphans ---- */

int
cunyi_photo_count_orphans (CunyiDatabase *database, GError **error)
{
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (database, "file/orphans", error);
  GError *failure = NULL;
  int n = 0;

  if (rows == NULL)
    return -1;
  while (cunyi_statement_step (rows, &failure))
    n++;
  if (failure == NULL)
    return n;
  g_propagate_error (error, failure);
  return -1;
}

gboolean
cunyi_photo_delete_orphans (CunyiDatabase *database, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (database, "file/delete-orphans", error);

  return statement && cunyi_statement_run (statement, error);
}

gboolean
cunyi_photo_tidy (CunyiDatabase *database, GError **error)
{
  int n = cunyi_photo_count_orphans (database, error);

  if (n <= 0)
    return n == 0;
  if (!cunyi_database_begin (database, "", error))
    return FALSE;
  if (cunyi_photo_delete_orphans (database, error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}

/* ---- attachments ---- */

gboolean
cunyi_photo_is_asked (CunyiForm *form)
{
  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    if (cunyi_form_get_item (form, i)->kind == CUNYI_ITEM_IMAGE)
      return TRUE;
  return FALSE;
}

static gboolean
add_attachment (CunyiDatabase *database, const char *subject, const char *file, const char *label, GError **error)
{
  g_autofree char *id = cunyi_database_new_id (database, error);
  g_autofree char *now = cunyi_clock_now ();
  g_autoptr (CunyiStatement) insert = id ? cunyi_database_statement (database, "attachment/insert", error) : NULL;

  if (insert == NULL)
    return FALSE;
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":subject", subject);
  cunyi_statement_bind_text (insert, ":name", label);
  cunyi_statement_bind_text (insert, ":type", "image/jpeg");
  cunyi_statement_bind_text (insert, ":file", file);
  cunyi_statement_bind_text (insert, ":added", now);
  cunyi_statement_bind_text (insert, ":staff", cunyi_database_get_staff (database));
  return cunyi_statement_run (insert, error);
}

static gboolean
remove_attachment (CunyiDatabase *database, const char *id, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (database, "attachment/delete", error);

  if (statement == NULL)
    return FALSE;
  cunyi_statement_bind_text (statement, ":id", id);
  return cunyi_statement_run (statement, error);
}

/* Takes out of `photos` what is attached already; ids of attachments that no answer holds any more. (transfer full) */
static GPtrArray *
compare (CunyiDatabase *database, const char *subject, GHashTable *photos, GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (database, "attachment/of-subject", error);
  GError *failure = NULL;

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_text (rows, ":subject", subject);
  while (cunyi_statement_step (rows, &failure))
    if (!g_hash_table_remove (photos, cunyi_statement_get_text (rows, "file")))
      g_ptr_array_add (gone, g_strdup (cunyi_statement_get_text (rows, "id")));
  if (failure == NULL)
    return g_steal_pointer (&gone);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
cunyi_photo_attach (CunyiDatabase *database, CunyiForm *form, const char *subject, const char *answers, GError **error)
{
  g_autoptr (GHashTable) photos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CunyiJson) json = cunyi_json_parse (answers);
  g_autoptr (GPtrArray) gone = NULL;
  GHashTableIter iter;
  gpointer file, label;

  if (!cunyi_photo_is_asked (form))
    return TRUE;
  if (json)
    find_photos (form, json, photos);
  if ((gone = compare (database, subject, photos, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < gone->len; i++)
    if (!remove_attachment (database, g_ptr_array_index (gone, i), error))
      return FALSE;
  g_hash_table_iter_init (&iter, photos);
  while (g_hash_table_iter_next (&iter, &file, &label))
    if (!add_attachment (database, subject, file, label, error))
      return FALSE;
  return TRUE;
}
