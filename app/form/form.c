/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form as a value: the frame of its reading, and what can be asked of it. Settings are read in form-settings.c, items in
 * form-item.c, choices in form-choices.c, names and their order in form-order.c. */

#include "config.h"

#include "form/form-private.h"

#include "base/day.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

/* SQLite's views hold two thousand columns; the largest form in use that we know has 844 rows. */
#define MAX_ITEMS 1900
#define MAX_DEPTH 16

G_DEFINE_BOXED_TYPE (CunyiForm, cunyi_form, cunyi_form_ref, cunyi_form_unref)

/* ---- reading ---- */

const char *
cunyi_form_keep (CunyiForm *form, const char *text)
{
  return g_string_chunk_insert_const (form->strings, text ? text : "");
}

/* What stands behind `label::` or `label:`; NULL when the header is no translation of `name`. (transfer full) */
static char *
get_language (const char *header, const char *name)
{
  g_autofree char *half = cunyi_text_to_half_width (header);
  gsize length = strlen (name);
  char *rest;

  if (g_ascii_strncasecmp (half, name, length) != 0)
    return NULL;
  rest = g_strchug (half + length);
  if (*rest != ':')
    return NULL;
  return g_utf8_strdown (rest + strspn (rest, ": "), -1);
}

#define N_RANKS 4

/* What is filled is Chinese whatever the language of the screen: 0 for Chinese, 1 without language, 2 for the form's
 * default_language, 3 for any other, N_RANKS for what is another column. */
static guint
rank_header (const char *header, const char *name, const char *usual)
{
  static const char *const chinese[] = { "中文", "汉语", "汉字", "chinese", "zh" };
  g_autofree char *language = get_language (header, name);

  if (!language)
    return g_ascii_strcasecmp (header, name) == 0 ? 1 : N_RANKS;
  for (guint i = 0; i < G_N_ELEMENTS (chinese); i++)
    if (strstr (language, chinese[i]))
      return 0;
  return *usual && strcmp (language, usual) == 0 ? 2 : 3;
}

static gboolean
same_letters (gconstpointer a, gconstpointer b)
{
  return g_ascii_strcasecmp (a, b) == 0;
}

/* The columns of `name`, the best first. */
static GPtrArray *
list_languages (CunyiFormReader *reader, CunyiSheet *sheet, const char *name)
{
  GPtrArray *headers = g_ptr_array_new ();
  g_autofree char *usual = g_utf8_strdown (cunyi_sheets_get_setting (reader->sheets, "default_language"), -1);

  /* “constraint message” with a blank is found by its plain name. */
  for (guint rank = 0; rank < N_RANKS; rank++)
    for (guint i = 0; i < cunyi_sheet_n_columns (sheet); i++)
      {
        const char *header = cunyi_sheet_column_name (sheet, i);

        if (rank_header (header, name, usual) == rank)
          g_ptr_array_add (headers, (gpointer) header);
      }
  if (cunyi_sheet_has_column (sheet, name) && !g_ptr_array_find_with_equal_func (headers, name, (GEqualFunc) same_letters, NULL))
    g_ptr_array_add (headers, (gpointer) name);
  return headers;
}

const char *
cunyi_form_pick_column (CunyiFormReader *reader, CunyiSheet *sheet, const char *name, guint row)
{
  char key[64];
  GPtrArray *headers;

  g_snprintf (key, sizeof key, "%p %s", (gpointer) sheet, name);
  headers = g_hash_table_lookup (reader->languages, key);
  if (!headers)
    {
      headers = list_languages (reader, sheet, name);
      g_hash_table_insert (reader->languages, g_strdup (key), headers);
    }
  for (guint i = 0; i < headers->len; i++)
    if (*cunyi_sheet_get (sheet, row, g_ptr_array_index (headers, i)))
      return g_ptr_array_index (headers, i);
  return headers->len > 0 && !cunyi_sheet_has_column (sheet, name) ? g_ptr_array_index (headers, 0) : name;
}

static void
close_group (CunyiFormReader *reader, GPtrArray *open, guint row, CunyiItemKind kind)
{
  CunyiItem *group = open->len > 0 ? g_ptr_array_index (open, open->len - 1) : NULL;

  if (!group)
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_GROUP_END,
                           _("Nothing is open that could end here. Remove the row, or begin the group above."));
  else if (group->kind != kind)
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_GROUP_END,
                           group->kind == CUNYI_ITEM_REPEAT ? _("“%s” of row %u is a repeat. Write end_repeat.")
                                                            : _("“%s” of row %u is a group. Write end_group."),
                           group->name, group->row);
  if (group)
    {
      group->end = reader->form->items->len;
      g_ptr_array_set_size (open, open->len - 1);
    }
}

static void
add_item (CunyiFormReader *reader, GPtrArray *open, CunyiItem *item, guint row)
{
  CunyiForm *form = reader->form;
  CunyiItem *parent = open->len > 0 ? g_ptr_array_index (open, open->len - 1) : NULL;
  CunyiItem *same = g_hash_table_lookup (form->by_name, item->name);

  item->index = form->items->len;
  item->end = item->index + 1;
  item->parent = parent;
  item->repeat = parent && parent->kind == CUNYI_ITEM_REPEAT ? parent : parent ? parent->repeat : NULL;
  g_ptr_array_add (form->items, item);
  if (same && *item->name)
    cunyi_sheet_add_fault (reader->survey, row, "name", reader->faults, CUNYI_FAULT_NAME_TWICE,
                           _("The name “%s” stands in row %u already. Give this row another name."), item->name,
                           same->row);
  else if (*item->name)
    g_hash_table_insert (form->by_name, (gpointer) item->name, item);
  if (item->kind != CUNYI_ITEM_GROUP && item->kind != CUNYI_ITEM_REPEAT)
    return;
  g_ptr_array_add (open, item);
  if (open->len > MAX_DEPTH)
    cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_TOO_DEEP,
                           _("Groups may stand at most %d deep inside each other."), MAX_DEPTH);
}

static void
read_items (CunyiFormReader *reader)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  guint n = cunyi_sheet_n_rows (reader->survey), before = cunyi_faults_count (reader->faults);

  if (n > MAX_ITEMS)
    {
      cunyi_sheet_add_fault (reader->survey, MAX_ITEMS, NULL, reader->faults, CUNYI_FAULT_TOO_LARGE,
                             _("A form has at most %d rows. Split it."), MAX_ITEMS);
      return;
    }
  for (guint row = 0; row < n; row++)
    {
      CunyiItem *item = g_new0 (CunyiItem, 1);
      gboolean is_end = FALSE;

      if (cunyi_form_read_item (reader, row, item, &is_end))
        {
          g_autoptr (GPtrArray) extras = g_ptr_array_new ();

          cunyi_form_add_extras (reader, row, item, extras);
          add_item (reader, open, item, row);
          for (guint i = 0; i < extras->len; i++)
            add_item (reader, open, g_ptr_array_index (extras, i), row);
        }
      else
        {
          if (is_end)
            close_group (reader, open, row, item->kind);
          cunyi_item_free (item);
        }
    }
  for (guint i = 0; i < open->len; i++)
    {
      CunyiItem *group = g_ptr_array_index (open, i);

      group->end = reader->form->items->len;
      cunyi_faults_add (reader->faults, CUNYI_FAULT_GROUP_OPEN, cunyi_sheet_get_name (reader->survey), group->row,
                        cunyi_sheet_column_number (reader->survey, "type"),
                        _("“%s” is begun here but never ended. Add a row end_group or end_repeat."), group->name);
    }
  if (reader->form->items->len == 0 && cunyi_faults_count (reader->faults) == before)
    cunyi_faults_add (reader->faults, CUNYI_FAULT_FORM_EMPTY, cunyi_sheet_get_name (reader->survey), 0, 0,
                      _("The sheet survey has no questions."));
}

/* FALSE when nothing can be read. Columns of XLSForm that change what a form does and that we do not do. */
static gboolean
check_columns (CunyiFormReader *reader)
{
  static const struct {
    const char *name;
    const char *advice;
  } refused[] = {
    { "bind::required", N_("Write the column required.") },
    { "bind::relevant", N_("Write the column relevant.") },
    { "bind::constraint", N_("Write the column constraint.") },
    { "bind::calculate", N_("Write the column calculation.") },
    { "calculate", N_("Write the column calculation.") },
    { "skip_logic", N_("Write the column relevant.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    for (guint row = 0; row < cunyi_sheet_n_rows (reader->survey); row++)
      if (*cunyi_sheet_get (reader->survey, row, refused[i].name))
        {
          cunyi_sheet_add_fault (reader->survey, row, refused[i].name, reader->faults, CUNYI_FAULT_UNSUPPORTED_COLUMN,
                                 "%s", _(refused[i].advice));
          break;
        }
  for (guint i = 0; i < 2; i++)
    if (!cunyi_sheet_has_column (reader->survey, i ? "name" : "type"))
      {
        cunyi_faults_add (reader->faults, CUNYI_FAULT_MISSING_COLUMN, cunyi_sheet_get_name (reader->survey),
                          cunyi_sheet_row_number (reader->survey, G_MAXUINT), 0,
                          _("The sheet survey has no column “%s”. Add it."), i ? "name" : "type");
        return FALSE;
      }
  return TRUE;
}

/* ---- what spreadsheets do to cells ---- */

/* Columns that the reader understands; notes may hold anything. */
static gboolean
is_known_column (const char *header)
{
  static const char *const known[] = {
    "type", "name", "list_name", "list name", "label", "hint", "guidance_hint", "relevant", "relevance", "required",
    "required_message", "constraint", "constraint_message", "constraint message", "calculation", "default", "read_only",
    "readonly", "choice_filter", "repeat_count", "appearance", "trigger", "parameters", "warning", "warning_message",
    "previous", "proposal", "opens", "opens_when", "opens_subject", "print", "print_text", "print_label", "exclusive",
    "form_id", "form_title", "version", "valid_from", "subject", "day", "instance_name",
  };
  g_autofree char *half = cunyi_text_to_half_width (header);
  gsize length = strcspn (half, ":");

  while (length > 0 && half[length - 1] == ' ')
    length--;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i]) == length && g_ascii_strncasecmp (half, known[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* What is to be written instead of a cell; NULL when nothing is wrong with it. */
static const char *
find_cell_fault (CunyiSheet *sheet, guint row, const char *header)
{
  CunyiCellKind kind = cunyi_sheet_get_kind (sheet, row, header);
  gboolean is_list = g_ascii_strncasecmp (header, "list", 4) == 0;
  gboolean is_name = g_ascii_strcasecmp (header, "name") == 0 || is_list;

  if (kind == CUNYI_CELL_ERROR)
    return _("The spreadsheet took this for a formula and could not work it out. Write an apostrophe (') before it.");
  if (kind == CUNYI_CELL_LOST_DIGITS)
    return _("The spreadsheet made a number of this and lost its last digits. Make the cell a text and write it again.");
  if (kind == CUNYI_CELL_DATE && is_name)
    return _("The spreadsheet made a date of this. Make the cell a text and write it again.");
  if (*cunyi_sheet_get (sheet, row, header) == '\0' && cunyi_sheet_is_covered (sheet, row, header)
      && !is_list)
    return _("The cells are merged, so that it is not known what this row says. Take the merging back and write it in each row.");
  return NULL;
}

/* A row across which a remark is merged is none of ours. */
static gboolean
is_remark (CunyiSheet *sheet, guint row)
{
  return cunyi_sheet_has_column (sheet, "type") ? *cunyi_sheet_get (sheet, row, "type") == '\0'
                                                : *cunyi_sheet_get (sheet, row, "name") == '\0';
}

static void
check_cells (CunyiFormReader *reader, CunyiSheet *sheet)
{
  for (guint i = 0; sheet && i < cunyi_sheet_n_columns (sheet); i++)
    {
      const char *header = cunyi_sheet_column_name (sheet, i);

      if (!is_known_column (header))
        continue;
      for (guint row = 0; row < cunyi_sheet_n_rows (sheet); row++)
        {
          const char *fault = is_remark (sheet, row) ? NULL : find_cell_fault (sheet, row, header);

          if (fault)
            cunyi_sheet_add_fault (sheet, row, header, reader->faults, CUNYI_FAULT_VALUE, "%s", fault);
        }
    }
}

static CunyiForm *
create_form (void)
{
  CunyiForm *form = g_new0 (CunyiForm, 1);

  g_atomic_ref_count_init (&form->refs);
  form->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  form->strings = g_string_chunk_new (4096);
  form->outer_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  form->items = g_ptr_array_new_with_free_func (cunyi_item_free);
  form->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  form->lists = g_ptr_array_new_with_free_func (cunyi_choice_list_free);
  form->choices = xmlNewDoc (BAD_CAST "1.0");
  xmlDocSetRootElement (form->choices, xmlNewDocNode (form->choices, NULL, BAD_CAST "choices", NULL));
  form->steps = g_array_new (FALSE, FALSE, sizeof (CunyiStep));
  form->valid_from = CUNYI_DAY_NONE;
  return form;
}

CunyiForm *
cunyi_form_new (const char *id, CunyiSheets *sheets, CunyiCodesFunc codes, gpointer data, CunyiFaults *faults)
{
  g_autoptr (CunyiForm) form = create_form ();
  g_autofree char *plain_id = id ? g_strndup (id, strcspn (id, "@")) : NULL;
  CunyiFormReader reader = { .form = form, .sheets = sheets, .codes = codes, .codes_data = data, .faults = faults };
  guint before = cunyi_faults_count (faults);

  reader.languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  reader.survey = cunyi_sheets_get (sheets, "survey", faults);
  reader.choices = cunyi_sheets_get (sheets, "choices", NULL);
  cunyi_form_read_settings (&reader, plain_id);
  if (reader.survey)
    check_cells (&reader, reader.survey);
  if (reader.choices)
    check_cells (&reader, reader.choices);
  if (reader.survey && check_columns (&reader))
    {
      cunyi_form_index_choices (&reader);
      read_items (&reader);
      cunyi_form_find_day_question (&reader);
      cunyi_form_check_names (&reader);
    }
  if (cunyi_faults_count (faults) == before)
    cunyi_form_order_steps (form, cunyi_sheet_get_name (reader.survey), faults);
  g_clear_pointer (&reader.choice_rows, g_hash_table_unref);
  g_hash_table_unref (reader.languages);
  return cunyi_faults_count (faults) == before ? g_steal_pointer (&form) : NULL;
}

CunyiForm *
cunyi_form_parse (const char *id, GBytes *content, CunyiCodesFunc codes, gpointer data, CunyiFaults *faults)
{
  g_autoptr (CunyiSheets) sheets = cunyi_sheets_parse (id, content, faults);

  return sheets ? cunyi_form_new (id, sheets, codes, data, faults) : NULL;
}

CunyiForm *
cunyi_form_ref (CunyiForm *form)
{
  g_atomic_ref_count_inc (&form->refs);
  return form;
}

void
cunyi_form_unref (CunyiForm *form)
{
  if (!g_atomic_ref_count_dec (&form->refs))
    return;
  g_free (form->id);
  g_free (form->title);
  g_free (form->version);
  g_free (form->subject);
  g_free (form->day_question);
  g_hash_table_unref (form->settings);
  g_clear_pointer (&form->instance_name, cunyi_text_free);
  g_clear_pointer (&form->opens, cunyi_text_free);
  g_clear_pointer (&form->opens_when, cunyi_expression_free);
  g_clear_pointer (&form->suits, cunyi_expression_free);
  g_hash_table_unref (form->by_name);
  g_hash_table_unref (form->outer_names);
  g_ptr_array_unref (form->items);
  g_ptr_array_unref (form->lists);
  g_array_unref (form->steps);
  xmlFreeDoc (form->choices);
  g_string_chunk_free (form->strings);
  g_free (form);
}

/* ---- asking ---- */

const char *
cunyi_form_get_id (CunyiForm *form)
{
  return form->id;
}

const char *
cunyi_form_get_title (CunyiForm *form)
{
  return form->title;
}

const char *
cunyi_form_get_version (CunyiForm *form)
{
  return form->version;
}

const char *
cunyi_form_get_subject (CunyiForm *form)
{
  return form->subject;
}

gint32
cunyi_form_get_valid_from (CunyiForm *form)
{
  return form->valid_from;
}

const char *
cunyi_form_get_day_question (CunyiForm *form)
{
  return form->day_question;
}

const char *
cunyi_form_get_setting (CunyiForm *form, const char *name)
{
  const char *text = g_hash_table_lookup (form->settings, name);

  return text ? text : "";
}

CunyiText *
cunyi_form_get_instance_name (CunyiForm *form)
{
  return form->instance_name;
}

CunyiText *
cunyi_form_get_opens (CunyiForm *form)
{
  return form->opens;
}

gboolean
cunyi_form_suits (CunyiForm *form, CunyiContext *about)
{
  return !form->suits || cunyi_expression_test (form->suits, about);
}

CunyiExpression *
cunyi_form_get_opens_when (CunyiForm *form)
{
  return form->opens_when;
}

guint
cunyi_form_n_items (CunyiForm *form)
{
  return form->items->len;
}

const CunyiItem *
cunyi_form_get_item (CunyiForm *form, guint index)
{
  return g_ptr_array_index (form->items, index);
}

gboolean
cunyi_form_uses (CunyiForm *form, const char *name)
{
  return g_hash_table_contains (form->outer_names, name);
}

const CunyiItem *
cunyi_form_find (CunyiForm *form, const char *name)
{
  return g_hash_table_lookup (form->by_name, name);
}

gboolean
cunyi_item_has_answer (const CunyiItem *item)
{
  return item->kind < CUNYI_ITEM_NOTE;
}

gboolean
cunyi_item_is_calculated (const CunyiItem *item)
{
  return item->calculation && (!item->trigger || item->kind >= CUNYI_ITEM_CALCULATE);
}

gboolean
cunyi_item_takes_list (const CunyiItem *item)
{
  return item->kind == CUNYI_ITEM_SELECT_ONE || item->kind == CUNYI_ITEM_SELECT_MULTIPLE || item->kind == CUNYI_ITEM_RANK;
}

gboolean
cunyi_item_is_number (const CunyiItem *item)
{
  return item->kind == CUNYI_ITEM_INTEGER || item->kind == CUNYI_ITEM_DECIMAL;
}

/* ---- answers of records ---- */

/* Of a rank each with its place: 1. 血压、2. 血糖. */
static char *
choices_to_text (const CunyiItem *item, const char *value)
{
  guint place = 0;
  g_auto (GStrv) names = g_strsplit (value, " ", -1);
  GString *text = g_string_new (NULL);

  for (char **name = names; *name; name++)
    {
      const CunyiChoice *choice = cunyi_choices_find (item->choices, *name);

      if (**name == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, "、");
      if (item->kind == CUNYI_ITEM_RANK)
        g_string_append_printf (text, "%u. ", ++place);
      g_string_append (text, choice ? cunyi_text_get_source (choice->label) : *name);
    }
  return g_string_free (text, FALSE);
}

char *
cunyi_form_answer_to_text (const CunyiItem *item, const char *value)
{
  CunyiDay day;

  if (item->choices && *value)
    return choices_to_text (item, value);
  if (item->kind == CUNYI_ITEM_DATE || item->kind == CUNYI_ITEM_TODAY)
    {
      day = cunyi_day_parse (value);
      if (day != CUNYI_DAY_NONE)
        return cunyi_day_to_chinese (day);
    }
  if (item->kind == CUNYI_ITEM_MOMENT)
    return g_strdelimit (g_strdup (value), "T", ' ');
  if (item->kind == CUNYI_ITEM_ACKNOWLEDGE && *value)
    return g_strdup ("✓");
  /* The name of its file says nothing to anybody. */
  if (item->kind == CUNYI_ITEM_IMAGE && *value)
    return g_strdup (_("(photograph in the record)"));
  return g_strdup (value);
}

static char *
find_label (const char *list, const char *value, gpointer data)
{
  const CunyiItem *item = cunyi_form_find (data, list);

  return item && item->choices && *value ? choices_to_text (item, value) : NULL;
}

void
cunyi_form_give_labels (CunyiForm *form, CunyiContext *context)
{
  cunyi_context_set_labels (context, find_label, cunyi_form_ref (form), (GDestroyNotify) cunyi_form_unref);
}

/* Answers that were blank are not in a record; here they are blank again, so that no name is looked for elsewhere. */
static void
complete_context (CunyiForm *form, CunyiContext *context, const CunyiItem *repeat)
{
  for (guint i = 0; i < form->items->len; i++)
    {
      const CunyiItem *item = g_ptr_array_index (form->items, i);

      if (item->repeat != repeat)
        continue;
      if (cunyi_item_has_answer (item) && !cunyi_context_has (context, item->name))
        cunyi_context_set (context, item->name, "");
      else if (item->kind == CUNYI_ITEM_REPEAT)
        {
          guint n;

          cunyi_context_add_list (context, item->name);
          n = cunyi_context_n_rows (context, item->name);
          for (guint row = 0; row < n; row++)
            complete_context (form, cunyi_context_get_row (context, item->name, row), item);
        }
    }
}

CunyiContext *
cunyi_form_create_context (CunyiForm *form, const char *answers, CunyiContext *outer)
{
  CunyiContext *context = cunyi_context_new ();

  cunyi_context_set_outer (context, outer);
  if (answers)
    cunyi_context_set_json (context, answers);
  complete_context (form, context, NULL);
  cunyi_form_give_labels (form, context);
  return context;
}
