/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cases on their way: one column for each state of a workflow. */

#include "config.h"

#include "view/cases-page.h"

struct _CunyiCasesPage {
  CunyiPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CunyiCasesPage, cunyi_cases_page, CUNYI_TYPE_PAGE)

static void
cunyi_cases_page_class_init (CunyiCasesPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/cunyi/ui/cases-page.ui");
}

static void
cunyi_cases_page_init (CunyiCasesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiPage *
cunyi_cases_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_CASES_PAGE, "clinic", clinic, NULL);
}
