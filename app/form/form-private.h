/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The parts of a form and of its reader. */

#pragma once

#include "form/form.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* One step of working a form out: for an item, first whether it applies, then what it is worth. Steps are in an order in
 * which each comes after all that it looks at; in a repeat a step is done for every member. */
typedef struct {
  CunyiItem *item;
  gboolean is_value;
} CunyiStep;

struct _CunyiForm {
  gatomicrefcount refs;
  char *id;
  char *title;
  char *version;
  char *subject;
  gint32 valid_from;
  char *day_question;
  GHashTable *settings;     /* name → text */
  CunyiText *instance_name;
  CunyiText *opens;
  CunyiExpression *opens_when;

  GStringChunk *strings;    /* all strings of items and choices */
  GPtrArray *items;         /* of CunyiItem */
  GHashTable *by_name;      /* name → CunyiItem */
  GPtrArray *lists;         /* of CunyiChoiceList */
  xmlDoc *choices;          /* an element for each choice with an element for each of its columns */
  GArray *steps;            /* of CunyiStep */
  gboolean needs_second_round; /* something inside a repeat looks at the whole repeat */
};

/* While a form is read. */
typedef struct {
  CunyiForm *form;
  CunyiSheets *sheets;
  CunyiSheet *survey;
  CunyiSheet *choices; /* may be NULL */
  GHashTable *languages;   /* sheet and name → GPtrArray of headers, the best first */
  GHashTable *choice_rows; /* list_name → GArray of guint: rows of the sheet choices */
  CunyiCodesFunc codes;
  gpointer codes_data;
  CunyiFaults *faults;
} CunyiFormReader;

/* A string that lives as long as the form. */
const char *cunyi_form_keep (CunyiForm *form, const char *text);
/* The column that says `name` in a row, in the best language that is filled: label::中文, label, label::English. Never NULL;
 * may not exist. */
const char *cunyi_form_pick_column (CunyiFormReader *reader, CunyiSheet *sheet, const char *name, guint row);

/* The sheet settings, and the question that holds the day of the visit; the second when the questions are read. */
void cunyi_form_read_settings (CunyiFormReader *reader, const char *id);
void cunyi_form_find_day_question (CunyiFormReader *reader);

/* The list of a name, read when it is asked for the first time; NULL and a fault at `row` when there is none. `steps` are
 * further columns that a code list must have. */
const CunyiChoiceList *cunyi_form_read_choices (CunyiFormReader *reader, const char *name, const char *const *steps,
                                                guint row);
/* Looks over the sheet choices before lists are asked for. */
void cunyi_form_index_choices (CunyiFormReader *reader);
void cunyi_choice_list_free (gpointer list);
gboolean cunyi_choice_is_allowed (const CunyiChoice *choice, CunyiExpression *filter, CunyiContext *context);

/* The calculate behind a question with the column proposal; NULL when there is none. It is like any other calculate: the
 * record, its view and expressions have it as <name>_proposal. */
CunyiItem *cunyi_form_read_proposal (CunyiFormReader *reader, guint row, CunyiItem *item);
/* Reads one row of the survey into an item; FALSE when the row is none (the end of a group, a blank type). */
gboolean cunyi_form_read_item (CunyiFormReader *reader, guint row, CunyiItem *item, gboolean *is_end);
void cunyi_item_free (gpointer item);

/* Names behind ${} must be questions or come from around the form. */
void cunyi_form_check_names (CunyiFormReader *reader);
/* TRUE for names that the caller's context holds: person_name, today ... */
gboolean cunyi_form_is_outer_name (const char *name);
/* Fills in the order of steps; a circle is a fault. */
void cunyi_form_order_steps (CunyiForm *form, const char *sheet, CunyiFaults *faults);

G_END_DECLS
