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

      if (item->kind == CUNYI_ITEM_CALCULATE || g_strv_contains (asks, item->name))
        cunyi_context_set (merged, item->name, cunyi_context_get (cunyi_session_get_context (session), item->name));
    }
  return cunyi_case_write_data (workflow, merged, NULL);
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
