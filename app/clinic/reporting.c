/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the name of a report to a request that is ready to run. */

#include "config.h"

#include "clinic/reporting.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/filling.h"
#include "clinic/record-report.h"

#define DEMO_MARK "演示"

guint
cunyi_reporting_get_month_end (CunyiClinic *clinic)
{
  g_autofree char *text = cunyi_clinic_get_setting (clinic, "report/month_end", "31");
  guint64 day = g_ascii_strtoull (text, NULL, 10);

  return day >= 1 && day <= 31 ? day : 31;
}

/* Where a choice is kept: with the report, or for whatever asks the same (rules too). */
static char *
option_setting (CunyiReport *report, const char *name, const char *option)
{
  for (guint i = 0; report && i < cunyi_report_n_options (report); i++)
    if (strcmp (cunyi_report_get_option (report, i)->name, option) == 0 && cunyi_report_get_option (report, i)->shared)
      return g_strconcat ("option/", option, NULL);
  return g_strdup_printf ("reports/%s/%s", name, option);
}

/* What the clinic chose before; a choice that the report no longer has is passed over. */
static void
set_options (CunyiClinic *clinic, CunyiReport *report, const char *name, CunyiReportRequest *request)
{
  for (guint i = 0; i < cunyi_report_n_options (report); i++)
    {
      const CunyiReportOption *option = cunyi_report_get_option (report, i);
      g_autofree char *setting = option_setting (report, name, option->name);
      g_autofree char *value = cunyi_setting_get (cunyi_clinic_get_database (clinic), setting);

      if (value)
        cunyi_report_request_set (request, option->name, value);
    }
}

/* ${limit_sbp} in texts, :limit_sbp in SQL, as they hold on the last day. */
static void
set_limit (const char *name, const char *value, gpointer request)
{
  g_autofree char *full = g_strconcat ("limit_", name, NULL);

  cunyi_report_request_set (request, full, value);
}

static gboolean
set_words (CunyiClinic *clinic, CunyiReportRequest *request, GError **error)
{
  static const char *const names[] = { "clinic_name",  "clinic_hospital", "clinic_phone",  "place_village",
                                       "place_township", "place_county",  "staff_name",    "staff_phone" };
  g_autoptr (CunyiContext) about = cunyi_clinic_describe (clinic, "", error);

  if (about == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cunyi_report_request_set (request, names[i], cunyi_context_get (about, names[i]));
  return TRUE;
}

static char *
find_label (const char *list, const char *value, gpointer data)
{
  return g_strdup (cunyi_library_get_label (cunyi_clinic_get_library (data), list, value));
}

static CunyiCodes *
find_codes (const char *list, gpointer data)
{
  return cunyi_library_get_codes (cunyi_clinic_get_library (data), list);
}

CunyiReportRequest *
cunyi_reporting_request (CunyiClinic *clinic, const char *name, CunyiDay day, GError **error)
{
  CunyiReport *report = cunyi_library_get_report (cunyi_clinic_get_library (clinic), name);
  g_autofree char *place = cunyi_clinic_get_place (clinic);
  CunyiReportRequest *request;
  CunyiPeriod period;

  if (report == NULL)
    {
      cunyi_library_fail (cunyi_clinic_get_library (clinic), "reports", name, error);
      return NULL;
    }
  period = cunyi_period_around (cunyi_report_get_period (report), day, cunyi_reporting_get_month_end (clinic));
  request = cunyi_report_request_new (report, &period, cunyi_clock_today ());
  if (!set_words (clinic, request, error))
    {
      cunyi_report_request_free (request);
      return NULL;
    }
  set_options (clinic, report, name, request);
  cunyi_clinic_foreach_limit (clinic, period.until, set_limit, request);
  cunyi_report_request_set_labels (request, find_label, clinic);
  cunyi_report_request_set_codes (request, find_codes, clinic);
  if (place[0])
    cunyi_report_request_set_place (request, place);
  if (cunyi_clinic_is_demo (clinic))
    cunyi_report_request_set_mark (request, DEMO_MARK);
  return request;
}

/* ---- the list ---- */

static void
free_entry (gpointer data)
{
  CunyiReportEntry *entry = data;

  g_free (entry->name);
  g_free (entry->title);
  g_free (entry->section);
  g_free (entry);
}

static void
add_entry (GPtrArray *list, const char *name, const char *title, const char *section)
{
  CunyiReportEntry *entry = g_new (CunyiReportEntry, 1);

  *entry = (CunyiReportEntry) { g_strdup (name), g_strdup (title), g_strdup (section) };
  g_ptr_array_add (list, entry);
}

/* Reports of one section; of `code` NULL those whose section the list does not have. */
static void
add_section (CunyiLibrary *library, GPtrArray *list, char **names, CunyiCodes *sections, const char *code)
{
  for (guint i = 0; names[i]; i++)
    {
      CunyiReport *report = cunyi_library_get_report (library, names[i]);
      const char *own = report ? cunyi_report_get_section (report) : "";
      const char *label = sections && *own ? cunyi_codes_get_label (sections, own) : NULL;

      if (report && (code ? strcmp (own, code) == 0 : label == NULL))
        add_entry (list, names[i], cunyi_report_get_title (report), label ? label : own);
    }
}

GPtrArray *
cunyi_reporting_list (CunyiClinic *clinic)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  CunyiCodes *sections = cunyi_library_get_codes (library, "report_section");
  g_auto (GStrv) names = cunyi_library_list (library, "reports");
  g_auto (GStrv) records = cunyi_library_list_record_reports (library);
  GPtrArray *list = g_ptr_array_new_with_free_func (free_entry);

  for (guint i = 0; sections && i < cunyi_codes_count (sections); i++)
    add_section (library, list, names, sections, cunyi_codes_get_code (sections, i));
  add_section (library, list, names, sections, NULL);
  for (guint i = 0; records[i]; i++)
    {
      CunyiForm *form = cunyi_library_get_form (library, records[i] + strlen (CUNYI_RECORD_REPORT_PREFIX));

      if (form)
        add_entry (list, records[i], cunyi_form_get_title (form), _("Records of each form"));
    }
  return list;
}

/* ---- options ---- */

gboolean
cunyi_reporting_set_option (CunyiClinic *clinic, const char *report, const char *option, const char *value,
                            GError **error)
{
  CunyiReport *declared = cunyi_library_get_report (cunyi_clinic_get_library (clinic), report);
  g_autofree char *setting = option_setting (declared, report, option);

  return cunyi_setting_remember (cunyi_clinic_get_database (clinic), setting, value, error);
}
