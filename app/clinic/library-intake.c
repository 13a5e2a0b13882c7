/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Definitions on their way into the store: whole packs, or one file that somebody sent. Each is read the way it will be
 * used before it is kept; what has faults is left out and named. */

#include "config.h"

#include "clinic/library.h"

#include <glib/gi18n.h>
#include <string.h>

#include "form/sheets.h"
#include "workflow/workflow.h"

#define QUESTIONS_SHOWN 12 /* in the description of a form */

/* Codes first: forms and workflows are checked against them. */
static const char *const kinds_in_order[] = { "codes",     "forms", "workflows",  "reports", "documents",
                                              "campaigns", "due",   "indicators", "checks",  NULL };

/* A pack on its way in. */
typedef struct {
  CunyiDatabase *database;
  CunyiPack *pack;
  GHashTable *codes; /* id to CunyiCodes */
  CunyiFaults *faults;
} Intake;

static CunyiCodes *
intake_codes (const char *id, gpointer data)
{
  return g_hash_table_lookup (((Intake *) data)->codes, id);
}

static GBytes *
read_pack_file (Intake *intake, const CunyiPackFile *file)
{
  g_autoptr (GError) error = NULL;
  GBytes *content = cunyi_pack_file_read (file, &error);

  if (content == NULL)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (file->path);

      cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, "%s", error->message);
      cunyi_faults_add_all (intake->faults, faults);
    }
  return content;
}

/* The file of the same name in the packs below the one that `file` lies in. */
static CunyiPackFile *
find_base_file (Intake *intake, const CunyiPackFile *file)
{
  CunyiPack *pack = intake->pack;

  while (pack && strcmp (cunyi_pack_get_name (pack), file->pack) != 0)
    pack = cunyi_pack_get_base (pack);
  pack = pack ? cunyi_pack_get_base (pack) : NULL;
  return pack ? cunyi_pack_find_file (pack, file->kind, file->id) : NULL;
}

/* A template that says extends="yes" goes into the store as one whole with what it extends. */
static GBytes *
merge_document (Intake *intake, const CunyiPackFile *file, GBytes *own, CunyiFaults *faults)
{
  g_autoptr (CunyiPackFile) base_file = find_base_file (intake, file);
  g_autoptr (GBytes) base = base_file ? read_pack_file (intake, base_file) : NULL;
  g_autoptr (GBytes) whole_base = NULL;

  if (base == NULL)
    {
      cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0,
                        _("This document extends another one, but no pack below holds it."));
      return NULL;
    }
  if (cunyi_template_extends (base))
    whole_base = merge_document (intake, base_file, base, faults);
  else
    whole_base = g_bytes_ref (base);
  return whole_base ? cunyi_template_merge (file->file, whole_base, own, faults) : NULL;
}

/* The other half of a report: facts.sql beside sheet.csv. */
static void
check_report (Intake *intake, const CunyiPackFile *file, GBytes *sheet, CunyiFaults *faults)
{
  g_autofree char *name = g_path_get_dirname (file->id);
  g_autofree char *facts_id = g_strconcat (name, "/facts", NULL);
  g_autoptr (CunyiPackFile) facts_file = cunyi_pack_find_file (intake->pack, "reports", facts_id);
  g_autoptr (GBytes) facts = facts_file ? read_pack_file (intake, facts_file) : NULL;
  g_autoptr (CunyiReport) report = NULL;

  if (facts == NULL)
    cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, _("There is no facts.sql beside this sheet."));
  else
    report = cunyi_report_new (name, sheet, facts, faults);
}

/* What a template is in the store: whole, with what it extends. */
static GBytes *
check_document (Intake *intake, const CunyiPackFile *file, GBytes *content, CunyiFaults *faults)
{
  g_autoptr (GBytes) whole = cunyi_template_extends (content) ? merge_document (intake, file, content, faults)
                                                              : g_bytes_ref (content);
  g_autoptr (CunyiTemplate) document = whole ? cunyi_template_parse (file->file, whole, faults) : NULL;

  return document ? g_steal_pointer (&whole) : NULL;
}

static void
check_codes (Intake *intake, const CunyiPackFile *file, GBytes *content, CunyiFaults *faults)
{
  CunyiCodes *codes = cunyi_codes_parse (file->id, content, faults);

  if (codes)
    g_hash_table_replace (intake->codes, g_strdup (file->id), codes);
}

static void
check_form (Intake *intake, const CunyiPackFile *file, GBytes *content, CunyiFaults *faults)
{
  g_autoptr (CunyiForm) form = cunyi_form_parse (file->id, content, intake_codes, intake, faults);
}

static void
check_workflow (Intake *intake, const CunyiPackFile *file, GBytes *content, CunyiFaults *faults)
{
  g_autoptr (CunyiWorkflow) workflow = cunyi_workflow_parse (file->id, content, intake_codes, intake, faults);
}

/* TRUE for a list of choices that lies beside the forms: a table with name (or code) and label. */
static gboolean
is_list (const char *file, GBytes *content)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (file);
  g_autoptr (CunyiCodes) codes = g_str_has_suffix (file, ".csv") ? cunyi_codes_parse (file, content, faults) : NULL;

  /* The sheet survey of a form on its own has these columns too, and a type. */
  return codes && cunyi_codes_count (codes) > 0 && !cunyi_codes_get (codes, cunyi_codes_get_code (codes, 0), "type");
}

/* Reads a file the way it will be used. Returns what goes into the store, or NULL when it has faults. */
static GBytes *
check_file (Intake *intake, const CunyiPackFile *file, GBytes *content)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (file->path);
  g_autoptr (GBytes) kept = NULL;

  if (strcmp (file->kind, "codes") == 0)
    check_codes (intake, file, content, faults);
  else if (strcmp (file->kind, "forms") == 0)
    check_form (intake, file, content, faults);
  else if (strcmp (file->kind, "workflows") == 0)
    check_workflow (intake, file, content, faults);
  else if (strcmp (file->kind, "reports") == 0 && g_str_has_suffix (file->id, "/sheet"))
    check_report (intake, file, content, faults);
  else if (strcmp (file->kind, "documents") == 0)
    kept = check_document (intake, file, content, faults);

  if (cunyi_faults_count (faults) > 0)
    {
      cunyi_faults_add_all (intake->faults, faults);
      return NULL;
    }
  return kept ? g_steal_pointer (&kept) : g_bytes_ref (content);
}

static gboolean
take_file (Intake *intake, const CunyiPackFile *file, GError **error)
{
  g_autoptr (GBytes) content = read_pack_file (intake, file);
  g_autoptr (GBytes) kept = content ? check_file (intake, file, content) : NULL;

  return kept == NULL || cunyi_definition_put (intake->database, file->kind, file->id, file->pack, file->version, kept,
                                               NULL, error);
}

/* A list beside the forms is a code list, whatever the folder. TRUE when the file was one. */
static gboolean
take_list (Intake *intake, CunyiPackFile *file, gboolean *failed, GError **error)
{
  g_autoptr (GBytes) content = strcmp (file->kind, "forms") == 0 && g_str_has_suffix (file->file, ".csv")
                                 ? read_pack_file (intake, file) : NULL;

  if (content == NULL || !is_list (file->file, content))
    return FALSE;
  g_free (file->kind);
  file->kind = g_strdup ("codes");
  *failed = !take_file (intake, file, error);
  return TRUE;
}

/* All files of a kind; lists before what chooses from them. */
static gboolean
take_kind (Intake *intake, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) files = cunyi_pack_list_files (intake->pack, kind, intake->faults);
  gboolean failed = FALSE;

  for (guint i = 0; i < files->len && !failed; i++)
    if (take_list (intake, g_ptr_array_index (files, i), &failed, error))
      g_ptr_array_remove_index (files, i--);
  for (guint i = 0; i < files->len && !failed; i++)
    failed = !take_file (intake, g_ptr_array_index (files, i), error);
  return !failed;
}

gboolean
cunyi_library_use_pack (CunyiDatabase *database, CunyiPack *pack, CunyiFaults *faults, GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) cunyi_codes_unref);
  Intake intake = { database, pack, codes, faults };

  if (!cunyi_database_begin (database, _("Use pack"), error))
    return FALSE;
  for (guint k = 0; kinds_in_order[k]; k++)
    if (!take_kind (&intake, kinds_in_order[k], error))
      {
        cunyi_database_rollback (database);
        return FALSE;
      }
  if (!cunyi_setting_set (database, "clinic/pack", cunyi_pack_get_name (pack), error))
    {
      cunyi_database_rollback (database);
      return FALSE;
    }
  return cunyi_database_commit (database, error);
}

/* ---- one file ---- */

/* The code lists that the store has. */
static CunyiCodes *
kept_codes (const char *id, gpointer data)
{
  return cunyi_library_get_codes (data, id);
}

/* Names that may stand for a file: small letters, digits, _; from the form's own id, else from the file's name. */
static char *
tidy_name (const char *text)
{
  GString *name = g_string_new (NULL);

  for (const char *p = text; *p && *p != '.'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, g_ascii_tolower (*p));
    else if (name->len > 0 && name->str[name->len - 1] != '_')
      g_string_append_c (name, '_');
  if (name->len == 0 || !g_ascii_isalpha (name->str[0]))
    g_string_prepend (name, "form_");
  return g_string_free (name, FALSE);
}

const char *
cunyi_library_check_file (const char *base_name, GBytes *content, CunyiCodesFunc codes, gpointer data, char **id,
                          CunyiFaults *faults)
{
  gsize size;
  const char *text = g_bytes_get_data (content, &size);
  g_autoptr (CunyiSheets) sheets = NULL;
  g_autoptr (CunyiForm) form = NULL;
  g_autoptr (CunyiWorkflow) workflow = NULL;
  g_autoptr (CunyiTemplate) document = NULL;

  *id = tidy_name (base_name);
  if (size > 0 && text[0] == '<')
    return (document = cunyi_template_parse (base_name, content, faults)) ? "documents" : NULL;
  if (is_list (base_name, content))
    return "codes";
  sheets = cunyi_sheets_parse (base_name, content, faults);
  if (sheets == NULL)
    return NULL;
  if (cunyi_sheets_get (sheets, "states", NULL))
    return (workflow = cunyi_workflow_new (*id, sheets, codes, data, faults)) ? "workflows" : NULL;
  if (cunyi_sheets_get_setting (sheets, "form_id")[0] != '\0')
    {
      g_free (*id);
      *id = NULL;
    }
  form = cunyi_form_new (*id, sheets, codes, data, faults);
  if (form && *id == NULL)
    *id = g_strdup (cunyi_form_get_id (form));
  return form ? "forms" : NULL;
}

static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) mapped = file ? g_mapped_file_get_bytes (file) : NULL;

  /* A copy: the file may be on a stick that is pulled out. */
  return mapped ? g_bytes_new (g_bytes_get_data (mapped, NULL), g_bytes_get_size (mapped)) : NULL;
}

/* ---- what a file would bring ---- */

static void
append_questions (GString *text, CunyiForm *form)
{
  guint n = 0;

  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);

      if (item->kind >= CUNYI_ITEM_CALCULATE || n >= QUESTIONS_SHOWN)
        continue;
      g_string_append_printf (text, "%s%s", n > 0 ? "、" : "", cunyi_text_get_source (item->label));
      n++;
    }
}

static guint
count_questions (CunyiForm *form, gboolean required)
{
  guint n = 0;

  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);

      n += item->kind < CUNYI_ITEM_CALCULATE && (!required || item->required);
    }
  return n;
}

static char *
describe_form (CunyiLibrary *library, CunyiForm *form)
{
  GString *text = g_string_new (NULL);
  CunyiForm *before = cunyi_library_get_form (library, cunyi_form_get_id (form));
  guint n = count_questions (form, FALSE);
  const char *version = cunyi_form_get_version (form);

  g_string_append_printf (text, ngettext ("%u question, %u must be answered.", "%u questions, %u must be answered.", n), n,
                          count_questions (form, TRUE));
  if (*version)
    /* Translators: %s is a version, like 2026.1. */
    g_string_append_printf (text, _(" Version %s."), version);
  g_string_append_c (text, '\n');
  if (before)
    g_string_append_printf (text, _("It takes the place of “%s” %s; records that are there keep theirs."),
                            cunyi_form_get_title (before), cunyi_form_get_version (before));
  else
    g_string_append (text, _("A form of this name is not in use yet."));
  g_string_append (text, "\n\n");
  append_questions (text, form);
  return g_string_free (text, FALSE);
}

gboolean
cunyi_library_describe_file (CunyiLibrary *library, const char *path, char **title, char **description,
                             CunyiFaults *faults, GError **error)
{
  g_autofree char *base_name = g_path_get_basename (path);
  g_autofree char *id = NULL;
  g_autoptr (GBytes) content = read_file (path, error);
  g_autoptr (CunyiForm) form = NULL;
  const char *kind;

  if (content == NULL)
    return FALSE;
  kind = cunyi_library_check_file (base_name, content, kept_codes, library, &id, faults);
  if (kind == NULL)
    return TRUE;
  form = strcmp (kind, "forms") == 0 ? cunyi_form_parse (id, content, kept_codes, library, NULL) : NULL;
  *title = g_strdup (form ? cunyi_form_get_title (form) : id);
  *description = form                                ? describe_form (library, form)
                 : strcmp (kind, "codes") == 0       ? g_strdup (_("A list of choices."))
                 : strcmp (kind, "workflows") == 0   ? g_strdup (_("A workflow."))
                                                     : g_strdup (_("A document."));
  return TRUE;
}

gboolean
cunyi_library_add_file (CunyiLibrary *library, CunyiDatabase *database, const char *path, char **kind, char **name,
                        CunyiFaults *faults, GError **error)
{
  g_autofree char *base_name = g_path_get_basename (path);
  g_autofree char *id = NULL;
  g_autoptr (GBytes) content = read_file (path, error);
  const char *found;

  if (content == NULL)
    return FALSE;
  found = cunyi_library_check_file (base_name, content, kept_codes, library, &id, faults);
  if (found == NULL)
    return TRUE;
  if (!cunyi_definition_put (database, found, id, "own", "", content, NULL, error))
    return FALSE;
  *kind = g_strdup (found);
  *name = g_steal_pointer (&id);
  return TRUE;
}
