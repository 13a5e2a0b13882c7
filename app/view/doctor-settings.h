/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Settings: who works here, in the team, and with a password; the recovery sheet. */

#pragma once

#include <adwaita.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_DOCTOR_SETTINGS (cunyi_doctor_settings_get_type ())
G_DECLARE_FINAL_TYPE (CunyiDoctorSettings, cunyi_doctor_settings, CUNYI, DOCTOR_SETTINGS, AdwBin)

/* Shows what the store says now. */
void cunyi_doctor_settings_show (CunyiDoctorSettings *settings, CunyiClinic *clinic);

G_END_DECLS
