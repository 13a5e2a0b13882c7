/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The program as the desktop knows it: one window, one store. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CUNYI_TYPE_APPLICATION (cunyi_application_get_type ())
G_DECLARE_FINAL_TYPE (CunyiApplication, cunyi_application, CUNYI, APPLICATION, AdwApplication)

CunyiApplication *cunyi_application_new (void);

G_END_DECLS
