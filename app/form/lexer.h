/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words and signs of an expression, as a Chinese or an English input method types them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  CUNYI_TOKEN_END,
  CUNYI_TOKEN_NUMBER,   /* text: as written */
  CUNYI_TOKEN_TEXT,     /* text: without the quotes */
  CUNYI_TOKEN_NAME,     /* text; operators that are words are names too */
  CUNYI_TOKEN_VALUE,    /* text: the name in ${} */
  CUNYI_TOKEN_SIGN,     /* text: ( ) [ ] , / . .. * + - | < <= > >= = != */
  CUNYI_TOKEN_FOREIGN,  /* text: a sign that the language does not have */
  CUNYI_TOKEN_UNCLOSED, /* text: a quote or ${ that is not closed */
} CunyiTokenKind;

typedef struct {
  const char *at;   /* what is not read yet */
  const char *from; /* where the current token begins */
  CunyiTokenKind kind;
  GString *text;
} CunyiLexer;

/* Before the first token; `text` must be UTF-8 and outlive the lexer. */
void cunyi_lexer_init (CunyiLexer *lexer, const char *text);
void cunyi_lexer_clear (CunyiLexer *lexer);
void cunyi_lexer_next (CunyiLexer *lexer);
/* TRUE when the current token is this sign. */
gboolean cunyi_lexer_is_sign (CunyiLexer *lexer, const char *sign);
/* TRUE when the current token is this word, in small or capital letters. */
gboolean cunyi_lexer_is_word (CunyiLexer *lexer, const char *word);

G_END_DECLS
