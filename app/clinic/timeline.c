/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one list of a life at a glance. */

#include "config.h"

#include "clinic/timeline.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/rule.h"

void
cunyi_timeline_item_free (CunyiTimelineItem *item)
{
  g_free (item->id);
  g_free (item->title);
  g_free (item->detail);
  g_free (item->note);
  g_free (item->staff);
  g_free (item);
}

static void
replace (char **text, const char *by)
{
  g_free (*text);
  *text = g_strdup (by);
}

static void
name_case (CunyiClinic *clinic, CunyiTimelineItem *item, const char *name, const char *topic)
{
  CunyiWorkflow *workflow = cunyi_book_get_workflow (cunyi_clinic_get_book (clinic), name, NULL);
  const CunyiState *state = workflow ? cunyi_workflow_find_state (workflow, item->detail) : NULL;

  if (workflow && *topic)
    {
      g_free (item->title);
      item->title = g_strdup_printf ("%s：%s", cunyi_workflow_get_title (workflow),
                                     cunyi_library_get_label (cunyi_clinic_get_library (clinic),
                                                              cunyi_workflow_get_topic (workflow), topic));
    }
  else if (workflow)
    replace (&item->title, cunyi_workflow_get_title (workflow));
  if (state)
    replace (&item->detail, state->label);
}

/* Title and instance name as the form says them that the record was written with. */
static void
name_record (CunyiClinic *clinic, CunyiTimelineItem *item, const char *answers)
{
  CunyiForm *form = cunyi_library_get_form_by_definition (cunyi_clinic_get_library (clinic), item->detail);
  CunyiText *name = form ? cunyi_form_get_instance_name (form) : NULL;
  g_autoptr (CunyiContext) context = name ? cunyi_form_create_context (form, answers, NULL) : NULL;
  g_autofree char *detail = context ? cunyi_text_expand (name, context) : NULL;

  replace (&item->detail, detail ? g_strstrip (detail) : "");
  if (form)
    replace (&item->title, cunyi_form_get_title (form));
}

static void
name_paper (CunyiClinic *clinic, CunyiTimelineItem *item, const char *name)
{
  CunyiTemplate *template = cunyi_library_get_document (cunyi_clinic_get_library (clinic), name);

  if (template)
    replace (&item->title, cunyi_template_get_title (template));
}

/* On the page of a household also who. */
static void
name_move (CunyiTimelineItem *item, const char *name)
{
  g_free (item->title);
  item->title = *name ? g_strdup_printf (_("Into another household: %s"), name) : g_strdup (_("Into another household"));
}

static CunyiTimelineItem *
read_item (CunyiClinic *clinic, CunyiStatement *row)
{
  CunyiTimelineItem *item = g_new0 (CunyiTimelineItem, 1);
  const char *kind = cunyi_statement_get_text (row, "kind");
  const char *name = cunyi_statement_get_text (row, "name");

  item->kind = strcmp (kind, "record") == 0 ? CUNYI_TIMELINE_RECORD
               : strcmp (kind, "case") == 0 ? CUNYI_TIMELINE_CASE
               : strcmp (kind, "move") == 0 || strcmp (kind, "place") == 0 ? CUNYI_TIMELINE_MOVE
                                            : CUNYI_TIMELINE_PAPER;
  item->id = g_strdup (cunyi_statement_get_text (row, "id"));
  item->day = cunyi_day_parse (cunyi_statement_get_text (row, "day"));
  item->staff = g_strdup (cunyi_statement_get_text (row, "staff"));
  item->detail = g_strdup (cunyi_statement_get_text (row, "detail"));
  item->note = g_strdup ("");
  /* The name of a declared file that is gone stays. */
  item->title = g_strdup (name);
  if (item->kind == CUNYI_TIMELINE_RECORD)
    name_record (clinic, item, cunyi_statement_get_text (row, "about"));
  else if (item->kind == CUNYI_TIMELINE_CASE)
    name_case (clinic, item, name, cunyi_statement_get_text (row, "about"));
  else if (strcmp (kind, "place") == 0)
    replace (&item->title, _("Into another village group"));
  else if (item->kind == CUNYI_TIMELINE_MOVE)
    name_move (item, name);
  else
    name_paper (clinic, item, name);
  return item;
}

/* Several notes on one record are joined. */
static void
take_note (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer notes)
{
  const char *record = cunyi_rule_get_column (row, "record"), *note = cunyi_rule_get_column (row, "note");
  const char *before = g_hash_table_lookup (notes, record);

  g_hash_table_replace (notes, g_strdup (record), before ? g_strdup_printf ("%s；%s", before, note) : g_strdup (note));
}

/* Notes by the id of their record; none when no pack declares the rule. */
static GHashTable *
read_notes (CunyiClinic *clinic, const char *subject, GError **error)
{
  const CunyiRule *rule = cunyi_library_get_rule (cunyi_clinic_get_library (clinic), "lines", "record_note");
  g_autoptr (GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (rule && !cunyi_rule_run_about (clinic, "lines", rule, subject, take_note, notes, error))
    return NULL;
  return g_steal_pointer (&notes);
}

static void
add_notes (GPtrArray *list, GHashTable *notes)
{
  for (guint i = 0; i < list->len; i++)
    {
      CunyiTimelineItem *item = g_ptr_array_index (list, i);
      const char *note = item->kind == CUNYI_TIMELINE_RECORD ? g_hash_table_lookup (notes, item->id) : NULL;

      if (note)
        replace (&item->note, note);
    }
}

GPtrArray *
cunyi_timeline_load (CunyiClinic *clinic, const char *subject, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_timeline_item_free);
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (cunyi_clinic_get_database (clinic), "timeline/of-subject",
                                                              error);
  g_autoptr (GHashTable) notes = rows ? read_notes (clinic, subject, error) : NULL;
  g_autoptr (GError) local_error = NULL;

  if (notes == NULL)
    return NULL;
  cunyi_statement_bind_text (rows, ":subject", subject);
  while (cunyi_statement_step (rows, &local_error))
    g_ptr_array_add (list, read_item (clinic, rows));
  add_notes (list, notes);
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GArray *
cunyi_measurements_load (CunyiClinic *clinic, const char *subject, const char *form, const char *question,
                         GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (CunyiMeasurement));
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (cunyi_clinic_get_database (clinic),
                                                              "timeline/measurements", error);
  g_autofree char *path = g_strdup_printf ("$.\"%s\"", question);
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_text (rows, ":subject", subject);
  cunyi_statement_bind_text (rows, ":form", form);
  cunyi_statement_bind_text (rows, ":path", path);
  while (cunyi_statement_step (rows, &local_error))
    {
      CunyiMeasurement m = { cunyi_day_parse (cunyi_statement_get_text (rows, "day")),
                             cunyi_statement_get_double (rows, "value") };

      g_array_append_val (list, m);
    }
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
