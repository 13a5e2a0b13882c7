/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A photograph of the store, shown small; opened large by a click or Enter. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PHOTO_VIEW (cunyi_photo_view_get_type ())
G_DECLARE_FINAL_TYPE (CunyiPhotoView, cunyi_photo_view, CUNYI, PHOTO_VIEW, GtkWidget)

GtkWidget *cunyi_photo_view_new (void);
/* Its name as form/photo.h has it, "" for none: then nothing is shown. `what` says what it is a photograph of. */
void cunyi_photo_view_set (CunyiPhotoView *self, const char *name, const char *what);

G_END_DECLS
