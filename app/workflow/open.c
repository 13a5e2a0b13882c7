/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening cases, by hand or because a filled form asks for it. */

#include "config.h"

#include "workflow/book-private.h"
#include "workflow/move.h"

#include "form/json.h"
#include "form/photo.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* ---- may it be opened ---- */

static gboolean
check_subject (CunyiBook *book, CunyiWorkflow *workflow, const char *subject, GError **error)
{
  const char *kind = cunyi_subject_find_kind (book, subject, error);

  if (kind == NULL)
    return FALSE;
  if (cunyi_workflow_is_about (workflow, kind))
    return TRUE;
  g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_SUBJECT,
               _("“%s” is not opened for this kind of subject."), cunyi_workflow_get_title (workflow));
  return FALSE;
}

static gboolean
check_topic (CunyiBook *book, CunyiWorkflow *workflow, const char *topic, GError **error)
{
  const char *list = cunyi_workflow_get_topic (workflow);
  CunyiCodes *codes = *list == '\0' ? NULL : cunyi_book_get_codes (book, list);

  if (*list == '\0' || (codes != NULL && cunyi_codes_get_label (codes, topic) != NULL))
    return TRUE;
  if (codes == NULL)
    g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_DEFINITION,
                 _("The code list “%s” is missing. Bring in the pack that has it."), list);
  else
    g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_UNKNOWN,
                 _("“%s” is not in the list “%s”. Choose from the list."), topic, list);
  return FALSE;
}

static gboolean
check_parent (CunyiBook *book, const CunyiCaseOpening *opening, GError **error)
{
  g_autoptr (CunyiCase) parent = NULL;
  CunyiWorkflow *workflow;

  if (opening->parent == NULL)
    return TRUE;
  parent = cunyi_case_load (book, opening->parent, error);
  workflow = parent == NULL ? NULL : cunyi_case_get_workflow (book, parent, error);
  if (workflow == NULL)
    return FALSE;
  if (g_strv_contains (cunyi_workflow_get_children (workflow), opening->workflow))
    return TRUE;
  g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_SUBJECT, _("“%s” has no parts of this kind."),
               cunyi_workflow_get_title (workflow));
  return FALSE;
}

/* The case as it will be, before its answers. (transfer full) */
static CunyiCase *
prepare (CunyiBook *book, const CunyiCaseOpening *opening, const Entry **entry, GError **error)
{
  const char *topic = opening->topic != NULL ? opening->topic : "";
  g_autofree char *day = cunyi_case_check_day (opening->day, NULL, error);
  CunyiCase *c;

  *entry = day == NULL ? NULL : cunyi_book_get_entry (book, opening->workflow, error);
  if (*entry == NULL || !check_subject (book, (*entry)->workflow, opening->subject, error)
      || !check_topic (book, (*entry)->workflow, topic, error) || !check_parent (book, opening, error))
    return NULL;
  c = g_new0 (CunyiCase, 1);
  c->workflow = g_strdup (opening->workflow);
  c->definition = g_strdup ((*entry)->definition);
  c->parent = g_strdup (opening->parent);
  c->subject = g_strdup (opening->subject);
  c->topic = g_strdup (topic);
  c->state = g_strdup (cunyi_workflow_get_first ((*entry)->workflow)->name);
  c->opened = g_steal_pointer (&day);
  c->record = g_strdup (opening->record);
  c->staff = g_strdup (opening->staff != NULL ? opening->staff : cunyi_database_get_staff (book->database));
  c->data = g_strdup ("{}");
  return c;
}

/* ---- one ---- */

static char *
open_one (CunyiBook *book, const CunyiCaseOpening *opening, GError **error)
{
  const Entry *entry;
  g_autoptr (CunyiCase) c = prepare (book, opening, &entry, error);
  g_autoptr (CunyiContext) about = NULL;
  g_autofree char *data = NULL;
  const CunyiMove *move;

  if (c == NULL)
    return NULL;
  move = cunyi_workflow_get_opening (entry->workflow);
  about = cunyi_context_about_case (book, entry->workflow, c, c->opened, c->staff, error);
  if (about == NULL)
    return NULL;
  if (opening->answers != NULL)
    cunyi_context_set_prefixed (about, "record_", opening->answers);
  data = cunyi_move_copy (book, entry->workflow, move, cunyi_move_answer (entry->workflow, about, "{}", move,
                                                                           opening->answers, opening->defaults, error));
  if (data == NULL || !cunyi_case_apply (entry->workflow, c, about, move, data, c->opened, error)
      || !cunyi_case_insert (book, c, error)
      || !cunyi_photo_attach (book->database, cunyi_workflow_get_form (entry->workflow), c->id, c->data, error)
      || !cunyi_case_add_event (book, c->id, "", "", c->state, c->opened, c->staff, c->data, error)
      || !cunyi_case_advance (book, c->id, NULL, error))
    return NULL;
  return g_steal_pointer (&c->id);
}

char *
cunyi_case_open (CunyiBook *book, const CunyiCaseOpening *opening, GError **error)
{
  g_autofree char *id = NULL;

  if (!cunyi_database_begin (book->database, _("Open case"), error))
    return NULL;
  id = open_one (book, opening, error);
  if (id != NULL && cunyi_database_commit (book->database, error))
    return g_steal_pointer (&id);
  cunyi_database_rollback (book->database);
  return NULL;
}

CunyiSession *
cunyi_case_ask_opening (CunyiBook *book, const CunyiCaseOpening *opening, GError **error)
{
  const Entry *entry;
  g_autoptr (CunyiCase) c = prepare (book, opening, &entry, error);
  g_autoptr (CunyiContext) about = NULL;

  if (c == NULL)
    return NULL;
  about = cunyi_context_about_case (book, entry->workflow, c, c->opened, c->staff, error);
  if (about == NULL)
    return NULL;
  return cunyi_move_ask (entry->workflow, about, "{}", cunyi_workflow_get_opening (entry->workflow), opening->answers,
                         TRUE);
}

/* ---- for a record ---- */

/* Answers that are no lists; a later one of the same name wins. */
static void
collect (GHashTable *answers, const CunyiJson *object)
{
  for (guint i = 0; object != NULL && i < cunyi_json_count (object); i++)
    {
      const CunyiJson *value = cunyi_json_get_nth (object, i);
      CunyiJsonKind kind = cunyi_json_get_kind (value);

      if (kind != CUNYI_JSON_ARRAY && kind != CUNYI_JSON_OBJECT)
        g_hash_table_insert (answers, (char *) cunyi_json_get_name (object, i), (char *) cunyi_json_get_text (value));
    }
}

/* The member that a step of a path like drug[2] leads to; NULL for the name of a question. */
static const CunyiJson *
find_member (const CunyiJson *object, const char *step)
{
  const char *bracket = strchr (step, '[');
  g_autofree char *list = bracket == NULL ? NULL : g_strndup (step, bracket - step);
  const CunyiJson *members = list == NULL ? NULL : cunyi_json_find (object, list);
  guint position = bracket == NULL ? 0 : strtoul (bracket + 1, NULL, 10);

  if (members == NULL || position == 0 || position > cunyi_json_count (members))
    return NULL;
  return cunyi_json_get_nth (members, position - 1);
}

/* The answers of the record as one flat object; those of the members on the way to `path` lie over those around
 * them. */
static char *
flatten (const CunyiJson *record, const char *path)
{
  g_autoptr (GHashTable) answers = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  GString *json = g_string_new ("{");
  const CunyiJson *at = record;
  GHashTableIter iter;
  gpointer name, value;

  collect (answers, record);
  for (guint i = 0; at != NULL && steps[i] != NULL; i++)
    {
      at = find_member (at, steps[i]);
      collect (answers, at);
    }
  g_hash_table_iter_init (&iter, answers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      cunyi_json_append_name (json, name);
      cunyi_json_append_text (json, value);
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static char *
find_id (CunyiBook *book, const char *name, const CunyiCaseOpening *opening, gboolean by_record, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (book->database, name, error);

  if (statement == NULL)
    return NULL;
  if (by_record)
    cunyi_statement_bind_text (statement, ":record", opening->record);
  cunyi_statement_bind_text (statement, ":workflow", opening->workflow);
  cunyi_statement_bind_text (statement, ":subject", opening->subject);
  cunyi_statement_bind_text (statement, ":topic", opening->topic != NULL ? opening->topic : "");
  return cunyi_statement_step (statement, error) ? g_strdup (cunyi_statement_get_text (statement, "id")) : NULL;
}

/* The id of the case that this record has opened already, or that is on its way and needs no second one beside it;
 * NULL when there is none, or with an error. */
static char *
find_opened (CunyiBook *book, const CunyiCaseOpening *opening, GError **error)
{
  CunyiWorkflow *workflow = cunyi_book_get_workflow (book, opening->workflow, error);
  g_autoptr (GError) local = NULL;
  char *id;

  if (workflow == NULL)
    return NULL;
  id = find_id (book, "case/already-open", opening, TRUE, &local);
  if (id == NULL && local == NULL && cunyi_workflow_is_single (workflow))
    id = find_id (book, "case/on-its-way", opening, FALSE, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return id;
}

static char *
open_for_record (CunyiBook *book, const CunyiCaseOpening *opening, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *id = find_opened (book, opening, &local);

  if (id != NULL)
    return id;
  if (local == NULL)
    return open_one (book, opening, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
open_each (CunyiBook *book, GPtrArray *openings, const CunyiCaseOpening *common, const CunyiJson *record,
           GPtrArray *ids, GError **error)
{
  for (guint i = 0; i < openings->len; i++)
    {
      const CunyiOpening *wanted = openings->pdata[i];
      g_autofree char *answers = flatten (record, wanted->path);
      CunyiCaseOpening opening = *common;
      char *id;

      opening.workflow = wanted->workflow;
      opening.topic = wanted->topic;
      opening.answers = answers;
      opening.defaults = TRUE;
      if (*wanted->subject != '\0')
        opening.subject = wanted->subject;
      if (wanted->parent >= 0 && (guint) wanted->parent < i)
        opening.parent = ids->pdata[wanted->parent];
      id = open_for_record (book, &opening, error);
      if (id == NULL)
        return FALSE;
      g_ptr_array_add (ids, id);
    }
  return TRUE;
}

gboolean
cunyi_case_open_all (CunyiBook *book, GPtrArray *openings, const char *record, const char *subject, const char *day,
                     const char *staff, const char *answers, GPtrArray **ids, GError **error)
{
  CunyiCaseOpening common = { .subject = subject, .day = day, .staff = staff, .record = record };
  g_autoptr (CunyiJson) json = answers == NULL ? NULL : cunyi_json_parse (answers);
  g_autoptr (GPtrArray) opened = g_ptr_array_new_with_free_func (g_free);

  if (!cunyi_database_begin (book->database, _("Open cases"), error))
    return FALSE;
  if (open_each (book, openings, &common, json, opened, error) && cunyi_database_commit (book->database, error))
    {
      if (ids != NULL)
        *ids = g_steal_pointer (&opened);
      return TRUE;
    }
  cunyi_database_rollback (book->database);
  return FALSE;
}
