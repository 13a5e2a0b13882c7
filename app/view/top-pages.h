/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pages of the sidebar. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

typedef struct {
  const char *title; /* to be translated */
  const char *icon;
  CunyiPage *(*new_page) (CunyiClinic *clinic);
} CunyiTopPage;

extern const CunyiTopPage cunyi_top_pages[];
extern const guint cunyi_n_top_pages;

G_END_DECLS
