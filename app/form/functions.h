/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The functions of the expression language. A translated expression calls them by their place in the table (f12), so that
 * no built-in of libxml2 is ever reached; operators whose meaning XPath 1.0 gets wrong for days and texts are functions
 * here too, with names that nobody can write. */

#pragma once

#include "form/context-private.h"

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  CUNYI_VALUE_ANY,
  CUNYI_VALUE_BOOLEAN,
  CUNYI_VALUE_NUMBER,
  CUNYI_VALUE_TEXT,
  CUNYI_VALUE_NODES,
} CunyiValueType;

/* What an evaluation sees; the userData of its xmlXPathContext. */
typedef struct {
  CunyiContext *context;
  xmlNode *node; /* “.” of the expression as a whole */
  char **names;  /* behind $v0, $v1 ... */
  char **texts;  /* behind $t0, $t1 ... */
} CunyiScope;

typedef struct {
  xmlXPathParserContext *parser;
  CunyiScope *scope;
  guint n;
  xmlXPathObject **args;
} CunyiCall;

typedef struct {
  const char *name;
  int min, max; /* arguments; max -1 for any number */
  CunyiValueType type;
  xmlXPathObject *(*call) (CunyiCall *call); /* (transfer full) */
} CunyiFunction;

/* The number of a function, -1 when there is none. Operators: “<” “<=” “>” “>=” “=” “!=” “number!” “truth!”. */
int cunyi_function_find (const char *name);
const CunyiFunction *cunyi_function_get (guint index);
/* What to write instead of a function that is not supported; NULL when it is not known either. */
const char *cunyi_function_get_advice (const char *name);

/* To be registered with an xmlXPathContext whose userData is a CunyiScope. */
xmlXPathFunction cunyi_function_look_up (void *data, const xmlChar *name, const xmlChar *uri);

/* ---- arguments ---- */

/* Text of an argument, lent; may turn the argument into a text for good. */
const char *cunyi_call_text (CunyiCall *call, guint arg);
double cunyi_call_number (CunyiCall *call, guint arg);
gboolean cunyi_call_truth (CunyiCall *call, guint arg);
/* The nodes of an argument, NULL when it is none. */
xmlNodeSet *cunyi_call_nodes (CunyiCall *call, guint arg);

/* ---- values ---- */

/* (transfer full) */
char *cunyi_value_to_text (xmlXPathObject *value);
double cunyi_value_to_number (xmlXPathObject *value);
gboolean cunyi_value_to_truth (xmlXPathObject *value);
/* A new text value. */
xmlXPathObject *cunyi_value_take_text (char *text);
/* Days since 1970-01-01, with a fraction for the time of day; NAN when it is no day. Strict: 2022-07-26, 2022-07-26T08:30. */
double cunyi_moment_parse (const char *text);

/* ---- implementations, by file ---- */

#define CUNYI_DECLARE_FUNCTION(verb) xmlXPathObject *cunyi_function_##verb (CunyiCall *call)

CUNYI_DECLARE_FUNCTION (instance);
CUNYI_DECLARE_FUNCTION (pulldata);

CUNYI_DECLARE_FUNCTION (today);
CUNYI_DECLARE_FUNCTION (now);
CUNYI_DECLARE_FUNCTION (date);
CUNYI_DECLARE_FUNCTION (date_time);
CUNYI_DECLARE_FUNCTION (decimal_date_time);
CUNYI_DECLARE_FUNCTION (decimal_time);
CUNYI_DECLARE_FUNCTION (format_date);
CUNYI_DECLARE_FUNCTION (add_months);
CUNYI_DECLARE_FUNCTION (age);

CUNYI_DECLARE_FUNCTION (selected);
CUNYI_DECLARE_FUNCTION (selected_at);
CUNYI_DECLARE_FUNCTION (count_selected);
CUNYI_DECLARE_FUNCTION (concat);
CUNYI_DECLARE_FUNCTION (join);
CUNYI_DECLARE_FUNCTION (regex);
CUNYI_DECLARE_FUNCTION (string);
CUNYI_DECLARE_FUNCTION (string_length);
CUNYI_DECLARE_FUNCTION (substr);
CUNYI_DECLARE_FUNCTION (substring_before);
CUNYI_DECLARE_FUNCTION (substring_after);
CUNYI_DECLARE_FUNCTION (contains);
CUNYI_DECLARE_FUNCTION (starts_with);
CUNYI_DECLARE_FUNCTION (ends_with);
CUNYI_DECLARE_FUNCTION (normalize_space);
CUNYI_DECLARE_FUNCTION (translate);
CUNYI_DECLARE_FUNCTION (choice_name);
CUNYI_DECLARE_FUNCTION (digest);
CUNYI_DECLARE_FUNCTION (base64_decode);
CUNYI_DECLARE_FUNCTION (uuid);

/* A pattern for the whole text, with a limit on its work. NULL and an error when it is none. (transfer full) */
GRegex *cunyi_regex_new (const char *pattern, GError **error);

G_END_DECLS
