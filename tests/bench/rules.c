/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each rule by itself: its time, its rows, and a sum over what they say, whatever their order. Two runs of which the sums are
 * alike gave the same rows: for looking at a rule before and after it was written anew. The store, which should be a copy, takes
 * the rules as they are declared now. Usage: bench-rules STORE [KIND …] */

#include "config.h"

#include "base/clock.h"
#include "clinic/demo.h"
#include "clinic/rule.h"
#include "measure.h"

#define TURNS 3

typedef struct {
  guint n;
  guint32 sum;
} Rows;

static void
take_row (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer data)
{
  static const char *const columns[] = { "subject", "form", "case_", "due", "what", "done", "message" };
  Rows *rows = data;
  guint32 sum = 1;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    sum = sum * 31 + g_str_hash (cunyi_rule_get_column (row, columns[i]));
  rows->sum += sum;
  rows->n++;
}

/* Seconds of the processor, the best of some. */
static double
time_rule (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, const CunyiRuleCode *code, Rows *rows)
{
  g_autoptr (GError) error = NULL;
  double best = G_MAXDOUBLE;

  for (int turn = 0; turn < TURNS; turn++)
    {
      double begin = bench_thread_time ();

      *rows = (Rows) { 0 };
      if (!cunyi_rule_run (clinic, kind, rule, code->code ? code : NULL, CUNYI_DAY_NONE, cunyi_clock_today (), take_row, rows,
                           NULL, &error))
        g_error ("%s", error->message);
      best = MIN (best, bench_thread_time () - begin);
    }
  return best;
}

static double
tell_rule (CunyiClinic *clinic, const char *kind, const char *name)
{
  const CunyiRule *rule = cunyi_library_get_rule (cunyi_clinic_get_library (clinic), kind, name);
  CunyiCodes *each = rule ? cunyi_rule_get_each (clinic, rule) : NULL;
  double all = 0;

  for (guint i = 0; rule && i < (each ? cunyi_codes_count (each) : 1); i++)
    {
      CunyiRuleCode code = { each, each ? cunyi_codes_get_code (each, i) : NULL };
      Rows rows;
      double time = time_rule (clinic, kind, rule, &code, &rows);

      g_print ("| %s %s%s%s | %.1f ms | %u rows, %08x |\n", kind, name, code.code ? "/" : "", code.code ? code.code : "",
               time * 1000, rows.n, rows.sum);
      all += time;
    }
  return all;
}

static void
tell_kind (CunyiClinic *clinic, const char *kind)
{
  g_auto (GStrv) names = cunyi_library_list (cunyi_clinic_get_library (clinic), kind);
  double all = 0;

  for (guint i = 0; names[i]; i++)
    all += tell_rule (clinic, kind, names[i]);
  g_print ("| all %s | %.1f ms | |\n", kind, all * 1000);
}

static CunyiClinic *
open_clinic (const char *store)
{
  g_autoptr (GError) error = NULL;
  CunyiClinic *clinic = cunyi_clinic_open (store, CUNYI_DEMO_USER, CUNYI_DEMO_PASSWORD, &error);

  if (clinic == NULL)
    g_error ("%s", error->message);
  return clinic;
}

static void
renew_rules (const char *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiClinic) clinic = open_clinic (store);
  g_autofree char *name = cunyi_clinic_get_setting (clinic, "clinic/pack", "");
  g_autoptr (CunyiPack) pack = cunyi_pack_open (name, faults);

  if (pack == NULL || !cunyi_library_use_pack (cunyi_clinic_get_database (clinic), pack, faults, &error))
    g_error ("%s", error ? error->message : name);
}

int
main (int argc, char **argv)
{
  static const char *const all_kinds[] = { "due", "indicators", "checks", NULL };
  g_autoptr (CunyiClinic) clinic = NULL;

  if (argc < 2)
    {
      g_printerr ("Usage: bench-rules STORE [KIND …]\n");
      return 2;
    }
  renew_rules (argv[1]);
  clinic = open_clinic (argv[1]);
  for (const char *const *kind = argc > 2 ? (const char *const *) argv + 2 : all_kinds; *kind; kind++)
    tell_kind (clinic, *kind);
  return 0;
}
