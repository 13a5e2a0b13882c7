/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One file from a stick, and the lists beside it. */

#include "config.h"

#include "clinic/parcel.h"

#include <glib/gi18n.h>
#include <string.h>

#include "form/sheets.h"
#include "workflow/workflow.h"

#define OWN_PACK "own"     /* pack of what did not come with a pack */
#define QUESTIONS_SHOWN 12 /* in the description of a form */
#define MAX_BYTES (16 * 1024 * 1024)

/* A list that lies beside the form. */
typedef struct {
  GBytes *content;
  CunyiCodes *codes;
} Beside;

struct _CunyiParcel {
  char *path;
  GBytes *content;
  const char *kind;
  char *name;
  CunyiForm *form;     /* NULL for other kinds */
  GHashTable *besides; /* id → Beside; a NULL codes for what has faults */

  /* while it is read */
  CunyiCodesFunc codes;
  gpointer codes_data;
  CunyiFaults *faults;
};

static void
free_beside (gpointer data)
{
  Beside *beside = data;

  g_bytes_unref (beside->content);
  g_clear_pointer (&beside->codes, cunyi_codes_unref);
  g_free (beside);
}

void
cunyi_parcel_free (CunyiParcel *self)
{
  g_free (self->path);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self->name);
  g_clear_pointer (&self->form, cunyi_form_unref);
  g_hash_table_unref (self->besides);
  g_free (self);
}

/* A copy: the file may be on a stick that is pulled out. (transfer full) */
static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s is no file of at most 16 MiB", path);
      return NULL;
    }
  return g_file_load_bytes (file, NULL, NULL, error);
}

/* ---- lists beside the form ---- */

/* Reads <id>.csv in the folder of the file; NULL when there is none. */
static Beside *
read_beside (CunyiParcel *self, const char *id)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *file = g_strconcat (id, ".csv", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GBytes) content = strchr (id, G_DIR_SEPARATOR) || !g_file_test (path, G_FILE_TEST_IS_REGULAR)
                                 ? NULL : read_file (path, NULL);
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (file);
  Beside *beside;

  if (content == NULL)
    return NULL;
  beside = g_new0 (Beside, 1);
  beside->content = g_steal_pointer (&content);
  beside->codes = cunyi_codes_parse (id, beside->content, faults);
  if (cunyi_faults_count (faults) > 0)
    cunyi_faults_add_all (self->faults, faults);
  return beside;
}

/* What lies beside the form comes before what the clinic has. */
static CunyiCodes *
find_codes (const char *id, gpointer data)
{
  CunyiParcel *self = data;
  Beside *beside = g_hash_table_lookup (self->besides, id);

  if (beside == NULL && (beside = read_beside (self, id)))
    g_hash_table_insert (self->besides, g_strdup (id), beside);
  if (beside)
    return beside->codes;
  return self->codes ? self->codes (id, self->codes_data) : NULL;
}

/* ---- what it is ---- */

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

/* A table of codes and labels; the sheet survey of a form on its own has name and label too, and a type. A list that
 * forms in use look into may have any columns, and is known by its name. */
static gboolean
is_list (CunyiParcel *self, const char *file, const char *id)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (file);
  g_autoptr (CunyiCodes) list = g_str_has_suffix (file, ".csv") ? cunyi_codes_parse (id, self->content, faults) : NULL;

  if (list == NULL || cunyi_codes_find_column (list, "type") >= 0)
    return FALSE;
  return cunyi_codes_count (list) > 0 || (self->codes && self->codes (id, self->codes_data));
}

static const char *
read_list (CunyiParcel *self, const char *id)
{
  g_autoptr (CunyiCodes) list = cunyi_codes_parse (id, self->content, self->faults);

  g_free (self->name);
  self->name = g_strdup (id);
  return list && cunyi_faults_count (self->faults) == 0 ? "codes" : NULL;
}

static const char *
read_workflow (CunyiParcel *self, CunyiSheets *sheets)
{
  g_autoptr (CunyiWorkflow) workflow = cunyi_workflow_new (self->name, sheets, find_codes, self, self->faults);

  return workflow ? "workflows" : NULL;
}

/* The form says its name itself, or is called like its file. */
static const char *
read_form (CunyiParcel *self, CunyiSheets *sheets)
{
  gboolean says = cunyi_sheets_get_setting (sheets, "form_id")[0] != '\0';

  self->form = cunyi_form_new (says ? NULL : self->name, sheets, find_codes, self, self->faults);
  if (self->form == NULL)
    return NULL;
  g_free (self->name);
  self->name = g_strdup (cunyi_form_get_id (self->form));
  return "forms";
}

/* XML is a document, a table with name and label a list of choices, sheets with states are a workflow, all else is a form. */
static const char *
read_kind (CunyiParcel *self, const char *file, const char *id)
{
  gsize size;
  const char *text = g_bytes_get_data (self->content, &size);
  g_autoptr (CunyiTemplate) document = NULL;
  g_autoptr (CunyiSheets) sheets = NULL;

  if (size > 0 && text[0] == '<')
    return (document = cunyi_template_parse (file, self->content, self->faults)) ? "documents" : NULL;
  if (is_list (self, file, id))
    return read_list (self, id);
  sheets = cunyi_sheets_parse (file, self->content, self->faults);
  if (sheets == NULL)
    return NULL;
  return cunyi_sheets_get (sheets, "states", NULL) ? read_workflow (self, sheets) : read_form (self, sheets);
}

CunyiParcel *
cunyi_parcel_read (const char *path, CunyiCodesFunc codes, gpointer data, CunyiFaults *faults, GError **error)
{
  g_autoptr (GBytes) content = read_file (path, error);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *id = g_strndup (file, strcspn (file, "."));
  CunyiParcel *self;

  if (content == NULL)
    return NULL;
  self = g_new0 (CunyiParcel, 1);
  self->path = g_strdup (path);
  self->content = g_steal_pointer (&content);
  self->name = tidy_name (file);
  self->besides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_beside);
  self->codes = codes;
  self->codes_data = data;
  self->faults = faults;
  self->kind = read_kind (self, file, id);
  if (cunyi_faults_count (faults) > 0)
    self->kind = NULL;
  self->codes = NULL;
  self->faults = NULL;
  return self;
}

/* ---- in a clinic ---- */

static CunyiCodes *
kept_codes (const char *id, gpointer data)
{
  return cunyi_library_get_codes (data, id);
}

/* A form becomes a view: its name may be that of no table of the store, of no workflow, and of no view that a pack declares. */
static void
check_view (CunyiParcel *self, CunyiLibrary *library, CunyiDatabase *database, const char *name, CunyiFaults *faults)
{
  g_auto (GStrv) others = cunyi_library_list (library, strcmp (self->kind, "forms") == 0 ? "workflows" : "forms");
  g_auto (GStrv) declared = cunyi_library_list (library, "views");

  if (cunyi_database_has_table (database, name) || g_strv_contains ((const char *const *) others, name) ||
      g_strv_contains ((const char *const *) declared, name))
    cunyi_faults_add (faults, CUNYI_FAULT_FORM_ID, NULL, 0, 0,
                      _("“%s” is the name of something else here. Give the form another form_id."), name);
}

static void
check_views (CunyiParcel *self, CunyiLibrary *library, CunyiDatabase *database, CunyiFaults *faults)
{
  check_view (self, library, database, self->name, faults);
  for (guint i = 0; self->form && i < cunyi_form_n_items (self->form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (self->form, i);
      g_autofree char *name = g_strdup_printf ("%s_%s", self->name, item->name);

      if (item->kind == CUNYI_ITEM_REPEAT)
        check_view (self, library, database, name, faults);
    }
}

/* A list of the pack is not pushed aside by what happens to lie beside a form. */
static void
check_besides (CunyiParcel *self, CunyiDatabase *database, CunyiFaults *faults)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->besides);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      g_autofree char *pack = cunyi_definition_dup_pack (database, "codes", id);
      g_autoptr (GBytes) kept = pack ? cunyi_definition_get (database, "codes", id, NULL, NULL) : NULL;

      if (kept && strcmp (pack, OWN_PACK) != 0 && !g_bytes_equal (kept, ((Beside *) value)->content))
        cunyi_faults_add (faults, CUNYI_FAULT_UNKNOWN_CODES, NULL, 0, 0,
                          _("Beside the form lies %s.csv, and the clinic has a list of this name that is another. Give the "
                            "file another name, or take it away to use the clinic's."), (const char *) id);
    }
}

CunyiParcel *
cunyi_parcel_read_for (CunyiLibrary *library, CunyiDatabase *database, const char *path, CunyiFaults *faults, GError **error)
{
  CunyiParcel *self = cunyi_parcel_read (path, kept_codes, library, faults, error);

  if (self == NULL || self->kind == NULL)
    return self;
  if (strcmp (self->kind, "forms") == 0 || strcmp (self->kind, "workflows") == 0)
    check_views (self, library, database, faults);
  check_besides (self, database, faults);
  if (cunyi_faults_count (faults) > 0)
    self->kind = NULL;
  return self;
}

const char *
cunyi_parcel_get_kind (CunyiParcel *self)
{
  return self->kind;
}

const char *
cunyi_parcel_get_name (CunyiParcel *self)
{
  return self->name;
}

const char *
cunyi_parcel_get_title (CunyiParcel *self)
{
  return self->form ? cunyi_form_get_title (self->form) : self->name;
}

/* ---- what it would bring ---- */

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

static void
append_besides (GString *text, CunyiParcel *self)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->besides);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      guint n = cunyi_table_n_rows (cunyi_codes_get_table (((Beside *) value)->codes));

      /* Translators: name and number of rows of a list that comes with a form. */
      g_string_append_printf (text, _("With it comes the list %s.csv (%u rows).\n"), (const char *) id, n > 0 ? n - 1 : 0);
    }
}

const char *const *
cunyi_parcel_get_notices (CunyiParcel *self)
{
  static const char *const none[] = { NULL };

  return self->form ? cunyi_form_get_notices (self->form) : none;
}

static char *
describe_form (CunyiParcel *self, CunyiLibrary *library)
{
  GString *text = g_string_new (NULL);
  CunyiForm *before = cunyi_library_get_form (library, self->name);
  guint n = count_questions (self->form, FALSE);
  const char *version = cunyi_form_get_version (self->form);

  g_string_append_printf (text, ngettext ("%u question, %u must be answered.", "%u questions, %u must be answered.", n), n,
                          count_questions (self->form, TRUE));
  if (*version)
    /* Translators: %s is a version, like 2026.1. */
    g_string_append_printf (text, _(" Version %s."), version);
  g_string_append_c (text, '\n');
  append_besides (text, self);
  for (const char *const *notice = cunyi_parcel_get_notices (self); *notice; notice++)
    g_string_append_printf (text, "%s\n", *notice);
  if (before)
    g_string_append_printf (text, _("It takes the place of “%s” %s; records that are there keep theirs."),
                            cunyi_form_get_title (before), cunyi_form_get_version (before));
  else
    g_string_append (text, _("A form of this name is not in use yet."));
  g_string_append (text, "\n\n");
  append_questions (text, self->form);
  return g_string_free (text, FALSE);
}

char *
cunyi_parcel_describe (CunyiParcel *self, CunyiLibrary *library)
{
  g_return_val_if_fail (self->kind != NULL, NULL);

  if (self->form)
    return describe_form (self, library);
  return g_strdup (strcmp (self->kind, "codes") == 0       ? _("A list of choices.")
                   : strcmp (self->kind, "workflows") == 0 ? _("A workflow.")
                                                           : _("A document."));
}

/* ---- using it ---- */

static gboolean
keep (CunyiParcel *self, CunyiDatabase *database, GError **error)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->besides);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      g_autofree char *pack = cunyi_definition_dup_pack (database, "codes", id);

      /* The same list of a pack stays the pack's. */
      if (g_strcmp0 (pack ? pack : OWN_PACK, OWN_PACK) == 0
          && !cunyi_definition_put (database, "codes", id, OWN_PACK, "", ((Beside *) value)->content, NULL, error))
        return FALSE;
    }
  return cunyi_definition_put (database, self->kind, self->name, OWN_PACK, "", self->content, NULL, error);
}

gboolean
cunyi_parcel_use (CunyiParcel *self, CunyiDatabase *database, GError **error)
{
  g_autofree char *what = NULL;

  g_return_val_if_fail (self->kind != NULL, FALSE);

  /* Translators: %s is the title of a form, as undo names it. */
  what = g_strdup_printf (_("Add “%s”"), cunyi_parcel_get_title (self));
  if (!cunyi_database_begin (database, what, error))
    return FALSE;
  if (keep (self, database, error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}
