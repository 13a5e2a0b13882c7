/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether the clock of the laptop can be right. */

#include "config.h"

#include "clinic/clock-doubt.h"

#include <glib/gi18n.h>

#include "base/clock.h"

CunyiClockDoubt
cunyi_clock_doubt (CunyiDay last, CunyiDay today)
{
  if (last == CUNYI_DAY_NONE)
    return CUNYI_CLOCK_LIKELY;
  if (today < last)
    return CUNYI_CLOCK_BACK;
  return today > last + CUNYI_CLOCK_LEAP ? CUNYI_CLOCK_AHEAD : CUNYI_CLOCK_LIKELY;
}

CunyiClockDoubt
cunyi_clinic_doubt_clock (CunyiClinic *clinic, CunyiDay *last)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autofree char *moment = cunyi_database_change_moment (database, cunyi_database_newest_change (database));

  *last = cunyi_day_parse (moment);
  return cunyi_clinic_is_demo (clinic) ? CUNYI_CLOCK_LIKELY : cunyi_clock_doubt (*last, cunyi_clock_today ());
}

gboolean
cunyi_clinic_confirm_clock (CunyiClinic *clinic, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autofree char *now = cunyi_clock_now ();

  if (!cunyi_database_begin (database, "", error))
    return FALSE;
  if (cunyi_setting_set (database, "clock/confirmed", now, error) && cunyi_database_commit (database, error))
    return TRUE;
  cunyi_database_rollback (database);
  return FALSE;
}

char *
cunyi_clock_doubt_explain (CunyiClockDoubt doubt, CunyiDay last, CunyiDay today)
{
  g_autofree char *here = cunyi_day_to_chinese (today);
  g_autofree char *before = cunyi_day_to_chinese (last);

  if (doubt == CUNYI_CLOCK_LIKELY)
    return g_strdup ("");
  /* Translators: both %s are dates. */
  return g_strdup_printf (doubt == CUNYI_CLOCK_BACK
                            ? _("The computer says that today is %s, but work was saved here on %s already.")
                            : _("The computer says that today is %s. The last work was saved here on %s."),
                          here, before);
}
