/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form as it is declared: an XLSForm, read once, checked whole, never changed afterwards. Nothing here knows what a form
 * is about. What the reader supports stands in data/packs/README.md; what it does not is a fault that says what to write
 * instead, columns that only carry notes are ignored.
 *
 * The items are one array in the order of the survey; a group or repeat comes before what is in it. All strings and
 * objects belong to the form. */

#pragma once

#include "base/codes.h"
#include "base/fault.h"
#include "form/expression.h"
#include "form/sheets.h"
#include "form/text.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _CunyiForm CunyiForm;

typedef enum {
  CUNYI_ITEM_TEXT, /* also phonenumber, tel, email, barcode */
  CUNYI_ITEM_INTEGER,
  CUNYI_ITEM_DECIMAL,
  CUNYI_ITEM_DATE,
  CUNYI_ITEM_TIME,   /* 08:30 */
  CUNYI_ITEM_MOMENT, /* day and time, 2022-07-26T08:30 */
  CUNYI_ITEM_SELECT_ONE,
  CUNYI_ITEM_SELECT_MULTIPLE,
  CUNYI_ITEM_RANK,        /* all choices, in the order given */
  CUNYI_ITEM_ACKNOWLEDGE, /* “OK” when it was ticked */
  CUNYI_ITEM_IMAGE,       /* name of a file of the store */
  CUNYI_ITEM_CALCULATE, /* not shown unless `show`; also hidden, username, deviceid */
  CUNYI_ITEM_START,     /* moment at which filling began, kept */
  CUNYI_ITEM_END,       /* moment of saving */
  CUNYI_ITEM_TODAY,     /* day on which filling began, kept */
  CUNYI_ITEM_NOTE,
  CUNYI_ITEM_GROUP,
  CUNYI_ITEM_REPEAT,
} CunyiItemKind;

/* What of a declared choice the file said. Further columns are there for choice_filter and cunyi_choice_get(). */
typedef struct {
  const char *name;  /* what is stored: the number printed on paper */
  CunyiText *label;
  gpointer row;      /* private */
  gboolean exclusive; /* of several, it stands alone: 无症状 */
} CunyiChoice;

typedef struct {
  const char *name; /* list_name, or codes:<id> */
  guint n_choices;
  const CunyiChoice *choices;
} CunyiChoiceList;

/* The words of the column print; data/packs/README.md says what each does on paper. */
typedef struct {
  const char *words;    /* as written */
  gboolean skip, show, head, box, tick, bare, legend, flat, wide, columns, across, once, numbered, applies;
  gboolean begins_page; /* break */
  gboolean join;
  const char *behind;   /* of join2: the choice whose words the answer stands behind; "" for none */
  guint n_boxes;        /* of boxes8 and boxes3-5, 0 when not given */
  guint8 boxes[6];      /* their groups, 0 after the last */
  guint lines;          /* of h2, 0 when not given */
  guint width;          /* of w3, 0 when not given */
  guint rows;           /* of rows6, 0 when not given */
  guint slots;          /* of slots3, 0 when not given */
} CunyiPrint;

typedef struct _CunyiItem CunyiItem;

/* One row of the survey. Expressions and texts that were not written are NULL, strings that were not written are "". */
struct _CunyiItem {
  guint index; /* in the form */
  CunyiItemKind kind;
  const char *name;
  const CunyiItem *parent; /* group or repeat around it; NULL at the top */
  const CunyiItem *repeat; /* innermost repeat around it; NULL outside */
  guint end;               /* index after the last item inside it */
  guint row;               /* in the file, for faults */

  CunyiText *label; /* never NULL */
  CunyiText *hint;
  CunyiText *guidance; /* guidance_hint: longer help, shown when it is asked for */
  CunyiExpression *relevant;
  CunyiExpression *required; /* “yes” becomes true () */
  CunyiText *required_message;
  CunyiExpression *constraint;
  CunyiText *constraint_message;
  CunyiExpression *warning; /* true when the answer is to be confirmed: the condition itself, not its opposite */
  CunyiText *warning_message;
  CunyiExpression *calculation;
  CunyiExpression *initial; /* column default; a plain value becomes a quoted text */
  CunyiExpression *choice_filter;
  CunyiExpression *repeat_count;
  CunyiExpression *read_only;
  CunyiExpression *trigger; /* the calculation is worked out only when one of its names changes, and may be typed over */

  const CunyiChoiceList *choices;
  guint width;            /* of w1 to w12, in the appearance; 0 when not given */
  guint columns;          /* of a group with w-width: units in a row of its grid, 4 when not given */
  gboolean multiline, horizontal, minimal, no_print;
  gboolean hidden;   /* a calculate without calculation: filled by others, or by its default */
  gboolean scanned;  /* barcode: a scanner types into it */
  gboolean or_other; /* <name>_other follows, for what is in no list */
  gboolean has_range; /* of type range: from start to end in steps */
  double range_start, range_end, range_step;
  guint max_pixels;  /* of the longer side of a photograph; 0 when not said */
  gboolean previous; /* the last value is shown beside it */
  gboolean copy;     /* and taken over into a new record */
  gboolean table;    /* asked when many people are entered in a table */
  gboolean show;     /* a calculate that the page shows */
  const CunyiItem *proposal; /* the calculate <name>_proposal right behind it, of the column proposal; NULL without */
  const CunyiItem *proposes; /* of such a calculate: the question that it proposes an answer for */

  CunyiText *opens; /* <workflow> or <workflow>:<topic>; on a question or a repeat */
  CunyiExpression *opens_when;
  CunyiText *opens_subject; /* id of another subject for the case, as of a member of the household */

  const char *keeps;      /* what of the subject, or of the person of person.id beside it, the answer becomes: person.phone; blank for nothing */

  CunyiPrint print;
  CunyiText *print_text;  /* what stands in the cell */
  CunyiText *print_label; /* wording of the paper where it differs */
  const char *source;     /* where the question comes from */
};

/* Finds a code list for `select_one codes:<id>`; NULL when there is none. (transfer none) for the time of the loading. */
typedef CunyiCodes *(*CunyiCodesFunc) (const char *id, gpointer data);

/* Reads a form from the sheets survey, choices and settings; other sheets are left alone. `id` is the name of the file
 * without its ending, what stands behind an @ is a version and no part of it; when the setting form_id is there it must say the same, or, with `id` NULL, gives it. `codes` may
 * be NULL. NULL when there is any fault that matters: a form with a fault is not used. (transfer full) */
CunyiForm *cunyi_form_new (const char *id, CunyiSheets *sheets, CunyiCodesFunc codes, gpointer data, CunyiFaults *faults);
/* The same from the bytes of a .csv, .xlsx or .xls. (transfer full) */
CunyiForm *cunyi_form_parse (const char *id, GBytes *content, CunyiCodesFunc codes, gpointer data, CunyiFaults *faults);
CunyiForm *cunyi_form_ref (CunyiForm *form);
void cunyi_form_unref (CunyiForm *form);

/* Sentences for whoever adds the form: what the file says and this program does not do. NULL at the end. (transfer none) */
const char *const *cunyi_form_get_notices (CunyiForm *form);

const char *cunyi_form_get_id (CunyiForm *form);
/* form_title, or the id. */
const char *cunyi_form_get_title (CunyiForm *form);
const char *cunyi_form_get_version (CunyiForm *form);
/* person, household or place; “person” when not given. */
const char *cunyi_form_get_subject (CunyiForm *form);
/* Whether the form is offered about a subject of which `about` is known: the setting `suits`, TRUE without it. */
gboolean cunyi_form_suits (CunyiForm *form, CunyiContext *about);
/* Whether it has no such setting. */
gboolean cunyi_form_suits_everybody (CunyiForm *form);
/* First day on which this version of the form is used, CUNYI_DAY_NONE when always. */
gint32 cunyi_form_get_valid_from (CunyiForm *form);
/* Name of the question that holds the day of the visit: setting `day`, else the first question of type today, else NULL
 * (a record then has the day of its saving). */
const char *cunyi_form_get_day_question (CunyiForm *form);
/* Any setting as written, "" when it is not there: print_layout, print_count, print_order, print_paper, style ... */
const char *cunyi_form_get_setting (CunyiForm *form, const char *name);
/* Setting instance_name: one line that tells a record from another; NULL when not given. */
CunyiText *cunyi_form_get_instance_name (CunyiForm *form);

guint cunyi_form_n_items (CunyiForm *form);
const CunyiItem *cunyi_form_get_item (CunyiForm *form, guint index);
/* NULL when there is none of this name. */
const CunyiItem *cunyi_form_find (CunyiForm *form, const char *name);
/* TRUE when some expression or text of the form looks at this name of what is known without asking. */
gboolean cunyi_form_uses (CunyiForm *form, const char *name);
/* TRUE for what has an answer of its own: all but notes, groups and repeats. */
gboolean cunyi_item_has_answer (const CunyiItem *item);
/* TRUE when a calculation decides the answer, and nobody types it. */
gboolean cunyi_item_is_calculated (const CunyiItem *item);
/* TRUE for integer and decimal: the answer is stored as a number. */
gboolean cunyi_item_is_number (const CunyiItem *item);

/* The choice of this name; NULL when there is none. */
const CunyiChoice *cunyi_choices_find (const CunyiChoiceList *choices, const char *name);
/* Text of a further column of a choice; "" when there is none. */
const char *cunyi_choice_get (const CunyiChoice *choice, const char *column);

/* An answer as people read it: labels for choices (several parted by “、”), days as 2022年7月26日, everything else as it is.
 * (transfer full) */
char *cunyi_form_answer_to_text (const CunyiItem *item, const char *value);

/* A context over the answers of a record, with labels for jr:choice-name and `outer` (may be NULL) around it: what paper,
 * titles and instance names are expanded over. (transfer full) */
CunyiContext *cunyi_form_create_context (CunyiForm *form, const char *answers, CunyiContext *outer);

/* Sets the labels of `context` to the choices of the form, and the lists of instance () and pulldata () to the form's. */
void cunyi_form_give_labels (CunyiForm *form, CunyiContext *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiForm, cunyi_form_unref)

G_END_DECLS
