/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Making the demo village. What is invented stands in the pack “demo”; here is only how it is put together. */

#include "config.h"

#include "clinic/demo.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "clinic/demo-private.h"
#include "store/files.h"

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

  return cunyi_database_begin (database, "", error) &&
         in_transaction (demo, cunyi_demo_add_people (demo, households, error), error) &&
         cunyi_demo_add_work (demo, error) &&
         cunyi_database_begin (database, "", error) &&
         in_transaction (demo, cunyi_demo_plant_faults (demo, error), error) &&
         cunyi_case_advance_all (cunyi_clinic_get_book (demo->clinic), NULL, error);
}

static void
free_weights (gpointer data)
{
  g_array_unref (data);
}

/* The village in a store of its own at `path`; half of it stays when this fails. */
static gboolean
make (const char *path, guint seed, guint households, CunyiDemo *demo, GError **error)
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
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_found (path, &founding, NULL, faults, error);
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_weights);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (clinic == NULL)
    return FALSE;
  demo->clinic = clinic;
  demo->dice = dice;
  demo->weights = weights;
  demo->numbers = numbers;
  demo->today = cunyi_clock_today ();
  /* Households twice (made, signed), and the patients among them. */
  demo->total = households * 3;
  if (!settle (demo, households, error))
    return FALSE;
  if (demo->refused > 0)
    g_debug ("demo: %u forms and moves were refused", demo->refused);
  return TRUE;
}

/* Made beside its place and moved there when it is whole: one that was begun when the light went out is begun again. */
gboolean
cunyi_demo_make (const char *path, guint seed, guint households, CunyiProgress progress, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  g_autofree char *draft = g_strconcat (path, ".new", NULL);
  CunyiDemo demo = { .progress = progress, .progress_data = data, .cancellable = cancellable };

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CUNYI_STORE_ERROR, CUNYI_STORE_ERROR_EXISTS, "%s is there already", path);
      return FALSE;
    }
  cunyi_store_remove (draft);
  if (make (draft, seed, households > 0 ? households : HOUSEHOLDS, &demo, error) && cunyi_store_move (draft, path, error))
    return TRUE;
  cunyi_store_remove (draft);
  return FALSE;
}
