/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Size of the text, light and dark, as the clinic wants them. */

#pragma once

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_APPEARANCE_TEXT_SIZE "look/text_size" /* setting: 100, 125 or 150 per cent */
#define CUNYI_APPEARANCE_SCHEME "look/scheme"       /* setting: system, light or dark */

/* Makes the whole program look so. */
void cunyi_appearance_apply (CunyiClinic *clinic);

G_END_DECLS
