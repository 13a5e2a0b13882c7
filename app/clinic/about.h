/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is known without asking: a person, a household, their places, the clinic and who works in it, as named values for
 * forms, documents and guards. */

#pragma once

#include "clinic/clinic.h"
#include "form/form.h"
#include "form/limits.h"

G_BEGIN_DECLS

/* What an id names. */
typedef enum {
  CUNYI_SUBJECT_NONE,
  CUNYI_SUBJECT_PERSON,
  CUNYI_SUBJECT_HOUSEHOLD,
  CUNYI_SUBJECT_PLACE,
} CunyiSubjectKind;

/* NONE also when the store does not answer: whoever opens the subject meets that. */
CunyiSubjectKind cunyi_clinic_find_subject (CunyiClinic *clinic, const char *subject);

/* Values of the subject and all around it.
 * For a person: person_<column> of the table, person_sex_label, person_age, person_id_masked, person_relation_label; groups
 * as person_groups (labels parted by “、”), person_group_codes (parted by blanks) and rows person_group (group_code,
 * group_label and the details); person_disease_codes and rows person_disease (disease_code, _label, _since, _proven).
 * Rows person_case (case_workflow, case_topic, case_topic_label, case_state, case_parent_state, case_papers: documents that were
 * handed over), the oldest first.
 * For a household, and around a person: household_<column>, household_head, household_address_line (place and address);
 * household_groups, household_group_codes and rows household_group; rows household_case (case_workflow, case_topic, case_state),
 * the oldest first; rows household_member with member_<column>,
 * member_relation_label, member_signed, member_group_labels, member_group_codes, member_disease_codes.
 * For all: place_village, place_group, place_township, place_county; clinic_name, clinic_phone, clinic_hospital;
 * staff_name, staff_phone, staff_title; team_name, team_phone, team_hospital, team_leader and rows team_member (name,
 * role, title, phone); limit_<name> of the list `limit`; today. An unknown id gives the clinic's values alone. NULL when the
 * store does not answer. (transfer full) */
CunyiContext *cunyi_clinic_describe (CunyiClinic *clinic, const char *subject, GError **error);
/* Adds to such a context the last records that `form` looks at, as of today: whether the form suits can hang on them. */
gboolean cunyi_clinic_describe_lasts (CunyiClinic *clinic, CunyiContext *context, const char *subject, CunyiForm *form, GError **error);
/* The same for a form about to be filled for `day`: age, groups and diseases, also those of the household, as they were on that
 * day, the limits of that day, and for each form that it looks at as
 * last_<form> a row of the answers of that form's newest record up to `day`, with record_day. `except` is a record that
 * counts for nothing, or NULL. (transfer full); NULL with an error of the store. */
CunyiContext *cunyi_clinic_describe_for_form (CunyiClinic *clinic, const char *subject, CunyiForm *form, CunyiDay day,
                                              const char *except, GError **error);
/* Makes what hangs on the day that of another one, in a context made so. */
gboolean cunyi_clinic_describe_day (CunyiClinic *clinic, CunyiContext *context, const char *subject, CunyiForm *form,
                                    CunyiDay day, const char *except, GError **error);
/* Calls `func` for each limit as it holds on `day` in this clinic: what a setting limit/<name> says, else the list. */
void cunyi_clinic_foreach_limit (CunyiClinic *clinic, CunyiDay day, CunyiLimitFunc func, gpointer data);
/* A limit that is a whole number; 0 when there is none of this name. */
int cunyi_clinic_find_limit (CunyiClinic *clinic, CunyiDay day, const char *name);

/* One line for lists: 张三　男　58 岁 for a person, head and group for a household; "" when the store does not answer.
 * (transfer full) */
char *cunyi_clinic_name_subject (CunyiClinic *clinic, const char *subject);

G_END_DECLS
