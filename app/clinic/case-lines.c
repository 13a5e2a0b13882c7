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

gboolean
cunyi_case_lines_describe (CunyiClinic *clinic, const char *workflow, const char *case_, CunyiContext *context,
                           GError **error)
{
  g_autoptr (GPtrArray) lines = cunyi_case_lines_list (clinic, workflow, case_, error);

  cunyi_context_add_list (context, LIST);
  for (guint i = 0; lines && i < lines->len; i++)
    {
      const CunyiCaseLine *line = g_ptr_array_index (lines, i);
      CunyiContext *row = cunyi_context_add_row (context, LIST);
      g_autofree char *due = cunyi_day_to_text (line->due);

      cunyi_context_set (row, "line_label", line->label);
      cunyi_context_set_int (row, "line_done", line->done);
      cunyi_context_set (row, "line_wanted", NULL);
      if (line->wanted > 0)
        cunyi_context_set_int (row, "line_wanted", line->wanted);
      cunyi_context_set (row, "line_due", due);
      cunyi_context_set (row, "line_note", line->note);
    }
  return lines != NULL;
}
