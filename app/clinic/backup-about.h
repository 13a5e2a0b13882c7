/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a backup holds, told before it is brought back. */

#pragma once

#include "store/database.h"

G_BEGIN_DECLS

typedef struct {
  char *clinic;  /* name, "" when it has none */
  char *village;
  char *last;    /* moment of the last change, "" when nothing was written yet */
  gboolean demo;
  guint people, households, records, cases;
} CunyiBackupAbout;

/* Of any store, as of cunyi_database_open_copy(). (transfer full) */
CunyiBackupAbout *cunyi_backup_about_read (CunyiDatabase *database, GError **error);
void cunyi_backup_about_free (CunyiBackupAbout *about);
/* In lines for people to read. (transfer full) */
char *cunyi_backup_about_to_text (const CunyiBackupAbout *about);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiBackupAbout, cunyi_backup_about_free)

G_END_DECLS
