/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dialog that adds somebody who works here, or corrects one. */

#pragma once

#include <adwaita.h>

#include "clinic/staff.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_STAFF_DIALOG (cunyi_staff_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CunyiStaffDialog, cunyi_staff_dialog, CUNYI, STAFF_DIALOG, AdwWindow)

/* `staff` NULL: a new one. Taken over. (transfer none): the dialog belongs to the toolkit. */
CunyiStaffDialog *cunyi_staff_dialog_show (GtkWindow *parent, CunyiClinic *clinic, CunyiStaff *staff);

G_END_DECLS
