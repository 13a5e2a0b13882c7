/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pages of the sidebar, and what the window's menu opens. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

typedef struct {
  const char *title; /* to be translated */
  const char *icon;
  CunyiPage *(*new_page) (CunyiClinic *clinic);
} CunyiTopPage;

extern const CunyiTopPage cunyi_top_pages[];
extern const guint cunyi_n_top_pages;

/* Opens the manual at an anchor, "" for its beginning. */
void cunyi_top_pages_show_manual (GtkWindow *window, const char *anchor);
void cunyi_top_pages_import_roster (CunyiWindow *window);
void cunyi_top_pages_back_up (CunyiWindow *window);

G_END_DECLS
