/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is wrong with a sheet before anything is read from it: columns that are missing or not ours, and cells that a
 * spreadsheet has spoilt. */

#include "config.h"

#include "form/form-private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- columns ---- */

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
gboolean
cunyi_form_check_sheets (CunyiFormReader *reader)
{
  if (reader->survey)
    check_cells (reader, reader->survey);
  if (reader->choices)
    check_cells (reader, reader->choices);
  return reader->survey && check_columns (reader);
}
