/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the sheets of a declared file to a workflow, cell by cell. Reading goes on after a fault; what hangs together
 * across cells is looked at in check.c. */

#include "config.h"

#include "workflow/workflow-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* More is no workflow but an attack. */
#define MAX_STATES 100
#define MAX_MOVES 500

typedef struct {
  CunyiWorkflow *workflow;
  CunyiFaults *faults;
  CunyiSheet *sheet; /* being read */
  guint row;
} Reader;

static void
clear_state (gpointer data)
{
  CunyiState *state = data;

  g_clear_pointer (&state->due, cunyi_expression_free);
}

static void
clear_guard (gpointer data)
{
  CunyiGuard *guard = data;

  g_clear_pointer (&guard->test, cunyi_expression_free);
  g_clear_pointer (&guard->message, cunyi_text_free);
}

static void
clear_move (gpointer data)
{
  CunyiMove *move = data;

  for (guint i = 0; i < move->n_guards; i++)
    clear_guard ((CunyiGuard *) &move->guards[i]);
  g_free ((CunyiGuard *) move->guards);
  for (guint i = 0; i < move->n_sets; i++)
    cunyi_expression_free (move->sets[i].value);
  g_free ((CunyiAssignment *) move->sets);
  g_clear_pointer (&move->automatic, cunyi_expression_free);
  g_free ((CunyiCopy *) move->copy);
}

static CunyiWorkflow *
workflow_new (const char *id)
{
  CunyiWorkflow *workflow = g_new0 (CunyiWorkflow, 1);

  g_atomic_ref_count_init (&workflow->refs);
  workflow->strings = g_string_chunk_new (1024);
  workflow->lists = g_ptr_array_new_with_free_func (g_free);
  workflow->states = g_array_new (FALSE, TRUE, sizeof (CunyiState));
  g_array_set_clear_func (workflow->states, clear_state);
  workflow->moves = g_array_new (FALSE, TRUE, sizeof (CunyiMove));
  g_array_set_clear_func (workflow->moves, clear_move);
  workflow->id = g_string_chunk_insert_const (workflow->strings, id);
  return workflow;
}

static const char *
keep (Reader *reader, const char *text)
{
  return g_string_chunk_insert_const (reader->workflow->strings, text);
}

static const char *
read_cell (Reader *reader, const char *column)
{
  return cunyi_sheet_get (reader->sheet, reader->row, column);
}

/* The words of a cell, parted by blanks or commas. */
static const char *const *
keep_words (Reader *reader, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n,", -1);
  const char **list = g_new0 (const char *, g_strv_length (words) + 1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      list[n++] = keep (reader, words[i]);
  g_ptr_array_add (reader->workflow->lists, list);
  return list;
}

static CunyiExpression *
read_expression (Reader *reader, const char *column)
{
  return cunyi_expression_new (read_cell (reader, column), reader->faults, cunyi_sheet_get_name (reader->sheet),
                               cunyi_sheet_row_number (reader->sheet, reader->row),
                               cunyi_sheet_column_number (reader->sheet, column));
}

/* Names go into SQL, file names and expressions. */
static gboolean
is_name (const char *text)
{
  if (!g_ascii_isalpha (text[0]) || strlen (text) > 63)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return FALSE;
  return TRUE;
}

/* ---- settings ---- */

/* The form's loader takes one subject only, hence the further ones in a column of their own. */
static void
read_subjects (Reader *reader)
{
  static const char *const known[] = { "person", "household", "place", NULL };
  const char *subject = read_cell (reader, "subject");
  g_autofree char *text = g_strdup_printf ("%s %s", *subject == '\0' ? "person" : subject, read_cell (reader, "also"));

  reader->workflow->subjects = keep_words (reader, text);
  for (guint i = 0; reader->workflow->subjects[i] != NULL; i++)
    if (!g_strv_contains (known, reader->workflow->subjects[i]))
      cunyi_sheet_add_fault (reader->sheet, 0, i == 0 ? "subject" : "also", reader->faults,
                             CUNYI_FAULT_WORKFLOW_SETTING,
                             _("“%s” is nothing that a case can be about: write person, household or place."),
                             reader->workflow->subjects[i]);
}

static void
read_children (Reader *reader)
{
  reader->workflow->children = keep_words (reader, read_cell (reader, "children"));
  for (guint i = 0; reader->workflow->children[i] != NULL; i++)
    if (!is_name (reader->workflow->children[i]))
      cunyi_sheet_add_fault (reader->sheet, 0, "children", reader->faults, CUNYI_FAULT_WORKFLOW_NAME,
                             _("“%s” is no name of a workflow: use letters, digits and _."),
                             reader->workflow->children[i]);
}

static void
read_settings (Reader *reader, CunyiCodesFunc codes, gpointer data)
{
  CunyiWorkflow *workflow = reader->workflow;
  const char *id;

  reader->row = 0;
  id = read_cell (reader, "id");
  if (*id != '\0' && strcmp (id, workflow->id) != 0)
    cunyi_sheet_add_fault (reader->sheet, 0, "id", reader->faults, CUNYI_FAULT_WORKFLOW_SETTING,
                           _("The id is “%s” but the file is called “%s”: make them the same."), id, workflow->id);
  if (!is_name (workflow->id))
    cunyi_sheet_add_fault (reader->sheet, 0, "id", reader->faults, CUNYI_FAULT_WORKFLOW_NAME,
                           _("“%s” is no name of a workflow: use letters, digits and _."), workflow->id);
  workflow->title = keep (reader, *read_cell (reader, "title") != '\0' ? read_cell (reader, "title") : workflow->id);
  workflow->topic = keep (reader, read_cell (reader, "topic"));
  workflow->record = keep (reader, read_cell (reader, "record"));
  workflow->term = cunyi_sheet_is_yes (reader->sheet, 0, "term");
  workflow->renews = keep (reader, read_cell (reader, "renews"));
  workflow->single = cunyi_sheet_is_yes (reader->sheet, 0, "single");
  read_subjects (reader);
  read_children (reader);
  if (*workflow->topic != '\0' && codes != NULL && codes (workflow->topic, data) == NULL)
    cunyi_sheet_add_fault (reader->sheet, 0, "topic", reader->faults, CUNYI_FAULT_WORKFLOW_SETTING,
                           _("There is no code list “%s”: add codes/%s.csv or name another."), workflow->topic,
                           workflow->topic);
}

/* ---- states ---- */

static gboolean
read_kind (Reader *reader, CunyiStateKind *kind)
{
  const char *text = read_cell (reader, "kind");

  if (strcmp (text, "first") == 0)
    *kind = CUNYI_STATE_FIRST;
  else if (strcmp (text, "last") == 0)
    *kind = CUNYI_STATE_LAST;
  else if (strcmp (text, "middle") == 0 || *text == '\0')
    *kind = CUNYI_STATE_MIDDLE;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_name (Reader *reader, gboolean taken)
{
  const char *name = read_cell (reader, "name");

  if (!is_name (name))
    {
      cunyi_sheet_add_fault (reader->sheet, reader->row, "name", reader->faults, CUNYI_FAULT_WORKFLOW_NAME,
                             _("“%s” is no name: use letters, digits and _, and begin with a letter."), name);
      return FALSE;
    }
  if (taken)
    {
      cunyi_sheet_add_fault (reader->sheet, reader->row, "name", reader->faults, CUNYI_FAULT_WORKFLOW_DUPLICATE,
                             _("The name “%s” is there twice: choose another."), name);
      return FALSE;
    }
  return TRUE;
}

static const char *
read_label (Reader *reader)
{
  const char *label = read_cell (reader, "label");

  if (*label == '\0')
    cunyi_sheet_add_fault (reader->sheet, reader->row, "label", reader->faults, CUNYI_FAULT_WORKFLOW_NAME,
                           _("The label is missing: write what the doctor reads."));
  return keep (reader, label);
}

static void
read_state (Reader *reader)
{
  CunyiState state = { 0 };

  if (!read_name (reader, cunyi_workflow_find_state (reader->workflow, read_cell (reader, "name")) != NULL))
    return;
  if (!read_kind (reader, &state.kind))
    cunyi_sheet_add_fault (reader->sheet, reader->row, "kind", reader->faults, CUNYI_FAULT_WORKFLOW_STATE,
                           _("“%s” is no kind of state: write first, middle or last."), read_cell (reader, "kind"));
  state.name = keep (reader, read_cell (reader, "name"));
  state.label = read_label (reader);
  state.meaning = keep (reader, read_cell (reader, "meaning"));
  state.holds = cunyi_sheet_is_yes (reader->sheet, reader->row, "holds");
  state.due = read_expression (reader, "due");
  state.row = reader->row;
  if (state.holds && !reader->workflow->term)
    cunyi_sheet_add_fault (reader->sheet, reader->row, "holds", reader->faults, CUNYI_FAULT_WORKFLOW_STATE,
                           _("A state holds a term only where the settings say term = yes."));
  g_array_append_val (reader->workflow->states, state);
}

/* ---- moves ---- */

static void
add_guard (Reader *reader, CunyiMove *move)
{
  CunyiGuard guard = { 0 };
  const char *message = read_cell (reader, "guard_message");

  if (*read_cell (reader, "guard") == '\0' && *message == '\0')
    return;
  if (*read_cell (reader, "guard") == '\0' || *message == '\0')
    {
      cunyi_sheet_add_fault (reader->sheet, reader->row, *message == '\0' ? "guard_message" : "guard", reader->faults,
                             CUNYI_FAULT_WORKFLOW_GUARD,
                             _("A guard and its message belong together: write both, or leave both blank."));
      return;
    }
  guard.test = read_expression (reader, "guard");
  guard.message = cunyi_text_new (message, reader->faults, cunyi_sheet_get_name (reader->sheet),
                                  cunyi_sheet_row_number (reader->sheet, reader->row),
                                  cunyi_sheet_column_number (reader->sheet, "guard_message"));
  if (guard.test == NULL || guard.message == NULL)
    {
      clear_guard (&guard);
      return;
    }
  guard.row = reader->row;
  move->guards = g_renew (CunyiGuard, (CunyiGuard *) move->guards, move->n_guards + 1);
  ((CunyiGuard *) move->guards)[move->n_guards++] = guard;
}

/* Length of the assignment at `text`: up to a ; that stands outside of quoted text. */
static gsize
assignment_length (const char *text)
{
  char quote = '\0';

  for (gsize i = 0;; i++)
    if (text[i] == '\0' || (text[i] == ';' && quote == '\0'))
      return i;
    else if (quote == '\0' && (text[i] == '\'' || text[i] == '"'))
      quote = text[i];
    else if (text[i] == quote)
      quote = '\0';
}

static void
add_set (Reader *reader, CunyiMove *move, const char *text)
{
  CunyiAssignment set = { 0 };
  const char *equals = strchr (text, '=');
  g_autofree char *name = NULL;

  if (equals == NULL)
    {
      cunyi_sheet_add_fault (reader->sheet, reader->row, "sets", reader->faults, CUNYI_FAULT_WORKFLOW_SET,
                             _("“%s” sets nothing: write question = expression, several parted by ;."), text);
      return;
    }
  name = g_strstrip (g_strndup (text, equals - text));
  set.name = keep (reader, name);
  set.value = cunyi_expression_new (equals + 1, reader->faults, cunyi_sheet_get_name (reader->sheet),
                                    cunyi_sheet_row_number (reader->sheet, reader->row),
                                    cunyi_sheet_column_number (reader->sheet, "sets"));
  if (set.value == NULL)
    {
      if (equals[1 + strspn (equals + 1, " \t")] == '\0')
        cunyi_sheet_add_fault (reader->sheet, reader->row, "sets", reader->faults, CUNYI_FAULT_WORKFLOW_SET,
                               _("“%s” is set to nothing: write '' to make it blank."), name);
      return;
    }
  move->sets = g_renew (CunyiAssignment, (CunyiAssignment *) move->sets, move->n_sets + 1);
  ((CunyiAssignment *) move->sets)[move->n_sets++] = set;
}

static void
read_sets (Reader *reader, CunyiMove *move)
{
  const char *text = read_cell (reader, "sets");

  while (*text != '\0')
    {
      gsize length = assignment_length (text);
      g_autofree char *part = g_strstrip (g_strndup (text, length));

      if (*part != '\0')
        add_set (reader, move, part);
      text += length;
      if (*text == ';')
        text++;
    }
}

/* question = list column question column … */
static const CunyiCopy *
read_copy (Reader *reader)
{
  const char *const *words = keep_words (reader, read_cell (reader, "copies"));
  CunyiCopy *copy;

  if (words[0] == NULL)
    return NULL;
  if (g_strv_length ((char **) words) < 5 || strcmp (words[1], "=") != 0)
    {
      cunyi_sheet_add_fault (reader->sheet, reader->row, "copies", reader->faults, CUNYI_FAULT_WORKFLOW_SET,
                             _("Write question = list column question, and the columns that are kept."));
      return NULL;
    }
  copy = g_new0 (CunyiCopy, 1);
  copy->name = words[0];
  copy->list = words[2];
  copy->column = words[3];
  copy->among = words[4];
  copy->columns = words + 5;
  return copy;
}

static void
read_move (Reader *reader)
{
  CunyiMove move = { 0 };

  if (!read_name (reader, cunyi_workflow_find_move (reader->workflow, read_cell (reader, "name")) != NULL))
    return;
  move.name = keep (reader, read_cell (reader, "name"));
  move.label = read_label (reader);
  move.from = keep_words (reader, read_cell (reader, "from"));
  move.to = keep (reader, read_cell (reader, "to"));
  move.asks = keep_words (reader, read_cell (reader, "asks"));
  move.required = keep_words (reader, read_cell (reader, "required"));
  move.children = keep_words (reader, read_cell (reader, "children"));
  move.prints = keep_words (reader, read_cell (reader, "prints"));
  move.hands = keep_words (reader, read_cell (reader, "hands"));
  move.voids = keep_words (reader, read_cell (reader, "voids"));
  move.automatic = read_expression (reader, "automatic");
  move.copy = read_copy (reader);
  move.opens = keep (reader, read_cell (reader, "opens"));
  move.filled = keep (reader, read_cell (reader, "filled"));
  move.row = reader->row;
  read_sets (reader, &move);
  add_guard (reader, &move);
  g_array_append_val (reader->workflow->moves, move);
}

/* ---- sheets ---- */

static void
check_columns (Reader *reader, const char *const *known)
{
  for (guint i = 0; i < cunyi_sheet_n_columns (reader->sheet); i++)
    {
      const char *name = cunyi_sheet_column_name (reader->sheet, i);
      g_autofree char *lower = g_ascii_strdown (name, -1);

      if (*name == '\0' || strcmp (lower, "note") == 0 || g_strv_contains (known, lower))
        continue;
      cunyi_faults_add (reader->faults, CUNYI_FAULT_UNKNOWN_COLUMN, cunyi_sheet_get_name (reader->sheet),
                        cunyi_sheet_row_number (reader->sheet, G_MAXUINT),
                        cunyi_sheet_column_number (reader->sheet, name),
                        _("The column “%s” is not known here: correct its name, or call it note."), name);
    }
}

static gboolean
open_sheet (Reader *reader, CunyiSheets *sheets, const char *name, const char *const *columns)
{
  reader->sheet = cunyi_sheets_get (sheets, name, reader->faults);
  if (reader->sheet == NULL)
    return FALSE;
  check_columns (reader, columns);
  return TRUE;
}

static void
read_states (Reader *reader, CunyiSheets *sheets)
{
  static const char *const columns[] = { "name", "label", "kind", "holds", "due", "meaning", NULL };
  guint n;

  if (!open_sheet (reader, sheets, "states", columns))
    return;
  n = MIN (cunyi_sheet_n_rows (reader->sheet), MAX_STATES + 1);
  for (reader->row = 0; reader->row < n; reader->row++)
    if (reader->row == MAX_STATES)
      cunyi_sheet_add_fault (reader->sheet, reader->row, NULL, reader->faults, CUNYI_FAULT_TOO_MANY,
                             _("There are more than %d states: a workflow has fewer."), MAX_STATES);
    else
      read_state (reader);
}

/* A row without a name goes on with the guards of the move above it, and with nothing else. */
static void
read_further_guard (Reader *reader, const char *const *columns)
{
  GArray *moves = reader->workflow->moves;

  for (guint i = 0; columns[i] != NULL; i++)
    if (!g_str_has_prefix (columns[i], "guard") && *read_cell (reader, columns[i]) != '\0')
      {
        cunyi_sheet_add_fault (reader->sheet, reader->row, columns[i], reader->faults, CUNYI_FAULT_WORKFLOW_GUARD,
                               _("A row without a name is one more guard of the move above: leave this blank, or name the move."));
        return;
      }
  add_guard (reader, &g_array_index (moves, CunyiMove, moves->len - 1));
}

static void
read_moves (Reader *reader, CunyiSheets *sheets)
{
  static const char *const columns[] = { "name", "label",         "from", "to",       "asks",   "required",  "guard",
                                         "guard_message", "sets", "children", "prints", "automatic", "copies", "opens",
                                         "filled", "hands", "voids", NULL };
  GArray *moves = reader->workflow->moves;
  guint n;

  if (!open_sheet (reader, sheets, "moves", columns))
    return;
  n = MIN (cunyi_sheet_n_rows (reader->sheet), MAX_MOVES + 1);
  for (reader->row = 0; reader->row < n; reader->row++)
    if (reader->row == MAX_MOVES)
      cunyi_sheet_add_fault (reader->sheet, reader->row, NULL, reader->faults, CUNYI_FAULT_TOO_MANY,
                             _("There are more than %d moves: a workflow has fewer."), MAX_MOVES);
    else if (*read_cell (reader, "name") == '\0' && moves->len > 0)
      read_further_guard (reader, columns);
    else
      read_move (reader);
}

CunyiWorkflow *
cunyi_workflow_new (const char *id, CunyiSheets *sheets, CunyiCodesFunc codes, gpointer data, CunyiFaults *faults)
{
  static const char *const settings[]
      = { "id", "title", "subject", "also", "term", "single", "topic", "record", "children", "version",
          "renews", NULL };
  g_autoptr (CunyiWorkflow) workflow = workflow_new (id);
  Reader reader = { workflow, faults, NULL, 0 };
  guint before = cunyi_faults_count (faults);

  if (!open_sheet (&reader, sheets, "settings", settings))
    return NULL;
  read_settings (&reader, codes, data);
  workflow->form = cunyi_form_new (workflow->id, sheets, codes, data, faults);
  read_states (&reader, sheets);
  read_moves (&reader, sheets);
  if (workflow->form != NULL)
    {
      cunyi_workflow_check (workflow, sheets, faults);
      cunyi_workflow_collect_topic_columns (workflow);
    }
  return cunyi_faults_count (faults) == before ? g_steal_pointer (&workflow) : NULL;
}

CunyiWorkflow *
cunyi_workflow_parse (const char *id, GBytes *content, CunyiCodesFunc codes, gpointer data, CunyiFaults *faults)
{
  g_autofree char *name = g_strdup_printf ("%s.csv", id);
  g_autoptr (CunyiSheets) sheets = cunyi_sheets_parse (name, content, faults);

  return sheets == NULL ? NULL : cunyi_workflow_new (id, sheets, codes, data, faults);
}
