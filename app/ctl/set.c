/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl set: the numbers and choices that rules go by. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/standard.h"
#include "ctl/ctl.h"
#include "form/json.h"

static void
print_standard (const CunyiStandard *standard, gboolean json, gboolean first)
{
  g_autoptr (GString) line = g_string_new (json ? (first ? "\n{" : ",\n{") : NULL);
  const char *const names[] = { "name", "value", "usual", "unit", "title", "source", "note" };
  const char *const values[] = { standard->name, cunyi_standard_get (standard), standard->usual, standard->unit,
                                 standard->title, standard->source, standard->note };

  for (guint i = 0; i < (json ? G_N_ELEMENTS (names) : 5); i++)
    if (json)
      {
        cunyi_json_append_name (line, names[i]);
        cunyi_json_append_text (line, values[i]);
      }
    else
      g_string_append_printf (line, "%s%s", i > 0 ? "\t" : "", values[i]);
  if (json)
    {
      cunyi_json_append_name (line, "used");
      g_string_append_c (line, '[');
      for (guint i = 0; i < standard->used->len; i++)
        {
          if (i > 0)
            g_string_append_c (line, ',');
          cunyi_json_append_text (line, g_ptr_array_index (standard->used, i));
        }
    }
  g_print ("%s%s", line->str, json ? "]}" : "\n");
}

static CunyiStandard *
find_standard (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (((CunyiStandard *) g_ptr_array_index (list, i))->name, name) == 0)
      return g_ptr_array_index (list, i);
  ctl_say (CTL_FAILED, _("There is nothing to be set under the name “%s”. “cunyictl set” lists what there is."), name);
  return NULL;
}

int
ctl_set (int argc, char **argv)
{
  gboolean json = FALSE, usual = FALSE;
  const GOptionEntry entries[] = {
    { "usual", 0, 0, G_OPTION_ARG_NONE, &usual, N_("Back to the value of the pack"), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Answer in JSON"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  CunyiStandard *chosen = NULL;

  if (!ctl_parse (ctl_find ("set"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc > 3 || (usual && argc != 2))
    return ctl_say (CTL_USAGE, _("Say a name and its new value, a name and --usual, or nothing for a list."));
  if ((clinic = ctl_open ()) == NULL)
    return CTL_FAILED;
  if ((list = cunyi_standard_list (clinic, &error)) == NULL)
    return ctl_fail (error);
  if (argc > 1 && (chosen = find_standard (list, argv[1])) == NULL)
    return CTL_FAILED;
  if (argc == 3 || usual)
    return cunyi_standard_set (clinic, chosen, usual ? NULL : argv[2], &error) ? CTL_OK : ctl_fail (error);
  if (json)
    g_print ("[");
  for (guint i = 0, n = 0; i < list->len; i++)
    if (chosen == NULL || chosen == g_ptr_array_index (list, i))
      print_standard (g_ptr_array_index (list, i), json, n++ == 0);
  if (json)
    g_print ("]\n");
  return CTL_OK;
}
