/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Invented people for measuring, as many as wanted, always the same ones: the n-th is made from n alone. Names follow the
 * usual shares of surnames, ID numbers pass the check but belong to no province. */

#pragma once

#include "base/day.h"
#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef struct {
  char *name;
  const char *sex;        /* code: "1" male, "2" female */
  CunyiDay birth;
  char *id_number;
  char *phone;
  char *household_number; /* of three or four people each */
  const char *relation;   /* label: 户主, 配偶, 之子, 之女 */
  guint household, place; /* from 0 */
} BenchPerson;

#define BENCH_PLACES 12

void bench_person_init (BenchPerson *person, guint n);
void bench_person_clear (BenchPerson *person);

/* Saves the first `n` of them into the clinic, in one transaction. */
void bench_people_save (CunyiClinic *clinic, guint n);
/* Writes them as a roster that an office keeps: title row, 20 columns, shared strings. */
void bench_people_write_roster (const char *path, guint n);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BenchPerson, bench_person_clear)

G_END_DECLS
