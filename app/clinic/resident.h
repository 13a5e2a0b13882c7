/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People and households as values: read, changed, written back. */

#pragma once

#include "base/day.h"
#include "store/database.h"

G_BEGIN_DECLS

typedef struct {
  char *id;        /* NULL for one that is not saved yet */
  char *household; /* id */
  char *name;
  char *id_type;   /* code of id_type; "id" for the citizen's number */
  char *id_number;
  char *sex;       /* "1" male, "2" female, "" unknown */
  CunyiDay birth;
  char *relation;  /* code of relation */
  char *phone;
  char *ethnic;    /* code of ethnic */
  char *education;
  char *insurance; /* code of insurance */
  gboolean resident;
  char *state;     /* here, dead, moved */
  CunyiDay state_since;
  CunyiDay came;   /* for saving who comes back or into another household: since when; none is today */
  char *note;
  char *extra;     /* JSON object */
} CunyiPerson;

typedef struct {
  char *id;      /* NULL for one that is not saved yet */
  char *place;   /* id of the village group or village */
  char *number;
  char *address;
  char *phone;
  char *note;
  char *extra;   /* JSON object */
  CunyiDay ended;
} CunyiHousehold;

/* All texts "", days none, state here, resident, extra {}. (transfer full) */
CunyiPerson *cunyi_person_new (void);
void cunyi_person_free (CunyiPerson *person);
CunyiHousehold *cunyi_household_new (void);
void cunyi_household_free (CunyiHousehold *household);

/* NULL without error set when there is nobody with this id. (transfer full) */
CunyiPerson *cunyi_person_load (CunyiDatabase *database, const char *id, GError **error);
CunyiHousehold *cunyi_household_load (CunyiDatabase *database, const char *id, GError **error);

/* Adds or changes the row; a new id is put into the value. A transaction of its own unless one is open. */
gboolean cunyi_person_save (CunyiDatabase *database, CunyiPerson *person, GError **error);
gboolean cunyi_household_save (CunyiDatabase *database, CunyiHousehold *household, GError **error);

/* TRUE when the store has anybody at all; FALSE, too, when it does not answer. */
gboolean cunyi_person_is_any (CunyiDatabase *database);

/* Members in the order of the paper: head, spouse, children, the others; the dead and moved last. (transfer full)
 * (element-type CunyiPerson) */
GPtrArray *cunyi_household_load_members (CunyiDatabase *database, const char *household, GError **error);

/* One belonging to a group, of the person or through the household. */
typedef struct {
  char *id;
  char *group; /* code of group */
  CunyiDay from, until;
  char *detail; /* JSON object */
  gboolean by_household;
} CunyiMembership;

/* Those in force on `day`, in the order of the code list as stored; CUNYI_DAY_NONE for all there ever were.
 * (transfer full) (element-type CunyiMembership) */
GPtrArray *cunyi_person_load_memberships (CunyiDatabase *database, const char *person, CunyiDay day, GError **error);
GPtrArray *cunyi_household_load_memberships (CunyiDatabase *database, const char *household, CunyiDay day,
                                             GError **error);

/* A disease of a person. */
typedef struct {
  char *id;
  char *disease; /* code of disease */
  CunyiDay since, until;
  gboolean proven;
  char *source;
} CunyiCondition;

/* (transfer full) (element-type CunyiCondition) */
GPtrArray *cunyi_person_load_conditions (CunyiDatabase *database, const char *person, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiPerson, cunyi_person_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiHousehold, cunyi_household_free)

G_END_DECLS
