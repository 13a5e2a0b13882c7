/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Settings: size of the text, light and dark, and when an abandoned window locks. */

#pragma once

#include <adwaita.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_LOOK_SETTINGS (cunyi_look_settings_get_type ())
G_DECLARE_FINAL_TYPE (CunyiLookSettings, cunyi_look_settings, CUNYI, LOOK_SETTINGS, AdwBin)

/* Shows what the store says now. */
void cunyi_look_settings_show (CunyiLookSettings *settings, CunyiClinic *clinic);

G_END_DECLS
