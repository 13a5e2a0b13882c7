/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Making the demo village. What is invented stands in the pack “demo”; here is only how it is put together. */

#include "config.h"

#include "clinic/demo.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/clock.h"
#include "clinic/demo-private.h"

#define HOUSEHOLDS 900

/* People and faults, each in one transaction; the work makes its own. */
static gboolean
in_transaction (CunyiDemo *demo, gboolean done, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (demo->clinic);

  if (done)
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}

static gboolean
settle (CunyiDemo *demo, guint households, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (demo->clinic);

  return cunyi_database_begin (database, _("Make the demo village"), error) &&
         in_transaction (demo, cunyi_demo_add_people (demo, households, error), error) &&
         cunyi_demo_add_work (demo, error) &&
         cunyi_database_begin (database, _("Make the demo village"), error) &&
         in_transaction (demo, cunyi_demo_plant_faults (demo, error), error) &&
         cunyi_case_advance_all (cunyi_clinic_get_book (demo->clinic), NULL, error);
}

static void
remove_store (const char *path)
{
  static const char *const endings[] = { "", ".keys", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);
      g_remove (file);
    }
}

static void
free_weights (gpointer data)
{
  g_array_unref (data);
}

gboolean
cunyi_demo_make (const char *path, guint seed, guint households, CunyiProgress progress, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  const CunyiFounding founding = {
    .pack = "demo",
    .county = "演示县",
    .township = "演示乡",
    .village = "演示村",
    .clinic = "演示村卫生室",
    .hospital = "演示乡卫生院",
    .doctor = CUNYI_DEMO_USER,
    .phone = "19900000000",
    .password = CUNYI_DEMO_PASSWORD,
    .demo = TRUE,
  };
  guint n = households > 0 ? households : HOUSEHOLDS;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_found (path, &founding, NULL, error);
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_weights);
  CunyiDemo demo = { .clinic = clinic, .dice = dice, .weights = weights, .today = cunyi_clock_today (),
                     .progress = progress, .progress_data = data, .cancellable = cancellable };

  if (clinic == NULL)
    return FALSE;
  /* Households twice (made, signed), and the patients among them. */
  demo.total = n * 3;
  if (settle (&demo, n, error))
    {
      if (demo.refused > 0)
        g_debug ("demo: %u forms and moves were refused", demo.refused);
      return TRUE;
    }
  g_clear_object (&clinic);
  remove_store (path);
  return FALSE;
}
