/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a page does with the paper that it previews: making it, printing it and saving it as a PDF, each in a thread. Meanwhile
 * the preview is frozen and the page is busy. */

#pragma once

#include "view/page.h"
#include "view/paper-view.h"
#include "view/print-dialog.h"
#include "view/progress-box.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PAPER_OUTPUT (cunyi_paper_output_get_type ())
G_DECLARE_FINAL_TYPE (CunyiPaperOutput, cunyi_paper_output, CUNYI, PAPER_OUTPUT, GObject)
/* Signal “busy-changed” (no arguments). */

/* How the document comes: `make` is called in the thread with `data`, which `destroy` (may be NULL) frees. */
typedef struct {
  CunyiMakeDocument make;
  gpointer data;
  GDestroyNotify destroy;
} CunyiPaperSource;

/* `page` and its parts are not owned: they own this. (transfer full) */
CunyiPaperOutput *cunyi_paper_output_new (CunyiPage *page, CunyiPaperView *paper, CunyiProgressBox *progress);

/* While it prints or saves; making a preview does not count. */
gboolean cunyi_paper_output_is_busy (CunyiPaperOutput *self);

/* TRUE while a preview is made. */
gboolean cunyi_paper_output_is_showing (CunyiPaperOutput *self);

/* Makes a document to look at; `shown` gets the page with the document, or the error. Only the last that was asked for comes. */
typedef void (*CunyiPaperShown) (gpointer page, CunyiDocument *document, const GError *error);
void cunyi_paper_output_show (CunyiPaperOutput *self, CunyiPaperSource source, CunyiPaperShown shown);

/* `made` (may be NULL) gets the page and the source's data as soon as the document is there or could not be made, in the main
 * thread and only while the page is in a window. The source is taken also when there is nothing to do because it is busy. */
typedef void (*CunyiPaperMade) (gpointer page, gpointer data);
void cunyi_paper_output_print (CunyiPaperOutput *self, const char *title, CunyiPaperSource source, CunyiPaperMade made);
void cunyi_paper_output_save (CunyiPaperOutput *self, const char *path, CunyiPaperSource source, CunyiPaperMade made);

G_END_DECLS
