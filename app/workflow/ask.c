/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The questions of a move: asked on a page as a session, or answered at once. Both go through the same session, so
 * that a dialog can let pass nothing that the engine refuses. */

#include "config.h"

#include "workflow/book-private.h"

#include "form/json.h"

#include <glib/gi18n.h>

static const char *const nothing[] = { NULL };

/* Only what the move asks; the rest of the answers is no answer to it. */
static void
put_answers (CunyiSession *session, const char *const *asks, const char *answers)
{
  g_autoptr (CunyiJson) json = answers == NULL ? NULL : cunyi_json_parse (answers);
  const CunyiJson *confirmed;

  for (guint i = 0; json != NULL && asks[i] != NULL; i++)
    {
      const CunyiJson *answer = cunyi_json_find (json, asks[i]);

      if (answer != NULL)
        cunyi_session_set (session, asks[i], cunyi_json_get_text (answer));
    }
  confirmed = json == NULL ? NULL : cunyi_json_find (json, "_confirmed");
  for (guint i = 0; confirmed != NULL && i < cunyi_json_count (confirmed); i++)
    cunyi_session_confirm (session, cunyi_json_get_text (cunyi_json_get_nth (confirmed, i)), TRUE);
}

/* In the order of the survey, so that a default may build upon the one before it. */
static void
put_defaults (CunyiSession *session, CunyiForm *form, const char *const *asks)
{
  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);
      g_autofree char *value = NULL;

      if (item->initial == NULL || !g_strv_contains (asks, item->name)
          || *cunyi_session_get (session, item->name) != '\0')
        continue;
      value = cunyi_expression_evaluate (item->initial, cunyi_session_get_context (session));
      if (*value != '\0')
        cunyi_session_set (session, item->name, value);
    }
}

CunyiSession *
cunyi_move_ask (CunyiWorkflow *workflow, CunyiContext *about, const char *data, const CunyiMove *move,
                const char *answers, gboolean defaults)
{
  CunyiForm *form = cunyi_workflow_get_form (workflow);
  CunyiSession *session = cunyi_session_new (form, about, data);
  const char *const *asks = move == NULL ? nothing : move->asks;

  if (session == NULL)
    session = cunyi_session_new (form, about, "{}");
  cunyi_session_ask (session, asks, move == NULL ? nothing : move->required);
  put_answers (session, asks, answers);
  if (defaults)
    put_defaults (session, form, asks);
  cunyi_session_set_clean (session);
  return session;
}

static void
set_answer_error (CunyiSession *session, GError **error)
{
  g_auto (GStrv) paths = cunyi_session_list_errors (session);
  const CunyiField *field = paths[0] == NULL ? NULL : cunyi_session_find (session, paths[0]);
  gboolean missing;

  if (field == NULL)
    {
      g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_INVALID,
                   _("An answer does not pass. Look at it again."));
      return;
    }
  missing = field->required && *field->text == '\0';
  g_set_error (error, CUNYI_WORKFLOW_ERROR, missing ? CUNYI_WORKFLOW_ERROR_REQUIRED : CUNYI_WORKFLOW_ERROR_INVALID,
               /* Translators: a question, and what is wrong with the answer. */
               _("%s: %s"), field->label, *field->error != '\0' ? field->error : field->warning);
}

/* The new answers over the old data. What was not asked stays as it was stored, even if a later form would not take
 * it. */
static char *
merge (CunyiWorkflow *workflow, CunyiSession *session, const char *data, const char *const *asks)
{
  CunyiForm *form = cunyi_workflow_get_form (workflow);
  g_autoptr (CunyiContext) merged = cunyi_context_new ();

  cunyi_context_set_json (merged, data);
  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);

      /* What is hidden is nobody's answer: it stays. */
      if ((item->kind == CUNYI_ITEM_CALCULATE && item->calculation != NULL) || g_strv_contains (asks, item->name))
        cunyi_context_set (merged, item->name, cunyi_context_get (cunyi_session_get_context (session), item->name));
    }
  return cunyi_case_write_data (workflow, merged, NULL);
}

/* ---- rows of code lists ---- */

static void
append_row (GString *json, CunyiCodes *codes, const char *code, const CunyiCopy *copy)
{
  g_string_append (json, json->len > 1 ? ",{" : "{");
  cunyi_json_append_name (json, "code");
  cunyi_json_append_text (json, code);
  for (const char *const *column = copy->columns; *column != NULL; column++)
    {
      const char *value = cunyi_codes_get (codes, code, *column);

      if (value == NULL || *value == '\0')
        continue;
      cunyi_json_append_name (json, *column);
      if (cunyi_json_is_number (value))
        g_string_append (json, value);
      else
        cunyi_json_append_text (json, value);
    }
  g_string_append_c (json, '}');
}

static char *
copy_rows (CunyiCodes *codes, const CunyiCopy *copy, const char *among)
{
  g_auto (GStrv) words = g_strsplit (among, " ", -1);
  GString *json = g_string_new ("[");

  for (guint i = 0; codes != NULL && i < cunyi_codes_count (codes); i++)
    {
      const char *code = cunyi_codes_get_code (codes, i);
      const char *value = cunyi_codes_get (codes, code, copy->column);

      if (value != NULL && *value != '\0' && g_strv_contains ((const char *const *) words, value))
        append_row (json, codes, code, copy);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

char *
cunyi_move_copy (CunyiBook *book, CunyiWorkflow *workflow, const CunyiMove *move, char *data)
{
  g_autofree char *given = data;
  g_autoptr (CunyiContext) context = NULL;
  g_autofree char *rows = NULL;

  if (data == NULL || move == NULL || move->copy == NULL)
    return g_steal_pointer (&given);
  context = cunyi_context_new ();
  cunyi_context_set_json (context, data);
  rows = copy_rows (cunyi_book_get_codes (book, move->copy->list), move->copy,
                    cunyi_context_get (context, move->copy->among));
  cunyi_context_set (context, move->copy->name, rows);
  return cunyi_case_write_data (workflow, context, NULL);
}

static gboolean
is_object (const char *text)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (text);

  return json != NULL && cunyi_json_get_kind (json) == CUNYI_JSON_OBJECT;
}

char *
cunyi_move_answer (CunyiWorkflow *workflow, CunyiContext *about, const char *data, const CunyiMove *move,
                   const char *answers, gboolean defaults, GError **error)
{
  g_autoptr (CunyiSession) session = NULL;
  g_autoptr (CunyiFinished) finished = NULL;

  if (answers != NULL && !is_object (answers))
    {
      g_set_error (error, CUNYI_WORKFLOW_ERROR, CUNYI_WORKFLOW_ERROR_INVALID,
                   _("The answers cannot be read. Give them as one JSON object."));
      return NULL;
    }
  session = cunyi_move_ask (workflow, about, data, move, answers, defaults);
  finished = cunyi_session_finish (session);
  if (finished != NULL)
    return merge (workflow, session, data, move == NULL ? nothing : move->asks);
  set_answer_error (session, error);
  return NULL;
}
