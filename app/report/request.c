/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is wanted of a report: the days, and words for what its texts and its SQL leave open. */

#include "config.h"

#include "report/definition-private.h"

#include <string.h>

static void
set_own (CunyiReportRequest *request, const char *name, char *value)
{
  g_hash_table_replace (request->values, g_strdup (name), value);
}

CunyiReportRequest *
cunyi_report_request_new (CunyiReport *report, const CunyiPeriod *period, CunyiDay today)
{
  CunyiReportRequest *request = g_new0 (CunyiReportRequest, 1);
  int year, month, mday;

  request->report = cunyi_report_ref (report);
  request->period = *period;
  request->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < cunyi_report_n_options (report); i++)
    {
      const CunyiReportOption *option = cunyi_report_get_option (report, i);

      set_own (request, option->name, g_strdup (option->fallback));
    }
  cunyi_day_split (period->until, &year, &month, &mday);
  set_own (request, "from", cunyi_day_to_text (period->from));
  set_own (request, "until", cunyi_day_to_text (period->until));
  set_own (request, "today", cunyi_day_to_text (today));
  set_own (request, "period", cunyi_period_to_text (period));
  set_own (request, "year", g_strdup_printf ("%d", year));
  set_own (request, "month", g_strdup_printf ("%d", month));
  set_own (request, "day", g_strdup_printf ("%d", mday));
  return request;
}

void
cunyi_report_request_free (CunyiReportRequest *request)
{
  cunyi_report_unref (request->report);
  g_hash_table_unref (request->values);
  g_free (request->place);
  g_free (request->mark);
  g_free (request);
}

static const CunyiReportOption *
find_option (CunyiReport *report, const char *name)
{
  for (guint i = 0; i < cunyi_report_n_options (report); i++)
    if (strcmp (cunyi_report_get_option (report, i)->name, name) == 0)
      return cunyi_report_get_option (report, i);
  return NULL;
}

gboolean
cunyi_report_request_set (CunyiReportRequest *request, const char *name, const char *value)
{
  const CunyiReportOption *option = find_option (request->report, name);

  value = value ? value : "";
  if (option && option->choices[0] && !g_strv_contains (option->choices, value))
    return FALSE;
  set_own (request, name, g_strdup (value));
  return TRUE;
}

const char *
cunyi_report_request_get (CunyiReportRequest *request, const char *name)
{
  const char *value = g_hash_table_lookup (request->values, name);

  return value ? value : "";
}

void
cunyi_report_request_set_place (CunyiReportRequest *request, const char *place)
{
  g_free (request->place);
  request->place = g_strdup (place);
}

void
cunyi_report_request_set_mark (CunyiReportRequest *request, const char *mark)
{
  g_free (request->mark);
  request->mark = g_strdup (mark);
}

void
cunyi_report_request_set_labels (CunyiReportRequest *request, CunyiLabelFunc labels, gpointer data)
{
  request->labels = labels;
  request->labels_data = data;
}

void
cunyi_report_request_set_codes (CunyiReportRequest *request, CunyiCodesFunc codes, gpointer data)
{
  request->codes = codes;
  request->codes_data = data;
}

CunyiContext *
cunyi_report_request_get_context (CunyiReportRequest *request)
{
  CunyiContext *context = cunyi_context_new ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, request->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    cunyi_context_set (context, name, value);
  if (request->labels)
    cunyi_context_set_labels (context, request->labels, request->labels_data, NULL);
  return context;
}
