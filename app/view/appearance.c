/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text grows by the resolution that fonts are told: everything that is measured in text grows with it. */

#include "config.h"

#include "view/appearance.h"

#include <adwaita.h>

#define USUAL_DPI (96 * 1024)
#define LEAST_SIZE 100
#define MOST_SIZE 200

void
cunyi_appearance_apply (CunyiClinic *clinic)
{
  static int own_dpi; /* of the system, before anything was changed */
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *size = cunyi_clinic_get_setting (clinic, CUNYI_APPEARANCE_TEXT_SIZE, "100");
  g_autofree char *scheme = cunyi_clinic_get_setting (clinic, CUNYI_APPEARANCE_SCHEME, "system");
  int percent = CLAMP (g_ascii_strtoull (size, NULL, 10), LEAST_SIZE, MOST_SIZE), dpi;

  if (own_dpi == 0)
    {
      g_object_get (settings, "gtk-xft-dpi", &own_dpi, NULL);
      own_dpi = own_dpi > 0 ? own_dpi : USUAL_DPI;
    }
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  if (dpi != own_dpi * percent / 100 && (dpi > 0 || percent != 100))
    g_object_set (settings, "gtk-xft-dpi", own_dpi * percent / 100, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (scheme, "light")  ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                      : g_str_equal (scheme, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                     : ADW_COLOR_SCHEME_DEFAULT);
}
