/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Preview of a document, to print it or keep it as PDF. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_DOCUMENT_PAGE (cunyi_document_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiDocumentPage, cunyi_document_page, CUNYI, DOCUMENT_PAGE, CunyiPage)

/* `case_` may be NULL. NULL with an error when it cannot be made. */
CunyiPage *cunyi_document_page_new (CunyiClinic *clinic, const char *document, const char *subject, const char *case_,
                                    GError **error);

G_END_DECLS
