/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds the names in the text of a statement and writes the lists as JSON. */

#include "config.h"

#include "form/code-rows.h"

#include <string.h>

#include "form/json.h"

#define PREFIX ":codes_"

static void
write_cell (GString *json, const char *name, const char *value)
{
  cunyi_json_append_name (json, name);
  cunyi_json_append_text (json, value);
}

/* One code. Code and label stand under these names, whatever the columns are called. */
static void
write_row (GString *json, CunyiCodes *codes, const char *code)
{
  CunyiTable *table = cunyi_codes_get_table (codes);

  g_string_append_c (json, '{');
  write_cell (json, "code", code);
  write_cell (json, "label", cunyi_codes_get_label (codes, code));
  for (guint i = 0; i < cunyi_table_row_length (table, 0); i++)
    {
      g_autofree char *name = g_strstrip (g_strdup (cunyi_table_get (table, 0, i)));
      const char *value = cunyi_codes_get (codes, code, name);

      if (value && strcmp (name, "code") != 0 && strcmp (name, "label") != 0)
        write_cell (json, name, value);
    }
  g_string_append_c (json, '}');
}

static char *
write_list (CunyiCodes *codes)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < cunyi_codes_count (codes); i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      write_row (json, codes, cunyi_codes_get_code (codes, i));
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

void
cunyi_code_rows_bind (CunyiStatement *statement, const char *sql, CunyiCodesFunc codes, gpointer data)
{
  for (const char *at = strstr (sql, PREFIX); at && codes; at = strstr (at + 1, PREFIX))
    {
      g_autofree char *list = g_strndup (at + strlen (PREFIX), strspn (at + strlen (PREFIX), G_CSET_a_2_z G_CSET_DIGITS "_"));
      g_autofree char *parameter = g_strconcat (PREFIX, list, NULL);
      CunyiCodes *found = codes (list, data);
      g_autofree char *json = found ? write_list (found) : NULL;

      if (json)
        cunyi_statement_bind_text (statement, parameter, json);
    }
}
