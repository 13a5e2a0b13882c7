/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lists of choices, from the sheet choices or from a code list. Each choice is an element whose children are its columns,
 * so that a filter is XPath over it. */

#include "config.h"

#include "form/form-private.h"

#include "form/context-private.h"
#include "form/expression-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_CHOICES 20000

typedef struct {
  CunyiChoiceList list; /* first: a list is freed as one of these */
  GArray *choices;      /* of CunyiChoice */
  GHashTable *by_name;  /* name → position, plus 1 */
} List;

void
cunyi_choice_list_free (gpointer data)
{
  List *list = data;

  for (guint i = 0; i < list->choices->len; i++)
    cunyi_text_free (g_array_index (list->choices, CunyiChoice, i).label);
  g_array_unref (list->choices);
  g_hash_table_unref (list->by_name);
  g_free (list);
}

static List *
create_list (CunyiFormReader *reader, const char *name)
{
  List *list = g_new0 (List, 1);

  list->list.name = cunyi_form_keep (reader->form, name);
  list->choices = g_array_new (FALSE, FALSE, sizeof (CunyiChoice));
  list->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (reader->form->lists, list);
  return list;
}

static void
finish_list (List *list)
{
  list->list.n_choices = list->choices->len;
  list->list.choices = (const CunyiChoice *) list->choices->data;
}

void
cunyi_choice_add_column (xmlNode *row, const char *name, const char *text)
{
  xmlNode *node = xmlNewDocNode (row->doc, NULL, BAD_CAST name, NULL);

  xmlAddChild (row, node);
  xmlAddChild (node, xmlNewDocText (row->doc, BAD_CAST text));
}

/* The element of a new choice with its name; the caller adds further columns. */
static xmlNode *
add_choice (CunyiFormReader *reader, List *list, const char *name, CunyiText *label)
{
  CunyiChoice choice = { cunyi_form_keep (reader->form, name), label };
  xmlNode *row = xmlNewDocNode (reader->form->choices, NULL, BAD_CAST "choice", NULL);

  xmlAddChild (xmlDocGetRootElement (reader->form->choices), row);
  cunyi_choice_add_column (row, "name", name);
  cunyi_choice_add_column (row, "label", cunyi_text_get_source (label));
  row->line = 0;
  choice.row = row;
  g_array_append_val (list->choices, choice);
  g_hash_table_insert (list->by_name, (gpointer) choice.name, GUINT_TO_POINTER (list->choices->len));
  return row;
}

/* Yes in the spellings of cunyi_sheet_is_yes(). */
static gboolean
is_yes (const char *text)
{
  return text && (g_ascii_strcasecmp (text, "yes") == 0 || g_ascii_strcasecmp (text, "true") == 0
                  || strcmp (text, "1") == 0 || strcmp (text, "是") == 0);
}

static void
set_exclusive (List *list, gboolean exclusive)
{
  g_array_index (list->choices, CunyiChoice, list->choices->len - 1).exclusive = exclusive;
}

/* ---- from the sheet ---- */

static const char *
get_list_name (CunyiFormReader *reader, guint row)
{
  const char *column = cunyi_sheet_has_column (reader->choices, "list_name") ? "list_name" : "list";

  return cunyi_sheet_get_merged (reader->choices, row, column);
}

/* Further columns; the name of one must be a name, for filters to call it. */
static void
add_further_columns (CunyiFormReader *reader, xmlNode *choice, guint row)
{
  for (guint i = 0; i < cunyi_sheet_n_columns (reader->choices); i++)
    {
      const char *header = cunyi_sheet_column_name (reader->choices, i);

      if (*header && strcmp (header, "name") != 0 && strcmp (header, "list_name") != 0 && !g_str_has_prefix (header, "label"))
        cunyi_choice_add_column (choice, header, cunyi_sheet_get (reader->choices, row, header));
    }
}

static void
read_choice (CunyiFormReader *reader, List *list, guint row)
{
  const char *label_column = cunyi_form_pick_column (reader, reader->choices, "label", row);
  const char *name = cunyi_sheet_get_plain (reader->choices, row, "name");
  const char *label = cunyi_sheet_get (reader->choices, row, label_column);
  CunyiText *text;

  if (*name == '\0')
    {
      cunyi_sheet_add_fault (reader->choices, row, "name", reader->faults, CUNYI_FAULT_CHOICE_NAME,
                             _("This choice has no name. Write the number that the paper prints before it."));
      return;
    }
  if (strpbrk (name, " \t\n\r"))
    {
      g_autofree char *better = g_strdelimit (g_strdup (name), " \t\n\r", '_');

      cunyi_sheet_add_fault (reader->choices, row, "name", reader->faults, CUNYI_FAULT_CHOICE_NAME,
                             _("The name “%s” of a choice must not have a blank in it, because of several choices a blank parts the "
                               "names. Write “%s”; what is read on screen and paper is the label."), name, better);
      return;
    }
  if (g_hash_table_contains (list->by_name, name))
    {
      cunyi_sheet_add_fault (reader->choices, row, "name", reader->faults, CUNYI_FAULT_CHOICE_TWICE,
                             _("The list “%s” has a choice “%s” already. Give each its own name."), get_list_name (reader, row), name);
      return;
    }
  text = cunyi_text_new_in_form (*label ? label : name, reader->faults, cunyi_sheet_get_name (reader->choices),
                         cunyi_sheet_row_number (reader->choices, row),
                         cunyi_sheet_column_number (reader->choices, label_column));
  if (text)
    {
      xmlNode *node = add_choice (reader, list, name, text);

      node->line = MIN (cunyi_sheet_row_number (reader->choices, row), G_MAXUINT16);
      add_further_columns (reader, node, row);
      set_exclusive (list, is_yes (cunyi_sheet_get (reader->choices, row, "exclusive")));
    }
}

static void
read_sheet_list (CunyiFormReader *reader, List *list, const char *name)
{
  GArray *rows = g_hash_table_lookup (reader->choice_rows, name);

  for (guint i = 0; rows && i < rows->len; i++)
    read_choice (reader, list, g_array_index (rows, guint, i));
}

static void
index_rows (CunyiFormReader *reader)
{
  for (guint row = 0; row < cunyi_sheet_n_rows (reader->choices); row++)
    {
      const char *name = get_list_name (reader, row);
      GArray *rows = g_hash_table_lookup (reader->choice_rows, name);

      if (*name == '\0' && *cunyi_sheet_get (reader->choices, row, "name"))
        cunyi_sheet_add_fault (reader->choices, row, "list_name", reader->faults, CUNYI_FAULT_CHOICE_NAME,
                               _("This choice says no list. Write the list_name into every row."));
      if (!rows)
        {
          rows = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (reader->choice_rows, (gpointer) name, rows);
        }
      g_array_append_val (rows, row);
    }
}

void
cunyi_form_index_choices (CunyiFormReader *reader)
{
  static const char *const needed[] = { "list_name", "name" };
  CunyiSheet *sheet = reader->choices;

  reader->choice_rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  if (!sheet || cunyi_sheet_n_rows (sheet) == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!cunyi_sheet_has_column (sheet, needed[i]) && !(i == 0 && cunyi_sheet_has_column (sheet, "list")))
      cunyi_faults_add (reader->faults, CUNYI_FAULT_MISSING_COLUMN, cunyi_sheet_get_name (sheet),
                        cunyi_sheet_row_number (sheet, G_MAXUINT), 0,
                        _("The sheet choices has no column “%s”. Add it."), needed[i]);
  if (cunyi_sheet_n_rows (sheet) > MAX_CHOICES)
    cunyi_sheet_add_fault (sheet, MAX_CHOICES, NULL, reader->faults, CUNYI_FAULT_TOO_LARGE,
                           _("A form has at most %d choices. Put long lists into a code list."), MAX_CHOICES);
  else
    index_rows (reader);
}

/* ---- from a code list ---- */

/* A cell of a list, the plain column when the one asked for is not there or blank. */
static const char *
get_cell (CunyiCodes *codes, const char *code, const char *column, const char *plain)
{
  const char *text = column ? cunyi_codes_get (codes, code, column) : NULL;

  return text && *text ? text : cunyi_codes_get (codes, code, plain);
}

static void
read_code_list (CunyiFormReader *reader, List *list, CunyiCodes *codes, const CunyiListWanted *wanted)
{
  const char *const *steps = wanted->steps;

  for (guint i = 0; i < cunyi_codes_count (codes) && i < MAX_CHOICES; i++)
    {
      const char *code = cunyi_codes_get_code (codes, i);
      const char *name = get_cell (codes, code, wanted->value_column, "code");
      CunyiText *label = cunyi_text_new_in_form (get_cell (codes, code, wanted->label_column, "label"), NULL, NULL, 0, 0);
      xmlNode *row;

      if (!label || g_hash_table_contains (list->by_name, name) || strpbrk (name, " \t\n\r"))
        {
          g_clear_pointer (&label, cunyi_text_free);
          continue;
        }
      row = add_choice (reader, list, name, label);
      set_exclusive (list, is_yes (cunyi_codes_get (codes, code, "exclusive")));
      for (guint j = 0; steps && steps[j]; j++)
        {
          const char *text = cunyi_codes_get (codes, code, steps[j]);

          if (text && strcmp (steps[j], "name") != 0 && strcmp (steps[j], "label") != 0)
            cunyi_choice_add_column (row, steps[j], text);
        }
    }
}

static const CunyiChoiceList *
find_list (CunyiForm *form, const char *name)
{
  for (guint i = 0; i < form->lists->len; i++)
    {
      CunyiChoiceList *list = g_ptr_array_index (form->lists, i);

      if (strcmp (list->name, name) == 0)
        return list;
    }
  return NULL;
}

/* What is in no list; written into the question that follows. */
static void
add_other (CunyiFormReader *reader, List *list)
{
  if (!g_hash_table_contains (list->by_name, CUNYI_CHOICE_OTHER))
    add_choice (reader, list, CUNYI_CHOICE_OTHER, cunyi_text_new_in_form (_("Other"), NULL, NULL, 0, 0));
}

CunyiCodes *
cunyi_form_find_codes (CunyiFormReader *reader, const char *name)
{
  g_autofree char *id = g_str_has_suffix (name, ".csv") ? g_strndup (name, strlen (name) - strlen (".csv")) : g_strdup (name);

  return reader->codes ? reader->codes (id, reader->codes_data) : NULL;
}

/* The code list behind codes:<id> or a file beside the form; a fault when there is none. */
static CunyiCodes *
find_codes (CunyiFormReader *reader, const CunyiListWanted *wanted, guint row)
{
  const char *name = wanted->from_file ? wanted->name : wanted->name + strlen ("codes:");
  CunyiCodes *codes = cunyi_form_find_codes (reader, name);

  if (codes)
    return codes;
  if (!wanted->from_file)
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNKNOWN_CODES,
                           _("There is no code list “%s”. Look at the folder codes of the pack."), name);
  else if (!g_str_has_suffix (name, ".csv"))
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNKNOWN_CODES,
                           _("The list “%s” must be a .csv file with the columns name and label."), name);
  else
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNKNOWN_CODES,
                           _("There is no file “%s”. Put it beside the form, or add it first."), name);
  return NULL;
}

/* A name for each way to read a list, so that one is read once. */
static char *
make_key (const CunyiListWanted *wanted)
{
  return g_strdup_printf ("%s%s%s%s%s%s", wanted->name, wanted->from_file ? " file" : "", wanted->or_other ? " or_other" : "",
                          wanted->value_column ? wanted->value_column : "", wanted->label_column ? " " : "",
                          wanted->label_column ? wanted->label_column : "");
}

const CunyiChoiceList *
cunyi_form_read_choices (CunyiFormReader *reader, const CunyiListWanted *wanted, guint row)
{
  gboolean is_codes = wanted->from_file || g_str_has_prefix (wanted->name, "codes:");
  g_autofree char *key = make_key (wanted);
  /* Filters may look at different columns of one code list, so a filtered one is read for itself. */
  const CunyiChoiceList *known = is_codes && wanted->steps && wanted->steps[0] ? NULL : find_list (reader->form, key);
  CunyiCodes *codes = NULL;
  List *list;

  if (known)
    return known;
  if (is_codes && !(codes = find_codes (reader, wanted, row)))
    return NULL;
  if (!is_codes && strchr (wanted->name, '{'))
    {
      cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNKNOWN_LIST,
                             _("Answers of a repeat cannot be choices. Use a text or an integer question: the number of the block."));
      return NULL;
    }
  if (!is_codes && !reader->choices)
    {
      cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNKNOWN_LIST,
                             _("There is no list “%s”. Add the sheet choices with its choices."), wanted->name);
      return NULL;
    }
  list = create_list (reader, key);
  if (is_codes)
    read_code_list (reader, list, codes, wanted);
  else
    read_sheet_list (reader, list, wanted->name);
  if (wanted->or_other && list->choices->len > 0)
    add_other (reader, list);
  finish_list (list);
  if (list->list.n_choices > 0)
    return &list->list;
  /* Choices that are there but wrong have told so themselves. */
  if (is_codes || !g_hash_table_contains (reader->choice_rows, wanted->name))
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNKNOWN_LIST,
                           _("The list “%s” has no choices. Write them into the sheet choices."), wanted->name);
  return NULL;
}

/* ---- asking ---- */

const CunyiChoice *
cunyi_choices_find (const CunyiChoiceList *choices, const char *name)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (((const List *) choices)->by_name, name));

  return position > 0 ? &choices->choices[position - 1] : NULL;
}

const char *
cunyi_choice_get (const CunyiChoice *choice, const char *column)
{
  for (xmlNode *node = ((xmlNode *) choice->row)->children; node; node = node->next)
    if (strcmp ((const char *) node->name, column) == 0)
      return cunyi_node_get_text (node);
  return "";
}

gboolean
cunyi_choice_is_allowed (const CunyiChoice *choice, CunyiExpression *filter, CunyiContext *context)
{
  return !filter || cunyi_expression_test_node (filter, context, choice->row);
}
