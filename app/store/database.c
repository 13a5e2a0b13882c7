/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The connection: its life, its transactions, ids, and the views of declared forms. How it comes to be is in open.c. */

#include "config.h"

#include "base/clock.h"
#include "store/private.h"

#include <malloc.h>
#include <string.h>

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CunyiDatabase, cunyi_database, G_TYPE_OBJECT)

/* ---- the family ---- */

/* Paths of the families that live, with how many there are of each. */
static GMutex living_lock;
static GHashTable *living;

static void
count_living (const char *path, int step)
{
  int n;

  g_mutex_lock (&living_lock);
  if (living == NULL)
    living = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n = GPOINTER_TO_INT (g_hash_table_lookup (living, path)) + step;
  if (n > 0)
    g_hash_table_insert (living, g_strdup (path), GINT_TO_POINTER (n));
  else
    g_hash_table_remove (living, path);
  g_mutex_unlock (&living_lock);
}

gboolean
cunyi_family_is_living (const char *path)
{
  gboolean lives;

  g_mutex_lock (&living_lock);
  lives = living && g_hash_table_contains (living, path);
  g_mutex_unlock (&living_lock);
  return lives;
}

CunyiFamily *
cunyi_family_new (const char *path, const char *id, CunyiSecret *secret)
{
  CunyiFamily *family = g_new0 (CunyiFamily, 1);

  g_atomic_ref_count_init (&family->refs);
  family->path = g_strdup (path);
  family->id = g_strdup (id);
  family->secret = cunyi_secret_ref (secret);
  g_mutex_init (&family->lock);
  family->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  family->order = g_ptr_array_new_with_free_func (g_free);
  count_living (path, 1);
  return family;
}

CunyiFamily *
cunyi_family_ref (CunyiFamily *family)
{
  g_atomic_ref_count_inc (&family->refs);
  return family;
}

void
cunyi_family_unref (CunyiFamily *family)
{
  if (!g_atomic_ref_count_dec (&family->refs))
    return;
  count_living (family->path, -1);
  g_free (family->path);
  g_free (family->id);
  cunyi_secret_unref (family->secret);
  g_mutex_clear (&family->lock);
  g_hash_table_unref (family->views);
  g_ptr_array_unref (family->order);
  g_free (family);
}

/* ---- life ---- */

static void
free_idle (gpointer data)
{
  GPtrArray *idle = data;

  for (guint i = 0; i < idle->len; i++)
    sqlite3_finalize (idle->pdata[i]);
  g_ptr_array_unref (idle);
}

static int n_open; /* atomic */

static void
cunyi_database_dispose (GObject *object)
{
  CunyiDatabase *self = CUNYI_DATABASE (object);

  g_clear_pointer (&self->idle, g_hash_table_unref);
  if (self->handle && self->depths->len > 0)
    g_warning ("%s is closed inside of the transaction “%s”, which is lost", self->family->path, self->what);
  if (self->handle)
    {
      if (self->guarded)
        cunyi_guard_leave (self->family, g_steal_pointer (&self->handle));
      else
        g_clear_pointer (&self->handle, sqlite3_close_v2);
      /* What a task had read lies among what others keep; the C library would hold on to it for the next task. */
      malloc_trim (0);
    }

  G_OBJECT_CLASS (cunyi_database_parent_class)->dispose (object);
}

static void
cunyi_database_finalize (GObject *object)
{
  CunyiDatabase *self = CUNYI_DATABASE (object);

  g_clear_pointer (&self->family, cunyi_family_unref);
  g_array_unref (self->depths);
  g_free (self->staff);
  g_free (self->what);
  g_atomic_int_dec_and_test (&n_open);

  G_OBJECT_CLASS (cunyi_database_parent_class)->finalize (object);
}

static void
cunyi_database_class_init (CunyiDatabaseClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = cunyi_database_dispose;
  object_class->finalize = cunyi_database_finalize;

  signals[CHANGED] = g_signal_new ("changed", CUNYI_TYPE_DATABASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cunyi_database_init (CunyiDatabase *self)
{
  g_atomic_int_inc (&n_open);
  self->owner = g_thread_self ();
  self->depths = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_idle);
}

guint
cunyi_database_count_open (void)
{
  return (guint) g_atomic_int_get (&n_open);
}

void
cunyi_database_take_over (CunyiDatabase *self)
{
  g_return_if_fail (CUNYI_IS_DATABASE (self));
  g_return_if_fail (self->depths->len == 0);

  self->owner = g_thread_self ();
}

const char *
cunyi_database_get_path (CunyiDatabase *self)
{
  return self->family->path;
}

gboolean
cunyi_database_is_demo (CunyiDatabase *self)
{
  return self->family->demo;
}

const char *
cunyi_database_get_id (CunyiDatabase *self)
{
  return self->family->id;
}

void
cunyi_database_set_staff (CunyiDatabase *self, const char *staff)
{
  g_return_if_fail (self->depths->len == 0);

  g_mutex_lock (&self->family->lock);
  if (g_strcmp0 (self->staff, staff) != 0)
    {
      g_free (self->staff);
      self->staff = g_strdup (staff);
    }
  g_mutex_unlock (&self->family->lock);
}

const char *
cunyi_database_get_staff (CunyiDatabase *self)
{
  return self->staff;
}

/* ---- small steps ---- */

gboolean
cunyi_database_execute (CunyiDatabase *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || cunyi_store_fail (self->handle, code, error);
}

gboolean
cunyi_database_query_int (CunyiDatabase *self, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  *value = 0;
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    cunyi_store_fail (self->handle, code, error);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* ---- transactions ---- */

static void
write_id (CunyiDatabase *self, char id[CUNYI_ID_LENGTH], gint64 counter)
{
  g_snprintf (id, CUNYI_ID_LENGTH, "%s.%07" G_GINT64_FORMAT, self->device, counter);
}

/* What the journal counts by. Read inside of the transaction, as another connection may have gone on. */
static gboolean
read_device (CunyiDatabase *self, GError **error)
{
  g_autoptr (CunyiStatement) device = cunyi_database_statement (self, "device/here", error);
  g_autoptr (GError) failure = NULL;

  if (device == NULL)
    return FALSE;
  if (!cunyi_statement_step (device, &failure))
    {
      if (failure)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error_literal (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_DAMAGED, "no device is this one");
      return FALSE;
    }
  g_strlcpy (self->device, cunyi_statement_get_text (device, "id"), sizeof self->device);
  self->counter = self->counter_before = cunyi_statement_get_int (device, "counter");
  self->sequence = self->sequence_before = cunyi_statement_get_int (device, "sequence");
  self->change = cunyi_statement_get_int (device, "change") + 1;
  self->adds = self->many = FALSE;
  write_id (self, self->known, self->counter);
  return TRUE;
}

static gboolean
write_change (CunyiDatabase *self, GError **error)
{
  g_autoptr (CunyiStatement) change = cunyi_database_statement (self, "change/insert", error);
  g_autofree char *now = cunyi_clock_now ();

  if (change == NULL)
    return FALSE;
  cunyi_statement_bind_text (change, ":device", self->device);
  cunyi_statement_bind_int (change, ":number", self->change);
  cunyi_statement_bind_text (change, ":what", self->what);
  cunyi_statement_bind_text (change, ":staff", self->staff);
  cunyi_statement_bind_text (change, ":moment", now);
  if (self->undoes > 0)
    cunyi_statement_bind_int (change, ":undoes", self->undoes);
  cunyi_statement_bind_int (change, ":first", self->sequence_before + 1);
  cunyi_statement_bind_int (change, ":last", self->sequence);
  return cunyi_statement_run (change, error);
}

static gboolean
write_device (CunyiDatabase *self, GError **error)
{
  g_autoptr (CunyiStatement) device = cunyi_database_statement (self, "device/count", error);

  if (device == NULL)
    return FALSE;
  cunyi_statement_bind_int (device, ":counter", self->counter);
  cunyi_statement_bind_int (device, ":sequence", self->sequence);
  cunyi_statement_bind_int (device, ":change", self->sequence > self->sequence_before ? self->change : self->change - 1);
  return cunyi_statement_run (device, error);
}

static gboolean
begin_outermost (CunyiDatabase *self, const char *what, GError **error)
{
  if (self->read_only)
    {
      g_set_error_literal (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_READ_ONLY, "this connection only reads");
      return FALSE;
    }
  if (!cunyi_database_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!read_device (self, error))
    {
      sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }
  g_free (self->what);
  self->what = g_strdup (what);
  self->undoes = 0;
  return TRUE;
}

gboolean
cunyi_database_begin (CunyiDatabase *self, const char *what, GError **error)
{
  g_return_val_if_fail (CUNYI_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (self->owner == g_thread_self (), FALSE);
  g_return_val_if_fail (what != NULL, FALSE);

  if (self->depths->len > 0 ? !cunyi_database_execute (self, "SAVEPOINT inner", error) : !begin_outermost (self, what, error))
    return FALSE;
  g_array_append_val (self->depths, self->sequence);
  return TRUE;
}

static void
take_back_all (CunyiDatabase *self)
{
  g_array_set_size (self->depths, 0);
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

static gboolean
commit_outermost (CunyiDatabase *self, GError **error)
{
  if (!cunyi_journal_write_new_rows (self, error))
    return FALSE;
  if (self->sequence > self->sequence_before && !write_change (self, error))
    return FALSE;
  if ((self->sequence > self->sequence_before || self->counter > self->counter_before) && !write_device (self, error))
    return FALSE;
  return cunyi_database_execute (self, "COMMIT", error);
}

/* SQLite ends a transaction by itself when the disk is full. */
static gboolean
is_open (CunyiDatabase *self, GError **error)
{
  if (self->depths->len > 0 && !sqlite3_get_autocommit (self->handle))
    return TRUE;
  g_set_error_literal (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_FAILED,
                       self->depths->len > 0 ? "the transaction was taken back before" : "no transaction is open");
  return FALSE;
}

gboolean
cunyi_database_commit (CunyiDatabase *self, GError **error)
{
  gboolean inner;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (self->owner == g_thread_self (), FALSE);

  inner = self->depths->len > 1;
  if (!is_open (self, error) || !(inner ? cunyi_database_execute (self, "RELEASE inner", error) : commit_outermost (self, error)))
    {
      take_back_all (self);
      return FALSE;
    }
  g_array_set_size (self->depths, self->depths->len - 1);
  if (!inner && self->sequence > self->sequence_before)
    g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

void
cunyi_database_rollback (CunyiDatabase *self)
{
  g_return_if_fail (CUNYI_IS_DATABASE (self));
  g_return_if_fail (self->owner == g_thread_self ());

  if (self->depths->len < 2 || sqlite3_exec (self->handle, "ROLLBACK TO inner; RELEASE inner", NULL, NULL, NULL) != SQLITE_OK)
    {
      take_back_all (self);
      return;
    }
  /* The numbers of lines that are gone are given out again, as the journal has no gaps; those of ids are not. */
  self->sequence = g_array_index (self->depths, gint64, self->depths->len - 1);
  g_array_set_size (self->depths, self->depths->len - 1);
}

char *
cunyi_database_new_id (CunyiDatabase *self, GError **error)
{
  char id[CUNYI_ID_LENGTH];

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), NULL);
  g_return_val_if_fail (self->owner == g_thread_self (), NULL);

  if (!is_open (self, error))
    return NULL;
  write_id (self, id, ++self->counter);
  return g_strdup (id);
}

/* ---- views ---- */

static gboolean
make_view (CunyiDatabase *self, const char *name, const char *select, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("DROP VIEW IF EXISTS temp.");
  char *quoted = sqlite3_mprintf ("\"%w\"", name);

  g_string_append_printf (sql, "%s; CREATE TEMP VIEW %s AS ", quoted, quoted);
  g_string_append (sql, select);
  sqlite3_free (quoted);
  return cunyi_database_execute (self, sql->str, error);
}

static void
remember_view (CunyiFamily *family, const char *name, const char *select)
{
  guint index;

  g_mutex_lock (&family->lock);
  if (g_ptr_array_find_with_equal_func (family->order, name, g_str_equal, &index))
    g_ptr_array_remove_index (family->order, index);
  g_ptr_array_add (family->order, g_strdup (name));
  g_hash_table_replace (family->views, g_strdup (name), g_strdup (select));
  g_mutex_unlock (&family->lock);
}

/* A view may not stand before a table or view of the file: other SQL would read it instead. */
static gboolean
is_taken (CunyiDatabase *self, const char *name, gboolean *taken, GError **error)
{
  g_autoptr (CunyiStatement) found = cunyi_database_statement (self, "schema/has", error);
  g_autoptr (GError) failure = NULL;

  if (found == NULL)
    return FALSE;
  cunyi_statement_bind_text (found, ":name", name);
  *taken = cunyi_statement_step (found, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
cunyi_database_has_table (CunyiDatabase *self, const char *name)
{
  gboolean taken;

  return !is_taken (self, name, &taken, NULL) || taken;
}

gboolean
cunyi_database_add_view (CunyiDatabase *self, const char *name, const char *select, GError **error)
{
  gboolean taken;

  g_return_val_if_fail (CUNYI_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (self->owner == g_thread_self (), FALSE);

  if (!is_taken (self, name, &taken, error))
    return FALSE;
  if (taken)
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED, "%s is a name of the village's own tables", name);
      return FALSE;
    }
  if (!make_view (self, name, select, error))
    return FALSE;
  remember_view (self->family, name, select);
  return TRUE;
}

gboolean
cunyi_database_make_views (CunyiDatabase *self, GError **error)
{
  gboolean made = TRUE;

  g_mutex_lock (&self->family->lock);
  for (guint i = 0; made && i < self->family->order->len; i++)
    {
      const char *name = g_ptr_array_index (self->family->order, i);

      made = make_view (self, name, g_hash_table_lookup (self->family->views, name), error);
    }
  g_mutex_unlock (&self->family->lock);
  return made;
}
