/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All campaigns are counted in a thread; what was counted before stays in view meanwhile. */

#include "config.h"

#include "view/campaign-page.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "clinic/campaign.h"
#include "clinic/resident.h"
#include "view/focus.h"
#include "view/indicator-row.h"
#include "view/subject.h"
#include "view/task.h"
#include "view/window.h"

struct _CunyiCampaignPage {
  CunyiPage parent_instance;

  GtkStack *stack;
  GtkDropDown *campaign_choice;
  GtkLabel *title_label;
  GtkLabel *phase_label;
  GtkEntry *begin_entry;
  GtkButton *all_button;
  GtkSpinner *spinner;
  GtkBox *targets;
  GtkWidget *nobody_box, *import_button;
  GtkLabel *nobody_label;
  GtkLabel *none_label;
  CunyiShortList *places;
  CunyiShortList *days;

  GPtrArray *campaigns;   /* CunyiCampaign, as counted last */
  gboolean wants_focus;   /* the first target takes the keyboard when it is there */
};

G_DEFINE_FINAL_TYPE (CunyiCampaignPage, cunyi_campaign_page, CUNYI_TYPE_PAGE)

static const CunyiColumn place_columns[] = {
  { N_("Village group"), 0, .share = 2, .strong = TRUE },
  { N_("Households"), 6, .at_end = TRUE },
  { N_("People"), 6, .at_end = TRUE },
  { N_("Missing"), 0, .share = 2, .at_end = TRUE },
};

static const CunyiColumn day_columns[] = {
  { N_("Day"), 6.6 },
  { N_("Phase"), 0, .share = 1, .dim = TRUE },
  { N_("Households"), 3.5, .at_end = TRUE },
  { N_("People"), 3.5, .at_end = TRUE },
};

static CunyiClinic *
get_clinic (CunyiCampaignPage *self)
{
  return cunyi_page_get_clinic (CUNYI_PAGE (self));
}

/* The one in view, NULL before anything was counted. */
static CunyiCampaign *
get_campaign (CunyiCampaignPage *self)
{
  guint at = gtk_drop_down_get_selected (self->campaign_choice);

  return self->campaigns && at < self->campaigns->len ? g_ptr_array_index (self->campaigns, at) : NULL;
}

/* ---- the head ---- */

/* 组织实施 (2022-08-01 – 2022-08-07), day 3 of 32 */
static char *
tell_phase (const CunyiCampaign *campaign, CunyiDay today)
{
  const CunyiCampaignPhase *phase = cunyi_campaign_find_phase (campaign, today);
  g_autofree char *from = cunyi_day_to_text (campaign->from), *until = cunyi_day_to_text (campaign->until);
  int day = today - campaign->from + 1, days = campaign->until - campaign->from + 1;

  if (today < campaign->from)
    /* Translators: first and last day of a campaign, and how far away the first one is. */
    return g_strdup_printf (ngettext ("%s – %s, begins in %d day", "%s – %s, begins in %d days", 1 - day), from, until, 1 - day);
  if (today > campaign->until)
    return g_strdup_printf (_("%s – %s, over"), from, until);
  /* Translators: first and last day of a campaign, its phase of today, which day of how many. */
  return g_strdup_printf (_("%s – %s, %s, day %d of %d"), from, until, phase ? phase->label : "–", day, days);
}

static void
show_head (CunyiCampaignPage *self, const CunyiCampaign *campaign)
{
  g_autofree char *phase = tell_phase (campaign, cunyi_clock_today ());
  g_autofree char *begin = cunyi_day_to_text (campaign->from);
  /* Translators: so many of so many households, so many of so many people were reached. */
  g_autofree char *all = g_strdup_printf (_("%u of %u households, %u of %u people reached"), campaign->all.households_reached,
                                          campaign->all.households, campaign->all.people_reached, campaign->all.people);

  gtk_label_set_label (self->title_label, campaign->title);
  gtk_label_set_label (self->phase_label, phase);
  gtk_button_set_label (self->all_button, all);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), campaign->source);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->begin_entry)) == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->begin_entry), begin);
}

static void
begin_cb (CunyiCampaignPage *self)
{
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  CunyiCampaign *campaign = get_campaign (self);
  CunyiDay day = cunyi_day_parse_typed (gtk_editable_get_text (GTK_EDITABLE (self->begin_entry)), cunyi_clock_today ());
  g_autoptr (GError) error = NULL;

  if (campaign == NULL)
    return;
  if (day == CUNYI_DAY_NONE)
    {
      gtk_widget_error_bell (GTK_WIDGET (self->begin_entry));
      cunyi_window_tell (window, _("This is no day. Write it as 20220726, 0726 or 26."));
      return;
    }
  if (!cunyi_campaign_set_begin (get_clinic (self), campaign->name, day, &error))
    {
      cunyi_window_show_error (window, error);
      return;
    }
  cunyi_window_tell_done (window, _("The campaign begins on another day"));
  cunyi_page_focus (CUNYI_PAGE (self));
  cunyi_window_store_changed (window);
}

/* ---- who is missing ---- */

static void
show_missing (CunyiCampaignPage *self, const char *what, GPtrArray *missing)
{
  /* Translators: %s is a kind of people, or a village group. */
  g_autofree char *title = g_strdup_printf (_("Missing: %s"), what);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));

  if (missing->len > 0)
    cunyi_window_show_people (window, title, missing);
  else
    cunyi_window_tell (window, _("Nobody is missing."));
}

static void
target_cb (CunyiCampaignPage *self, CunyiIndicatorRow *row)
{
  show_missing (self, cunyi_indicator_row_get_title (row), cunyi_indicator_row_get_missing (row));
}

static void
place_cb (CunyiCampaignPage *self, const char *id)
{
  CunyiCampaign *campaign = get_campaign (self);

  for (guint i = 0; campaign && i < campaign->places->len; i++)
    {
      const CunyiCampaignPlace *place = g_ptr_array_index (campaign->places, i);

      if (g_str_equal (place->name, id))
        {
          show_missing (self, place->name, place->missing);
          return;
        }
    }
}

static void
all_cb (CunyiCampaignPage *self)
{
  CunyiCampaign *campaign = get_campaign (self);

  if (campaign)
    show_missing (self, campaign->title, campaign->all.missing);
}

/* ---- who was reached ---- */

static void
day_cb (CunyiCampaignPage *self, const char *id)
{
  CunyiCampaign *campaign = get_campaign (self);
  /* Translators: %s is a day. */
  g_autofree char *title = g_strdup_printf (_("Reached on %s"), id);
  CunyiDay day = cunyi_day_parse (id);

  for (guint i = 0; campaign && i < campaign->days->len; i++)
    {
      const CunyiCampaignDay *one = &g_array_index (campaign->days, CunyiCampaignDay, i);

      if (one->day == day)
        {
          cunyi_window_show_people (cunyi_window_get (GTK_WIDGET (self)), title, one->reached);
          return;
        }
    }
}

/* ---- columns ---- */

static void
show_targets (CunyiCampaignPage *self, const CunyiCampaign *campaign)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->targets));
  g_autofree char *focused = focus ? g_strdup (gtk_widget_get_name (focus)) : NULL;
  g_autoptr (GString) nobody = g_string_new (NULL);
  g_autofree char *none = NULL;

  cunyi_subject_clear (self->targets);
  for (guint i = 0; i < campaign->targets->len; i++)
    {
      const CunyiCampaignTarget *target = g_ptr_array_index (campaign->targets, i);
      g_autofree char *title = g_strconcat (target->label, " ", target->duty, NULL);
      CunyiIndicator indicator = { target->name, g_strchomp (title), -1, target->all - target->missing->len, target->all,
                                   target->missing };
      GtkWidget *row;

      if (target->all == 0)
        {
          g_string_append_printf (nobody, "%s%s", nobody->len > 0 ? "、" : "", title);
          continue;
        }
      row = cunyi_indicator_row_new (&indicator);
      g_signal_connect_swapped (row, "clicked", G_CALLBACK (target_cb), self);
      gtk_box_append (self->targets, row);
      if (g_strcmp0 (target->name, focused) == 0)
        gtk_widget_grab_focus (row);
    }
  /* Translators: %s are kinds of people. */
  none = g_strdup_printf (_("Nobody here: %s"), nobody->str);
  gtk_label_set_label (self->none_label, none);
  gtk_widget_set_visible (GTK_WIDGET (self->none_label), nobody->len > 0 && gtk_widget_get_first_child (GTK_WIDGET (self->targets)));
}

/* A roster without anybody whom the campaign is about, or none at all. */
static void
show_nobody (CunyiCampaignPage *self)
{
  gboolean people = cunyi_person_is_any (cunyi_clinic_get_database (get_clinic (self)));

  gtk_label_set_label (self->nobody_label,
                       people ? _("Nobody on the roster is to be reached by this campaign. Put households and people into their "
                                  "groups on the page Residents.")
                              : _("As soon as the people of the village are here, those whom this campaign must reach stand here "
                                  "by kind."));
  gtk_widget_set_visible (self->import_button, !people);
  gtk_widget_set_visible (self->nobody_box, gtk_widget_get_first_child (GTK_WIDGET (self->targets)) == NULL);
}

static void
show_places (CunyiCampaignPage *self, const CunyiCampaign *campaign)
{
  cunyi_short_list_begin (self->places);
  for (guint i = 0; i < campaign->places->len; i++)
    {
      const CunyiCampaignPlace *place = g_ptr_array_index (campaign->places, i);
      /* Translators: so many reached of so many. */
      g_autofree char *households = g_strdup_printf (_("%u of %u households"), place->households_reached, place->households);
      g_autofree char *people = g_strdup_printf (_("%u of %u people"), place->people_reached, place->people);
      g_autofree char *missing = place->missing->len > 0
                                   ? g_strdup_printf (ngettext ("%u missing", "%u missing", place->missing->len), place->missing->len)
                                   : g_strdup (_("complete"));
      const char *texts[] = { place->name, households, people, missing, NULL };

      cunyi_short_list_add (self->places, place->name, NULL, texts);
    }
  cunyi_short_list_end (self->places);
}

/* The newest day first. */
static void
show_days (CunyiCampaignPage *self, const CunyiCampaign *campaign)
{
  cunyi_short_list_begin (self->days);
  for (guint i = campaign->days->len; i > 0; i--)
    {
      const CunyiCampaignDay *day = &g_array_index (campaign->days, CunyiCampaignDay, i - 1);
      const CunyiCampaignPhase *phase = cunyi_campaign_find_phase (campaign, day->day);
      g_autofree char *text = cunyi_day_to_text (day->day);
      g_autofree char *households = g_strdup_printf (ngettext ("%u household", "%u households", day->households), day->households);
      g_autofree char *people = g_strdup_printf (ngettext ("%u person", "%u people", day->people), day->people);
      const char *texts[] = { text, phase ? phase->label : "", households, people, NULL };

      cunyi_short_list_add (self->days, text, NULL, texts);
    }
  cunyi_short_list_end (self->days);
}

static void
show (CunyiCampaignPage *self)
{
  CunyiCampaign *campaign = get_campaign (self);

  gtk_stack_set_visible_child_name (self->stack, campaign ? "campaign" : "none");
  if (campaign == NULL)
    return;
  show_head (self, campaign);
  show_targets (self, campaign);
  show_nobody (self);
  show_places (self, campaign);
  show_days (self, campaign);
}

static void
chosen_cb (CunyiCampaignPage *self)
{
  if (get_campaign (self))
    show (self);
}

/* ---- counting ---- */

static void count (CunyiCampaignPage *self);

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (CunyiClinic) clinic = cunyi_clinic_open_again (data, TRUE, &error);
  GPtrArray *campaigns = clinic ? cunyi_campaign_list (clinic, cancellable, &error) : NULL;

  if (campaigns)
    g_task_return_pointer (task, campaigns, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Keeps the choice while the campaigns stay the same. */
static void
set_campaigns (CunyiCampaignPage *self, GPtrArray *campaigns)
{
  gboolean same = self->campaigns && self->campaigns->len == campaigns->len;
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  self->campaigns = campaigns;
  for (guint i = 0; i < campaigns->len; i++)
    gtk_string_list_append (titles, ((CunyiCampaign *) g_ptr_array_index (campaigns, i))->title);
  if (!same)
    gtk_drop_down_set_model (self->campaign_choice, G_LIST_MODEL (titles));
  gtk_widget_set_visible (GTK_WIDGET (self->campaign_choice), campaigns->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), campaigns->len == 1);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiCampaignPage *self = CUNYI_CAMPAIGN_PAGE (source);
  g_autoptr (GError) error = NULL;
  GPtrArray *campaigns = g_task_propagate_pointer (G_TASK (result), &error);
  CunyiWindow *window = cunyi_window_get (GTK_WIDGET (self));
  gboolean again = cunyi_page_end_reading (CUNYI_PAGE (self));

  if (window == NULL) /* the page was left */
    {
      g_clear_pointer (&campaigns, g_ptr_array_unref);
      return;
    }
  gtk_spinner_stop (self->spinner);
  if (campaigns)
    {
      set_campaigns (self, campaigns);
      show (self);
      if (self->wants_focus)
        cunyi_page_focus (CUNYI_PAGE (self));
    }
  else
    cunyi_window_show_error (window, error);
  if (again)
    count (self);
}

static void
count (CunyiCampaignPage *self)
{
  GCancellable *cancellable = cunyi_page_begin_reading (CUNYI_PAGE (self));
  g_autoptr (GTask) task = NULL;

  if (cancellable == NULL)
    return;
  gtk_spinner_start (self->spinner);
  task = cunyi_task_new (self, cancellable, counted_cb, NULL, g_object_ref (get_clinic (self)), g_object_unref);
  g_task_run_in_thread (task, count_thread);
}

/* ---- page ---- */

static void
cunyi_campaign_page_refresh (CunyiPage *page)
{
  count (CUNYI_CAMPAIGN_PAGE (page));
}

static void
cunyi_campaign_page_focus (CunyiPage *page)
{
  CunyiCampaignPage *self = CUNYI_CAMPAIGN_PAGE (page);

  self->wants_focus = cunyi_page_get_reading (page) != NULL && self->campaigns == NULL;
  if (!gtk_widget_child_focus (GTK_WIDGET (self->targets), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
cunyi_campaign_page_dispose (GObject *object)
{
  CunyiCampaignPage *self = CUNYI_CAMPAIGN_PAGE (object);

  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  G_OBJECT_CLASS (cunyi_campaign_page_parent_class)->dispose (object);
}

static void
cunyi_campaign_page_class_init (CunyiCampaignPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_campaign_page_dispose;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_campaign_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_campaign_page_focus;

  g_type_ensure (CUNYI_TYPE_SHORT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/campaign-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, campaign_choice);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, phase_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, begin_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, targets);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, nobody_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, nobody_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, none_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, places);
  gtk_widget_class_bind_template_child (widget_class, CunyiCampaignPage, days);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
}

static void
cunyi_campaign_page_init (CunyiCampaignPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_focus_drop_down (self->campaign_choice);
  cunyi_page_set_title (CUNYI_PAGE (self), _("Campaigns"));
  cunyi_page_set_help (CUNYI_PAGE (self), "campaigns");
  cunyi_short_list_set_columns (self->places, place_columns, G_N_ELEMENTS (place_columns));
  cunyi_short_list_set_label (self->places, _("By village group"),
                              _("Each village group stands here as soon as somebody in it is to be reached."));
  cunyi_short_list_set_columns (self->days, day_columns, G_N_ELEMENTS (day_columns));
  cunyi_short_list_set_label (self->days, _("Day by day"), _("Nobody was reached yet. Fill the form of the campaign about each household."));
}

CunyiPage *
cunyi_campaign_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_CAMPAIGN_PAGE, "clinic", clinic, NULL);
}
