/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Gathers what is declared in three places into one list, and finds who goes by each number by looking for its name in
 * the declared files. */

#include "config.h"

#include "clinic/standard.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "clinic/filling.h"
#include "clinic/rule.h"
#include "form/limits.h"
#include "form/text.h"
#include "store/definition.h"
#include "store/setting.h"

#define LIMIT "limit_"

void
cunyi_standard_free (CunyiStandard *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->unit);
  g_free (self->usual);
  g_free (self->own);
  g_strfreev (self->choices);
  g_strfreev (self->choice_labels);
  g_free (self->source);
  g_free (self->note);
  g_ptr_array_unref (self->used);
  g_free (self);
}

static char *
dup_text (const char *text)
{
  return g_strdup (text ? text : "");
}

static CunyiStandard *
add (CunyiClinic *clinic, GPtrArray *list, const char *name, const char *title, const char *usual)
{
  CunyiStandard *self = g_new0 (CunyiStandard, 1);

  self->name = g_strdup (name);
  self->title = dup_text (title);
  self->usual = dup_text (usual);
  self->own = cunyi_setting_get (cunyi_clinic_get_database (clinic), name);
  self->used = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (list, self);
  return self;
}

static CunyiStandard *
find (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (((CunyiStandard *) g_ptr_array_index (list, i))->name, name) == 0)
      return g_ptr_array_index (list, i);
  return NULL;
}

static void
add_user (CunyiStandard *self, const char *title)
{
  if (!g_ptr_array_find_with_equal_func (self->used, title, g_str_equal, NULL))
    g_ptr_array_add (self->used, g_strdup (title));
}

static void
set_choices (CunyiStandard *self, const char *const *choices, const char *const *labels)
{
  self->choices = g_strdupv ((char **) choices);
  self->choice_labels = g_strdupv ((char **) labels);
}

/* ---- who goes by a number ---- */

/* Of an indicator that is there for each code, the title without the code. */
static char *
dup_rule_title (const CunyiRule *rule)
{
  const char *title = cunyi_rule_get (rule, "title");
  g_autoptr (CunyiText) text = cunyi_text_new (title, NULL, NULL, 0, 0);
  g_autoptr (CunyiContext) nothing = cunyi_context_new ();

  return text ? cunyi_text_expand (text, nothing) : g_strdup (title);
}

/* What the doctor calls the file. (transfer full) */
static char *
dup_title (CunyiClinic *clinic, const char *kind, const char *name)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_autofree char *base = g_strndup (name, strcspn (name, "/@"));
  const char *title = NULL;

  if (strcmp (kind, "forms") == 0)
    {
      CunyiForm *form = cunyi_library_get_form (library, base);
      title = form ? cunyi_form_get_title (form) : NULL;
    }
  else if (strcmp (kind, "reports") == 0)
    {
      CunyiReport *report = cunyi_library_get_report (library, base);
      title = report ? cunyi_report_get_title (report) : NULL;
    }
  else if (strcmp (kind, "workflows") == 0)
    {
      CunyiWorkflow *workflow = cunyi_book_get_workflow (cunyi_clinic_get_book (clinic), base, NULL);
      title = workflow ? cunyi_workflow_get_title (workflow) : NULL;
    }
  else
    {
      const CunyiRule *rule = cunyi_library_get_rule (library, kind, name);
      return rule ? dup_rule_title (rule) : g_strdup (base);
    }
  return g_strdup (title ? title : base);
}

/* Every limit_<name> in the text of a file. */
static void
find_limits (CunyiClinic *clinic, GPtrArray *list, const char *kind, const char *name, GBytes *content)
{
  gsize size;
  const char *bytes = g_bytes_get_data (content, &size);
  g_autofree char *text = g_strndup (bytes, size);
  g_autofree char *title = NULL;

  for (const char *at = strstr (text, LIMIT); at; at = strstr (at, LIMIT))
    {
      g_autofree char *setting = NULL;
      CunyiStandard *standard;
      gsize length = 0;

      at += strlen (LIMIT);
      while (g_ascii_isalnum (at[length]) || at[length] == '_')
        length++;
      setting = g_strdup_printf ("limit/%.*s", (int) length, at);
      standard = find (list, setting);
      if (standard && title == NULL)
        title = dup_title (clinic, kind, name);
      if (standard)
        add_user (standard, title);
    }
}

static gboolean
find_users (CunyiClinic *clinic, GPtrArray *list, GError **error)
{
  static const char *const kinds[] = { "forms", "due", "indicators", "checks", "workflows", "campaigns", "reports" };
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) names = cunyi_definition_list (database, kinds[i], error);

      for (guint k = 0; names && names[k]; k++)
        {
          g_autoptr (GBytes) content = cunyi_definition_get (database, kinds[i], names[k], NULL, NULL);

          if (content)
            find_limits (clinic, list, kinds[i], names[k], content);
        }
      if (names == NULL)
        return FALSE;
    }
  return TRUE;
}

/* ---- the three places ---- */

typedef struct {
  CunyiClinic *clinic;
  GPtrArray *list;
  CunyiCodes *codes;
} Limits;

static void
take_limit (const char *name, const char *value, gpointer data)
{
  const Limits *limits = data;
  g_autofree char *setting = g_strconcat ("limit/", name, NULL);
  CunyiStandard *self = add (limits->clinic, limits->list, setting, cunyi_codes_get_label (limits->codes, name), value);

  self->unit = dup_text (cunyi_codes_get (limits->codes, name, "unit"));
  self->source = dup_text (cunyi_codes_get (limits->codes, name, "source"));
  self->note = dup_text (cunyi_codes_get (limits->codes, name, "note"));
}

static void
add_limits (CunyiClinic *clinic, GPtrArray *list)
{
  Limits limits = { clinic, list, cunyi_library_get_codes (cunyi_clinic_get_library (clinic), "limit") };

  cunyi_limits_foreach (limits.codes, cunyi_clock_today (), take_limit, &limits);
}

static void
add_shared (CunyiClinic *clinic, GPtrArray *list, const CunyiReportOption *option, const char *title)
{
  g_autofree char *setting = g_strconcat ("option/", option->name, NULL);
  CunyiStandard *self = find (list, setting);

  if (self == NULL)
    {
      self = add (clinic, list, setting, option->label, option->fallback);
      self->note = dup_text (option->note);
      set_choices (self, option->choices, option->choice_labels);
    }
  add_user (self, title);
}

/* What a report alone asks stands on its own page. */
static void
add_of_reports (CunyiClinic *clinic, GPtrArray *list)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_auto (GStrv) names = cunyi_library_list (library, "reports");

  for (guint i = 0; names[i]; i++)
    {
      CunyiReport *report = cunyi_library_get_report (library, names[i]);

      for (guint k = 0; report && k < cunyi_report_n_options (report); k++)
        if (cunyi_report_get_option (report, k)->shared)
          add_shared (clinic, list, cunyi_report_get_option (report, k), cunyi_report_get_title (report));
    }
}

static void
add_of_rule (CunyiClinic *clinic, GPtrArray *list, const char *kind, const CunyiRule *rule)
{
  g_autoptr (GPtrArray) options = cunyi_rule_list_options (rule);
  g_autofree char *title = dup_rule_title (rule);

  for (guint i = 0; i < options->len; i++)
    {
      const CunyiRuleOption *option = g_ptr_array_index (options, i);
      g_autofree char *shared = g_strconcat ("option/", option->name, NULL);
      g_autofree char *own = g_strdup_printf ("%s/%s/%s", kind, rule->name, option->name);
      CunyiStandard *self = find (list, shared);

      if (self == NULL)
        {
          self = add (clinic, list, own, option->label, option->fallback);
          self->source = g_strdup (cunyi_rule_get (rule, "source"));
          self->note = g_strdup (cunyi_rule_get (rule, "note"));
          set_choices (self, (const char *const *) option->choices, (const char *const *) option->choice_labels);
        }
      add_user (self, title);
    }
}

static void
add_of_rules (CunyiClinic *clinic, GPtrArray *list)
{
  static const char *const kinds[] = { "due", "indicators", "checks", "campaigns" };
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) names = cunyi_library_list (library, kinds[i]);

      for (guint k = 0; names[k]; k++)
        {
          const CunyiRule *rule = cunyi_library_get_rule (library, kinds[i], names[k]);

          if (rule)
            add_of_rule (clinic, list, kinds[i], rule);
        }
    }
}

GPtrArray *
cunyi_standard_list (CunyiClinic *clinic, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_standard_free);
  const char *const none[] = { NULL };

  add_limits (clinic, list);
  if (!find_users (clinic, list, error))
    return NULL;
  add_of_reports (clinic, list);
  add_of_rules (clinic, list);
  for (guint i = 0; i < list->len; i++)
    {
      CunyiStandard *self = g_ptr_array_index (list, i);
      char **texts[] = { &self->unit, &self->source, &self->note };

      if (self->choices == NULL)
        set_choices (self, none, none);
      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        if (*texts[k] == NULL)
          *texts[k] = g_strdup ("");
    }
  return g_steal_pointer (&list);
}

/* ---- values ---- */

const char *
cunyi_standard_get (const CunyiStandard *self)
{
  return self->own ? self->own : self->usual;
}

char *
cunyi_standard_show (const CunyiStandard *self, const char *value)
{
  for (guint i = 0; self->choices[i]; i++)
    if (strcmp (self->choices[i], value) == 0)
      return g_strdup (self->choice_labels[i]);
  return *self->unit ? g_strdup_printf ("%s %s", value, self->unit) : g_strdup (value);
}

static gboolean
is_number (const char *text)
{
  char *end;

  return g_ascii_isdigit (*text) && g_ascii_strtod (text, &end) >= 0 && *end == '\0' && strpbrk (text, "xXeEnN") == NULL;
}

static gboolean
check (const CunyiStandard *self, const char *value, GError **error)
{
  if (self->choices[0] && !g_strv_contains ((const char *const *) self->choices, value))
    g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_CHOICE, "%s: “%s” is no choice", self->name, value);
  else if (self->choices[0] == NULL && is_number (self->usual) && !is_number (value))
    g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_NUMBER, "%s: “%s” is no number", self->name, value);
  else
    return TRUE;
  return FALSE;
}

gboolean
cunyi_standard_set (CunyiClinic *clinic, const CunyiStandard *self, const char *value, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autofree char *half = cunyi_text_to_half_width (value);
  g_autofree char *plain = cunyi_text_trim (half);
  gboolean usual = *plain == '\0' || strcmp (plain, self->usual) == 0;
  /* Translators: %s is what a rule goes by, such as a blood pressure. */
  g_autofree char *what = g_strdup_printf (_("Change “%s”"), self->title);

  if ((!usual && !check (self, plain, error)) || !cunyi_database_begin (database, what, error))
    return FALSE;
  if (cunyi_setting_set (database, self->name, usual ? NULL : plain, error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}
