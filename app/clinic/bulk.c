/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is meant, what can be done, and the three things that are done. */

#include "config.h"

#include "clinic/bulk.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/belonging.h"
#include "clinic/family.h"
#include "clinic/paper.h"
#include "clinic/record-paper.h"
#include "clinic/resident.h"
#include "workflow/move.h"

static void
free_left_out (gpointer data)
{
  CunyiLeftOut *left_out = data;

  g_free (left_out->subject);
  g_free (left_out->case_);
  g_free (left_out->name);
  g_free (left_out->why);
  g_free (left_out);
}

char *
cunyi_left_out_to_text (const CunyiLeftOut *left_out)
{
  /* Translators: a person, and the sentence why that person was left out. */
  return g_strdup_printf (_("%s: %s"), left_out->name, left_out->why);
}

CunyiBulkResult *
cunyi_bulk_result_new (void)
{
  CunyiBulkResult *self = g_new0 (CunyiBulkResult, 1);

  self->left_out = g_ptr_array_new_with_free_func (free_left_out);
  return self;
}

void
cunyi_bulk_result_free (CunyiBulkResult *self)
{
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

static CunyiLeftOut *
leave_out (CunyiClinic *clinic, CunyiBulkResult *result, const char *subject, const char *why)
{
  CunyiLeftOut *left_out = g_new0 (CunyiLeftOut, 1);

  left_out->subject = g_strdup (subject);
  left_out->name = cunyi_clinic_name_subject (clinic, subject);
  left_out->why = g_strdup (why);
  g_ptr_array_add (result->left_out, left_out);
  return left_out;
}

/* Between one and the next. FALSE when it was cancelled. */
static gboolean
watch_out (const CunyiBulkWatch *watch, guint done, guint total, GError **error)
{
  if (watch == NULL)
    return TRUE;
  if (watch->progress)
    watch->progress (done, total, watch->data);
  return !g_cancellable_set_error_if_cancelled (watch->cancellable, error);
}

/* ---- what can be done ---- */

/* Whom a case is about when subjects of `kind` were chosen. */
static const char *
find_kind (CunyiWorkflow *workflow, const char *kind)
{
  if (cunyi_workflow_is_about (workflow, kind))
    return strcmp (kind, "person") == 0 ? "person" : "household";
  return cunyi_workflow_is_about (workflow, "person")      ? "person"
         : cunyi_workflow_is_about (workflow, "household") ? "household"
                                                           : NULL;
}

static void
add_choice (GPtrArray *choices, const char *name, const char *title, const char *kind)
{
  CunyiBulkChoice *choice = g_new0 (CunyiBulkChoice, 1);

  choice->name = name;
  choice->title = title;
  choice->kind = kind;
  g_ptr_array_add (choices, choice);
}

/* Workflows in use that are parts of others: they have no beginning of their own. */
static GHashTable *
list_parts (CunyiBook *book, char **names)
{
  GHashTable *parts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; names && names[i]; i++)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (book, names[i], NULL);
      const char *const *children = workflow ? cunyi_workflow_get_children (workflow) : NULL;

      for (; children && *children; children++)
        g_hash_table_add (parts, (gpointer) *children);
    }
  return parts;
}

GPtrArray *
cunyi_bulk_list_workflows (CunyiClinic *clinic, const char *kind)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  g_auto (GStrv) names = cunyi_book_list_workflows (book, NULL);
  g_autoptr (GHashTable) parts = list_parts (book, names);
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names && names[i]; i++)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (book, names[i], NULL);
      const char *about = workflow ? find_kind (workflow, kind) : NULL;

      if (about && *cunyi_workflow_get_record (workflow) == '\0' && !g_hash_table_contains (parts, names[i]))
        add_choice (choices, cunyi_workflow_get_id (workflow), cunyi_workflow_get_title (workflow), about);
    }
  return choices;
}

static gboolean
is_listed (GPtrArray *choices, const char *name)
{
  for (guint i = 0; i < choices->len; i++)
    if (strcmp (((CunyiBulkChoice *) g_ptr_array_index (choices, i))->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* Forms about a kind that are printed as lists. */
static void
add_registers (CunyiClinic *clinic, GPtrArray *choices, const char *kind)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_auto (GStrv) names = cunyi_library_list (library, "forms");

  for (guint i = 0; names[i]; i++)
    {
      CunyiForm *form = cunyi_library_get_form (library, names[i]);

      if (form == NULL || strcmp (cunyi_form_get_subject (form), kind) != 0 || !cunyi_record_paper_is_register (form))
        continue;
      add_choice (choices, cunyi_form_get_id (form), cunyi_form_get_title (form), cunyi_form_get_subject (form));
      ((CunyiBulkChoice *) g_ptr_array_index (choices, choices->len - 1))->lines = TRUE;
    }
}

GPtrArray *
cunyi_bulk_list_documents (CunyiClinic *clinic, const char *kind)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  g_auto (GStrv) names = cunyi_book_list_workflows (book, NULL);
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names && names[i]; i++)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (book, names[i], NULL);
      const char *about = workflow ? find_kind (workflow, kind) : NULL;

      for (guint k = 0; about && k < cunyi_workflow_n_moves (workflow); k++)
        for (const char *const *name = cunyi_workflow_get_move (workflow, k)->prints; *name; name++)
          {
            CunyiTemplate *template = cunyi_library_get_document (cunyi_clinic_get_library (clinic), *name);

            if (template && !is_listed (choices, *name) && !cunyi_paper_is_of_whole (book, names[i], *name))
              add_choice (choices, *name, cunyi_template_get_title (template), about);
          }
    }
  add_registers (clinic, choices, kind);
  return choices;
}

/* ---- who is meant ---- */

static void
add_once (GPtrArray *ids, GHashTable *seen, const char *id)
{
  if (g_hash_table_contains (seen, id))
    return;
  g_ptr_array_add (ids, g_strdup (id));
  g_hash_table_add (seen, g_ptr_array_index (ids, ids->len - 1));
}

static gboolean
add_people (CunyiDatabase *database, const char *household, GPtrArray *ids, GHashTable *seen, GError **error)
{
  g_autoptr (GPtrArray) people = cunyi_household_load_members (database, household, error);

  for (guint i = 0; people && i < people->len; i++)
    {
      const CunyiPerson *person = g_ptr_array_index (people, i);

      if (strcmp (person->state, "here") == 0)
        add_once (ids, seen, person->id);
    }
  return people != NULL;
}

static gboolean
add_household (CunyiDatabase *database, const char *id, GPtrArray *ids, GHashTable *seen, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CunyiPerson) person = cunyi_person_load (database, id, &local_error);

  if (person)
    add_once (ids, seen, person->household);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

GPtrArray *
cunyi_bulk_list_subjects (CunyiClinic *clinic, const char *const *chosen, const char *kind, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  gboolean people = strcmp (kind, "person") == 0;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; chosen[i]; i++)
    {
      gboolean is_person = cunyi_clinic_find_subject (clinic, chosen[i]) == CUNYI_SUBJECT_PERSON;
      gboolean ok = TRUE;

      if (people == is_person)
        add_once (ids, seen, chosen[i]);
      else if (people)
        ok = add_people (database, chosen[i], ids, seen, error);
      else
        ok = add_household (database, chosen[i], ids, seen, error);
      if (!ok)
        return NULL;
    }
  return g_steal_pointer (&ids);
}

/* Ends the transaction that did it. */
static CunyiBulkResult *
end (CunyiClinic *clinic, CunyiBulkResult *result, gboolean done, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);

  if (done && cunyi_database_commit (database, error))
    return result;
  cunyi_database_rollback (database);
  cunyi_bulk_result_free (result);
  return NULL;
}

/* ---- cases ---- */

static gboolean
is_meant (const char *const *chosen, gboolean people, const CunyiPerson *person)
{
  return strcmp (person->state, "here") == 0 && (people ? g_strv_contains (chosen, person->id) : person->resident);
}

/* Who of a household gets a part: those that were chosen, or everybody who lives there when households were; without those
 * whose own case stands against it, who are left out by name. NULL with an error. (transfer full) */
static char **
list_members (CunyiClinic *clinic, const char *part, const char *household, const char *const *chosen,
              CunyiBulkResult *result, GError **error)
{
  gboolean people = cunyi_clinic_find_subject (clinic, chosen[0]) == CUNYI_SUBJECT_PERSON;
  g_autoptr (GPtrArray) all = cunyi_household_load_members (cunyi_clinic_get_database (clinic), household, error);
  g_autoptr (GStrvBuilder) members = g_strv_builder_new ();

  for (guint i = 0; all && i < all->len; i++)
    {
      const CunyiPerson *person = g_ptr_array_index (all, i);
      g_autofree char *reason = NULL;

      if (!is_meant (chosen, people, person))
        continue;
      reason = cunyi_family_find_reason (clinic, part, person->id, NULL, CUNYI_DAY_NONE, error);
      if (reason == NULL)
        return NULL;
      if (*reason == '\0')
        g_strv_builder_add (members, person->id);
      else
        leave_out (clinic, result, person->id, reason);
    }
  return all ? g_strv_builder_end (members) : NULL;
}

static char *
open_family (CunyiClinic *clinic, const CunyiCaseOpening *opening, const char *const *chosen, CunyiBulkResult *result,
             gboolean *nobody, GError **error)
{
  const char *part = cunyi_family_find_part (clinic, opening->workflow);
  g_auto (GStrv) members = list_members (clinic, part, opening->subject, chosen, result, error);

  *nobody = members && members[0] == NULL;
  if (members == NULL || *nobody)
    return NULL;
  return cunyi_family_open (clinic, opening->workflow, opening->subject, CUNYI_DAY_NONE, (const char *const *) members,
                            opening->answers, error);
}

static gboolean
open_one (CunyiClinic *clinic, const CunyiCaseOpening *opening, const char *const *chosen, CunyiBulkResult *result,
          GError **error)
{
  g_autofree char *reason = cunyi_family_find_reason (clinic, opening->workflow, opening->subject, opening->topic, CUNYI_DAY_NONE, error);
  g_autofree char *id = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean nobody = FALSE;

  if (reason == NULL)
    return FALSE;
  if (*reason)
    {
      leave_out (clinic, result, opening->subject, reason);
      return TRUE;
    }
  id = cunyi_family_find_part (clinic, opening->workflow)
         ? open_family (clinic, opening, chosen, result, &nobody, &local_error)
         : cunyi_case_open (cunyi_clinic_get_book (clinic), opening, &local_error);
  if (nobody)
    leave_out (clinic, result, opening->subject, _("nobody there is to sign"));
  else if (id)
    result->n_done++;
  else if (local_error->domain == CUNYI_WORKFLOW_ERROR)
    leave_out (clinic, result, opening->subject, local_error->message);
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

CunyiBulkResult *
cunyi_bulk_open (CunyiClinic *clinic, const CunyiBulkChoice *workflow, const char *topic, const char *answers,
                 const char *const *chosen, const CunyiBulkWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) subjects = cunyi_bulk_list_subjects (clinic, chosen, workflow->kind, error);
  CunyiBulkResult *result;
  gboolean ok = TRUE;

  if (subjects == NULL || !cunyi_database_begin (cunyi_clinic_get_database (clinic), workflow->title, error))
    return NULL;
  result = cunyi_bulk_result_new ();
  for (guint i = 0; ok && i < subjects->len; i++)
    {
      const CunyiCaseOpening opening = { .workflow = workflow->name, .subject = g_ptr_array_index (subjects, i),
                                         .topic = topic, .answers = answers, .defaults = TRUE };

      ok = open_one (clinic, &opening, chosen, result, error) && watch_out (watch, i + 1, subjects->len, error);
    }
  return end (clinic, result, ok, error);
}

/* A refusal leaves the case out; FALSE for a fault of the store. */
static gboolean
move_one (CunyiClinic *clinic, const char *id, const CunyiMoveRequest *request, CunyiBulkResult *result, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CunyiCase) c = NULL;

  if (cunyi_case_move (book, id, request, &local_error))
    {
      result->n_done++;
      return TRUE;
    }
  c = local_error->domain == CUNYI_WORKFLOW_ERROR ? cunyi_case_load (book, id, NULL) : NULL;
  if (c == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  leave_out (clinic, result, c->subject, local_error->message)->case_ = g_strdup (id);
  return TRUE;
}

CunyiBulkResult *
cunyi_bulk_move (CunyiClinic *clinic, const char *const *cases, const CunyiMoveRequest *request,
                 const CunyiBulkWatch *watch, GError **error)
{
  guint n = g_strv_length ((char **) cases);
  CunyiBulkResult *result;
  gboolean ok = TRUE;

  if (!cunyi_database_begin (cunyi_clinic_get_database (clinic), _("Move cases"), error))
    return NULL;
  result = cunyi_bulk_result_new ();
  for (guint i = 0; ok && i < n; i++)
    ok = move_one (clinic, cases[i], request, result, error) && watch_out (watch, i + 1, n, error);
  return end (clinic, result, ok, error);
}

/* ---- groups ---- */

CunyiBulkResult *
cunyi_bulk_add_to_group (CunyiClinic *clinic, const char *group, CunyiDay day, const char *const *chosen,
                         const CunyiBulkWatch *watch, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  CunyiCodes *codes = cunyi_library_get_codes (cunyi_clinic_get_library (clinic), "group");
  const char *level = codes ? cunyi_codes_get (codes, group, "level") : NULL;
  gboolean household = g_strcmp0 (level, "household") == 0;
  g_autoptr (GPtrArray) subjects = cunyi_bulk_list_subjects (clinic, chosen, household ? "household" : "person", error);
  g_autofree char *what = g_strdup_printf (_("Add to “%s”"), cunyi_library_get_label (cunyi_clinic_get_library (clinic),
                                                                                        "group", group));
  CunyiBulkResult *result;
  gboolean ok = TRUE;

  if (subjects == NULL || !cunyi_database_begin (database, what, error))
    return NULL;
  result = cunyi_bulk_result_new ();
  for (guint i = 0; ok && i < subjects->len; i++)
    {
      const char *subject = g_ptr_array_index (subjects, i);
      gboolean added;

      ok = cunyi_belonging_add_group (database, subject, household, group, day, &added, error)
           && watch_out (watch, i + 1, subjects->len, error);
      if (ok && added)
        result->n_done++;
      else if (ok)
        leave_out (clinic, result, subject, _("is in this group already"));
    }
  return end (clinic, result, ok, error);
}

/* ---- papers ---- */

static gboolean
print_one (CunyiClinic *clinic, CunyiDocument *into, const CunyiBulkChoice *name, gboolean issue, const char *subject,
           CunyiBulkResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *id = cunyi_paper_find_case (clinic, name->name, subject, &local_error);

  if (id && (issue ? cunyi_paper_issue_into (clinic, into, name->name, subject, id, NULL, &local_error)
                   : cunyi_paper_preview_into (clinic, into, name->name, subject, id, &local_error)))
    result->n_done++;
  else if (local_error == NULL)
    leave_out (clinic, result, subject, _("there is no case yet that this paper belongs to"));
  else if (g_error_matches (local_error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_INCOMPLETE))
    leave_out (clinic, result, subject, local_error->message);
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static CunyiBulkResult *
print_lines (CunyiClinic *clinic, const CunyiBulkChoice *name, const char *const *chosen, CunyiDocument **document,
             const CunyiBulkWatch *watch, GError **error)
{
  CunyiForm *form = cunyi_library_get_form (cunyi_clinic_get_library (clinic), name->name);
  g_autoptr (GPtrArray) subjects = cunyi_bulk_list_subjects (clinic, chosen, name->kind, error);
  g_autoptr (GPtrArray) lines = cunyi_record_paper_new_lines ();
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  g_autofree char *since = g_strdup_printf ("%.4s-01-01", today);
  CunyiBulkResult *result;

  *document = NULL;
  if (subjects == NULL)
    return NULL;
  for (guint i = 0; i < subjects->len; i++)
    if (!cunyi_record_paper_add_lines (clinic, form, g_ptr_array_index (subjects, i), since, lines, error)
        || !watch_out (watch, i + 1, subjects->len, error))
      return NULL;
  if (lines->len > 0 && (*document = cunyi_record_paper_new_register (clinic, form, lines, error)) == NULL)
    return NULL;
  result = cunyi_bulk_result_new ();
  result->n_done = lines->len;
  return result;
}

CunyiBulkResult *
cunyi_bulk_print (CunyiClinic *clinic, const CunyiBulkChoice *name, gboolean issue, const char *const *chosen,
                  CunyiDocument **document, const CunyiBulkWatch *watch, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (GPtrArray) subjects = name->lines ? NULL : cunyi_bulk_list_subjects (clinic, chosen, name->kind, error);
  g_autoptr (CunyiDocument) into = name->lines ? NULL : cunyi_paper_new_document (clinic);
  g_autofree char *what = g_strdup_printf (_("Print “%s”"), name->title);
  CunyiBulkResult *result;
  gboolean ok = TRUE;

  *document = NULL;
  if (name->lines)
    return print_lines (clinic, name, chosen, document, watch, error);
  if (subjects == NULL || (issue && !cunyi_database_begin (database, what, error)))
    return NULL;
  result = cunyi_bulk_result_new ();
  for (guint i = 0; ok && i < subjects->len; i++)
    ok = print_one (clinic, into, name, issue, g_ptr_array_index (subjects, i), result, error)
         && watch_out (watch, i + 1, subjects->len, error);
  if (issue)
    result = end (clinic, result, ok, error);
  else if (!ok)
    g_clear_pointer (&result, cunyi_bulk_result_free);
  if (result && result->n_done > 0)
    *document = g_steal_pointer (&into);
  return result;
}
