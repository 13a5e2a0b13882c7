/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is decided rarely: clinic, doctors and passwords, packs, backup, text size. */

#include "config.h"

#include "view/settings-page.h"

struct _CunyiSettingsPage {
  CunyiPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CunyiSettingsPage, cunyi_settings_page, CUNYI_TYPE_PAGE)

static void
cunyi_settings_page_class_init (CunyiSettingsPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/cunyi/ui/settings-page.ui");
}

static void
cunyi_settings_page_init (CunyiSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiPage *
cunyi_settings_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_SETTINGS_PAGE, "clinic", clinic, NULL);
}
