/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A rule that a pack declares in SQL, run on the store. Its statement may name :today, :from and :until, and what its head
 * calls an option: “-- option: name default label” is bound from the setting <kind>/<rule>/<name>, else from option/<name>, which
 * reports share, else to its default. What looks like a number is bound as one. */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"

G_BEGIN_DECLS

/* What to do with each row. */
typedef void (*CunyiRuleRow) (CunyiClinic *clinic, const CunyiRule *rule, CunyiStatement *row, gpointer data);

/* “-- option: name default label value=label|value=label”: what the clinic may decide. */
typedef struct {
  char *name;
  char *fallback;       /* the default */
  char *label;
  char **choices;       /* values; empty when any will do */
  char **choice_labels; /* beside them */
} CunyiRuleOption;

/* (transfer full) (element-type CunyiRuleOption) */
GPtrArray *cunyi_rule_list_options (const CunyiRule *rule);

/* Which code of the list that the head names: “-- each: LIST COLUMN …” runs the rule once for each code, which is :code, and
 * its columns :COLUMN. */
typedef struct {
  CunyiCodes *codes;
  const char *code;
} CunyiRuleCode;

/* The list under “each”, NULL when the head has none. (transfer none) */
CunyiCodes *cunyi_rule_get_each (CunyiClinic *clinic, const CunyiRule *rule);

/* `code` is NULL where the head names no list. :from is NULL for CUNYI_DAY_NONE. A rule that the store refuses is told in the log and gives no rows. */
gboolean cunyi_rule_run (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, const CunyiRuleCode *code,
                         CunyiDay from, CunyiDay until, CunyiRuleRow take, gpointer data, GCancellable *cancellable, GError **error);
/* The same about one thing, whose id is :about. */
gboolean cunyi_rule_run_about (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, const char *about,
                               CunyiRuleRow take, gpointer data, GError **error);
/* The same with :among, a JSON list of ids of subjects: the rule may then look at these alone, and gives rows about others where it
 * does not. NULL for everybody; until no day. */
gboolean cunyi_rule_run_among (CunyiClinic *clinic, const char *kind, const CunyiRule *rule, const char *const *among,
                               CunyiRuleRow take, gpointer data, GCancellable *cancellable, GError **error);
/* All rules of a kind, up to a day. */
gboolean cunyi_rule_run_all (CunyiClinic *clinic, const char *kind, CunyiDay until, CunyiRuleRow take, gpointer data,
                             GCancellable *cancellable, GError **error);
/* Text of a column that a rule may leave out, "" without it. */
const char *cunyi_rule_get_column (CunyiStatement *row, const char *column);

G_END_DECLS
