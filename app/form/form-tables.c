/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What instance ('name') and pulldata ('name', …) look into: a list of the sheet choices, a code list, or a file beside the
 * form. Each becomes <instance><root><item>…</item>…</root></instance>, with the columns that some expression looks at and
 * no others: a list of all villages of a county has thousands of rows. */

#include "config.h"

#include "form/form-private.h"

#include "form/context-private.h"
#include "form/expression-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ROWS 20000
#define ANY "*" /* any column */

/* ---- noting ---- */

static GArray *
find_choice_rows (CunyiFormReader *reader, const char *name)
{
  return reader->choice_rows ? g_hash_table_lookup (reader->choice_rows, name) : NULL;
}

static gboolean
has_column (CunyiFormReader *reader, const char *list, CunyiCodes *codes, const char *column)
{
  if (*column == '\0' || strcmp (column, ANY) == 0)
    return TRUE;
  if (!find_choice_rows (reader, list))
    return cunyi_codes_find_column (codes, column) >= 0;
  return strcmp (column, "label") == 0 || cunyi_sheet_has_column (reader->choices, column);
}

static void
note (CunyiFormReader *reader, const char *list, const char *column)
{
  GHashTable *columns;

  if (!reader->tables)
    reader->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  columns = g_hash_table_lookup (reader->tables, list);
  if (!columns)
    {
      columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (reader->tables, g_strdup (list), columns);
    }
  g_hash_table_add (columns, g_strdup (column));
}

void
cunyi_form_want_tables (CunyiFormReader *reader, CunyiExpression *expression, const char *sheet, guint row, guint column)
{
  guint n;
  const CunyiLookup *lookups = cunyi_expression_get_lookups (expression, &n);

  for (guint i = 0; i < n; i++)
    {
      const CunyiLookup *lookup = &lookups[i];
      CunyiCodes *codes = find_choice_rows (reader, lookup->list) ? NULL : cunyi_form_find_codes (reader, lookup->list);

      if (!codes && !find_choice_rows (reader, lookup->list))
        {
          cunyi_faults_add (reader->faults, CUNYI_FAULT_UNKNOWN_LIST, sheet, row, column,
                            _("There is no list “%s”. Put the file %s.csv beside the form, or the list into the sheet choices."),
                            lookup->list, lookup->list);
          return;
        }
      if (has_column (reader, lookup->list, codes, lookup->column))
        note (reader, lookup->list, lookup->column);
      else
        cunyi_faults_add (reader->faults, CUNYI_FAULT_UNKNOWN_COLUMN, sheet, row, column,
                          _("The list “%s” has no column “%s”. Look at its first line."), lookup->list, lookup->column);
    }
}

/* ---- building ---- */

static xmlNode *
add_element (xmlNode *around, const char *name)
{
  xmlNode *node = xmlNewDocNode (around->doc, NULL, BAD_CAST name, NULL);

  xmlAddChild (around, node);
  return node;
}

static xmlNode *
add_item (xmlNode *root)
{
  xmlNode *item = add_element (root, "item");

  cunyi_node_mark_row (item);
  return item;
}

/* The columns to be built, as a list. */
static GPtrArray *
list_columns (GHashTable *wanted, GPtrArray *all)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains (wanted, ANY) || g_hash_table_contains (wanted, g_ptr_array_index (all, i)))
      g_ptr_array_add (columns, g_strdup (g_ptr_array_index (all, i)));
  return columns;
}

static GPtrArray *
list_choice_columns (CunyiFormReader *reader)
{
  GPtrArray *all = g_ptr_array_new ();

  g_ptr_array_add (all, (gpointer) "name");
  g_ptr_array_add (all, (gpointer) "label");
  for (guint i = 0; i < cunyi_sheet_n_columns (reader->choices); i++)
    {
      const char *header = cunyi_sheet_column_name (reader->choices, i);

      if (*header && g_ascii_strcasecmp (header, "name") != 0 && !g_str_has_prefix (header, "label"))
        g_ptr_array_add (all, (gpointer) header);
    }
  return all;
}

static void
build_from_choices (CunyiFormReader *reader, xmlNode *root, GArray *rows, GHashTable *wanted)
{
  g_autoptr (GPtrArray) all = list_choice_columns (reader);
  g_autoptr (GPtrArray) columns = list_columns (wanted, all);

  for (guint i = 0; i < rows->len; i++)
    {
      guint row = g_array_index (rows, guint, i);
      xmlNode *item = add_item (root);

      for (guint j = 0; j < columns->len; j++)
        {
          const char *name = g_ptr_array_index (columns, j);
          const char *header = strcmp (name, "label") == 0 ? cunyi_form_pick_column (reader, reader->choices, name, row)
                                                           : name;

          cunyi_choice_add_column (item, name, strcmp (name, "name") == 0 ? cunyi_sheet_get_plain (reader->choices, row, name)
                                                                      : cunyi_sheet_get (reader->choices, row, header));
        }
    }
}

/* The names under which the cells of a file are known: its headers, and the name and label of a list of choices. */
static GPtrArray *
list_file_columns (CunyiCodes *codes)
{
  static const char *const usual[] = { "code", "name", "label" };
  CunyiTable *table = cunyi_codes_get_table (codes);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (cunyi_codes_find_column (codes, usual[i]) >= 0)
      g_ptr_array_add (all, g_strdup (usual[i]));
  for (guint i = 0; i < cunyi_table_row_length (table, 0); i++)
    {
      g_autofree char *header = g_strstrip (g_strdup (cunyi_table_get (table, 0, i)));

      if (*header && !g_ptr_array_find_with_equal_func (all, header, g_str_equal, NULL))
        g_ptr_array_add (all, g_steal_pointer (&header));
    }
  return all;
}

static void
build_from_file (xmlNode *root, CunyiCodes *codes, GHashTable *wanted)
{
  CunyiTable *table = cunyi_codes_get_table (codes);
  g_autoptr (GPtrArray) all = list_file_columns (codes);
  g_autoptr (GPtrArray) columns = list_columns (wanted, all);

  for (guint row = 1; row < cunyi_table_n_rows (table) && row <= MAX_ROWS; row++)
    {
      xmlNode *item = add_item (root);

      for (guint j = 0; j < columns->len; j++)
        {
          const char *name = g_ptr_array_index (columns, j);
          const char *text = cunyi_table_get (table, row, cunyi_codes_find_column (codes, name));
          g_autofree char *trimmed = g_strstrip (g_strdup (text));

          cunyi_choice_add_column (item, name, trimmed);
        }
    }
}

void
cunyi_form_build_tables (CunyiFormReader *reader)
{
  xmlNode *top = xmlDocGetRootElement (reader->form->choices);
  GHashTableIter iter;
  gpointer name, wanted;

  if (!reader->tables)
    return;
  g_hash_table_iter_init (&iter, reader->tables);
  while (g_hash_table_iter_next (&iter, &name, &wanted))
    {
      xmlNode *instance = add_element (top, "instance"), *root = add_element (instance, "root");
      GArray *rows = find_choice_rows (reader, name);

      if (rows)
        build_from_choices (reader, root, rows, wanted);
      else
        build_from_file (root, cunyi_form_find_codes (reader, name), wanted);
      g_hash_table_insert (reader->form->tables, g_strdup (name), instance);
    }
  g_clear_pointer (&reader->tables, g_hash_table_unref);
}
