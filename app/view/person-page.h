/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One life at a glance. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PERSON_PAGE (cunyi_person_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiPersonPage, cunyi_person_page, CUNYI, PERSON_PAGE, CunyiPage)

CunyiPage *cunyi_person_page_new (CunyiClinic *clinic, const char *person);

G_END_DECLS
