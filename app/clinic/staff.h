/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who works with the store, and in the family-doctor team that papers name. Passwords are the store's own affair. */

#pragma once

#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef struct {
  char *id;    /* NULL for one that is not saved yet */
  char *name;
  char *user;  /* name of the key slot, "" for who does not open the store */
  char *title; /* 乡村医生 */
  char *phone;
  char *role;  /* in the team, "" for who is not in it */
  char *until; /* day of leaving, "" while at work */
} CunyiStaff;

/* All texts "". (transfer full) */
CunyiStaff *cunyi_staff_new (void);
void cunyi_staff_free (CunyiStaff *staff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiStaff, cunyi_staff_free)

/* Those at work, by name. (transfer full) (element-type CunyiStaff) */
GPtrArray *cunyi_staff_list (CunyiClinic *clinic, GError **error);
/* Adds or changes one, with the place in the team. One change to undo; a new id is put into the value. */
gboolean cunyi_staff_save (CunyiClinic *clinic, CunyiStaff *staff, GError **error);
/* Not at work any more from today, and out of the team. What was entered by them stays theirs. */
gboolean cunyi_staff_leave (CunyiClinic *clinic, CunyiStaff *staff, GError **error);

G_END_DECLS
