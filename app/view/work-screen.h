/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is up while a clinic is open: the column of pages, the search box, and the page in view with the ones before it.
 * Made when a clinic opens, gone when the window is locked. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_WORK_SCREEN (cunyi_work_screen_get_type ())
G_DECLARE_FINAL_TYPE (CunyiWorkScreen, cunyi_work_screen, CUNYI, WORK_SCREEN, AdwBin)

/* Without a page in it. (transfer floating) */
CunyiWorkScreen *cunyi_work_screen_new (CunyiClinic *clinic);

/* Goes to the page at `index` in the column and forgets the ones before, unless the page in view stays up. */
void cunyi_work_screen_show_top (CunyiWorkScreen *self, guint index);
/* Puts a page on top. (transfer floating) */
void cunyi_work_screen_push (CunyiWorkScreen *self, CunyiPage *page);
/* Back to the page before, where there is one and the page in view lets go. */
void cunyi_work_screen_pop (CunyiWorkScreen *self);
/* The page in view, NULL when there is none. (transfer none) */
CunyiPage *cunyi_work_screen_get_page (CunyiWorkScreen *self);
/* Puts the keyboard into the search box. */
void cunyi_work_screen_search (CunyiWorkScreen *self);
/* The search was filled: what stands in it is looked for again. */
void cunyi_work_screen_search_again (CunyiWorkScreen *self);

G_END_DECLS
