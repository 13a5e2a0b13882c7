/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The open clinic, and how one is founded. */

#include "config.h"

#include "clinic/clinic.h"

#include <glib/gi18n.h>

#include "clinic/about.h"
#include "clinic/filling.h"
#include "store/files.h"

struct _CunyiClinic {
  GObject parent_instance;
  CunyiDatabase *database;
  CunyiLibrary *library;
  CunyiBook *book;
  CunyiSearch *search;
  char *doctor;
};

G_DEFINE_FINAL_TYPE (CunyiClinic, cunyi_clinic, G_TYPE_OBJECT)

/* ---- opening ---- */

static void
cunyi_clinic_finalize (GObject *object)
{
  CunyiClinic *self = CUNYI_CLINIC (object);

  g_clear_pointer (&self->book, cunyi_book_free);
  g_clear_object (&self->library);
  g_clear_object (&self->search);
  g_clear_object (&self->database);
  g_free (self->doctor);
  G_OBJECT_CLASS (cunyi_clinic_parent_class)->finalize (object);
}

static void
cunyi_clinic_class_init (CunyiClinicClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cunyi_clinic_finalize;
}

static void
cunyi_clinic_init (CunyiClinic *self)
{
}

/* The clinic outlives its book, so no reference is taken. */
static CunyiContext *
describe_subject (CunyiDatabase *database, const char *subject, gpointer data, GError **error)
{
  return cunyi_clinic_describe (data, subject, error);
}

static gboolean
read_doctor (CunyiClinic *self, GError **error)
{
  const char *staff = cunyi_database_get_staff (self->database);
  g_autoptr (CunyiStatement) row = NULL;
  g_autoptr (GError) local_error = NULL;

  self->doctor = g_strdup ("");
  if (staff == NULL)
    return TRUE;
  row = cunyi_database_statement (self->database, "staff/by-id", error);
  if (row == NULL)
    return FALSE;
  cunyi_statement_bind_text (row, ":id", staff);
  if (cunyi_statement_step (row, &local_error))
    {
      g_free (self->doctor);
      self->doctor = g_strdup (cunyi_statement_get_text (row, "name"));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static CunyiClinic *
new_clinic (CunyiDatabase *database, CunyiSearch *search, GError **error)
{
  g_autoptr (CunyiClinic) self = g_object_new (CUNYI_TYPE_CLINIC, NULL);

  self->database = g_object_ref (database);
  self->search = search ? g_object_ref (search) : cunyi_search_new ();
  self->book = cunyi_book_new (database);
  cunyi_book_set_about (self->book, describe_subject, self, NULL);
  self->library = cunyi_library_new (database, error);
  return self->library && read_doctor (self, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
set_staff (CunyiDatabase *database, const char *user, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, "staff/by-user", error);
  g_autoptr (GError) local_error = NULL;

  if (row == NULL)
    return FALSE;
  cunyi_statement_bind_text (row, ":user", user);
  if (cunyi_statement_step (row, &local_error))
    cunyi_database_set_staff (database, cunyi_statement_get_text (row, "id"));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

CunyiClinic *
cunyi_clinic_enter (CunyiDatabase *database, const char *user, GError **error)
{
  g_autoptr (CunyiClinic) self = NULL;

  if (user && !set_staff (database, user, error))
    return NULL;
  self = new_clinic (database, NULL, error);
  if (self == NULL || !cunyi_library_add_views (self->library, error) || !cunyi_book_add_views (self->book, error) ||
      !cunyi_library_add_declared_views (self->library, error))
    return NULL;
  return g_steal_pointer (&self);
}

CunyiClinic *
cunyi_clinic_open (const char *path, const char *user, const char *secret, GError **error)
{
  g_autoptr (CunyiDatabase) database = cunyi_database_open (path, user, secret, error);

  return database ? cunyi_clinic_enter (database, user, error) : NULL;
}

CunyiClinic *
cunyi_clinic_open_again (CunyiClinic *self, gboolean read_only, GError **error)
{
  g_autoptr (CunyiDatabase) database = cunyi_database_open_again (self->database, read_only, error);

  if (database == NULL)
    return NULL;
  cunyi_database_set_staff (database, cunyi_database_get_staff (self->database));
  return new_clinic (database, self->search, error);
}

CunyiDatabase *
cunyi_clinic_get_database (CunyiClinic *self)
{
  return self->database;
}

CunyiLibrary *
cunyi_clinic_get_library (CunyiClinic *self)
{
  return self->library;
}

CunyiBook *
cunyi_clinic_get_book (CunyiClinic *self)
{
  return self->book;
}

CunyiSearch *
cunyi_clinic_get_search (CunyiClinic *self)
{
  return self->search;
}

gboolean
cunyi_clinic_is_demo (CunyiClinic *self)
{
  return cunyi_database_is_demo (self->database);
}

const char *
cunyi_clinic_get_doctor (CunyiClinic *self)
{
  return self->doctor;
}

char *
cunyi_clinic_get_setting (CunyiClinic *self, const char *name, const char *fallback)
{
  char *value = cunyi_setting_get (self->database, name);

  return value ? value : g_strdup (fallback);
}

char *
cunyi_clinic_get_place (CunyiClinic *self)
{
  return cunyi_clinic_get_setting (self, "clinic/place", "");
}

char *
cunyi_clinic_default_path (gboolean demo)
{
  return g_build_filename (g_get_user_data_dir (), "cunyi", demo ? "demo.cunyi" : "village.cunyi", NULL);
}

/* ---- founding ---- */

/* Adds a place inside `parent` unless its name is blank. Returns the id of the place, or of the parent. */
static char *
add_place (CunyiDatabase *database, const char *parent, const char *level, const char *name, GError **error)
{
  g_autoptr (CunyiStatement) insert = NULL;
  g_autofree char *id = NULL;

  if (name == NULL || name[0] == '\0')
    return g_strdup (parent ? parent : "");
  id = cunyi_database_new_id (database, error);
  insert = id ? cunyi_database_statement (database, "place/insert", error) : NULL;
  if (insert == NULL)
    return NULL;
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":parent", parent && parent[0] ? parent : NULL);
  cunyi_statement_bind_text (insert, ":level", level);
  cunyi_statement_bind_text (insert, ":name", name);
  cunyi_statement_bind_text (insert, ":code", "");
  cunyi_statement_bind_int (insert, ":position", 0);
  return cunyi_statement_run (insert, error) ? g_steal_pointer (&id) : NULL;
}

static gboolean
add_places (CunyiDatabase *database, const CunyiFounding *founding, GError **error)
{
  g_autofree char *county = add_place (database, NULL, "county", founding->county, error);
  g_autofree char *township = county ? add_place (database, county, "township", founding->township, error) : NULL;
  g_autofree char *village = township ? add_place (database, township, "village", founding->village, error) : NULL;

  return village && cunyi_setting_set (database, "clinic/place", village, error);
}

#define LIST "founding" /* code list: what the pack says that the first doctor and the team are called */

/* What the pack declares under a code, with the names of the founding put in; "" when it says nothing. (transfer full) */
static char *
declared (CunyiLibrary *library, const CunyiFounding *founding, const char *code)
{
  CunyiCodes *codes = cunyi_library_get_codes (library, LIST);
  const char *value = codes ? cunyi_codes_get (codes, code, "value") : NULL;
  g_autoptr (CunyiText) text = value ? cunyi_text_new (value, NULL, NULL, 0, 0) : NULL;
  g_autoptr (CunyiContext) context = cunyi_context_new ();

  if (text == NULL)
    return g_strdup ("");
  cunyi_context_set (context, "place_village", founding->village);
  cunyi_context_set (context, "place_township", founding->township);
  cunyi_context_set (context, "clinic_name", founding->clinic);
  return cunyi_text_expand (text, context);
}

static char *
add_doctor (CunyiDatabase *database, CunyiLibrary *library, const CunyiFounding *founding, GError **error)
{
  g_autofree char *title = declared (library, founding, "doctor_title");
  g_autofree char *id = cunyi_database_new_id (database, error);
  g_autoptr (CunyiStatement) insert = id ? cunyi_database_statement (database, "staff/insert", error) : NULL;

  if (insert == NULL)
    return NULL;
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":name", founding->doctor);
  cunyi_statement_bind_text (insert, ":user", founding->doctor);
  cunyi_statement_bind_text (insert, ":title", title);
  cunyi_statement_bind_text (insert, ":phone", founding->phone);
  return cunyi_statement_run (insert, error) ? g_steal_pointer (&id) : NULL;
}

static gboolean
add_team (CunyiDatabase *database, CunyiLibrary *library, const CunyiFounding *founding, const char *doctor, GError **error)
{
  g_autofree char *id = cunyi_database_new_id (database, error);
  g_autofree char *name = declared (library, founding, "team_name");
  g_autofree char *role = declared (library, founding, "team_role");
  g_autoptr (CunyiStatement) team = id ? cunyi_database_statement (database, "team/insert", error) : NULL;
  g_autoptr (CunyiStatement) member = team ? cunyi_database_statement (database, "team_member/set", error) : NULL;

  if (member == NULL)
    return FALSE;
  cunyi_statement_bind_text (team, ":id", id);
  cunyi_statement_bind_text (team, ":name", *name ? name : founding->clinic);
  cunyi_statement_bind_text (team, ":hospital", founding->hospital);
  cunyi_statement_bind_text (team, ":leader", doctor);
  cunyi_statement_bind_text (team, ":phone", founding->phone);
  cunyi_statement_bind_text (member, ":team", id);
  cunyi_statement_bind_text (member, ":staff", doctor);
  cunyi_statement_bind_text (member, ":role", role);
  return cunyi_statement_run (team, error) && cunyi_statement_run (member, error);
}

static gboolean
add_settings (CunyiDatabase *database, const CunyiFounding *founding, GError **error)
{
  return cunyi_setting_set (database, "clinic/name", founding->clinic, error) &&
         cunyi_setting_set (database, "clinic/phone", founding->phone, error) &&
         cunyi_setting_set (database, "clinic/hospital", founding->hospital, error);
}

static gboolean
furnish (CunyiDatabase *database, const CunyiFounding *founding, GError **error)
{
  g_autoptr (CunyiLibrary) library = cunyi_library_new (database, error);
  g_autofree char *doctor = NULL;

  if (library == NULL || !cunyi_database_begin (database, "", error))
    return FALSE;
  if (!add_places (database, founding, error) || !add_settings (database, founding, error) ||
      (doctor = add_doctor (database, library, founding, error)) == NULL ||
      !add_team (database, library, founding, doctor, error))
    {
      cunyi_database_rollback (database);
      return FALSE;
    }
  if (!cunyi_database_commit (database, error))
    return FALSE;
  cunyi_database_set_staff (database, doctor);
  return TRUE;
}

static gboolean
take_pack (CunyiDatabase *database, const char *name, CunyiFaults *faults, GError **error)
{
  g_autoptr (CunyiPack) pack = cunyi_pack_open (name, faults);

  if (pack == NULL)
    {
      g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_PACK, "no pack “%s” in %s", name,
                   cunyi_packs_get_folder ());
      return FALSE;
    }
  return cunyi_library_use_pack (database, pack, faults, error);
}

CunyiClinic *
cunyi_clinic_found (const char *path, const CunyiFounding *founding, char **recovery, CunyiFaults *faults, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *code = NULL;
  CunyiDatabase *database;
  CunyiClinic *clinic = NULL;

  g_mkdir_with_parents (folder, 0700);
  database = cunyi_database_create (path, founding->doctor, founding->password, founding->demo, &code, error);
  if (database == NULL)
    return NULL;
  if (take_pack (database, founding->pack, faults, error) && furnish (database, founding, error))
    clinic = cunyi_clinic_enter (database, founding->doctor, error);
  g_object_unref (database);
  if (clinic == NULL)
    cunyi_store_remove (path);
  else if (recovery)
    *recovery = g_steal_pointer (&code);
  return clinic;
}
