/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filling a form, as the paper is. */

#include "config.h"

#include "view/form-page.h"

struct _CunyiFormPage {
  CunyiPage parent_instance;
};

G_DEFINE_FINAL_TYPE (CunyiFormPage, cunyi_form_page, CUNYI_TYPE_PAGE)

static void
cunyi_form_page_class_init (CunyiFormPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/cunyi/ui/form-page.ui");
}

static void
cunyi_form_page_init (CunyiFormPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CunyiPage *
cunyi_form_page_new (CunyiClinic *clinic, const char *form, const char *subject, GError **error)
{
  return g_object_new (CUNYI_TYPE_FORM_PAGE, "clinic", clinic, NULL);
}

CunyiPage *
cunyi_form_page_new_for_record (CunyiClinic *clinic, const char *record, GError **error)
{
  return g_object_new (CUNYI_TYPE_FORM_PAGE, "clinic", clinic, NULL);
}
