/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the expressions of a workflow see. Two contexts, one inside the other: the case's answers, and around them the
 * case itself, its subject, the case that it is a part of, and its own parts. */

#include "config.h"

#include "workflow/book-private.h"
#include "workflow/workflow-private.h"

#include "base/clock.h"
#include "form/json.h"
#include "form/limits.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- the subject ---- */

/* Sets every column of the one row under its name. FALSE when there is no row, or with an error. */
static gboolean
set_columns (CunyiBook *book, CunyiContext *context, const char *name, const char *subject, GError **error)
{
  g_autoptr (CunyiStatement) statement = cunyi_database_statement (book->database, name, error);

  if (statement == NULL)
    return FALSE;
  cunyi_statement_bind_text (statement, ":subject", subject);
  if (!cunyi_statement_step (statement, error))
    return FALSE;
  for (int i = 0; context != NULL && i < cunyi_statement_n_columns (statement); i++)
    cunyi_context_set (context, cunyi_statement_column_name (statement, i), cunyi_statement_text_at (statement, i));
  return TRUE;
}

static const struct {
  const char *kind;
  const char *statement;
} subject_kinds[] = {
  { "person", "case/about-person" },
  { "household", "case/about-household" },
  { "place", "case/about-place" },
};

/* The kind of `subject`; its columns go to `context`, which may be NULL. */
static const char *
look_up_subject (CunyiBook *book, CunyiContext *context, const char *subject, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (subject_kinds); i++)
    {
      g_autoptr (GError) local = NULL;

      if (set_columns (book, context, subject_kinds[i].statement, subject, &local))
        return subject_kinds[i].kind;
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_NOT_FOUND,
               _("Whom this case is about is not in the register. Choose a person, a household or a place."));
  return NULL;
}

const char *
cunyi_subject_find_kind (CunyiBook *book, const char *subject, GError **error)
{
  return look_up_subject (book, NULL, subject, error);
}

static gboolean
set_subject (CunyiBook *book, CunyiContext *context, const char *subject, const char *day, GError **error)
{
  CunyiDay birth;

  if (book->about != NULL)
    {
      g_autoptr (CunyiContext) outer = book->about (book->database, subject, book->about_data, error);

      if (outer == NULL)
        return FALSE;
      cunyi_context_set_outer (context, outer);
      return look_up_subject (book, NULL, subject, error) != NULL;
    }
  if (look_up_subject (book, context, subject, error) == NULL)
    return FALSE;
  birth = cunyi_day_parse (cunyi_context_get (context, "person_birth"));
  if (birth != CUNYI_DAY_NONE)
    cunyi_context_set_int (context, "person_age", cunyi_day_age (birth, cunyi_day_parse (day)));
  cunyi_context_set_limits (context, cunyi_book_get_codes (book, "limit"), cunyi_day_parse (day));
  return TRUE;
}

/* ---- the case ---- */

/* Sets `name` and `case_<name>`. */
static void
set_both (CunyiContext *context, const char *name, const char *value)
{
  g_autofree char *prefixed = g_strconcat ("case_", name, NULL);

  cunyi_context_set (context, name, value);
  cunyi_context_set (context, prefixed, value);
}

static void
set_topic (CunyiBook *book, CunyiContext *context, CunyiWorkflow *workflow, const char *topic)
{
  const char *const *columns = workflow->topic_columns;
  const char *list = cunyi_workflow_get_topic (workflow);
  CunyiCodes *codes = *list == '\0' ? NULL : cunyi_book_get_codes (book, list);

  set_both (context, "topic", topic);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("topic_", columns[i], NULL);
      const char *value = codes == NULL || topic == NULL ? NULL : cunyi_codes_get (codes, topic, columns[i]);

      set_both (context, name, value != NULL ? value : "");
    }
}

static gboolean
set_staff_name (CunyiBook *book, CunyiContext *context, const char *staff, GError **error)
{
  g_autoptr (CunyiStatement) statement = NULL;
  g_autoptr (GError) local = NULL;

  set_both (context, "staff", staff);
  if (staff == NULL)
    return TRUE;
  statement = cunyi_database_statement (book->database, "case/staff-name", error);
  if (statement == NULL)
    return FALSE;
  cunyi_statement_bind_text (statement, ":id", staff);
  if (cunyi_statement_step (statement, &local))
    cunyi_context_set (context, "staff_name", cunyi_statement_get_text (statement, "name"));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
set_case (CunyiContext *context, const CunyiCase *c, const char *day)
{
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());

  set_both (context, "state", c->state);
  set_both (context, "opened", c->opened);
  set_both (context, "due", c->due);
  set_both (context, "begins", c->begins);
  set_both (context, "ends", c->ends);
  set_both (context, "subject", c->subject);
  set_both (context, "record", c->record);
  set_both (context, "day", day);
  set_both (context, "today", today);
}

/* The first day of the next term of the same workflow and subject, “” when there is none. */
static gboolean
set_following (CunyiBook *book, CunyiContext *context, CunyiWorkflow *workflow, const CunyiCase *c, GError **error)
{
  g_autoptr (CunyiStatement) statement = NULL;
  g_autoptr (GError) local = NULL;

  set_both (context, "following", NULL);
  if (!cunyi_workflow_has_term (workflow) || c->ends == NULL)
    return TRUE;
  statement = cunyi_database_statement (book->database, "case/following", error);
  if (statement == NULL)
    return FALSE;
  cunyi_statement_bind_text (statement, ":workflow", c->workflow);
  cunyi_statement_bind_text (statement, ":subject", c->subject);
  cunyi_statement_bind_text (statement, ":ends", c->ends);
  if (cunyi_statement_step (statement, &local))
    set_both (context, "following", cunyi_statement_get_text (statement, "begins"));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The last term that the same subject was granted before. */
static gboolean
set_previous (CunyiBook *book, CunyiContext *context, CunyiWorkflow *workflow, const CunyiCase *c, GError **error)
{
  g_autoptr (CunyiStatement) statement = NULL;
  g_autoptr (GError) local = NULL;

  if (!cunyi_workflow_has_term (workflow))
    return TRUE;
  statement = cunyi_database_statement (book->database, "case/previous", error);
  if (statement == NULL)
    return FALSE;
  cunyi_statement_bind_text (statement, ":workflow", c->workflow);
  cunyi_statement_bind_text (statement, ":subject", c->subject);
  cunyi_statement_bind_text (statement, ":id", c->id);
  if (cunyi_statement_step (statement, &local))
    for (guint i = 0; i < 2; i++)
      {
        const char *prefix = i == 0 ? "previous_" : "case_previous_";
        g_autofree char *begins = g_strconcat (prefix, "begins", NULL);
        g_autofree char *ends = g_strconcat (prefix, "ends", NULL);

        cunyi_context_set_prefixed (context, prefix, cunyi_statement_get_text (statement, "data"));
        cunyi_context_set (context, begins, cunyi_statement_get_text (statement, "begins"));
        cunyi_context_set (context, ends, cunyi_statement_get_text (statement, "ends"));
      }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ---- parent and parts ---- */

/* Answers given as JSON, each under `prefix` and its name. */
void
cunyi_context_set_prefixed (CunyiContext *context, const char *prefix, const char *data)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (data);

  for (guint i = 0; json != NULL && i < cunyi_json_count (json); i++)
    {
      g_autofree char *name = g_strconcat (prefix, cunyi_json_get_name (json, i), NULL);

      cunyi_context_set (context, name, cunyi_json_get_text (cunyi_json_get_nth (json, i)));
    }
}

static gboolean
set_parent (CunyiBook *book, CunyiContext *context, const char *id, GError **error)
{
  g_autoptr (CunyiCase) parent = NULL;

  if (id == NULL)
    return TRUE;
  parent = cunyi_case_load (book, id, error);
  if (parent == NULL)
    return FALSE;
  cunyi_context_set_prefixed (context, "parent_", parent->data);
  cunyi_context_set_prefixed (context, "case_parent_", parent->data);
  cunyi_context_set (context, "parent_state", parent->state);
  cunyi_context_set (context, "parent_opened", parent->opened);
  cunyi_context_set (context, "parent_subject", parent->subject);
  cunyi_context_set (context, "case_parent_state", parent->state);
  return TRUE;
}

/* Blank answers must be known in the row, or the name would be looked for around it. */
static void
set_labels (CunyiBook *book, CunyiContext *row, CunyiWorkflow *workflow, const CunyiCase *child)
{
  const char *list = cunyi_workflow_get_topic (workflow);
  CunyiCodes *codes = *list == '\0' ? NULL : cunyi_book_get_codes (book, list);
  const CunyiState *state = cunyi_workflow_find_state (workflow, child->state);

  for (guint i = 0; i < cunyi_form_n_items (cunyi_workflow_get_form (workflow)); i++)
    cunyi_context_set (row, cunyi_form_get_item (cunyi_workflow_get_form (workflow), i)->name, NULL);
  cunyi_context_set (row, "state_label", state != NULL ? state->label : child->state);
  cunyi_context_set (row, "topic_label", codes == NULL ? "" : cunyi_codes_get_label (codes, child->topic));
}

static void
add_child (CunyiBook *book, CunyiContext *context, const CunyiCase *child)
{
  CunyiContext *row = cunyi_context_add_row (context, child->workflow);
  CunyiWorkflow *workflow = cunyi_case_get_workflow (book, child, NULL);

  if (workflow != NULL)
    set_labels (book, row, workflow, child);
  cunyi_context_set_prefixed (row, "", child->data);
  cunyi_context_set (row, "id", child->id);
  cunyi_context_set (row, "state", child->state);
  cunyi_context_set (row, "topic", child->topic);
  cunyi_context_set (row, "subject", child->subject);
  cunyi_context_set (row, "opened", child->opened);
  cunyi_context_set (row, "closed", child->closed);
  cunyi_context_set (row, "begins", child->begins);
  cunyi_context_set (row, "ends", child->ends);
}

static gboolean
set_children (CunyiBook *book, CunyiContext *context, CunyiWorkflow *workflow, const char *id, GError **error)
{
  const char *const *lists = cunyi_workflow_get_children (workflow);
  g_autoptr (GPtrArray) children = NULL;

  for (guint i = 0; lists[i] != NULL; i++)
    cunyi_context_add_list (context, lists[i]);
  if (id == NULL || lists[0] == NULL)
    return TRUE;
  children = cunyi_case_list_children (book, id, error);
  for (guint i = 0; children != NULL && i < children->len; i++)
    add_child (book, context, children->pdata[i]);
  return children != NULL;
}

/* ---- together ---- */

CunyiContext *
cunyi_context_about_case (CunyiBook *book, CunyiWorkflow *workflow, const CunyiCase *c, const char *day,
                          const char *staff, GError **error)
{
  g_autoptr (CunyiContext) context = cunyi_context_new ();

  if (!set_subject (book, context, c->subject, day, error) || !set_parent (book, context, c->parent, error)
      || !set_children (book, context, workflow, c->id, error) || !set_following (book, context, workflow, c, error)
      || !set_previous (book, context, workflow, c, error) || !set_staff_name (book, context, staff, error))
    return NULL;
  set_case (context, c, day);
  set_topic (book, context, workflow, c->topic);
  return g_steal_pointer (&context);
}

CunyiContext *
cunyi_context_of_data (CunyiWorkflow *workflow, CunyiContext *about, const char *data)
{
  CunyiContext *context = cunyi_context_new ();
  CunyiForm *form = cunyi_workflow_get_form (workflow);

  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    if (cunyi_item_has_answer (cunyi_form_get_item (form, i)))
      cunyi_context_set (context, cunyi_form_get_item (form, i)->name, NULL);
  cunyi_context_set_json (context, data);
  cunyi_context_set_outer (context, about);
  return context;
}

CunyiContext *
cunyi_case_get_context (CunyiBook *book, const CunyiCase *c, const char *day, GError **error)
{
  CunyiWorkflow *workflow = cunyi_case_get_workflow (book, c, error);
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  const char *staff = cunyi_database_get_staff (book->database);
  g_autoptr (CunyiContext) about = NULL;

  if (workflow == NULL)
    return NULL;
  if (staff == NULL)
    staff = c->staff;
  about = cunyi_context_about_case (book, workflow, c, day != NULL ? day : today, staff, error);
  if (about != NULL)
    cunyi_context_set_json (about, c->data);
  return g_steal_pointer (&about);
}

/* Without parent and parts, and of the subject only whether it is still here: what an automatic move may look at, cheap
 * enough for all open cases at once. */
CunyiContext *
cunyi_case_get_own_context (CunyiBook *book, CunyiWorkflow *workflow, const CunyiCase *c)
{
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  g_autoptr (CunyiContext) about = cunyi_context_new ();

  set_case (about, c, today);
  set_columns (book, about, "case/person-state", c->subject, NULL);
  return cunyi_context_of_data (workflow, about, c->data);
}

char *
cunyi_case_write_data (CunyiWorkflow *workflow, CunyiContext *context, const char *const *names)
{
  GString *json = g_string_new ("{");
  CunyiForm *form = cunyi_workflow_get_form (workflow);

  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);
      const char *value = cunyi_context_has (context, item->name) ? cunyi_context_get (context, item->name) : "";

      if (*value == '\0' || !cunyi_item_has_answer (item) || (names != NULL && !g_strv_contains (names, item->name)))
        continue;
      cunyi_json_append_name (json, item->name);
      if (cunyi_item_is_number (item) && cunyi_json_is_number (value))
        g_string_append (json, value);
      else
        cunyi_json_append_text (json, value);
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}
