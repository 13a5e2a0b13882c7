/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An .xlsx from its outside: package, workbook, then sheet by sheet. */

#include "config.h"

#include "sheet/xlsx.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sheet/relationships.h"

typedef struct {
  char *name;
  char *id; /* of its relationship */
} Sheet;

enum { SHEET, PROPERTIES, WORKBOOK };

static const char *const names[] = { "sheet", "workbookPr", "workbook", NULL };

typedef struct {
  GArray *sheets; /* the visible ones */
  gboolean from_1904;
  gboolean is_workbook;
} Workbook;

static void
clear_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->id);
}

static void
start_cb (gpointer data, CunyiXml *xml, guint element)
{
  Workbook *workbook = data;
  g_autofree char *state = NULL;
  Sheet sheet;

  if (element == WORKBOOK)
    workbook->is_workbook = TRUE;
  else if (element == PROPERTIES)
    workbook->from_1904 = cunyi_xml_is_set (xml, "date1904");
  if (element != SHEET)
    return;
  state = cunyi_xml_dup_attribute (xml, "state");
  if (state && strcmp (state, "visible") != 0)
    return;
  if (workbook->sheets->len >= CUNYI_MAX_SHEETS)
    {
      cunyi_sheet_fail (cunyi_xml_error (xml), CUNYI_SHEET_ERROR_TOO_LARGE);
      return;
    }
  sheet.name = cunyi_xml_dup_attribute (xml, "name");
  sheet.id = cunyi_xml_dup_relationship (xml);
  g_array_append_val (workbook->sheets, sheet);
}

/* What a zip is that has no workbook in it. */
static void
fail_without_workbook (CunyiArchive *archive, GError **error)
{
  if (cunyi_archive_has (archive, "mimetype") && cunyi_archive_has (archive, "content.xml"))
    g_set_error_literal (error, CUNYI_SHEET_ERROR, CUNYI_SHEET_ERROR_NOT_A_TABLE,
                         _("This is a table of LibreOffice. Open it there, or in WPS, and save it as .xlsx."));
  else
    cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_NOT_A_TABLE);
}

/* (transfer full) The name of the part that is the workbook. */
static char *
find_workbook (CunyiArchive *archive, GError **error)
{
  g_autoptr (CunyiRelationships) package = cunyi_relationships_read (archive, "", error);
  const char *target;

  if (package == NULL)
    return NULL;
  target = cunyi_relationships_find (package, "officeDocument");
  if (target == NULL)
    {
      fail_without_workbook (archive, error);
      return NULL;
    }
  if (g_str_has_suffix (target, ".bin"))
    {
      g_set_error_literal (error, CUNYI_SHEET_ERROR, CUNYI_SHEET_ERROR_NOT_A_TABLE,
                           _("This is a table of the kind .xlsb. Open it in Excel or WPS and save it as .xlsx."));
      return NULL;
    }
  return g_strdup (target);
}

static gboolean
read_shared (CunyiArchive *archive, CunyiRelationships *relationships, CunyiXlsxShared *shared, GError **error)
{
  const char *styles = cunyi_relationships_find (relationships, "styles");
  const char *strings = cunyi_relationships_find (relationships, "sharedStrings");

  /* Some writers name the part of strings and leave it out when no cell has a text. */
  return (styles == NULL || !cunyi_archive_has (archive, styles)
          || cunyi_xlsx_read_styles (archive, styles, shared->formats, error))
         && (strings == NULL || !cunyi_archive_has (archive, strings)
             || cunyi_xlsx_read_strings (archive, strings, shared->strings, error));
}

static gboolean
read_sheet (CunyiArchive *archive, const char *part, const char *name, const CunyiXlsxShared *shared,
            GPtrArray *tables, GError **error)
{
  g_autoptr (CunyiGrid) grid = cunyi_grid_new (name, cunyi_archive_get_reading (archive));
  CunyiTable *table;

  if (!cunyi_xlsx_read_sheet (archive, part, shared, grid, error))
    return FALSE;
  table = cunyi_grid_finish (grid, error);
  if (table == NULL)
    return FALSE;
  g_ptr_array_add (tables, table);
  return TRUE;
}

/* Sheets of charts and of dialogs are passed over; a sheet that leads nowhere is damage. */
static gboolean
read_sheets (CunyiArchive *archive, GArray *sheets, CunyiRelationships *relationships, const CunyiXlsxShared *shared,
             GPtrArray *tables, GError **error)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      const Sheet *sheet = &g_array_index (sheets, Sheet, i);
      const char *part = sheet->id ? cunyi_relationships_get (relationships, sheet->id, "worksheet") : NULL;

      if (part == NULL && (sheet->id == NULL || !cunyi_relationships_has (relationships, sheet->id)))
        return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_DAMAGED);
      if (part && !read_sheet (archive, part, sheet->name, shared, tables, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_workbook (CunyiArchive *archive, const char *part, GArray *sheets, GPtrArray *tables, GError **error)
{
  static const CunyiXmlHandler handler = { names, start_cb };
  g_autoptr (CunyiRelationships) relationships = NULL;
  g_autoptr (CunyiSharedStrings) strings = cunyi_shared_strings_new ();
  g_autoptr (CunyiFormats) formats = cunyi_formats_new ();
  CunyiXlsxShared shared = { strings, formats };
  Workbook workbook = { .sheets = sheets };

  if (!cunyi_xml_read (archive, part, &handler, &workbook, error))
    return FALSE;
  if (!workbook.is_workbook)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_NOT_A_TABLE);
  shared.from_1904 = workbook.from_1904;
  relationships = cunyi_relationships_read (archive, part, error);
  return relationships && read_shared (archive, relationships, &shared, error)
         && read_sheets (archive, sheets, relationships, &shared, tables, error);
}

GPtrArray *
cunyi_xlsx_read (GBytes *bytes, CunyiReading *reading, GError **error)
{
  g_autoptr (CunyiArchive) archive = cunyi_archive_new (bytes, reading, error);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_table_unref);
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  g_autofree char *part = NULL;

  g_array_set_clear_func (sheets, clear_sheet);
  if (archive == NULL)
    return NULL;
  part = find_workbook (archive, error);
  if (part == NULL || !read_workbook (archive, part, sheets, tables, error))
    return NULL;
  return g_steal_pointer (&tables);
}
