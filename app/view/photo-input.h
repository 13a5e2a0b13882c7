/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A photograph of a paper: chosen from its file, made small enough for the store, shown small, opened large. Enter opens
 * the choice of a file, or the photograph when there is one; Delete takes it out. */

#pragma once

#include "view/field-input.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PHOTO_INPUT (cunyi_photo_input_get_type ())
G_DECLARE_FINAL_TYPE (CunyiPhotoInput, cunyi_photo_input, CUNYI, PHOTO_INPUT, GtkWidget)

GtkWidget *cunyi_photo_input_new (void);
/* Takes a file as if it had been chosen. */
void cunyi_photo_input_take (CunyiPhotoInput *self, GFile *file);

G_END_DECLS
