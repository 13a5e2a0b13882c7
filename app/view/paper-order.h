/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One paper to be made in a thread, with a clinic of its own: as a draft to look at, or issued with its number. */

#pragma once

#include "clinic/clinic.h"
#include "document/document.h"

G_BEGIN_DECLS

typedef struct {
  CunyiClinic *clinic;
  char *name, *subject, *case_; /* case_ may be NULL */
  guint per_sheet;              /* cards on an A4; 0: each page by itself */
  CunyiDocument *document;      /* as it was issued, one card or letter; NULL while it is not */
  char *issue;                  /* its id */
} CunyiPaperOrder;

/* (transfer full) */
CunyiPaperOrder *cunyi_paper_order_new (CunyiClinic *clinic, const char *name, const char *subject, const char *case_);
void cunyi_paper_order_free (gpointer order);

/* As it goes to the paper. (transfer full) */
CunyiDocument *cunyi_paper_order_lay_out (CunyiDocument *document, guint per_sheet);

/* Both are CunyiMakeDocument. The draft is one card or letter. */
CunyiDocument *cunyi_paper_order_make_draft (gpointer order, GError **error);
/* Issues it unless it is, and lays it out. */
CunyiDocument *cunyi_paper_order_make_issued (gpointer order, GError **error);

G_END_DECLS
