/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A page of the window: one thing that the doctor does. The window keeps pages in a history; Esc goes back to the page
 * before. A page is made for a clinic that is open, and gone when the window is locked. */

#pragma once

#include <adwaita.h>

#include "clinic/clinic.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PAGE (cunyi_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (CunyiPage, cunyi_page, CUNYI, PAGE, AdwBin)

struct _CunyiPageClass {
  AdwBinClass parent_class;

  /* Reads again what it shows; called when the page comes up and after a change in the store. */
  void (*refresh) (CunyiPage *page);
  /* Puts the keyboard where the doctor begins. Default: the first widget that takes it. */
  void (*focus) (CunyiPage *page);
  /* Ctrl+P. NULL when there is nothing to print. */
  void (*print) (CunyiPage *page);
  /* FALSE keeps the page up (something typed could be lost; the page asks). Default: TRUE. */
  gboolean (*leave) (CunyiPage *page);
};

/* Title shown in the header and said by screen readers. */
const char *cunyi_page_get_title (CunyiPage *page);
void cunyi_page_set_title (CunyiPage *page, const char *title);
/* Anchor in the manual that F1 opens. */
const char *cunyi_page_get_help (CunyiPage *page);
void cunyi_page_set_help (CunyiPage *page, const char *anchor);

/* The clinic that is open. (transfer none) */
CunyiClinic *cunyi_page_get_clinic (CunyiPage *page);

void cunyi_page_refresh (CunyiPage *page);
/* What the page shows is read beside the window, once at a time. Begin gives what to read under, NULL while it is being read:
 * End, for the callback, is TRUE then, and it is to be read again. A page that goes cancels it. (transfer none) */
GCancellable *cunyi_page_begin_reading (CunyiPage *page);
gboolean cunyi_page_end_reading (CunyiPage *page);
GCancellable *cunyi_page_get_reading (CunyiPage *page); /* NULL when nothing is read */

void cunyi_page_focus (CunyiPage *page);
/* The same when what the doctor begins with has come late: only as long as the page is in view and the keyboard where the
 * page put it, or nowhere. */
void cunyi_page_focus_late (CunyiPage *page);
gboolean cunyi_page_leave (CunyiPage *page);
gboolean cunyi_page_print (CunyiPage *page);

G_END_DECLS
