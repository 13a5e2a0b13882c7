/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The lines of a listing, a page at a time: codes become the words that the doctor uses. */

#include "config.h"

#include "clinic/listing.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"

void
cunyi_resident_line_free (CunyiResidentLine *line)
{
  g_free (line->id);
  g_free (line->name);
  g_free (line->sex);
  g_free (line->age);
  g_free (line->place);
  g_free (line->household);
  g_free (line->groups);
  g_free (line->diseases);
  g_free (line->term);
  g_free (line);
}

/* The labels of codes, none twice, parted by blanks. */
static char *
label_codes (CunyiClinic *clinic, const char *list, const char *first, const char *second)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_autofree char *all = g_strdelimit (g_strconcat (first, " ", second, NULL), ",", ' ');
  g_auto (GStrv) words = g_strsplit (all, " ", -1);
  GString *labels = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    {
      if (words[i][0] == '\0' || g_strv_contains ((const char *const *) words + i + 1, words[i]))
        continue;
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? " " : "",
                              cunyi_library_get_label (library, list, words[i]));
    }
  return g_string_free (labels, FALSE);
}

/* The workflow whose term lists show: that of the first filter which asks for one. */
static const char *
term_workflow (CunyiClinic *clinic)
{
  CunyiCodes *declared = cunyi_library_get_codes (cunyi_clinic_get_library (clinic), "resident_filter");

  for (guint i = 0; declared && i < cunyi_codes_count (declared); i++)
    {
      const char *code = cunyi_codes_get_code (declared, i);

      if (g_strcmp0 (cunyi_codes_get (declared, code, "kind"), "no_term") == 0)
        return cunyi_codes_get (declared, code, "of");
    }
  return "";
}

static char *
name_household (const char *head, const char *number)
{
  return g_strconcat (head, head[0] && number[0] ? " " : "", number, NULL);
}

static CunyiResidentLine *
read_person (CunyiClinic *clinic, CunyiStatement *row)
{
  CunyiResidentLine *line = g_new0 (CunyiResidentLine, 1);
  int age = cunyi_day_age (cunyi_day_parse (cunyi_statement_get_text (row, "birth")), cunyi_clock_today ());
  const char *state = cunyi_statement_get_text (row, "state"), *name = cunyi_statement_get_text (row, "name");

  line->id = g_strdup (cunyi_statement_get_text (row, "id"));
  if (strcmp (state, "dead") == 0)
    /* Translators: %s is the name of somebody who died. */
    line->name = g_strdup_printf (_("%s (died)"), name);
  else if (strcmp (state, "moved") == 0)
    /* Translators: %s is the name of somebody who moved away. */
    line->name = g_strdup_printf (_("%s (moved)"), name);
  else
    line->name = g_strdup (name);
  line->sex = g_strdup (cunyi_library_get_label (cunyi_clinic_get_library (clinic), "sex",
                                                 cunyi_statement_get_text (row, "sex")));
  line->age = age < 0 ? g_strdup ("") : g_strdup_printf ("%d", age);
  line->place = g_strdup (cunyi_statement_get_text (row, "place"));
  line->household = name_household (cunyi_statement_get_text (row, "head"), cunyi_statement_get_text (row, "number"));
  line->groups = label_codes (clinic, "group", cunyi_statement_get_text (row, "household_groups"),
                              cunyi_statement_get_text (row, "own_groups"));
  line->diseases = label_codes (clinic, "disease", cunyi_statement_get_text (row, "diseases"), "");
  line->term = g_strdup (cunyi_statement_get_text (row, "term"));
  return line;
}

static CunyiResidentLine *
read_household (CunyiClinic *clinic, CunyiStatement *row)
{
  CunyiResidentLine *line = g_new0 (CunyiResidentLine, 1);
  gint64 people = cunyi_statement_get_int (row, "people"), held = cunyi_statement_get_int (row, "held");

  line->id = g_strdup (cunyi_statement_get_text (row, "id"));
  line->name = g_strdup (cunyi_statement_get_text (row, "head"));
  line->sex = g_strdup ("");
  line->age = g_strdup_printf ("%" G_GINT64_FORMAT, people);
  line->place = g_strdup (cunyi_statement_get_text (row, "place"));
  line->household = g_strconcat (cunyi_statement_get_text (row, "number"), " ",
                                 cunyi_statement_get_text (row, "address"), NULL);
  g_strstrip (line->household);
  line->groups = label_codes (clinic, "group", cunyi_statement_get_text (row, "groups"),
                              cunyi_statement_get_text (row, "own_groups"));
  line->diseases = label_codes (clinic, "disease", cunyi_statement_get_text (row, "diseases"), "");
  line->term = held > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, held, people) : g_strdup ("");
  return line;
}

static CunyiResidentLine *
empty_line (const char *id)
{
  CunyiResidentLine *line = g_new0 (CunyiResidentLine, 1);

  line->id = g_strdup (id);
  line->name = g_strdup ("");
  line->sex = g_strdup ("");
  line->age = g_strdup ("");
  line->place = g_strdup ("");
  line->household = g_strdup ("");
  line->groups = g_strdup ("");
  line->diseases = g_strdup ("");
  line->term = g_strdup ("");
  return line;
}

/* Ids are letters, digits and dots of our own making, but a list of ids may come from a pack's query. */
static char *
ids_to_json (const char *const *ids, guint n)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    {
      g_string_append (json, i > 0 ? ",\"" : "\"");
      for (const char *p = ids[i]; *p; p++)
        {
          if (*p == '"' || *p == '\\')
            g_string_append_c (json, '\\');
          if ((guchar) *p >= ' ')
            g_string_append_c (json, *p);
        }
      g_string_append_c (json, '"');
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

typedef CunyiResidentLine *(*ReadLine) (CunyiClinic *clinic, CunyiStatement *row);

static GPtrArray *
read_lines (CunyiClinic *clinic, const char *name, ReadLine read, const char *const *ids, guint n, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_resident_line_free);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                        (GDestroyNotify) cunyi_resident_line_free);
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (cunyi_clinic_get_database (clinic), name, error);
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  g_autofree char *json = ids_to_json (ids, n);
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_text (rows, ":ids", json);
  cunyi_statement_bind_text (rows, ":day", today);
  cunyi_statement_bind_text (rows, ":workflow", term_workflow (clinic));
  while (cunyi_statement_step (rows, &local_error))
    {
      CunyiResidentLine *line = read (clinic, rows);

      g_hash_table_replace (found, line->id, line);
    }
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      CunyiResidentLine *line = NULL;

      if (!g_hash_table_steal_extended (found, ids[i], NULL, (gpointer *) &line))
        line = empty_line (ids[i]);
      g_ptr_array_add (lines, line);
    }
  return g_steal_pointer (&lines);
}

GPtrArray *
cunyi_listing_read_people (CunyiClinic *clinic, const char *const *ids, guint n, GError **error)
{
  return read_lines (clinic, "resident/people-lines", read_person, ids, n, error);
}

GPtrArray *
cunyi_listing_read_households (CunyiClinic *clinic, const char *const *ids, guint n, GError **error)
{
  return read_lines (clinic, "resident/household-lines", read_household, ids, n, error);
}
