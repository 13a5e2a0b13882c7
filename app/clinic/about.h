/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is known without asking: a person, a household, their places, the clinic and who works in it, as named values for
 * forms, documents and guards. */

#pragma once

#include "clinic/clinic.h"
#include "form/context.h"

G_BEGIN_DECLS

/* What an id names. */
typedef enum {
  CUNYI_SUBJECT_NONE,
  CUNYI_SUBJECT_PERSON,
  CUNYI_SUBJECT_HOUSEHOLD,
  CUNYI_SUBJECT_PLACE,
} CunyiSubjectKind;

CunyiSubjectKind cunyi_clinic_find_subject (CunyiClinic *clinic, const char *subject);

/* Values of the subject and all around it. For a person: person_<column> of the table, person_sex_label,
 * person_age, person_id_masked, person_relation_label, person_groups (labels parted by “、”), rows person_group and
 * person_disease; household_<column>, household_head, household_address (place and address in one line), rows
 * household_member with the person_… values of each; place_village, place_group, place_township, place_county;
 * clinic_name, clinic_phone, clinic_hospital; staff_name, staff_phone, staff_title; team_name, team_phone; today.
 * An unknown id gives the clinic's values alone. (transfer full) */
CunyiContext *cunyi_clinic_describe (CunyiClinic *clinic, const char *subject);

/* One line for lists: 张三　男　58 岁 for a person, head and group for a household. (transfer full) */
char *cunyi_clinic_name_subject (CunyiClinic *clinic, const char *subject);

G_END_DECLS
