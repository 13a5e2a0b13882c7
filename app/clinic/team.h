/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Family-doctor teams: what stands on agreements and door plates, who is in them and from when until when. */

#pragma once

#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef struct {
  char *staff; /* id */
  char *name;
  char *role;  /* 家庭医生, 公卫人员 …; "" for who is not in it */
  char *from, *until; /* days, "" for unknown and while it lasts */
} CunyiTeamMember;

typedef struct {
  char *id;       /* NULL for one that is not saved yet */
  char *name;
  char *hospital; /* the first party of agreements */
  char *leader;   /* id of the family doctor, "" when unknown */
  char *phone;    /* for service, printed on papers */
  char *from, *until; /* days, "" for unknown and while it works */
  GPtrArray *members; /* CunyiTeamMember: everybody who is in it or works here */
} CunyiTeam;

/* Without a name, with everybody who works here and is not in it. (transfer full) */
CunyiTeam *cunyi_team_new (CunyiClinic *clinic, GError **error);
void cunyi_team_free (CunyiTeam *team);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiTeam, cunyi_team_free)

/* Those that work first. (transfer full) (element-type CunyiTeam) */
GPtrArray *cunyi_team_list (CunyiClinic *clinic, GError **error);
/* The member of this id or name; NULL when there is none. (transfer none) */
CunyiTeamMember *cunyi_team_find_member (CunyiTeam *team, const char *staff);
/* Adds or changes one with its members: who has no role is not in it. One change to undo; a new id is put into the value. */
gboolean cunyi_team_save (CunyiClinic *clinic, CunyiTeam *team, GError **error);

G_END_DECLS
