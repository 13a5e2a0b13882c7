/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A keystroke in the search box, among 50,000 people: cunyi_search_find() against a bare memmem loop over the same texts
 * (one string for each kind of input, a line for each person, no order, no words, up to as many hits). What is typed: 30 %
 * initials, 25 % pinyin, 25 % Han, 10 % telephone, 10 % ID number, each any beginning of what somebody would type in full.
 * Usage: bench-search [PEOPLE] [KEYSTROKES] */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "../clinic/scratch.h"
#include "base/pinyin.h"
#include "measure.h"
#include "people.h"

#define LIMIT 50

typedef enum {
  INITIALS,
  PINYIN,
  HAN,
  PHONE,
  ID_NUMBER,
  N_KINDS
} Kind;

static const char *const kind_names[N_KINDS] = { "initials", "pinyin", "Han", "telephone", "ID number" };

typedef struct {
  GString *text[N_KINDS]; /* lines; a telephone and an ID number share one, as they do in the program */
} Arrays;

typedef struct {
  Kind kind;
  char *text;
} Keystroke;

static void
add_line (GString *text, const char *line)
{
  g_string_append (text, line);
  g_string_append_c (text, '\n');
}

static Arrays
make_arrays (guint n)
{
  Arrays arrays = { { NULL } };

  for (guint i = 0; i < PHONE + 1; i++)
    arrays.text[i] = g_string_new ("\n");
  arrays.text[ID_NUMBER] = arrays.text[PHONE];
  for (guint i = 0; i < n; i++)
    {
      g_auto (BenchPerson) person = { NULL };
      g_auto (GStrv) initials = NULL;
      g_auto (GStrv) readings = NULL;
      g_autofree char *initials_line = NULL;
      g_autofree char *readings_line = NULL;
      g_autofree char *digits = NULL;

      bench_person_init (&person, i);
      initials = cunyi_pinyin_initials (person.name);
      readings = cunyi_pinyin_readings (person.name);
      initials_line = g_strjoinv (" ", initials);
      readings_line = g_strjoinv (" ", readings);
      digits = g_strjoin (" ", person.id_number, person.phone, person.household_number, NULL);
      add_line (arrays.text[INITIALS], initials_line);
      add_line (arrays.text[PINYIN], readings_line);
      add_line (arrays.text[HAN], person.name);
      add_line (arrays.text[PHONE], digits);
    }
  return arrays;
}

/* One thing that memmem is to find, once in each line. */
static guint
look_through (const GString *text, const char *needle, guint found)
{
  const char *end = text->str + text->len, *p = text->str;
  gsize length = strlen (needle);

  while (found < LIMIT && (p = memmem (p, end - p, needle, length)))
    {
      found++;
      p = memchr (p, '\n', end - p);
    }
  return found;
}

static guint
find_bare (const Arrays *arrays, const Keystroke *keystroke)
{
  /* Letters may be either. */
  if (keystroke->kind <= PINYIN)
    return look_through (arrays->text[PINYIN], keystroke->text,
                         look_through (arrays->text[INITIALS], keystroke->text, 0));
  return look_through (arrays->text[keystroke->kind], keystroke->text, 0);
}

/* The first characters of `text`, at least one. */
static char *
begin_of (GRand *dice, const char *text)
{
  return g_utf8_substring (text, 0, g_rand_int_range (dice, 1, g_utf8_strlen (text, -1) + 1));
}

static Kind
throw_kind (GRand *dice)
{
  int hundred = g_rand_int_range (dice, 0, 100);

  return hundred < 30 ? INITIALS : hundred < 55 ? PINYIN : hundred < 80 ? HAN : hundred < 90 ? PHONE : ID_NUMBER;
}

static Keystroke
make_keystroke (GRand *dice, guint n)
{
  Keystroke keystroke = { throw_kind (dice), NULL };
  g_auto (BenchPerson) person = { NULL };
  g_auto (GStrv) readings = NULL;

  bench_person_init (&person, g_rand_int_range (dice, 0, n));
  switch (keystroke.kind)
    {
    case INITIALS:
    case PINYIN:
      readings = keystroke.kind == PINYIN ? cunyi_pinyin_readings (person.name) : cunyi_pinyin_initials (person.name);
      keystroke.text = begin_of (dice, readings[0]);
      break;
    case HAN:
      keystroke.text = begin_of (dice, person.name);
      break;
    case PHONE:
      keystroke.text = begin_of (dice, person.phone);
      break;
    default:
      /* Half of the numbers are typed from the front, half by the last digits. */
      keystroke.text = g_rand_boolean (dice) ? begin_of (dice, person.id_number)
                                             : begin_of (dice, person.id_number + strlen (person.id_number) - 6);
    }
  return keystroke;
}

/* ---- measuring ---- */

typedef struct {
  GArray *ours, *bare, *ratios;
} Times;

static Times
times_new (void)
{
  return (Times) { bench_values_new (), bench_values_new (), bench_values_new () };
}

static void
time_keystroke (CunyiSearch *search, const Arrays *arrays, const Keystroke *keystroke, Times *times, Times *of_kind)
{
  double began = bench_thread_time (), found, ended;
  g_autoptr (GPtrArray) hits = cunyi_search_find (search, keystroke->text, LIMIT);
  guint n;

  found = bench_thread_time ();
  n = find_bare (arrays, keystroke);
  ended = bench_thread_time ();
  /* Who typed the beginning of what is there must find something. */
  if (hits->len == 0 || n == 0)
    g_error ("“%s” finds %u and %u", keystroke->text, hits->len, n);
  bench_add (times->ours, found - began);
  bench_add (times->bare, ended - found);
  bench_add (of_kind->ours, found - began);
  bench_add (of_kind->bare, ended - found);
}

static void
say (const char *what, Times *times, double share, const char *wanted)
{
  double ours = bench_quantile (times->ours, share), bare = bench_quantile (times->bare, share);
  g_autofree char *a = bench_format_time (ours);
  g_autofree char *b = bench_format_time (bare);
  g_autofree char *ratio = g_strdup_printf ("%.2f", ours / bare);

  bench_row (what, a, b, "", ratio, wanted);
}

static void
measure_keystrokes (CunyiSearch *search, guint n, guint keystrokes)
{
  Arrays arrays = make_arrays (n);
  GRand *dice = g_rand_new_with_seed (1);
  Times all = times_new (), of_kind[N_KINDS];
  g_autofree char *median = g_strdup_printf ("keystroke among %u people, median", n);
  g_autofree char *high = g_strdup_printf ("keystroke among %u people, 99th percentile", n);

  for (guint i = 0; i < N_KINDS; i++)
    of_kind[i] = times_new ();
  for (guint i = 0; i < keystrokes; i++)
    {
      Keystroke keystroke = make_keystroke (dice, n);

      time_keystroke (search, &arrays, &keystroke, &all, &of_kind[keystroke.kind]);
      g_free (keystroke.text);
    }
  say (median, &all, 0.5, "");
  say (high, &all, 0.99, "≤ 5 ms, ≤ 5");
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autofree char *what = g_strdup_printf ("… %s", kind_names[i]);

      say (what, &of_kind[i], 0.99, "");
    }
  g_rand_free (dice);
}

static void
fill_job (gpointer data)
{
  CunyiClinic *clinic = data;
  g_autoptr (GError) error = NULL;

  if (!cunyi_search_fill (cunyi_clinic_get_search (clinic), cunyi_clinic_get_database (clinic), NULL, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? atoi (argv[1]) : 50000, keystrokes = argc > 2 ? atoi (argv[2]) : 4000;
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *filling = g_strdup_printf ("filling the search with %u people", n);

  bench_people_save (scratch->clinic, n);
  bench_alone (filling, fill_job, scratch->clinic, 3, "");
  measure_keystrokes (cunyi_clinic_get_search (scratch->clinic), n, keystrokes);
  return 0;
}
