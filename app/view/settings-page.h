/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is decided rarely: clinic, doctors and passwords, packs, backup, text size. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_SETTINGS_PAGE (cunyi_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiSettingsPage, cunyi_settings_page, CUNYI, SETTINGS_PAGE, CunyiPage)

CunyiPage *cunyi_settings_page_new (CunyiClinic *clinic);

G_END_DECLS
