/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows of rules as due work, indicators and findings. */

#include "config.h"

#include "clinic/due.h"

#include <string.h>

#include "base/clock.h"
#include "clinic/rule.h"
#include "form/text.h"

static void
clear_due (gpointer data)
{
  CunyiDue *due = data;

  g_free (due->rule);
  g_free (due->section);
  g_free (due->subject);
  g_free (due->name);
  g_free (due->place);
  g_free (due->form);
  g_free (due->case_);
  g_free (due->state);
  g_free (due->what);
}

CunyiDue *
cunyi_due_ref (CunyiDue *due)
{
  return g_atomic_rc_box_acquire (due);
}

void
cunyi_due_unref (CunyiDue *due)
{
  g_atomic_rc_box_release_full (due, clear_due);
}

void
cunyi_indicator_free (CunyiIndicator *indicator)
{
  g_free (indicator->name);
  g_free (indicator->title);
  g_ptr_array_unref (indicator->missing);
  g_free (indicator);
}

void
cunyi_finding_free (CunyiFinding *finding)
{
  g_free (finding->check);
  g_free (finding->title);
  g_free (finding->subject);
  g_free (finding->message);
  g_free (finding);
}

/* ---- due work ---- */

void
cunyi_due_name (CunyiClinic *clinic, CunyiDue *due)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) row = NULL;

  if (due->name)
    return;
  row = cunyi_database_statement (cunyi_clinic_get_database (clinic), "about/line", &error);
  if (row)
    cunyi_statement_bind_text (row, ":id", due->subject);
  if (row && cunyi_statement_step (row, &error))
    {
      due->name = g_strdup (cunyi_statement_get_text (row, "name"));
      due->place = g_strdup (cunyi_statement_get_text (row, "place"));
      due->age = cunyi_day_age (cunyi_day_parse (cunyi_statement_get_text (row, "birth")), cunyi_clock_today ());
    }
  else
    {
      due->name = g_strdup ("");
      due->place = g_strdup ("");
    }
  if (error)
    g_warning ("%s", error->message);
}

typedef struct {
  GPtrArray *list;
  const char *const *among;
} Gathering;

static void
take_due (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer data)
{
  const Gathering *gathering = data;
  const char *what = cunyi_rule_get_column (row, "what");
  CunyiDue *due;

  if (gathering->among && !g_strv_contains (gathering->among, cunyi_statement_get_text (row, "subject")))
    return;
  due = g_atomic_rc_box_new0 (CunyiDue);
  due->rule = g_strdup (rule->name);
  due->section = g_strdup (cunyi_rule_get (rule, "section"));
  due->subject = g_strdup (cunyi_statement_get_text (row, "subject"));
  due->form = g_strdup (cunyi_rule_get_column (row, "form"));
  due->case_ = g_strdup (cunyi_rule_get_column (row, "case_"));
  due->state = g_strdup (cunyi_rule_get_column (row, "state"));
  due->since = cunyi_day_parse (cunyi_rule_get_column (row, "since"));
  due->what = g_strdup (what[0] ? what : cunyi_rule_get (rule, "title"));
  due->due = cunyi_day_parse (cunyi_rule_get_column (row, "due"));
  due->age = -1;
  g_ptr_array_add (gathering->list, due);
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const CunyiDue *x = *(CunyiDue *const *) a, *y = *(CunyiDue *const *) b;

  if (x->due != y->due)
    {
      /* What has no day comes last. */
      if (x->due == CUNYI_DAY_NONE || y->due == CUNYI_DAY_NONE)
        return x->due == CUNYI_DAY_NONE ? 1 : -1;
      return x->due < y->due ? -1 : 1;
    }
  return strcmp (x->subject, y->subject) ? strcmp (x->subject, y->subject) : strcmp (x->rule, y->rule);
}

void
cunyi_due_sort (GPtrArray *list)
{
  g_ptr_array_sort (list, compare_due);
}

gboolean
cunyi_due_gather_rule (CunyiClinic *clinic, const CunyiRule *rule, const char *const *among, GPtrArray *list,
                       GCancellable *cancellable, GError **error)
{
  Gathering gathering = { list, among };

  return cunyi_rule_run_among (clinic, "due", rule, among, take_due, &gathering, cancellable, error);
}

GPtrArray *
cunyi_due_gather (CunyiClinic *clinic, const char *const *among, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_due_unref);
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_auto (GStrv) names = cunyi_library_list (library, "due");

  for (guint i = 0; names[i]; i++)
    {
      const CunyiRule *rule = cunyi_library_get_rule (library, "due", names[i]);

      if (!(rule ? cunyi_due_gather_rule (clinic, rule, among, list, cancellable, error)
                 : cunyi_library_fail (library, "due", names[i], error)))
        return NULL;
    }
  cunyi_due_sort (list);
  return g_steal_pointer (&list);
}

GPtrArray *
cunyi_due_list (CunyiClinic *clinic, GCancellable *cancellable, GError **error)
{
  GPtrArray *list = cunyi_due_gather (clinic, NULL, cancellable, error);

  for (guint i = 0; list && i < list->len; i++)
    cunyi_due_name (clinic, g_ptr_array_index (list, i));
  return list;
}

/* ---- indicators ---- */

static void
take_subject (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer data)
{
  CunyiIndicator *indicator = data;

  indicator->all++;
  if (cunyi_statement_get_int (row, "done") != 0)
    indicator->done++;
  else
    g_ptr_array_add (indicator->missing, g_strdup (cunyi_statement_get_text (row, "subject")));
}

/* Title and name of an indicator that is there for each code say which: ${label}, and managed/hypertension. */
static CunyiIndicator *
new_indicator (const CunyiRule *rule, const CunyiRuleCode *code)
{
  CunyiIndicator *indicator = g_new0 (CunyiIndicator, 1);
  const char *target = cunyi_rule_get (rule, "target"), *title = cunyi_rule_get (rule, "title");
  g_autoptr (CunyiText) text = code ? cunyi_text_new (title, NULL, NULL, 0, 0) : NULL;
  g_autoptr (CunyiContext) context = cunyi_context_new ();

  if (code)
    cunyi_context_set (context, "label", cunyi_codes_get_label (code->codes, code->code));
  indicator->title = text ? cunyi_text_expand (text, context) : g_strdup (title);
  indicator->name = code ? g_strdup_printf ("%s/%s", rule->name, code->code) : g_strdup (rule->name);
  indicator->target = target[0] ? g_ascii_strtod (target, NULL) : -1;
  indicator->missing = g_ptr_array_new_with_free_func (g_free);
  return indicator;
}

static gboolean
add_indicator (CunyiClinic *clinic, const CunyiRule *rule, const CunyiRuleCode *code, GPtrArray *list,
               GCancellable *cancellable, GError **error)
{
  CunyiIndicator *indicator = new_indicator (rule, code);

  g_ptr_array_add (list, indicator);
  return cunyi_rule_run (clinic, "indicators", rule, code, CUNYI_DAY_NONE, cunyi_clock_today (), take_subject, indicator,
                         cancellable, error);
}

/* One, or one for each code. */
static gboolean
add_indicators (CunyiClinic *clinic, const CunyiRule *rule, GPtrArray *list, GCancellable *cancellable, GError **error)
{
  CunyiRuleCode code = { cunyi_rule_get_each (clinic, rule), NULL };

  if (*cunyi_rule_get (rule, "each") == '\0')
    return add_indicator (clinic, rule, NULL, list, cancellable, error);
  for (guint i = 0; code.codes && i < cunyi_codes_count (code.codes); i++)
    {
      code.code = cunyi_codes_get_code (code.codes, i);
      if (!add_indicator (clinic, rule, &code, list, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* What somebody has to answer for comes first. */
static int
compare_indicators (gconstpointer a, gconstpointer b)
{
  const CunyiIndicator *x = *(CunyiIndicator *const *) a, *y = *(CunyiIndicator *const *) b;

  if ((x->target < 0) != (y->target < 0))
    return x->target < 0 ? 1 : -1;
  return strcmp (x->name, y->name);
}

GPtrArray *
cunyi_indicator_list (CunyiClinic *clinic, GCancellable *cancellable, GError **error)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_indicator_free);
  g_auto (GStrv) names = cunyi_library_list (library, "indicators");

  for (guint i = 0; names[i]; i++)
    {
      const CunyiRule *rule = cunyi_library_get_rule (library, "indicators", names[i]);

      if (!(rule ? add_indicators (clinic, rule, list, cancellable, error)
                 : cunyi_library_fail (library, "indicators", names[i], error)))
        return NULL;
    }
  g_ptr_array_sort (list, compare_indicators);
  return g_steal_pointer (&list);
}

/* ---- checks ---- */

static void
take_finding (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer data)
{
  CunyiFinding *finding = g_new0 (CunyiFinding, 1);

  finding->check = g_strdup (rule->name);
  finding->title = g_strdup (cunyi_rule_get (rule, "title"));
  finding->subject = g_strdup (cunyi_statement_get_text (row, "subject"));
  finding->message = g_strdup (cunyi_statement_get_text (row, "message"));
  g_ptr_array_add (data, finding);
}

GPtrArray *
cunyi_finding_list (CunyiClinic *clinic, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_finding_free);

  if (!cunyi_rule_run_all (clinic, "checks", cunyi_clock_today (), take_finding, list, cancellable, error))
    return NULL;
  return g_steal_pointer (&list);
}
