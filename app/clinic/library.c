/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Definitions out of the store into parsed forms, reports, documents, codes and rules. */

#include "config.h"

#include "clinic/library.h"

#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "clinic/explain.h"
#include "clinic/library-private.h"
#include "clinic/record-report.h"
#include "form/record.h"

struct _CunyiLibrary {
  GObject parent_instance;
  CunyiDatabase *database;
  GHashTable *names;   /* kind to the names of its definitions: hypertension_followup, hypertension_followup@2025 */
  GHashTable *parsed;  /* "forms/name", "definition/id", "rule/due/name" to Parsed; a broken one has no object */
  gboolean unanswered; /* the store did not give what is being read */
};

G_DEFINE_FINAL_TYPE (CunyiLibrary, cunyi_library, G_TYPE_OBJECT)

/* What was parsed, with the way to free it. */
typedef struct {
  gpointer object;
  GDestroyNotify destroy;
  CunyiFaults *faults; /* why there is no object */
  gboolean again;      /* the store did not answer; it may the next time */
} Parsed;

static void
free_parsed (gpointer data)
{
  Parsed *parsed = data;

  if (parsed->object)
    parsed->destroy (parsed->object);
  g_clear_pointer (&parsed->faults, cunyi_faults_free);
  g_free (parsed);
}

/* ---- rules ---- */

static void
free_rule (gpointer data)
{
  CunyiRule *rule = data;

  g_free ((char *) rule->name);
  g_free ((char *) rule->sql);
  g_hash_table_unref (rule->heads);
  g_free (rule);
}

/* A head that stands more than once has its texts one on a line. */
static void
add_head (GHashTable *heads, char *name, char *text)
{
  const char *before = g_hash_table_lookup (heads, name);

  if (before)
    {
      char *both = g_strconcat (before, "\n", text, NULL);
      g_free (text);
      text = both;
    }
  g_hash_table_insert (heads, name, text);
}

/* Lines “-- name: text” at the top of the file are its head. */
static void
read_heads (const char *sql, GHashTable *heads)
{
  g_auto (GStrv) lines = g_strsplit (sql, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      const char *line = g_strstrip (lines[i]);
      const char *colon = strchr (line, ':');

      if (line[0] != '\0' && !g_str_has_prefix (line, "--"))
        return;
      if (colon && colon > line + 2 && line[0] != '\0')
        add_head (heads, g_strstrip (g_strndup (line + 2, colon - line - 2)), g_strstrip (g_strdup (colon + 1)));
    }
}

static CunyiRule *
read_rule (const char *name, GBytes *content)
{
  CunyiRule *rule = g_new0 (CunyiRule, 1);
  gsize size;
  const char *text = g_bytes_get_data (content, &size);

  rule->name = g_strdup (name);
  rule->sql = g_strndup (text, size);
  rule->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_heads (rule->sql, rule->heads);
  return rule;
}

/* ---- out of the store ---- */

static void
cunyi_library_finalize (GObject *object)
{
  CunyiLibrary *self = CUNYI_LIBRARY (object);

  g_hash_table_unref (self->parsed);
  g_hash_table_unref (self->names);
  g_object_unref (self->database);
  G_OBJECT_CLASS (cunyi_library_parent_class)->finalize (object);
}

static void
cunyi_library_class_init (CunyiLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cunyi_library_finalize;
}

static void
cunyi_library_init (CunyiLibrary *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);
  self->parsed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_parsed);
}

CunyiLibrary *
cunyi_library_new (CunyiDatabase *database, GError **error)
{
  g_autoptr (CunyiLibrary) self = g_object_new (CUNYI_TYPE_LIBRARY, NULL);

  self->database = g_object_ref (database);
  for (const char *const *kind = cunyi_library_kinds; *kind; kind++)
    {
      char **names = cunyi_definition_list (database, *kind, error);

      if (names == NULL)
        return NULL;
      g_hash_table_insert (self->names, (gpointer) *kind, names);
    }
  return g_steal_pointer (&self);
}

CunyiDatabase *
cunyi_library_get_database (CunyiLibrary *self)
{
  return self->database;
}

/* How a kind is read: from its name to the parsed thing, faults told. */
typedef gpointer (*ReadKind) (CunyiLibrary *self, const char *name, CunyiFaults *faults);

/* What was parsed before under this kind and name, or is now. */
static gpointer
look_up (CunyiLibrary *self, const char *kind, const char *name, ReadKind read, GDestroyNotify destroy)
{
  g_autofree char *key = g_strconcat (kind, "/", name, NULL);
  Parsed *parsed = g_hash_table_lookup (self->parsed, key);
  g_autoptr (CunyiFaults) faults = NULL;
  gboolean around = self->unanswered; /* a form reads its code lists */

  if (parsed && !parsed->again)
    return parsed->object;
  faults = cunyi_faults_new (key);
  parsed = g_new0 (Parsed, 1);
  self->unanswered = FALSE;
  parsed->object = read (self, name, faults);
  parsed->destroy = destroy;
  parsed->again = parsed->object == NULL && self->unanswered;
  if (parsed->object == NULL)
    parsed->faults = g_steal_pointer (&faults);
  self->unanswered |= around;
  g_hash_table_replace (self->parsed, g_steal_pointer (&key), parsed);
  return parsed->object;
}

CunyiFaults *
cunyi_library_get_faults (CunyiLibrary *self, const char *key)
{
  Parsed *parsed = g_hash_table_lookup (self->parsed, key);

  return parsed ? parsed->faults : NULL;
}

/* A fault of the store stands beside those of the definition. */
static void
take_failure (CunyiLibrary *self, CunyiFaults *faults, const GError *error)
{
  g_autofree char *sentence = error ? cunyi_explain_error (error) : NULL;

  if (error == NULL)
    return;
  cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, "%s", sentence);
  self->unanswered = TRUE;
}

static GBytes *
read_definition (CunyiLibrary *self, const char *kind, const char *name, CunyiFaults *faults)
{
  g_autoptr (GError) error = NULL;
  GBytes *content = cunyi_definition_get (self->database, kind, name, NULL, &error);

  take_failure (self, faults, error);
  return content;
}

static CunyiCodes *
library_codes (const char *id, gpointer data)
{
  return cunyi_library_get_codes (data, id);
}

static gpointer
read_codes (CunyiLibrary *self, const char *name, CunyiFaults *faults)
{
  g_autoptr (GBytes) content = read_definition (self, "codes", name, faults);

  return content ? cunyi_codes_parse (name, content, faults) : NULL;
}

static gpointer
read_form (CunyiLibrary *self, const char *name, CunyiFaults *faults)
{
  g_autoptr (GBytes) content = read_definition (self, "forms", name, faults);

  return content ? cunyi_form_parse (name, content, library_codes, self, faults) : NULL;
}

static gpointer
read_old_form (CunyiLibrary *self, const char *definition, CunyiFaults *faults)
{
  g_autoptr (GError) error = NULL;
  gpointer form = cunyi_record_load_form (self->database, definition, library_codes, self, faults, &error);

  take_failure (self, faults, error);
  return form;
}

/* A report that somebody declared. */
static gpointer
read_declared_report (CunyiLibrary *self, const char *name, CunyiFaults *faults)
{
  g_autofree char *sheet_name = g_strconcat (name, "/sheet", NULL);
  g_autofree char *facts_name = g_strconcat (name, "/facts", NULL);
  g_autoptr (GBytes) sheet = read_definition (self, "reports", sheet_name, faults);
  g_autoptr (GBytes) facts = read_definition (self, "reports", facts_name, faults);
  g_autofree char *same = facts ? cunyi_report_find_same (facts) : NULL;

  if (same)
    {
      g_autofree char *other = g_strconcat (same, "/facts", NULL);

      g_bytes_unref (facts);
      facts = read_definition (self, "reports", other, faults);
    }
  return sheet && facts ? cunyi_report_new (name, sheet, facts, faults) : NULL;
}

static GPtrArray *list_versions (CunyiLibrary *self, const char *name, CunyiForm *first);

/* The records of a form, as a table of its questions. */
static gpointer
read_record_report (CunyiLibrary *self, const char *form, CunyiFaults *faults)
{
  CunyiForm *first = cunyi_library_get_form (self, form);
  g_autoptr (GPtrArray) versions = first ? list_versions (self, form, first) : NULL;

  return versions ? cunyi_record_report_new (versions, faults) : NULL;
}

static gpointer
read_report (CunyiLibrary *self, const char *name, CunyiFaults *faults)
{
  return g_str_has_prefix (name, CUNYI_RECORD_REPORT_PREFIX)
           ? read_record_report (self, name + strlen (CUNYI_RECORD_REPORT_PREFIX), faults)
           : read_declared_report (self, name, faults);
}

static gpointer
read_document (CunyiLibrary *self, const char *name, CunyiFaults *faults)
{
  g_autofree char *file = g_strconcat (name, ".xml", NULL);
  g_autoptr (GBytes) content = read_definition (self, "documents", name, faults);

  return content ? cunyi_template_parse (file, content, faults) : NULL;
}

/* The kind of a rule stands before its name. */
static gpointer
read_rule_file (CunyiLibrary *self, const char *path, CunyiFaults *faults)
{
  g_autofree char *kind = g_path_get_dirname (path);
  const char *name = strchr (path, '/') + 1;
  g_autoptr (GBytes) content = read_definition (self, kind, name, faults);

  return content ? read_rule (name, content) : NULL;
}

CunyiCodes *
cunyi_library_get_codes (CunyiLibrary *self, const char *name)
{
  return look_up (self, "codes", name, read_codes, (GDestroyNotify) cunyi_codes_unref);
}

/* ---- versions of a form ---- */

char **
cunyi_library_get_definitions (CunyiLibrary *self, const char *kind)
{
  char **names = g_hash_table_lookup (self->names, kind);

  g_assert (names); /* no such kind */
  return names;
}

/* TRUE when a definition is the form of this name, in whichever version. */
static gboolean
is_version_of (const char *definition, const char *name)
{
  gsize length = strlen (name);

  return strncmp (definition, name, length) == 0 && (definition[length] == '\0' || definition[length] == '@');
}

/* The one that began last on or before the day; before all of them, the first. */
static gboolean
is_nearer (CunyiForm *form, CunyiForm *than, CunyiDay day)
{
  CunyiDay from = cunyi_form_get_valid_from (form), other;

  if (than == NULL)
    return TRUE;
  other = cunyi_form_get_valid_from (than);
  if ((from <= day) != (other <= day))
    return from <= day;
  return from <= day ? from > other : from < other;
}

/* Name of the definition; NULL when there is none that can be used. (transfer none) */
static const char *
find_version (CunyiLibrary *self, const char *name, CunyiDay day, CunyiForm **form)
{
  const char *best = NULL;

  *form = NULL;
  for (char **definition = cunyi_library_get_definitions (self, "forms"); *definition; definition++)
    {
      CunyiForm *version = is_version_of (*definition, name)
                             ? look_up (self, "forms", *definition, read_form, (GDestroyNotify) cunyi_form_unref) : NULL;

      if (version && is_nearer (version, *form, day))
        {
          best = *definition;
          *form = version;
        }
    }
  return best;
}

CunyiForm *
cunyi_library_find_form (CunyiLibrary *self, const char *name, gint32 day, char **definition)
{
  CunyiForm *form;
  const char *found = find_version (self, name, day, &form);

  if (definition)
    *definition = found ? cunyi_library_dup_definition (self, "forms", found) : NULL;
  return form;
}

CunyiForm *
cunyi_library_get_form (CunyiLibrary *self, const char *name)
{
  return cunyi_library_find_form (self, name, cunyi_clock_today (), NULL);
}

CunyiForm *
cunyi_library_get_form_by_definition (CunyiLibrary *self, const char *definition)
{
  return look_up (self, "definition", definition, read_old_form, (GDestroyNotify) cunyi_form_unref);
}

CunyiReport *
cunyi_library_get_report (CunyiLibrary *self, const char *name)
{
  return look_up (self, "reports", name, read_report, (GDestroyNotify) cunyi_report_unref);
}

CunyiTemplate *
cunyi_library_get_document (CunyiLibrary *self, const char *name)
{
  return look_up (self, "documents", name, read_document, (GDestroyNotify) cunyi_template_free);
}

const CunyiRule *
cunyi_library_get_rule (CunyiLibrary *self, const char *kind, const char *name)
{
  g_autofree char *path = g_strconcat (kind, "/", name, NULL);

  return look_up (self, "rule", path, read_rule_file, free_rule);
}

const char *
cunyi_rule_get (const CunyiRule *rule, const char *name)
{
  const char *value = g_hash_table_lookup (rule->heads, name);

  return value ? value : "";
}

char *
cunyi_library_dup_definition (CunyiLibrary *self, const char *kind, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *id = NULL;
  g_autoptr (GBytes) content = cunyi_definition_get (self->database, kind, name, &id, &error);

  if (error)
    g_warning ("%s/%s: %s", kind, name, error->message);
  return id;
}

/* Reports lie in folders of two files; everything else is a file of its own. */
static char **
fold_reports (char **files)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; files[i]; i++)
    if (g_str_has_suffix (files[i], "/sheet"))
      {
        g_autofree char *name = g_path_get_dirname (files[i]);
        g_strv_builder_add (names, name);
      }
  return g_strv_builder_end (names);
}

/* All versions of a form are one form. */
static char **
fold_versions (char **files)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; files[i]; i++)
    {
      g_autofree char *name = g_strndup (files[i], strcspn (files[i], "@"));

      if (g_hash_table_add (seen, g_strdup (name)))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

char **
cunyi_library_list_record_reports (CunyiLibrary *self)
{
  char **names = cunyi_library_list (self, "forms");

  for (char **name = names; *name; name++)
    {
      char *form = *name;

      *name = g_strconcat (CUNYI_RECORD_REPORT_PREFIX, form, NULL);
      g_free (form);
    }
  return names;
}

char **
cunyi_library_list (CunyiLibrary *self, const char *kind)
{
  char **files = cunyi_library_get_definitions (self, kind);

  if (strcmp (kind, "forms") == 0)
    return fold_versions (files);
  return strcmp (kind, "reports") == 0 ? fold_reports (files) : g_strdupv (files);
}

const char *
cunyi_library_get_label (CunyiLibrary *self, const char *codes, const char *code)
{
  CunyiCodes *list = cunyi_library_get_codes (self, codes);
  const char *label = list ? cunyi_codes_get_label (list, code) : NULL;

  return label ? label : code;
}

/* `first`, which is the version of today, and the others. Lent by the library. */
static GPtrArray *
list_versions (CunyiLibrary *self, const char *name, CunyiForm *first)
{
  GPtrArray *versions = g_ptr_array_new ();

  g_ptr_array_add (versions, first);
  for (char **definition = cunyi_library_get_definitions (self, "forms"); *definition; definition++)
    {
      CunyiForm *form = is_version_of (*definition, name)
                          ? look_up (self, "forms", *definition, read_form, (GDestroyNotify) cunyi_form_unref) : NULL;

      if (form && form != first)
        g_ptr_array_add (versions, form);
    }
  return versions;
}

static GPtrArray *
list_other_versions (CunyiLibrary *self, const char *name, CunyiForm *but)
{
  GPtrArray *others = list_versions (self, name, but);

  g_ptr_array_remove_index (others, 0);
  return others;
}

/* A form that is called like a table of the store has no view, and takes nothing else down. */
static gboolean
pass_over (const char *form, GError **error)
{
  if (!g_error_matches (*error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_REFUSED))
    return FALSE;
  g_message ("%s: %s", form, (*error)->message);
  g_clear_error (error);
  return TRUE;
}

gboolean
cunyi_library_add_views (CunyiLibrary *self, GError **error)
{
  g_auto (GStrv) forms = cunyi_library_list (self, "forms");
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; forms[i]; i++)
    {
      CunyiForm *form = cunyi_library_get_form (self, forms[i]);
      g_autoptr (GPtrArray) others = form ? list_other_versions (self, forms[i], form) : NULL;

      if (form && !cunyi_record_add_views (self->database, form, others, &local_error)
          && !pass_over (forms[i], &local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}
