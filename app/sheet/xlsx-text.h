/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The text of a string of an .xlsx, plain or in runs: a small machine that the shared strings and the inline strings of
 * a sheet feed with what they meet. */

#pragma once

#include "sheet/xml.h"

G_BEGIN_DECLS

typedef struct {
  GString *text;
  guint in_t;        /* depth of <t> */
  guint in_phonetic; /* depth of <rPh>: how a word is read, not what is written */
} CunyiXlsxText;

void cunyi_xlsx_text_init (CunyiXlsxText *self);
void cunyi_xlsx_text_clear (CunyiXlsxText *self);

/* A new string begins. */
void cunyi_xlsx_text_begin (CunyiXlsxText *self);
/* One of the two elements that matter begins or ends. */
void cunyi_xlsx_text_start (CunyiXlsxText *self, gboolean is_phonetic);
void cunyi_xlsx_text_end (CunyiXlsxText *self, gboolean is_phonetic);
/* Sets a TOO_LARGE error when the string grows beyond any cell. */
void cunyi_xlsx_text_add (CunyiXlsxText *self, CunyiXml *xml, const char *text, gsize length);

/* Appends to any text of a cell, with the same limit. */
void cunyi_xlsx_append (GString *text, CunyiXml *xml, const char *more, gsize length);

/* Replaces the _x000D_ by which an .xlsx writes what XML cannot hold. */
void cunyi_xlsx_unescape (GString *text);

G_END_DECLS
