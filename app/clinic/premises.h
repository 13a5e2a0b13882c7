/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What papers say about the clinic itself: its names, telephone and place. */

#pragma once

#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef enum {
  CUNYI_PREMISES_CLINIC,   /* name of the village clinic */
  CUNYI_PREMISES_PHONE,
  CUNYI_PREMISES_HOSPITAL, /* township hospital */
  CUNYI_PREMISES_COUNTY,
  CUNYI_PREMISES_TOWNSHIP,
  CUNYI_PREMISES_VILLAGE,
  CUNYI_N_PREMISES,
} CunyiPremises;

/* "" for what is not known. (transfer full) */
char *cunyi_premises_get (CunyiClinic *clinic, CunyiPremises what);
/* One change to undo. A place that the clinic does not lie in is left alone. */
gboolean cunyi_premises_set (CunyiClinic *clinic, CunyiPremises what, const char *text, GError **error);

G_END_DECLS
