/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A family-doctor team: how it is called, who leads it, who is in it, from when until when. */

#pragma once

#include <adwaita.h>

#include "clinic/team.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_TEAM_DIALOG (cunyi_team_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CunyiTeamDialog, cunyi_team_dialog, CUNYI, TEAM_DIALOG, AdwWindow)

/* Takes `team`, shows it and saves it when asked. */
CunyiTeamDialog *cunyi_team_dialog_show (GtkWindow *parent, CunyiClinic *clinic, CunyiTeam *team);

G_END_DECLS
