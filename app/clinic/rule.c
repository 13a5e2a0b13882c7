/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Binding, running and refusing one rule. */

#include "config.h"

#include "clinic/rule.h"

#include <string.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/campaign.h"
#include "form/code-rows.h"

/* What the clinic chose for an option: for this rule, or for whatever asks it. NULL when nothing. (transfer full) */
static char *
find_choice (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, const char *option)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autofree char *own = g_strdup_printf ("%s/%s/%s", kind, rule->name, option);
  g_autofree char *shared = g_strconcat ("option/", option, NULL);
  char *value = cunyi_setting_get (database, own);

  return value ? value : cunyi_setting_get (database, shared);
}

/* ---- options ---- */

static void
free_option (gpointer data)
{
  CunyiRuleOption *option = data;

  g_free (option->name);
  g_free (option->fallback);
  g_free (option->label);
  g_strfreev (option->choices);
  g_strfreev (option->choice_labels);
  g_free (option);
}

/* Takes “value=label|value=label” off the end of the label. */
static void
take_choices (CunyiRuleOption *option)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  char *last = strrchr (option->label, ' ');
  g_auto (GStrv) choices = g_strsplit (last && strchr (last, '=') ? last + 1 : "", "|", -1);

  for (guint i = 0; choices[i]; i++)
    {
      char *equals = strchr (choices[i], '=');

      g_strv_builder_add (labels, equals ? equals + 1 : choices[i]);
      if (equals)
        *equals = '\0';
      g_strv_builder_add (values, choices[i]);
    }
  if (choices[0])
    *last = '\0';
  option->choices = g_strv_builder_end (values);
  option->choice_labels = g_strv_builder_end (labels);
}

GPtrArray *
cunyi_rule_list_options (const CunyiRule *rule)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (free_option);
  g_auto (GStrv) lines = g_strsplit (cunyi_rule_get (rule, "option"), "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);
      guint n = g_strv_length (words);
      CunyiRuleOption *option;

      if (n == 0)
        continue;
      option = g_new0 (CunyiRuleOption, 1);
      option->name = g_strdup (words[0]);
      option->fallback = g_strdup (n > 1 ? words[1] : "");
      option->label = g_strdup (n > 2 ? words[2] : words[0]);
      take_choices (option);
      g_ptr_array_add (options, option);
    }
  return options;
}

/* Settings are text; a number compares with numbers only when it is bound as one. */
static void
bind_value (CunyiStatement *rows, const char *parameter, const char *value)
{
  char *end;
  double number = g_ascii_strtod (value, &end);

  if (*value == '\0' || *end || !g_ascii_isdigit (end[-1]))
    cunyi_statement_bind_text (rows, parameter, value);
  else if (number == (gint64) number)
    cunyi_statement_bind_int (rows, parameter, number);
  else
    cunyi_statement_bind_double (rows, parameter, number);
}

/* What the clinic has chosen, else the default. */
static void
bind_options (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, CunyiStatement *rows)
{
  g_autoptr (GPtrArray) options = cunyi_rule_list_options (rule);

  for (guint i = 0; i < options->len; i++)
    {
      const CunyiRuleOption *option = g_ptr_array_index (options, i);
      g_autofree char *value = find_choice (clinic, kind, rule, option->name);
      g_autofree char *parameter = g_strconcat (":", option->name, NULL);

      if (value || *option->fallback)
        bind_value (rows, parameter, value ? value : option->fallback);
    }
}

/* Limits are numbers where they are used; the list and the settings have text. */
static void
bind_limit (const char *name, const char *value, gpointer data)
{
  g_autofree char *parameter = g_strconcat (":limit_", name, NULL);

  cunyi_statement_bind_double (data, parameter, g_ascii_strtod (value, NULL));
}

/* Days of the campaign that runs. */
static void
bind_campaign_day (const char *name, const char *value, gpointer rows)
{
  g_autofree char *parameter = g_strconcat (":campaign_", name, NULL);

  cunyi_statement_bind_text (rows, parameter, value);
}

static void
bind_day (CunyiStatement *rows, const char *name, CunyiDay day)
{
  g_autofree char *text = cunyi_day_to_text (day);

  cunyi_statement_bind_text (rows, name, text);
}

CunyiCodes *
cunyi_rule_get_each (CunyiClinic *clinic, const CunyiRule *rule)
{
  const char *each = cunyi_rule_get (rule, "each");
  g_autofree char *list = g_strndup (each, strcspn (each, " "));

  return *list ? cunyi_library_get_codes (cunyi_clinic_get_library (clinic), list) : NULL;
}

static CunyiCodes *
find_codes (const char *list, gpointer data)
{
  return cunyi_library_get_codes (cunyi_clinic_get_library (data), list);
}

static void
bind_code (const CunyiRule *rule, const CunyiRuleCode *code, CunyiStatement *rows)
{
  g_auto (GStrv) words = g_strsplit (cunyi_rule_get (rule, "each"), " ", -1);

  cunyi_statement_bind_text (rows, ":code", code->code);
  for (guint i = 1; words[0] && words[i]; i++)
    {
      g_autofree char *parameter = g_strconcat (":", words[i], NULL);

      cunyi_statement_bind_text (rows, parameter, cunyi_codes_get (code->codes, code->code, words[i]));
    }
}

/* Where some alone are asked for, :among is never NULL; without the words that say so SQLite looks these few up by a key, and does not
 * read everybody to see who is one of them. (transfer full) */
static char *
write_sql (const CunyiRule *rule, gboolean among)
{
  g_auto (GStrv) parts = g_strsplit (rule->sql, ":among IS NULL OR ", -1);

  return among ? g_strjoinv ("", parts) : g_strdup (rule->sql);
}

/* The rule's statement with everything bound that is known of every rule. */
static CunyiStatement *
prepare (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, CunyiDay until, gboolean among, GError **error)
{
  g_autofree char *sql = write_sql (rule, among);
  CunyiStatement *rows = cunyi_database_prepare_foreign (cunyi_clinic_get_database (clinic), sql, error);

  if (rows == NULL)
    return NULL;
  bind_day (rows, ":today", cunyi_clock_today ());
  bind_day (rows, ":until", until);
  bind_options (clinic, kind, rule, rows);
  cunyi_code_rows_bind (rows, rule->sql, find_codes, clinic);
  cunyi_clinic_foreach_limit (clinic, until == CUNYI_DAY_NONE ? cunyi_clock_today () : until, bind_limit, rows);
  if (strstr (rule->sql, ":campaign_"))
    cunyi_campaign_foreach_day (clinic, cunyi_clock_today (), bind_campaign_day, rows);
  return rows;
}

/* `rows` is NULL when the store refused it. Frees it. */
static gboolean
take_rows (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *rows, CunyiRuleRow take, gpointer data,
           GError *refusal, GError **error)
{
  g_autoptr (CunyiStatement) own = rows;
  g_autoptr (GError) local_error = refusal;

  while (own && cunyi_statement_step (own, &local_error))
    take (clinic, rule, own, data);
  if (local_error == NULL)
    return TRUE;
  if (g_error_matches (local_error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED))
    {
      g_message ("%s: %s", rule->name, local_error->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Ids are letters and digits: nothing in them is to be quoted. */
static void
bind_among (CunyiStatement *rows, const char *const *among)
{
  g_autofree char *ids = g_strjoinv ("\",\"", (char **) among);
  g_autofree char *list = *among ? g_strconcat ("[\"", ids, "\"]", NULL) : g_strdup ("[]");

  cunyi_statement_bind_text (rows, ":among", list);
}

static gboolean
run (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, const CunyiRuleCode *code, CunyiDay from, CunyiDay until,
     const char *const *among, CunyiRuleRow take, gpointer data, GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;
  CunyiStatement *rows = prepare (clinic, kind, rule, until, among != NULL, &local_error);

  if (rows)
    {
      cunyi_statement_set_cancellable (rows, cancellable);
      if (from != CUNYI_DAY_NONE)
        bind_day (rows, ":from", from);
      if (code)
        bind_code (rule, code, rows);
      if (among)
        bind_among (rows, among);
    }
  return take_rows (clinic, rule, rows, take, data, local_error, error);
}

gboolean
cunyi_rule_run (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, const CunyiRuleCode *code, CunyiDay from,
                CunyiDay until, CunyiRuleRow take, gpointer data, GCancellable *cancellable, GError **error)
{
  return run (clinic, kind, rule, code, from, until, NULL, take, data, cancellable, error);
}

gboolean
cunyi_rule_run_among (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, const char *const *among, CunyiRuleRow take,
                      gpointer data, GCancellable *cancellable, GError **error)
{
  return run (clinic, kind, rule, NULL, CUNYI_DAY_NONE, CUNYI_DAY_NONE, among, take, data, cancellable, error);
}

gboolean
cunyi_rule_run_about (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, const char *about, CunyiRuleRow take,
                      gpointer data, GError **error)
{
  GError *local_error = NULL;
  CunyiStatement *rows = prepare (clinic, kind, rule, cunyi_clock_today (), FALSE, &local_error);

  if (rows)
    cunyi_statement_bind_text (rows, ":about", about);
  return take_rows (clinic, rule, rows, take, data, local_error, error);
}

gboolean
cunyi_rule_run_all (CunyiClinic *clinic, const char *kind, CunyiDay until, CunyiRuleRow take, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_auto (GStrv) names = cunyi_library_list (library, kind);

  for (guint i = 0; names[i]; i++)
    {
      const CunyiRule *rule = cunyi_library_get_rule (library, kind, names[i]);

      if (!(rule ? run (clinic, kind, rule, NULL, CUNYI_DAY_NONE, until, NULL, take, data, cancellable, error)
                 : cunyi_library_fail (library, kind, names[i], error)))
        return FALSE;
    }
  return TRUE;
}

const char *
cunyi_rule_get_column (CunyiStatement *row, const char *column)
{
  return cunyi_statement_find_column (row, column) < 0 ? "" : cunyi_statement_get_text (row, column);
}
