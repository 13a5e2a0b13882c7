/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two columns of groups; each group is a widget of its own. */

#include "config.h"

#include "view/settings-page.h"

#include <glib/gi18n.h>

#include "view/care-settings.h"
#include "view/clinic-settings.h"
#include "view/doctor-settings.h"
#include "view/look-settings.h"

struct _CunyiSettingsPage {
  CunyiPage parent_instance;

  CunyiClinicSettings *clinic_settings;
  CunyiDoctorSettings *doctor_settings;
  CunyiCareSettings *care_settings;
  CunyiLookSettings *look_settings;
};

G_DEFINE_FINAL_TYPE (CunyiSettingsPage, cunyi_settings_page, CUNYI_TYPE_PAGE)

static void
cunyi_settings_page_refresh (CunyiPage *page)
{
  CunyiSettingsPage *self = CUNYI_SETTINGS_PAGE (page);
  CunyiClinic *clinic = cunyi_page_get_clinic (page);

  cunyi_clinic_settings_show (self->clinic_settings, clinic);
  cunyi_doctor_settings_show (self->doctor_settings, clinic);
  cunyi_care_settings_show (self->care_settings, clinic);
  cunyi_look_settings_show (self->look_settings, clinic);
}

static void
cunyi_settings_page_class_init (CunyiSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_settings_page_refresh;
  g_type_ensure (CUNYI_TYPE_CARE_SETTINGS);
  g_type_ensure (CUNYI_TYPE_CLINIC_SETTINGS);
  g_type_ensure (CUNYI_TYPE_DOCTOR_SETTINGS);
  g_type_ensure (CUNYI_TYPE_LOOK_SETTINGS);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiSettingsPage, clinic_settings);
  gtk_widget_class_bind_template_child (widget_class, CunyiSettingsPage, doctor_settings);
  gtk_widget_class_bind_template_child (widget_class, CunyiSettingsPage, care_settings);
  gtk_widget_class_bind_template_child (widget_class, CunyiSettingsPage, look_settings);
}

static void
cunyi_settings_page_init (CunyiSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_help (CUNYI_PAGE (self), "settings");
}

CunyiPage *
cunyi_settings_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_SETTINGS_PAGE, "clinic", clinic, "title", _("Settings"), NULL);
}
