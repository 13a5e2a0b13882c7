/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The inside of a session: scopes (the form itself, and each member of a repeat) that hold a slot for each of their items;
 * a slot is a field of the page and what stands behind it. */

#pragma once

#include "form/context-private.h"
#include "form/form-private.h"
#include "form/session.h"

#include "base/day.h"

G_BEGIN_DECLS

typedef struct _CunyiSlot CunyiSlot;
typedef struct _CunyiSlotScope CunyiSlotScope;

struct _CunyiSlot {
  CunyiField field; /* first: what the page is given points here */
  CunyiSlotScope *scope;
  CunyiContext *context; /* what its texts see: the scope's, or the member's for the head of one */
  gboolean applies;
  gboolean fresh;   /* its default was not asked for yet */
  gboolean begun;   /* what it holds is its default: nobody typed, and nothing was loaded */
  gboolean asked;   /* FALSE while a move of a workflow asks other questions */
  gboolean must;    /* required besides what the form says */
  gboolean numeric; /* the value is a number by its kind */
  gboolean text_is_plain; /* nothing of label and hint changes */

  char *path;
  char *typed;      /* what was typed; NULL when the value says it all */
  char *value;      /* never NULL; kept while it does not apply */
  char *parse_error;
  char *confirmed_value; /* for which the warning was confirmed; NULL when it was not */
  char *label, *hint, *error, *warning, *previous, *previous_day;
  char *shown;      /* the text that the field was given */
  char *proposal;   /* as shown */
  char *guidance;
  char *triggered;  /* what the trigger was when it was last looked at; NULL before */
  gboolean shown_copied, shown_previous;
  GArray *choices;  /* of CunyiFieldChoice; NULL for what has none */
  GPtrArray *choice_labels; /* those that had to be made */

  GPtrArray *members; /* of CunyiSlotScope, for the list of a repeat */
};

struct _CunyiSlotScope {
  CunyiSlotScope *parent;
  const CunyiItem *repeat; /* NULL for the form itself */
  CunyiContext *context;
  CunyiSlot *head;         /* field of the member as such; NULL for the form itself */
  guint first;             /* index of the first item that may be here */
  GPtrArray *slots;        /* by item index, less first; NULL for items of inner repeats */
};

struct _CunyiSession {
  CunyiForm *form;
  guint held; /* nothing is worked out while it is above 0 */
  CunyiContext *context;
  CunyiSlotScope *root;
  GPtrArray *fields;   /* of CunyiSlot, in the order of the page */
  GHashTable *by_path; /* path → CunyiSlot */
  GString *unasked;    /* members of the draft that are no questions, as JSON; NULL for none */
  CunyiDay today;
  guint layout, serial;
  gboolean layout_changed;
  gboolean dirty;
  gboolean tried; /* to finish: missing answers are told now */
};

#define CUNYI_MEMBERS_MAX 500

/* ---- structure: session.c ---- */

typedef void (*CunyiSlotFunc) (CunyiSession *session, CunyiSlot *slot, gpointer data);
/* For the slot of an item in every scope that has it. */
void cunyi_session_for_each (CunyiSession *session, const CunyiItem *item, CunyiSlotFunc func, gpointer data);
CunyiSlot *cunyi_scope_get_slot (CunyiSlotScope *scope, const CunyiItem *item);
/* The last member, made with all its slots. */
CunyiSlotScope *cunyi_session_add_member (CunyiSession *session, CunyiSlot *list, gboolean fresh);
void cunyi_session_remove_member (CunyiSession *session, CunyiSlot *list, guint index);
/* Fields and paths, when members came or went. */
void cunyi_session_lay_out (CunyiSession *session);
/* Sets value and what was typed from a text, as typed or as stored. */
void cunyi_slot_take (CunyiSession *session, CunyiSlot *slot, const char *text);

/* ---- working out: session-evaluate.c ---- */

/* Everything, after a change. */
void cunyi_session_evaluate (CunyiSession *session);
/* What one field shows, after a change that nothing else hangs on. */
void cunyi_session_show (CunyiSession *session, CunyiSlot *slot);

/* ---- typing: session-typing.c ---- */

/* The value that a text means for a question: FALSE and a sentence when it means none. Blank means a blank. */
gboolean cunyi_typing_parse (const CunyiItem *item, const char *text, CunyiDay today, char **value, char **error);

/* ---- keeping: session-keep.c ---- */

/* FALSE when it is no JSON object. */
gboolean cunyi_session_load (CunyiSession *session, const char *answers);
/* Members of a list from a JSON array; FALSE when it is none or empty. Marks their answers as copied. */
gboolean cunyi_session_copy_members (CunyiSession *session, CunyiSlot *list, const char *members);

G_END_DECLS
