/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finding people: every kind of word, the surnames that are read otherwise, the order, and what changes. */

#include "config.h"

#include "clinic/search.h"
#include "clinic/resident.h"
#include "neighbours.h"
#include "scratch.h"

#include <string.h>

typedef struct {
  const char *household, *name, *id_number, *phone;
} Neighbour;

static const Neighbour neighbours[] = {
  { "0001", "单雄信", "999999195003010017", "13800000001" },
  { "0001", "曾国强", "999999195203010023", "13800000002" },
  { "0002", "尉迟恭", "99999919600301003X", "13900000003" },
  { "0002", "吕秀英", "999999196203010049", "" },
  { "0003", "张三", "999999197003010055", "13700000005" },
  { "0003", "张三丰", "999999199003010061", "13700000006" },
  { "0003", "赵世杰", "", "13700000007" },
  { "0004", "钟山", "999999195003010083", "" },
  { "0004", "阿依古丽·买买提", "999999198803010099", "" },
};

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

static void
add (CunyiClinic *clinic, const Neighbour *neighbour)
{
  static const char *number, *household;
  g_autoptr (CunyiPerson) person = cunyi_person_new ();
  g_autoptr (GError) error = NULL;

  if (number == NULL || neighbour == neighbours || strcmp (number, neighbour->household) != 0)
    household = add_household (clinic, neighbour->household);
  number = neighbour->household;
  replace (&person->household, household);
  replace (&person->name, neighbour->name);
  replace (&person->id_number, neighbour->id_number);
  replace (&person->phone, neighbour->phone);
  cunyi_person_save (cunyi_clinic_get_database (clinic), person, &error);
  g_assert_no_error (error);
}

static Scratch *
new_village (void)
{
  Scratch *scratch = scratch_new ("national");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (neighbours); i++)
    add (scratch->clinic, &neighbours[i]);
  cunyi_search_fill (cunyi_clinic_get_search (scratch->clinic), cunyi_clinic_get_database (scratch->clinic), NULL, &error);
  g_assert_no_error (error);
  return scratch;
}

/* Names of who was found, parted by blanks. (transfer full) */
static char *
find (CunyiClinic *clinic, const char *words, guint limit)
{
  g_autoptr (GPtrArray) ids = cunyi_search_find (cunyi_clinic_get_search (clinic), words, limit);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CunyiPerson) person = cunyi_person_load (cunyi_clinic_get_database (clinic), g_ptr_array_index (ids, i), NULL);

      g_assert_nonnull (person);
      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", person->name);
    }
  return g_string_free (names, FALSE);
}

static void
every_kind_of_word_finds (void)
{
  static const struct {
    const char *words, *names;
  } cases[] = {
    { "张三", "张三 张三丰" },            /* a whole name before one that begins so */
    { "三丰", "张三丰" },                 /* a part of a name */
    { "zs", "张三 钟山 张三丰 赵世杰" },  /* initials: whole ones first, each in the order of pinyin */
    { "zsf", "张三丰" },
    { "zhangs", "张三 张三丰" },          /* pinyin that is not finished */
    { "ZHANG", "张三 张三丰" },           /* capitals */
    { "sxx", "单雄信" },                  /* a surname that is read shan */
    { "shan xiong", "单雄信" },           /* a blank between syllables: two words, both fit */
    { "dxx", "单雄信" },                  /* the common reading finds him too */
    { "zgq", "曾国强" },                  /* zeng */
    { "cgq", "曾国强" },                  /* ceng */
    { "ycg", "尉迟恭" },                  /* a surname of two characters: yu chi */
    { "yuchi", "尉迟恭" },
    { "lvxy", "" },                       /* neither initials nor pinyin */
    { "lvxiu", "吕秀英" },                /* v for ü */
    { "lüxiu", "吕秀英" },
    { "luxiu", "吕秀英" },                /* u for ü */
    { "lxy", "吕秀英" },
    { "0017", "单雄信" },                 /* the tail of an ID number */
    { "03x", "尉迟恭" },                  /* with its check character, small */
    { "03X", "尉迟恭" },
    { "１３９", "尉迟恭" },               /* full-width digits */
    { "13700000006", "张三丰" },          /* a telephone */
    { "1950", "单雄信 钟山" },            /* a year of birth inside the ID number, in the order of pinyin */
    { "0002", "吕秀英 尉迟恭 曾国强" },   /* a household number, before a telephone that has it inside */
    { "zs 1990", "张三丰" },              /* several words must all fit */
    { "1990 zs", "张三丰" },
    { "张 0003", "张三 张三丰" },
    { "张 zgq", "" },
    { "　zs　", "张三 钟山 张三丰 赵世杰" }, /* full-width blanks around */
    { "买买提", "阿依古丽·买买提" },      /* behind the dot of a name of a minority */
    { "aygl", "阿依古丽·买买提" },
    { "", "" },
    { "   ", "" },
    { "q", "曾国强" },                    /* a letter inside initials */
    { "qq", "" },
    { "%", "" },
    { "'; DROP TABLE person; --", "" },
  };
  g_autoptr (Scratch) scratch = new_village ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *names = find (scratch->clinic, cases[i].words, 50);

      if (strcmp (names, cases[i].names) != 0)
        {
          g_test_message ("“%s” finds “%s”, not “%s”", cases[i].words, names, cases[i].names);
          g_test_fail ();
        }
    }
}

static void
no_more_are_found_than_asked_for (void)
{
  g_autoptr (Scratch) scratch = new_village ();
  g_autofree char *names = find (scratch->clinic, "zs", 2);

  g_assert_cmpstr (names, ==, "张三 钟山");
}

static void
who_gets_another_name_is_found_by_it (void)
{
  g_autoptr (Scratch) scratch = new_village ();
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  CunyiSearch *search = cunyi_clinic_get_search (scratch->clinic);
  g_autoptr (GPtrArray) ids = cunyi_search_find (search, "sxx", 1);
  g_autofree char *id = g_strdup (g_ptr_array_index (ids, 0));
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiPerson) person = cunyi_person_load (database, id, &error);
  g_autofree char *before = NULL, *after = NULL, *tail = NULL;
  gboolean stale = TRUE;

  replace (&person->name, "徐茂公");
  cunyi_person_save (database, person, &error);
  g_assert_no_error (error);
  g_assert_true (cunyi_search_follow (search, database, &stale, &error));
  g_assert_no_error (error);
  g_assert_false (stale);
  before = find (scratch->clinic, "sxx", 9);
  after = find (scratch->clinic, "xmg", 9);
  tail = find (scratch->clinic, "0017", 9);
  g_assert_cmpstr (before, ==, "");
  g_assert_cmpstr (after, ==, "徐茂公");
  g_assert_cmpstr (tail, ==, "徐茂公");
}

static void
who_comes_new_is_found (void)
{
  g_autoptr (Scratch) scratch = new_village ();
  static const Neighbour late = { "0009", "魏征", "999999195503010012", "" };
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;
  gboolean stale = TRUE;

  add (scratch->clinic, &late);
  g_assert_true (cunyi_search_follow (cunyi_clinic_get_search (scratch->clinic), cunyi_clinic_get_database (scratch->clinic),
                                      &stale, &error));
  names = find (scratch->clinic, "wz", 9);
  g_assert_cmpstr (names, ==, "魏征");
}

static void
an_empty_search_finds_nobody (void)
{
  g_autoptr (CunyiSearch) search = cunyi_search_new ();
  g_autoptr (GPtrArray) ids = cunyi_search_find (search, "zs", 9);

  g_assert_cmpuint (ids->len, ==, 0);
  g_assert_cmpuint (cunyi_search_n_people (search), ==, 0);
  g_assert_null (cunyi_search_get_person (search, 0));
}

static void
everybody_stands_in_the_order_of_pinyin (void)
{
  g_autoptr (Scratch) scratch = new_village ();
  CunyiSearch *search = cunyi_clinic_get_search (scratch->clinic);
  static const char *const names[] = { "阿依古丽·买买提", "吕秀英", "单雄信", "尉迟恭", "曾国强", "张三", "张三丰", "赵世杰", "钟山" };

  g_assert_cmpuint (cunyi_search_n_people (search), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CunyiPerson) person = cunyi_person_load (cunyi_clinic_get_database (scratch->clinic),
                                                          cunyi_search_get_person (search, i), NULL);

      g_assert_cmpstr (person->name, ==, names[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/search/every-kind-of-word-finds", every_kind_of_word_finds);
  g_test_add_func ("/clinic/search/no-more-are-found-than-asked-for", no_more_are_found_than_asked_for);
  g_test_add_func ("/clinic/search/who-gets-another-name-is-found-by-it", who_gets_another_name_is_found_by_it);
  g_test_add_func ("/clinic/search/who-comes-new-is-found", who_comes_new_is_found);
  g_test_add_func ("/clinic/search/an-empty-search-finds-nobody", an_empty_search_finds_nobody);
  g_test_add_func ("/clinic/search/everybody-stands-in-the-order-of-pinyin", everybody_stands_in_the_order_of_pinyin);
  return g_test_run ();
}
