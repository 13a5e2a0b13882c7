/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* XML from outside, read so that it can do nothing but be read. */

#pragma once

#include "base/fault.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* At most one megabyte of UTF-8 without DTD; NULL after a fault. Freed by xmlFreeDoc(). */
xmlDoc *cunyi_xml_parse (GBytes *content, CunyiFaults *faults);

G_END_DECLS
