/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Gathers what is known of a subject into a context. `error` is never NULL in here, and after the first one nothing more is
 * read: each function may go on without looking, and the outermost one tells. */

#include "config.h"

#include "clinic/about.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "base/id-number.h"
#include "clinic/campaign.h"
#include "form/record.h"

/* The columns of the current row as values, each name behind `prefix`. */
static void
set_row (CunyiContext *context, const char *prefix, CunyiStatement *row)
{
  for (int i = 0; i < cunyi_statement_n_columns (row); i++)
    {
      g_autofree char *name = g_strconcat (prefix, cunyi_statement_column_name (row, i), NULL);

      cunyi_context_set (context, name, cunyi_statement_text_at (row, i));
    }
}

static CunyiStatement *
prepare (CunyiClinic *clinic, const char *name, const char *parameter, const char *value, GError **error)
{
  CunyiStatement *statement = *error ? NULL
                                     : cunyi_database_statement (cunyi_clinic_get_database (clinic), name, error);

  if (statement)
    cunyi_statement_bind_text (statement, parameter, value);
  return statement;
}

static gboolean
step (CunyiStatement *statement, GError **error)
{
  return statement && *error == NULL && cunyi_statement_step (statement, error);
}

/* A list without rows, also when it had some of another day. */
static void
begin_list (CunyiContext *context, const char *list)
{
  cunyi_context_add_list (context, list);
  while (cunyi_context_n_rows (context, list) > 0)
    cunyi_context_remove_row (context, list, 0);
}

static void
describe_age (CunyiContext *context, const char *day)
{
  int age = cunyi_day_age (cunyi_day_parse (cunyi_context_get (context, "person_birth")), cunyi_day_parse (day));

  cunyi_context_set (context, "person_age", NULL);
  if (age >= 0)
    cunyi_context_set_int (context, "person_age", age);
}

/* What is worked out from a person's columns. */
static void
derive_person (CunyiClinic *clinic, CunyiContext *context, CunyiStatement *row)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_autofree char *masked = cunyi_id_number_mask (cunyi_statement_get_text (row, "id_number"));

  cunyi_context_set (context, "person_id_masked", masked);
  cunyi_context_set (context, "person_sex_label",
                     cunyi_library_get_label (library, "sex", cunyi_statement_get_text (row, "sex")));
  cunyi_context_set (context, "person_relation_label",
                     cunyi_library_get_label (library, "relation", cunyi_statement_get_text (row, "relation")));
}

/* The names under which groups go into a context. */
typedef struct {
  const char *list;   /* rows with group_code, group_label and the details */
  const char *labels; /* parted by 、 */
  const char *codes;  /* parted by blanks */
} GroupNames;

static const GroupNames person_groups = { "person_group", "person_groups", "person_group_codes" };
static const GroupNames household_groups = { "household_group", "household_groups", "household_group_codes" };
static const GroupNames member_groups = { "member_group", "member_group_labels", "member_group_codes" };

static void
describe_groups (CunyiClinic *clinic, CunyiContext *context, const GroupNames *names, const char *person,
                 const char *household, const char *day, GError **error)
{
  g_autoptr (CunyiStatement) rows = prepare (clinic, "about/groups", ":person", person, error);
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autoptr (GString) codes = g_string_new (NULL);

  begin_list (context, names->list);
  if (rows == NULL)
    return;
  cunyi_statement_bind_text (rows, ":household", household);
  cunyi_statement_bind_text (rows, ":day", day);
  while (step (rows, error))
    {
      const char *code = cunyi_statement_get_text (rows, "group_");
      const char *label = cunyi_library_get_label (cunyi_clinic_get_library (clinic), "group", code);
      CunyiContext *row = cunyi_context_add_row (context, names->list);

      cunyi_context_set_json (row, cunyi_statement_get_text (rows, "detail"));
      cunyi_context_set (row, "group_code", code);
      cunyi_context_set (row, "group_label", label);
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? "、" : "", label);
      g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "", code);
    }
  cunyi_context_set (context, names->labels, labels->str);
  cunyi_context_set (context, names->codes, codes->str);
}

/* Rows `list` and the codes in one text under `codes_name`. */
static void
describe_diseases (CunyiClinic *clinic, CunyiContext *context, const char *list, const char *codes_name,
                   const char *person, const char *day, GError **error)
{
  g_autoptr (CunyiStatement) rows = prepare (clinic, "about/diseases", ":person", person, error);
  g_autoptr (GString) codes = g_string_new (NULL);

  begin_list (context, list);
  if (rows == NULL)
    return;
  cunyi_statement_bind_text (rows, ":day", day);
  while (step (rows, error))
    {
      CunyiContext *row = cunyi_context_add_row (context, list);
      const char *code = cunyi_statement_get_text (rows, "disease");

      cunyi_context_set (row, "disease_code", code);
      cunyi_context_set (row, "disease_label",
                         cunyi_library_get_label (cunyi_clinic_get_library (clinic), "disease", code));
      cunyi_context_set (row, "disease_since", cunyi_statement_get_text (rows, "since"));
      cunyi_context_set (row, "disease_proven", cunyi_statement_get_text (rows, "proven"));
      g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "", code);
    }
  cunyi_context_set (context, codes_name, codes->str);
}

/* place_<level> for each place around; the address in one line is theirs from the township down, and the household's. */
static void
describe_places (CunyiClinic *clinic, CunyiContext *context, const char *place, const char *address, GError **error)
{
  g_autoptr (CunyiStatement) rows = prepare (clinic, "about/places", ":id", place, error);
  g_autoptr (GString) line = g_string_new (address);

  while (step (rows, error))
    {
      const char *level = cunyi_statement_get_text (rows, "level"), *text = cunyi_statement_get_text (rows, "name");
      g_autofree char *name = g_strconcat ("place_", level, NULL);

      cunyi_context_set (context, name, text);
      if (strcmp (level, "group") == 0 || strcmp (level, "village") == 0 || strcmp (level, "township") == 0)
        g_string_prepend (line, text);
    }
  cunyi_context_set (context, "household_address_line", line->str);
}

static void
describe_members (CunyiClinic *clinic, CunyiContext *context, const char *household, const char *day, GError **error)
{
  g_autoptr (CunyiStatement) rows = prepare (clinic, "about/members", ":id", household, error);

  begin_list (context, "household_member");
  while (step (rows, error))
    {
      CunyiContext *row = cunyi_context_add_row (context, "household_member");

      set_row (row, "member_", rows);
      cunyi_context_set (row, "member_relation_label",
                         cunyi_library_get_label (cunyi_clinic_get_library (clinic), "relation",
                                                  cunyi_statement_get_text (rows, "relation")));
      describe_groups (clinic, row, &member_groups, cunyi_statement_get_text (rows, "id"), household, day, error);
      describe_diseases (clinic, row, "member_disease", "member_disease_codes", cunyi_statement_get_text (rows, "id"), day, error);
    }
}

static void
describe_cases (CunyiClinic *clinic, CunyiContext *context, const char *household, GError **error)
{
  g_autoptr (CunyiStatement) rows = prepare (clinic, "about/cases", ":household", household, error);

  cunyi_context_add_list (context, "household_case");
  while (step (rows, error))
    set_row (cunyi_context_add_row (context, "household_case"), "case_", rows);
}

/* "" for a case without a topic. */
static const char *
label_topic (CunyiClinic *clinic, const char *name, const char *topic)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  CunyiWorkflow *workflow = cunyi_book_get_workflow (book, name, NULL);
  const char *list = workflow ? cunyi_workflow_get_topic (workflow) : "";
  CunyiCodes *codes = *list ? cunyi_book_get_codes (book, list) : NULL;

  return codes ? cunyi_codes_get_label (codes, topic) : "";
}

static void
describe_own_cases (CunyiClinic *clinic, CunyiContext *context, const char *person, GError **error)
{
  g_autoptr (CunyiStatement) rows = prepare (clinic, "about/own-cases", ":person", person, error);

  cunyi_context_add_list (context, "person_case");
  while (step (rows, error))
    {
      CunyiContext *row = cunyi_context_add_row (context, "person_case");

      set_row (row, "case_", rows);
      cunyi_context_set (row, "case_topic_label",
                         label_topic (clinic, cunyi_statement_get_text (rows, "workflow"), cunyi_statement_get_text (rows, "topic")));
    }
}

static void
describe_household (CunyiClinic *clinic, CunyiContext *context, const char *household, GError **error)
{
  g_autoptr (CunyiStatement) row = prepare (clinic, "about/household", ":id", household, error);

  if (!step (row, error))
    return;
  set_row (context, "household_", row);
  describe_places (clinic, context, cunyi_statement_get_text (row, "place"), cunyi_statement_get_text (row, "address"), error);
  describe_cases (clinic, context, household, error);
}

/* What has no column of its own: person_<name>, unless a column is called so. */
static void
describe_extra (CunyiClinic *clinic, CunyiContext *context, const char *person, GError **error)
{
  g_autoptr (CunyiStatement) rows = prepare (clinic, "about/extra", ":id", person, error);

  while (step (rows, error))
    {
      g_autofree char *name = g_strconcat ("person_", cunyi_statement_get_text (rows, "name"), NULL);

      if (!cunyi_context_has (context, name))
        cunyi_context_set (context, name, cunyi_statement_get_text (rows, "value"));
    }
}

static void
describe_person (CunyiClinic *clinic, CunyiContext *context, const char *person, GError **error)
{
  g_autoptr (CunyiStatement) row = prepare (clinic, "about/person", ":id", person, error);
  g_autofree char *household = NULL;

  if (!step (row, error))
    return;
  set_row (context, "person_", row);
  derive_person (clinic, context, row);
  describe_extra (clinic, context, person, error);
  describe_own_cases (clinic, context, person, error);
  household = g_strdup (cunyi_statement_get_text (row, "household"));
  describe_household (clinic, context, household, error);
}

/* What of a subject that is described is another on another day: the age, groups, diseases, and those of the household. */
static void
describe_state (CunyiClinic *clinic, CunyiContext *context, const char *subject, const char *day, GError **error)
{
  g_autofree char *household = g_strdup (cunyi_context_get (context, "household_id"));

  if (*household)
    {
      describe_members (clinic, context, household, day, error);
      describe_groups (clinic, context, &household_groups, NULL, household, day, error);
    }
  if (!cunyi_context_has (context, "person_id"))
    return;
  describe_age (context, day);
  describe_groups (clinic, context, &person_groups, subject, household, day, error);
  describe_diseases (clinic, context, "person_disease", "person_disease_codes", subject, day, error);
}

static void
describe_team (CunyiClinic *clinic, CunyiContext *context, CunyiStatement *team, GError **error)
{
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  g_autoptr (CunyiStatement) rows = prepare (clinic, "about/team-members", ":id", cunyi_statement_get_text (team, "id"), error);

  set_row (context, "team_", team);
  cunyi_context_add_list (context, "team_member");
  if (rows)
    cunyi_statement_bind_text (rows, ":today", today);
  while (step (rows, error))
    set_row (cunyi_context_add_row (context, "team_member"), "", rows);
}

static void
describe_staff (CunyiClinic *clinic, CunyiContext *context, GError **error)
{
  const char *staff = cunyi_database_get_staff (cunyi_clinic_get_database (clinic));
  g_autoptr (CunyiStatement) person = prepare (clinic, "staff/by-id", ":id", staff, error);
  g_autoptr (CunyiStatement) team = prepare (clinic, "about/team", ":staff", staff, error);
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());

  if (team)
    cunyi_statement_bind_text (team, ":today", today);
  if (step (person, error))
    set_row (context, "staff_", person);
  if (step (team, error))
    describe_team (clinic, context, team, error);
}

/* ---- limits ---- */

typedef struct {
  CunyiClinic *clinic;
  CunyiLimitFunc func;
  gpointer data;
} Limits;

static void
take_limit (const char *name, const char *value, gpointer data)
{
  const Limits *limits = data;
  g_autofree char *setting = g_strconcat ("limit/", name, NULL);
  g_autofree char *own = cunyi_clinic_get_setting (limits->clinic, setting, value);

  limits->func (name, own, limits->data);
}

void
cunyi_clinic_foreach_limit (CunyiClinic *clinic, CunyiDay day, CunyiLimitFunc func, gpointer data)
{
  Limits limits = { clinic, func, data };

  cunyi_limits_foreach (cunyi_library_get_codes (cunyi_clinic_get_library (clinic), "limit"), day, take_limit, &limits);
}

typedef struct {
  const char *name;
  int value;
} Wanted;

static void
take_wanted (const char *name, const char *value, gpointer data)
{
  Wanted *wanted = data;

  if (strcmp (name, wanted->name) == 0)
    wanted->value = (int) g_ascii_strtoll (value, NULL, 10);
}

int
cunyi_clinic_find_limit (CunyiClinic *clinic, CunyiDay day, const char *name)
{
  Wanted wanted = { name, 0 };

  cunyi_clinic_foreach_limit (clinic, day, take_wanted, &wanted);
  return wanted.value;
}

static void
set_limit (const char *name, const char *value, gpointer context)
{
  g_autofree char *full = g_strconcat ("limit_", name, NULL);

  cunyi_context_set (context, full, value);
}

static void
describe_limits (CunyiClinic *clinic, CunyiContext *context, CunyiDay day)
{
  cunyi_clinic_foreach_limit (clinic, day, set_limit, context);
}

static void
set_campaign_day (const char *name, const char *value, gpointer context)
{
  g_autofree char *full = g_strconcat ("campaign_", name, NULL);

  cunyi_context_set (context, full, value);
}

static void
describe_clinic (CunyiClinic *clinic, CunyiContext *context, GError **error)
{
  static const char *const settings[] = { "clinic/name", "clinic/phone", "clinic/hospital", "clinic/hospital_phone" };
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());
  g_autofree char *place = cunyi_clinic_get_place (clinic);
  g_autoptr (CunyiStatement) device = cunyi_database_statement (cunyi_clinic_get_database (clinic), "device/here", error);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *value = cunyi_clinic_get_setting (clinic, settings[i], "");
      g_autofree char *name = g_strdelimit (g_strdup (settings[i]), "/", '_');

      cunyi_context_set (context, name, value);
    }
  cunyi_context_set (context, "today", today);
  if (step (device, error))
    cunyi_context_set (context, "device_id", cunyi_statement_get_text (device, "id"));
  describe_limits (clinic, context, cunyi_clock_today ());
  cunyi_campaign_foreach_day (clinic, cunyi_clock_today (), set_campaign_day, context);
  describe_places (clinic, context, place, "", error);
  describe_staff (clinic, context, error);
}

CunyiSubjectKind
cunyi_clinic_find_subject (CunyiClinic *clinic, const char *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) row = prepare (clinic, "about/kind", ":id", subject, &error);
  const char *kind;

  if (!step (row, &error))
    return CUNYI_SUBJECT_NONE;
  kind = cunyi_statement_get_text (row, "kind");
  return strcmp (kind, "person") == 0      ? CUNYI_SUBJECT_PERSON
         : strcmp (kind, "household") == 0 ? CUNYI_SUBJECT_HOUSEHOLD
                                           : CUNYI_SUBJECT_PLACE;
}

static void
describe (CunyiClinic *clinic, CunyiContext *context, const char *subject, const char *day, GError **error)
{
  describe_clinic (clinic, context, error);
  switch (cunyi_clinic_find_subject (clinic, subject))
    {
    case CUNYI_SUBJECT_PERSON:
      describe_person (clinic, context, subject, error);
      break;
    case CUNYI_SUBJECT_HOUSEHOLD:
      describe_household (clinic, context, subject, error);
      break;
    case CUNYI_SUBJECT_PLACE:
      describe_places (clinic, context, subject, "", error);
      break;
    case CUNYI_SUBJECT_NONE:
      break;
    }
  describe_state (clinic, context, subject, day, error);
}

static CunyiContext *
describe_on (CunyiClinic *clinic, const char *subject, CunyiDay day, GError **error)
{
  g_autoptr (CunyiContext) context = cunyi_context_new ();
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = cunyi_day_to_text (day);

  describe (clinic, context, subject, text, &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&context);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

CunyiContext *
cunyi_clinic_describe (CunyiClinic *clinic, const char *subject, GError **error)
{
  return describe_on (clinic, subject, cunyi_clock_today (), error);
}

/* The newest record of another form as a row of last_<form>. */
static gboolean
describe_last (CunyiClinic *clinic, CunyiContext *context, const char *form, const char *subject, const char *day,
               const char *except, GError **error)
{
  g_autofree char *list = g_strconcat ("last_", form, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CunyiRecord) record = cunyi_record_last (cunyi_clinic_get_database (clinic), form, subject, day, except,
                                                      &local_error);

  begin_list (context, list);
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (record)
    {
      CunyiContext *row = cunyi_context_add_row (context, list);

      cunyi_context_set_json (row, record->answers);
      cunyi_context_set (row, "record_day", record->day);
    }
  return TRUE;
}

/* The last records of the forms that this one looks at, on or before a day. */
static gboolean
describe_lasts (CunyiClinic *clinic, CunyiContext *context, const char *subject, CunyiForm *form, CunyiDay day,
                const char *except, GError **error)
{
  g_auto (GStrv) names = cunyi_library_list (cunyi_clinic_get_library (clinic), "forms");
  g_autofree char *text = cunyi_day_to_text (day);

  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *list = g_strconcat ("last_", names[i], NULL);

      if (cunyi_form_uses (form, list) && !describe_last (clinic, context, names[i], subject, text, except, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cunyi_clinic_describe_lasts (CunyiClinic *clinic, CunyiContext *context, const char *subject, CunyiForm *form, GError **error)
{
  return describe_lasts (clinic, context, subject, form, cunyi_clock_today (), NULL, error);
}

/* Which cases the record that is being filled has opened itself. */
static void
mark_own_cases (CunyiContext *context, const char *record)
{
  for (guint i = 0; i < cunyi_context_n_rows (context, "person_case"); i++)
    {
      CunyiContext *row = cunyi_context_get_row (context, "person_case", i);

      cunyi_context_set (row, "case_own", record && strcmp (cunyi_context_get (row, "case_record"), record) == 0 ? "yes" : "");
    }
}

/* The limits of that day, and the last records of other forms on or before it. */
static gboolean
describe_rules (CunyiClinic *clinic, CunyiContext *context, const char *subject, CunyiForm *form, CunyiDay day,
                const char *except, GError **error)
{
  describe_limits (clinic, context, day);
  mark_own_cases (context, except);
  return describe_lasts (clinic, context, subject, form, day, except, error);
}

CunyiContext *
cunyi_clinic_describe_for_form (CunyiClinic *clinic, const char *subject, CunyiForm *form, CunyiDay day,
                                const char *except, GError **error)
{
  g_autoptr (CunyiContext) context = describe_on (clinic, subject, day, error);

  return context && describe_rules (clinic, context, subject, form, day, except, error) ? g_steal_pointer (&context) : NULL;
}

gboolean
cunyi_clinic_describe_day (CunyiClinic *clinic, CunyiContext *context, const char *subject, CunyiForm *form, CunyiDay day,
                           const char *except, GError **error)
{
  g_autofree char *text = cunyi_day_to_text (day);
  g_autoptr (GError) local_error = NULL;

  describe_state (clinic, context, subject, text, &local_error);
  if (local_error == NULL)
    return describe_rules (clinic, context, subject, form, day, except, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

char *
cunyi_clinic_name_subject (CunyiClinic *clinic, const char *subject)
{
  g_autoptr (CunyiContext) context = cunyi_clinic_describe (clinic, subject, NULL);
  GString *line = g_string_new (NULL);

  if (context == NULL)
    return g_string_free (line, FALSE);
  switch (cunyi_clinic_find_subject (clinic, subject))
    {
    case CUNYI_SUBJECT_PERSON:
      g_string_append (line, cunyi_context_get (context, "person_name"));
      g_string_append_printf (line, "　%s", cunyi_context_get (context, "person_sex_label"));
      if (cunyi_context_get (context, "person_age")[0] != '\0')
        /* Translators: %s is the age in whole years. */
        g_string_append_printf (line, _("　%s years"), cunyi_context_get (context, "person_age"));
      break;
    case CUNYI_SUBJECT_HOUSEHOLD:
      /* Translators: %s is the name of the head of the household. */
      g_string_append_printf (line, _("Household of %s"), cunyi_context_get (context, "household_head"));
      break;
    case CUNYI_SUBJECT_PLACE:
      g_string_append (line, cunyi_context_get (context, "place_village"));
      break;
    case CUNYI_SUBJECT_NONE:
      break;
    }
  return g_string_free (line, FALSE);
}
