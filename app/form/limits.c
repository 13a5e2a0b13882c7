/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Picks of each limit the version that holds on a day. */

#include "config.h"

#include "form/limits.h"

#include <string.h>

/* sbp of sbp@2027. (transfer full) */
static char *
dup_name (const char *code)
{
  return g_strndup (code, strcspn (code, "@"));
}

static CunyiDay
get_first_day (CunyiCodes *codes, const char *code)
{
  const char *text = cunyi_codes_get (codes, code, "valid_from");

  return text ? cunyi_day_parse (text) : CUNYI_DAY_NONE;
}

/* TRUE when `other` is the better of two versions on `day`. One that is without a day was always there. */
static gboolean
is_better (CunyiDay other, CunyiDay best, CunyiDay day)
{
  gboolean other_holds = other == CUNYI_DAY_NONE || other <= day;
  gboolean best_holds = best == CUNYI_DAY_NONE || best <= day;

  if (other_holds != best_holds)
    return other_holds;
  return other_holds ? other > best : other < best;
}

/* The code of the version of `name` that holds on `day`. */
static const char *
pick_version (CunyiCodes *codes, const char *name, CunyiDay day)
{
  const char *best = NULL;

  for (guint i = 0; i < cunyi_codes_count (codes); i++)
    {
      const char *code = cunyi_codes_get_code (codes, i);
      g_autofree char *own = dup_name (code);

      if (strcmp (own, name) == 0
          && (!best || is_better (get_first_day (codes, code), get_first_day (codes, best), day)))
        best = code;
    }
  return best;
}

void
cunyi_limits_foreach (CunyiCodes *codes, CunyiDay day, CunyiLimitFunc func, gpointer data)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; codes && i < cunyi_codes_count (codes); i++)
    {
      char *name = dup_name (cunyi_codes_get_code (codes, i));
      const char *value;

      if (!g_hash_table_add (done, name))
        continue;
      value = cunyi_codes_get (codes, pick_version (codes, name, day), "value");
      func (name, value ? value : "", data);
    }
}

static void
set_limit (const char *name, const char *value, gpointer context)
{
  g_autofree char *full = g_strconcat ("limit_", name, NULL);

  cunyi_context_set (context, full, value);
}

void
cunyi_context_set_limits (CunyiContext *context, CunyiCodes *codes, CunyiDay day)
{
  cunyi_limits_foreach (codes, day, set_limit, context);
}
