/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* cunyictl each: what the page of residents does for many at once. Who they are is said by name, by the page's filters, or by
 * a rule of due work; so the contracts of a village are renewed for whom the rule about their end names. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/due.h"
#include "clinic/listing.h"
#include "ctl/answers.h"
#include "ctl/ctl.h"
#include "document/pdf.h"
#include "form/json.h"

int
ctl_tell_result (const CunyiBulkResult *result, gboolean json)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, json ? "{\"done\":%u,\"left_out\":[" : "done\t%u\n", result->n_done);
  for (guint i = 0; i < result->left_out->len; i++)
    {
      const CunyiLeftOut *left_out = g_ptr_array_index (result->left_out, i);
      const char *id = left_out->case_ ? left_out->case_ : left_out->subject;

      if (!json)
        {
          g_string_append_printf (text, "left\t%s\t%s\t%s\n", id, left_out->name, left_out->why);
          continue;
        }
      g_string_append (text, i == 0 ? "\n{" : ",\n{");
      cunyi_json_append_name (text, "id");
      cunyi_json_append_text (text, id);
      cunyi_json_append_name (text, "name");
      cunyi_json_append_text (text, left_out->name);
      cunyi_json_append_name (text, "why");
      cunyi_json_append_text (text, left_out->why);
      g_string_append_c (text, '}');
    }
  g_print ("%s%s", text->str, json ? "]}\n" : "");
  if (result->left_out->len == 0)
    return CTL_OK;
  return result->n_done > 0 ? CTL_FINDINGS : CTL_FAILED;
}

/* ---- who ---- */

typedef struct {
  char **filters, *due;
  gboolean all, households;
} Whom;

/* Ids of those whom a rule of due work names. */
static GPtrArray *
list_due (CunyiClinic *clinic, const char *rule, GError **error)
{
  g_autoptr (GPtrArray) due = NULL;
  GPtrArray *ids;

  if (cunyi_library_get_rule (cunyi_clinic_get_library (clinic), "due", rule) == NULL)
    {
      ctl_say (CTL_FAILED, _("There is no rule of due work “%s”."), rule);
      return NULL;
    }
  due = cunyi_due_gather (clinic, NULL, NULL, error);
  ids = due ? g_ptr_array_new_with_free_func (g_free) : NULL;
  for (guint i = 0; due && i < due->len; i++)
    {
      const CunyiDue *line = g_ptr_array_index (due, i);

      if (strcmp (line->rule, rule) == 0)
        g_ptr_array_add (ids, g_strdup (line->subject));
    }
  return ids;
}

static GPtrArray *
list_named (CunyiClinic *clinic, char **words)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (char **word = words; *word; word++)
    {
      char *id = ctl_find_subject (clinic, *word);

      if (id == NULL)
        return NULL;
      g_ptr_array_add (ids, id);
    }
  return g_steal_pointer (&ids);
}

/* FALSE when there is no such filter (said already). */
static gboolean
find_bits (CunyiListing *listing, char **names, CunyiFilterBits *bits)
{
  *bits = 0;
  for (char **name = names; name && *name; name++)
    {
      guint i = 0;

      while (i < cunyi_listing_n_filters (listing) && strcmp (cunyi_listing_get_filter (listing, i)->id, *name) != 0)
        i++;
      if (i == cunyi_listing_n_filters (listing))
        {
          g_autoptr (GString) known = g_string_new (NULL);

          for (i = 0; i < cunyi_listing_n_filters (listing); i++)
            g_string_append_printf (known, " %s", cunyi_listing_get_filter (listing, i)->id);
          ctl_say (CTL_FAILED, _("There is no filter “%s”, only:%s"), *name, known->str);
          return FALSE;
        }
      *bits |= (CunyiFilterBits) 1 << i;
    }
  return TRUE;
}

/* NULL when it cannot be told (said already). (transfer full) */
static char **
list_chosen (CunyiClinic *clinic, const Whom *whom, char **words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) among = NULL, ids = NULL;
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();
  g_autoptr (CunyiListing) listing = NULL;
  CunyiFilterBits bits;

  if (*words)
    among = list_named (clinic, words);
  else if (whom->due)
    among = list_due (clinic, whom->due, &error);
  if (among == NULL && (*words || whom->due))
    {
      if (error)
        ctl_fail (error);
      return NULL;
    }
  listing = cunyi_listing_new (clinic, among);
  if (!cunyi_listing_read (listing, cunyi_clinic_get_database (clinic), NULL, &error))
    {
      ctl_fail (error);
      return NULL;
    }
  if (!find_bits (listing, whom->filters, &bits))
    return NULL;
  ids = whom->households ? cunyi_listing_find_households (listing, bits) : cunyi_listing_find_people (listing, bits);
  for (guint i = 0; i < ids->len; i++)
    g_strv_builder_add (chosen, g_ptr_array_index (ids, i));
  return g_strv_builder_end (chosen);
}

/* ---- what ---- */

static CunyiBulkResult *
open_for_each (CunyiClinic *clinic, const char *name, const char *topic, const char *answers, char **chosen, GError **error)
{
  const CunyiBulkWatch watch = { ctl_progress, NULL, NULL };
  gboolean people = cunyi_clinic_find_subject (clinic, chosen[0]) == CUNYI_SUBJECT_PERSON;
  g_autoptr (GPtrArray) workflows = cunyi_bulk_list_workflows (clinic, people ? "person" : "household");

  for (guint i = 0; i < workflows->len; i++)
    {
      const CunyiBulkChoice *workflow = g_ptr_array_index (workflows, i);

      if (strcmp (workflow->name, name) == 0)
        return cunyi_bulk_open (clinic, workflow, topic, answers, (const char *const *) chosen, &watch, error);
    }
  ctl_say (CTL_FAILED, _("There is no workflow “%s” that is opened by hand for these."), name);
  return NULL;
}

static CunyiBulkResult *
add_each (CunyiClinic *clinic, const char *group, const char *day, char **chosen, GError **error)
{
  const CunyiBulkWatch watch = { ctl_progress, NULL, NULL };
  CunyiCodes *codes = cunyi_library_get_codes (cunyi_clinic_get_library (clinic), "group");
  CunyiDay from = day ? cunyi_day_parse (day) : cunyi_clock_today ();

  if (codes == NULL || cunyi_codes_get_label (codes, group) == NULL)
    ctl_say (CTL_FAILED, _("There is no group “%s”."), group);
  else if (from == CUNYI_DAY_NONE)
    ctl_say (CTL_FAILED, _("“%s” is no day. Write it like 2022-07-26."), day);
  else
    return cunyi_bulk_add_to_group (clinic, group, from, (const char *const *) chosen, &watch, error);
  return NULL;
}

/* One PDF with a paper for each, numbered. */
static CunyiBulkResult *
print_each (CunyiClinic *clinic, const char *name, const char *path, char **chosen, GError **error)
{
  const CunyiBulkWatch watch = { ctl_progress, NULL, NULL };
  gboolean people = cunyi_clinic_find_subject (clinic, chosen[0]) == CUNYI_SUBJECT_PERSON;
  g_autoptr (GPtrArray) documents = cunyi_bulk_list_documents (clinic, people ? "person" : "household");
  g_autofree char *author = cunyi_clinic_get_setting (clinic, "clinic/name", "");

  for (guint i = 0; i < documents->len; i++)
    {
      const CunyiBulkChoice *choice = g_ptr_array_index (documents, i);
      g_autoptr (CunyiDocument) document = NULL;
      CunyiBulkResult *result;

      if (strcmp (choice->name, name) != 0)
        continue;
      result = cunyi_bulk_print (clinic, choice, TRUE, (const char *const *) chosen, &document, &watch, error);
      if (result && document && !cunyi_document_write_pdf (document, path, author, NULL, error))
        g_clear_pointer (&result, cunyi_bulk_result_free);
      return result;
    }
  ctl_say (CTL_FAILED, _("There is no document “%s” that is printed for these."), name);
  return NULL;
}

int
ctl_each (int argc, char **argv)
{
  gboolean json = FALSE;
  Whom whom = { 0 };
  g_autofree char *topic = NULL, *path = NULL, *answers = NULL, *day = NULL, *output = NULL;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &whom.all, N_("Everybody in the village"), NULL },
    { "filter", 'f', 0, G_OPTION_ARG_STRING_ARRAY, &whom.filters, N_("Only for whom this filter of the page Residents holds; may be given again"), N_("NAME") },
    { "due", 0, 0, G_OPTION_ARG_STRING, &whom.due, N_("Only whom this rule of due work names now"), N_("RULE") },
    { "households", 0, 0, G_OPTION_ARG_NONE, &whom.households, N_("Their whole households"), NULL },
    { "topic", 't', 0, G_OPTION_ARG_STRING, &topic, N_("What it is about beside the person: code of disease, of problem"), N_("CODE") },
    { "answers", 'a', 0, G_OPTION_ARG_FILENAME, &path, N_("File with what the opening asks, as JSON; of a photograph the path of its file"), N_("FILE") },
    { "day", 'd', 0, G_OPTION_ARG_STRING, &day, N_("In the group since (default: today)"), N_("DAY") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF with all papers"), N_("FILE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Answer in JSON"), NULL },
    { NULL },
  };
  g_autoptr (CunyiClinic) clinic = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiBulkResult) result = NULL;
  g_auto (GStrv) chosen = NULL;
  g_auto (GStrv) filters = NULL;
  g_autofree char *due = NULL;
  gboolean right = ctl_parse (ctl_find ("each"), entries, TRUE, &argc, &argv);
  gboolean open = right && argc > 2 && strcmp (argv[1], "open") == 0;
  gboolean print = right && argc > 2 && strcmp (argv[1], "print") == 0;

  filters = whom.filters;
  due = whom.due;
  if (!right)
    return CTL_USAGE;
  if (argc < 3 || (!open && !print && strcmp (argv[1], "group") != 0))
    return ctl_say (CTL_USAGE, _("Say “open” and a workflow, “group” and a group, or “print” and a document, and for whom."));
  if (print != (output != NULL))
    return ctl_say (CTL_USAGE, _("“print” needs --output, and nothing else does."));
  if (argc == 3 && !whom.all && due == NULL && filters == NULL)
    return ctl_say (CTL_USAGE, _("Say for whom: people, --filter, --due, or --all."));
  if ((path && (answers = ctl_read_answers (path)) == NULL) || (clinic = ctl_open_day ()) == NULL ||
      (chosen = list_chosen (clinic, &whom, argv + 3)) == NULL || (open && !ctl_keep_photos (clinic, argv[2], &answers)))
    return CTL_FAILED;
  if (chosen[0] == NULL)
    result = cunyi_bulk_result_new ();
  else if (open)
    result = open_for_each (clinic, argv[2], topic, answers, chosen, &error);
  else if (print)
    result = print_each (clinic, argv[2], output, chosen, &error);
  else
    result = add_each (clinic, argv[2], day, chosen, &error);
  if (result == NULL)
    return error ? ctl_fail (error) : CTL_FAILED;
  return ctl_tell_result (result, json);
}
