/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl import: a roster without a window. Lines of four kinds: column, count, finding, missing. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/fault.h"
#include "clinic/roster.h"
#include "ctl/ctl.h"
#include "form/json.h"

static char *sheet;
static char **maps;
static char **meanings;
static gboolean preview, changes_only, take_doubtful, confirm_guesses, pad_numbers, json;

static const GOptionEntry entries[] = {
  { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, N_("The sheet to read (default: the one most like a roster)"), N_("NAME") },
  { "preview", 0, 0, G_OPTION_ARG_NONE, &preview, N_("Only say what would be done"), NULL },
  { "changes-only", 0, 0, G_OPTION_ARG_NONE, &changes_only, N_("The file holds changes only: nobody is missing from it"), NULL },
  { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &maps,
    N_("What a column is: its name or letter, and a field of roster_field (empty: none); may be repeated"), N_("COLUMN=FIELD") },
  { "meaning", 0, 0, G_OPTION_ARG_STRING_ARRAY, &meanings, N_("What a value of a column means; may be repeated"),
    N_("COLUMN:VALUE=CODE") },
  { "confirm-guesses", 0, 0, G_OPTION_ARG_NONE, &confirm_guesses, N_("Use columns whose names are only partly known"), NULL },
  { "pad-numbers", 0, 0, G_OPTION_ARG_NONE, &pad_numbers, N_("Give short household numbers their leading zeros back"), NULL },
  { "take-doubtful", 0, 0, G_OPTION_ARG_NONE, &take_doubtful, N_("Bring in doubtful rows too"), NULL },
  { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Answer in JSON"), NULL },
  { NULL },
};

/* ---- columns ---- */

/* "AB" of a column counted from 0. (transfer full) */
static char *
name_column (guint column)
{
  char *address = cunyi_cell_address (1, column + 1);

  address[strlen (address) - 1] = '\0';
  return address;
}

/* By its name or its letters; -1 for none. */
static int
find_column (CunyiRoster *roster, const char *name)
{
  for (guint i = 0; i < cunyi_roster_n_columns (roster); i++)
    if (strcmp (cunyi_roster_get_column (roster, i)->header, name) == 0)
      return (int) i;
  for (guint i = 0; i < cunyi_roster_n_columns (roster); i++)
    {
      g_autofree char *letters = name_column (cunyi_roster_get_column (roster, i)->column);

      if (g_ascii_strcasecmp (letters, name) == 0)
        return (int) i;
    }
  ctl_say (CTL_USAGE, _("There is no column “%s”."), name);
  return -1;
}

/* By its code or its label. */
static const char *
find_field (CunyiRoster *roster, const char *name)
{
  const char *const *fields = cunyi_roster_list_fields (roster);

  for (guint i = 0; fields[i]; i++)
    if (strcmp (fields[i], name) == 0 || strcmp (cunyi_roster_get_field_label (roster, fields[i]), name) == 0)
      return fields[i];
  return *name ? NULL : "";
}

/* "left=right", parted at the last sign, as names of columns may hold one. FALSE without any. */
static gboolean
part (const char *text, char sign, char **left, char **right)
{
  const char *at = strrchr (text, sign);

  if (at == NULL)
    return FALSE;
  *left = g_strndup (text, at - text);
  *right = g_strdup (at + 1);
  return TRUE;
}

static gboolean
map_column (CunyiRoster *roster, const char *map)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  const char *field;
  int column;

  if (!part (map, '=', &name, &value))
    return ctl_say (CTL_USAGE, _("“%s” is no COLUMN=FIELD."), map) == CTL_OK;
  if ((column = find_column (roster, name)) < 0)
    return FALSE;
  if ((field = find_field (roster, value)) == NULL)
    return ctl_say (CTL_USAGE, _("There is no field “%s”."), value) == CTL_OK;
  return cunyi_roster_set_field (roster, (guint) column, field);
}

static gboolean
set_meaning (CunyiRoster *roster, const char *text)
{
  g_autofree char *left = NULL;
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  int column;

  if (!part (text, '=', &left, &code) || !part (left, ':', &name, &value))
    return ctl_say (CTL_USAGE, _("“%s” is no COLUMN:VALUE=CODE."), text) == CTL_OK;
  if ((column = find_column (roster, name)) < 0)
    return FALSE;
  if (!cunyi_roster_set_meaning (roster, (guint) column, value, code))
    return ctl_say (CTL_USAGE, _("“%s” in the column “%s” cannot mean “%s”."), value, name, code) == CTL_OK;
  return TRUE;
}

static gboolean
settle_columns (CunyiRoster *roster)
{
  for (guint i = 0; confirm_guesses && i < cunyi_roster_n_columns (roster); i++)
    {
      const CunyiRosterColumn *column = cunyi_roster_get_column (roster, i);

      if (column->certainty == CUNYI_ROSTER_GUESS)
        cunyi_roster_set_field (roster, i, column->field);
    }
  for (guint i = 0; maps && maps[i]; i++)
    if (!map_column (roster, maps[i]))
      return FALSE;
  for (guint i = 0; meanings && meanings[i]; i++)
    if (!set_meaning (roster, meanings[i]))
      return FALSE;
  return TRUE;
}

static gboolean
choose_sheet (CunyiRoster *roster, CunyiClinic *clinic)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; sheet && i < cunyi_roster_n_sheets (roster); i++)
    if (strcmp (cunyi_roster_get_sheet_name (roster, i), sheet) == 0)
      {
        if (cunyi_roster_set_sheet (roster, clinic, i, &error))
          return TRUE;
        ctl_fail (error);
        return FALSE;
      }
  if (sheet)
    ctl_say (CTL_USAGE, _("There is no sheet “%s” in the file."), sheet);
  return sheet == NULL;
}

/* ---- the answer ---- */

static const char *
name_certainty (CunyiRosterCertainty certainty)
{
  static const char *const names[] = { "unknown", "exact", "guess", "remembered", "chosen" };

  return names[certainty];
}

static const char *
name_level (CunyiRosterLevel level)
{
  static const char *const names[] = { "note", "warning", "doubt", "block" };

  return names[level];
}

static const char *
name_action (CunyiRosterAction action)
{
  static const char *const names[] = { "add", "same", "change", "move", "refused" };

  return names[action];
}

/* One line of values under names; the first line of a list begins it. */
static void
print_values (const char *kind, const char *const *names, const char *const *values, gboolean first)
{
  g_autoptr (GString) text = g_string_new (json ? (first ? "\n{" : ",\n{") : kind);

  for (guint i = 0; names[i]; i++)
    if (json)
      {
        cunyi_json_append_name (text, names[i]);
        cunyi_json_append_text (text, values[i]);
      }
    else
      {
        g_autofree char *value = g_strdup (values[i]);

        g_string_append_printf (text, "\t%s", g_strdelimit (value, "\t\r\n", ' '));
      }
  g_string_append (text, json ? "}" : "\n");
  g_print ("%s", text->str);
}

static void
print_columns (CunyiRoster *roster)
{
  static const char *const names[] = { "column", "name", "field", "certainty", NULL };

  for (guint i = 0; i < cunyi_roster_n_columns (roster); i++)
    {
      const CunyiRosterColumn *column = cunyi_roster_get_column (roster, i);
      g_autofree char *letters = name_column (column->column);
      const char *const values[] = { letters, column->header, column->field, name_certainty (column->certainty) };

      print_values ("column", names, values, i == 0);
    }
}

static void
print_counts (CunyiRoster *roster)
{
  CunyiRosterCounts counts;

  cunyi_roster_count (roster, &counts);
  {
    const struct {
      const char *name;
      guint count;
    } all[] = {
      { "rows", counts.rows },           { "households", counts.households },
      { "new_households", counts.new_households }, { "changed_households", counts.changed_households },
      { "added", counts.added },         { "changed", counts.changed },
      { "moved", counts.moved },         { "same", counts.same },
      { "doubtful", counts.doubtful },   { "refused", counts.refused },
      { "taken", counts.taken },         { "missing", counts.missing },
      { "skipped", counts.skipped },     { "new_places", counts.new_places },
    };

    for (guint i = 0; i < G_N_ELEMENTS (all); i++)
      if (json)
        g_print ("%s\"%s\":%u", i > 0 ? "," : "", all[i].name, all[i].count);
      else
        g_print ("count\t%s\t%u\n", all[i].name, all[i].count);
  }
}

static void
print_findings (CunyiRoster *roster)
{
  static const char *const names[] = { "row", "column", "level", "kind", "person", "action", "taken", "message", NULL };

  for (guint i = 0; i < cunyi_roster_n_findings (roster); i++)
    {
      const CunyiRosterFinding *finding = cunyi_roster_get_finding (roster, i);
      const CunyiRosterRow *row = finding->index >= 0 ? cunyi_roster_get_row (roster, (guint) finding->index) : NULL;
      g_autofree char *number = finding->row > 0 ? g_strdup_printf ("%u", finding->row) : g_strdup ("");
      g_autofree char *letters = finding->column >= 0 ? name_column ((guint) finding->column) : g_strdup ("");
      const char *const values[] = { number,
                                     letters,
                                     name_level (finding->level),
                                     cunyi_roster_kind_name (finding->kind),
                                     row ? row->name : "",
                                     row ? name_action (row->action) : "",
                                     row ? (row->take ? "yes" : "no") : "",
                                     finding->message };

      print_values ("finding", names, values, i == 0);
    }
}

static void
print_missing (CunyiRoster *roster)
{
  static const char *const names[] = { "person", "name", "household", NULL };
  const CunyiRosterMissing *missing;

  for (guint i = 0; (missing = cunyi_roster_get_missing (roster, i)); i++)
    {
      const char *const values[] = { missing->person, missing->name, missing->household_number };

      print_values ("missing", names, values, i == 0);
    }
}

static void
print_answer (CunyiRoster *roster, gboolean applied)
{
  g_print ("%s", json ? "{\"columns\":[" : "");
  print_columns (roster);
  g_print ("%s", json ? "],\n\"counts\":{" : "");
  print_counts (roster);
  g_print ("%s", json ? "},\n\"findings\":[" : "");
  print_findings (roster);
  g_print ("%s", json ? "],\n\"missing\":[" : "");
  print_missing (roster);
  if (json)
    g_print ("],\n\"applied\":%s}\n", applied ? "true" : "false");
}

static int
judge (CunyiRoster *roster)
{
  for (guint i = 0; i < cunyi_roster_n_findings (roster); i++)
    if (cunyi_roster_get_finding (roster, i)->level >= CUNYI_ROSTER_WARNING)
      return CTL_FINDINGS;
  return CTL_OK;
}

/* ---- the command ---- */

static int
import (CunyiClinic *clinic, CunyiRoster *roster)
{
  const CunyiRosterOptions options = { .changes_only = changes_only, .pad_numbers = pad_numbers };
  g_autoptr (GError) error = NULL;
  CunyiRosterCounts counts;

  if (!cunyi_roster_compare (roster, clinic, &options, ctl_progress, NULL, NULL, &error))
    return ctl_fail (error);
  if (take_doubtful)
    cunyi_roster_take_doubtful (roster, TRUE);
  if (!preview && !cunyi_roster_apply (roster, clinic, ctl_progress, NULL, NULL, &error))
    return ctl_fail (error);
  print_answer (roster, !preview);
  cunyi_roster_count (roster, &counts);
  if (preview)
    ctl_say (CTL_OK, ngettext ("Nothing was written. %u row would come in.", "Nothing was written. %u rows would come in.",
                               counts.taken), counts.taken);
  else
    ctl_say (CTL_OK, ngettext ("%u row came in.", "%u rows came in.", counts.taken), counts.taken);
  return judge (roster);
}

int
ctl_import (int argc, char **argv)
{
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (CunyiRoster) roster = NULL;
  g_autoptr (GError) error = NULL;

  if (!ctl_parse (ctl_find ("import"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc != 2)
    return ctl_say (CTL_USAGE, _("Say which file holds the roster."));
  if ((clinic = ctl_open ()) == NULL)
    return CTL_FAILED;
  roster = cunyi_roster_read (clinic, argv[1], NULL, &error);
  if (roster == NULL)
    return ctl_fail (error);
  if (!choose_sheet (roster, clinic) || !settle_columns (roster))
    return CTL_USAGE;
  return import (clinic, roster);
}
