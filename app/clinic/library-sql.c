/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What packs say in SQL: their views are made, and everything is checked against the store. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/day.h"
#include "clinic/library-private.h"
#include "report/run.h"

/* ---- views ---- */

/* TRUE when the SQL of a pack stands now under its name. It is looked at as any SQL of a pack is, before it is made a view.
 * Without `error` set it only cannot be made yet: it may read a view that comes later. */
static gboolean
make_declared_view (CunyiLibrary *self, const char *name, gboolean last, GError **error)
{
  const CunyiRule *rule = cunyi_library_get_rule (self, "views", name);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CunyiStatement) looked_at = rule ? cunyi_database_prepare_foreign (cunyi_library_get_database (self), rule->sql, &local_error) : NULL;

  g_clear_pointer (&looked_at, cunyi_statement_free);
  if (rule && local_error == NULL && cunyi_database_add_view (cunyi_library_get_database (self), name, rule->sql, &local_error))
    return TRUE;
  if (local_error && !g_error_matches (local_error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (local_error && last)
    g_message ("views/%s: %s", name, local_error->message);
  return FALSE;
}

/* Views may read each other, in any order: tried again as long as one more was made. */
gboolean
cunyi_library_add_declared_views (CunyiLibrary *self, GError **error)
{
  g_auto (GStrv) names = cunyi_library_list (self, "views");
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  g_autoptr (GError) local_error = NULL;
  gboolean some = TRUE;

  for (guint i = 0; names[i]; i++)
    g_ptr_array_add (left, names[i]);
  while (left->len > 0 && local_error == NULL)
    {
      gboolean last = !some;

      some = FALSE;
      for (guint i = 0; i < left->len && local_error == NULL;)
        if (make_declared_view (self, g_ptr_array_index (left, i), last, &local_error))
          {
            g_ptr_array_remove_index (left, i);
            some = TRUE;
          }
        else
          i++;
      if (last)
        break;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* ---- checking SQL ---- */

/* A campaign lasts from one day to another and reaches for somebody. */
static gboolean
has_term (const CunyiRule *rule)
{
  CunyiDay from = cunyi_day_parse (cunyi_rule_get (rule, "from")), until = cunyi_day_parse (cunyi_rule_get (rule, "until"));
  const char *hand_in = cunyi_rule_get (rule, "hand_in");

  return from != CUNYI_DAY_NONE && until != CUNYI_DAY_NONE && from <= until && cunyi_rule_get (rule, "target")[0] != '\0'
         && (*hand_in == '\0' || cunyi_day_parse (hand_in) >= from);
}

/* The view would stand in the place of the form's own. */
static void
check_name_of_view (CunyiLibrary *self, const char *name, CunyiFaults *faults)
{
  g_auto (GStrv) forms = cunyi_library_list (self, "forms");
  g_auto (GStrv) workflows = cunyi_library_list (self, "workflows");

  if (g_strv_contains ((const char *const *) forms, name) || g_strv_contains ((const char *const *) workflows, name))
    cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0,
                      _("“%s” is the name of a form or workflow. Give the file another name."), name);
}

static void
check_rule (CunyiLibrary *self, const char *kind, const char *name, CunyiFaults *faults)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.sql", kind, name);
  g_autoptr (CunyiFaults) own = cunyi_faults_new (file);
  g_autoptr (GError) error = NULL;
  const CunyiRule *rule = cunyi_library_get_rule (self, kind, name);
  g_autoptr (CunyiStatement) statement = NULL;

  if (rule == NULL)
    return; /* told by cunyi_library_check() */
  statement = cunyi_database_prepare_foreign (cunyi_library_get_database (self), rule->sql, &error);
  if (statement == NULL)
    cunyi_faults_add (own, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, "%s", error->message);
  if (cunyi_rule_get (rule, "title")[0] == '\0')
    cunyi_faults_add (own, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, _("The first line must say “-- title: …”."));
  if (strcmp (kind, "views") == 0)
    check_name_of_view (self, name, own);
  if (strcmp (kind, "campaigns") == 0 && !has_term (rule))
    cunyi_faults_add (own, CUNYI_FAULT_UNREADABLE, NULL, 0, 0,
                      _("The head must say “-- from: 2022-07-26”, “-- until: 2022-08-26” and at least one “-- target: …”."));
  cunyi_faults_add_all (faults, own);
}

void
cunyi_library_check_sql (CunyiLibrary *self, CunyiFaults *faults)
{
  static const char *const kinds[] = { "views", "due", "indicators", "checks", "campaigns", "lines" };
  g_auto (GStrv) reports = cunyi_library_list (self, "reports");

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_auto (GStrv) names = cunyi_library_list (self, kinds[k]);

      for (guint i = 0; names[i]; i++)
        check_rule (self, kinds[k], names[i], faults);
    }
  for (guint i = 0; reports[i]; i++)
    {
      CunyiReport *report = cunyi_library_get_report (self, reports[i]);

      if (report)
        cunyi_report_check_facts (report, cunyi_library_get_database (self), faults);
    }
}
