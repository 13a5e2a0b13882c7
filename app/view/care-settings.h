/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Settings: the pack of the region, backup. */

#pragma once

#include <adwaita.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_CARE_SETTINGS (cunyi_care_settings_get_type ())
G_DECLARE_FINAL_TYPE (CunyiCareSettings, cunyi_care_settings, CUNYI, CARE_SETTINGS, AdwBin)

/* Shows what the store says now. */
void cunyi_care_settings_show (CunyiCareSettings *settings, CunyiClinic *clinic);

G_END_DECLS
