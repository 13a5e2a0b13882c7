/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each choice is a setting of the store and holds at once. */

#include "config.h"

#include "view/look-settings.h"

#include "view/appearance.h"
#include "view/idle-lock.h"
#include "view/window.h"

struct _CunyiLookSettings {
  AdwBin parent_instance;

  AdwComboRow *size_row, *scheme_row, *lock_row;

  CunyiClinic *clinic;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CunyiLookSettings, cunyi_look_settings, ADW_TYPE_BIN)

static const char *const sizes[] = { "100", "125", "150", NULL };
static const char *const schemes[] = { "system", "light", "dark", NULL };
static const char *const minutes[] = { "5", "10", "30", "0", NULL };

static void
select_value (CunyiLookSettings *self, AdwComboRow *row, const char *setting, const char *fallback, const char *const *values)
{
  g_autofree char *value = cunyi_clinic_get_setting (self->clinic, setting, fallback);

  for (guint i = 0; values[i]; i++)
    if (g_str_equal (values[i], value))
      adw_combo_row_set_selected (row, i);
}

static void
keep_value (CunyiLookSettings *self, AdwComboRow *row, const char *setting, const char *const *values)
{
  g_autoptr (GError) error = NULL;

  if (self->filling)
    return;
  if (!cunyi_setting_remember (cunyi_clinic_get_database (self->clinic), setting, values[adw_combo_row_get_selected (row)],
                               &error))
    cunyi_window_show_error (cunyi_window_get (GTK_WIDGET (self)), error);
  cunyi_appearance_apply (self->clinic);
}

static void
size_cb (CunyiLookSettings *self)
{
  keep_value (self, self->size_row, CUNYI_APPEARANCE_TEXT_SIZE, sizes);
}

static void
scheme_cb (CunyiLookSettings *self)
{
  keep_value (self, self->scheme_row, CUNYI_APPEARANCE_SCHEME, schemes);
}

static void
lock_cb (CunyiLookSettings *self)
{
  keep_value (self, self->lock_row, CUNYI_IDLE_LOCK_MINUTES, minutes);
}

static void
cunyi_look_settings_dispose (GObject *object)
{
  g_clear_object (&CUNYI_LOOK_SETTINGS (object)->clinic);
  G_OBJECT_CLASS (cunyi_look_settings_parent_class)->dispose (object);
}

static void
cunyi_look_settings_class_init (CunyiLookSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_look_settings_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/look-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiLookSettings, size_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiLookSettings, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, CunyiLookSettings, lock_row);
  gtk_widget_class_bind_template_callback (widget_class, size_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_cb);
  gtk_widget_class_bind_template_callback (widget_class, lock_cb);
}

static void
cunyi_look_settings_init (CunyiLookSettings *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cunyi_look_settings_show (CunyiLookSettings *self, CunyiClinic *clinic)
{
  g_set_object (&self->clinic, clinic);
  self->filling = TRUE;
  select_value (self, self->size_row, CUNYI_APPEARANCE_TEXT_SIZE, sizes[0], sizes);
  select_value (self, self->scheme_row, CUNYI_APPEARANCE_SCHEME, schemes[0], schemes);
  select_value (self, self->lock_row, CUNYI_IDLE_LOCK_MINUTES, CUNYI_IDLE_LOCK_USUAL, minutes);
  self->filling = FALSE;
}
