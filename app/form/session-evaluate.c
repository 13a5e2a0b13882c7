/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What follows from the answers: first what applies and what is calculated, in the order of the form's steps; then what
 * each field shows. */

#include "config.h"

#include "form/session-private.h"

#include "base/clock.h"
#include "form/expression-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_ROUNDS 4

/* ---- steps ---- */

static gboolean
surroundings_apply (CunyiSlot *slot)
{
  const CunyiItem *parent = slot->field.item->parent;

  if (!parent)
    return TRUE;
  /* The list of a repeat lies in the scope around its members. */
  if (parent->kind == CUNYI_ITEM_REPEAT)
    return cunyi_scope_get_slot (slot->scope->parent, parent)->applies;
  return cunyi_scope_get_slot (slot->scope, parent)->applies;
}

static void
find_relevance (CunyiSession *session, CunyiSlot *slot, gpointer data)
{
  CunyiExpression *relevant = slot->field.item->relevant;

  slot->applies = surroundings_apply (slot) && (!relevant || cunyi_expression_test (relevant, slot->scope->context));
  if (slot->field.item->kind == CUNYI_ITEM_REPEAT)
    cunyi_context_hide_list (slot->scope->context, slot->field.item->name, !slot->applies);
}

/* What a field holds before anybody typed. */
static void
begin_value (CunyiSession *session, CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;
  g_autofree char *value = NULL;

  slot->fresh = FALSE;
  if (item->kind == CUNYI_ITEM_START)
    value = cunyi_clock_now ();
  else if (item->kind == CUNYI_ITEM_TODAY)
    value = cunyi_day_to_text (session->today);
  else if (item->initial && !cunyi_item_is_calculated (item))
    value = cunyi_expression_evaluate_at (item->initial, slot->scope->context, item->name, NULL);
  if (value && *value && *slot->value == '\0' && !slot->typed)
    {
      cunyi_slot_take (session, slot, value);
      slot->begun = TRUE;
    }
}

/* TRUE when the trigger is another than it was; that there is one is no change yet. */
static gboolean
is_triggered (CunyiSlot *slot)
{
  char *now = cunyi_expression_evaluate (slot->field.item->trigger, slot->scope->context);
  g_autofree char *before = slot->triggered;

  slot->triggered = now;
  return before && strcmp (before, now) != 0;
}

static void
calculate (CunyiSession *session, CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;
  gboolean numeric = FALSE;
  g_autofree char *value = item->calculation ? cunyi_expression_evaluate_at (item->calculation, slot->scope->context,
                                                                              item->name, &numeric)
                                              : g_strdup ("");

  /* A proposal is an answer to its question, or nothing. */
  if (item->proposes)
    {
      g_autofree char *worked_out = g_steal_pointer (&value);
      g_autofree char *fault = NULL;

      cunyi_typing_parse (item->proposes, worked_out, session->today, &value, &fault);
    }
  else if (item->kind == CUNYI_ITEM_CALCULATE)
    slot->numeric = numeric;
  if (item->kind != CUNYI_ITEM_CALCULATE)
    cunyi_slot_take (session, slot, value);
  else if (strcmp (value, slot->value) != 0)
    {
      g_free (slot->value);
      slot->value = g_steal_pointer (&value);
    }
}

/* Members that a list begins with: its default says how many. Others may come and go. */
static void
begin_members (CunyiSession *session, CunyiSlot *list)
{
  CunyiExpression *initial = list->field.item->initial;
  double wanted = initial ? cunyi_expression_number (initial, list->scope->context) : 0;

  list->fresh = FALSE;
  list->begun = list->members->len == 0;
  wanted = isnan (wanted) ? 0 : CLAMP (trunc (wanted), 0, CUNYI_MEMBERS_MAX);
  while (list->members->len < wanted)
    cunyi_session_add_member (session, list, TRUE);
}

/* How many members there should be, for a repeat that counts them itself. */
static void
adjust_members (CunyiSession *session, CunyiSlot *list)
{
  CunyiExpression *count = list->field.item->repeat_count;
  double wanted;

  if (!count || !list->applies)
    return;
  wanted = cunyi_expression_number (count, list->scope->context);
  wanted = isnan (wanted) ? 0 : CLAMP (trunc (wanted), 0, CUNYI_MEMBERS_MAX);
  while (list->members->len > wanted)
    cunyi_session_remove_member (session, list, list->members->len - 1);
  while (list->members->len < wanted)
    cunyi_session_add_member (session, list, TRUE);
}

static void
find_value (CunyiSession *session, CunyiSlot *slot, gpointer data)
{
  const CunyiItem *item = slot->field.item;
  gboolean *changed = data;
  const char *value;

  if (item->kind == CUNYI_ITEM_REPEAT && slot->fresh && slot->members)
    begin_members (session, slot);
  if (item->kind == CUNYI_ITEM_REPEAT)
    adjust_members (session, slot);
  if (!cunyi_item_has_answer (item))
    return;
  if (slot->fresh)
    begin_value (session, slot);
  if (slot->applies && (item->trigger ? is_triggered (slot) : item->calculation != NULL))
    calculate (session, slot);
  value = slot->applies ? slot->value : "";
  if (strcmp (cunyi_context_get (slot->scope->context, item->name), value) != 0)
    {
      cunyi_context_set (slot->scope->context, item->name, value);
      *changed = TRUE;
    }
  cunyi_node_set_numeric (cunyi_context_ensure (slot->scope->context, item->name), slot->numeric);
}

static void
work_out (CunyiSession *session)
{
  GArray *steps = session->form->steps;

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      gboolean changed = FALSE;

      for (guint i = 0; i < steps->len; i++)
        {
          const CunyiStep *step = &g_array_index (steps, CunyiStep, i);

          cunyi_session_for_each (session, step->item, step->is_value ? find_value : find_relevance, &changed);
        }
      if (!changed || !session->form->needs_second_round)
        break;
    }
}

/* ---- what is shown ---- */

/* Takes a new text when it differs; TRUE when it did. */
static gboolean
replace (char **text, char *now)
{
  if (strcmp (*text, now) == 0)
    {
      g_free (now);
      return FALSE;
    }
  g_free (*text);
  *text = now;
  return TRUE;
}

static gboolean
replace_flag (gboolean *flag, gboolean now)
{
  gboolean changed = !*flag != !now;

  *flag = now;
  return changed;
}

static gboolean
show_texts (CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;
  CunyiContext *context = slot->context;
  gboolean changed = FALSE;

  if (!slot->text_is_plain)
    {
      changed |= replace (&slot->label, cunyi_text_expand (item->label, context));
      if (item->hint)
        changed |= replace (&slot->hint, cunyi_text_expand (item->hint, context));
      if (item->guidance)
        changed |= replace (&slot->guidance, cunyi_text_expand (item->guidance, context));
    }
  slot->field.label = slot->label;
  slot->field.hint = slot->hint;
  slot->field.guidance = slot->guidance;
  return changed;
}

static gboolean
is_shown_kind (const CunyiItem *item)
{
  return item->kind < CUNYI_ITEM_CALCULATE || item->kind >= CUNYI_ITEM_NOTE
         || (item->kind == CUNYI_ITEM_CALCULATE && item->show);
}

/* A group is there as long as one of its questions is asked. */
static gboolean
is_asked (CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;

  if (cunyi_item_has_answer (item) || item->kind == CUNYI_ITEM_NOTE)
    return slot->asked;
  for (guint i = item->index + 1; i < item->end && item->kind == CUNYI_ITEM_GROUP; i++)
    {
      guint place = i - slot->scope->first;
      CunyiSlot *inner = place < slot->scope->slots->len ? g_ptr_array_index (slot->scope->slots, place) : NULL;

      if (inner && inner->asked)
        return TRUE;
    }
  return item->kind == CUNYI_ITEM_REPEAT ? slot->asked : item->end == item->index + 1 && slot->asked;
}

static gboolean
show_state (CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;
  CunyiContext *context = slot->scope->context;
  gboolean applies = slot->field.position > 0 ? cunyi_scope_get_slot (slot->scope, item)->applies : slot->applies;
  gboolean visible = applies && is_shown_kind (item)
                     && (slot->field.position > 0 ? cunyi_scope_get_slot (slot->scope, item)->asked : is_asked (slot));
  gboolean read_only = cunyi_item_is_calculated (item) || (item->read_only && cunyi_expression_test (item->read_only, context));
  gboolean required = visible && cunyi_item_has_answer (item)
                      && (slot->must || (item->required && cunyi_expression_test_at (item->required, context, item->name)));
  gboolean changed = FALSE;

  slot->applies = applies;
  changed |= replace_flag (&slot->field.visible, visible);
  changed |= replace_flag (&slot->field.enabled, applies && !read_only);
  changed |= replace_flag (&slot->field.required, required);
  return changed;
}

/* ---- choices ---- */

static gboolean
has_word (const char *words, const char *word)
{
  gsize length = strlen (word);

  for (const char *at = words; (at = strstr (at, word)); at += length)
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

/* The choices that a filter lets through, made anew; TRUE when they differ from those shown. */
static gboolean
filter_choices (CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;
  GArray *now = g_array_new (FALSE, FALSE, sizeof (CunyiFieldChoice));
  gboolean changed = FALSE;

  for (guint i = 0; slot->applies && i < item->choices->n_choices; i++)
    {
      const CunyiChoice *choice = &item->choices->choices[i];
      CunyiFieldChoice shown = { choice, cunyi_text_get_source (choice->label), FALSE };

      if (!cunyi_choice_is_allowed (choice, item->choice_filter, slot->scope->context))
        continue;
      changed |= now->len >= slot->choices->len
                 || g_array_index (slot->choices, CunyiFieldChoice, now->len).choice != choice;
      g_array_append_val (now, shown);
    }
  changed |= now->len != slot->choices->len;
  if (changed)
    {
      g_array_unref (slot->choices);
      slot->choices = now;
    }
  else
    g_array_unref (now);
  return changed;
}

static gboolean
show_choices (CunyiSlot *slot)
{
  gboolean changed = FALSE;

  if (!slot->choices)
    return FALSE;
  if (slot->field.item->choice_filter)
    changed = filter_choices (slot);
  g_ptr_array_set_size (slot->choice_labels, 0);
  for (guint i = 0; i < slot->choices->len; i++)
    {
      CunyiFieldChoice *shown = &g_array_index (slot->choices, CunyiFieldChoice, i);

      changed |= replace_flag (&shown->selected, *slot->value && has_word (slot->value, shown->choice->name));
      if (!cunyi_text_is_plain (shown->choice->label))
        {
          shown->label = cunyi_text_expand (shown->choice->label, slot->scope->context);
          g_ptr_array_add (slot->choice_labels, (gpointer) shown->label);
        }
    }
  slot->field.choices = (const CunyiFieldChoice *) slot->choices->data;
  slot->field.n_choices = slot->choices->len;
  return changed;
}

/* TRUE when each chosen word is among the choices that are allowed now. */
static gboolean
choices_hold (CunyiSlot *slot)
{
  g_auto (GStrv) words = g_strsplit (slot->value, " ", -1);

  for (char **word = words; *word; word++)
    {
      gboolean found = **word == '\0';

      for (guint i = 0; !found && i < slot->choices->len; i++)
        found = strcmp (g_array_index (slot->choices, CunyiFieldChoice, i).choice->name, *word) == 0;
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* One that stands alone beside others. */
static const CunyiFieldChoice *
find_lonely (CunyiSlot *slot)
{
  if (slot->field.item->kind != CUNYI_ITEM_SELECT_MULTIPLE || !strchr (slot->value, ' '))
    return NULL;
  for (guint i = 0; i < slot->choices->len; i++)
    {
      const CunyiFieldChoice *shown = &g_array_index (slot->choices, CunyiFieldChoice, i);

      if (shown->choice->exclusive && has_word (slot->value, shown->choice->name))
        return shown;
    }
  return NULL;
}

/* ---- messages ---- */

static char *
expand_or (CunyiText *text, CunyiContext *context, const char *otherwise)
{
  return text ? cunyi_text_expand (text, context) : g_strdup (otherwise);
}

static char *
find_error (CunyiSession *session, CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;
  CunyiContext *context = slot->scope->context;

  if (!slot->field.visible || !cunyi_item_has_answer (item))
    return g_strdup ("");
  if (slot->parse_error)
    return g_strdup (slot->parse_error);
  if (*slot->value == '\0')
    {
      if (session->tried && slot->field.required)
        return expand_or (item->required_message, context, _("This must be filled in."));
      return g_strdup ("");
    }
  if (item->choice_filter && !choices_hold (slot))
    return g_strdup (_("This choice does not fit the other answers any more. Choose again."));
  if (find_lonely (slot))
    return g_strdup_printf (_("“%s” stands alone. Take it out, or take the others out."), find_lonely (slot)->label);
  if (item->constraint && !cunyi_expression_test_at (item->constraint, context, item->name))
    return expand_or (item->constraint_message, context, _("This value is not possible. Please check it."));
  return g_strdup ("");
}

/* What is rare about a missing answer is told with the missing answers, not while the page is still empty. */
static char *
find_warning (CunyiSession *session, CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;

  if (!item->warning || !slot->field.visible || *slot->error || (*slot->value == '\0' && !session->tried)
      || !cunyi_expression_test_at (item->warning, slot->scope->context, item->name))
    return g_strdup ("");
  return expand_or (item->warning_message, slot->scope->context,
                    _("This value is unusual. Check it, and confirm it if it is right."));
}

static gboolean
show_messages (CunyiSession *session, CunyiSlot *slot)
{
  gboolean changed = FALSE;

  changed |= replace (&slot->error, find_error (session, slot));
  changed |= replace (&slot->warning, find_warning (session, slot));
  if (slot->confirmed_value && strcmp (slot->confirmed_value, slot->value) != 0)
    g_clear_pointer (&slot->confirmed_value, g_free);
  changed |= replace_flag (&slot->field.confirmed, slot->confirmed_value && *slot->warning);
  slot->field.error = slot->error;
  slot->field.warning = slot->warning;
  return changed;
}

static gboolean
show_proposal (CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;
  CunyiSlot *proposal = item->proposal ? cunyi_scope_get_slot (slot->scope, item->proposal) : NULL;
  const char *value = proposal && proposal->applies ? proposal->value : "";
  gboolean changed = FALSE;

  if (!proposal)
    return FALSE;
  changed |= replace (&slot->proposal, cunyi_form_answer_to_text (item, value));
  changed |= replace_flag (&slot->field.overruled, *value && *slot->value && strcmp (value, slot->value) != 0);
  slot->field.proposal_value = value;
  return changed;
}

static gboolean
show_members (CunyiSlot *slot)
{
  const CunyiItem *item = slot->field.item;
  guint before = slot->field.n_members;
  gboolean changed = FALSE;

  if (item->kind != CUNYI_ITEM_REPEAT)
    return FALSE;
  if (slot->members)
    {
      slot->field.n_members = slot->members->len;
      changed |= replace_flag (&slot->field.can_add, slot->field.visible && slot->field.enabled && !item->repeat_count
                                                       && slot->members->len < CUNYI_MEMBERS_MAX);
    }
  else
    changed |= replace_flag (&slot->field.can_remove, slot->field.visible && slot->field.enabled && !item->repeat_count);
  return changed || before != slot->field.n_members;
}

static void
show (CunyiSession *session, CunyiSlot *slot)
{
  const char *text = slot->typed ? slot->typed : slot->value;
  gboolean changed = slot->field.serial == 0;

  changed |= show_state (slot);
  changed |= show_texts (slot);
  changed |= show_choices (slot);
  changed |= show_messages (session, slot);
  changed |= show_members (slot);
  changed |= show_proposal (slot);
  if (g_strcmp0 (slot->shown, text) != 0)
    {
      g_free (slot->shown);
      slot->shown = g_strdup (text);
      changed = TRUE;
    }
  changed |= replace_flag (&slot->shown_copied, slot->field.copied);
  changed |= replace_flag (&slot->shown_previous, *slot->previous != '\0');
  slot->field.text = slot->shown;
  slot->field.value = slot->value;
  slot->field.previous = slot->previous;
  slot->field.proposal = slot->proposal;
  slot->field.previous_day = slot->previous_day;
  if (changed)
    slot->field.serial = session->serial;
}

void
cunyi_session_show (CunyiSession *session, CunyiSlot *slot)
{
  session->serial++;
  show (session, slot);
}

void
cunyi_session_evaluate (CunyiSession *session)
{
  if (session->held > 0)
    return;
  session->serial++;
  work_out (session);
  cunyi_session_lay_out (session);
  for (guint i = 0; i < session->fields->len; i++)
    show (session, g_ptr_array_index (session->fields, i));
}
