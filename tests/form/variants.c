/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The later variant of a follow-up differs from the form in use only by what it adds: no rule of it is older. */

#include "config.h"

#include "base/pack.h"

#include <string.h>

#define SOURCE "seen in six or more systems"

static char **
read_lines (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/national/forms/%s.csv", cunyi_packs_get_folder (), name), *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return g_strsplit (g_strstrip (text), "\n", -1);
}

/* Begin and end of a group, questions and choices that only the later variant has. */
static gboolean
is_addition (const char *line)
{
  return strstr (line, SOURCE) || g_str_has_prefix (line, ",end_group,") || g_str_has_prefix (line, ",next_step,")
         || g_str_has_prefix (line, ",arrived,");
}

static void
later_is_the_base_and_additions (gconstpointer data)
{
  g_autofree char *name = g_strdup_printf ("%s@later", (const char *) data);
  g_auto(GStrv) base = read_lines (data);
  g_auto(GStrv) later = read_lines (name);
  guint n = g_strv_length (base) - 2, i = 0, added = 0; /* the settings say which variant it is */

  g_assert_true (strstr (base[n], "form_id") && strstr (base[n + 1], data));
  for (guint row = 0; later[row] && !strstr (later[row], "valid_from"); row++)
    if (i < n && strcmp (later[row], base[i]) == 0)
      i++;
    else if (is_addition (later[row]))
      added++;
    else
      g_error ("%s, row %u: it stands neither at this place of the base nor is it an addition:\n%s\nthe base has:\n%s", name, row + 1,
               later[row], i < n ? base[i] : "nothing");
  g_assert_cmpuint (i, ==, n);
  g_assert_cmpuint (added, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/form/variants/hypertension_followup", "hypertension_followup", later_is_the_base_and_additions);
  g_test_add_data_func ("/form/variants/diabetes_followup", "diabetes_followup", later_is_the_base_and_additions);
  return g_test_run ();
}
