/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Groups of due work. */

#include "config.h"

#include "clinic/agenda.h"

#include <glib/gi18n.h>

/* Sections as packs name them. */
static const struct {
  const char *section;
  CunyiAgendaGroup group;
} sections[] = {
  { "print", CUNYI_AGENDA_PRINT },
  { "deliver", CUNYI_AGENDA_DELIVER },
  { "expiring", CUNYI_AGENDA_EXPIRING },
  { "waiting", CUNYI_AGENDA_WAITING },
};

static const char *const titles[CUNYI_AGENDA_N_GROUPS] = {
  [CUNYI_AGENDA_OVERDUE] = N_("Overdue"),     [CUNYI_AGENDA_WEEK] = N_("This week"),
  [CUNYI_AGENDA_LATER] = N_("Later"),         [CUNYI_AGENDA_ANY_DAY] = N_("Without a day"),
  [CUNYI_AGENDA_PRINT] = N_("To print"),      [CUNYI_AGENDA_DELIVER] = N_("To hand over"),
  [CUNYI_AGENDA_EXPIRING] = N_("Expiring"),   [CUNYI_AGENDA_WAITING] = N_("Waiting for others"),
};

/* Sunday of the week of `today`; 1970-01-01 was a Thursday. */
static CunyiDay
end_of_week (CunyiDay today)
{
  int weekday = ((today + 3) % 7 + 7) % 7; /* 0 for Monday */

  return today + 6 - weekday;
}

CunyiAgendaGroup
cunyi_agenda_get_group (const CunyiDue *due, CunyiDay today)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_strcmp0 (due->section, sections[i].section) == 0)
      return sections[i].group;
  if (due->due == CUNYI_DAY_NONE)
    return CUNYI_AGENDA_ANY_DAY;
  if (due->due < today)
    return CUNYI_AGENDA_OVERDUE;
  return due->due <= end_of_week (today) ? CUNYI_AGENDA_WEEK : CUNYI_AGENDA_LATER;
}

const char *
cunyi_agenda_get_title (CunyiAgendaGroup group)
{
  g_return_val_if_fail (group < CUNYI_AGENDA_N_GROUPS, "");

  return _(titles[group]);
}

void
cunyi_agenda_sort (GPtrArray *list, CunyiDay today)
{
  g_autofree guchar *groups = g_new (guchar, list->len + 1); /* of each line, asked once */
  g_autofree gpointer *sorted = g_new (gpointer, list->len + 1);
  guint next[CUNYI_AGENDA_N_GROUPS + 1] = { 0 };

  for (guint i = 0; i < list->len; i++)
    next[(groups[i] = cunyi_agenda_get_group (g_ptr_array_index (list, i), today)) + 1]++;
  for (guint group = 1; group < CUNYI_AGENDA_N_GROUPS; group++)
    next[group] += next[group - 1];
  for (guint i = 0; i < list->len; i++)
    sorted[next[groups[i]]++] = g_ptr_array_index (list, i);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_index (list, i) = sorted[i];
}
