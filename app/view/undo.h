/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ctrl+Z and Ctrl+Shift+Z of the window. */

#pragma once

#include "view/window.h"

G_BEGIN_DECLS

/* The actions win.undo and win.redo, in the class of the window. */
void cunyi_undo_install (GtkWidgetClass *widget_class);

/* Decides from now on whom the keys are for: what was typed into the field at hand since the keyboard came there or since
 * something was saved, else what was saved last. */
void cunyi_undo_watch (CunyiWindow *window);
/* A sitting begins: the window's clinic was unlocked. What was done before is taken back only when the doctor says so. */
void cunyi_undo_begin (CunyiWindow *window);
/* Something was saved. */
void cunyi_undo_settle (CunyiWindow *window);

G_END_DECLS
