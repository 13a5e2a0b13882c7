/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Letters under way, for the layer alone: text with attributes, ruled blanks, ticked boxes and boxes with a number in them is
 * gathered, then laid out in lines. Values go in as they are, never as markup. */

#pragma once

#include "document/layout.h"

G_BEGIN_DECLS

typedef struct _CunyiWriting CunyiWriting;

/* (transfer full) */
CunyiWriting *cunyi_writing_new (CunyiLayout *layout);
void cunyi_writing_free (CunyiWriting *writing);

/* What is there so far, and how many bytes; valid until the next addition. */
const char *cunyi_writing_get_text (CunyiWriting *writing);
guint cunyi_writing_get_length (CunyiWriting *writing);
/* Width of what is there from byte `start` on, in letters, near enough. */
double cunyi_writing_guess_width (CunyiWriting *writing, guint start);
/* The same of the line that is being written. */
double cunyi_writing_guess_line (CunyiWriting *writing);
void cunyi_writing_truncate (CunyiWriting *writing, guint length);

/* Any text: signs that would turn it around or draw nothing are left out. */
void cunyi_writing_add (CunyiWriting *writing, const char *text);
/* The value on a ruled line at least `ems` letters long; a blank one is the bare line. */
void cunyi_writing_add_fill (CunyiWriting *writing, const char *value, double ems);
/* Room of so many letters to write in, without a line. */
void cunyi_writing_add_room (CunyiWriting *writing, double ems);
/* □ or ☑ with its label, which stays beside it. */
void cunyi_writing_add_tick (CunyiWriting *writing, gboolean ticked, const char *label);
/* A square box with the value in it, as high as a letter. */
void cunyi_writing_add_box (CunyiWriting *writing, const char *value);
/* A cross with a text in each of its quarters, as teeth are noted: upper left, upper right, lower left, lower right. */
void cunyi_writing_add_cross (CunyiWriting *writing, const char *const quarters[4]);
/* 2022年7月26日, room to write one when it is blank, within `ems` letters, and the text itself when it is no day. */
void cunyi_writing_add_date (CunyiWriting *writing, const char *value, double ems);
/* From byte `start` to what is there now. (transfer full) */
void cunyi_writing_add_attribute (CunyiWriting *writing, guint start, PangoAttribute *attribute);

/* `indent` in letters of the first line; a `width` below 0 is without end. The layout belongs to the ink. */
PangoLayout *cunyi_writing_finish (CunyiWriting *writing, const CunyiLook *look, double width, double indent,
                                   gboolean letter_by_letter);
/* Its lines at x, one below the other, with their boxes. (transfer full) */
CunyiSlab *cunyi_writing_place (CunyiLayout *layout, PangoLayout *pango, const CunyiLook *look, double x);
/* Both. (transfer full) */
CunyiSlab *cunyi_writing_lay (CunyiWriting *writing, const CunyiLook *look, double width);
/* How wide it is in one line. */
double cunyi_writing_measure (CunyiWriting *writing, const CunyiLook *look);

/* The families of a font, for an attribute. */
const char *cunyi_font_families (CunyiFont font);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiWriting, cunyi_writing_free)

G_END_DECLS
