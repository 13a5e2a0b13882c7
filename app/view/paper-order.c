/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the thread needs to know of a paper. */

#include "config.h"

#include "view/paper-order.h"

#include "clinic/paper.h"

CunyiPaperOrder *
cunyi_paper_order_new (CunyiClinic *clinic, const char *name, const char *subject, const char *case_)
{
  CunyiPaperOrder *self = g_new0 (CunyiPaperOrder, 1);

  self->clinic = g_object_ref (clinic);
  self->name = g_strdup (name);
  self->subject = g_strdup (subject);
  self->case_ = g_strdup (case_);
  return self;
}

void
cunyi_paper_order_free (gpointer order)
{
  CunyiPaperOrder *self = order;

  g_object_unref (self->clinic);
  g_free (self->name);
  g_free (self->subject);
  g_free (self->case_);
  g_clear_object (&self->document);
  g_free (self->issue);
  g_free (self);
}

CunyiDocument *
cunyi_paper_order_lay_out (CunyiDocument *document, guint per_sheet)
{
  return per_sheet > 0 ? cunyi_document_new_card_sheets (document, per_sheet) : g_object_ref (document);
}

CunyiDocument *
cunyi_paper_order_make_draft (gpointer order, GError **error)
{
  CunyiPaperOrder *self = order;
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (self->clinic, TRUE, error);

  return own ? cunyi_paper_preview (own, self->name, self->subject, self->case_, error) : NULL;
}

CunyiDocument *
cunyi_paper_order_make_issued (gpointer order, GError **error)
{
  CunyiPaperOrder *self = order;

  if (self->document == NULL)
    {
      g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (self->clinic, FALSE, error);

      if (own)
        self->document = cunyi_paper_issue (own, self->name, self->subject, self->case_, &self->issue, error);
    }
  return self->document ? cunyi_paper_order_lay_out (self->document, self->per_sheet) : NULL;
}
