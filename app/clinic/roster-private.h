/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A roster from inside: its fields and columns, the people and households that its rows make, and what the store knew
 * when it was compared. One struct owns everything; texts point into its table or its `texts`. */

#pragma once

#include "base/day.h"
#include "base/id-number.h"
#include "clinic/roster.h"

G_BEGIN_DECLS

/* ---- fields ---- */

/* Where a field's value goes, as the target of roster_field says. */
typedef enum {
  TO_NOTHING,         /* the number of the line */
  TO_PLACE,           /* key: a level of place */
  TO_PLACE_CODE,
  TO_HEAD_NAME,
  TO_HEAD_NUMBER,
  TO_NUMBER,          /* of the household */
  TO_ADDRESS,
  TO_HOUSEHOLD_PHONE,
  TO_HOUSEHOLD_EXTRA,
  TO_NAME,
  TO_ID_TYPE,
  TO_ID_NUMBER,
  TO_SEX,
  TO_BIRTH,
  TO_RELATION,
  TO_PHONE,
  TO_ETHNIC,
  TO_EDUCATION,
  TO_INSURANCE,       /* key: the kind that a yes means, "" when the word names it */
  TO_RESIDENT,
  TO_NOTE,
  TO_PERSON_EXTRA,
  TO_GROUP,           /* the word names the group */
  TO_GROUP_MEMBER,    /* key: a group; yes or no */
  TO_GROUP_DETAIL,    /* key: a group or a class of groups; detail: name in its detail */
  TO_DISEASE,
  TO_SINCE,
} Target;

typedef struct {
  char *code, *label, *type;
  Target target;
  char *key, *detail;
  char *values;           /* code list of its words, "" for none */
  gboolean of_household;  /* the same for all rows of a household */
  gboolean multi;         /* a cell may hold several values, and several columns are put together */
} Field;

/* ---- columns ---- */

/* One word of a column and what it means. */
typedef struct {
  CunyiRosterValue shown;
  const char *code;       /* "" when it means nothing or is open */
  const char *label;      /* of the code, else the text */
  const char *group;      /* group that the word puts somebody into, "" for none */
  gboolean open;          /* the doctor must say what it means */
  gboolean none;          /* says that there is nothing: 无 in a column of kinds */
  char **choices;         /* owned; shown.choices is the same */
} Word;

/* What a cell holds: one word, or several. */
typedef struct {
  guint n;
  Word *words[];
} Cell;

typedef struct {
  CunyiRosterColumn shown;
  char *header;           /* as it stands */
  char *candidates[3];    /* normalised: of both rows, of the lower one, of the upper one; NULL where there is none */
  char *name;             /* under which an unknown column is kept */
  char *json_name;        /* "name": as it stands in JSON */
  const Field *field;     /* NULL for an unknown one */
  guint rank;             /* place of its header among the words of the field; the smallest wins */
  gboolean used;          /* its values go where the field goes; else they are kept under the column's own name */
  GHashTable *words;      /* text to Word (owned) */
  GHashTable *cells;      /* text to Cell (owned); NULL for a field without words */
  GPtrArray *open;        /* words to be settled */
  GHashTable *meanings;   /* text to code: what the doctor said, now or the last time */
} Column;

/* ---- what the store knows ---- */

typedef struct _KnownHousehold KnownHousehold;
typedef struct _Household Household;
typedef struct _Person Person;
typedef struct _Place Place;

struct _Place {
  char *id;               /* NULL for one that is to be added */
  Place *parent;
  const char *level;
  char *name, *key, *bare;
  char *code, *new_code;  /* new_code: from the roster, NULL when it has none */
  gboolean is_new;        /* was not in the store when it was compared */
  int position;
};

typedef struct {
  char *id;
  char *group;
  char *from, *detail, *source;
} KnownMembership;

typedef struct {
  char *id;
  char *disease;
  char *since, *source, *note;
  gboolean proven;
} KnownCondition;

typedef struct {
  char *id, *name, *key, *id_type, *id_number, *sex, *relation, *phone, *ethnic, *education, *insurance, *state,
    *state_since, *note, *extra;
  CunyiDay birth;
  gboolean resident;
  KnownHousehold *household;
  Person *person;         /* the row that is matched with it */
  GPtrArray *memberships; /* KnownMembership, NULL for none */
  GPtrArray *conditions;  /* KnownCondition, NULL for none */
} KnownPerson;

struct _KnownHousehold {
  char *id, *number, *address, *phone, *note, *extra, *ended;
  Place *place;
  GPtrArray *people;      /* KnownPerson */
  GPtrArray *memberships;
  Household *household;   /* the one of the sheet that is matched with it */
};

typedef struct {
  GStringChunk *texts;    /* everything that a Known… points to */
  GPtrArray *people, *households; /* owned */
  GHashTable *by_id;      /* id of a household to KnownHousehold */
  GHashTable *by_number;  /* household number to GPtrArray of KnownHousehold */
  GHashTable *by_id_number; /* to KnownPerson */
  GHashTable *by_name;    /* key of the name to GPtrArray of KnownPerson */
  GHashTable *ended;      /* "owner group" of memberships that ended today, to their id */
  gint64 mark;            /* last line of the journal */
} Known;

/* ---- what the sheet says ---- */

struct _Person {
  CunyiRosterRow shown;
  guint line;             /* in the table */
  Household *household;   /* NULL when the sheet does not say */
  KnownPerson *known;
  const char *key;        /* of the name */
  const char *name, *id_type, *id_number, *sex, *relation, *phone, *ethnic, *education, *insurance, *note;
  const char *state;      /* "here" when somebody who was gone is taken again, else NULL */
  CunyiDay birth;
  int resident;           /* -1 when the sheet does not say */
  const char *card, *card_kind, *card_grade; /* of a disability certificate in the place of the ID number, or "" */
  gboolean is_head;
  gboolean insurance_clash;
  char *id;               /* of the new person */
};

struct _Household {
  const char *number;     /* "" for none */
  const char *address, *phone;
  const char *head_name, *head_number;
  Place *place;
  GPtrArray *people;
  KnownHousehold *known;
  GPtrArray *claims;      /* Claim, once asked for */
  gboolean changed;       /* something of its own differs from the store */
  char *id;               /* of the new household */
};

/* What is kept in `extra` under one name, and from which columns. */
typedef enum {
  KEEP_ALL,        /* what the cell says */
  KEEP_OPEN,       /* words without a code */
  KEEP_BIRTH,      /* what is no whole date */
  KEEP_NUMBER,     /* what is no number */
  KEEP_SINCE,
  KEEP_TYPE,       /* words that put nobody into a group */
  KEEP_UNCLAIMED,  /* details of a group that it does not belong to */
} Keep;

typedef struct {
  Keep keep;
  const char *name;      /* code of the field, or name of the unknown column */
  const char *label;
  char *json_name;       /* "name": */
  GPtrArray *columns;    /* Column */
} Extra;

struct _CunyiRoster {
  char *name;
  GPtrArray *sheets;      /* CunyiTable */
  guint sheet;
  CunyiTable *table;      /* (unowned) */
  guint header_row, first_row, end_row; /* rows of the table: of the names, of the first person, behind the last one */
  char *layout;           /* digest of the header */

  GPtrArray *fields;      /* Field, as in the list */
  const char **field_codes;
  GHashTable *by_code;    /* to Field */
  GHashTable *field_words; /* normalised word to FieldWord */
  GPtrArray *word_list;   /* FieldWord of three Chinese characters and more */
  GHashTable *codes;      /* name to CunyiCodes */
  GHashTable *value_words; /* "field word" to index in roster_value */
  CunyiCodes *values;     /* roster_value */

  GPtrArray *columns;     /* Column */
  GPtrArray *person_extra, *household_extra; /* Extra */
  gboolean has_groups, has_diseases; /* of people: whether any used column speaks of them */
  GHashTable *decisions;  /* line + 1 to 1 (leave) or 2 (take) */

  /* The preview; all empty without one. */
  gboolean compared;
  CunyiRosterOptions options;
  GStringChunk *texts;
  GPtrArray *people;      /* Person */
  GPtrArray *households;  /* Household */
  GPtrArray *places;      /* Place */
  Place *own;             /* the clinic's village */
  GArray *findings;       /* CunyiRosterFinding */
  GArray *missing;        /* CunyiRosterMissing */
  guint skipped;
  Known *known;
  CunyiDay today;
};

/* ---- roster.c ---- */

/* `person` may be NULL, `column` -1. The level DOUBT or BLOCK marks the person. */
void cunyi_roster_add_finding (CunyiRoster *roster, Person *person, int column, CunyiRosterKind kind,
                               CunyiRosterLevel level, const char *format, ...) G_GNUC_PRINTF (6, 7);
gboolean cunyi_roster_is_cancelled (GCancellable *cancellable, GError **error);
CunyiCodes *cunyi_roster_get_codes (CunyiRoster *roster, const char *name);

/* ---- roster-field.c ---- */

/* A word by which a field is known. */
typedef struct {
  const Field *field;  /* NULL for a word that several fields share without their brackets */
  guint rank;
  char *word;          /* normalised */
  gboolean whole;      /* FALSE: the word without its brackets */
} FieldWord;

/* The name of a column as it is compared. (transfer full) */
char *cunyi_roster_normalise_header (const char *header);
/* Without what stands in brackets; NULL when there are none or nothing else. (transfer full) */
char *cunyi_roster_strip_brackets (const char *key);
/* Chinese characters in a text. */
guint cunyi_roster_count_han (const char *text);
/* (transfer full) */
GHashTable *cunyi_roster_new_field_words (void);
/* The fields of the pack in use and their words. */
gboolean cunyi_roster_load_fields (CunyiRoster *roster, CunyiLibrary *library, GError **error);
const Field *cunyi_roster_find_field (CunyiRoster *roster, const char *code);
void cunyi_roster_free_field (gpointer field);

/* ---- roster-header.c ---- */

/* How many known names of columns the best row of a sheet has; `row` receives it. */
guint cunyi_roster_rate_sheet (CunyiRoster *roster, CunyiTable *table, guint *row);
/* Finds header and columns of roster->table. FALSE when there is nothing like a header. */
gboolean cunyi_roster_find_columns (CunyiRoster *roster);
/* Decides which columns are used after one was settled. */
void cunyi_roster_settle_columns (CunyiRoster *roster);
/* The used column of a target, NULL for none. */
Column *cunyi_roster_find_target (CunyiRoster *roster, Target target, const char *key);
void cunyi_roster_free_column (gpointer column);

/* ---- roster-layout.c ---- */

/* What was settled the last time for this layout. */
gboolean cunyi_roster_recall (CunyiRoster *roster, CunyiDatabase *database, GError **error);
/* Inside of a transaction. */
gboolean cunyi_roster_remember (CunyiRoster *roster, CunyiDatabase *database, GError **error);

/* ---- roster-word.c ---- */

/* Reads every word of a column with a field of words, so that those that are open can be shown. */
void cunyi_roster_read_words (CunyiRoster *roster, Column *column);
/* What a cell of such a column holds, NULL for nothing. */
const Cell *cunyi_roster_get_cell (CunyiRoster *roster, const Column *column, guint line);
/* The text of any cell, tidied; "" for nothing. Lives as long as the preview. */
const char *cunyi_roster_get_text (CunyiRoster *roster, const Column *column, guint line);
/* A number or telephone as it is kept: half-width, capitals, without blanks. */
const char *cunyi_roster_half_width (CunyiRoster *roster, const char *text);
/* A date of a cell, CUNYI_DAY_NONE when it is none; with `month`, a month is enough and gives its first day. */
CunyiDay cunyi_roster_get_day (CunyiRoster *roster, const Column *column, guint line, gboolean month);
/* What of a cell is kept as text: labels parted by 、, or the text, at most as long as is sensible. Appends to `text`. */
void cunyi_roster_append_label (CunyiRoster *roster, const Column *column, guint line, GString *text);

/* ---- roster-rows.c ---- */

/* Rows to people and households. */
gboolean cunyi_roster_read_rows (CunyiRoster *roster, CunyiProgress progress, gpointer data, GCancellable *cancellable,
                                 GError **error);
/* The key under which a name is compared. (transfer full) */
char *cunyi_roster_name_key (const char *name);

/* ---- roster-household.c ---- */

void cunyi_roster_group_households (CunyiRoster *roster);
/* First value that stands in this column in a row of the household; "" for none. */
const char *cunyi_roster_get_household_text (CunyiRoster *roster, const Household *household, const Column *column,
                                             guint *line);

/* ---- roster-place.c ---- */

gboolean cunyi_roster_load_places (CunyiRoster *roster, CunyiClinic *clinic, GError **error);
/* The place with these names ("" where unknown) from the outermost in; added when the store does not know it. */
Place *cunyi_roster_find_place (CunyiRoster *roster, const char *county, const char *township, const char *village,
                                const char *group);
Place *cunyi_roster_place_at (Place *place, const char *level);
void cunyi_roster_free_place (gpointer place);

/* ---- roster-known.c ---- */

gboolean cunyi_roster_load_known (CunyiRoster *roster, CunyiDatabase *database, GCancellable *cancellable,
                                  GError **error);
void cunyi_roster_free_known (Known *known);
gboolean cunyi_roster_read_mark (CunyiDatabase *database, gint64 *mark, GError **error);

/* ---- roster-match.c ---- */

void cunyi_roster_match (CunyiRoster *roster);

/* ---- roster-check.c ---- */

void cunyi_roster_check (CunyiRoster *roster);

/* ---- roster-groups.c ---- */

/* One membership that the sheet speaks of. */
typedef struct {
  const char *group;
  gboolean member;       /* FALSE: it says that there is none */
  const char *from;      /* day, NULL when the sheet does not say */
  GHashTable *detail;    /* name to value; NULL for none */
  const Field *field;    /* that says so */
  int column;
} Claim;

/* What is to be done about one membership. */
typedef struct {
  const KnownMembership *known; /* NULL: to be added */
  const char *reopen;           /* id of one that ended today and goes on, NULL for none */
  const char *group;
  gboolean ends;
  int column;
  char *from;                   /* NULL for none */
  char *detail;                 /* JSON */
} GroupStep;

/* What is to be done about one disease. */
typedef struct {
  const KnownCondition *known;  /* NULL: to be added */
  const char *disease;
  char *since;                  /* NULL for none */
} DiseaseStep;

/* What the sheet says about the groups of a household; (transfer none) (element-type Claim). */
GPtrArray *cunyi_roster_claim_groups (CunyiRoster *roster, Household *household);
/* Memberships of a household, or with a person of that person alone. NULL for nothing to do. (transfer full)
 * (element-type GroupStep) */
GPtrArray *cunyi_roster_plan_groups (CunyiRoster *roster, Household *household, Person *person);
/* NULL for nothing to do. (transfer full) (element-type DiseaseStep) */
GPtrArray *cunyi_roster_plan_diseases (CunyiRoster *roster, Person *person);

/* ---- roster-extra.c ---- */

/* What is kept beside the columns of the tables; after the columns are settled. */
void cunyi_roster_prepare_extra (CunyiRoster *roster);
void cunyi_roster_free_extra (gpointer extra);
/* The JSON object for `extra`, laid over what is known; `differs` tells whether that changes. (transfer full) */
char *cunyi_roster_make_person_extra (CunyiRoster *roster, Person *person, gboolean *differs);
char *cunyi_roster_make_household_extra (CunyiRoster *roster, Household *household, gboolean *differs);
/* Name to text of everything that is kept. (transfer full) */
GHashTable *cunyi_roster_list_extra (CunyiRoster *roster, Household *household, Person *person);
/* `old` with the members of `pairs` (name to value) laid over it. (transfer full) */
char *cunyi_roster_merge_json (const char *old, GHashTable *pairs, gboolean *differs);

/* ---- roster-changes.c ---- */

/* Whether anything differs from the store; tells of groups that end. */
gboolean cunyi_roster_person_differs (CunyiRoster *roster, Person *person);
gboolean cunyi_roster_household_differs (CunyiRoster *roster, Household *household);
/* TRUE when the sheet puts the known household somewhere else. */
gboolean cunyi_roster_moves_place (const Household *household);

G_END_DECLS
