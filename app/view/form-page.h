/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filling a form, as the paper is. */

#pragma once

#include "view/page.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_FORM_PAGE (cunyi_form_page_get_type ())
G_DECLARE_FINAL_TYPE (CunyiFormPage, cunyi_form_page, CUNYI, FORM_PAGE, CunyiPage)

/* NULL with an error when there is no such form. */
CunyiPage *cunyi_form_page_new (CunyiClinic *clinic, const char *form, const char *subject, GError **error);
CunyiPage *cunyi_form_page_new_for_record (CunyiClinic *clinic, const char *record, GError **error);

/* The same with those whose turn it is afterwards (element utf8, ids): saving goes on to the first of them. */
CunyiPage *cunyi_form_page_new_in_list (CunyiClinic *clinic, const char *form, const char *subject, GPtrArray *following,
                                        GError **error);

G_END_DECLS
