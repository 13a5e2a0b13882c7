/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Settings: names and telephone of the clinic, its place, the day on which reporting months end, where tables go. */

#pragma once

#include <adwaita.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CLINIC_SETTINGS (cunyi_clinic_settings_get_type ())
G_DECLARE_FINAL_TYPE (CunyiClinicSettings, cunyi_clinic_settings, CUNYI, CLINIC_SETTINGS, AdwBin)

/* Shows what the store says now; a row that is being changed is left alone. */
void cunyi_clinic_settings_show (CunyiClinicSettings *settings, CunyiClinic *clinic);

G_END_DECLS
