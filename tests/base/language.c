/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The language of the screen. Each case is a program of its own, because a locale is set once. */

#include "config.h"

#include "base/fault.h"
#include "base/language.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#define SENTENCE "There are more faults than are listed here. Mend these first, then check again."

/* Runs the case again in a program with this environment. */
static void
run_with (const char *locale, const char *language)
{
  g_setenv ("LC_ALL", locale, TRUE);
  g_setenv ("LANGUAGE", "de", TRUE); /* what the laptop is set to does not count */
  if (language)
    g_setenv ("CUNYI_LANGUAGE", language, TRUE);
  else
    g_unsetenv ("CUNYI_LANGUAGE");
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
chinese_whatever_the_locale (void)
{
  static const char *const locales[] = { "zh_CN.UTF-8", "C", "POSIX", "C.UTF-8", "xx_XX.no-such", "" };

  if (g_test_subprocess ())
    {
      cunyi_language_init ();
      g_assert_cmpstr (cunyi_language_get (), ==, "zh_CN");
      g_assert_cmpstr (_(SENTENCE), !=, SENTENCE);
      g_assert_nonnull (strstr (_(SENTENCE), "问题"));
      g_assert_true (g_get_charset (NULL));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_test_message ("%s", locales[i]);
      run_with (locales[i], NULL);
    }
}

/* LC_ALL unset, letters of UTF-8, messages of C: what some desktops make of a half-installed language. */
static void
chinese_when_only_the_messages_are_c (void)
{
  if (g_test_subprocess ())
    {
      g_unsetenv ("LC_ALL");
      g_setenv ("LANG", "zh_CN.UTF-8", TRUE);
      g_setenv ("LC_MESSAGES", "C", TRUE);
      cunyi_language_init ();
      g_assert_cmpstr (_(SENTENCE), !=, SENTENCE);
      return;
    }
  run_with ("C", NULL);
}

static void
english_when_it_is_asked_for (void)
{
  static const char *const locales[] = { "zh_CN.UTF-8", "C", "C.UTF-8" };

  if (g_test_subprocess ())
    {
      cunyi_language_init ();
      g_assert_cmpstr (cunyi_language_get (), ==, "en");
      g_assert_cmpstr (_(SENTENCE), ==, SENTENCE);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    run_with (locales[i], "en");
}

static void
a_fault_reads_chinese_on_a_chinese_screen (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new ("a.csv");
      g_autofree char *text = NULL;

      cunyi_language_init ();
      cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 3, 0, "x");
      text = cunyi_fault_to_text (cunyi_faults_get (faults, 0));
      g_assert_cmpstr (text, ==, "a.csv: 第3行: [101] x");
      return;
    }
  run_with ("C", NULL);
}

static void
numbers_keep_their_point (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *text = NULL;

      cunyi_language_init ();
      text = g_strdup_printf ("%.1f", 1.5);
      g_assert_cmpstr (text, ==, "1.5");
      g_assert_cmpstr (setlocale (LC_NUMERIC, NULL), ==, "C");
      return;
    }
  run_with ("zh_CN.UTF-8", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/Chinese whatever the locale", chinese_whatever_the_locale);
  g_test_add_func ("/language/Chinese when only the messages are C", chinese_when_only_the_messages_are_c);
  g_test_add_func ("/language/English when it is asked for", english_when_it_is_asked_for);
  g_test_add_func ("/language/a fault reads Chinese on a Chinese screen", a_fault_reads_chinese_on_a_chinese_screen);
  g_test_add_func ("/language/numbers keep their point", numbers_keep_their_point);
  return g_test_run ();
}
