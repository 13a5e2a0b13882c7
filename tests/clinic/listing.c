/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who lists show, what the doctor ticks, how a day's work is parted, which curves a person has. */

#include "config.h"

#include "../view/people.h"
#include "base/clock.h"
#include "clinic/agenda.h"
#include "clinic/belonging.h"
#include "clinic/chart.h"
#include "clinic/listing.h"
#include "clinic/resident.h"
#include "scratch.h"
#include "store/setting.h"

static Scratch *
new_village (guint households)
{
  Scratch *scratch = scratch_new ("national");

  fill_with_people (scratch->clinic, GUINT_TO_POINTER (households));
  return scratch;
}

static CunyiListing *
load (Scratch *scratch, GPtrArray *people)
{
  g_autoptr (GError) error = NULL;
  CunyiListing *listing = cunyi_listing_new (scratch->clinic, people);

  cunyi_listing_read (listing, cunyi_clinic_get_database (scratch->clinic), NULL, &error);
  g_assert_no_error (error);
  return listing;
}

/* The bits of filters named by their ids, parted by blanks. */
static CunyiFilterBits
bits_of (CunyiListing *listing, const char *ids)
{
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);
  CunyiFilterBits bits = 0;

  for (guint w = 0; words[w]; w++)
    {
      guint i = 0;

      if (words[w][0] == '\0')
        continue;
      while (i < cunyi_listing_n_filters (listing)
             && g_strcmp0 (cunyi_listing_get_filter (listing, i)->id, words[w]) != 0)
        i++;
      g_assert_cmpuint (i, <, cunyi_listing_n_filters (listing));
      bits |= (CunyiFilterBits) 1 << i;
    }
  return bits;
}

static guint
count_people (CunyiListing *listing, const char *filters)
{
  g_autoptr (GPtrArray) found = cunyi_listing_find_people (listing, bits_of (listing, filters));

  return found->len;
}

static guint
count_households (CunyiListing *listing, const char *filters)
{
  g_autoptr (GPtrArray) found = cunyi_listing_find_households (listing, bits_of (listing, filters));

  return found->len;
}

static char *
first_named (CunyiListing *listing, Scratch *scratch, const char *name)
{
  g_autoptr (GPtrArray) everybody = cunyi_listing_find_people (listing, 0);
  g_autoptr (GPtrArray) lines = cunyi_listing_read_people (scratch->clinic, (const char *const *) everybody->pdata,
                                                           everybody->len, NULL);

  for (guint i = 0; i < lines->len; i++)
    if (g_strcmp0 (((CunyiResidentLine *) g_ptr_array_index (lines, i))->name, name) == 0)
      return g_strdup (((CunyiResidentLine *) g_ptr_array_index (lines, i))->id);
  g_error ("nobody is called %s", name);
}

/* 30 households of 3 and 4 people; every fifth is 脱贫户, every third head has 高血压, every tenth person is not insured. */
static void
filters_let_through_who_fits_all_of_them (void)
{
  static const struct {
    const char *filters;
    guint people, households;
  } rows[] = {
    { "", 105, 30 },                                             /* everybody */
    { "group/lifted", 21, 6 },                                   /* households 0, 5, 10 …: three of 3, three of 4 */
    { "disease/hypertension", 10, 10 },                          /* one head each */
    { "group/lifted disease/hypertension", 2, 2 },               /* households 0 and 15 */
    { "uninsured", 10, 10 },                                     /* the tenth, twentieth … person */
    { "unsigned", 105, 30 },                                     /* nobody has a contract yet */
    { "unvisited", 105, 30 },                                    /* nobody was visited */
    { "gone", 0, 0 },                                            /* nobody died or moved */
  };
  g_autoptr (Scratch) scratch = new_village (30);
  g_autoptr (CunyiListing) listing = load (scratch, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].filters);
      g_assert_cmpuint (count_people (listing, rows[i].filters), ==, rows[i].people);
      g_assert_cmpuint (count_households (listing, rows[i].filters), ==, rows[i].households);
    }
  g_assert_cmpuint (cunyi_listing_get_filter (listing, 0)->n_people, ==, 21);
}

static void
who_died_is_only_listed_when_asked_for (void)
{
  g_autoptr (Scratch) scratch = new_village (3);
  g_autoptr (CunyiListing) before = load (scratch, NULL);
  g_autoptr (CunyiListing) after = NULL;
  g_autofree char *id = first_named (before, scratch, "张三");
  g_autoptr (CunyiPerson) person = cunyi_person_load (cunyi_clinic_get_database (scratch->clinic), id, NULL);
  g_autoptr (GPtrArray) given = g_ptr_array_new ();
  g_autoptr (CunyiListing) only = NULL;

  g_free (person->state);
  person->state = g_strdup ("dead");
  person->state_since = cunyi_clock_today ();
  g_assert_true (cunyi_person_save (cunyi_clinic_get_database (scratch->clinic), person, NULL));
  after = load (scratch, NULL);
  g_assert_cmpuint (count_people (after, ""), ==, count_people (before, "") - 1);
  g_assert_cmpuint (count_people (after, "gone"), ==, 1);
  g_assert_cmpuint (count_people (after, "disease/hypertension"), ==, 0);

  /* What is behind a number shows everybody who was counted. */
  g_ptr_array_add (given, id);
  only = load (scratch, given);
  g_assert_cmpuint (count_people (only, ""), ==, 1);
}

static void
a_household_stands_for_its_people (void)
{
  g_autoptr (Scratch) scratch = new_village (3);
  g_autoptr (CunyiListing) all = load (scratch, NULL);
  g_autoptr (GPtrArray) households = cunyi_listing_find_households (all, 0);
  g_autoptr (CunyiListing) one = NULL;

  g_ptr_array_set_size (households, 1);
  one = load (scratch, households);
  g_assert_cmpuint (count_people (one, ""), ==, 3);
  g_assert_cmpuint (count_households (one, ""), ==, 1);
}

static void
lines_come_in_the_order_asked_for (void)
{
  g_autoptr (Scratch) scratch = new_village (3);
  g_autoptr (CunyiListing) listing = load (scratch, NULL);
  g_autofree char *id = first_named (listing, scratch, "张三");
  const char *ids[] = { "nobody", id, "\"]; DROP" };
  g_autoptr (GPtrArray) lines = cunyi_listing_read_people (scratch->clinic, ids, 3, NULL);
  const CunyiResidentLine *line = g_ptr_array_index (lines, 1);

  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpstr (((CunyiResidentLine *) g_ptr_array_index (lines, 0))->name, ==, "");
  g_assert_cmpstr (line->name, ==, "张三");
  g_assert_cmpstr (line->sex, ==, "男");
  g_assert_cmpstr (line->age, ==, "69");
  g_assert_cmpstr (line->place, ==, "一组");
  g_assert_cmpstr (line->household, ==, "张三 0001");
  g_assert_cmpstr (line->groups, ==, "脱贫户");
  g_assert_cmpstr (line->diseases, ==, "高血压");
  g_assert_cmpstr (line->term, ==, "");
}

/* ---- belonging ---- */

static void
keep_diseases (Scratch *scratch, const char *person, const char *codes, const char *day)
{
  g_auto (GStrv) list = g_strsplit (codes, " ", -1);
  g_autoptr (GError) error = NULL;

  cunyi_person_keep_diseases (cunyi_clinic_get_database (scratch->clinic), person, (const char *const *) list,
                              CUNYI_DAY_NONE, cunyi_day_parse (day), &error);
  g_assert_no_error (error);
}

/* All diseases that a person ever had: code since–until, parted by blanks. */
static char *
list_diseases (Scratch *scratch, const char *person)
{
  g_autoptr (GPtrArray) list = cunyi_person_load_conditions (cunyi_clinic_get_database (scratch->clinic), person, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const CunyiCondition *condition = g_ptr_array_index (list, i);
      g_autofree char *since = cunyi_day_to_text (condition->since);
      g_autofree char *until = cunyi_day_to_text (condition->until);

      g_string_append_printf (text, "%s%s %s–%s", i > 0 ? ", " : "", condition->disease, since, until);
    }
  return g_string_free (text, FALSE);
}

static void
what_is_not_ticked_any_more_ends_and_is_kept (void)
{
  static const struct {
    const char *day, *codes, *kept;
  } rows[] = {
    /* nothing changes */
    { "2022-08-01", "hypertension", "hypertension 2019-03-01–" },
    /* a second one begins */
    { "2022-08-01", "hypertension diabetes", "hypertension 2019-03-01–, diabetes 2022-08-01–" },
    /* taken back on the same day: it never was */
    { "2022-08-01", "hypertension", "hypertension 2019-03-01–" },
    /* the first one ends the day before */
    { "2022-08-02", "", "hypertension 2019-03-01–2022-08-01" },
    /* and begins anew */
    { "2022-08-05", "hypertension", "hypertension 2022-08-05–, hypertension 2019-03-01–2022-08-01" },
  };
  g_autoptr (Scratch) scratch = new_village (3);
  g_autoptr (CunyiListing) listing = load (scratch, NULL);
  g_autofree char *id = first_named (listing, scratch, "张三");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *kept = NULL;

      keep_diseases (scratch, id, rows[i].codes[0] ? rows[i].codes : "", rows[i].day);
      kept = list_diseases (scratch, id);
      g_assert_cmpstr (kept, ==, rows[i].kept);
    }
}

static void
groups_of_the_household_are_not_the_persons (void)
{
  static const char *const tekun[] = { "tekun", NULL }, *const none[] = { NULL };
  g_autoptr (Scratch) scratch = new_village (3);
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (CunyiListing) listing = load (scratch, NULL);
  g_autofree char *id = first_named (listing, scratch, "张三");
  CunyiDay today = cunyi_clock_today ();
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) one = NULL;

  g_assert_true (cunyi_person_keep_groups (database, id, tekun, today, NULL));
  two = cunyi_person_load_memberships (database, id, today, NULL);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_true (cunyi_person_keep_groups (database, id, none, today, NULL));
  one = cunyi_person_load_memberships (database, id, today, NULL);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_true (((CunyiMembership *) g_ptr_array_index (one, 0))->by_household);
}

/* ---- agenda ---- */

static void
a_day_is_parted_into_late_week_and_later (void)
{
  static const struct {
    const char *section, *due;
    CunyiAgendaGroup group;
  } rows[] = {
    /* today is Monday 2022-08-01 */
    { "work", "2022-07-31", CUNYI_AGENDA_OVERDUE },
    { "work", "2022-08-01", CUNYI_AGENDA_WEEK },
    { "work", "2022-08-07", CUNYI_AGENDA_WEEK },     /* Sunday */
    { "work", "2022-08-08", CUNYI_AGENDA_LATER },    /* next Monday */
    { "work", "", CUNYI_AGENDA_ANY_DAY },
    { "print", "2022-07-01", CUNYI_AGENDA_PRINT },   /* its section, whatever its day */
    { "deliver", "", CUNYI_AGENDA_DELIVER },
    { "expiring", "2022-09-01", CUNYI_AGENDA_EXPIRING },
    { "waiting", "", CUNYI_AGENDA_WAITING },
    { "something else", "2022-08-02", CUNYI_AGENDA_WEEK },
  };
  CunyiDay today = cunyi_day_parse ("2022-08-01");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CunyiDue due = { .section = (char *) rows[i].section, .due = cunyi_day_parse (rows[i].due) };

      g_test_message ("%s %s", rows[i].section, rows[i].due);
      g_assert_cmpint (cunyi_agenda_get_group (&due, today), ==, rows[i].group);
    }
}

static void
the_week_ends_on_sunday_whatever_day_it_is (void)
{
  CunyiDay sunday = cunyi_day_parse ("2022-08-07");
  CunyiDue due = { .section = (char *) "work", .due = sunday };

  for (CunyiDay today = sunday - 6; today <= sunday; today++)
    g_assert_cmpint (cunyi_agenda_get_group (&due, today), ==, CUNYI_AGENDA_WEEK);
  g_assert_cmpint (cunyi_agenda_get_group (&due, sunday - 7), ==, CUNYI_AGENDA_LATER);
}

/* ---- charts ---- */

static void
curves_take_the_target_of_the_age (void)
{
  g_autoptr (Scratch) scratch = new_village (8);
  g_autoptr (CunyiListing) listing = load (scratch, NULL);
  g_autofree char *old = first_named (listing, scratch, "张三");
  g_autofree char *young = first_named (listing, scratch, "赵海涛"); /* born 1959 */
  g_autoptr (GPtrArray) of_old = cunyi_chart_list (scratch->clinic, old, NULL);
  g_autoptr (GPtrArray) of_young = cunyi_chart_list (scratch->clinic, young, NULL);
  const CunyiChart *chart = g_ptr_array_index (of_old, 0);
  const CunyiCurve *sbp = g_ptr_array_index (chart->curves, 0);
  g_autofree char *description = cunyi_chart_describe (chart);

  g_assert_cmpuint (of_old->len, ==, 1); /* no glucose was measured */
  g_assert_cmpstr (chart->title, ==, "血压");
  g_assert_cmpuint (chart->curves->len, ==, 2);
  g_assert_cmpuint (sbp->values->len, ==, 4);
  g_assert_cmpfloat (g_array_index (sbp->values, CunyiMeasurement, 3).value, ==, 140);
  g_assert_cmpfloat (sbp->high, ==, 150);
  g_assert_cmpfloat (sbp->low, ==, 90);
  g_assert_cmpstr (description, ==,
                   "收缩压 140 mmHg on 2022-06-20. Target below 150. 舒张压 84 mmHg on 2022-06-20. Target below 90.");
  chart = g_ptr_array_index (of_young, 0);
  sbp = g_ptr_array_index (chart->curves, 0);
  g_assert_cmpfloat (sbp->high, ==, 140);
  /* A number of the county's own is drawn as it is reckoned with. */
  cunyi_setting_set (cunyi_clinic_get_database (scratch->clinic), "limit/sbp_elder", "145", NULL);
  g_clear_pointer (&of_old, g_ptr_array_unref);
  of_old = cunyi_chart_list (scratch->clinic, old, NULL);
  sbp = g_ptr_array_index (((CunyiChart *) g_ptr_array_index (of_old, 0))->curves, 0);
  g_assert_cmpfloat (sbp->high, ==, 145);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/listing/filters-let-through-who-fits-all-of-them", filters_let_through_who_fits_all_of_them);
  g_test_add_func ("/clinic/listing/who-died-is-only-listed-when-asked-for", who_died_is_only_listed_when_asked_for);
  g_test_add_func ("/clinic/listing/a-household-stands-for-its-people", a_household_stands_for_its_people);
  g_test_add_func ("/clinic/listing/lines-come-in-the-order-asked-for", lines_come_in_the_order_asked_for);
  g_test_add_func ("/clinic/belonging/what-is-not-ticked-any-more-ends-and-is-kept",
                   what_is_not_ticked_any_more_ends_and_is_kept);
  g_test_add_func ("/clinic/belonging/groups-of-the-household-are-not-the-persons",
                   groups_of_the_household_are_not_the_persons);
  g_test_add_func ("/clinic/agenda/a-day-is-parted-into-late-week-and-later", a_day_is_parted_into_late_week_and_later);
  g_test_add_func ("/clinic/agenda/the-week-ends-on-sunday-whatever-day-it-is",
                   the_week_ends_on_sunday_whatever_day_it_is);
  g_test_add_func ("/clinic/chart/curves-take-the-target-of-the-age", curves_take_the_target_of_the_age);
  return g_test_run ();
}
