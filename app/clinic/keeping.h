/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a form knows better than the roster: answers whose question says so (column keeps) go into the person's own row and
 * diseases when the form is finished. Nothing is taken away by a blank, and no disease ends here. */

#pragma once

#include "clinic/clinic.h"
#include "form/form.h"

G_BEGIN_DECLS

/* `answers` of a finished record about `subject`; inside the transaction that is open. What members of a repeat with person.id
 * say is kept with their persons, also of a household; all else with the subject, when it is a person. */
gboolean cunyi_keeping_apply (CunyiClinic *clinic, CunyiForm *form, const char *subject, const char *answers, GError **error);

G_END_DECLS
