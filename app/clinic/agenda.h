/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Due work in the order in which a day is worked: what is late, what comes this week, what can wait, what is to be
 * printed, handed over or watched. */

#pragma once

#include "clinic/due.h"

G_BEGIN_DECLS

typedef enum {
  CUNYI_AGENDA_OVERDUE,
  CUNYI_AGENDA_WEEK,     /* until the coming Sunday */
  CUNYI_AGENDA_LATER,
  CUNYI_AGENDA_ANY_DAY,  /* work without a day */
  CUNYI_AGENDA_PRINT,
  CUNYI_AGENDA_DELIVER,
  CUNYI_AGENDA_EXPIRING,
  CUNYI_AGENDA_WAITING,
  CUNYI_AGENDA_N_GROUPS,
} CunyiAgendaGroup;

/* Where a line belongs: by the section of its rule, work also by its day. */
CunyiAgendaGroup cunyi_agenda_get_group (const CunyiDue *due, CunyiDay today);
/* What the group is called on screen. */
const char *cunyi_agenda_get_title (CunyiAgendaGroup group);

/* Puts a list of cunyi_due_list() into the order of the groups; inside a group the order stays. */
void cunyi_agenda_sort (GPtrArray *list, CunyiDay today);

G_END_DECLS
