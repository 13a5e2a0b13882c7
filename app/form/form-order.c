/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which names an expression may use, and in what order a form is worked out. Each item has two steps: whether it applies,
 * and its value. An edge goes from a step to each step that it looks at; a depth-first walk gives the order, and an edge
 * back into the walk is a circle. */

#include "config.h"

#include "form/form-private.h"

#include "form/expression-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- names ---- */

static gboolean
is_outer_name (const char *name)
{
  static const char *const prefixes[] = { "person_", "household_", "place_", "clinic_", "staff_", "team_", "case_", "device_",
                                          "limit_", "campaign_", "last_" };
  static const char *const words[] = { "today", "subject", "staff", "day" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (name, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
check_list (CunyiFormReader *reader, const char *const *names, const char *sheet, guint row, guint column)
{
  for (; *names; names++)
    {
      const CunyiItem *item = cunyi_form_find (reader->form, *names);

      if (!item && is_outer_name (*names))
        g_hash_table_add (reader->form->outer_names, g_strdup (*names));
      else if (!item && g_str_has_prefix (*names, "last-saved#"))
        cunyi_faults_add (reader->faults, CUNYI_FAULT_UNKNOWN_NAME, sheet, row, column,
                          _("What was answered last is not known as “%s”. Write yes (or copy) into the column previous."), *names);
      else if (!item)
        cunyi_faults_add (reader->faults, CUNYI_FAULT_UNKNOWN_NAME, sheet, row, column,
                          _("There is no question “%s”. Mend the name, or add the question."), *names);
      else if (item && item->kind == CUNYI_ITEM_GROUP)
        cunyi_faults_add (reader->faults, CUNYI_FAULT_UNKNOWN_NAME, sheet, row, column,
                          _("“%s” is a group and has no answer. Use a question of it."), *names);
    }
}

/* Its names, and the lists that it looks into. */
static void
look_over (CunyiFormReader *reader, CunyiExpression *expression, const char *sheet, guint row, guint column)
{
  check_list (reader, cunyi_expression_get_names (expression), sheet, row, column);
  cunyi_form_want_tables (reader, expression, sheet, row, column);
}

typedef struct {
  CunyiFormReader *reader;
  const char *sheet;
  guint row, column;
} Place;

static void
want_tables (CunyiExpression *expression, gpointer data)
{
  const Place *place = data;

  cunyi_form_want_tables (place->reader, expression, place->sheet, place->row, place->column);
}

static void
look_over_text (CunyiFormReader *reader, CunyiText *text, const char *sheet, guint row, guint column)
{
  Place place = { reader, sheet, row, column };

  check_list (reader, cunyi_text_get_names (text), sheet, row, column);
  cunyi_text_foreach_expression (text, want_tables, &place);
}

static void
check_expression (CunyiFormReader *reader, const CunyiItem *item, CunyiExpression *expression, const char *column)
{
  if (expression)
    look_over (reader, expression, cunyi_sheet_get_name (reader->survey), item->row,
               cunyi_sheet_column_number (reader->survey, column));
}

/* The row of the sheet that an item was read from. */
static guint
find_row (CunyiFormReader *reader, const CunyiItem *item)
{
  guint row = MIN (item->row, cunyi_sheet_n_rows (reader->survey));

  while (row > 0 && cunyi_sheet_row_number (reader->survey, row - 1) != item->row)
    row--;
  return row > 0 ? row - 1 : 0;
}

static void
check_text (CunyiFormReader *reader, const CunyiItem *item, CunyiText *text, const char *column)
{
  if (text)
    look_over_text (reader, text, cunyi_sheet_get_name (reader->survey), item->row,
                    cunyi_sheet_column_number (reader->survey, cunyi_form_pick_column (reader, reader->survey, column,
                                                                                       find_row (reader, item))));
}

static void
check_item (CunyiFormReader *reader, const CunyiItem *item)
{
  if (item->proposes)
    {
      /* All else of it has been looked at with its question. */
      check_expression (reader, item, item->calculation, "proposal");
      return;
    }
  check_expression (reader, item, item->relevant, "relevant");
  check_expression (reader, item, item->required, "required");
  check_expression (reader, item, item->constraint, "constraint");
  check_expression (reader, item, item->warning, "warning");
  check_expression (reader, item, item->calculation, "calculation");
  check_expression (reader, item, item->initial, "default");
  check_expression (reader, item, item->choice_filter, "choice_filter");
  check_expression (reader, item, item->repeat_count, "repeat_count");
  check_expression (reader, item, item->read_only, cunyi_sheet_has_column (reader->survey, "read_only") ? "read_only" : "readonly");
  check_expression (reader, item, item->trigger, "trigger");
  check_expression (reader, item, item->opens_when, "opens_when");
  check_text (reader, item, item->label, "label");
  check_text (reader, item, item->hint, "hint");
  check_text (reader, item, item->guidance, "guidance_hint");
  check_text (reader, item, item->required_message, "required_message");
  check_text (reader, item, item->constraint_message, "constraint_message");
  check_text (reader, item, item->warning_message, "warning_message");
  check_text (reader, item, item->opens, "opens");
  check_text (reader, item, item->opens_subject, "opens_subject");
  check_text (reader, item, item->print_text, "print_text");
  check_text (reader, item, item->print_label, "print_label");
}

void
cunyi_form_check_names (CunyiFormReader *reader)
{
  CunyiForm *form = reader->form;
  CunyiSheet *settings = cunyi_sheets_get (reader->sheets, "settings", NULL);

  for (guint i = 0; i < form->items->len; i++)
    check_item (reader, g_ptr_array_index (form->items, i));
  for (guint i = 0; i < form->lists->len; i++)
    {
      const CunyiChoiceList *list = g_ptr_array_index (form->lists, i);

      for (guint j = 0; reader->choices && j < list->n_choices; j++)
        look_over_text (reader, list->choices[j].label, cunyi_sheet_get_name (reader->choices),
                        ((xmlNode *) list->choices[j].row)->line, 0);
    }
  if (form->instance_name)
    look_over_text (reader, form->instance_name, cunyi_sheet_get_name (settings), cunyi_sheet_row_number (settings, 0),
                    cunyi_sheet_column_number (settings, "instance_name"));
  if (form->opens)
    look_over_text (reader, form->opens, cunyi_sheet_get_name (settings), cunyi_sheet_row_number (settings, 0),
                    cunyi_sheet_column_number (settings, "opens"));
  if (form->suits)
    look_over (reader, form->suits, cunyi_sheet_get_name (settings), cunyi_sheet_row_number (settings, 0),
               cunyi_sheet_column_number (settings, "suits"));
  if (form->opens_when)
    look_over (reader, form->opens_when, cunyi_sheet_get_name (settings), cunyi_sheet_row_number (settings, 0),
               cunyi_sheet_column_number (settings, "opens_when"));
}

/* ---- order ---- */

typedef enum { NEW, WALKED, DONE } State;

typedef struct {
  CunyiForm *form;
  guint8 *states;   /* of the steps: 2 * index for “applies”, one more for the value */
  GArray *path;     /* of guint: steps of the walk */
  gboolean told;
  const char *sheet;
  CunyiFaults *faults;
} Walk;

static void visit (Walk *walk, guint step);

/* A repeat stands for all that is in it. Seen from inside it would be a circle though only its neighbours are meant, so
 * there the form is worked out a second time instead. */
static void
visit_repeat (Walk *walk, const CunyiItem *from, const CunyiItem *repeat)
{
  if (from->index > repeat->index && from->index < repeat->end)
    {
      walk->form->needs_second_round = TRUE;
      return;
    }
  for (guint i = repeat->index + 1; i < repeat->end; i++)
    visit (walk, 2 * i + 1);
}

static void
visit_expression (Walk *walk, const CunyiItem *from, CunyiExpression *expression)
{
  if (!expression)
    return;
  for (const char *const *name = cunyi_expression_get_names (expression); *name; name++)
    {
      const CunyiItem *item = cunyi_form_find (walk->form, *name);

      /* A default may ask what it was in the member before. */
      if (!item || (item == from && expression == from->initial))
        continue;
      visit (walk, 2 * item->index + 1);
      if (item->kind == CUNYI_ITEM_REPEAT)
        visit_repeat (walk, from, item);
    }
}

static void
tell_circle (Walk *walk, guint step)
{
  g_autoptr (GString) names = g_string_new (NULL);
  CunyiItem *first = NULL, *last = NULL;
  guint from = walk->path->len;

  while (from > 0 && g_array_index (walk->path, guint, from - 1) != step)
    from--;
  for (guint i = from > 0 ? from - 1 : 0; i < walk->path->len; i++)
    {
      CunyiItem *item = g_ptr_array_index (walk->form->items, g_array_index (walk->path, guint, i) / 2);

      if (!first)
        first = item;
      if (item != last)
        g_string_append_printf (names, "%s%s", last ? " → " : "", item->name);
      last = item;
    }
  if (last != first || walk->path->len - from == 0)
    g_string_append_printf (names, " → %s", first->name);
  cunyi_faults_add (walk->faults, CUNYI_FAULT_CIRCLE, walk->sheet, first->row, 0,
                    _("The answers depend on each other in a circle: %s. Take one of these out of the others' expressions."),
                    names->str);
}

/* Whether an item applies hangs on its condition and on what is around it. */
static void
visit_relevance (Walk *walk, const CunyiItem *item)
{
  if (item->parent)
    visit (walk, 2 * item->parent->index + (item->parent->kind == CUNYI_ITEM_REPEAT));
  visit_expression (walk, item, item->relevant);
}

static void
visit_value (Walk *walk, const CunyiItem *item)
{
  visit (walk, 2 * item->index);
  /* With a trigger it may look at anything, itself too: it is worked out when that changes, with what is there then. */
  visit_expression (walk, item, item->trigger ? item->trigger : item->calculation);
  visit_expression (walk, item, item->initial);
  visit_expression (walk, item, item->repeat_count);
}

static void
visit (Walk *walk, guint step)
{
  CunyiItem *item = g_ptr_array_index (walk->form->items, step / 2);
  CunyiStep done = { item, step % 2 };

  if (walk->states[step] == DONE)
    return;
  if (walk->states[step] == WALKED)
    {
      /* One is enough: mending it mends most of the others. */
      if (!walk->told)
        tell_circle (walk, step);
      walk->told = TRUE;
      return;
    }
  walk->states[step] = WALKED;
  g_array_append_val (walk->path, step);
  if (step % 2)
    visit_value (walk, item);
  else
    visit_relevance (walk, item);
  g_array_set_size (walk->path, walk->path->len - 1);
  walk->states[step] = DONE;
  g_array_append_val (walk->form->steps, done);
}

void
cunyi_form_order_steps (CunyiForm *form, const char *sheet, CunyiFaults *faults)
{
  g_autofree guint8 *states = g_new0 (guint8, 2 * form->items->len);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));
  Walk walk = { form, states, path, FALSE, sheet, faults };

  for (guint step = 0; step < 2 * form->items->len; step++)
    visit (&walk, step);
}
