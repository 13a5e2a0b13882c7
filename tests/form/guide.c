/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What data/packs/README.md says of XLSForm is so: what stands there as supported is read, what stands there as refused is
 * refused, and every function and appearance of the ODK documentation is one or the other. The tables of the page are read here,
 * so that nothing is promised that this has not tried. */

#include "config.h"

#include "base/pack.h"
#include "form/form.h"

#include <string.h>

/* https://docs.getodk.org/form-operators-functions/ */
static const char *const odk_functions[] = {
  "if", "position", "once", "selected", "selected-at", "count-selected", "jr:choice-name", "jr:itext", "current", "pulldata",
  "indexed-repeat", "count", "count-non-empty", "sum", "max", "min", "regex", "contains", "starts-with", "ends-with",
  "substring-before", "substring-after", "substr", "string-length", "translate", "concat", "join", "normalize-space", "string",
  "boolean", "boolean-from-string", "number", "int", "round", "pow", "log", "log10", "abs", "sin", "cos", "tan", "asin", "acos",
  "atan", "atan2", "sqrt", "exp", "exp10", "pi", "random", "digest", "uuid", "base64-decode", "coalesce", "checklist",
  "weighted-checklist", "true", "false", "not", "today", "now", "date", "date-time", "decimal-date-time", "decimal-time",
  "format-date", "format-date-time", "instance", "version", "randomize", "area", "distance", "geofence", "intersects",
};

/* https://xlsform.org/en/#appearance: those that the page does not name are ignored. */
static const char *const odk_appearances[] = {
  "multiline", "numbers", "thousands-sep", "url", "masked", "printer", "no-calendar", "month-year", "year", "minimal", "autocomplete",
  "quick", "columns", "columns-2", "columns-pack", "no-buttons", "image-map", "likert", "map", "list-nolabel", "label", "table-list",
  "field-list", "list", "signature", "draw", "annotate", "new", "new-front", "placement-map", "vertical", "picker", "rating",
  "no-ticks", "horizontal", "compact", "w1", "w12",
};

static char *page;

/* The lines of the table whose head begins so; ends with the first line that is none. (transfer full) */
static char **
read_table (const char *head)
{
  const char *begin = strstr (page, head), *end;
  g_autofree char *table = NULL;

  g_assert_nonnull (begin);
  end = strstr (begin, "\n\n");
  table = end ? g_strndup (begin, end - begin) : g_strdup (begin);
  return g_strsplit (table, "\n", -1);
}

/* The words in backticks of cell `n` (from 1) of a line. (transfer full) (element-type utf8) */
static GPtrArray *
read_words (const char *line, guint n)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) cells = g_strsplit (line, " | ", -1);
  g_auto (GStrv) parts = g_strv_length (cells) >= n ? g_strsplit (cells[n - 1], "`", -1) : NULL;

  for (guint i = 1; parts && parts[i - 1] && parts[i]; i += 2)
    {
      g_auto (GStrv) some = g_strsplit (parts[i], " ", -1);

      for (char **word = some; *word && !strstr (parts[i], "…"); word++) /* that stands for several */
        if (**word)
          g_ptr_array_add (words, g_strdup (*word));
    }
  return words;
}

/* Reads a form and says whether it has a fault of one of the kinds. */
static gboolean
is_refused (const char *text, CunyiFaultCode one, CunyiFaultCode other)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiForm) form = cunyi_form_parse ("guide", content, NULL, NULL, faults);

  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    if (cunyi_faults_get (faults, i)->code == one || cunyi_faults_get (faults, i)->code == other)
      return TRUE;
  return FALSE;
}

static gboolean
refuses_type (const char *type)
{
  gboolean ends = g_str_has_prefix (type, "begin_") && strcmp (type, "begin_loop") != 0;
  g_autofree char *end = ends ? g_strdup_printf (",end_%s,,\n", type + strlen ("begin_")) : g_strdup ("");
  const char *with = strstr (type, "from_file") ? " l.csv" : g_str_has_prefix (type, "select") || strcmp (type, "rank") == 0 ? " l" : "";
  g_autofree char *text = g_strdup_printf ("survey\n,type,name,label\n,text,a,甲\n,%s%s,q,问\n%schoices\n,list_name,name,label\n,l,1,一\n",
                                           type, with, end);

  return is_refused (text, CUNYI_FAULT_UNKNOWN_TYPE, CUNYI_FAULT_UNSUPPORTED_TYPE);
}

static gboolean
refuses_function (const char *name)
{
  g_autofree char *text = g_strdup_printf ("survey\n,type,name,label,calculation\n,text,a,甲,\n,calculate,q,,%s(${a})\n", name);

  return is_refused (text, CUNYI_FAULT_UNKNOWN_FUNCTION, CUNYI_FAULT_UNSUPPORTED_FUNCTION);
}

static gboolean
refuses_appearance (const char *appearance)
{
  g_autofree char *text = g_strdup_printf ("survey\n,type,name,label,appearance\n,text,a,甲,%s\n", appearance);

  return is_refused (text, CUNYI_FAULT_APPEARANCE, CUNYI_FAULT_APPEARANCE);
}

static gboolean
refuses_column (const char *column)
{
  g_autofree char *text = g_strdup_printf ("survey\n,type,name,label,%s\n,text,a,甲,x\n", column);

  return is_refused (text, CUNYI_FAULT_UNKNOWN_COLUMN, CUNYI_FAULT_UNSUPPORTED_COLUMN);
}

/* Each line of a table says yes, ignored or no of the words in its first cell. */
static void
check_lines (const char *head, gboolean (*refuses) (const char *))
{
  g_auto (GStrv) lines = read_table (head);
  guint n = 0;

  for (char **line = lines + 2; *line; line++)
    {
      g_autoptr (GPtrArray) words = read_words (*line, 1);
      gboolean no = strstr (*line, " | no | ") != NULL;

      g_assert_true (no || strstr (*line, " | yes |") || strstr (*line, " | ignored |"));
      for (guint i = 0; i < words->len; i++, n++)
        {
          if (refuses (words->pdata[i]) != no)
            g_error ("the page says “%s” of “%s”, and that is not so", no ? "no" : "yes", (char *) words->pdata[i]);
        }
    }
  g_assert_cmpuint (n, >, 3);
}

static void
types_are_what_the_page_says (void)
{
  check_lines ("| type | | |", refuses_type);
}

static void
appearances_are_what_the_page_says (void)
{
  check_lines ("| appearance | | |", refuses_appearance);
  for (guint i = 0; i < G_N_ELEMENTS (odk_appearances); i++)
    {
      g_auto (GStrv) lines = read_table ("| appearance | | |");
      gboolean no = FALSE;

      for (char **line = lines + 2; *line; line++)
        {
          g_autoptr (GPtrArray) words = read_words (*line, 1);

          no |= strstr (*line, " | no | ") && g_ptr_array_find_with_equal_func (words, odk_appearances[i], g_str_equal, NULL);
        }
      if (refuses_appearance (odk_appearances[i]) != no)
        g_error ("the page says that “%s” is %s, and that is not so", odk_appearances[i], no ? "refused" : "read");
    }
}

static void
columns_are_what_the_page_says (void)
{
  g_auto (GStrv) lines = read_table ("| column | | |");

  for (char **line = lines + 2; *line; line++)
    {
      g_autoptr (GPtrArray) words = read_words (*line, 1);
      gboolean no = strstr (*line, " | no | ") != NULL;

      for (guint i = 0; i < words->len && !strstr (*line, "of choices") && !strstr (*line, "sheet"); i++)
        if (strcmp (words->pdata[i], "type") != 0 && strcmp (words->pdata[i], "name") != 0
            && refuses_column (words->pdata[i]) != no)
          g_error ("the page says “%s” of the column %s, and that is not so", no ? "no" : "yes", (char *) words->pdata[i]);
    }
}

/* Adds the functions of the page to `good`, those that it refuses to `bad`. */
static void
read_functions (GHashTable *good, GHashTable *bad)
{
  g_auto (GStrv) work = read_table ("| for | functions that work |");
  g_auto (GStrv) not = read_table ("| not these | write |");

  for (char **line = work + 2; *line; line++)
    {
      g_autoptr (GPtrArray) words = read_words (*line, 2);

      for (guint i = 0; i < words->len; i++)
        if (!strchr (words->pdata[i], '{'))
          g_hash_table_add (good, g_strndup (words->pdata[i], strcspn (words->pdata[i], "(")));
    }
  for (char **line = not + 2; *line; line++)
    {
      g_autoptr (GPtrArray) words = read_words (*line, 1);

      for (guint i = 0; i < words->len; i++)
        if (strspn (words->pdata[i], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:-") == strlen (words->pdata[i]))
          g_hash_table_add (bad, g_strdup (words->pdata[i]));
    }
}

static void
functions_are_what_the_page_says (void)
{
  g_autoptr (GHashTable) good = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) bad = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  read_functions (good, bad);
  g_assert_cmpuint (g_hash_table_size (good), >, 60);
  g_assert_cmpuint (g_hash_table_size (bad), >, 8);
  g_hash_table_iter_init (&iter, good);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (refuses_function (name))
      g_error ("the page says that %s works, and it is refused", (char *) name);
  g_hash_table_iter_init (&iter, bad);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!refuses_function (name))
      g_error ("the page says that %s is refused, and it is not", (char *) name);
  for (guint i = 0; i < G_N_ELEMENTS (odk_functions); i++)
    if (!g_hash_table_contains (good, odk_functions[i]) && !g_hash_table_contains (bad, odk_functions[i]))
      g_error ("the page says nothing of %s", odk_functions[i]);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = g_build_filename (cunyi_packs_get_folder (), "README.md", NULL);

  g_test_init (&argc, &argv, NULL);
  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  g_test_add_func ("/form/guide/types", types_are_what_the_page_says);
  g_test_add_func ("/form/guide/appearances", appearances_are_what_the_page_says);
  g_test_add_func ("/form/guide/columns", columns_are_what_the_page_says);
  g_test_add_func ("/form/guide/functions", functions_are_what_the_page_says);
  return g_test_run ();
}
