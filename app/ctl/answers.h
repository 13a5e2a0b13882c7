/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers in a JSON file, given to a session as if they were typed: the same checks, the same sentences. */

#pragma once

#include "form/session.h"

G_BEGIN_DECLS

/* Members of repeats are objects in an array; missing members are added. Says what has no question. */
gboolean ctl_answer (CunyiSession *session, const char *json);
/* Says every error that keeps the session from being finished. */
void ctl_say_errors (CunyiSession *session);
/* Answers of a move or of a case that is opened: an object with a text, a number or an array of texts (of a question with
 * several choices) for each question, as the workflow takes them. NULL when it is none such (said already). (transfer
 * full) */
char *ctl_read_answers (const char *path);
/* The file, or "-" for standard input. NULL when it cannot be read (said already). (transfer full) */
char *ctl_read_text (const char *path);

G_END_DECLS
