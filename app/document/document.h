/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Documents: templates filled with values and laid out on pages. One drawing serves the PDF, the preview and the printer.
 *
 * Everything is in points (1/72 inch) and laid out at that resolution without hinting, so that lines break alike everywhere.
 * A document may be made in one thread and drawn in another, but only by one at a time.
 *
 *   g_autoptr(CunyiDocument) document = cunyi_document_new ();
 *   cunyi_document_set_demo (document, TRUE);
 *   cunyi_document_add (document, template, context, &error);      (again for each letter of a batch)
 *   cunyi_document_write_pdf (document, path, NULL, NULL, &error); (document/pdf.h) */

#pragma once

#include "document/template.h"
#include "form/context.h"
#include "form/form.h"

#include <cairo.h>

G_BEGIN_DECLS

#define CUNYI_DOCUMENT_ERROR (cunyi_document_error_quark ())

/* Messages are sentences for the doctor. */
typedef enum {
  CUNYI_DOCUMENT_ERROR_INCOMPLETE,  /* a <require> of the template is not met; the message is the template's own sentence */
  CUNYI_DOCUMENT_ERROR_TOO_LONG,    /* more pages or rows than anybody prints */
  CUNYI_DOCUMENT_ERROR_NO_PAGES,    /* every page is switched off by its if="" */
  CUNYI_DOCUMENT_ERROR_CANCELLED,
  CUNYI_DOCUMENT_ERROR_NO_FOLDER,   /* the folder to write into is not there */
  CUNYI_DOCUMENT_ERROR_FORBIDDEN,   /* it may not be written to */
  CUNYI_DOCUMENT_ERROR_FULL,        /* no space left on the disk */
  CUNYI_DOCUMENT_ERROR_WRITE,       /* any other failure of writing */
  CUNYI_DOCUMENT_ERROR_NO_PRINTING, /* the print service does not answer */
  CUNYI_DOCUMENT_ERROR_NO_PRINTER,  /* no printer of that name */
  CUNYI_DOCUMENT_ERROR_STOPPED,     /* the printer is stopped or takes no jobs */
  CUNYI_DOCUMENT_ERROR_REFUSED,     /* the print service refused the job */
} CunyiDocumentError;

GQuark cunyi_document_error_quark (void);

#define CUNYI_TYPE_DOCUMENT (cunyi_document_get_type ())
G_DECLARE_FINAL_TYPE (CunyiDocument, cunyi_document, CUNYI, DOCUMENT, GObject)

/* An empty document. (transfer full) */
CunyiDocument *cunyi_document_new (void);

/* Marks every page 演示, also those that are there already. */
void cunyi_document_set_demo (CunyiDocument *self, gboolean demo);

/* The bytes of a photograph by the name that an answer has, a JPEG or another file that GdkPixbuf reads; NULL when there is none.
 * (transfer full) */
typedef GBytes *(*CunyiPictureFunc) (const char *name, gpointer data);

/* Where photographs come from while pages are added; NULL for nowhere. */
void cunyi_document_set_pictures (CunyiDocument *self, CunyiPictureFunc func, gpointer data);

/* Adds the pages of one filled template; page numbers start anew. The context gets the template's own values where it
 * has none. When it fails the document is as it was. */
gboolean cunyi_document_add (CunyiDocument *self, CunyiTemplate *template, CunyiContext *context, GError **error);

/* Adds records of a form, in the layout that it declares for paper and as many to a sheet, into a template with <form/>:
 * each sheet is the template once. `records` are their contexts (cunyi_form_create_context()), in order; an empty form is one
 * context without answers. The template sees the last record of its sheet, and form_title form_subject (person, household, place) form_layout (print_layout) and form_head (“yes” when the form
 * itself says whose it is). When it fails the sheets before stay. (element-type CunyiContext) */
gboolean cunyi_document_add_form (CunyiDocument *self, CunyiTemplate *template, CunyiForm *form, GPtrArray *records,
                                  GError **error);

/* What cunyi_document_add() asks before it lays anything out: every <require> of the template. */
gboolean cunyi_document_accepts (CunyiTemplate *template, CunyiContext *context, GError **error);

/* How many records of a form one sheet takes; 0 for all there are. */
guint cunyi_document_count_on_sheet (CunyiForm *form);

/* The cards of `cards` (its pages, front and back by turns) many to an A4 sheet with crop marks: 8 or 10 on a sheet of fronts,
 * and on the next sheet their backs, mirrored so that they meet when the printer turns the sheet over its long edge.
 * (transfer full) */
CunyiDocument *cunyi_document_new_card_sheets (CunyiDocument *cards, guint per_sheet);

/* Title of the first template that was added, or "". */
const char *cunyi_document_get_title (CunyiDocument *self);
guint cunyi_document_n_pages (CunyiDocument *self);
/* Drops the pages from `n_pages` on: what was added and is not to be printed after all. */
void cunyi_document_shorten (CunyiDocument *self, guint n_pages);
/* Width and height of a page (from 0) in points. */
void cunyi_document_get_page_size (CunyiDocument *self, guint page, double *width, double *height);

/* Draws one page on a cairo context whose unit is the point and whose origin is the page's top left corner. The paper is not
 * painted: a preview paints it white first. */
void cunyi_document_draw_page (CunyiDocument *self, guint page, cairo_t *cr);

/* All text of a page in drawing order, a line each: for tests, search and screen readers. (transfer full) */
char *cunyi_document_get_page_text (CunyiDocument *self, guint page);

G_END_DECLS
