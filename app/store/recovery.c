/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The code on the recovery sheet. Thirty random letters of twenty-four (137 bits) and two that check them, in eight groups
 * of four. None of 0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B is among them: the sheet may be copied by hand, and is read years later. */

#include "config.h"

#include "store/keys.h"
#include "store/private.h"

#include <sodium.h>
#include <string.h>

static const char letters[] = "ACDEFHJKMNPQRTUVWXY34679";

#define RANDOM_LETTERS 30
#define CODE_LETTERS 32
#define GROUP 4

/* The two letters behind `code`'s thirty. */
static void
check_letters (const char *code, char *check)
{
  guint8 sum[crypto_generichash_BYTES];

  crypto_generichash (sum, sizeof sum, (const guint8 *) code, RANDOM_LETTERS, NULL, 0);
  check[0] = letters[sum[0] % strlen (letters)];
  check[1] = letters[sum[1] % strlen (letters)];
}

char *
cunyi_recovery_new (void)
{
  char code[CODE_LETTERS];
  GString *text = g_string_new (NULL);

  G_STATIC_ASSERT (sizeof letters == 24 + 1);
  if (sodium_init () < 0)
    g_error ("libsodium cannot work on this machine");
  for (guint i = 0; i < RANDOM_LETTERS; i++)
    code[i] = letters[randombytes_uniform (strlen (letters))];
  check_letters (code, code + RANDOM_LETTERS);
  for (guint i = 0; i < CODE_LETTERS; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (text, '-');
      g_string_append_c (text, code[i]);
    }
  sodium_memzero (code, sizeof code);
  return g_string_free (text, FALSE);
}

char *
cunyi_recovery_normalise (const char *typed)
{
  g_autoptr (GString) code = g_string_new (NULL);

  if (!g_utf8_validate (typed, -1, NULL))
    return NULL;
  for (const char *p = typed; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xff01 && c <= 0xff5e) /* full-width forms of ASCII */
        c = c - 0xff01 + '!';
      c = g_unichar_toupper (c);
      if (c < 128 && c != '\0' && strchr (letters, c) && code->len < CODE_LETTERS + 1)
        g_string_append_c (code, c);
      else if (!g_unichar_isspace (c) && !g_unichar_ispunct (c))
        return NULL;
    }
  return code->len == CODE_LETTERS ? g_strdup (code->str) : NULL;
}

gboolean
cunyi_database_check_recovery (const char *code)
{
  g_autofree char *normal = cunyi_recovery_normalise (code);
  char check[2];

  if (normal == NULL)
    return FALSE;
  check_letters (normal, check);
  return memcmp (normal + RANDOM_LETTERS, check, sizeof check) == 0;
}
