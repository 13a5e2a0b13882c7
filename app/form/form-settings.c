/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The settings of a form: its id, title, subject, and what its records are called and open. */

#include "config.h"

#include "form/form-private.h"

#include "form/expression-private.h"

#include "base/day.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_id (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  if (first != '_' && !g_unichar_isalpha (first))
    return FALSE;
  for (; *text; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) != '_' && !g_unichar_isalnum (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* Other collectors allow more: pnc-danger.sign becomes pnc_danger_sign. (transfer full) */
static char *
make_id (const char *written)
{
  GString *id = g_string_new (NULL);

  for (; *written; written = g_utf8_next_char (written))
    {
      gunichar c = g_utf8_get_char (written);

      if (id->len == 0 && g_unichar_isdigit (c))
        g_string_append (id, "form_");
      g_string_append_unichar (id, g_unichar_isalnum (c) ? c : '_');
    }
  return g_string_free (id, FALSE);
}

static void
add_setting_fault (CunyiFormReader *reader, const char *name, CunyiFaultCode code, const char *message)
{
  CunyiSheet *settings = cunyi_sheets_get (reader->sheets, "settings", NULL);

  if (settings)
    cunyi_sheet_add_fault (settings, 0, name, reader->faults, code, "%s", message);
  else
    cunyi_faults_add (reader->faults, code, NULL, 0, 0, "%s", message);
}

static void
read_id (CunyiFormReader *reader, const char *id)
{
  const char *written = cunyi_sheets_get_setting (reader->sheets, "form_id");
  g_autofree char *made = make_id (written);
  g_autofree char *message = NULL;

  if (id && *written && strcmp (id, written) != 0)
    message = g_strdup_printf (_("The file is called “%s”, but form_id says “%s”. Write the same in both."), id, written);
  else if (!id && !*written)
    message = g_strdup (_("Write the id of the form into the setting form_id."));
  else if (!is_id (id ? id : made))
    message = g_strdup (_("The id of a form is made of letters, digits and _, and begins with a letter."));
  if (message)
    add_setting_fault (reader, "form_id", CUNYI_FAULT_FORM_ID, message);
  reader->form->id = g_strdup (id ? id : *made ? made : "form");
}

static void
keep_settings (CunyiFormReader *reader)
{
  CunyiSheet *settings = cunyi_sheets_get (reader->sheets, "settings", NULL);

  for (guint i = 0; settings && i < cunyi_sheet_n_columns (settings); i++)
    {
      const char *header = cunyi_sheet_column_name (settings, i);
      const char *text = cunyi_sheet_get (settings, 0, header);

      if (*header && *text)
        g_hash_table_insert (reader->form->settings, g_ascii_strdown (header, -1), g_strdup (text));
    }
}

static void
read_subject (CunyiFormReader *reader)
{
  const char *subject = cunyi_form_get_setting (reader->form, "subject");

  if (*subject && strcmp (subject, "person") != 0 && strcmp (subject, "household") != 0 && strcmp (subject, "place") != 0)
    add_setting_fault (reader, "subject", CUNYI_FAULT_FORM_SETTING,
                       _("The subject of a form is “person”, “household” or “place”."));
  reader->form->subject = g_strdup (*subject ? subject : "person");
}

static void
read_valid_from (CunyiFormReader *reader)
{
  const char *text = cunyi_form_get_setting (reader->form, "valid_from");

  reader->form->valid_from = cunyi_day_parse (text);
  if (*text && reader->form->valid_from == CUNYI_DAY_NONE)
    add_setting_fault (reader, "valid_from", CUNYI_FAULT_FORM_SETTING, _("valid_from is a day, like 2022-07-26."));
}

/* Setting instance_name: XLSForm has an expression here; a text with ${} in it is what most authors try first. */
static CunyiText *
read_instance_name (CunyiFormReader *reader, CunyiSheet *settings)
{
  const char *name = cunyi_form_get_setting (reader->form, "instance_name");
  gboolean is_expression = strchr (name, '(') && !g_str_has_prefix (name, "${");
  g_autofree char *text = g_strdup_printf (is_expression ? "${%s}" : "%s", name);

  if (!*name)
    return NULL;
  return cunyi_text_new_in_form (text, reader->faults, cunyi_sheet_get_name (settings), cunyi_sheet_row_number (settings, 0),
                         cunyi_sheet_column_number (settings, "instance_name"));
}

static void
read_opens (CunyiFormReader *reader, CunyiSheet *settings)
{
  CunyiForm *form = reader->form;
  const char *opens = cunyi_form_get_setting (form, "opens"), *sheet = cunyi_sheet_get_name (settings);
  guint row = cunyi_sheet_row_number (settings, 0);

  if (*opens)
    form->opens = cunyi_text_new_in_form (opens, reader->faults, sheet, row, cunyi_sheet_column_number (settings, "opens"));
  form->opens_when = cunyi_expression_new_in_form (cunyi_form_get_setting (form, "opens_when"), reader->faults, sheet, row,
                                           cunyi_sheet_column_number (settings, "opens_when"));
}

static void
read_suits (CunyiFormReader *reader, CunyiSheet *settings)
{
  reader->form->suits = cunyi_expression_new_in_form (cunyi_form_get_setting (reader->form, "suits"), reader->faults,
                                              cunyi_sheet_get_name (settings), cunyi_sheet_row_number (settings, 0),
                                              cunyi_sheet_column_number (settings, "suits"));
}

void
cunyi_form_read_settings (CunyiFormReader *reader, const char *id)
{
  CunyiForm *form = reader->form;
  CunyiSheet *settings = cunyi_sheets_get (reader->sheets, "settings", NULL);
  const char *title;

  read_id (reader, id);
  keep_settings (reader);
  read_subject (reader);
  read_valid_from (reader);
  title = cunyi_form_get_setting (form, "form_title");
  form->title = g_strdup (*title ? title : form->id);
  form->version = g_strdup (cunyi_form_get_setting (form, "version"));
  if (!settings)
    return;
  form->instance_name = read_instance_name (reader, settings);
  read_opens (reader, settings);
  read_suits (reader, settings);
}

/* The question that holds the day of the visit must be a day. */
void
cunyi_form_find_day_question (CunyiFormReader *reader)
{
  CunyiForm *form = reader->form;
  const char *name = cunyi_form_get_setting (form, "day");
  const CunyiItem *item = *name ? cunyi_form_find (form, name) : NULL;

  if (*name && (!item || item->repeat
                || (item->kind != CUNYI_ITEM_DATE && item->kind != CUNYI_ITEM_TODAY && item->kind != CUNYI_ITEM_CALCULATE)))
    add_setting_fault (reader, "day", CUNYI_FAULT_FORM_SETTING,
                       _("The setting day names a question of type date that stands outside of repeats."));
  for (guint i = 0; !*name && !item && i < form->items->len; i++)
    {
      const CunyiItem *candidate = g_ptr_array_index (form->items, i);

      if (candidate->kind == CUNYI_ITEM_TODAY && !candidate->repeat)
        item = candidate;
    }
  form->day_question = item ? g_strdup (item->name) : NULL;
}
