/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the township wants: choose a report and a period, look, export. */

#include "config.h"

#include "view/reports-page.h"

struct _CunyiReportsPage {
  CunyiPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CunyiReportsPage, cunyi_reports_page, CUNYI_TYPE_PAGE)

static void
cunyi_reports_page_class_init (CunyiReportsPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/cunyi/ui/reports-page.ui");
}

static void
cunyi_reports_page_init (CunyiReportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiPage *
cunyi_reports_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_REPORTS_PAGE, "clinic", clinic, NULL);
}
