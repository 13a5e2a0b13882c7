/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dialog that sends a document to a printer: which one, how many, both sides; then what became of it. */

#pragma once

#include <adwaita.h>

#include "document/document.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_PRINT_DIALOG (cunyi_print_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CunyiPrintDialog, cunyi_print_dialog, CUNYI, PRINT_DIALOG, AdwWindow)
/* Signals
 * “made” (CunyiDocument): the document is there, whether it could be printed or not.
 * “printed” (no arguments): a printer has taken it. */

/* Makes what is to be printed, in the thread that prints it; called once. (transfer full) */
typedef CunyiDocument *(*CunyiMakeDocument) (gpointer data, GError **error);

/* `destroy` (may be NULL) gives `data` back when the dialog and its work are gone. (transfer none): the dialog belongs to
 * the toolkit. */
CunyiPrintDialog *cunyi_print_dialog_show (GtkWindow *parent, const char *title, CunyiMakeDocument make, gpointer data,
                                           GDestroyNotify destroy);

G_END_DECLS
