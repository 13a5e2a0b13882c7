/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The column type: which kind of question, with which list, and what the column parameters says of it. */

#include "config.h"

#include "form/form-private.h"

#include "base/text.h"
#include "form/expression.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef enum { PLAIN, END, HIDDEN, RANGE, BARCODE, FROM_FILE, USERNAME, DEVICE, FILE_ONLY } Sort;

typedef struct {
  const char *name;
  CunyiItemKind kind;
  Sort sort;
} Type;

static const Type types[] = {
  { "text", CUNYI_ITEM_TEXT },
  { "string", CUNYI_ITEM_TEXT },
  { "phonenumber", CUNYI_ITEM_TEXT },
  { "phone_number", CUNYI_ITEM_TEXT },
  { "tel", CUNYI_ITEM_TEXT },
  { "email", CUNYI_ITEM_TEXT },
  { "integer", CUNYI_ITEM_INTEGER },
  { "int", CUNYI_ITEM_INTEGER },
  { "decimal", CUNYI_ITEM_DECIMAL },
  { "range", CUNYI_ITEM_DECIMAL, RANGE },
  { "date", CUNYI_ITEM_DATE },
  { "time", CUNYI_ITEM_TIME },
  { "datetime", CUNYI_ITEM_MOMENT },
  { "barcode", CUNYI_ITEM_TEXT, BARCODE },
  { "select_one", CUNYI_ITEM_SELECT_ONE },
  { "select_multiple", CUNYI_ITEM_SELECT_MULTIPLE },
  { "select_one_from_file", CUNYI_ITEM_SELECT_ONE, FROM_FILE },
  { "select_multiple_from_file", CUNYI_ITEM_SELECT_MULTIPLE, FROM_FILE },
  { "rank", CUNYI_ITEM_RANK },
  { "acknowledge", CUNYI_ITEM_ACKNOWLEDGE },
  { "trigger", CUNYI_ITEM_ACKNOWLEDGE },
  { "image", CUNYI_ITEM_IMAGE },
  { "photo", CUNYI_ITEM_IMAGE },
  { "calculate", CUNYI_ITEM_CALCULATE },
  { "hidden", CUNYI_ITEM_CALCULATE, HIDDEN },
  { "username", CUNYI_ITEM_CALCULATE, USERNAME },
  { "deviceid", CUNYI_ITEM_CALCULATE, DEVICE },
  { "start", CUNYI_ITEM_START },
  { "end", CUNYI_ITEM_END },
  { "today", CUNYI_ITEM_TODAY },
  { "note", CUNYI_ITEM_NOTE },
  { "csv-external", CUNYI_ITEM_NOTE, FILE_ONLY },
  { "begin_group", CUNYI_ITEM_GROUP },
  { "end_group", CUNYI_ITEM_GROUP, END },
  { "begin_repeat", CUNYI_ITEM_REPEAT },
  { "end_repeat", CUNYI_ITEM_REPEAT, END },
};

/* What other collectors have and we do not. */
static const struct {
  const char *name;
  const char *advice;
} refused[] = {
  { "geopoint", N_("Places on a map are not supported. Use a text question.") },
  { "start-geopoint", N_("Places on a map are not supported. Remove the row.") },
  { "geotrace", N_("Places on a map are not supported. Use a text question.") },
  { "geoshape", N_("Places on a map are not supported. Use a text question.") },
  { "gps", N_("Places on a map are not supported. Use a text question.") },
  { "background-geopoint", N_("Places on a map are not supported. Remove the row.") },
  { "background-audio", N_("Sound is not supported. Remove the row.") },
  { "select_one_external", N_("Write select_one and the column choice_filter.") },
  { "audio", N_("Sound is not supported. Remove the row.") },
  { "video", N_("Film is not supported. Remove the row.") },
  { "file", N_("Files are not supported in forms. Remove the row.") },
  { "phonenumber_device", N_("Remove the row.") },
  { "simserial", N_("Remove the row.") },
  { "subscriberid", N_("Remove the row.") },
  { "audit", N_("Changes are kept without it. Remove the row.") },
  { "osm", N_("Places on a map are not supported. Remove the row.") },
  { "begin_loop", N_("Write begin_repeat, or write the questions out.") },
  { "end_loop", N_("Write end_repeat, or write the questions out.") },
  { "include", N_("Write the questions out.") },
  { "xml-external", N_("Save the list as a .csv file beside the form, and write csv-external.") },
};

/* ---- type ---- */

/* `Select one from  yes_no ` → `select_one`, and the list. (transfer full) */
static char *
split_type (const char *text, char **list, gboolean *or_other)
{
  static const char *const twins[] = { "select one from ", "select multiple from ", "select all that apply from ",
                                       "select one ", "select multiple ", "begin group", "end group", "begin repeat",
                                       "end repeat", "phone number" };
  static const char *const plain[] = { "select_one ", "select_multiple ", "select_multiple ", "select_one ",
                                       "select_multiple ", "begin_group", "end_group", "begin_repeat", "end_repeat",
                                       "phonenumber" };
  g_autofree char *half = cunyi_text_to_half_width (text);
  g_auto (GStrv) words = g_strsplit_set (half, " \t\n", -1);
  g_autoptr (GString) joined = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  guint n;

  for (char **word = words; *word; word++)
    if (**word)
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", *word);
  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    if (g_ascii_strncasecmp (joined->str, twins[i], strlen (twins[i])) == 0)
      {
        g_string_erase (joined, 0, strlen (twins[i]));
        g_string_prepend (joined, plain[i]);
        break;
      }
  parts = g_strsplit (joined->str, " ", 4);
  n = g_strv_length (parts);
  *or_other = n > 2 && (g_str_has_prefix (parts[2], "or_other") || g_str_has_prefix (parts[2], "or other")
                        || strcmp (parts[2], "or") == 0);
  *list = n > 1 ? g_strdup (parts[1]) : NULL;
  return n > 0 ? g_strdup (parts[0]) : g_strdup ("");
}

static const Type *
find_type (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (types[i].name, name) == 0)
      return &types[i];
  return NULL;
}

static void
refuse_type (CunyiFormReader *reader, guint row, const char *name)
{
  if (strchr (name, ':'))
    {
      cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNSUPPORTED_TYPE,
                             _("The type “%s” is not supported. Use ${person_name} and the like for what is known."), name);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (g_ascii_strcasecmp (refused[i].name, name) == 0)
      {
        cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNSUPPORTED_TYPE, "“%s”: %s",
                               name, _(refused[i].advice));
        return;
      }
  cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNKNOWN_TYPE,
                         _("There is no type “%s”. Write text, integer, decimal, date, select_one, select_multiple, "
                           "calculate, note, begin_group or begin_repeat."), name);
}

/* ---- parameters ---- */

/* Each word `name=value` of the column parameters; blanks around the sign do no harm. */
typedef gboolean (*TakeParameter) (CunyiItem *item, const char *name, const char *value, CunyiTypeWords *words);

/* `start = 0` → `start=0`. (transfer full) */
static char *
tighten (const char *text)
{
  g_autoptr (GRegex) blanks = g_regex_new ("\\s*=\\s*", 0, 0, NULL);

  return g_regex_replace_literal (blanks, text, -1, 0, "=", 0, NULL);
}

/* A number with or without sign and point. */
static gboolean
read_number (const char *text, double *number)
{
  *number = cunyi_number_parse (text);
  return !isnan (*number);
}

static gboolean
take_range (CunyiItem *item, const char *name, const char *value, CunyiTypeWords *words)
{
  double *place = strcmp (name, "start") == 0  ? &item->range_start
                  : strcmp (name, "end") == 0  ? &item->range_end
                  : strcmp (name, "step") == 0 ? &item->range_step
                                               : NULL;

  /* How the scale looks elsewhere. */
  if (strcmp (name, "placeholder") == 0 || g_str_has_prefix (name, "tick_"))
    return TRUE;
  return place && read_number (value, place);
}

static gboolean
take_choices (CunyiItem *item, const char *name, const char *value, CunyiTypeWords *words)
{
  char **place = !words->from_file                 ? NULL
                 : strcmp (name, "value") == 0 ? &words->value_column
                 : strcmp (name, "label") == 0 ? &words->label_column
                                               : NULL;

  /* The order of the paper stays. */
  if (strcmp (name, "randomize") == 0)
    return g_ascii_strcasecmp (value, "false") == 0;
  if (place == NULL)
    return FALSE;
  g_free (*place);
  *place = g_strdup (value);
  return TRUE;
}

static gboolean
take_text (CunyiItem *item, const char *name, const char *value, CunyiTypeWords *words)
{
  double rows;

  if (strcmp (name, "rows") != 0)
    return strcmp (name, "incremental") == 0;
  item->multiline = TRUE;
  return read_number (value, &rows);
}

static gboolean
take_image (CunyiItem *item, const char *name, const char *value, CunyiTypeWords *words)
{
  double pixels;

  /* Which camera takes it is not ours to say. */
  if (strcmp (name, "app") == 0)
    return TRUE;
  if (strcmp (name, "max-pixels") != 0 || !read_number (value, &pixels) || pixels < 100 || pixels > 10000)
    return FALSE;
  item->max_pixels = (guint) pixels;
  return TRUE;
}

static gboolean
take_none (CunyiItem *item, const char *name, const char *value, CunyiTypeWords *words)
{
  return FALSE;
}

static TakeParameter
find_taker (const CunyiItem *item)
{
  if (item->has_range)
    return take_range;
  if (cunyi_item_takes_list (item))
    return take_choices;
  return item->kind == CUNYI_ITEM_TEXT ? take_text : item->kind == CUNYI_ITEM_IMAGE ? take_image : take_none;
}

static const char *
advise_parameters (const CunyiItem *item)
{
  if (item->has_range)
    return _("Write start, end and step, each a number: start=0 end=10 step=1");
  if (cunyi_item_takes_list (item))
    return _("Of choices from a file write value and label, the columns of that file; the choices stand in the order of the "
             "paper.");
  return _("This type has no such parameter. Take it out.");
}

static void
read_parameters (CunyiFormReader *reader, guint row, CunyiItem *item, CunyiTypeWords *words)
{
  const char *written = cunyi_sheet_get_plain (reader->survey, row, "parameters");
  g_autofree char *tight = *written ? tighten (written) : NULL;
  g_auto (GStrv) parts = tight ? g_strsplit_set (tight, " ,;\t\n", -1) : NULL;
  TakeParameter take = find_taker (item);

  for (char **part = parts; part && *part; part++)
    {
      char *sign = strchr (*part, '=');
      g_autofree char *name = g_ascii_strdown (*part, sign ? sign - *part : -1);

      if (**part && (!sign || !take (item, name, sign + 1, words)))
        cunyi_sheet_add_fault (reader->survey, row, "parameters", reader->faults, CUNYI_FAULT_VALUE, "“%s”: %s", *part,
                               advise_parameters (item));
    }
}

static gboolean
is_whole (double number)
{
  return number == floor (number);
}

/* A range is a number of its own kind; from 10 down to 1 is from 1 to 10. */
static void
finish_range (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  double start = MIN (item->range_start, item->range_end), end = MAX (item->range_start, item->range_end);

  item->range_start = start;
  item->range_end = end;
  item->range_step = fabs (item->range_step);
  if (is_whole (item->range_start) && is_whole (item->range_end) && is_whole (item->range_step))
    item->kind = CUNYI_ITEM_INTEGER;
  if (item->range_step == 0 || end - start < item->range_step || (end - start) / item->range_step > 10000)
    cunyi_sheet_add_fault (reader->survey, row, "parameters", reader->faults, CUNYI_FAULT_VALUE,
                           _("Between start and end of a range lie one step to 10000 steps."));
}

/* ---- all of it ---- */

/* It asks nothing: it says which file lies beside the form. */
static void
check_file (CunyiFormReader *reader, guint row)
{
  const char *name = cunyi_sheet_get_plain (reader->survey, row, "name");

  if (!cunyi_form_find_codes (reader, name))
    cunyi_sheet_add_fault (reader->survey, row, "name", reader->faults, CUNYI_FAULT_UNKNOWN_CODES,
                           _("There is no file “%s”. Put it beside the form, or add it first."), name);
}

/* What a type knows without asking. */
static const char *
get_source (Sort sort)
{
  return sort == USERNAME ? "once(${staff_name})" : sort == DEVICE ? "once(${device_id})" : NULL;
}

static void
apply_sort (CunyiItem *item, Sort sort, CunyiTypeWords *words)
{
  item->hidden = sort == HIDDEN;
  item->scanned = sort == BARCODE;
  item->has_range = sort == RANGE;
  words->from_file = sort == FROM_FILE;
  words->source = get_source (sort);
  if (sort == RANGE)
    {
      item->range_start = 1;
      item->range_end = 10;
      item->range_step = 1;
    }
}

gboolean
cunyi_form_read_type (CunyiFormReader *reader, guint row, CunyiItem *item, CunyiTypeWords *words)
{
  g_autofree char *name = split_type (cunyi_sheet_get (reader->survey, row, "type"), &words->list, &words->or_other);
  const Type *type = find_type (name);

  if (!*name)
    {
      /* A remark on a line of its own is no fault; a question without type is. */
      if (*cunyi_sheet_get (reader->survey, row, "name"))
        cunyi_sheet_add_fault (reader->survey, row, "type", reader->faults, CUNYI_FAULT_UNKNOWN_TYPE,
                               _("The row has a name but no type."));
      return FALSE;
    }
  if (!type)
    {
      refuse_type (reader, row, name);
      return FALSE;
    }
  if (type->sort == FILE_ONLY)
    {
      check_file (reader, row);
      return FALSE;
    }
  item->kind = type->kind;
  item->row = cunyi_sheet_row_number (reader->survey, row);
  words->is_end = type->sort == END;
  if (words->is_end)
    return TRUE;
  apply_sort (item, type->sort, words);
  read_parameters (reader, row, item, words);
  if (item->has_range)
    finish_range (reader, row, item);
  return TRUE;
}

void
cunyi_type_words_clear (CunyiTypeWords *words)
{
  g_free (words->list);
  g_free (words->value_column);
  g_free (words->label_column);
}
