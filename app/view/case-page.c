/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One case: where it stands, its parts, the moves that are allowed now, its history. */

#include "config.h"

#include "view/case-page.h"

struct _CunyiCasePage {
  CunyiPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CunyiCasePage, cunyi_case_page, CUNYI_TYPE_PAGE)

static void
cunyi_case_page_class_init (CunyiCasePageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/cunyi/ui/case-page.ui");
}

static void
cunyi_case_page_init (CunyiCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiPage *
cunyi_case_page_new (CunyiClinic *clinic, const char *case_)
{
  return g_object_new (CUNYI_TYPE_CASE_PAGE, "clinic", clinic, NULL);
}
