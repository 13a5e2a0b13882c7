/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each person is a row of bits, one for each filter, so that choosing a filter only compares numbers: half a millisecond
 * for a township. */

#include "config.h"

#include "clinic/listing.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "base/pinyin.h"

#define MAX_FILTERS 63 /* bits, the last one is for who is gone */
#define GROUP_PREFIX "group/"
#define DISEASE_PREFIX "disease/"

typedef struct {
  const char *id;
  const char *key; /* of the order: pinyin, then the name itself */
  guint household; /* index, G_MAXUINT when it is not known */
  CunyiFilterBits bits;
} Person;

typedef enum {
  KIND_CODE,      /* a group, a disease, who is gone: found by the id of the filter */
  KIND_NO_TERM,
  KIND_NO_RECORD,
  KIND_COLUMN,
} Kind;

/* A filter with what was declared for it. */
typedef struct {
  CunyiResidentFilter filter;
  Kind kind;
  char *of, *value, *since;
} Filter;

struct _CunyiListing {
  int ref_count;
  GHashTable *chosen;    /* ids that alone are listed, NULL for everybody */
  GArray *filters;       /* Filter */
  GArray *people;        /* Person, in order of pinyin */
  GPtrArray *households; /* ids, in order */
  GStringChunk *chunk;   /* ids and keys */
};

/* What is needed only while it is being read. */
typedef struct {
  CunyiListing *listing;
  CunyiDatabase *database;
  GCancellable *cancellable;
  GHashTable *people;     /* id to index + 1 */
  GHashTable *households; /* id to index + 1 */
  GHashTable *bits;       /* filter id to index + 1 */
  GArray *filled;         /* CunyiFilterBits of filters about households, by index of household */
  char *today;
} Reading;

/* ---- filters ---- */

static void
clear_filter (gpointer data)
{
  Filter *filter = data;

  g_free (filter->filter.id);
  g_free (filter->filter.label);
  g_free (filter->filter.hint);
  g_free (filter->of);
  g_free (filter->value);
  g_free (filter->since);
}

static Filter *
get_filter (CunyiListing *self, guint index)
{
  return &g_array_index (self->filters, Filter, index);
}

static Filter *
add_filter (CunyiListing *self, char *id, const char *label, const char *hint)
{
  Filter filter = { { id, g_strdup (label), g_strdup (hint ? hint : ""), 0 }, KIND_CODE, NULL, NULL, NULL };

  g_array_append_val (self->filters, filter);
  return get_filter (self, self->filters->len - 1);
}

/* One filter for each code of a list, or only for those with “yes” in column `only`. */
static void
add_filters_of_codes (CunyiListing *self, CunyiCodes *codes, const char *prefix, const char *only)
{
  for (guint i = 0; codes && i < cunyi_codes_count (codes) && self->filters->len < MAX_FILTERS; i++)
    {
      const char *code = cunyi_codes_get_code (codes, i);

      if (only == NULL || g_strcmp0 (cunyi_codes_get (codes, code, only), "yes") == 0)
        add_filter (self, g_strconcat (prefix, code, NULL), cunyi_codes_get_label (codes, code), NULL);
    }
}

/* A row of resident_filter; one of a kind that is not known is left out. */
static void
add_declared_filter (CunyiListing *self, CunyiCodes *declared, const char *code)
{
  static const struct {
    const char *name;
    Kind kind;
  } kinds[] = { { "no_term", KIND_NO_TERM }, { "no_record", KIND_NO_RECORD }, { "column", KIND_COLUMN } };
  const char *kind = cunyi_codes_get (declared, code, "kind");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i].name) == 0)
      {
        Filter *filter = add_filter (self, g_strdup (code), cunyi_codes_get_label (declared, code),
                                     cunyi_codes_get (declared, code, "hint"));

        filter->kind = kinds[i].kind;
        filter->of = g_strdup (cunyi_codes_get (declared, code, "of"));
        filter->value = g_strdup (cunyi_codes_get (declared, code, "value"));
        filter->since = g_strdup (cunyi_codes_get (declared, code, "since"));
      }
}

static void
add_filters (CunyiListing *self, CunyiLibrary *library)
{
  CunyiCodes *declared = cunyi_library_get_codes (library, "resident_filter");

  add_filters_of_codes (self, cunyi_library_get_codes (library, "group"), GROUP_PREFIX, NULL);
  add_filters_of_codes (self, cunyi_library_get_codes (library, "disease"), DISEASE_PREFIX, "register");
  for (guint i = 0; declared && i < cunyi_codes_count (declared) && self->filters->len < MAX_FILTERS; i++)
    add_declared_filter (self, declared, cunyi_codes_get_code (declared, i));
  add_filter (self, g_strdup ("gone"), _("Died or moved"), _("Who is not on the roster any more"));
}

static CunyiFilterBits
gone_bit (CunyiListing *self)
{
  return (CunyiFilterBits) 1 << (self->filters->len - 1);
}

static CunyiFilterBits
bit_of (Reading *reading, const char *id)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (reading->bits, id));

  return index > 0 ? (CunyiFilterBits) 1 << (index - 1) : 0;
}

static CunyiFilterBits
bit_of_code (Reading *reading, const char *prefix, const char *code)
{
  g_autofree char *id = g_strconcat (prefix, code, NULL);

  return bit_of (reading, id);
}

/* ---- reading ---- */

typedef void (*TakeRow) (Reading *reading, CunyiStatement *row, gpointer data);

static CunyiStatement *
prepare (Reading *reading, const char *name, GError **error)
{
  CunyiStatement *rows = cunyi_database_statement (reading->database, name, error);

  if (rows)
    cunyi_statement_set_cancellable (rows, reading->cancellable);
  return rows;
}

static gboolean
read_rows (Reading *reading, CunyiStatement *rows, TakeRow take, gpointer data, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (cunyi_statement_step (rows, &local_error))
    take (reading, rows, data);
  cunyi_statement_set_cancellable (rows, NULL);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
take_household (Reading *reading, CunyiStatement *row, gpointer data)
{
  CunyiListing *self = reading->listing;
  CunyiFilterBits none = 0;
  char *id = g_string_chunk_insert (self->chunk, cunyi_statement_text_at (row, 0));

  g_ptr_array_add (self->households, id);
  g_array_append_val (reading->filled, none);
  g_hash_table_insert (reading->households, id, GUINT_TO_POINTER (self->households->len));
}

/* The bits of filters on columns of the person. */
static CunyiFilterBits
bits_of_columns (CunyiListing *self, CunyiStatement *row)
{
  CunyiFilterBits bits = 0;

  for (guint i = 0; i < self->filters->len; i++)
    {
      const Filter *filter = get_filter (self, i);

      if (filter->kind == KIND_COLUMN && filter->of && cunyi_statement_find_column (row, filter->of) >= 0
          && g_strcmp0 (cunyi_statement_get_text (row, filter->of), filter->value) == 0)
        bits |= (CunyiFilterBits) 1 << i;
    }
  return bits;
}

static void
take_person (Reading *reading, CunyiStatement *row, gpointer data)
{
  CunyiListing *self = reading->listing;
  const char *id = cunyi_statement_text_at (row, 0), *name = cunyi_statement_text_at (row, 1);
  g_autofree char *pinyin = NULL;
  g_autofree char *key = NULL;
  guint household;
  Person person;

  if (self->chosen && !g_hash_table_contains (self->chosen, id)
      && !g_hash_table_contains (self->chosen, cunyi_statement_text_at (row, 2)))
    return;
  pinyin = cunyi_pinyin_sort_key (name);
  key = g_strconcat (pinyin, "\t", name, NULL);
  household = GPOINTER_TO_UINT (g_hash_table_lookup (reading->households, cunyi_statement_text_at (row, 2)));
  person.id = g_string_chunk_insert (self->chunk, id);
  person.key = g_string_chunk_insert (self->chunk, key);
  person.household = household > 0 ? household - 1 : G_MAXUINT;
  person.bits = bits_of_columns (self, row);
  if (cunyi_statement_int_at (row, 3) != 0)
    person.bits |= gone_bit (self);
  g_array_append_val (self->people, person);
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const Person *x = a, *y = b;
  int order = strcmp (x->key, y->key);

  return order != 0 ? order : strcmp (x->id, y->id);
}

static void
number_people (Reading *reading)
{
  GArray *people = reading->listing->people;

  g_array_sort (people, compare_people);
  for (guint i = 0; i < people->len; i++)
    g_hash_table_insert (reading->people, (char *) g_array_index (people, Person, i).id, GUINT_TO_POINTER (i + 1));
}

/* Sets a bit of whomever this id names: a person, or all people of a household. */
static void
set_bits (Reading *reading, const char *subject, CunyiFilterBits bits)
{
  guint person = GPOINTER_TO_UINT (g_hash_table_lookup (reading->people, subject));
  guint household = person ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (reading->households, subject));

  if (person > 0)
    g_array_index (reading->listing->people, Person, person - 1).bits |= bits;
  else if (household > 0)
    g_array_index (reading->filled, CunyiFilterBits, household - 1) |= bits;
}

static void
take_group (Reading *reading, CunyiStatement *row, gpointer data)
{
  const char *subject = cunyi_statement_text_at (row, cunyi_statement_null_at (row, 0) ? 1 : 0);

  set_bits (reading, subject, bit_of_code (reading, GROUP_PREFIX, cunyi_statement_text_at (row, 2)));
}

static void
take_disease (Reading *reading, CunyiStatement *row, gpointer data)
{
  set_bits (reading, cunyi_statement_text_at (row, 0),
            bit_of_code (reading, DISEASE_PREFIX, cunyi_statement_text_at (row, 1)));
}

static void
take_subject (Reading *reading, CunyiStatement *row, gpointer data)
{
  set_bits (reading, cunyi_statement_text_at (row, 0), *(CunyiFilterBits *) data);
}

/* First day of the month, quarter or year of `today`. */
static char *
first_day_of (const char *period, CunyiDay today)
{
  int year, month, day;

  cunyi_day_split (today, &year, &month, &day);
  if (g_strcmp0 (period, "year") == 0)
    month = 1;
  else if (g_strcmp0 (period, "quarter") == 0)
    month -= (month - 1) % 3;
  return cunyi_day_to_text (cunyi_day_new (year, month, 1));
}

/* Whom a filter of kind no_term or no_record does not want has its bit set here; inverted_bits() turns it round. */
static gboolean
read_declared (Reading *reading, guint index, GError **error)
{
  const Filter *filter = get_filter (reading->listing, index);
  g_autofree char *since = first_day_of (filter->since, cunyi_clock_today ());
  CunyiFilterBits bit = (CunyiFilterBits) 1 << index;
  g_autoptr (CunyiStatement) rows = NULL;

  if (filter->kind == KIND_NO_TERM)
    {
      if ((rows = prepare (reading, "resident/terms-on-day", error)) == NULL)
        return FALSE;
      cunyi_statement_bind_text (rows, ":workflow", filter->of);
      cunyi_statement_bind_text (rows, ":day", reading->today);
    }
  else if (filter->kind == KIND_NO_RECORD)
    {
      if ((rows = prepare (reading, "resident/recorded-since", error)) == NULL)
        return FALSE;
      cunyi_statement_bind_text (rows, ":form", filter->of);
      cunyi_statement_bind_text (rows, ":since", since);
    }
  return rows == NULL || read_rows (reading, rows, take_subject, &bit, error);
}

/* Bits of filters that hold when nothing was found. */
static CunyiFilterBits
inverted_bits (CunyiListing *self)
{
  CunyiFilterBits bits = 0;

  for (guint i = 0; i < self->filters->len; i++)
    if (get_filter (self, i)->kind == KIND_NO_TERM || get_filter (self, i)->kind == KIND_NO_RECORD)
      bits |= (CunyiFilterBits) 1 << i;
  return bits;
}

/* Hands what was found of households down to their people, turns round what asks for nothing found, and counts. */
static void
settle_bits (Reading *reading, CunyiFilterBits inverted)
{
  CunyiListing *self = reading->listing;
  CunyiFilterBits gone = gone_bit (self);

  for (guint i = 0; i < self->people->len; i++)
    {
      Person *person = &g_array_index (self->people, Person, i);

      if (person->household != G_MAXUINT)
        person->bits |= g_array_index (reading->filled, CunyiFilterBits, person->household);
      person->bits ^= inverted;
      for (guint f = 0; f < self->filters->len; f++)
        {
          CunyiFilterBits bit = (CunyiFilterBits) 1 << f;

          if ((person->bits & bit) && (bit == gone || !(person->bits & gone)))
            get_filter (self, f)->filter.n_people++;
        }
    }
}

static gboolean
read_on_day (Reading *reading, const char *name, TakeRow take, GError **error)
{
  g_autoptr (CunyiStatement) rows = prepare (reading, name, error);

  if (rows == NULL)
    return FALSE;
  cunyi_statement_bind_text (rows, ":day", reading->today);
  return read_rows (reading, rows, take, NULL, error);
}

static gboolean
read_everything (Reading *reading, GError **error)
{
  CunyiListing *self = reading->listing;
  g_autoptr (CunyiStatement) households = prepare (reading, "resident/households-for-listing", error);
  g_autoptr (CunyiStatement) people = households ? prepare (reading, "resident/for-listing", error) : NULL;

  if (people == NULL || !read_rows (reading, households, take_household, NULL, error)
      || !read_rows (reading, people, take_person, NULL, error))
    return FALSE;
  number_people (reading);
  if (!read_on_day (reading, "resident/groups-on-day", take_group, error)
      || !read_on_day (reading, "resident/diseases-on-day", take_disease, error))
    return FALSE;
  for (guint i = 0; i < self->filters->len; i++)
    if (!read_declared (reading, i, error))
      return FALSE;
  settle_bits (reading, inverted_bits (self));
  return TRUE;
}

static GHashTable *
set_of (GPtrArray *ids)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, g_strdup (g_ptr_array_index (ids, i)));
  return set;
}

CunyiListing *
cunyi_listing_new (CunyiClinic *clinic, GPtrArray *people)
{
  CunyiListing *self = g_new0 (CunyiListing, 1);

  self->ref_count = 1;
  self->chosen = people ? set_of (people) : NULL;
  self->filters = g_array_new (FALSE, FALSE, sizeof (Filter));
  g_array_set_clear_func (self->filters, clear_filter);
  self->people = g_array_new (FALSE, FALSE, sizeof (Person));
  self->households = g_ptr_array_new ();
  self->chunk = g_string_chunk_new (1 << 16);
  add_filters (self, cunyi_clinic_get_library (clinic));
  return self;
}

gboolean
cunyi_listing_read (CunyiListing *self, CunyiDatabase *database, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) households = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) bits = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) filled = g_array_new (FALSE, FALSE, sizeof (CunyiFilterBits));
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  Reading reading = { self, database, cancellable, people, households, bits, filled, today };

  g_return_val_if_fail (self->people->len == 0, FALSE);

  for (guint i = 0; i < self->filters->len; i++)
    g_hash_table_insert (bits, get_filter (self, i)->filter.id, GUINT_TO_POINTER (i + 1));
  return read_everything (&reading, error);
}

CunyiListing *
cunyi_listing_ref (CunyiListing *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
cunyi_listing_unref (CunyiListing *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_array_unref (self->filters);
  g_array_unref (self->people);
  g_ptr_array_unref (self->households);
  g_string_chunk_free (self->chunk);
  g_free (self);
}

guint
cunyi_listing_n_filters (CunyiListing *self)
{
  return self->filters->len;
}

const CunyiResidentFilter *
cunyi_listing_get_filter (CunyiListing *self, guint index)
{
  g_return_val_if_fail (index < self->filters->len, NULL);

  return &get_filter (self, index)->filter;
}

static gboolean
lets_through (CunyiListing *self, const Person *person, CunyiFilterBits bits)
{
  if ((person->bits & bits) != bits)
    return FALSE;
  return self->chosen || (bits & gone_bit (self)) || !(person->bits & gone_bit (self));
}

GPtrArray *
cunyi_listing_find_people (CunyiListing *self, CunyiFilterBits bits)
{
  GPtrArray *ids = g_ptr_array_sized_new (self->people->len);

  for (guint i = 0; i < self->people->len; i++)
    {
      const Person *person = &g_array_index (self->people, Person, i);

      if (lets_through (self, person, bits))
        g_ptr_array_add (ids, (char *) person->id);
    }
  return ids;
}

GPtrArray *
cunyi_listing_find_households (CunyiListing *self, CunyiFilterBits bits)
{
  GPtrArray *ids = g_ptr_array_new ();
  g_autofree guint8 *found = g_malloc0 (self->households->len + 1);

  for (guint i = 0; i < self->people->len; i++)
    {
      const Person *person = &g_array_index (self->people, Person, i);

      if (person->household != G_MAXUINT && lets_through (self, person, bits))
        found[person->household] = 1;
    }
  for (guint i = 0; i < self->households->len; i++)
    if (found[i])
      g_ptr_array_add (ids, g_ptr_array_index (self->households, i));
  return ids;
}
