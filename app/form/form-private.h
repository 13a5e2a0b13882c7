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
  CunyiExpression *suits; /* NULL: everybody */

  GStringChunk *strings;    /* all strings of items and choices */
  GPtrArray *notices;     /* of sentences, NULL at the end */
  GPtrArray *items;         /* of CunyiItem */
  GHashTable *by_name;      /* name → CunyiItem */
  GHashTable *outer_names;  /* set of names that it uses and does not ask itself */
  GPtrArray *lists;         /* of CunyiChoiceList */
  xmlDoc *choices;          /* an element for each choice with an element for each of its columns */
  GHashTable *tables;       /* name → xmlNode <instance> in that document: what instance () and pulldata () look into */
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
  GHashTable *tables;      /* name → set of the columns that expressions look at */
  CunyiCodesFunc codes;
  gpointer codes_data;
  CunyiFaults *faults;
} CunyiFormReader;

/* A form of nothing. (transfer full) */
CunyiForm *cunyi_form_create (void);
/* Faults of columns and cells; FALSE when there is nothing to read. */
gboolean cunyi_form_check_sheets (CunyiFormReader *reader);
/* A string that lives as long as the form. */
const char *cunyi_form_keep (CunyiForm *form, const char *text);
/* The column that says `name` in a row, in the best language that is filled: label::中文, label, label::English. Never NULL;
 * may not exist. */
const char *cunyi_form_pick_column (CunyiFormReader *reader, CunyiSheet *sheet, const char *name, guint row);

/* The sheet settings, and the question that holds the day of the visit; the second when the questions are read. */
void cunyi_form_read_settings (CunyiFormReader *reader, const char *id);
void cunyi_form_find_day_question (CunyiFormReader *reader);

/* Which choices a question has. */
typedef struct {
  const char *name;          /* in the sheet choices, codes:<list>, or a file beside the form */
  const char *const *steps;  /* further columns that the filter looks at; NULL for none */
  gboolean from_file;
  gboolean or_other;         /* with one more, CUNYI_CHOICE_OTHER */
  const char *value_column, *label_column; /* of a file; NULL for code (or name) and label */
} CunyiListWanted;

#define CUNYI_CHOICE_OTHER "other"

/* The list, read when it is asked for the first time; NULL and a fault at `row` when there is none. */
const CunyiChoiceList *cunyi_form_read_choices (CunyiFormReader *reader, const CunyiListWanted *wanted, guint row);
/* Looks over the sheet choices before lists are asked for. */
void cunyi_form_index_choices (CunyiFormReader *reader);
void cunyi_choice_list_free (gpointer list);
gboolean cunyi_choice_is_allowed (const CunyiChoice *choice, CunyiExpression *filter, CunyiContext *context);

/* An element with a text, as XPath sees a cell. */
void cunyi_choice_add_column (xmlNode *row, const char *name, const char *text);
/* The list of a file or a code list by name, with or without .csv; NULL when there is none. (transfer none) */
CunyiCodes *cunyi_form_find_codes (CunyiFormReader *reader, const char *name);

/* ---- tables that expressions look into: form-tables.c ---- */

/* Notes what an expression that stands there looks into; a fault when there is no such list or column. */
void cunyi_form_want_tables (CunyiFormReader *reader, CunyiExpression *expression, const char *sheet, guint row,
                             guint column);
/* Builds all that was noted; when the last expression was looked at. */
void cunyi_form_build_tables (CunyiFormReader *reader);

/* What the columns type and parameters say beside the kind of the item. */
typedef struct {
  char *list;         /* name of the list or of its file; NULL when none was written */
  gboolean is_end;    /* of a group or repeat */
  gboolean or_other;
  gboolean from_file;
  char *value_column, *label_column; /* of that file; NULL when not said */
  const char *source; /* the expression that a type like username stands for */
} CunyiTypeWords;

/* FALSE when the row is none or its type is a fault. */
gboolean cunyi_form_read_type (CunyiFormReader *reader, guint row, CunyiItem *item, CunyiTypeWords *words);
void cunyi_type_words_clear (CunyiTypeWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CunyiTypeWords, cunyi_type_words_clear)

/* ---- items that a row brings with it: form-extras.c ---- */

/* Questions that stand in no row of their own are added by this, inside of what is open. */
void cunyi_form_add_extras (CunyiFormReader *reader, guint row, CunyiItem *item, GPtrArray *extras);
/* Reads one row of the survey into an item; FALSE when the row is none (the end of a group, a blank type). */
gboolean cunyi_form_read_item (CunyiFormReader *reader, guint row, CunyiItem *item, gboolean *is_end);
/* The column print of that row. */
void cunyi_form_read_print (CunyiFormReader *reader, guint row, CunyiItem *item);
void cunyi_item_free (gpointer item);
/* TRUE for select_one, select_multiple and rank. */
gboolean cunyi_item_takes_list (const CunyiItem *item);

/* Names behind ${} must be questions or come from around the form. */
void cunyi_form_check_names (CunyiFormReader *reader);
/* Fills in the order of steps; a circle is a fault. */
void cunyi_form_order_steps (CunyiForm *form, const char *sheet, CunyiFaults *faults);

G_END_DECLS
