/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Thousands of damaged expressions, forms, answers and typings, the same on every run: a fault or a result each, no crash,
 * no leak, no endless work. The seed may be changed by the variable CUNYI_FUZZ_SEED to look further. */

#include "config.h"

#include "base/clock.h"
#include "form/record.h"
#include "form/session.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const seeds[] = {
  "if(${sbp} >= 140 or ${dbp} >= 90, '高', '正常')",
  "round(${weight} div pow(${height} div 100, 2), 1)",
  "count(${drugs}[dose > 5 and state != 'x'])",
  "indexed-repeat(${dose}, ${drugs}, position(..) - 1)",
  "selected(${symptoms}, '10') and not(selected(., '1'))",
  "date(${day} + 14) <= today()",
  "format-date(add-months(${day}, 3), '%Y年%n月%e日')",
  "regex(., '^1[3-9][0-9]{9}$')",
  "jr:choice-name(${way}, '${way}')",
  "coalesce(${a}, once(random()), sum(${dose} | ${b}))",
  "concat(“全角（”, ‘x’，${a}) ＝ 1 and ${b} ≥ −5",
  "substr(translate(normalize-space(${a}), 'abc', 'de'), -3, 2)",
  "${drugs}[position() = last()]/dose * -(-2) mod 7",
};

static const char *const pieces[] = {
  "(", ")", "[", "]", "${", "}", "'", "\"", ",", "/", "..", ".", "*", "-", "|", "and", "or", "div", "not(", "count(", "if(",
  "“", "”", "（", "＄｛", "≤", "0", "1e9", "99999999999999999999", "${drugs}", "${dose}", "../x", "text()", "::", "@", "$x",
  "position()", "last()", "regex(., '(a+)+')", "\n", "　", "\xff", "\xe4\xb8", "&", "<", "!=", "==", "${}", ",", "\"", "\n",
  "begin_repeat", "end_group", "select_one yes", "calculate", "codes:x", "w99", "problem:${a}", ",,,,", "true()", "range",
  "rank worry", "or_other", "start=0 end=-1 step=0", "step=1e-9", "copy", "proposal", "trigger", "${pain}", "show", "image",
  "select_one_from_file x.csv", "username", "acknowledge", "dateTime", "exclusive", "@",
};

static GRand *
make_rand (void)
{
  const char *seed = g_getenv ("CUNYI_FUZZ_SEED");

  return g_rand_new_with_seed (seed ? (guint32) atoi (seed) : 20220726);
}

/* One to three small damages: a byte, a piece put in, a stretch cut out or doubled. (transfer full) */
static char *
damage (GRand *random, const char *text, gsize length, gsize *new_length)
{
  GString *damaged = g_string_new_len (text, length);

  for (int n = g_rand_int_range (random, 1, 4); n > 0 && damaged->len > 0; n--)
    {
      gsize at = g_rand_int_range (random, 0, damaged->len);
      gsize wish = g_rand_int_range (random, 1, 24);
      gsize stretch = MIN (damaged->len - at, wish);
      g_autofree char *copy = g_strndup (damaged->str + at, stretch);

      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          damaged->str[at] = (char) g_rand_int_range (random, 1, 256);
          break;
        case 1:
        case 2:
          g_string_insert (damaged, at, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
          break;
        case 3:
          g_string_erase (damaged, at, stretch);
          break;
        default:
          g_string_insert (damaged, at, copy);
          break;
        }
    }
  *new_length = damaged->len;
  return g_string_free (damaged, FALSE);
}

static CunyiContext *
make_context (void)
{
  CunyiContext *context = cunyi_context_new ();

  g_assert_true (cunyi_context_set_json (context,
    "{\"sbp\":152,\"dbp\":94,\"height\":165,\"weight\":61.5,\"day\":\"2022-07-26\",\"symptoms\":\"2 10\",\"way\":\"1\","
    "\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\",\"b\":\"\",\"drugs\":[{\"dose\":5,\"state\":\"x\"},{\"dose\":80}]}"));
  return context;
}

static void
damaged_expressions_end_in_a_fault_or_a_value (void)
{
  g_autoptr (GRand) random = make_rand ();
  g_autoptr (CunyiContext) context = make_context ();
  guint good = 0;

  for (guint i = 0; i < 20000; i++)
    {
      const char *seed = seeds[i % G_N_ELEMENTS (seeds)];
      gsize length;
      g_autofree char *text = damage (random, seed, strlen (seed), &length);
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
      g_autoptr (CunyiExpression) expression = cunyi_expression_new (text, faults, "s", 1, 1);
      g_autofree char *value = NULL;

      if (!expression)
        {
          g_assert_cmpuint (cunyi_faults_count (faults), ==, *g_strstrip (text) ? 1 : 0);
          continue;
        }
      value = cunyi_expression_evaluate (expression, context);
      g_assert_true (g_utf8_validate (value, -1, NULL));
      good++;
    }
  g_test_message ("%u of 20000 can still be read", good);
  g_assert_cmpuint (good, >, 1000); /* else nothing but the first sign is tried */
}

static void
damaged_texts_end_in_a_fault_or_a_text (void)
{
  static const char seed[] = "${person_name}，${if(${sex} = '1', '男', \"女\")}：${join('、', drugs/dose)} ${sbp}/${dbp}";
  g_autoptr (GRand) random = make_rand ();
  g_autoptr (CunyiContext) context = make_context ();

  for (guint i = 0; i < 3000; i++)
    {
      gsize length;
      g_autofree char *source = damage (random, seed, strlen (seed), &length);
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
      g_autoptr (CunyiText) text = cunyi_text_new (source, faults, "s", 1, 1);
      g_autofree char *expanded = text ? cunyi_text_expand (text, context) : NULL;

      g_assert_true (text || cunyi_faults_count (faults) > 0);
    }
}

/* Types something into every field that takes it, adds, removes, finishes, and begins again from the draft. */
static void
play (GRand *random, CunyiForm *form)
{
  static const char *const typings[] = { "1", "0", "152", "-5", "１２", "家庭", "2 3", "20220726", "", "x", "9999999999999999",
                                         "\xff", "fangcheng", "3" };
  g_autoptr (CunyiSession) session = cunyi_session_new (form, NULL, NULL), again = NULL;
  g_autofree char *draft = NULL;
  CunyiFinished *finished;

  for (guint i = 0; i < 12; i++)
    {
      guint n = cunyi_session_n_fields (session);
      const CunyiField *field = n > 0 ? cunyi_session_get_field (session, g_rand_int_range (random, 0, n)) : NULL;
      g_autofree char *path = field ? g_strdup (field->path) : NULL;

      if (!path)
        break;
      if (!cunyi_session_add (session, path) && (i % 4 || !cunyi_session_remove (session, path)))
        cunyi_session_set (session, path, typings[g_rand_int_range (random, 0, G_N_ELEMENTS (typings))]);
      cunyi_session_confirm (session, path, TRUE);
    }
  finished = cunyi_session_finish (session);
  g_clear_pointer (&finished, cunyi_finished_free);
  draft = cunyi_session_to_draft (session);
  again = cunyi_session_new (form, NULL, draft);
  g_assert_nonnull (again);
}

/* Seconds of the processor that one small form may cost under sanitizers, whatever was done to it. */
#define MAX_SECONDS 5

/* A short part by default; CUNYI_FUZZ_FORMS says how many. */
static guint
count_forms (void)
{
  const char *count = g_getenv ("CUNYI_FUZZ_FORMS");

  return count ? (guint) atoi (count) : 1200;
}

static GBytes *
read_seed (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "form", "forms", name, NULL);
  char *text;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return g_bytes_new_take (text, length);
}

static void
damaged_forms_end_in_faults_or_can_be_filled (void)
{
  static const char *const names[] = { "follow_up.csv", "every_kind.csv", "self_check.xlsx" };
  g_autoptr (GRand) random = make_rand ();
  guint good = 0, n = count_forms ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GBytes) seed = read_seed (names[i % 10 == 9 ? 2 : i % 2]);
      clock_t began = clock ();
      gsize length, seed_length;
      const char *bytes = g_bytes_get_data (seed, &seed_length);
      char *text = damage (random, bytes, seed_length, &length);
      g_autoptr (GBytes) content = g_bytes_new_take (text, length);
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
      g_autoptr (CunyiForm) form = cunyi_form_parse (NULL, content, NULL, NULL, faults);

      g_assert_true ((form != NULL) == (cunyi_faults_count (faults) == 0));
      if (form)
        {
          good++;
          play (random, form);
        }
      for (guint j = 0; form && j < cunyi_form_n_items (form); j++)
        {
          const CunyiItem *item = cunyi_form_get_item (form, j);
          g_autofree char *sql = item->kind == CUNYI_ITEM_REPEAT ? cunyi_record_view_select (form, item) : NULL;
        }
      g_assert_cmpint ((clock () - began) / CLOCKS_PER_SEC, <, MAX_SECONDS);
    }
  g_test_message ("%u of %u can still be used", good, n);
  g_assert_cmpuint (good, >, n / 15);
}

static void
damaged_answers_are_refused_or_read (void)
{
  static const char seed[] = "{\"sbp\":152,\"visit_day\":\"2022-07-26\",\"way\":\"1\",\"symptoms\":[\"2\",3],\"drugs\":[{\"drug\":"
                             "\"\\u6c28\\ud83d\\ude00\",\"dose\":-5.5e3},{}],\"_confirmed\":[\"sbp\",\"drugs[1]/dose\"],\"x\":{\"y\":[null,true]}}";
  g_autoptr (GRand) random = make_rand ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "form", "forms", "follow_up.csv", NULL);
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (CunyiForm) form = NULL;
  char *text;
  gsize form_length;

  g_assert_true (g_file_get_contents (path, &text, &form_length, NULL));
  content = g_bytes_new_take (text, form_length);
  form = cunyi_form_parse (NULL, content, NULL, NULL, faults);
  for (guint i = 0; i < 3000; i++)
    {
      gsize length;
      g_autofree char *answers = damage (random, seed, strlen (seed), &length);
      g_autoptr (CunyiSession) session = cunyi_session_new (form, NULL, answers);
      g_autoptr (CunyiContext) context = cunyi_form_create_context (form, answers, NULL);
      g_autofree char *draft = session ? cunyi_session_to_draft (session) : NULL;

      if (draft)
        {
          g_autoptr (CunyiSession) again = cunyi_session_new (form, NULL, draft);
          g_autofree char *same = cunyi_session_to_draft (again);

          g_assert_cmpstr (same, ==, draft);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cunyi_clock_hold ("2022-07-26T08:30:00");

#define TEST(name) g_test_add_func ("/form/fuzz/" #name, name)
  TEST (damaged_expressions_end_in_a_fault_or_a_value);
  TEST (damaged_texts_end_in_a_fault_or_a_text);
  TEST (damaged_forms_end_in_faults_or_can_be_filled);
  TEST (damaged_answers_are_refused_or_read);
  return g_test_run ();
}
