/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* facts.sql on a store. */

#include "config.h"

#include "report/run.h"

#include "report/definition-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Rows between two words to whoever waits. */
#define BREATH 512

/* Limits are numbers where they are used. */
static void
bind_limits (CunyiReportRequest *request, CunyiStatement *statement)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, request->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_str_has_prefix (name, "limit_"))
      {
        g_autofree char *parameter = g_strconcat (":", name, NULL);

        cunyi_statement_bind_double (statement, parameter, g_ascii_strtod (value, NULL));
      }
}

static void
bind (CunyiReportRequest *request, CunyiStatement *statement)
{
  static const char *const own[] = { "from", "until", "today" };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autofree char *name = g_strconcat (":", own[i], NULL);

      cunyi_statement_bind_text (statement, name, cunyi_report_request_get (request, own[i]));
    }
  cunyi_statement_bind_text (statement, ":place", request->place);
  cunyi_statement_bind_text (statement, ":report", cunyi_report_get_id (request->report));
  bind_limits (request, statement);
  cunyi_code_rows_bind (statement, cunyi_report_get_sql (request->report), request->codes, request->codes_data);
  for (guint i = 0; i < cunyi_report_n_options (request->report); i++)
    {
      const char *option = cunyi_report_get_option (request->report, i)->name;
      g_autofree char *name = g_strconcat (":", option, NULL);

      cunyi_statement_bind_text (statement, name, cunyi_report_request_get (request, option));
    }
}

static char **
list_columns (CunyiStatement *statement)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (int i = 0; i < cunyi_statement_n_columns (statement); i++)
    g_strv_builder_add (names, cunyi_statement_column_name (statement, i));
  return g_strv_builder_end (names);
}

/* What a pack did wrong and what the caller wanted are our errors; the rest is the store's. */
static void
take_error (GError **error, GError *cause, const char *id)
{
  if (g_error_matches (cause, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED))
    g_set_error (error, CUNYI_REPORT_ERROR, CUNYI_REPORT_ERROR_FACTS, "%s/facts.sql: %s", id, cause->message);
  else if (g_error_matches (cause, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CANCELLED))
    g_set_error_literal (error, CUNYI_REPORT_ERROR, CUNYI_REPORT_ERROR_CANCELLED, cause->message);
  else
    {
      g_propagate_error (error, cause);
      return;
    }
  g_error_free (cause);
}

static gboolean
add_row (CunyiFacts *facts, CunyiStatement *statement)
{
  if (!cunyi_facts_begin_row (facts))
    return FALSE;
  for (guint i = 0; i < cunyi_facts_n_columns (facts); i++)
    if (cunyi_statement_number_at (statement, i))
      cunyi_facts_add_number (facts, cunyi_statement_double_at (statement, i));
    else
      cunyi_facts_add_text (facts, cunyi_statement_text_at (statement, i));
  return TRUE;
}

static gboolean
is_cancelled (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return FALSE;
  g_set_error_literal (error, CUNYI_REPORT_ERROR, CUNYI_REPORT_ERROR_CANCELLED, "cancelled");
  return TRUE;
}

static CunyiFacts *
read_facts (CunyiReportRequest *request, CunyiDatabase *database, GCancellable *cancellable,
            CunyiProgress progress, gpointer data, GError **error)
{
  const char *id = cunyi_report_get_id (request->report);
  GError *cause = NULL;
  g_autoptr(CunyiStatement) statement
    = cunyi_database_prepare_foreign (database, cunyi_report_get_sql (request->report), &cause);
  g_auto(GStrv) names = NULL;
  g_autoptr(CunyiFacts) facts = NULL;

  if (!statement)
    {
      take_error (error, cause, id);
      return NULL;
    }
  names = list_columns (statement);
  facts = cunyi_facts_new ((const char *const *) names);
  bind (request, statement);
  cunyi_statement_set_cancellable (statement, cancellable);
  while (cunyi_statement_step (statement, &cause))
    {
      guint n = cunyi_facts_n_rows (facts);

      if (n % BREATH == 0 && is_cancelled (cancellable, error))
        return NULL;
      if (n % BREATH == 0 && progress)
        progress (n, 0, data);
      if (add_row (facts, statement))
        continue;
      g_set_error (error, CUNYI_REPORT_ERROR, CUNYI_REPORT_ERROR_TOO_MANY, "%s/facts.sql: more than %u rows", id, n);
      return NULL;
    }
  if (!cause)
    return g_steal_pointer (&facts);
  take_error (error, cause, id);
  return NULL;
}

CunyiFacts *
cunyi_report_read_facts (CunyiReportRequest *request, CunyiDatabase *database, GCancellable *cancellable,
                         CunyiProgress progress, gpointer data, GError **error)
{
  CunyiFacts *facts;

  /* Of a period that lies behind, people count where they lived at its end. */
  if (!cunyi_database_look_back (database, request->period.until, error))
    return NULL;
  facts = read_facts (request, database, cancellable, progress, data, error);
  cunyi_database_look_at_now (database);
  return facts;
}

CunyiReportResult *
cunyi_report_run (CunyiReportRequest *request, CunyiDatabase *database, GCancellable *cancellable,
                  CunyiProgress progress, gpointer data, GError **error)
{
  g_autoptr(CunyiFacts) facts = cunyi_report_read_facts (request, database, cancellable, progress, data, error);

  return facts ? cunyi_report_result_new (request, facts, error) : NULL;
}

gboolean
cunyi_report_check_facts (CunyiReport *report, CunyiDatabase *database, CunyiFaults *faults)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CunyiStatement) statement
    = cunyi_database_prepare_foreign (database, cunyi_report_get_sql (report), &error);
  g_auto(GStrv) names = NULL;

  if (!statement)
    {
      cunyi_faults_add (faults, CUNYI_FAULT_REPORT_SQL, NULL, 0, 0,
                        /* Translators: SQLite's own words follow. */
                        _("facts.sql cannot be used: %s"), error->message);
      return FALSE;
    }
  names = list_columns (statement);
  return cunyi_report_check_columns (report, (const char *const *) names, faults);
}
