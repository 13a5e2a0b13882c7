/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The cell styles of a workbook, as far as they tell dates from numbers. */

#pragma once

#include "sheet/number.h"

G_BEGIN_DECLS

typedef struct _CunyiFormats CunyiFormats;

CunyiFormats *cunyi_formats_new (void);
void cunyi_formats_free (CunyiFormats *formats);

/* The file says itself what number format `id` is. The order of codes and styles does not matter. */
void cunyi_formats_add_code (CunyiFormats *formats, guint id, const char *code);
/* The next cell style shows numbers by format `id`. More styles than a workbook can have are not kept. */
void cunyi_formats_add_style (CunyiFormats *formats, guint id);

/* What cells of style number `style`, from 0, show; numbers for a style that is not there. Ask when all codes are
 * added. */
CunyiShows cunyi_formats_get (CunyiFormats *formats, guint64 style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiFormats, cunyi_formats_free)

G_END_DECLS
