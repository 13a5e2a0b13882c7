/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A pack on its way into the store. Each file is read the way it will be used before it is kept; what has faults is left
 * out and named. */

#include "config.h"

#include "clinic/library.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/library-private.h"
#include "workflow/workflow.h"

const char *const cunyi_library_kinds[] = { "codes",     "forms", "workflows",  "views",  "reports", "documents",
                                            "campaigns", "due",   "indicators", "checks", "lines",  NULL };

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

static GBytes *
find_facts (Intake *intake, const char *name)
{
  g_autofree char *id = g_strconcat (name, "/facts", NULL);
  g_autoptr (CunyiPackFile) file = cunyi_pack_find_file (intake->pack, "reports", id);

  return file ? read_pack_file (intake, file) : NULL;
}

/* The other half of a report: facts.sql beside sheet.csv, or beside another one. */
static void
check_report (Intake *intake, const CunyiPackFile *file, GBytes *sheet, CunyiFaults *faults)
{
  g_autofree char *name = g_path_get_dirname (file->id);
  g_autoptr (GBytes) facts = find_facts (intake, name);
  g_autofree char *same = facts ? cunyi_report_find_same (facts) : NULL;
  g_autoptr (CunyiReport) report = NULL;

  if (same)
    {
      g_bytes_unref (facts);
      facts = find_facts (intake, same);
    }
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

/* What only a form has in its first line. */
static gboolean
looks_like_form (CunyiCodes *table)
{
  static const char *const columns[] = { "type", "relevant", "required", "calculation", "constraint" };
  CunyiTable *rows = cunyi_codes_get_table (table);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (cunyi_codes_find_column (table, columns[i]) >= 0)
      return TRUE;
  /* The name of a sheet stands alone. */
  for (guint i = 0; i < cunyi_table_row_length (rows, 0); i++)
    n += *cunyi_table_get (rows, 0, i) != '\0';
  return n < 2;
}

/* TRUE for a list that lies beside the forms: one to choose from, or one that they look into. */
static gboolean
is_list (const char *file, GBytes *content)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (file);
  g_autoptr (CunyiCodes) table = cunyi_codes_parse (file, content, faults);

  return table && !looks_like_form (table);
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

  if (!cunyi_database_begin (database, "", error))
    return FALSE;
  for (guint k = 0; cunyi_library_kinds[k]; k++)
    if (!take_kind (&intake, cunyi_library_kinds[k], error))
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
