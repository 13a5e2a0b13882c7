/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows of a rule as lines of a case. */

#include "config.h"

#include "clinic/case-lines.h"

#include "base/clock.h"
#include "clinic/rule.h"

#define LIST "case_line"

void
cunyi_case_line_free (CunyiCaseLine *line)
{
  g_free (line->label);
  g_free (line->note);
  g_free (line);
}

const char *
cunyi_case_lines_get_title (CunyiClinic *clinic, const char *workflow)
{
  const CunyiRule *rule = cunyi_library_get_rule (cunyi_clinic_get_library (clinic), "lines", workflow);

  return rule ? cunyi_rule_get (rule, "title") : NULL;
}

static void
take_line (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer data)
{
  CunyiCaseLine *line = g_new0 (CunyiCaseLine, 1);

  line->label = g_strdup (cunyi_rule_get_column (row, "label"));
  line->done = (int) g_ascii_strtoll (cunyi_rule_get_column (row, "done"), NULL, 10);
  line->wanted = (int) g_ascii_strtoll (cunyi_rule_get_column (row, "wanted"), NULL, 10);
  line->due = cunyi_day_parse (cunyi_rule_get_column (row, "due"));
  line->note = g_strdup (cunyi_rule_get_column (row, "note"));
  g_ptr_array_add (data, line);
}

GPtrArray *
cunyi_case_lines_list (CunyiClinic *clinic, const char *workflow, const char *case_, GError **error)
{
  const CunyiRule *rule = cunyi_library_get_rule (cunyi_clinic_get_library (clinic), "lines", workflow);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_case_line_free);

  if (rule && !cunyi_rule_run_about (clinic, "lines", rule, case_, take_line, lines, error))
    return NULL;
  return g_steal_pointer (&lines);
}

/* What a paper may print: every column, named line_<column>. */
static void
take_printed (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer context)
{
  CunyiContext *line = cunyi_context_add_row (context, LIST);

  for (int i = 0; i < cunyi_statement_n_columns (row); i++)
    {
      g_autofree char *name = g_strconcat ("line_", cunyi_statement_column_name (row, i), NULL);

      cunyi_context_set (line, name, cunyi_statement_text_at (row, i));
    }
}

gboolean
cunyi_case_lines_describe (CunyiClinic *clinic, const char *workflow, const char *case_, const char *document,
                           CunyiContext *context, GError **error)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  const CunyiRule *rule = cunyi_library_get_rule (library, "lines", document);

  if (rule == NULL)
    rule = cunyi_library_get_rule (library, "lines", workflow);
  cunyi_context_add_list (context, LIST);
  return rule == NULL || cunyi_rule_run_about (clinic, "lines", rule, case_, take_printed, context, error);
}
