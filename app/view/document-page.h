/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Preview of a document, to print it or keep it as PDF. Either gives it its number. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_DOCUMENT_PAGE (cunyi_document_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiDocumentPage, cunyi_document_page, CUNYI, DOCUMENT_PAGE, CunyiPage)

/* `case_` may be NULL. One that lacks something says so on the page; NULL with an error when there is no such document. */
CunyiPage *cunyi_document_page_new (CunyiClinic *clinic, const char *document, const char *subject, const char *case_,
                                    GError **error);

/* Issues it and writes the PDF, as the button does when a name was chosen. Tells in the window when it is there. */
void cunyi_document_page_save (CunyiDocumentPage *page, const char *path);

G_END_DECLS
