/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One row of the survey: its type, its name, its texts and expressions. */

#include "config.h"

#include "form/form-private.h"

#include "base/text.h"
#include "form/expression-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- name ---- */

static gboolean
is_question_name (const char *name)
{
  gunichar first = g_utf8_get_char (name);

  if (first != '_' && !g_unichar_isalpha (first))
    return FALSE;
  for (; *name; name = g_utf8_next_char (name))
    {
      gunichar c = g_utf8_get_char (name);

      if (c != '_' && c != '-' && c != '.' && !g_unichar_isalnum (c))
        return FALSE;
    }
  return TRUE;
}

/* Groups may do without a name, as many authors write them. */
static void
read_name (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  const char *name = cunyi_sheet_get_plain (reader->survey, row, "name");
  g_autofree char *made = NULL;

  if (*name == '\0' && (item->kind == CUNYI_ITEM_GROUP || item->kind == CUNYI_ITEM_NOTE))
    name = made = g_strdup_printf ("row_%u", item->row);
  else if (*name == '\0')
    cunyi_sheet_add_fault (reader->survey, row, "name", reader->faults, CUNYI_FAULT_QUESTION_NAME,
                           _("The question has no name. Write one: letters, digits and _."));
  else if (!is_question_name (name) || strcmp (name, "_confirmed") == 0
           || strcmp (name, "_copied") == 0)
    cunyi_sheet_add_fault (reader->survey, row, "name", reader->faults, CUNYI_FAULT_QUESTION_NAME,
                           _("“%s” cannot be a name. A name begins with a letter and goes on with letters, digits and _."),
                           name);
  item->name = cunyi_form_keep (reader->form, name);
}

/* ---- cells ---- */

static const char *
get (CunyiFormReader *reader, guint row, const char *column)
{
  return cunyi_sheet_get (reader->survey, row, column);
}

static CunyiText *
read_text (CunyiFormReader *reader, guint row, const char *name)
{
  const char *column = cunyi_form_pick_column (reader, reader->survey, name, row);
  const char *text = get (reader, row, column);

  if (!*text)
    return NULL;
  return cunyi_text_new_in_form (text, reader->faults, cunyi_sheet_get_name (reader->survey),
                         cunyi_sheet_row_number (reader->survey, row),
                         cunyi_sheet_column_number (reader->survey, column));
}

static CunyiExpression *
read_expression (CunyiFormReader *reader, guint row, const char *column)
{
  return cunyi_expression_new_in_form (get (reader, row, column), reader->faults, cunyi_sheet_get_name (reader->survey),
                               cunyi_sheet_row_number (reader->survey, row),
                               cunyi_sheet_column_number (reader->survey, column));
}

/* `${a}` or `${a}, ${b}`: whatever changes one of them. A comma too many does no harm. */
static CunyiExpression *
read_trigger (CunyiFormReader *reader, guint row)
{
  g_autofree char *text = cunyi_text_to_half_width (get (reader, row, "trigger"));
  g_auto (GStrv) parts = g_regex_split_simple ("[\\s,]+", text, 0, 0);
  g_autoptr (GString) names = g_string_new ("concat(");

  if (!*text)
    return NULL;
  for (char **part = parts; *part; part++)
    {
      if (**part && !g_regex_match_simple ("^\\$\\{[^{}]+\\}$", *part, 0, 0))
        {
          cunyi_sheet_add_fault (reader->survey, row, "trigger", reader->faults, CUNYI_FAULT_VALUE,
                                 _("The column trigger names questions: ${sbp}, or several parted by commas."));
          return NULL;
        }
      if (**part)
        g_string_append_printf (names, "%s, ", *part);
    }
  g_string_append (names, "'')");
  return cunyi_expression_new_in_form (names->str, reader->faults, cunyi_sheet_get_name (reader->survey),
                               cunyi_sheet_row_number (reader->survey, row),
                               cunyi_sheet_column_number (reader->survey, "trigger"));
}

static gboolean
is_no (const char *text)
{
  static const char *const words[] = { "no", "false", "false()", "0", "否" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* yes, no, or a condition. */
static CunyiExpression *
read_condition (CunyiFormReader *reader, guint row, const char *column)
{
  if (is_no (get (reader, row, column)))
    return NULL;
  if (cunyi_sheet_is_yes (reader->survey, row, column))
    return cunyi_expression_new_in_form ("true()", NULL, NULL, 0, 0);
  return read_expression (reader, row, column);
}

/* A default is a plain value, unless it is in quotes or has ${} or a function in it. */
static gboolean
is_plain_value (const char *text)
{
  return !strstr (text, "${") && *text != '\'' && *text != '"'
         && !g_regex_match_simple ("[A-Za-z][A-Za-z0-9:-]*\\s*[(（]", text, 0, 0);
}

static CunyiExpression *
read_default (CunyiFormReader *reader, guint row)
{
  const char *text = get (reader, row, "default");
  g_autofree char *quoted = NULL;

  if (!*text)
    return NULL;
  if (!is_plain_value (text))
    return read_expression (reader, row, "default");
  quoted = g_strdup_printf (strchr (text, '\'') ? "\"%s\"" : "'%s'", text);
  return cunyi_expression_new_in_form (quoted, reader->faults, cunyi_sheet_get_name (reader->survey),
                               cunyi_sheet_row_number (reader->survey, row),
                               cunyi_sheet_column_number (reader->survey, "default"));
}

static void
read_appearance (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  static const char *const maps[] = { "map", "placement-map", "signature", "draw", "annotate" };
  const char *appearance = cunyi_sheet_get_plain (reader->survey, row, "appearance");
  g_auto (GStrv) words = g_strsplit (appearance, " ", -1);

  for (char **word = words; *word; word++)
    {
      guint64 width;

      if (**word == 'w' && g_ascii_string_to_unsigned (*word + 1, 10, 1, 12, &width, NULL))
        item->width = width;
      item->multiline |= strcmp (*word, "multiline") == 0;
      item->horizontal |= g_str_has_prefix (*word, "horizontal") || g_str_has_prefix (*word, "columns");
      item->minimal |= strcmp (*word, "minimal") == 0;
      item->no_print |= strcmp (*word, "no-print") == 0;
      item->show |= strcmp (*word, "show") == 0;
      for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
        if (strcmp (*word, maps[i]) == 0)
          cunyi_sheet_add_fault (reader->survey, row, "appearance", reader->faults, CUNYI_FAULT_APPEARANCE,
                                 _("The appearance “%s” is not supported. Remove it."), *word);
    }
  if (g_regex_match_simple ("(^|\\s)search\\s*\\(", appearance, 0, 0))
    cunyi_sheet_add_fault (reader->survey, row, "appearance", reader->faults, CUNYI_FAULT_APPEARANCE,
                           _("search () is not supported. Write select_one_from_file and the column choice_filter."));
  item->columns = item->width > 0 ? item->width : 4;
}

static void
read_choices (CunyiFormReader *reader, guint row, CunyiItem *item, const CunyiTypeWords *words)
{
  CunyiListWanted wanted = { .name = words->list, .from_file = words->from_file, .or_other = words->or_other,
                             .value_column = words->value_column, .label_column = words->label_column };

  item->choice_filter = cunyi_expression_new_filter (get (reader, row, "choice_filter"), reader->faults,
                                                     cunyi_sheet_get_name (reader->survey),
                                                     cunyi_sheet_row_number (reader->survey, row),
                                                     cunyi_sheet_column_number (reader->survey, "choice_filter"));
  if (!words->list)
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNKNOWN_LIST,
                           _("Write the name of the list behind the type: “select_one yes_no”."));
  else
    {
      wanted.steps = item->choice_filter ? cunyi_expression_get_steps (item->choice_filter) : NULL;
      item->choices = cunyi_form_read_choices (reader, &wanted, row);
    }
}

/* A filter that looks at a column which no choice has would silently show nothing. */
static void
check_filter_columns (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  if (!item->choice_filter || !item->choices)
    return;
  for (const char *const *step = cunyi_expression_get_steps (item->choice_filter); *step; step++)
    {
      gboolean found = FALSE;

      for (xmlNode *node = ((xmlNode *) item->choices->choices[0].row)->children; node; node = node->next)
        found |= strcmp ((const char *) node->name, *step) == 0;
      if (!found)
        cunyi_sheet_add_fault (reader->survey, row, "choice_filter", reader->faults, CUNYI_FAULT_UNKNOWN_COLUMN,
                               _("The choices of “%s” have no column “%s”. Write ${%s} if a question is meant."),
                               item->choices->name, *step, *step);
    }
}

static void
read_texts (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  gboolean shown = item->kind != CUNYI_ITEM_CALCULATE && item->kind != CUNYI_ITEM_START && item->kind != CUNYI_ITEM_END
                   && item->kind != CUNYI_ITEM_TODAY && item->kind != CUNYI_ITEM_GROUP && item->kind != CUNYI_ITEM_REPEAT;

  item->label = read_text (reader, row, "label");
  item->hint = read_text (reader, row, "hint");
  item->guidance = read_text (reader, row, "guidance_hint");
  if (!item->label)
    {
      gboolean faulty = *get (reader, row, cunyi_form_pick_column (reader, reader->survey, "label", row)) != '\0';

      if (shown && !faulty && !item->hint)
        cunyi_sheet_add_fault (reader->survey, row, "label", reader->faults, CUNYI_FAULT_MISSING_LABEL,
                               _("The question “%s” has no label. Write what the doctor reads."), item->name);
      item->label = cunyi_text_new_in_form ("", NULL, NULL, 0, 0);
    }
  item->required_message = read_text (reader, row, "required_message");
  item->constraint_message = read_text (reader, row, "constraint_message");
  item->warning_message = read_text (reader, row, "warning_message");
  item->print_text = read_text (reader, row, "print_text");
  item->print_label = read_text (reader, row, "print_label");
  item->opens = read_text (reader, row, "opens");
  item->opens_subject = read_text (reader, row, "opens_subject");
  cunyi_form_read_print (reader, row, item);
  item->keeps = cunyi_form_keep (reader->form, get (reader, row, "keeps"));
  item->source = cunyi_form_keep (reader->form, get (reader, row, "source"));
}

static void
read_expressions (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  item->relevant = read_condition (reader, row, cunyi_sheet_has_column (reader->survey, "relevant") ? "relevant" : "relevance");
  item->required = read_condition (reader, row, "required");
  item->constraint = read_expression (reader, row, "constraint");
  item->warning = read_expression (reader, row, "warning");
  item->calculation = read_expression (reader, row, "calculation");
  item->initial = read_default (reader, row);
  item->repeat_count = read_expression (reader, row, "repeat_count");
  item->read_only = read_condition (reader, row,
                                    cunyi_sheet_has_column (reader->survey, "read_only") ? "read_only" : "readonly");
  item->opens_when = read_expression (reader, row, "opens_when");
  item->trigger = read_trigger (reader, row);
}

/* yes, no, or copy: shown and taken over. */
static void
read_previous (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  const char *text = get (reader, row, "previous");

  item->copy = g_ascii_strcasecmp (text, "copy") == 0;
  item->previous = item->copy || cunyi_sheet_is_yes (reader->survey, row, "previous");
  if (*text && !item->previous && !is_no (text))
    cunyi_sheet_add_fault (reader->survey, row, "previous", reader->faults, CUNYI_FAULT_VALUE,
                           _("Write “yes” into the column previous to show the last value, or “copy” to take it over."));
  else if (item->copy && (item->calculation || item->kind == CUNYI_ITEM_GROUP || item->kind == CUNYI_ITEM_NOTE))
    cunyi_sheet_add_fault (reader->survey, row, "previous", reader->faults, CUNYI_FAULT_VALUE,
                           _("“%s” has no answer that could be copied. Write previous in the rows of the questions."),
                           item->name);
}

static void
read_table (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  item->table = cunyi_sheet_is_yes (reader->survey, row, "table");
  if (item->table && (item->kind >= CUNYI_ITEM_CALCULATE || item->kind == CUNYI_ITEM_IMAGE))
    cunyi_sheet_add_fault (reader->survey, row, "table", reader->faults, CUNYI_FAULT_VALUE,
                           _("Only a question that is typed into can be a column of the table."));
}

/* `problem:${topic}`: the workflow stands before the colon, in letters that are known now. */
static void
check_opens (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  const char *opens = item->opens ? cunyi_text_get_source (item->opens) : NULL;

  if (opens && !g_regex_match_simple ("^[a-z][a-z0-9_]*(:.+)?$", opens, 0, 0))
    cunyi_sheet_add_fault (reader->survey, row, "opens", reader->faults, CUNYI_FAULT_OPENS,
                           _("Write opens as “workflow” or “workflow:topic”."));
  if (!opens && (item->opens_when || item->opens_subject))
    cunyi_sheet_add_fault (reader->survey, row, item->opens_when ? "opens_when" : "opens_subject", reader->faults,
                           CUNYI_FAULT_OPENS, _("Write into the column opens which workflow is meant."));
}

/* The vocabulary is that of rosters. A disease and since when stand side by side, in one member. */
static void
check_keeps (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  if (*item->keeps && !g_regex_match_simple ("^(person[.](id|sex|birth|phone|ethnic|education|insurance|extra)|condition[.](disease|since))$",
                                             item->keeps, 0, 0))
    cunyi_sheet_add_fault (reader->survey, row, "keeps", reader->faults, CUNYI_FAULT_VALUE,
                           _("“%s” cannot be kept. Write person.phone, person.education, person.ethnic, person.insurance, "
                             "person.sex, person.birth, person.extra, person.id, condition.disease or condition.since."), item->keeps);
}

static void
check_kind (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  if (item->kind == CUNYI_ITEM_CALCULATE && !item->calculation && !item->initial && !item->hidden && !item->trigger
      && !*get (reader, row, "calculation"))
    cunyi_sheet_add_fault (reader->survey, row, "calculation", reader->faults, CUNYI_FAULT_MISSING_CALCULATION,
                           _("“%s” is to be calculated, but the column calculation is empty."), item->name);
  if (item->repeat_count && item->kind != CUNYI_ITEM_REPEAT)
    cunyi_sheet_add_fault (reader->survey, row, "repeat_count", reader->faults, CUNYI_FAULT_VALUE,
                           _("repeat_count stands only in a row begin_repeat."));
  if (item->or_other && item->choice_filter)
    cunyi_sheet_add_fault (reader->survey, row, "choice_filter", reader->faults, CUNYI_FAULT_VALUE,
                           _("A choice_filter would take the choice “other” away. Leave or_other out, and write the choice into "
                             "the list and a text question behind it."));
  if (*get (reader, row, "choice_filter") && !cunyi_item_takes_list (item))
    cunyi_sheet_add_fault (reader->survey, row, "choice_filter", reader->faults, CUNYI_FAULT_VALUE,
                           _("choice_filter stands only in a row select_one or select_multiple."));
}

gboolean
cunyi_form_read_item (CunyiFormReader *reader, guint row, CunyiItem *item, gboolean *is_end)
{
  g_auto (CunyiTypeWords) words = { NULL };

  if (!cunyi_form_read_type (reader, row, item, &words))
    return FALSE;
  *is_end = words.is_end;
  if (words.is_end)
    return FALSE;
  read_name (reader, row, item);
  read_texts (reader, row, item);
  read_expressions (reader, row, item);
  if (words.source && !item->calculation)
    item->calculation = cunyi_expression_new_in_form (words.source, NULL, NULL, 0, 0);
  read_appearance (reader, row, item);
  if (cunyi_item_takes_list (item))
    {
      read_choices (reader, row, item, &words);
      item->or_other = words.or_other && item->choices;
      check_filter_columns (reader, row, item);
    }
  read_previous (reader, row, item);
  read_table (reader, row, item);
  check_opens (reader, row, item);
  check_keeps (reader, row, item);
  check_kind (reader, row, item);
  return TRUE;
}

void
cunyi_item_free (gpointer data)
{
  CunyiItem *item = data;
  CunyiText *texts[] = { item->label, item->hint, item->guidance, item->required_message, item->constraint_message,
                         item->warning_message, item->opens, item->opens_subject, item->print_text, item->print_label };
  CunyiExpression *expressions[] = { item->relevant, item->required, item->constraint, item->warning,
                                     item->calculation, item->initial, item->choice_filter, item->repeat_count,
                                     item->read_only, item->opens_when, item->trigger };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (&texts[i], cunyi_text_free);
  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    g_clear_pointer (&expressions[i], cunyi_expression_free);
  g_free (item);
}
