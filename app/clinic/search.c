/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Four long strings hold everybody: names, initials, pinyin, digits. A person's slice of a string is its entries, each
 * begun by a line feed, so that "\nzs" finds who begins with zs and "zs" finds who contains it. memmem over half a
 * megabyte takes a tenth of a millisecond; no index on disk is kept. */

#include "config.h"

#include "clinic/search.h"

#include "base/pinyin.h"
#include "base/text.h"
#include "store/statement.h"
#include "store/journal.h"

#include <string.h>

#define MAX_FOLLOWED 300 /* people that are taken in one by one; more are quicker read anew */

typedef enum {
  COLUMN_NAME,
  COLUMN_INITIALS,
  COLUMN_PINYIN,
  COLUMN_DIGITS,
  N_COLUMNS
} Column;

typedef struct {
  GString *text;
  GArray *starts; /* guint32: where each person's slice begins, and behind the last one the end */
} Strings;

/* Everybody as of one filling. */
typedef struct {
  Strings columns[N_COLUMNS];
  GPtrArray *ids;      /* NULL for who was replaced by a later entry */
  GStringChunk *chunk; /* the ids */
  GHashTable *indexes; /* id to index + 1 */
} People;

struct _CunyiSearch {
  GObject parent_instance;
  GMutex mutex; /* guards the swap of people */
  People *people;
  gint64 position; /* in the journal, up to which people are known */
};

G_DEFINE_FINAL_TYPE (CunyiSearch, cunyi_search, G_TYPE_OBJECT)

/* One word of what was typed, and the columns that it is looked for in. */
typedef struct {
  char *text;
  Column columns[2];
  guint n_columns;
} Word;

/* A person on the way from the store into the strings. */
typedef struct {
  char *key; /* of the order: pinyin, then the name itself */
  char *id, *name, *id_number, *phone, *household_number, *household_phone;
} Entry;

/* ---- strings ---- */

static People *
new_people (void)
{
  People *people = g_new0 (People, 1);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      guint32 start = 0;

      people->columns[i].text = g_string_new (NULL);
      people->columns[i].starts = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_val (people->columns[i].starts, start);
    }
  people->ids = g_ptr_array_new ();
  people->chunk = g_string_chunk_new (4096);
  people->indexes = g_hash_table_new (g_str_hash, g_str_equal);
  return people;
}

static void
free_people (People *people)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_string_free (people->columns[i].text, TRUE);
      g_array_unref (people->columns[i].starts);
    }
  g_ptr_array_unref (people->ids);
  g_string_chunk_free (people->chunk);
  g_hash_table_unref (people->indexes);
  g_free (people);
}

static void
add_entry (GString *text, const char *entry)
{
  if (entry[0] == '\0')
    return;
  g_string_append_c (text, '\n');
  g_string_append (text, entry);
}

static void
add_readings (People *people, const char *name)
{
  g_auto (GStrv) initials = cunyi_pinyin_initials (name);
  g_auto (GStrv) readings = cunyi_pinyin_readings (name);

  for (guint i = 0; initials[i]; i++)
    add_entry (people->columns[COLUMN_INITIALS].text, initials[i]);
  for (guint i = 0; readings[i]; i++)
    add_entry (people->columns[COLUMN_PINYIN].text, readings[i]);
}

static void
add_person (People *people, const Entry *entry)
{
  GString *digits = people->columns[COLUMN_DIGITS].text;
  char *id = g_string_chunk_insert (people->chunk, entry->id);

  add_entry (people->columns[COLUMN_NAME].text, entry->name);
  add_readings (people, entry->name);
  add_entry (digits, entry->id_number);
  add_entry (digits, entry->phone);
  add_entry (digits, entry->household_number);
  add_entry (digits, entry->household_phone);

  g_ptr_array_add (people->ids, id);
  g_hash_table_insert (people->indexes, id, GUINT_TO_POINTER (people->ids->len));
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      guint32 end = people->columns[i].text->len;
      g_array_append_val (people->columns[i].starts, end);
    }
}

/* The person whose slice holds the byte at `offset`. */
static guint
person_at (const Strings *strings, guint32 offset)
{
  guint low = 0, high = strings->starts->len - 1;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (strings->starts, guint32, middle) <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static gboolean
slice_has (const People *people, guint person, const Word *word)
{
  for (guint i = 0; i < word->n_columns; i++)
    {
      const Strings *strings = &people->columns[word->columns[i]];
      guint32 start = g_array_index (strings->starts, guint32, person);
      guint32 end = g_array_index (strings->starts, guint32, person + 1);

      if (memmem (strings->text->str + start, end - start, word->text, strlen (word->text)))
        return TRUE;
    }
  return FALSE;
}

/* ---- what was typed ---- */

static gboolean
is_number_part (char c)
{
  return g_ascii_isdigit (c) || c == 'x' || c == 'X';
}

static void
clear_word (gpointer data)
{
  g_free (((Word *) data)->text);
}

/* A word of letters is initials or pinyin; one of digits a number; anything else a name. Lower-case x at the end of
 * digits is the check character of an ID number. */
static gboolean
read_word (const char *typed, Word *word)
{
  gboolean digits = TRUE, letters = TRUE;

  for (const char *p = typed; *p; p++)
    {
      digits = digits && (g_ascii_isdigit (*p) || (is_number_part (*p) && p[1] == '\0' && p > typed));
      letters = letters && (g_ascii_isalpha (*p) || strncmp (p, "ü", 2) == 0 || strncmp (p - (p > typed), "ü", 2) == 0);
    }
  if (typed[0] == '\0')
    return FALSE;
  if (digits)
    {
      word->text = g_ascii_strup (typed, -1);
      word->columns[0] = COLUMN_DIGITS;
      word->n_columns = 1;
    }
  else if (letters)
    {
      word->text = cunyi_pinyin_fold (typed);
      word->columns[0] = COLUMN_INITIALS;
      word->columns[1] = COLUMN_PINYIN;
      word->n_columns = 2;
    }
  else
    {
      word->text = g_strdup (typed);
      word->columns[0] = COLUMN_NAME;
      word->n_columns = 1;
    }
  return TRUE;
}

static GArray *
read_words (const char *typed)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_autofree char *plain = cunyi_text_to_half_width (typed);
  g_auto (GStrv) parts = g_strsplit_set (plain, " \t\n", -1);

  g_array_set_clear_func (words, clear_word);
  for (guint i = 0; parts[i]; i++)
    {
      Word word = { NULL };

      if (read_word (parts[i], &word))
        g_array_append_val (words, word);
    }
  return words;
}

/* ---- looking ---- */

typedef struct {
  const People *people;
  const GArray *words;
  guint8 *seen; /* a bit a person */
  GPtrArray *hits;
  guint limit;
} Look;

/* Whether the person is there and matches the other words. */
static gboolean
is_wanted (const Look *look, guint person)
{
  if (g_ptr_array_index (look->people->ids, person) == NULL)
    return FALSE;
  for (guint i = 1; i < look->words->len; i++)
    if (!slice_has (look->people, person, &g_array_index (look->words, Word, i)))
      return FALSE;
  return TRUE;
}

static void
take_person (Look *look, guint person)
{
  guint8 bit = 1 << (person % 8);

  if ((look->seen[person / 8] & bit) || look->hits->len >= look->limit)
    return;
  look->seen[person / 8] |= bit;
  if (is_wanted (look, person))
    g_ptr_array_add (look->hits, g_ptr_array_index (look->people->ids, person));
}

static void
take_people (Look *look, const GArray *people)
{
  for (guint i = 0; i < people->len; i++)
    take_person (look, g_array_index (people, guint, i));
}

/* Whether an entry of the slice that ends at `end` is the needle itself; `p` is at an entry that begins with it. */
static gboolean
is_whole (const char *p, const char *end, const char *needle, gsize length)
{
  while (p && p + length < end && p[length] != '\n')
    p = memmem (p + 1, end - p - 1, needle, length);
  return p != NULL;
}

/* In one pass over the column: whose entry is the word, and whose entry begins with it. Each list holds enough for
 * `limit` when as many were taken from the lists before it. When enough begin with the word, only whole ones are looked
 * for from there on. */
static void
look_at_beginnings (const Look *look, Column column, const char *word, GArray *whole, GArray *beginning)
{
  const Strings *strings = &look->people->columns[column];
  const char *text = strings->text->str, *end = text + strings->text->len, *p = text;
  g_autofree char *needle = g_strconcat ("\n", word, "\n", NULL);
  gsize length = strlen (needle) - 1, narrow = 0;

  while (whole->len < (gsize) look->limit * 2 && (p = memmem (p, end - p, needle, length + narrow)))
    {
      guint person = person_at (strings, p - text);
      const char *next = text + g_array_index (strings->starts, guint32, person + 1);

      if (is_wanted (look, person))
        g_array_append_val (is_whole (p, next, needle, length) ? whole : beginning, person);
      narrow = beginning->len >= (gsize) look->limit * 2 ? 1 : 0;
      p = next;
    }
}

/* Everybody in whose slice of the column the word stands, in order. */
static void
look_through (Look *look, Column column, const char *word)
{
  const Strings *strings = &look->people->columns[column];
  const char *text = strings->text->str, *end = text + strings->text->len, *p = text;
  gsize length = strlen (word);

  while (look->hits->len < look->limit && p < end && (p = memmem (p, end - p, word, length)))
    {
      guint person = person_at (strings, p - text);

      take_person (look, person);
      p = text + g_array_index (strings->starts, guint32, person + 1);
    }
}

static GPtrArray *
look_up (const People *people, const GArray *words, guint limit)
{
  const Word *first = &g_array_index (words, Word, 0);
  g_autofree guint8 *seen = g_malloc0 (people->ids->len / 8 + 1);
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *beginnings[G_N_ELEMENTS (first->columns)] = { NULL };
  Look look = { people, words, seen, g_ptr_array_new (), limit };

  for (guint i = 0; i < first->n_columns; i++)
    {
      beginnings[i] = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_set_size (whole, 0);
      look_at_beginnings (&look, first->columns[i], first->text, whole, beginnings[i]);
      take_people (&look, whole);
    }
  for (guint i = 0; i < first->n_columns; i++)
    {
      take_people (&look, beginnings[i]);
      g_array_unref (beginnings[i]);
    }
  for (guint i = 0; i < first->n_columns; i++)
    look_through (&look, first->columns[i], first->text);
  return look.hits;
}

/* ---- filling ---- */

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_free (entry->id);
  g_free (entry->name);
  g_free (entry->id_number);
  g_free (entry->phone);
  g_free (entry->household_number);
  g_free (entry->household_phone);
  g_free (entry);
}

static Entry *
read_entry (CunyiStatement *row)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autofree char *pinyin = NULL;

  entry->id = g_strdup (cunyi_statement_get_text (row, "id"));
  entry->name = g_strdup (cunyi_statement_get_text (row, "name"));
  entry->id_number = g_strdup (cunyi_statement_get_text (row, "id_number"));
  entry->phone = g_strdup (cunyi_statement_get_text (row, "phone"));
  entry->household_number = g_strdup (cunyi_statement_get_text (row, "household_number"));
  entry->household_phone = g_strdup (cunyi_statement_get_text (row, "household_phone"));
  pinyin = cunyi_pinyin_sort_key (entry->name);
  entry->key = g_strconcat (pinyin, "\t", entry->name, NULL);
  return entry;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(Entry *const *) a)->key, (*(Entry *const *) b)->key);
}

/* ---- object ---- */

static void
cunyi_search_finalize (GObject *object)
{
  CunyiSearch *self = CUNYI_SEARCH (object);

  g_mutex_clear (&self->mutex);
  free_people (self->people);
  G_OBJECT_CLASS (cunyi_search_parent_class)->finalize (object);
}

static void
cunyi_search_class_init (CunyiSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cunyi_search_finalize;
}

static void
cunyi_search_init (CunyiSearch *self)
{
  g_mutex_init (&self->mutex);
  self->people = new_people ();
}

CunyiSearch *
cunyi_search_new (void)
{
  return g_object_new (CUNYI_TYPE_SEARCH, NULL);
}

gboolean
cunyi_search_fill (CunyiSearch *self, CunyiDatabase *database, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (database, "person/for-search", error);
  g_autoptr (GError) local_error = NULL;
  People *people, *old;
  gint64 position;

  if (rows == NULL || !cunyi_database_get_position (database, &position, error))
    return FALSE;
  while (cunyi_statement_step (rows, &local_error))
    {
      g_ptr_array_add (entries, read_entry (rows));
      if (entries->len % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_ptr_array_sort (entries, compare_entries);

  people = new_people ();
  for (guint i = 0; i < entries->len; i++)
    add_person (people, g_ptr_array_index (entries, i));

  g_mutex_lock (&self->mutex);
  old = self->people;
  self->people = people;
  self->position = position;
  g_mutex_unlock (&self->mutex);
  free_people (old);
  return TRUE;
}

/* Replaces or adds one person. */
static gboolean
update (CunyiSearch *self, CunyiDatabase *database, const char *person, GError **error)
{
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (database, "search/person", error);
  g_autoptr (GError) local_error = NULL;
  guint index;

  if (rows == NULL)
    return FALSE;
  cunyi_statement_bind_text (rows, ":person", person);

  g_mutex_lock (&self->mutex);
  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->people->indexes, person));
  if (index > 0)
    {
      g_hash_table_remove (self->people->indexes, person);
      g_ptr_array_index (self->people->ids, index - 1) = NULL;
    }
  if (cunyi_statement_step (rows, &local_error))
    {
      Entry *entry = read_entry (rows);

      add_person (self->people, entry);
      free_entry (entry);
    }
  g_mutex_unlock (&self->mutex);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Ids of who was changed behind `position`, at most one more than are followed one by one. */
static GPtrArray *
list_changed (CunyiDatabase *database, gint64 position, GError **error)
{
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (database, "search/changed", error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_int (rows, ":position", position);
  cunyi_statement_bind_int (rows, ":limit", MAX_FOLLOWED + 1);
  while (cunyi_statement_step (rows, &local_error))
    g_ptr_array_add (ids, g_strdup (cunyi_statement_get_text (rows, "person")));
  if (local_error == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gboolean
cunyi_search_follow (CunyiSearch *self, CunyiDatabase *database, gboolean *stale, GError **error)
{
  gint64 position;
  g_autoptr (GPtrArray) ids = NULL;

  *stale = FALSE;
  if (!cunyi_database_get_position (database, &position, error))
    return FALSE;
  if (position == self->position)
    return TRUE;
  ids = list_changed (database, self->position, error);
  if (ids == NULL)
    return FALSE;
  *stale = ids->len > MAX_FOLLOWED;
  for (guint i = 0; !*stale && i < ids->len; i++)
    if (!update (self, database, g_ptr_array_index (ids, i), error))
      return FALSE;
  if (!*stale)
    self->position = position;
  return TRUE;
}

GPtrArray *
cunyi_search_find (CunyiSearch *self, const char *text, guint limit)
{
  g_autoptr (GArray) words = read_words (text);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) hits = NULL;

  if (words->len == 0)
    return ids;
  /* Copies: another thread may fill it anew as soon as the lock is gone. */
  g_mutex_lock (&self->mutex);
  hits = look_up (self->people, words, limit);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (ids, g_strdup (g_ptr_array_index (hits, i)));
  g_mutex_unlock (&self->mutex);
  return ids;
}

guint
cunyi_search_n_people (CunyiSearch *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->people->ids->len;
  g_mutex_unlock (&self->mutex);
  return n;
}

const char *
cunyi_search_get_person (CunyiSearch *self, guint index)
{
  return index < self->people->ids->len ? g_ptr_array_index (self->people->ids, index) : NULL;
}
