/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the declared curves of a person. */

#include "config.h"

#include "clinic/chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/resident.h"

static void
free_curve (gpointer data)
{
  CunyiCurve *curve = data;

  g_free (curve->label);
  g_free (curve->unit);
  g_array_unref (curve->values);
  g_free (curve);
}

void
cunyi_chart_free (CunyiChart *chart)
{
  g_free (chart->title);
  g_ptr_array_unref (chart->curves);
  g_free (chart);
}

static void
keep_limit (const char *name, const char *value, gpointer limits)
{
  g_hash_table_insert (limits, g_strdup (name), g_strdup (value));
}

/* A number, or the name of one in the list of limits. */
static double
read_number (CunyiCodes *codes, const char *code, const char *column, GHashTable *limits)
{
  const char *text = cunyi_codes_get (codes, code, column);
  const char *limit = text ? g_hash_table_lookup (limits, text) : NULL;
  const char *number = limit ? limit : text;

  return number && number[0] ? g_ascii_strtod (number, NULL) : NAN;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const CunyiMeasurement *x = a, *y = b;

  return (x->day > y->day) - (x->day < y->day);
}

/* Values of all forms of a curve. NULL on error. (transfer full) */
static GArray *
read_values (CunyiClinic *clinic, CunyiCodes *codes, const char *code, const char *person, GError **error)
{
  const char *question = cunyi_codes_get (codes, code, "question"), *names = cunyi_codes_get (codes, code, "forms");
  g_auto (GStrv) forms = g_strsplit (names ? names : "", " ", -1);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (CunyiMeasurement));

  for (guint i = 0; forms[i]; i++)
    {
      g_autoptr (GArray) part = NULL;

      if (forms[i][0] == '\0' || question == NULL)
        continue;
      part = cunyi_measurements_load (clinic, person, forms[i], question, error);
      if (part == NULL)
        return NULL;
      g_array_append_vals (values, part->data, part->len);
    }
  g_array_sort (values, compare_days);
  return g_steal_pointer (&values);
}

static CunyiCurve *
new_curve (CunyiCodes *codes, const char *code, int age, GArray *values, GHashTable *limits)
{
  CunyiCurve *curve = g_new0 (CunyiCurve, 1);
  double elder_age = read_number (codes, code, "elder_age", limits);
  double elder_high = read_number (codes, code, "elder_high", limits);
  const char *unit = cunyi_codes_get (codes, code, "unit");

  curve->label = g_strdup (cunyi_codes_get_label (codes, code));
  curve->unit = g_strdup (unit ? unit : "");
  curve->low = read_number (codes, code, "low", limits);
  curve->high = read_number (codes, code, "high", limits);
  if (!isnan (elder_age) && !isnan (elder_high) && age >= elder_age)
    curve->high = elder_high;
  curve->values = g_array_ref (values);
  return curve;
}

/* The chart with this title, made when it is not there yet. */
static CunyiChart *
get_chart (GPtrArray *charts, const char *title)
{
  CunyiChart *chart;

  for (guint i = 0; i < charts->len; i++)
    if (g_strcmp0 (((CunyiChart *) g_ptr_array_index (charts, i))->title, title) == 0)
      return g_ptr_array_index (charts, i);
  chart = g_new0 (CunyiChart, 1);
  chart->title = g_strdup (title ? title : "");
  chart->curves = g_ptr_array_new_with_free_func (free_curve);
  g_ptr_array_add (charts, chart);
  return chart;
}

GPtrArray *
cunyi_chart_list (CunyiClinic *clinic, const char *person, GError **error)
{
  g_autoptr (GPtrArray) charts = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_chart_free);
  CunyiCodes *codes = cunyi_library_get_codes (cunyi_clinic_get_library (clinic), "measurement");
  g_autoptr (GHashTable) limits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CunyiPerson) about = cunyi_person_load (cunyi_clinic_get_database (clinic), person, &local_error);
  int age = about ? cunyi_day_age (about->birth, cunyi_clock_today ()) : -1;

  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  cunyi_clinic_foreach_limit (clinic, cunyi_clock_today (), keep_limit, limits);
  for (guint i = 0; codes && i < cunyi_codes_count (codes); i++)
    {
      const char *code = cunyi_codes_get_code (codes, i);
      g_autoptr (GArray) values = read_values (clinic, codes, code, person, error);

      if (values == NULL)
        return NULL;
      if (values->len > 0)
        g_ptr_array_add (get_chart (charts, cunyi_codes_get (codes, code, "chart"))->curves,
                         new_curve (codes, code, age, values, limits));
    }
  return g_steal_pointer (&charts);
}

char *
cunyi_chart_describe (const CunyiChart *chart)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < chart->curves->len; i++)
    {
      const CunyiCurve *curve = g_ptr_array_index (chart->curves, i);
      const CunyiMeasurement *last = &g_array_index (curve->values, CunyiMeasurement, curve->values->len - 1);
      g_autofree char *day = cunyi_day_to_text (last->day);

      if (i > 0)
        g_string_append_c (text, ' ');
      /* Translators: name of what is measured, its last value, unit, day. */
      g_string_append_printf (text, _("%s %g %s on %s."), curve->label, last->value, curve->unit, day);
      if (!isnan (curve->high))
        {
          g_string_append_c (text, ' ');
          /* Translators: the upper limit of what is well. */
          g_string_append_printf (text, _("Target below %g."), curve->high);
        }
    }
  return g_string_free (text, FALSE);
}
