/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers in a JSON file, given to a session as if they were typed: the same checks, the same sentences. */

#pragma once

#include "clinic/clinic.h"
#include "form/session.h"

G_BEGIN_DECLS

/* Members of repeats are objects in an array; missing members are added. The answer of a photograph is the path of its file, which
 * is taken in as on screen. Says what has no question. */
gboolean ctl_answer (CunyiClinic *clinic, CunyiSession *session, const char *json);
/* Says every error that keeps the session from being finished. */
void ctl_say_errors (CunyiSession *session);
/* Answers of a move or of a case that is opened: an object with a text, a number or an array of texts (of a question with
 * several choices) for each question, as the workflow takes them. NULL when it is none such (said already). (transfer
 * full) */
char *ctl_read_answers (const char *path);
/* The same for the photographs among answers of a workflow: the paths of their files become names. FALSE when one cannot be taken in
 * (said already). `answers` may be NULL; an unknown workflow is for whoever uses it to say. */
gboolean ctl_keep_photos (CunyiClinic *clinic, const char *workflow, char **answers);
/* The file, or "-" for standard input. NULL when it cannot be read (said already). (transfer full) */
char *ctl_read_text (const char *path);

G_END_DECLS
