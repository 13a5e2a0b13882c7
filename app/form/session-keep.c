/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A session to and from JSON: as a draft, everything as it stands; as a record, what applies and passes. */

#include "config.h"

#include "form/session-private.h"

#include "base/clock.h"
#include "form/json.h"

#include <string.h>

/* ---- reading ---- */

static void
load_text (CunyiSession *session, CunyiSlot *slot, const char *text)
{
  const CunyiItem *item = slot->field.item;

  slot->fresh = FALSE;
  cunyi_slot_take (session, slot, text);
  if (item->kind == CUNYI_ITEM_CALCULATE && !item->proposes && cunyi_json_is_number (text))
    slot->numeric = TRUE;
  /* For once (), which asks what there was. */
  cunyi_context_set (slot->scope->context, item->name, slot->value);
}

/* Several choices may come as an array, from other programs. */
static void
load_answer (CunyiSession *session, CunyiSlot *slot, const CunyiJson *json)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (cunyi_json_get_kind (json) != CUNYI_JSON_ARRAY)
    {
      load_text (session, slot, cunyi_json_get_text (json));
      return;
    }
  for (guint i = 0; i < cunyi_json_count (json); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "", cunyi_json_get_text (cunyi_json_get_nth (json, i)));
  load_text (session, slot, words->str);
}

static void load_scope (CunyiSession *session, CunyiSlotScope *scope, const CunyiJson *json);

static void
load_members (CunyiSession *session, CunyiSlot *list, const CunyiJson *json)
{
  if (cunyi_json_get_kind (json) != CUNYI_JSON_ARRAY)
    return;
  for (guint i = 0; i < cunyi_json_count (json) && i < CUNYI_MEMBERS_MAX; i++)
    load_scope (session, cunyi_session_add_member (session, list, FALSE), cunyi_json_get_nth (json, i));
}

static void
load_scope (CunyiSession *session, CunyiSlotScope *scope, const CunyiJson *json)
{
  for (guint i = 0; i < cunyi_json_count (json); i++)
    {
      const CunyiItem *item = cunyi_form_find (session->form, cunyi_json_get_name (json, i));
      CunyiSlot *slot = item && item->repeat == scope->repeat ? cunyi_scope_get_slot (scope, item) : NULL;

      if (slot && item->kind == CUNYI_ITEM_REPEAT && slot->members->len == 0)
        load_members (session, slot, cunyi_json_get_nth (json, i));
      else if (slot && cunyi_item_has_answer (item))
        load_answer (session, slot, cunyi_json_get_nth (json, i));
    }
}

/* Whatever an answer of another version was; marks are none. */
static void
keep_unasked (CunyiSession *session, const CunyiJson *json)
{
  for (guint i = 0; i < cunyi_json_count (json); i++)
    {
      const char *name = cunyi_json_get_name (json, i);

      if (cunyi_form_find (session->form, name) || *name == '_')
        continue;
      if (!session->unasked)
        session->unasked = g_string_new (NULL);
      cunyi_json_append_name (session->unasked, name);
      cunyi_json_append (session->unasked, cunyi_json_get_nth (json, i));
    }
}

static void
mark_scope_copied (CunyiSlotScope *scope)
{
  for (guint i = 0; i < scope->slots->len; i++)
    {
      CunyiSlot *slot = g_ptr_array_index (scope->slots, i);

      for (guint j = 0; slot && slot->members && j < slot->members->len; j++)
        mark_scope_copied (g_ptr_array_index (slot->members, j));
      if (slot && *slot->value && !cunyi_item_is_calculated (slot->field.item))
        slot->field.copied = TRUE;
    }
}

gboolean
cunyi_session_copy_members (CunyiSession *session, CunyiSlot *list, const char *members)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (members);

  if (!json || cunyi_json_count (json) == 0)
    return FALSE;
  list->begun = FALSE;
  while (list->members->len > 0)
    cunyi_session_remove_member (session, list, list->members->len - 1);
  load_members (session, list, json);
  for (guint i = 0; i < list->members->len; i++)
    mark_scope_copied (g_ptr_array_index (list->members, i));
  return list->members->len > 0;
}

typedef void (*MarkFunc) (CunyiSlot *slot);

static void
mark_confirmed (CunyiSlot *slot)
{
  g_free (slot->confirmed_value);
  slot->confirmed_value = g_strdup (slot->value);
}

static void
mark_copied (CunyiSlot *slot)
{
  slot->field.copied = TRUE;
}

static void
load_marks (CunyiSession *session, const CunyiJson *paths, MarkFunc mark)
{
  for (guint i = 0; paths && i < cunyi_json_count (paths); i++)
    {
      CunyiSlot *slot = g_hash_table_lookup (session->by_path, cunyi_json_get_text (cunyi_json_get_nth (paths, i)));

      if (slot)
        mark (slot);
    }
}

gboolean
cunyi_session_load (CunyiSession *session, const char *answers)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (answers);

  if (!json || cunyi_json_get_kind (json) != CUNYI_JSON_OBJECT)
    return FALSE;
  load_scope (session, session->root, json);
  keep_unasked (session, json);
  cunyi_session_lay_out (session);
  /* Calculated values are what they were confirmed for only after they are worked out. */
  cunyi_session_evaluate (session);
  load_marks (session, cunyi_json_find (json, "_confirmed"), mark_confirmed);
  load_marks (session, cunyi_json_find (json, "_copied"), mark_copied);
  return TRUE;
}

/* ---- writing ---- */

static void
append_answer (GString *json, CunyiSlot *slot, const char *text)
{
  cunyi_json_append_name (json, slot->field.item->name);
  if (slot->numeric && !slot->typed && cunyi_json_is_number (text))
    g_string_append (json, text);
  else
    cunyi_json_append_text (json, text);
}

static void append_scope (GString *json, CunyiSlotScope *scope, gboolean draft);

static void
append_members (GString *json, CunyiSlot *list, gboolean draft)
{
  cunyi_json_append_name (json, list->field.item->name);
  g_string_append_c (json, '[');
  for (guint i = 0; i < list->members->len; i++)
    {
      g_string_append (json, i > 0 ? ",{" : "{");
      append_scope (json, g_ptr_array_index (list->members, i), draft);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
append_scope (GString *json, CunyiSlotScope *scope, gboolean draft)
{
  for (guint i = 0; i < scope->slots->len; i++)
    {
      CunyiSlot *slot = g_ptr_array_index (scope->slots, i);
      const char *text;

      if (!slot || (!draft && !slot->applies))
        continue;
      text = slot->typed ? slot->typed : slot->value;
      if (slot->members && slot->members->len > 0)
        append_members (json, slot, draft);
      else if (cunyi_item_has_answer (slot->field.item) && *text)
        append_answer (json, slot, text);
    }
}

static void
append_marks (CunyiSession *session, GString *json, const char *name, gboolean confirmed)
{
  gboolean any = FALSE;

  for (guint i = 0; i < session->fields->len; i++)
    {
      CunyiSlot *slot = g_ptr_array_index (session->fields, i);

      if (confirmed ? !slot->field.confirmed : !slot->field.copied)
        continue;
      if (!any)
        {
          cunyi_json_append_name (json, name);
          g_string_append_c (json, '[');
        }
      else
        g_string_append_c (json, ',');
      cunyi_json_append_text (json, slot->path);
      any = TRUE;
    }
  if (any)
    g_string_append_c (json, ']');
}

char *
cunyi_session_to_draft (CunyiSession *session)
{
  GString *json = g_string_new ("{");

  append_scope (json, session->root, TRUE);
  if (session->unasked)
    g_string_append_printf (json, "%s%s", json->len > 1 ? "," : "", session->unasked->str);
  append_marks (session, json, "_confirmed", TRUE);
  append_marks (session, json, "_copied", FALSE);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/* ---- openings ---- */

static void
free_opening (gpointer data)
{
  CunyiOpening *opening = data;

  g_free (opening->workflow);
  g_free (opening->topic);
  g_free (opening->subject);
  g_free (opening->path);
  g_free (opening);
}

/* “workflow:topic”, expanded. FALSE when a topic is asked for and blank: a member without a disease opens nothing. */
static gboolean
add_opening (GPtrArray *openings, CunyiText *opens, CunyiText *subject, CunyiContext *context, const char *path,
             int parent)
{
  g_autofree char *text = cunyi_text_expand (opens, context);
  char *colon = strchr (text, ':');
  CunyiOpening *opening;

  if (colon && colon[1] == '\0')
    return FALSE;
  opening = g_new0 (CunyiOpening, 1);
  opening->topic = g_strdup (colon ? colon + 1 : "");
  if (colon)
    *colon = '\0';
  opening->workflow = g_strdup (text);
  opening->subject = subject ? cunyi_text_expand (subject, context) : g_strdup ("");
  opening->path = g_strdup (path);
  opening->parent = parent;
  g_ptr_array_add (openings, opening);
  return TRUE;
}

static gboolean
field_opens (CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;
  gboolean is_list = item->kind == CUNYI_ITEM_REPEAT && slot->field.position == 0;

  if (!item->opens || !slot->applies || is_list)
    return FALSE;
  if (item->opens_when)
    return cunyi_expression_test (item->opens_when, slot->context);
  return !cunyi_item_has_answer (item) || *slot->value;
}

static GPtrArray *
list_openings (CunyiSession *session)
{
  GPtrArray *openings = g_ptr_array_new_with_free_func (free_opening);
  CunyiForm *form = session->form;
  int whole = -1;

  if (form->opens && (!form->opens_when || cunyi_expression_test (form->opens_when, session->context))
      && add_opening (openings, form->opens, NULL, session->context, "", -1))
    whole = 0;
  for (guint i = 0; i < session->fields->len; i++)
    {
      CunyiSlot *slot = g_ptr_array_index (session->fields, i);

      if (field_opens (slot))
        add_opening (openings, slot->field.item->opens, slot->field.item->opens_subject, slot->context, slot->path,
                     slot->field.position > 0 ? whole : -1);
    }
  return openings;
}

/* ---- finishing ---- */

static gboolean
needs_care (CunyiSlot *slot)
{
  return slot->field.visible && (*slot->error || (*slot->warning && !slot->field.confirmed));
}

char **
cunyi_session_list_errors (CunyiSession *session)
{
  GPtrArray *paths = g_ptr_array_new ();

  for (guint i = 0; i < session->fields->len; i++)
    {
      CunyiSlot *slot = g_ptr_array_index (session->fields, i);

      if (needs_care (slot))
        g_ptr_array_add (paths, g_strdup (slot->path));
    }
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_free (paths, FALSE);
}

static void
set_end (CunyiSession *session, CunyiSlot *slot, gpointer data)
{
  if (slot->field.item->kind == CUNYI_ITEM_END)
    cunyi_slot_take (session, slot, data);
}

static char *
find_day (CunyiSession *session)
{
  const char *name = session->form->day_question;
  CunyiSlot *slot = name ? g_hash_table_lookup (session->by_path, name) : NULL;
  CunyiDay day = slot && slot->applies ? cunyi_day_parse (slot->value) : CUNYI_DAY_NONE;

  return cunyi_day_to_text (day == CUNYI_DAY_NONE ? session->today : day);
}

CunyiFinished *
cunyi_session_finish (CunyiSession *session)
{
  g_auto (GStrv) errors = NULL;
  g_autofree char *now = cunyi_clock_now ();
  GString *json;
  CunyiFinished *finished;

  session->tried = TRUE;
  for (guint i = 0; i < cunyi_form_n_items (session->form); i++)
    cunyi_session_for_each (session, cunyi_form_get_item (session->form, i), set_end, now);
  cunyi_session_evaluate (session);
  errors = cunyi_session_list_errors (session);
  if (errors[0])
    return NULL;

  json = g_string_new ("{");
  append_scope (json, session->root, FALSE);
  append_marks (session, json, "_confirmed", TRUE);
  append_marks (session, json, "_copied", FALSE);
  g_string_append_c (json, '}');
  finished = g_new0 (CunyiFinished, 1);
  finished->answers = g_string_free (json, FALSE);
  finished->day = find_day (session);
  finished->name = session->form->instance_name ? cunyi_text_expand (session->form->instance_name, session->context)
                                                : g_strdup ("");
  finished->openings = list_openings (session);
  return finished;
}

void
cunyi_finished_free (CunyiFinished *finished)
{
  g_free (finished->answers);
  g_free (finished->day);
  g_free (finished->name);
  g_ptr_array_unref (finished->openings);
  g_free (finished);
}
