/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Households and people for tests, one at a time, and answers by the handful. What fails is an error of the test; ids that
 * are returned are interned. */

#pragma once

#include "clinic/clinic.h"
#include "clinic/due.h"
#include "form/session.h"

const char *add_household (CunyiClinic *clinic, const char *number);
/* `sex` "1" or "2"; the ID number is made of the birth day. */
const char *add_person (CunyiClinic *clinic, const char *household, const char *name, const char *relation, const char *sex,
                        const char *birth);
/* Since the day given; codes ended by NULL. */
void add_diseases (CunyiClinic *clinic, const char *person, const char *day, ...) G_GNUC_NULL_TERMINATED;
void add_groups (CunyiClinic *clinic, const char *subject, const char *day, ...) G_GNUC_NULL_TERMINATED;
/* A household with this number, and in it a man born in 1950 who has hypertension since 2020. Id of the man. */
const char *add_patient (CunyiClinic *clinic, const char *number, const char *name);
/* Died or moved on a day. */
void let_go (CunyiClinic *clinic, const char *person, const char *state, const char *day);

/* As the page Settings does. */
void set_setting (CunyiClinic *clinic, const char *name, const char *value);

/* Pairs of path and answer, ended by NULL. */
void answer (CunyiSession *session, ...) G_GNUC_NULL_TERMINATED;
/* Fills a form with pairs and finishes it, warnings confirmed. Id of the record. */
const char *fill (CunyiClinic *clinic, const char *form, const char *subject, ...) G_GNUC_NULL_TERMINATED;
/* What the last fill() said of a case that waited for the form and did not go on; NULL for nothing. */
const char *last_refusal (void);
/* A follow-up of a disease, face to face, on a day. */
const char *follow_up (CunyiClinic *clinic, const char *person, const char *day);

/* A record as it would stand in the store, of a form that is not filled here; `answers` JSON. Id of the record. */
const char *put_record (CunyiClinic *clinic, const char *form, const char *person, const char *day, const char *answers);

/* A household under contract, everybody who lives there; since a day. Id of the agreement. */
const char *sign (CunyiClinic *clinic, const char *household, const char *day);
/* An application for two diseases; id of the case. */
const char *apply (CunyiClinic *clinic, const char *person);
/* The same after the experts have passed the first and failed the second disease. */
const char *decided_application (CunyiClinic *clinic, const char *person);
/* A case with what its questions have by themselves; `topic`, `day` and `answers` may be NULL. Its id. */
const char *open_case (CunyiClinic *clinic, const char *workflow, const char *subject, const char *topic, const char *day, const char *answers);
void move (CunyiClinic *clinic, const char *case_, const char *move, const char *answers);

/* Due work of today. (transfer full) (element-type CunyiDue) */
GPtrArray *list_due (CunyiClinic *clinic);
/* The only line of a rule about a subject, NULL when there is none; several are an error of the test. */
const CunyiDue *due_of (GPtrArray *due, const char *rule, const char *subject);
/* Of cunyi_indicator_list(), by its name, as managed/hypertension; one that is not there is an error of the test. */
const CunyiIndicator *find_indicator (GPtrArray *indicators, const char *name);
/* What does not add up today. (transfer full) (element-type CunyiFinding) */
GPtrArray *list_findings (CunyiClinic *clinic);
/* The first sentence of a check about a subject, NULL when it says nothing. */
const char *finding_of (GPtrArray *findings, const char *check, const char *subject);
