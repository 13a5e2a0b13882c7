/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The forms that ship, beside their inventories and rules: what is answered, and what the form then shows. The cases are
 * data, one file for each form of the national pack, tests/form/cases/<form>.csv; a file that is there is tested.
 *
 *   case,known,last,answers,field,shows,expected
 *   # a line like this is a note
 *   what a whole form holds,,,,,questions,33
 *   150/90 at 65 is satisfied,person_birth=1957-08-01,,sbp=149; dbp=89,class,proposal,1
 *   ,,,dbp=90,class,proposal,2
 *
 * A row with a case begins a new form on 2022-08-01; a row without goes on with it, so a case is a walk of as many steps as
 * wanted. Each row takes its answers first, then looks at one field.
 *
 *   known     what is known without asking, beside the limits of the pack: name=value; name=value. A row of a list: person_disease[1]/disease_code=hypertension
 *   last      answers of the last record, of 2022-05-01, likewise: what stands beside the field (column previous)
 *   answers   path=what is typed; in this order. A member that is not there is added: drug[2]/dose=5; a bare path! confirms
 *             the warning there. “\;” is a semicolon.
 *   field     path of a question; blank for what is the form's
 *   shows     value, text, label, hint, visible, enabled, required, error, warning, choices, previous, copied, proposal,
 *             overruled, members, width, kind, print, source; of the form: questions, title, version, suits, missing, opens
 *
 * visible, enabled, required, copied and overruled are yes or no. error and warning hold what is expected, and when that is
 * blank there is none. choices are all that are offered, “1 男|2 女”. missing tries to finish and lists the paths that are
 * then told, parted by blanks. opens finishes and lists the cases that are asked for, “problem:P_INS”. questions counts what
 * may be answered, without what is calculated. kind is the kind of the question:
 * text integer decimal date time dateTime select_one select_multiple rank acknowledge image calculate note group repeat. */

#include "config.h"

#include "base/clock.h"
#include "base/codes.h"
#include "base/csv.h"
#include "base/pack.h"
#include "form/limits.h"
#include "form/session.h"

#include <string.h>

enum { CASE, KNOWN, LAST, ANSWERS, FIELD, SHOWS, EXPECTED, N_COLUMNS };

static const char *const columns[N_COLUMNS] = { "case", "known", "last", "answers", "field", "shows", "expected" };

/* One case: rows `first` to before `end` of a file. */
typedef struct {
  CunyiForm *form;
  CunyiTable *table;
  guint first, end;
} Case;

static CunyiPack *pack;
static CunyiCodes *limits;

/* (transfer full) */
static CunyiCodes *
load_codes (const char *id)
{
  g_autoptr (CunyiPackFile) file = cunyi_pack_find_file (pack, "codes", id);
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (id);
  g_autoptr (GBytes) bytes = file ? cunyi_pack_file_read (file, NULL) : NULL;

  return bytes ? cunyi_codes_parse (id, bytes, faults) : NULL;
}

static CunyiCodes *
find_codes (const char *id, gpointer lists)
{
  CunyiCodes *codes = g_hash_table_lookup (lists, id);

  if (!codes)
    {
      codes = load_codes (id);
      if (codes)
        g_hash_table_insert (lists, g_strdup (id), codes);
    }
  return codes;
}

static CunyiForm *
load_form (const char *id)
{
  g_autoptr (GHashTable) lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cunyi_codes_unref);
  g_autoptr (CunyiPackFile) file = cunyi_pack_find_file (pack, "forms", id);
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  CunyiForm *form;

  if (!file)
    g_error ("there are cases of a form that is not there: %s", id);
  bytes = cunyi_pack_file_read (file, &error);
  g_assert_no_error (error);
  form = cunyi_form_parse (id, bytes, find_codes, lists, faults);
  if (cunyi_faults_count (faults) > 0)
    {
      g_autofree char *fault = cunyi_fault_to_text (cunyi_faults_get (faults, 0));

      g_error ("%s", fault);
    }
  return form;
}

/* name=value; name=value. Names and values stand one after the other. */
static GPtrArray *
read_pairs (const char *text)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_regex_split_simple ("(?<!\\\\);", text, 0, 0);

  for (guint i = 0; parts[i]; i++)
    {
      const char *part = g_strstrip (parts[i]), *sign = strchr (part, '=');
      g_autoptr (GString) value = g_string_new (sign ? sign + 1 : "");

      if (*part == '\0')
        continue;
      g_string_replace (value, "\\;", ";", 0);
      g_ptr_array_add (pairs, g_strstrip (g_strndup (part, sign ? (gsize) (sign - part) : strlen (part))));
      g_ptr_array_add (pairs, g_strstrip (g_strdup (sign ? value->str : "!")));
    }
  return pairs;
}

/* Splits member[2]/name. FALSE when the path is not one. */
static gboolean
split_member (const char *path, char **list, guint *position, const char **rest)
{
  const char *open = strchr (path, '['), *close = open ? strchr (open, ']') : NULL;

  if (!close)
    return FALSE;
  *list = g_strndup (path, open - path);
  *position = (guint) g_ascii_strtoull (open + 1, NULL, 10);
  *rest = close[1] == '/' ? close + 2 : close + 1;
  return TRUE;
}

/* A row may have lists of its own: household_member[1]/member_disease[1]/disease_code. */
static void
set_known (CunyiContext *about, const char *name, const char *value)
{
  g_autofree char *list = NULL;
  const char *rest;
  guint position;

  if (!split_member (name, &list, &position, &rest))
    {
      cunyi_context_set (about, name, value);
      return;
    }
  while (cunyi_context_n_rows (about, list) < position)
    cunyi_context_add_row (about, list);
  set_known (cunyi_context_get_row (about, list, position - 1), rest, value);
}

static CunyiContext *
make_known (const char *text)
{
  g_autoptr (GPtrArray) pairs = read_pairs (text);
  CunyiContext *about = cunyi_context_new ();

  cunyi_context_set_limits (about, limits, cunyi_clock_today ());
  for (guint i = 0; i < pairs->len; i += 2)
    set_known (about, pairs->pdata[i], pairs->pdata[i + 1]);
  return about;
}

static void
answer (CunyiSession *session, const char *path, const char *value)
{
  g_autofree char *list = NULL;
  const char *rest;
  guint position;

  if (g_str_has_suffix (path, "!"))
    {
      g_autofree char *bare = g_strndup (path, strlen (path) - 1);

      if (!cunyi_session_confirm (session, bare, TRUE))
        g_error ("there is no warning to confirm at %s", bare);
      return;
    }
  if (split_member (path, &list, &position, &rest))
    for (const CunyiField *field = cunyi_session_find (session, list); field && field->n_members < position;
         field = cunyi_session_find (session, list))
      if (!cunyi_session_add (session, list))
        g_error ("no member can be added to %s", list);
  if (!cunyi_session_set (session, path, value))
    g_error ("%s cannot be set", path);
}

static CunyiSession *
begin (const Case *c, guint row)
{
  g_autoptr (CunyiContext) about = make_known (cunyi_table_get (c->table, row, KNOWN));
  g_autoptr (GPtrArray) last = read_pairs (cunyi_table_get (c->table, row, LAST));
  CunyiSession *session = cunyi_session_new (c->form, about, NULL);

  for (guint i = 0; i < last->len; i += 2)
    {
      const CunyiItem *item = cunyi_form_find (c->form, last->pdata[i]);

      if (!item)
        g_error ("there is no question %s", (char *) last->pdata[i]);
      cunyi_session_set_previous (session, last->pdata[i], last->pdata[i + 1], "2022-05-01", item->copy);
    }
  return session;
}

static const char *
yes_no (gboolean yes)
{
  return yes ? "yes" : "no";
}

static char *
list_choices (const CunyiField *field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < field->n_choices; i++)
    g_string_append_printf (text, "%s%s %s", i > 0 ? "|" : "", field->choices[i].choice->name, field->choices[i].label);
  return g_string_free (text, FALSE);
}

static const char *
kind_name (CunyiItemKind kind)
{
  static const char *const names[] = { "text", "integer", "decimal", "date", "time", "dateTime", "select_one",
                                       "select_multiple", "rank", "acknowledge", "image", "calculate", "start", "end",
                                       "today", "note", "group", "repeat" };

  g_assert_cmpuint (kind, <, G_N_ELEMENTS (names));
  return names[kind];
}

/* What a field shows of itself; NULL for a word that is not known. (transfer full) */
static char *
look (const CunyiField *field, const char *shows)
{
  const struct {
    const char *word, *text;
  } words[] = {
    { "value", field->value },
    { "text", field->text },
    { "label", field->label },
    { "hint", field->hint },
    { "visible", yes_no (field->visible) },
    { "enabled", yes_no (field->enabled) },
    { "required", yes_no (field->required) },
    { "error", field->error },
    { "warning", field->warning },
    { "previous", field->previous },
    { "copied", yes_no (field->copied) },
    { "proposal", field->proposal_value },
    { "overruled", yes_no (field->overruled) },
    { "kind", kind_name (field->item->kind) },
    { "print", field->item->print.words },
    { "source", field->item->source },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, shows) == 0)
      return g_strdup (words[i].text);
  if (strcmp (shows, "choices") == 0)
    return list_choices (field);
  if (strcmp (shows, "members") == 0)
    return g_strdup_printf ("%u", field->n_members);
  if (strcmp (shows, "width") == 0)
    return g_strdup_printf ("%u", field->item->width);
  return NULL;
}

/* The cases that the finished form asks for, or what hinders it. (transfer full) */
static char *
list_openings (CunyiSession *session)
{
  g_autoptr (CunyiFinished) finished = cunyi_session_finish (session);
  g_auto (GStrv) missing = cunyi_session_list_errors (session);
  GString *text = g_string_new (NULL);

  if (!finished)
    g_string_append (text, "not finished:");
  for (guint i = 0; !finished && missing[i]; i++)
    g_string_append_printf (text, " %s", missing[i]);
  for (guint i = 0; finished && i < finished->openings->len; i++)
    {
      const CunyiOpening *opening = finished->openings->pdata[i];

      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " " : "", opening->workflow, *opening->topic ? ":" : "",
                              opening->topic);
    }
  return g_string_free (text, FALSE);
}

/* What the form as a whole shows. (transfer full) */
static char *
look_at_form (CunyiSession *session, const char *shows)
{
  CunyiForm *form = cunyi_session_get_form (session);
  guint n = 0;

  if (strcmp (shows, "title") == 0)
    return g_strdup (cunyi_form_get_title (form));
  if (strcmp (shows, "version") == 0)
    return g_strdup (cunyi_form_get_version (form));
  if (strcmp (shows, "suits") == 0)
    return g_strdup (yes_no (cunyi_form_suits (form, cunyi_session_get_context (session))));
  if (strcmp (shows, "missing") == 0)
    {
      g_autoptr (CunyiFinished) finished = cunyi_session_finish (session);
      g_auto (GStrv) missing = cunyi_session_list_errors (session);

      g_assert_cmpint (finished != NULL, ==, missing[0] == NULL);
      return g_strjoinv (" ", missing);
    }
  if (strcmp (shows, "opens") == 0)
    return list_openings (session);
  if (strcmp (shows, "questions") != 0)
    return NULL;
  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);

      if (cunyi_item_has_answer (item) && item->kind < CUNYI_ITEM_CALCULATE && (!item->calculation || item->trigger))
        n++;
    }
  return g_strdup_printf ("%u", n);
}

/* error and warning are long: a part is enough, but nothing expected means that there is none. */
static gboolean
agrees (const char *shows, const char *shown, const char *expected)
{
  if (strcmp (shows, "error") == 0 || strcmp (shows, "warning") == 0)
    return *expected ? strstr (shown, expected) != NULL : *shown == '\0';
  return strcmp (shown, expected) == 0;
}

static void
check (CunyiSession *session, const Case *c, guint row)
{
  const char *path = cunyi_table_get (c->table, row, FIELD);
  const char *shows = cunyi_table_get (c->table, row, SHOWS);
  const char *expected = cunyi_table_get (c->table, row, EXPECTED);
  const CunyiField *field = *path ? cunyi_session_find (session, path) : NULL;
  g_autofree char *shown = NULL;

  if (*path && !field)
    g_error ("row %u: there is no %s", row + 1, path);
  shown = field ? look (field, shows) : look_at_form (session, shows);
  if (!shown)
    g_error ("row %u: nothing shows “%s”", row + 1, shows);
  if (!agrees (shows, shown, expected))
    {
      g_test_message ("row %u: %s shows as %s “%s”, not “%s”", row + 1, *path ? path : "the form", shows, shown, expected);
      g_test_fail ();
    }
}

static void
run (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (CunyiSession) session = begin (c, c->first);

  for (guint row = c->first; row < c->end; row++)
    {
      g_autoptr (GPtrArray) answers = read_pairs (cunyi_table_get (c->table, row, ANSWERS));

      if (g_str_has_prefix (cunyi_table_get (c->table, row, CASE), "#"))
        continue;
      for (guint i = 0; i < answers->len; i += 2)
        answer (session, answers->pdata[i], answers->pdata[i + 1]);
      if (*cunyi_table_get (c->table, row, SHOWS))
        check (session, c, row);
    }
}

static void
free_case (gpointer data)
{
  Case *c = data;

  cunyi_form_unref (c->form);
  cunyi_table_unref (c->table);
  g_free (c);
}

static void
add_case (const char *id, CunyiForm *form, CunyiTable *table, guint first, guint end)
{
  g_autofree char *path = g_strdup_printf ("/form/cases/%s/%s", id, cunyi_table_get (table, first, CASE));
  Case *c = g_new0 (Case, 1);

  g_strdelimit (path + strlen ("/form/cases/") + strlen (id) + 1, "/", '|');
  c->form = cunyi_form_ref (form);
  c->table = cunyi_table_ref (table);
  c->first = first;
  c->end = end;
  g_test_add_data_func_full (path, c, run, free_case);
}

static gboolean
begins_case (CunyiTable *table, guint row)
{
  const char *name = cunyi_table_get (table, row, CASE);

  return *name && *name != '#';
}

static void
add_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *bytes = NULL;
  g_autofree char *id = g_strndup (name, strlen (name) - strlen (".csv"));
  g_autoptr (CunyiForm) form = load_form (id);
  g_autoptr (CunyiTable) table = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  guint first = 0;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  table = cunyi_csv_parse (name, bytes, size, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_COLUMNS; i++)
    if (!g_str_equal (cunyi_table_get (table, 0, i), columns[i]))
      g_error ("%s: column %u is not “%s”", name, i + 1, columns[i]);
  for (guint row = 1; row <= cunyi_table_n_rows (table); row++)
    if (row == cunyi_table_n_rows (table) || begins_case (table, row))
      {
        if (first > 0)
          add_case (id, form, table, first, row);
        first = row;
      }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  int result;

  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-08-01T08:30:00");
  pack = cunyi_pack_open ("national", faults);
  limits = load_codes ("limit");
  folder = g_test_build_filename (G_TEST_DIST, "form", "cases", NULL);
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".csv"))
      add_file (folder, name);
  result = g_test_run ();
  cunyi_codes_unref (limits);
  cunyi_pack_free (pack);
  return result;
}
