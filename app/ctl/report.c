/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl report: the tables that the township wants. */

#include "config.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "clinic/reporting.h"
#include "ctl/ctl.h"
#include "report/check.h"
#include "report/render.h"
#include "report/run.h"
#include "report/workbook.h"

static char *period_text, *output, *folder;
static char **options;
static gboolean json, people;

static int
list_reports (CunyiClinic *clinic)
{
  g_autoptr (GPtrArray) list = cunyi_reporting_list (clinic);

  for (guint i = 0; i < list->len; i++)
    {
      const CunyiReportEntry *entry = g_ptr_array_index (list, i);

      g_print ("%s\t%s\t%s\n", entry->name, entry->title, entry->section);
    }
  return CTL_OK;
}

/* The day that the period is found around: any day of it. */
static gboolean
read_day (CunyiClinic *clinic, const char *name, CunyiDay *day)
{
  CunyiReport *report = cunyi_library_get_report (cunyi_clinic_get_library (clinic), name);
  CunyiPeriod period;

  *day = cunyi_clock_today ();
  if (period_text == NULL || report == NULL)
    return TRUE;
  if (!cunyi_period_parse (cunyi_report_get_period (report), period_text, cunyi_reporting_get_month_end (clinic), &period))
    return ctl_say (CTL_USAGE, _("“%s” is no period of this report. Write 2022-07 for a month, 2022Q3 for a quarter, 2022 for a year."),
                    period_text) == CTL_OK;
  *day = period.until;
  return TRUE;
}

static gboolean
set_options (CunyiReportRequest *request)
{
  for (guint i = 0; options && options[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (options[i], "=", 2);

      if (parts[0] == NULL || parts[1] == NULL || !cunyi_report_request_set (request, parts[0], parts[1]))
        return ctl_say (CTL_USAGE, _("The report has no such option or choice: %s"), options[i]) == CTL_OK;
    }
  return TRUE;
}

static int
say_findings (CunyiReportResult *result)
{
  g_autoptr (GPtrArray) findings = cunyi_report_check (result);

  for (guint i = 0; i < findings->len; i++)
    ctl_say (CTL_FINDINGS, "%s", ((CunyiReportFinding *) g_ptr_array_index (findings, i))->message);
  return findings->len > 0 ? CTL_FINDINGS : CTL_OK;
}

static int
write_workbook (CunyiReportResult *result)
{
  g_autofree char *path = output ? g_strdup (output)
                                 : g_build_filename (folder, cunyi_report_result_get_file_name (result), NULL);
  g_autoptr (GError) error = NULL;

  if (!cunyi_report_write (result, path, people, NULL, ctl_progress, NULL, &error))
    return ctl_fail (error);
  g_print ("%s\n", path);
  return say_findings (result);
}

static int
run (CunyiClinic *clinic, const char *name, CunyiDay day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiReportRequest) request = cunyi_reporting_request (clinic, name, day, &error);
  g_autoptr (CunyiReportResult) result = NULL;
  g_autofree char *text = NULL;

  if (request && !set_options (request))
    return CTL_USAGE;
  if (request)
    result = cunyi_report_run (request, cunyi_clinic_get_database (clinic), NULL, ctl_progress, NULL, &error);
  if (result == NULL)
    return ctl_fail (error);
  if (output || folder)
    return write_workbook (result);
  text = json ? cunyi_report_to_json (result) : cunyi_report_to_text (result);
  g_print ("%s\n", text);
  return say_findings (result);
}

int
ctl_report (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &period_text, N_("2022-07, 2022Q3, 2022 or a day (default: the period of today)"), N_("PERIOD") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write this workbook"), N_("FILE") },
    { "folder", 'f', 0, G_OPTION_ARG_FILENAME, &folder, N_("Write the workbook under the township's name into this folder"), N_("FOLDER") },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options, N_("Choose an option of the report"), N_("NAME=CHOICE") },
    { "people", 0, 0, G_OPTION_ARG_NONE, &people, N_("With the sheet of the people behind the numbers"), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Answer in JSON"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  CunyiDay day;

  if (!ctl_parse (ctl_find ("report"), entries, TRUE, &argc, &argv))
    return CTL_USAGE;
  if (argc > 2)
    return ctl_say (CTL_USAGE, _("Say one report."));
  if ((clinic = ctl_open_day ()) == NULL)
    return CTL_FAILED;
  if (argc < 2)
    return list_reports (clinic);
  return read_day (clinic, argv[1], &day) ? run (clinic, argv[1], day) : CTL_USAGE;
}
