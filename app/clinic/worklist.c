/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counting all due work, and what of it has to be counted again. */

#include "config.h"

#include "clinic/worklist.h"

#include <string.h>

#include "base/clock.h"
#include "clinic/agenda.h"
#include "store/journal.h"

/* More subjects than these are a roster or a neighbour's work brought in: everybody is counted then. */
#define MOST_TOUCHED 500

/* ---- lists ---- */

static void
clear (gpointer data)
{
  CunyiWorklist *list = data;

  g_clear_pointer (&list->due, g_ptr_array_unref);
  g_free (list->declared);
}

CunyiWorklist *
cunyi_worklist_ref (CunyiWorklist *list)
{
  return g_atomic_rc_box_acquire (list);
}

void
cunyi_worklist_unref (CunyiWorklist *list)
{
  g_atomic_rc_box_release_full (list, clear);
}

/* (transfer full) */
static char *
read_declared (CunyiDatabase *database, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, "definition/current-ids", error);

  return row && cunyi_statement_step (row, error) ? g_strdup (cunyi_statement_get_text (row, "ids")) : NULL;
}

/* Where the store stands before anything is counted: what is written meanwhile is counted twice rather than not at all. */
static CunyiWorklist *
begin_list (CunyiClinic *clinic, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (CunyiWorklist) list = g_atomic_rc_box_new0 (CunyiWorklist);

  list->day = cunyi_clock_today ();
  list->declared = read_declared (database, error);
  if (list->declared == NULL || !cunyi_database_get_position (database, &list->position, error))
    return NULL;
  return g_steal_pointer (&list);
}

/* Those of one group stand together. */
static void
name_first (CunyiClinic *clinic, GPtrArray *due, CunyiDay today, guint named)
{
  guint n[CUNYI_AGENDA_N_GROUPS] = { 0 };

  for (guint i = 0; i < due->len; i++)
    if (n[cunyi_agenda_get_group (g_ptr_array_index (due, i), today)]++ < named)
      cunyi_due_name (clinic, g_ptr_array_index (due, i));
}

/* ---- rules ---- */

/* What is counted: each rule by itself, taken from the line by whoever is free. */
typedef struct {
  CunyiClinic *clinic;      /* of the thread that began */
  char **rules;             /* names */
  guint n;
  int next;                 /* atomic */
  GPtrArray **lists;        /* what each gave */
  const char *const *among; /* whom the rules that ask for it are asked about; NULL for everybody */
  GCancellable *cancellable;
} Counting;

/* A rule that names :among promises that its lines about somebody hang on nothing but him, his household and whom it is of, the
 * places around it, and what is written about these. */
static gboolean
asks_among (const CunyiRule *rule)
{
  return strstr (rule->sql, ":among") != NULL;
}

static gboolean
count_rules (Counting *counting, CunyiClinic *clinic, GError **error)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  guint i;

  while ((i = (guint) g_atomic_int_add (&counting->next, 1)) < counting->n)
    {
      const CunyiRule *rule = cunyi_library_get_rule (library, "due", counting->rules[i]);

      if (!(rule ? cunyi_due_gather_rule (clinic, rule, asks_among (rule) ? counting->among : NULL, counting->lists[i],
                                          counting->cancellable, error)
                 : cunyi_library_fail (library, "due", counting->rules[i], error)))
        return FALSE;
    }
  return TRUE;
}

static gpointer
help_thread (gpointer data)
{
  Counting *counting = data;
  GError *error = NULL;
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (counting->clinic, TRUE, &error);

  if (own)
    count_rules (counting, own, &error);
  return error;
}

/* Two threads, for even a small laptop has two processors; each with its own connection. */
static gboolean
count_in_two (Counting *counting, GError **error)
{
  GThread *thread = g_thread_new ("worklist", help_thread, counting);
  GError *own = NULL, *other;

  if (!count_rules (counting, counting->clinic, &own))
    g_atomic_int_set (&counting->next, (int) counting->n); /* no more for the other either */
  other = g_thread_join (thread);
  if (own == NULL)
    own = g_steal_pointer (&other);
  g_clear_error (&other);
  if (own == NULL)
    return TRUE;
  g_propagate_error (error, own);
  return FALSE;
}

static void
free_counting (Counting *counting)
{
  for (guint i = 0; counting->lists && i < counting->n; i++)
    g_ptr_array_unref (counting->lists[i]);
  g_free (counting->lists);
  g_strfreev (counting->rules);
  g_free (counting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Counting, free_counting)

static Counting *
new_counting (CunyiClinic *clinic, const char *const *among, GCancellable *cancellable)
{
  Counting *counting = g_new0 (Counting, 1);

  counting->clinic = clinic;
  counting->rules = cunyi_library_list (cunyi_clinic_get_library (clinic), "due");
  counting->n = g_strv_length (counting->rules);
  counting->lists = g_new0 (GPtrArray *, counting->n);
  counting->among = among;
  counting->cancellable = cancellable;
  for (guint i = 0; i < counting->n; i++)
    counting->lists[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_due_unref);
  return counting;
}

/* In the order of the rules, as one after the other would have given them. (transfer full) */
static GPtrArray *
gather_lists (Counting *counting)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_due_unref);

  for (guint i = 0; i < counting->n; i++)
    {
      g_ptr_array_extend_and_steal (all, counting->lists[i]);
      counting->lists[i] = g_ptr_array_new ();
    }
  return all;
}

static void
sort (GPtrArray *due, CunyiDay today)
{
  cunyi_due_sort (due);
  cunyi_agenda_sort (due, today);
}

CunyiWorklist *
cunyi_worklist_count (CunyiClinic *clinic, guint named, GCancellable *cancellable, GError **error)
{
  g_autoptr (CunyiWorklist) list = begin_list (clinic, error);
  g_autoptr (Counting) counting = list ? new_counting (clinic, NULL, cancellable) : NULL;

  if (counting == NULL || !count_in_two (counting, error))
    return NULL;
  list->due = gather_lists (counting);
  sort (list->due, list->day);
  name_first (clinic, list->due, list->day, named);
  return g_steal_pointer (&list);
}

/* ---- what was written since ---- */

/* Everybody whom what was written since may be about; NULL without an error when that is no small number. (transfer full) (array
 * zero-terminated) */
static char **
list_touched (CunyiDatabase *database, gint64 position, GError **error)
{
  g_autoptr (CunyiStatement) others = cunyi_database_statement (database, "journal/beyond-people", error);
  g_autoptr (CunyiStatement) rows = others ? cunyi_database_statement (database, "journal/subjects-since", error) : NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GError) failure = NULL;
  guint n = 0;

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_int (others, ":position", position);
  cunyi_statement_bind_int (others, ":most", MOST_TOUCHED);
  cunyi_statement_bind_int (rows, ":position", position);
  if (!cunyi_statement_step (others, &failure))
    while (n <= MOST_TOUCHED && cunyi_statement_step (rows, &failure))
      {
        g_strv_builder_add (ids, cunyi_statement_get_text (rows, "id"));
        n++;
      }
  else
    n = MOST_TOUCHED + 1;
  if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (n <= MOST_TOUCHED)
    return g_strv_builder_end (ids);
  return NULL;
}

/* The lines of before that still hold: of rules that were asked about the touched alone, about the others. */
static void
take_over (GPtrArray *due, CunyiClinic *clinic, const CunyiWorklist *last, const char *const *touched)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_autoptr (GHashTable) subjects = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) anew = g_hash_table_new (g_str_hash, g_str_equal); /* rules that were asked about everybody */
  g_auto (GStrv) rules = cunyi_library_list (library, "due");

  for (guint i = 0; touched[i]; i++)
    g_hash_table_add (subjects, (gpointer) touched[i]);
  for (guint i = 0; rules[i]; i++)
    {
      const CunyiRule *rule = cunyi_library_get_rule (library, "due", rules[i]);

      if (rule == NULL || !asks_among (rule))
        g_hash_table_add (anew, rules[i]);
    }
  for (guint i = 0; i < last->due->len; i++)
    {
      CunyiDue *line = g_ptr_array_index (last->due, i);

      if (!g_hash_table_contains (subjects, line->subject) && !g_hash_table_contains (anew, line->rule))
        g_ptr_array_add (due, cunyi_due_ref (line));
    }
}

CunyiWorklist *
cunyi_worklist_renew (CunyiClinic *clinic, CunyiWorklist *last, guint named, GCancellable *cancellable, GError **error)
{
  g_autoptr (CunyiWorklist) list = begin_list (clinic, error);
  g_autoptr (Counting) counting = NULL;
  g_auto (GStrv) touched = NULL;
  GError *failure = NULL;

  if (list == NULL)
    return NULL;
  if (list->day != last->day || strcmp (list->declared, last->declared) != 0)
    return cunyi_worklist_count (clinic, named, cancellable, error);
  if (list->position == last->position)
    return cunyi_worklist_ref (last);
  touched = list_touched (cunyi_clinic_get_database (clinic), last->position, &failure);
  if (failure)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (touched == NULL)
    return cunyi_worklist_count (clinic, named, cancellable, error);
  counting = new_counting (clinic, (const char *const *) touched, cancellable);
  if (!count_in_two (counting, error))
    return NULL;
  list->due = gather_lists (counting);
  sort (list->due, list->day);
  name_first (clinic, list->due, list->day, named); /* of the new lines: the others are in the hands of the window */
  take_over (list->due, clinic, last, (const char *const *) touched);
  sort (list->due, list->day);
  return g_steal_pointer (&list);
}
