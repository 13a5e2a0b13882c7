/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dialog that asks for a new password twice and gives it to a doctor. */

#pragma once

#include <adwaita.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PASSWORD_DIALOG (cunyi_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CunyiPasswordDialog, cunyi_password_dialog, CUNYI, PASSWORD_DIALOG, AdwWindow)
/* Signal “done” (user): the password holds from now on, and the dialog is gone. */

#define CUNYI_PASSWORD_LEAST 6 /* letters; the key work makes guessing slow */

/* For `user`; with NULL one of the store's users is chosen in the dialog. `must` takes away the way out without a password:
 * whoever came in with the recovery sheet. (transfer none): it belongs to the toolkit. */
CunyiPasswordDialog *cunyi_password_dialog_show (GtkWindow *parent, CunyiClinic *clinic, const char *user, gboolean must);

/* What is wrong with two typed passwords, as what to do, "" when nothing is. */
const char *cunyi_password_find_fault (const char *password, const char *again);

G_END_DECLS
