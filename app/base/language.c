/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Locale and messages. */

#include "config.h"

#include "base/language.h"

#include <libintl.h>
#include <locale.h>

static gboolean english;

/* A locale in which gettext looks for translations at all: glibc passes LANGUAGE over in plain "C" and "POSIX", which is
 * what a laptop without generated locales, a service or a cron job runs in. */
static void
set_locale (void)
{
  static const char *const fallbacks[] = { "zh_CN.UTF-8", "C.UTF-8", "C.utf8", "en_US.UTF-8" };
  const char *locale = setlocale (LC_ALL, "");

  for (guint i = 0; i < G_N_ELEMENTS (fallbacks); i++)
    {
      const char *messages = setlocale (LC_MESSAGES, NULL);

      if (locale && g_get_charset (NULL) && g_strcmp0 (messages, "C") != 0 && g_strcmp0 (messages, "POSIX") != 0)
        break;
      locale = setlocale (LC_ALL, fallbacks[i]);
    }
  /* Numbers in files and SQL have a point. */
  setlocale (LC_NUMERIC, "C");
}

void
cunyi_language_init (void)
{
  const char *wanted = g_getenv ("CUNYI_LANGUAGE");
  const char *folder = g_getenv ("CUNYI_LOCALE_DIR");

  english = wanted && g_str_has_prefix (wanted, "en");
  /* Toolkits read the same variable, so that their own dialogs speak the same language. */
  g_setenv ("LANGUAGE", english ? "en" : "zh_CN", TRUE);
  set_locale ();
  bindtextdomain (GETTEXT_PACKAGE, folder && *folder ? folder : CUNYI_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

const char *
cunyi_language_get (void)
{
  return english ? "en" : "zh_CN";
}
