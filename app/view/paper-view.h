/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pages of a document below each other, as they will lie on paper. As wide as there is room for, times the zoom; the
 * keyboard scrolls it. */

#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PAPER_VIEW (cunyi_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (CunyiPaperView, cunyi_paper_view, CUNYI, PAPER_VIEW, GtkWidget)

/* NULL shows nothing. */
void cunyi_paper_view_set_document (CunyiPaperView *view, CunyiDocument *document);
/* While another thread has the document, only what was drawn before is shown. */
void cunyi_paper_view_set_frozen (CunyiPaperView *view, gboolean frozen);
/* 1 is the usual size. Kept within half and four times. */
void cunyi_paper_view_zoom (CunyiPaperView *view, double factor);
double cunyi_paper_view_get_zoom (CunyiPaperView *view);

G_END_DECLS
