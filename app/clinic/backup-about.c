/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One row of SQL, and its words. */

#include "config.h"

#include "clinic/backup-about.h"

#include <glib/gi18n.h>

void
cunyi_backup_about_free (CunyiBackupAbout *self)
{
  g_free (self->clinic);
  g_free (self->village);
  g_free (self->last);
  g_free (self);
}

CunyiBackupAbout *
cunyi_backup_about_read (CunyiDatabase *database, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, "backup/about", error);
  CunyiBackupAbout *self;

  if (row == NULL || !cunyi_statement_step (row, error))
    return NULL;
  self = g_new0 (CunyiBackupAbout, 1);
  self->clinic = g_strdup (cunyi_statement_get_text (row, "clinic"));
  self->village = g_strdup (cunyi_statement_get_text (row, "village"));
  self->last = g_strdup (cunyi_statement_get_text (row, "last"));
  self->demo = cunyi_database_is_demo (database);
  self->people = cunyi_statement_get_int (row, "people");
  self->households = cunyi_statement_get_int (row, "households");
  self->records = cunyi_statement_get_int (row, "records");
  self->cases = cunyi_statement_get_int (row, "cases");
  return self;
}

char *
cunyi_backup_about_to_text (const CunyiBackupAbout *self)
{
  GString *text = g_string_new (self->clinic);

  if (self->village[0])
    g_string_append_printf (text, "　%s", self->village);
  if (self->demo)
    g_string_append_printf (text, "　%s", _("Demo village"));
  g_string_append_c (text, '\n');
  if (self->last[0])
    /* Translators: a moment, as in 2022-08-01 08:30. */
    g_string_append_printf (text, _("Last change: %.10s %.5s"), self->last, self->last + 11);
  else
    g_string_append (text, _("Nothing was written yet"));
  g_string_append_c (text, '\n');
  /* Translators: what a store holds. */
  g_string_append_printf (text, _("%u households, %u people, %u filled forms, %u cases"), self->households, self->people,
                          self->records, self->cases);
  return g_string_free (text, FALSE);
}
