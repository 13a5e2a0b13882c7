/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The workflows and code lists in use, read from the definitions of the store when they are first asked for. */

#include "config.h"

#include "workflow/book-private.h"

#include "store/definition.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (cunyi-workflow-error-quark, cunyi_workflow_error)

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->workflow, cunyi_workflow_unref);
  g_free (entry->definition);
  g_free (entry);
}

/* A list that is missing or broken is remembered as such: NULL is a value here. */
static void
free_codes (gpointer data)
{
  if (data != NULL)
    cunyi_codes_unref (data);
}

CunyiBook *
cunyi_book_new (CunyiDatabase *database)
{
  CunyiBook *book = g_new0 (CunyiBook, 1);

  book->database = g_object_ref (database);
  book->in_use = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_entry);
  book->older = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cunyi_workflow_unref);
  book->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_codes);
  return book;
}

void
cunyi_book_free (CunyiBook *book)
{
  cunyi_book_set_about (book, NULL, NULL, NULL);
  g_hash_table_unref (book->in_use);
  g_hash_table_unref (book->older);
  g_hash_table_unref (book->codes);
  g_object_unref (book->database);
  g_free (book);
}

void
cunyi_book_set_about (CunyiBook *book, CunyiAboutFunc func, gpointer data, GDestroyNotify destroy)
{
  if (book->about_destroy != NULL)
    book->about_destroy (book->about_data);
  book->about = func;
  book->about_data = data;
  book->about_destroy = destroy;
}

void
cunyi_book_reload (CunyiBook *book)
{
  g_hash_table_remove_all (book->in_use);
  g_hash_table_remove_all (book->older);
  g_hash_table_remove_all (book->codes);
}

char **
cunyi_book_list_workflows (CunyiBook *book, GError **error)
{
  return cunyi_definition_list (book->database, "workflows", error);
}

/* ---- code lists ---- */

static CunyiCodes *
read_codes (CunyiBook *book, const char *id)
{
  g_autoptr (GBytes) content = cunyi_definition_get (book->database, "codes", id, NULL, NULL);
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (id);

  return content == NULL ? NULL : cunyi_codes_parse (id, content, faults);
}

CunyiCodes *
cunyi_book_get_codes (CunyiBook *book, const char *id)
{
  gpointer codes;

  if (!g_hash_table_lookup_extended (book->codes, id, NULL, &codes))
    {
      codes = read_codes (book, id);
      g_hash_table_insert (book->codes, g_strdup (id), codes);
    }
  return codes;
}

static CunyiCodes *
find_codes (const char *id, gpointer data)
{
  return cunyi_book_get_codes (data, id);
}

/* ---- workflows ---- */

static CunyiWorkflow *
parse (CunyiBook *book, const char *id, GBytes *content, GError **error)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (id);
  CunyiWorkflow *workflow = cunyi_workflow_parse (id, content, find_codes, book, faults);
  g_autofree char *first = NULL;

  if (workflow != NULL)
    return workflow;
  if (cunyi_faults_count (faults) > 0)
    first = cunyi_fault_to_text (cunyi_faults_get (faults, 0));
  g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_DEFINITION,
               _("The workflow “%s” has faults and cannot be used: %s"), id, first != NULL ? first : "");
  return NULL;
}

const Entry *
cunyi_book_get_entry (CunyiBook *book, const char *id, GError **error)
{
  Entry *entry = g_hash_table_lookup (book->in_use, id);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *definition = NULL;
  CunyiWorkflow *workflow;

  if (entry != NULL)
    return entry;
  content = cunyi_definition_get (book->database, "workflows", id, &definition, &local);
  if (content == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_UNKNOWN,
                     _("There is no workflow “%s”: bring in the pack that has it."), id);
      return NULL;
    }
  workflow = parse (book, id, content, error);
  if (workflow == NULL)
    return NULL;
  entry = g_new0 (Entry, 1);
  entry->workflow = workflow;
  entry->definition = g_steal_pointer (&definition);
  g_hash_table_insert (book->in_use, g_strdup (id), entry);
  return entry;
}

CunyiWorkflow *
cunyi_book_get_workflow (CunyiBook *book, const char *id, GError **error)
{
  const Entry *entry = cunyi_book_get_entry (book, id, error);

  return entry == NULL ? NULL : entry->workflow;
}

/* The workflow of an older definition, for cases in a state that the one in use does not know any more. */
static CunyiWorkflow *
get_older (CunyiBook *book, const CunyiCase *c, GError **error)
{
  CunyiWorkflow *workflow = g_hash_table_lookup (book->older, c->definition);
  g_autoptr (GBytes) content = NULL;

  if (workflow != NULL)
    return workflow;
  content = cunyi_definition_get_by_id (book->database, c->definition, error);
  if (content == NULL)
    {
      if (error == NULL || *error == NULL)
        g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_UNKNOWN,
                     _("There is no workflow “%s”: bring in the pack that has it."), c->workflow);
      return NULL;
    }
  workflow = parse (book, c->workflow, content, error);
  if (workflow != NULL)
    g_hash_table_insert (book->older, g_strdup (c->definition), workflow);
  return workflow;
}

CunyiWorkflow *
cunyi_book_follow (CunyiBook *book, const CunyiCase *c, const char **definition, GError **error)
{
  g_autoptr (GError) local = NULL;
  const Entry *entry = cunyi_book_get_entry (book, c->workflow, &local);

  if (entry != NULL && cunyi_workflow_find_state (entry->workflow, c->state) != NULL)
    {
      *definition = entry->definition;
      return entry->workflow;
    }
  if (local != NULL && local->domain != CUNYI_WORKFLOW_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  *definition = c->definition;
  return get_older (book, c, error);
}

CunyiWorkflow *
cunyi_case_get_workflow (CunyiBook *book, const CunyiCase *c, GError **error)
{
  const char *definition;

  return cunyi_book_follow (book, c, &definition, error);
}

gboolean
cunyi_book_add_views (CunyiBook *book, GError **error)
{
  g_auto (GStrv) ids = cunyi_book_list_workflows (book, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (book, ids[i], NULL);
      g_autofree char *select = workflow == NULL ? NULL : cunyi_workflow_view_select (workflow);
      g_autoptr (GError) local = NULL;

      if (select == NULL || cunyi_database_add_view (book->database, ids[i], select, &local)
          || g_error_matches (local, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED))
        continue;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}
