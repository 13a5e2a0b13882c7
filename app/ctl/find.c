/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl find: the search box without a window. */

#include "config.h"

#include <glib/gi18n.h>

#include "base/id-number.h"
#include "ctl/ctl.h"
#include "form/json.h"

static void
print_line (CunyiClinic *clinic, CunyiStatement *row, gboolean json, gboolean first)
{
  const char *sex = cunyi_library_get_label (cunyi_clinic_get_library (clinic), "sex",
                                             cunyi_statement_get_text (row, "sex"));
  g_autofree char *masked = cunyi_id_number_mask (cunyi_statement_get_text (row, "id_number"));
  const char *const names[] = { "id", "name", "sex", "birth", "id_number", "household", "household_number", "place" };
  const char *const values[] = { cunyi_statement_get_text (row, "id"),
                                 cunyi_statement_get_text (row, "name"),
                                 sex,
                                 cunyi_statement_get_text (row, "birth"),
                                 masked,
                                 cunyi_statement_get_text (row, "household"),
                                 cunyi_statement_get_text (row, "household_number"),
                                 cunyi_statement_get_text (row, "place_name") };
  g_autoptr (GString) text = g_string_new (json ? (first ? "\n{" : ",\n{") : NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (json)
      {
        cunyi_json_append_name (text, names[i]);
        cunyi_json_append_text (text, values[i]);
      }
    else
      g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", values[i]);
  g_string_append (text, json ? "}" : "\n");
  g_print ("%s", text->str);
}

static int
print_people (CunyiClinic *clinic, GPtrArray *people, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) row = cunyi_database_statement (cunyi_clinic_get_database (clinic), "person/by-id", &error);

  if (json)
    g_print ("[");
  for (guint i = 0; row && i < people->len; i++)
    {
      cunyi_statement_reset (row);
      cunyi_statement_bind_text (row, ":id", g_ptr_array_index (people, i));
      if (cunyi_statement_step (row, &error))
        print_line (clinic, row, json, i == 0);
    }
  if (json)
    g_print ("]\n");
  return error ? ctl_fail (error) : CTL_OK;
}

int
ctl_find_people (int argc, char **argv)
{
  gboolean json = FALSE;
  int limit = 50;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Answer in JSON"), NULL },
    { "limit", 'n', 0, G_OPTION_ARG_INT, &limit, N_("At most so many people (default: 50)"), N_("NUMBER") },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!ctl_parse (ctl_find ("find"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc < 2)
    return ctl_say (CTL_USAGE, _("Say whom to find."));
  if ((clinic = ctl_open ()) == NULL)
    return CTL_FAILED;
  if (!cunyi_search_fill (cunyi_clinic_get_search (clinic), cunyi_clinic_get_database (clinic), NULL, &error))
    return ctl_fail (error);
  words = g_strjoinv (" ", argv + 1);
  people = cunyi_search_find (cunyi_clinic_get_search (clinic), words, MAX (limit, 1));
  if (people->len == 0)
    ctl_say (CTL_OK, _("Nobody fits “%s”."), words);
  return print_people (clinic, people, json);
}
