/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Preview of a document, to print it or keep it as PDF. */

#include "config.h"

#include "view/document-page.h"

struct _CunyiDocumentPage {
  CunyiPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CunyiDocumentPage, cunyi_document_page, CUNYI_TYPE_PAGE)

static void
cunyi_document_page_class_init (CunyiDocumentPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/cunyi/ui/document-page.ui");
}

static void
cunyi_document_page_init (CunyiDocumentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiPage *
cunyi_document_page_new (CunyiClinic *clinic, const char *document, const char *subject, const char *case_, GError **error)
{
  return g_object_new (CUNYI_TYPE_DOCUMENT_PAGE, "clinic", clinic, NULL);
}
