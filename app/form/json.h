/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* JSON, as much as answers need: reading into a tree of bounded depth, and writing texts. Numbers stay as written, so that
 * nothing is lost on the way through a double. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  CUNYI_JSON_NULL,
  CUNYI_JSON_FALSE,
  CUNYI_JSON_TRUE,
  CUNYI_JSON_NUMBER,
  CUNYI_JSON_STRING,
  CUNYI_JSON_ARRAY,
  CUNYI_JSON_OBJECT,
} CunyiJsonKind;

typedef struct _CunyiJson CunyiJson;

/* NULL when it is not one JSON value (RFC 8259), goes deeper than 64 levels, or is no UTF-8. (transfer full) */
CunyiJson *cunyi_json_parse (const char *text);
void cunyi_json_free (CunyiJson *json);

CunyiJsonKind cunyi_json_get_kind (const CunyiJson *json);
/* String or number as text, “true” or “false”; "" for everything else. */
const char *cunyi_json_get_text (const CunyiJson *json);
/* Members of an array or object, in the order written; of a name that comes twice the last one counts. */
guint cunyi_json_count (const CunyiJson *json);
const CunyiJson *cunyi_json_get_nth (const CunyiJson *json, guint index);
/* Name of a member of an object; "" in an array. */
const char *cunyi_json_get_name (const CunyiJson *json, guint index);
/* NULL when the object has none of this name. */
const CunyiJson *cunyi_json_find (const CunyiJson *json, const char *name);

/* Appends a value as it was read. */
void cunyi_json_append (GString *json, const CunyiJson *value);
/* Appends a text in quotes, escaped. */
void cunyi_json_append_text (GString *json, const char *text);
/* Appends `"name":`, with a comma before it unless it is the first after a bracket. */
void cunyi_json_append_name (GString *json, const char *name);
/* TRUE when the text is a JSON number as it stands. */
gboolean cunyi_json_is_number (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiJson, cunyi_json_free)

G_END_DECLS
