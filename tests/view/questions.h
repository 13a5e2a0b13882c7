/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The questions of the page in view, by their paths, answered with the keyboard. */

#pragma once

#include "harness.h"

/* The CunyiFormField. (transfer none) */
GtkWidget *question_find (Harness *harness, const char *path);
gboolean question_has_keyboard (Harness *harness, const char *path);
void question_go_to (Harness *harness, const char *path);
/* Goes there, types, and goes on with Enter where the answer has not gone on by itself. */
void question_answer (Harness *harness, const char *path, const char *typed);
/* The answer as the session has it. */
void question_assert (Harness *harness, const char *path, const char *expected);
