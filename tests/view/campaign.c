/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page of a campaign by keyboard. */

#include "config.h"

#include "harness.h"
#include "people.h"
#include "../clinic/neighbours.h"
#include "clinic/resident.h"
#include "view/campaign-page.h"
#include "view/residents-page.h"
#include "view/short-list.h"

#define CAMPAIGNS "<Alt>5"

static Harness *
open_campaigns (const char *pack)
{
  Harness *harness = harness_new (pack, fill_with_people, GUINT_TO_POINTER (40));

  harness_press (harness, CAMPAIGNS);
  harness_wait_for (CUNYI_IS_CAMPAIGN_PAGE (harness_page (harness)));
  return harness;
}

static void
enter_on_a_target_lists_who_is_missing (void)
{
  g_autoptr (Harness) harness = open_campaigns ("nanyang");

  /* 40 households, every fifth a 脱贫户; the keyboard is on the first target when it is counted. */
  harness_wait_for (harness_shows (harness_page (harness), "0 of 8 · 8 still missing"));
  harness_wait_for (harness_shows (harness_page (harness), "2022-07-26 – 2022-08-26, 组织实施（核心周）, day 7 of 32"));
  harness_picture (harness, "campaign");
  harness_set_dark (TRUE);
  harness_picture (harness, "campaign-dark");
  harness_set_dark (FALSE);
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
  harness_wait_for (harness_shows (harness_page (harness), "8 households"));
  harness_press (harness, "Escape");
  harness_wait_for (CUNYI_IS_CAMPAIGN_PAGE (harness_page (harness)));
}

/* 张三's household was visited today. */
static void
fill_with_a_visit (CunyiClinic *clinic, gpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (CunyiPerson) person = NULL;
  g_autoptr (GError) error = NULL;

  fill_with_people (clinic, data);
  cunyi_search_fill (cunyi_clinic_get_search (clinic), cunyi_clinic_get_database (clinic), NULL, &error);
  g_assert_no_error (error);
  found = cunyi_search_find (cunyi_clinic_get_search (clinic), "zhangsan", 1);
  person = cunyi_person_load (cunyi_clinic_get_database (clinic), g_ptr_array_index (found, 0), &error);
  g_assert_no_error (error);
  put_record (clinic, "household_visit", person->household, "2022-08-01", "{\"visit_date\":\"2022-08-01\",\"way\":\"1\"}");
}

/* The numbers of a day and of the whole open their people; whom nobody has to reach is said. */
static void
every_number_opens_its_people (void)
{
  g_autoptr (Harness) harness = harness_new ("nanyang", fill_with_a_visit, GUINT_TO_POINTER (40));
  CunyiShortList *days;

  harness_press (harness, CAMPAIGNS);
  harness_wait_for (CUNYI_IS_CAMPAIGN_PAGE (harness_page (harness)));
  days = CUNYI_SHORT_LIST (harness_find (harness_page (harness), "days"));
  harness_wait_for (cunyi_short_list_n_lines (days) == 1);
  g_assert_true (harness_shows (harness_page (harness), "信访人 必访"));
  gtk_widget_child_focus (GTK_WIDGET (days), GTK_DIR_TAB_FORWARD);
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
  g_assert_cmpstr (cunyi_page_get_title (CUNYI_PAGE (harness_page (harness))), ==, "Reached on 2022-08-01");
  harness_wait_for (harness_shows (harness_page (harness), "1 household"));
  harness_press (harness, "Escape");
  harness_wait_for (CUNYI_IS_CAMPAIGN_PAGE (harness_page (harness)));
  gtk_widget_grab_focus (harness_find (harness_page (harness), "all_button"));
  harness_press (harness, "Return");
  harness_wait_for (CUNYI_IS_RESIDENTS_PAGE (harness_page (harness)));
  g_assert_cmpstr (cunyi_page_get_title (CUNYI_PAGE (harness_page (harness))), ==, "Missing: 健康帮扶攻坚月");
}

static void
another_first_day_is_typed (void)
{
  g_autoptr (Harness) harness = open_campaigns ("nanyang");
  GtkWidget *entry;

  harness_wait_for (harness_shows (harness_page (harness), "0 of 8 · 8 still missing"));
  entry = harness_find (harness_page (harness), "begin_entry");
  gtk_widget_grab_focus (entry);
  harness_press (harness, "<Control>a");
  harness_type (harness, "soon");
  harness_press (harness, "Return");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "soon"); /* what was typed stays */
  harness_press (harness, "<Control>a");
  harness_type (harness, "20220801");
  harness_press (harness, "Return");
  harness_wait_for (harness_shows (harness_page (harness), "2022-08-01 – 2022-09-01, 动员部署, day 1 of 32"));
  harness_press (harness, "<Control>z");
  harness_wait_for (harness_shows (harness_page (harness), "2022-07-26 – 2022-08-26, 组织实施（核心周）, day 7 of 32"));
}

static void
without_campaigns_the_page_teaches (void)
{
  g_autoptr (Harness) harness = open_campaigns ("national");

  harness_wait_for (harness_shows (harness_page (harness), "No campaign is declared"));
  harness_picture (harness, "campaign-none");
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/campaign/enter-on-a-target-lists-who-is-missing", enter_on_a_target_lists_who_is_missing);
  g_test_add_func ("/view/campaign/every-number-opens-its-people", every_number_opens_its_people);
  g_test_add_func ("/view/campaign/another-first-day-is-typed", another_first_day_is_typed);
  g_test_add_func ("/view/campaign/without-campaigns-the-page-teaches", without_campaigns_the_page_teaches);
  return harness_run ();
}
