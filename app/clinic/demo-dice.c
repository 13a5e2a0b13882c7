/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The dice of the demo village. */

#include "config.h"

#include "clinic/demo-private.h"

#include <math.h>
#include <string.h>

/* Codes of one kind with the sum of the weights up to and with each. */
typedef struct {
  const char *code;
  double until;
} Weighted;

gboolean
cunyi_demo_chance (CunyiDemo *demo, double share)
{
  return g_rand_double (demo->dice) < share;
}

int
cunyi_demo_between (CunyiDemo *demo, int low, int high)
{
  return g_rand_int_range (demo->dice, low, high + 1);
}

double
cunyi_demo_normal (CunyiDemo *demo, double mean, double deviation, double low, double high)
{
  double a = 1 - g_rand_double (demo->dice), b = g_rand_double (demo->dice);

  return CLAMP (mean + deviation * sqrt (-2 * log (a)) * cos (2 * G_PI * b), low, high);
}

const char *
cunyi_demo_get (CunyiDemo *demo, const char *list, const char *code, const char *column)
{
  CunyiCodes *codes = cunyi_library_get_codes (cunyi_clinic_get_library (demo->clinic), list);
  const char *value = codes ? cunyi_codes_get (codes, code, column) : NULL;

  return value ? value : "";
}

static GArray *
gather (CunyiDemo *demo, const char *list, const char *column, const char *value)
{
  CunyiCodes *codes = cunyi_library_get_codes (cunyi_clinic_get_library (demo->clinic), list);
  GArray *weighted = g_array_new (FALSE, FALSE, sizeof (Weighted));
  double sum = 0;

  for (guint i = 0; codes && i < cunyi_codes_count (codes); i++)
    {
      const char *code = cunyi_codes_get_code (codes, i);
      Weighted one;

      if (column && strcmp (cunyi_demo_get (demo, list, code, column), value) != 0)
        continue;
      sum += g_ascii_strtod (cunyi_demo_get (demo, list, code, "weight"), NULL);
      one = (Weighted) { code, sum };
      g_array_append_val (weighted, one);
    }
  return weighted;
}

const char *
cunyi_demo_pick (CunyiDemo *demo, const char *list, const char *column, const char *value)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", list, column ? value : "");
  GArray *weighted = g_hash_table_lookup (demo->weights, key);
  double throw;

  if (weighted == NULL)
    {
      weighted = gather (demo, list, column, value);
      g_hash_table_insert (demo->weights, g_steal_pointer (&key), weighted);
    }
  if (weighted->len == 0)
    return NULL;
  throw = g_rand_double (demo->dice) * g_array_index (weighted, Weighted, weighted->len - 1).until;
  for (guint i = 0; i < weighted->len; i++)
    if (throw < g_array_index (weighted, Weighted, i).until)
      return g_array_index (weighted, Weighted, i).code;
  return g_array_index (weighted, Weighted, weighted->len - 1).code;
}

const char *
cunyi_demo_pick_label (CunyiDemo *demo, const char *list, const char *column, const char *value)
{
  const char *code = cunyi_demo_pick (demo, list, column, value);

  return code ? cunyi_library_get_label (cunyi_clinic_get_library (demo->clinic), list, code) : "";
}

gboolean
cunyi_demo_advance (CunyiDemo *demo, GError **error)
{
  demo->done++;
  if (demo->progress)
    demo->progress (MIN (demo->done, demo->total), demo->total, demo->progress_data);
  if (!g_cancellable_is_cancelled (demo->cancellable))
    return TRUE;
  g_set_error_literal (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_CANCELLED, "cancelled");
  return FALSE;
}
