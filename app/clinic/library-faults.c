/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is in use and cannot be read: named where it is needed, and all of it where the clinic is looked over. */

#include "config.h"

#include "clinic/library.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic/filling.h"
#include "clinic/library-private.h"

static gboolean
is_rule (const char *kind)
{
  return g_strv_contains ((const char *const[]) { "views", "due", "indicators", "checks", "campaigns", "lines", NULL }, kind);
}

static char *
key_of (const char *kind, const char *name)
{
  return is_rule (kind) ? g_strdup_printf ("rule/%s/%s", kind, name) : g_strdup_printf ("%s/%s", kind, name);
}

/* ---- one that is needed ---- */

static CunyiClinicError
code_of (const char *kind)
{
  if (strcmp (kind, "documents") == 0)
    return CUNYI_CLINIC_ERROR_NO_DOCUMENT;
  if (strcmp (kind, "reports") == 0)
    return CUNYI_CLINIC_ERROR_NO_REPORT;
  return strcmp (kind, "campaigns") == 0 ? CUNYI_CLINIC_ERROR_NO_CAMPAIGN : CUNYI_CLINIC_ERROR_NO_FORM;
}

/* Of a form those of any version that cannot be read. */
static CunyiFaults *
find_faults (CunyiLibrary *self, const char *kind, const char *name)
{
  g_autofree char *key = key_of (kind, name), *versions = g_strconcat (name, "@", NULL);
  CunyiFaults *faults = cunyi_library_get_faults (self, key);

  if (faults || strcmp (kind, "forms") != 0)
    return faults;
  for (char **definition = cunyi_library_get_definitions (self, kind); *definition && faults == NULL; definition++)
    if (g_str_has_prefix (*definition, versions))
      {
        g_autofree char *version = key_of (kind, *definition);

        faults = cunyi_library_get_faults (self, version);
      }
  return faults;
}

gboolean
cunyi_library_fail (CunyiLibrary *self, const char *kind, const char *name, GError **error)
{
  g_autofree char *first = NULL;
  CunyiFaults *faults = find_faults (self, kind, name);

  if (faults == NULL || cunyi_faults_count (faults) == 0)
    {
      g_set_error (error, CUNYI_CLINIC_ERROR, code_of (kind), "none of the %s is “%s”", kind, name);
      return FALSE;
    }
  first = cunyi_fault_to_text (cunyi_faults_get (faults, 0));
  g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_BROKEN,
               /* Translators: %s is where the fault is and what it is. */
               _("This is in use here and cannot be read. Read the pack again under Settings; if that does not help, tell whoever "
                 "sent it: %s"), first);
  return FALSE;
}

/* ---- all ---- */

static void
look_at (CunyiLibrary *self, const char *kind, const char *name)
{
  if (strcmp (kind, "forms") == 0)
    {
      g_autofree char *form = g_strndup (name, strcspn (name, "@"));

      cunyi_library_get_form (self, form);
    }
  else if (strcmp (kind, "reports") == 0)
    cunyi_library_get_report (self, name);
  else if (strcmp (kind, "documents") == 0)
    cunyi_library_get_document (self, name);
  else if (strcmp (kind, "codes") == 0)
    cunyi_library_get_codes (self, name);
  else
    cunyi_library_get_rule (self, kind, name);
}

static void
check_workflow (CunyiBook *book, const char *name, CunyiFaults *faults)
{
  g_autofree char *file = g_strconcat ("workflows/", name, NULL);
  g_autoptr (CunyiFaults) own = cunyi_faults_new (file);
  g_autoptr (GError) error = NULL;

  if (cunyi_book_get_workflow (book, name, &error))
    return;
  cunyi_faults_add (own, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, "%s", error->message);
  cunyi_faults_add_all (faults, own);
}

void
cunyi_library_check (CunyiLibrary *self, CunyiBook *book, CunyiFaults *faults)
{
  for (const char *const *kind = cunyi_library_kinds; *kind; kind++)
    {
      g_auto (GStrv) names = strcmp (*kind, "forms") == 0 ? g_strdupv (cunyi_library_get_definitions (self, *kind))
                                                          : cunyi_library_list (self, *kind);

      for (char **name = names; *name; name++)
        {
          g_autofree char *key = key_of (*kind, *name);

          if (strcmp (*kind, "workflows") == 0)
            check_workflow (book, *name, faults);
          else
            look_at (self, *kind, *name);
          if (cunyi_library_get_faults (self, key))
            cunyi_faults_add_all (faults, cunyi_library_get_faults (self, key));
        }
    }
  cunyi_library_check_sql (self, faults);
}
