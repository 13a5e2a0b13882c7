/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether the parts of a workflow fit together: every state can be reached and left, every move asks what there is to
 * ask, every expression names what there is to see. */

#include "config.h"

#include "workflow/workflow-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  CunyiWorkflow *workflow;
  CunyiFaults *faults;
  CunyiSheet *states;
  CunyiSheet *moves;
} Check;

/* ---- states ---- */

static void
check_kinds (Check *check)
{
  GArray *states = check->workflow->states;
  guint n_first = 0, n_last = 0;

  for (guint i = 0; i < states->len; i++)
    {
      const CunyiState *state = &g_array_index (states, CunyiState, i);

      n_first += state->kind == CUNYI_STATE_FIRST;
      n_last += state->kind == CUNYI_STATE_LAST;
      if (state->kind == CUNYI_STATE_FIRST && n_first == 2)
        cunyi_sheet_add_fault (check->states, state->row, "kind", check->faults, CUNYI_FAULT_WORKFLOW_STATE,
                               _("There is a first state already: only one can be the first."));
    }
  if (n_first == 0)
    cunyi_faults_add (check->faults, CUNYI_FAULT_WORKFLOW_STATE, "states", 0, 0,
                      _("No state is the first: write first as the kind of the one in which cases begin."));
  if (n_last == 0)
    cunyi_faults_add (check->faults, CUNYI_FAULT_WORKFLOW_STATE, "states", 0, 0,
                      _("No state is a last one: write last as the kind of those in which cases end."));
}

/* Marks in `reached` all states that moves lead to from marked ones, until nothing is added. */
static void
spread (CunyiWorkflow *workflow, gboolean *reached)
{
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < workflow->states->len; i++)
        for (guint j = 0; reached[i] && j < workflow->moves->len; j++)
          {
            const CunyiMove *move = cunyi_workflow_get_move (workflow, j);
            const CunyiState *to = cunyi_workflow_find_state (workflow, move->to);
            guint k = to == NULL ? i : to - (const CunyiState *) workflow->states->data;

            if (!reached[k] && cunyi_move_starts_from (move, cunyi_workflow_get_state (workflow, i)->name))
              reached[k] = again = TRUE;
          }
    }
}

static gboolean
can_be_left (CunyiWorkflow *workflow, const char *state)
{
  for (guint i = 0; i < workflow->moves->len; i++)
    {
      const CunyiMove *move = cunyi_workflow_get_move (workflow, i);

      if (cunyi_move_starts_from (move, state) && *move->to != '\0' && strcmp (move->to, state) != 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_ways (Check *check)
{
  GArray *states = check->workflow->states;
  g_autofree gboolean *reached = g_new0 (gboolean, states->len + 1);

  for (guint i = 0; i < states->len; i++)
    reached[i] = g_array_index (states, CunyiState, i).kind == CUNYI_STATE_FIRST;
  spread (check->workflow, reached);
  for (guint i = 0; i < states->len; i++)
    {
      const CunyiState *state = &g_array_index (states, CunyiState, i);

      if (!reached[i])
        cunyi_sheet_add_fault (check->states, state->row, "name", check->faults, CUNYI_FAULT_WORKFLOW_WAY,
                               _("No way leads from the first state to “%s”: add a move, or take the state out."),
                               state->name);
      if (state->kind != CUNYI_STATE_LAST && !can_be_left (check->workflow, state->name))
        cunyi_sheet_add_fault (check->states, state->row, "name", check->faults, CUNYI_FAULT_WORKFLOW_WAY,
                               _("No move leads out of “%s”: add one, or make its kind last."), state->name);
    }
}

/* ---- moves ---- */

static void
check_states_of_move (Check *check, const CunyiMove *move)
{
  const CunyiState *to = cunyi_workflow_find_state (check->workflow, move->to);

  if (to == NULL && (*move->to != '\0' || move->from[0] == NULL))
    cunyi_sheet_add_fault (check->moves, move->row, "to", check->faults, CUNYI_FAULT_WORKFLOW_UNKNOWN_STATE,
                           _("There is no state “%s”: correct the name, or add it to the sheet states."), move->to);
  for (guint i = 0; move->from[i] != NULL; i++)
    if (cunyi_workflow_find_state (check->workflow, move->from[i]) == NULL)
      cunyi_sheet_add_fault (check->moves, move->row, "from", check->faults, CUNYI_FAULT_WORKFLOW_UNKNOWN_STATE,
                             _("There is no state “%s”: correct the name, or add it to the sheet states."),
                             move->from[i]);
  if (move->from[0] != NULL)
    return;
  if (cunyi_workflow_get_opening (check->workflow) != move)
    cunyi_sheet_add_fault (check->moves, move->row, "from", check->faults, CUNYI_FAULT_WORKFLOW_MOVE,
                           _("Only one move opens cases: write here from which states this one starts."));
  if ((to != NULL && to->kind != CUNYI_STATE_FIRST) || move->automatic != NULL || move->children[0] != NULL)
    cunyi_sheet_add_fault (check->moves, move->row, "to", check->faults, CUNYI_FAULT_WORKFLOW_MOVE,
                           _("The opening leads to the first state, carries nothing and does not happen by itself."));
}

/* The question that a move may ask for; NULL and a fault when there is none. */
static const CunyiItem *
find_question (Check *check, const CunyiMove *move, const char *column, const char *name)
{
  const CunyiItem *item = cunyi_form_find (check->workflow->form, name);

  if (item != NULL && cunyi_item_has_answer (item))
    return item;
  cunyi_sheet_add_fault (check->moves, move->row, column, check->faults, CUNYI_FAULT_WORKFLOW_QUESTION,
                         _("There is no question “%s”: correct the name, or add it to the sheet survey."), name);
  return NULL;
}

static void
check_asks (Check *check, const CunyiMove *move)
{
  for (guint i = 0; move->asks[i] != NULL; i++)
    {
      const CunyiItem *item = find_question (check, move, "asks", move->asks[i]);

      if (item != NULL && item->kind == CUNYI_ITEM_CALCULATE)
        cunyi_sheet_add_fault (check->moves, move->row, "asks", check->faults, CUNYI_FAULT_WORKFLOW_QUESTION,
                               _("“%s” is calculated and cannot be asked: take it out."), move->asks[i]);
    }
  for (guint i = 0; move->required[i] != NULL; i++)
    if (!g_strv_contains (move->asks, move->required[i]))
      cunyi_sheet_add_fault (check->moves, move->row, "required", check->faults, CUNYI_FAULT_WORKFLOW_QUESTION,
                             _("“%s” is required but not asked: add it to the column asks."), move->required[i]);
  for (guint i = 0; move->hands[0] != NULL && cunyi_workflow_takers[i] != NULL; i++)
    find_question (check, move, "hands", cunyi_workflow_takers[i]);
  if (move->automatic != NULL && *move->to == '\0')
    cunyi_sheet_add_fault (check->moves, move->row, "automatic", check->faults, CUNYI_FAULT_WORKFLOW_MOVE,
                           _("A move that happens by itself must lead to another state: write it in the column to."));
  if (move->automatic != NULL && move->required[0] != NULL)
    cunyi_sheet_add_fault (check->moves, move->row, "automatic", check->faults, CUNYI_FAULT_WORKFLOW_MOVE,
                           _("A move that happens by itself has nobody to answer: it cannot require anything."));
}

static void
check_carried (Check *check, const CunyiMove *move)
{
  for (guint i = 0; move->children[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (move->children[i], ":", 2);

      if (g_strv_length (parts) != 2 || *parts[1] == '\0'
          || !g_strv_contains (check->workflow->children, parts[0]))
        cunyi_sheet_add_fault (check->moves, move->row, "children", check->faults, CUNYI_FAULT_WORKFLOW_CHILDREN,
                               _("“%s” carries nothing: write workflow:move, of a workflow named in the setting children."),
                               move->children[i]);
    }
}

/* ---- names in expressions ---- */

static gboolean
is_known (CunyiWorkflow *workflow, const char *name)
{
  static const char *const around[]
      = { "person_", "household_", "place_", "clinic_", "staff_", "team_", "parent_", "previous_", "topic_", "limit_",
          "campaign_", "record_", "case_topic_", "case_parent_", "case_previous_", NULL };

  if (cunyi_form_find (workflow->form, name) != NULL || g_strv_contains (cunyi_workflow_own_names, name)
      || g_strv_contains (workflow->children, name))
    return TRUE;
  if (g_str_has_prefix (name, "case_") && g_strv_contains (cunyi_workflow_own_names, name + strlen ("case_")))
    return TRUE;
  for (guint i = 0; around[i] != NULL; i++)
    if (g_str_has_prefix (name, around[i]))
      return TRUE;
  return FALSE;
}

/* What rows of children hold cannot be known here, so a path behind a list is let pass; ${children} itself cannot. */
static void
check_names (Check *check, CunyiSheet *sheet, guint row, const char *column, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (!is_known (check->workflow, names[i]))
      cunyi_sheet_add_fault (sheet, row, column, check->faults, CUNYI_FAULT_WORKFLOW_NAME,
                             _("Nothing is called “%s” here: correct the name, or add the question."), names[i]);
}

static void
check_expression (Check *check, CunyiSheet *sheet, guint row, const char *column, CunyiExpression *expression)
{
  if (expression != NULL)
    check_names (check, sheet, row, column, cunyi_expression_get_names (expression));
}

/* All open cases are asked at once when the program starts, so nothing may be looked up for it. */
static void
check_automatic (Check *check, const CunyiMove *move)
{
  const char *const *names = move->automatic == NULL ? NULL : cunyi_expression_get_names (move->automatic);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (cunyi_form_find (check->workflow->form, names[i]) == NULL
        && !g_strv_contains (cunyi_workflow_own_names, names[i]) && !g_str_has_prefix (names[i], "person_state"))
      cunyi_sheet_add_fault (check->moves, move->row, "automatic", check->faults, CUNYI_FAULT_WORKFLOW_NAME,
                             _("“%s” is not known here: use the questions of the case, opened, begins and ends."),
                             names[i]);
}

static void
check_expressions_of_move (Check *check, const CunyiMove *move)
{
  for (guint i = 0; i < move->n_guards; i++)
    {
      const CunyiGuard *guard = &move->guards[i];

      check_expression (check, check->moves, guard->row, "guard", guard->test);
      check_names (check, check->moves, guard->row, "guard_message", cunyi_text_get_names (guard->message));
    }
  check_automatic (check, move);
  for (guint i = 0; i < move->n_sets; i++)
    {
      const char *name = move->sets[i].name;

      check_expression (check, check->moves, move->row, "sets", move->sets[i].value);
      if (strcmp (name, "begins") != 0 && strcmp (name, "ends") != 0)
        find_question (check, move, "sets", name);
    }
  if (move->copy != NULL)
    {
      find_question (check, move, "copies", move->copy->name);
      find_question (check, move, "copies", move->copy->among);
    }
}

/* ---- columns of the topic ---- */

static void
add_topic_columns (GHashTable *columns, const char *const *names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const char *name = g_str_has_prefix (names[i], "case_") ? names[i] + strlen ("case_") : names[i];

      if (g_str_has_prefix (name, "topic_"))
        g_hash_table_add (columns, (char *) name + strlen ("topic_"));
    }
}

static void
add_of_expression (GHashTable *columns, CunyiExpression *expression)
{
  if (expression != NULL)
    add_topic_columns (columns, cunyi_expression_get_names (expression));
}

static void
add_of_text (GHashTable *columns, CunyiText *text)
{
  if (text != NULL)
    add_topic_columns (columns, cunyi_text_get_names (text));
}

static void
add_of_item (GHashTable *columns, const CunyiItem *item)
{
  add_of_text (columns, item->label);
  add_of_text (columns, item->hint);
  add_of_text (columns, item->constraint_message);
  add_of_text (columns, item->required_message);
  add_of_text (columns, item->warning_message);
  add_of_expression (columns, item->relevant);
  add_of_expression (columns, item->required);
  add_of_expression (columns, item->constraint);
  add_of_expression (columns, item->warning);
  add_of_expression (columns, item->calculation);
  add_of_expression (columns, item->initial);
  add_of_expression (columns, item->choice_filter);
  add_of_expression (columns, item->read_only);
}

static void
add_of_move (GHashTable *columns, const CunyiMove *move)
{
  for (guint i = 0; i < move->n_guards; i++)
    {
      add_of_expression (columns, move->guards[i].test);
      add_of_text (columns, move->guards[i].message);
    }
  for (guint i = 0; i < move->n_sets; i++)
    add_of_expression (columns, move->sets[i].value);
  add_of_expression (columns, move->automatic);
}

void
cunyi_workflow_collect_topic_columns (CunyiWorkflow *workflow)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);
  const char **list;
  GHashTableIter iter;
  gpointer name;
  guint n = 0;

  g_hash_table_add (columns, "label");
  for (guint i = 0; i < cunyi_form_n_items (workflow->form); i++)
    add_of_item (columns, cunyi_form_get_item (workflow->form, i));
  for (guint i = 0; i < workflow->states->len; i++)
    add_of_expression (columns, cunyi_workflow_get_state (workflow, i)->due);
  for (guint i = 0; i < workflow->moves->len; i++)
    add_of_move (columns, cunyi_workflow_get_move (workflow, i));
  list = g_new0 (const char *, g_hash_table_size (columns) + 1);
  g_hash_table_iter_init (&iter, columns);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    list[n++] = g_string_chunk_insert_const (workflow->strings, name);
  g_ptr_array_add (workflow->lists, list);
  workflow->topic_columns = list;
}

/* ---- questions ---- */

static void
check_form (Check *check, CunyiSheets *sheets)
{
  CunyiSheet *survey = cunyi_sheets_get (sheets, "survey", NULL);

  for (guint i = 0; survey != NULL && i < cunyi_form_n_items (check->workflow->form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (check->workflow->form, i);
      guint row = item->row;

      if (item->kind == CUNYI_ITEM_GROUP || item->kind == CUNYI_ITEM_REPEAT)
        cunyi_faults_add (check->faults, CUNYI_FAULT_WORKFLOW_QUESTION, "survey", row, 0,
                          _("Groups and repeats cannot be used here: make the parts of a case cases of their own."));
      else if (g_strv_contains (cunyi_workflow_columns, item->name)
               || g_strv_contains (cunyi_workflow_own_names, item->name) || g_str_has_prefix (item->name, "case_")
               || g_strv_contains (check->workflow->children, item->name) || strchr (item->name, '"') != NULL)
        cunyi_faults_add (check->faults, CUNYI_FAULT_WORKFLOW_QUESTION, "survey", row,
                          cunyi_sheet_column_number (survey, "name"),
                          _("A question cannot be called “%s”, which every case has already: choose another name."),
                          item->name);
    }
}

void
cunyi_workflow_check (CunyiWorkflow *workflow, CunyiSheets *sheets, CunyiFaults *faults)
{
  Check check = { workflow, faults, cunyi_sheets_get (sheets, "states", NULL),
                  cunyi_sheets_get (sheets, "moves", NULL) };

  check_form (&check, sheets);
  if (check.states == NULL || check.moves == NULL)
    return;
  check_kinds (&check);
  check_ways (&check);
  for (guint i = 0; i < workflow->states->len; i++)
    {
      const CunyiState *state = cunyi_workflow_get_state (workflow, i);

      check_expression (&check, check.states, state->row, "due", state->due);
    }
  for (guint i = 0; i < workflow->moves->len; i++)
    {
      const CunyiMove *move = cunyi_workflow_get_move (workflow, i);

      check_states_of_move (&check, move);
      check_asks (&check, move);
      check_carried (&check, move);
      check_expressions_of_move (&check, move);
    }
}
