/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A clinic in a folder of its own, gone at the end of the test. */

#pragma once

#include "clinic/clinic.h"

#define SCRATCH_USER "李医生"
#define SCRATCH_PASSWORD "mima-2022"

typedef struct {
  char *folder;
  char *path;
  char *recovery;
  CunyiClinic *clinic;
} Scratch;

/* The village 柳河村 with nobody in it, on 2022-08-01. */
Scratch *scratch_new (const char *pack);
void scratch_free (Scratch *scratch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scratch, scratch_free)
