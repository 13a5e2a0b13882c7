/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The structure of a session, and its changes. */

#include "config.h"

#include "form/session-private.h"

#include "base/clock.h"

#include <glib/gi18n.h>
#include <string.h>

static CunyiSlotScope *create_scope (CunyiSession *session, CunyiSlotScope *parent, const CunyiItem *repeat,
                                     CunyiContext *context, gboolean fresh);
static void free_scope (gpointer data);

/* ---- slots and scopes ---- */

static void
free_slot (gpointer data)
{
  CunyiSlot *slot = data;

  if (!slot)
    return;
  g_free (slot->path);
  g_free (slot->typed);
  g_free (slot->value);
  g_free (slot->parse_error);
  g_free (slot->confirmed_value);
  g_free (slot->label);
  g_free (slot->hint);
  g_free (slot->error);
  g_free (slot->warning);
  g_free (slot->previous);
  g_free (slot->previous_day);
  g_free (slot->proposal);
  g_free (slot->guidance);
  g_free (slot->triggered);
  g_free (slot->shown);
  g_clear_pointer (&slot->choices, g_array_unref);
  g_clear_pointer (&slot->choice_labels, g_ptr_array_unref);
  g_clear_pointer (&slot->members, g_ptr_array_unref);
  g_free (slot);
}

static void
free_scope (gpointer data)
{
  CunyiSlotScope *scope = data;

  free_slot (scope->head);
  g_ptr_array_unref (scope->slots);
  g_free (scope);
}

static void
add_fixed_choices (CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;

  slot->choices = g_array_new (FALSE, FALSE, sizeof (CunyiFieldChoice));
  slot->choice_labels = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; !item->choice_filter && i < item->choices->n_choices; i++)
    {
      const CunyiChoice *choice = &item->choices->choices[i];
      CunyiFieldChoice shown = { choice, cunyi_text_get_source (choice->label), FALSE };

      g_array_append_val (slot->choices, shown);
    }
}

static CunyiSlot *
create_slot (CunyiSession *session, CunyiSlotScope *scope, const CunyiItem *item, gboolean fresh)
{
  CunyiSlot *slot = g_new0 (CunyiSlot, 1);

  slot->field.item = item;
  slot->scope = scope;
  slot->context = scope->context;
  slot->fresh = fresh;
  slot->asked = TRUE;
  slot->value = g_strdup ("");
  slot->numeric = cunyi_item_is_number (item->proposes ? item->proposes : item);
  slot->label = g_strdup (cunyi_text_get_source (item->label));
  slot->hint = g_strdup (item->hint ? cunyi_text_get_source (item->hint) : "");
  slot->guidance = g_strdup (item->guidance ? cunyi_text_get_source (item->guidance) : "");
  slot->text_is_plain = cunyi_text_is_plain (item->label) && (!item->hint || cunyi_text_is_plain (item->hint))
                        && (!item->guidance || cunyi_text_is_plain (item->guidance));
  slot->error = g_strdup ("");
  slot->warning = g_strdup ("");
  slot->previous = g_strdup ("");
  slot->previous_day = g_strdup ("");
  slot->proposal = g_strdup ("");
  slot->field.proposal_value = "";
  if (item->choices)
    add_fixed_choices (slot);
  return slot;
}

CunyiSlot *
cunyi_scope_get_slot (CunyiSlotScope *scope, const CunyiItem *item)
{
  return g_ptr_array_index (scope->slots, item->index - scope->first);
}

static void
add_slot (CunyiSession *session, CunyiSlotScope *scope, const CunyiItem *item, gboolean fresh)
{
  CunyiSlot *slot = create_slot (session, scope, item, fresh);

  scope->slots->pdata[item->index - scope->first] = slot;
  if (cunyi_item_has_answer (item))
    {
      cunyi_context_set (scope->context, item->name, "");
      cunyi_node_set_numeric (cunyi_context_ensure (scope->context, item->name), slot->numeric);
    }
  else if (item->kind == CUNYI_ITEM_REPEAT)
    {
      cunyi_context_add_list (scope->context, item->name);
      slot->members = g_ptr_array_new_with_free_func (free_scope);
    }
}

static CunyiSlotScope *
create_scope (CunyiSession *session, CunyiSlotScope *parent, const CunyiItem *repeat, CunyiContext *context,
              gboolean fresh)
{
  CunyiSlotScope *scope = g_new0 (CunyiSlotScope, 1);
  guint end = repeat ? repeat->end : cunyi_form_n_items (session->form);

  scope->parent = parent;
  scope->repeat = repeat;
  scope->context = context;
  scope->first = repeat ? repeat->index + 1 : 0;
  scope->slots = g_ptr_array_new_with_free_func (free_slot);
  g_ptr_array_set_size (scope->slots, end - scope->first);
  if (repeat)
    {
      scope->head = create_slot (session, parent, repeat, FALSE);
      scope->head->context = context;
    }
  for (guint i = scope->first; i < end; i++)
    {
      const CunyiItem *item = cunyi_form_get_item (session->form, i);

      if (item->repeat == repeat)
        add_slot (session, scope, item, fresh);
    }
  return scope;
}

CunyiSlotScope *
cunyi_session_add_member (CunyiSession *session, CunyiSlot *list, gboolean fresh)
{
  const CunyiItem *repeat = list->field.item;
  CunyiContext *row = cunyi_context_add_row (list->scope->context, repeat->name);
  CunyiSlotScope *member = create_scope (session, list->scope, repeat, row, fresh);

  g_ptr_array_add (list->members, member);
  session->layout_changed = TRUE;
  return member;
}

void
cunyi_session_remove_member (CunyiSession *session, CunyiSlot *list, guint index)
{
  g_ptr_array_remove_index (list->members, index);
  cunyi_context_remove_row (list->scope->context, list->field.item->name, index);
  session->layout_changed = TRUE;
}

static void
for_each_in (CunyiSession *session, CunyiSlotScope *scope, const CunyiItem *item, CunyiSlotFunc func, gpointer data)
{
  const CunyiItem *next = item->repeat;
  CunyiSlot *list;

  if (item->repeat == scope->repeat)
    {
      func (session, cunyi_scope_get_slot (scope, item), data);
      return;
    }
  /* The repeat of this scope that leads to the item. */
  while (next->repeat != scope->repeat)
    next = next->repeat;
  list = cunyi_scope_get_slot (scope, next);
  for (guint i = 0; i < list->members->len; i++)
    for_each_in (session, g_ptr_array_index (list->members, i), item, func, data);
}

void
cunyi_session_for_each (CunyiSession *session, const CunyiItem *item, CunyiSlotFunc func, gpointer data)
{
  for_each_in (session, session->root, item, func, data);
}

/* ---- the page ---- */

static void
add_field (CunyiSession *session, CunyiSlot *slot, char *path, guint depth)
{
  g_free (slot->path);
  slot->path = path;
  slot->field.path = path;
  slot->field.depth = depth;
  g_ptr_array_add (session->fields, slot);
  g_hash_table_insert (session->by_path, path, slot);
}

/* Depth by groups and members around; a group says it of what is in it. */
static guint
measure_depth (const CunyiItem *item)
{
  guint depth = 0;

  for (const CunyiItem *around = item->parent; around; around = around->parent)
    depth++;
  return depth;
}

static void
add_fields (CunyiSession *session, CunyiSlotScope *scope, const char *prefix)
{
  for (guint i = 0; i < scope->slots->len; i++)
    {
      CunyiSlot *slot = g_ptr_array_index (scope->slots, i);

      if (!slot)
        continue;
      add_field (session, slot, g_strconcat (prefix, slot->field.item->name, NULL), measure_depth (slot->field.item));
      for (guint j = 0; slot->members && j < slot->members->len; j++)
        {
          CunyiSlotScope *member = g_ptr_array_index (slot->members, j);
          char *path = g_strdup_printf ("%s%s[%u]", prefix, slot->field.item->name, j + 1);
          g_autofree char *inner = g_strconcat (path, "/", NULL);

          member->head->field.position = j + 1;
          add_field (session, member->head, path, measure_depth (slot->field.item));
          add_fields (session, member, inner);
        }
    }
}

void
cunyi_session_lay_out (CunyiSession *session)
{
  if (!session->layout_changed)
    return;
  session->layout_changed = FALSE;
  session->layout++;
  g_ptr_array_set_size (session->fields, 0);
  g_hash_table_remove_all (session->by_path);
  add_fields (session, session->root, "");
}

static void
note_change (CunyiSession *session)
{
  session->dirty = TRUE;
  cunyi_session_evaluate (session);
}

void
cunyi_session_hold (CunyiSession *session)
{
  session->held++;
}

void
cunyi_session_release (CunyiSession *session)
{
  g_return_if_fail (session->held > 0);

  if (--session->held == 0)
    cunyi_session_evaluate (session);
}

/* ---- beginning and end ---- */

CunyiSession *
cunyi_session_new (CunyiForm *form, CunyiContext *about, const char *answers)
{
  CunyiSession *session = g_new0 (CunyiSession, 1);
  g_autofree char *today = NULL;

  session->form = cunyi_form_ref (form);
  session->context = cunyi_context_new ();
  cunyi_context_set_outer (session->context, about);
  cunyi_form_give_labels (form, session->context);
  session->today = cunyi_clock_today ();
  today = cunyi_day_to_text (session->today);
  if (*cunyi_context_get (session->context, "today") == '\0' && !cunyi_form_find (form, "today"))
    cunyi_context_set (session->context, "today", today);
  session->fields = g_ptr_array_new ();
  session->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  session->root = create_scope (session, NULL, NULL, session->context, answers == NULL);
  session->layout_changed = TRUE;
  if (answers && !cunyi_session_load (session, answers))
    {
      cunyi_session_free (session);
      return NULL;
    }
  cunyi_session_evaluate (session);
  return session;
}

void
cunyi_session_free (CunyiSession *session)
{
  g_ptr_array_unref (session->fields);
  g_hash_table_unref (session->by_path);
  free_scope (session->root);
  if (session->unasked)
    g_string_free (session->unasked, TRUE);
  cunyi_context_unref (session->context);
  cunyi_form_unref (session->form);
  g_free (session);
}

void
cunyi_session_refresh (CunyiSession *session)
{
  cunyi_session_evaluate (session);
}

CunyiForm *
cunyi_session_get_form (CunyiSession *session)
{
  return session->form;
}

/* Named itself, or by something around it. */
static gboolean
is_named (const CunyiItem *item, const char *const *names)
{
  for (; item; item = item->parent)
    if (g_strv_contains (names, item->name))
      return TRUE;
  return FALSE;
}

static void
ask_slot (CunyiSession *session, CunyiSlot *slot, gpointer data)
{
  const char *const *const *lists = data;
  const CunyiItem *item = slot->field.item;

  slot->asked = !lists[0] || is_named (item, lists[0]);
  for (guint i = item->index + 1; !slot->asked && item->kind == CUNYI_ITEM_REPEAT && i < item->end; i++)
    slot->asked = is_named (cunyi_form_get_item (session->form, i), lists[0]);
  slot->must = lists[1] && g_strv_contains (lists[1], item->name);
}

void
cunyi_session_ask (CunyiSession *session, const char *const *names, const char *const *required)
{
  const char *const *lists[] = { names, required };

  for (guint i = 0; i < cunyi_form_n_items (session->form); i++)
    cunyi_session_for_each (session, cunyi_form_get_item (session->form, i), ask_slot, lists);
  cunyi_session_evaluate (session);
}

void
cunyi_session_set_previous (CunyiSession *session, const char *name, const char *value, const char *day, gboolean copy)
{
  CunyiSlot *slot = g_hash_table_lookup (session->by_path, name);

  if (slot && slot->members && copy && (slot->members->len == 0 || slot->begun) && value
      && cunyi_session_copy_members (session, slot, value))
    cunyi_session_evaluate (session);
  if (!slot || !cunyi_item_has_answer (slot->field.item) || !value || *value == '\0')
    return;
  g_free (slot->previous);
  g_free (slot->previous_day);
  slot->previous = cunyi_form_answer_to_text (slot->field.item, value);
  slot->previous_day = g_strdup (day ? day : "");
  if (copy && (*slot->value == '\0' || slot->begun) && !slot->typed && !cunyi_item_is_calculated (slot->field.item))
    {
      slot->begun = FALSE;
      cunyi_slot_take (session, slot, value);
      slot->field.copied = *slot->value != '\0';
      cunyi_session_evaluate (session);
    }
  else
    cunyi_session_show (session, slot);
}

/* ---- asking ---- */

guint
cunyi_session_n_fields (CunyiSession *session)
{
  return session->fields->len;
}

const CunyiField *
cunyi_session_get_field (CunyiSession *session, guint index)
{
  return &((CunyiSlot *) g_ptr_array_index (session->fields, index))->field;
}

const CunyiField *
cunyi_session_find (CunyiSession *session, const char *path)
{
  CunyiSlot *slot = g_hash_table_lookup (session->by_path, path);

  return slot ? &slot->field : NULL;
}

const char *
cunyi_session_get (CunyiSession *session, const char *path)
{
  CunyiSlot *slot = g_hash_table_lookup (session->by_path, path);

  return slot ? slot->value : "";
}

guint
cunyi_session_get_layout (CunyiSession *session)
{
  return session->layout;
}

guint
cunyi_session_get_serial (CunyiSession *session)
{
  return session->serial;
}

gboolean
cunyi_session_is_dirty (CunyiSession *session)
{
  return session->dirty;
}

void
cunyi_session_set_clean (CunyiSession *session)
{
  session->dirty = FALSE;
}

CunyiContext *
cunyi_session_get_context (CunyiSession *session)
{
  return session->context;
}

/* ---- changing ---- */

void
cunyi_slot_take (CunyiSession *session, CunyiSlot *slot, const char *text)
{
  char *value, *error;

  cunyi_typing_parse (slot->field.item, text, session->today, &value, &error);
  g_free (slot->value);
  g_free (slot->parse_error);
  g_free (slot->typed);
  slot->value = value;
  slot->parse_error = error;
  slot->typed = error ? g_utf8_make_valid (text, -1) : NULL;
}

/* The slot at a path, when a person may type into it. */
static CunyiSlot *
find_open_slot (CunyiSession *session, const char *path)
{
  CunyiSlot *slot = path ? g_hash_table_lookup (session->by_path, path) : NULL;

  return slot && cunyi_item_has_answer (slot->field.item) && slot->field.enabled && slot->field.visible ? slot : NULL;
}

gboolean
cunyi_session_set (CunyiSession *session, const char *path, const char *text)
{
  CunyiSlot *slot = find_open_slot (session, path);

  if (!slot)
    return FALSE;
  cunyi_slot_take (session, slot, text ? text : "");
  slot->field.copied = FALSE;
  slot->begun = FALSE;
  note_change (session);
  return TRUE;
}

gboolean
cunyi_session_take_proposal (CunyiSession *session, const char *path)
{
  CunyiSlot *slot = find_open_slot (session, path);
  g_autofree char *value = slot ? g_strdup (slot->field.proposal_value) : NULL;

  return value && *value && cunyi_session_set (session, path, value);
}

gboolean
cunyi_session_confirm (CunyiSession *session, const char *path, gboolean confirmed)
{
  CunyiSlot *slot = path ? g_hash_table_lookup (session->by_path, path) : NULL;

  if (!slot || !slot->field.item->warning || (confirmed && *slot->warning == '\0'))
    return FALSE;
  g_clear_pointer (&slot->confirmed_value, g_free);
  if (confirmed)
    slot->confirmed_value = g_strdup (slot->value);
  note_change (session);
  return TRUE;
}

gboolean
cunyi_session_add (CunyiSession *session, const char *path)
{
  CunyiSlot *slot = path ? g_hash_table_lookup (session->by_path, path) : NULL;

  if (!slot || !slot->field.can_add)
    return FALSE;
  cunyi_session_add_member (session, slot, TRUE);
  note_change (session);
  return TRUE;
}

gboolean
cunyi_session_remove (CunyiSession *session, const char *path)
{
  CunyiSlot *slot = path ? g_hash_table_lookup (session->by_path, path) : NULL;

  if (!slot || !slot->field.can_remove)
    return FALSE;
  cunyi_session_remove_member (session, cunyi_scope_get_slot (slot->scope, slot->field.item), slot->field.position - 1);
  note_change (session);
  return TRUE;
}
