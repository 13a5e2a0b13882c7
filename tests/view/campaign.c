/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page of a campaign by keyboard. */

#include "config.h"

#include "harness.h"
#include "people.h"

#include "view/campaign-page.h"
#include "view/residents-page.h"

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
  g_test_add_func ("/view/campaign/another-first-day-is-typed", another_first_day_is_typed);
  g_test_add_func ("/view/campaign/without-campaigns-the-page-teaches", without_campaigns_the_page_teaches);
  return harness_run ();
}
