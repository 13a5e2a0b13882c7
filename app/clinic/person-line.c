/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The texts of the list over one person, and what a rule says of him. */

#include "config.h"

#include "clinic/person-line.h"

#include "clinic/about.h"
#include "clinic/rule.h"
#include "form/text.h"

#define LIST "person_line"

void
cunyi_person_line_free (CunyiPersonLine *line)
{
  g_free (line->label);
  g_free (line->value);
  g_free (line->rule);
  g_free (line);
}

/* NULL when it says nothing about this person. */
static CunyiPersonLine *
read_line (CunyiCodes *codes, const char *code, CunyiContext *context)
{
  const char *declared = cunyi_codes_get (codes, code, "value"), *rule = cunyi_codes_get (codes, code, "rule");
  g_autoptr (CunyiText) text = declared ? cunyi_text_new (declared, NULL, NULL, 0, 0) : NULL;
  g_autofree char *value = text ? g_strstrip (cunyi_text_expand (text, context)) : NULL;
  CunyiPersonLine *line;

  if (value == NULL || value[0] == '\0')
    return NULL;
  line = g_new0 (CunyiPersonLine, 1);
  line->label = g_strdup (cunyi_codes_get_label (codes, code));
  line->rule = g_strdup (rule ? rule : "");
  line->value = g_steal_pointer (&value);
  return line;
}

static void
take_line (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer lines)
{
  CunyiPersonLine *line = g_new0 (CunyiPersonLine, 1);

  line->label = g_strdup (cunyi_rule_get_column (row, "label"));
  line->value = g_strdup (cunyi_rule_get_column (row, "value"));
  line->rule = g_strdup (cunyi_rule_get_column (row, "rule"));
  g_ptr_array_add (lines, line);
}

GPtrArray *
cunyi_person_line_list (CunyiClinic *clinic, const char *person, GError **error)
{
  CunyiCodes *codes = cunyi_library_get_codes (cunyi_clinic_get_library (clinic), LIST);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_person_line_free);
  const CunyiRule *rule = cunyi_library_get_rule (cunyi_clinic_get_library (clinic), "lines", LIST);
  g_autoptr (CunyiContext) context = codes ? cunyi_clinic_describe (clinic, person, error) : NULL;

  if (codes && context == NULL)
    return NULL;
  for (guint i = 0; codes && i < cunyi_codes_count (codes); i++)
    {
      CunyiPersonLine *line = read_line (codes, cunyi_codes_get_code (codes, i), context);

      if (line)
        g_ptr_array_add (lines, line);
    }
  if (rule && !cunyi_rule_run_about (clinic, "lines", rule, person, take_line, lines, error))
    return NULL;
  return g_steal_pointer (&lines);
}
