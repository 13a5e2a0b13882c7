/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A roster before it comes in. */

#include "config.h"

#include "view/roster-page.h"

struct _CunyiRosterPage {
  CunyiPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CunyiRosterPage, cunyi_roster_page, CUNYI_TYPE_PAGE)

static void
cunyi_roster_page_class_init (CunyiRosterPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/cunyi/ui/roster-page.ui");
}

static void
cunyi_roster_page_init (CunyiRosterPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiPage *
cunyi_roster_page_new (CunyiClinic *clinic, const char *path)
{
  return g_object_new (CUNYI_TYPE_ROSTER_PAGE, "clinic", clinic, NULL);
}
