/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The state of a translation and what its two files share. */

#pragma once

#include "form/functions.h"
#include "form/lexer.h"
#include "form/translator.h"

G_BEGIN_DECLS

typedef struct {
  CunyiLexer lexer;
  GString *out;
  CunyiTranslation *result;
  CunyiBareNames bare;
  guint depth;
  guint predicates; /* predicates around this place */
  const char *list;      /* whose rows the predicate at hand is about; NULL for other predicates */
  const char *path_list; /* list behind the instance () that was just read */
  guint tokens;
  gboolean failed;

  CunyiFaults *faults;
  const char *sheet;
  guint row, column;
} CunyiParser;

/* A fault at the place of the expression; only the first counts. */
void cunyi_parser_fail (CunyiParser *parser, CunyiFaultCode code, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* The same, naming the letters at hand. */
void cunyi_parser_fail_here (CunyiParser *parser, const char *advice);
/* What to write instead of a sign. */
const char *cunyi_parser_advise_on_sign (const char *sign);

void cunyi_parser_advance (CunyiParser *parser);
void cunyi_parser_expect (CunyiParser *parser, const char *sign, const char *advice);
void cunyi_parser_write_text (CunyiParser *parser, const char *text);
/* Index of a word in a list, put at its end when it is new. */
guint cunyi_parser_add_word (GPtrArray *words, const char *word);
/* The name of the list, as it is kept. */
const char *cunyi_parser_add_lookup (CunyiParser *parser, const char *list, const char *column);
CunyiValueType cunyi_parser_parse_expression (CunyiParser *parser);
/* A call whose name was read and whose bracket is at hand. */
CunyiValueType cunyi_parser_parse_call (CunyiParser *parser, const char *name);

G_END_DECLS
