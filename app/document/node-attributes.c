/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One table says which attributes an element has, of which kind and within which bounds; bounds keep hostile templates from
 * asking for pages and letters of any size. */

#include "config.h"

#include "document/node-attributes.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define E(kind) (G_GUINT64_CONSTANT (1) << CUNYI_NODE_##kind)

#define INLINE \
  (E (TEXT) | E (B) | E (I) | E (U) | E (S) | E (SUB) | E (SUP) | E (SMALL) | E (BIG) | E (SPAN) | E (BR) | E (FILL) \
   | E (CHECK) | E (CHECKS) | E (DATE) | E (NUMBER) | E (PAGENUMBER) | E (PAGECOUNT))
#define FLOW \
  (E (BLOCK) | E (GROUP) | E (P) | E (HEADING) | E (TABLE) | E (BOX) | E (LINES) | E (QR) | E (PICTURE) | E (RECEIPT) \
   | E (SPACE) | E (RULE) | E (PAGEBREAK) | E (FORM))
#define STACKED (FLOW & ~(E (RECEIPT) | E (PAGEBREAK)))
#define ALL (~G_GUINT64_CONSTANT (0))
#define LETTERS (E (PAGE) | E (P) | E (HEADING) | E (TABLE) | E (ROW) | E (CELL) | E (BOX) | E (GROUP) | E (RECEIPT) | E (FORM))

static const struct {
  const char *name;
  guint64 takes;
} elements[CUNYI_N_NODES] = {
  [CUNYI_NODE_DOCUMENT] = { "document", E (VALUE) | E (REQUIRE) | E (PAGE) },
  [CUNYI_NODE_VALUE] = { "value", E (TEXT) },
  [CUNYI_NODE_REQUIRE] = { "require", E (TEXT) },
  [CUNYI_NODE_PAGE] = { "page", FLOW | E (HEADER) | E (FOOTER) },
  [CUNYI_NODE_HEADER] = { "header", STACKED },
  [CUNYI_NODE_FOOTER] = { "footer", STACKED },
  [CUNYI_NODE_BLOCK] = { "block", FLOW },
  [CUNYI_NODE_GROUP] = { "group", FLOW },
  [CUNYI_NODE_P] = { "p", INLINE },
  [CUNYI_NODE_HEADING] = { "heading", INLINE },
  [CUNYI_NODE_TABLE] = { "table", E (ROW) },
  [CUNYI_NODE_ROW] = { "row", E (CELL) },
  [CUNYI_NODE_CELL] = { "cell", STACKED | INLINE },
  [CUNYI_NODE_BOX] = { "box", STACKED | INLINE },
  [CUNYI_NODE_LINES] = { "lines", 0 },
  [CUNYI_NODE_QR] = { "qr", 0 },
  [CUNYI_NODE_PICTURE] = { "picture", 0 },
  [CUNYI_NODE_RECEIPT] = { "receipt", STACKED },
  [CUNYI_NODE_SPACE] = { "space", 0 },
  [CUNYI_NODE_RULE] = { "rule", 0 },
  [CUNYI_NODE_PAGEBREAK] = { "pagebreak", 0 },
  [CUNYI_NODE_FORM] = { "form", 0 },
  [CUNYI_NODE_TEXT] = { NULL, 0 },
  [CUNYI_NODE_B] = { "b", INLINE },
  [CUNYI_NODE_I] = { "i", INLINE },
  [CUNYI_NODE_U] = { "u", INLINE },
  [CUNYI_NODE_S] = { "s", INLINE },
  [CUNYI_NODE_SUB] = { "sub", INLINE },
  [CUNYI_NODE_SUP] = { "sup", INLINE },
  [CUNYI_NODE_SMALL] = { "small", INLINE },
  [CUNYI_NODE_BIG] = { "big", INLINE },
  [CUNYI_NODE_SPAN] = { "span", INLINE },
  [CUNYI_NODE_BR] = { "br", 0 },
  [CUNYI_NODE_FILL] = { "fill", E (TEXT) | E (DATE) },
  [CUNYI_NODE_CHECK] = { "check", E (TEXT) },
  [CUNYI_NODE_CHECKS] = { "checks", 0 },
  [CUNYI_NODE_DATE] = { "date", 0 },
  [CUNYI_NODE_NUMBER] = { "number", 0 },
  [CUNYI_NODE_PAGENUMBER] = { "pagenumber", 0 },
  [CUNYI_NODE_PAGECOUNT] = { "pagecount", 0 },
};

typedef enum {
  TYPE_CHOICE,     /* an enum; words between spaces, the first is 1 */
  TYPE_MM,         /* millimetres, kept as points */
  TYPE_POINTS,
  TYPE_NUMBER,
  TYPE_COUNT,      /* guint */
  TYPE_NAME,
  TYPE_TEXT,       /* CunyiText */
  TYPE_EXPRESSION,
  TYPE_COLUMNS,
  TYPE_MARGINS,
  TYPE_PAPER,
} Type;

#define YES_NO "no yes"

static const struct {
  const char *name;
  Type type;
  guint64 elements;
  gsize offset;
  const char *words;
  double min, max;
} attributes[] = {
  { "if", TYPE_EXPRESSION, ALL & ~(E (VALUE) | E (REQUIRE) | E (CHECK)), G_STRUCT_OFFSET (CunyiNode, condition) },
  { "test", TYPE_EXPRESSION, E (REQUIRE) | E (CHECK), G_STRUCT_OFFSET (CunyiNode, condition) },
  { "each", TYPE_NAME, FLOW | E (PAGE) | E (ROW) | E (CELL) | E (SPAN), G_STRUCT_OFFSET (CunyiNode, each) },
  { "from", TYPE_COUNT, FLOW | E (PAGE) | E (ROW) | E (CELL) | E (SPAN), G_STRUCT_OFFSET (CunyiNode, from), NULL, 1, 10000 },
  { "to", TYPE_COUNT, FLOW | E (PAGE) | E (ROW) | E (CELL) | E (SPAN), G_STRUCT_OFFSET (CunyiNode, to), NULL, 1, 10000 },
  { "fill", TYPE_COUNT, FLOW | E (PAGE) | E (ROW) | E (CELL), G_STRUCT_OFFSET (CunyiNode, fill), NULL, 1, 200 },
  { "name", TYPE_NAME, E (VALUE) | E (BLOCK), G_STRUCT_OFFSET (CunyiNode, name) },
  { "title", TYPE_TEXT, E (DOCUMENT), G_STRUCT_OFFSET (CunyiNode, text) },
  { "extends", TYPE_CHOICE, E (DOCUMENT), G_STRUCT_OFFSET (CunyiNode, extends), YES_NO },
  { "cards", TYPE_COUNT, E (DOCUMENT), G_STRUCT_OFFSET (CunyiNode, count), NULL, 8, 10 },
  { "value", TYPE_TEXT, E (QR) | E (PICTURE) | E (CHECKS) | E (DATE), G_STRUCT_OFFSET (CunyiNode, text) },
  { "options", TYPE_NAME, E (CHECKS), G_STRUCT_OFFSET (CunyiNode, options) },
  { "label", TYPE_TEXT, E (BOX) | E (RECEIPT), G_STRUCT_OFFSET (CunyiNode, label) },
  { "continued", TYPE_TEXT, E (TABLE), G_STRUCT_OFFSET (CunyiNode, label) },
  { "paper", TYPE_PAPER, E (PAGE), 0 },
  { "landscape", TYPE_CHOICE, E (PAGE), G_STRUCT_OFFSET (CunyiNode, landscape), YES_NO },
  { "margin", TYPE_MARGINS, E (PAGE), G_STRUCT_OFFSET (CunyiNode, margins), NULL, 0, 80 },
  { "side", TYPE_CHOICE, E (PAGE), G_STRUCT_OFFSET (CunyiNode, side), "front back" },
  { "on", TYPE_CHOICE, E (HEADER) | E (FOOTER), G_STRUCT_OFFSET (CunyiNode, on), "all first rest" },
  { "gap", TYPE_MM, E (PAGE) | E (BOX) | E (CELL) | E (GROUP) | E (RECEIPT), G_STRUCT_OFFSET (CunyiNode, gap), NULL, 0, 50 },
  { "font", TYPE_CHOICE, LETTERS | E (SPAN), G_STRUCT_OFFSET (CunyiNode, font), "sans serif" },
  { "size", TYPE_POINTS, LETTERS | E (SPAN), G_STRUCT_OFFSET (CunyiNode, size), NULL, 4, 48 },
  { "bold", TYPE_CHOICE, LETTERS, G_STRUCT_OFFSET (CunyiNode, bold), YES_NO },
  { "align", TYPE_CHOICE, LETTERS | E (QR) | E (PICTURE), G_STRUCT_OFFSET (CunyiNode, align), "left center right justify" },
  { "valign", TYPE_CHOICE, E (TABLE) | E (ROW) | E (CELL) | E (BOX), G_STRUCT_OFFSET (CunyiNode, valign), "top middle bottom" },
  { "line", TYPE_NUMBER, LETTERS, G_STRUCT_OFFSET (CunyiNode, line_height), NULL, 0.5, 3 },
  { "indent", TYPE_NUMBER, E (P), G_STRUCT_OFFSET (CunyiNode, indent), NULL, 0, 10 },
  { "above", TYPE_MM, FLOW, G_STRUCT_OFFSET (CunyiNode, above), NULL, 0, 200 },
  { "below", TYPE_MM, FLOW, G_STRUCT_OFFSET (CunyiNode, below), NULL, 0, 200 },
  { "keep", TYPE_CHOICE, FLOW, G_STRUCT_OFFSET (CunyiNode, keep), YES_NO },
  { "fit", TYPE_CHOICE, E (P) | E (HEADING), G_STRUCT_OFFSET (CunyiNode, fit), YES_NO },
  { "bottom", TYPE_CHOICE, FLOW, G_STRUCT_OFFSET (CunyiNode, bottom), YES_NO },
  { "columns", TYPE_COLUMNS, E (TABLE), 0 },
  { "border", TYPE_CHOICE, E (TABLE) | E (ROW) | E (CELL) | E (BOX), G_STRUCT_OFFSET (CunyiNode, border), "none all dashed top bottom" },
  { "pad", TYPE_MM, E (TABLE) | E (CELL) | E (BOX), G_STRUCT_OFFSET (CunyiNode, pad), NULL, 0, 20 },
  { "header", TYPE_CHOICE, E (ROW), G_STRUCT_OFFSET (CunyiNode, header), YES_NO },
  { "height", TYPE_MM, E (ROW) | E (CELL) | E (BOX) | E (SPACE) | E (LINES) | E (PICTURE), G_STRUCT_OFFSET (CunyiNode, height), NULL, 0, 280 },
  { "span", TYPE_COUNT, E (CELL), G_STRUCT_OFFSET (CunyiNode, span), NULL, 1, 60 },
  { "rows", TYPE_COUNT, E (CELL), G_STRUCT_OFFSET (CunyiNode, rows), NULL, 1, 60 },
  { "vertical", TYPE_CHOICE, E (CELL), G_STRUCT_OFFSET (CunyiNode, vertical), YES_NO },
  { "shade", TYPE_CHOICE, E (ROW) | E (CELL), G_STRUCT_OFFSET (CunyiNode, shade), YES_NO },
  { "shrink", TYPE_NUMBER, E (PAGE), G_STRUCT_OFFSET (CunyiNode, shrink), NULL, 0.5, 1 },
  { "shrink", TYPE_POINTS, E (CELL), G_STRUCT_OFFSET (CunyiNode, shrink), NULL, 4, 48 },
  { "kind", TYPE_CHOICE, E (BOX), G_STRUCT_OFFSET (CunyiNode, box), "plain photo seal signature" },
  { "date", TYPE_CHOICE, E (BOX), G_STRUCT_OFFSET (CunyiNode, date), YES_NO },
  { "width", TYPE_MM, E (TABLE) | E (BOX) | E (QR) | E (PICTURE), G_STRUCT_OFFSET (CunyiNode, width), NULL, 1, 420 },
  { "width", TYPE_NUMBER, E (FILL), G_STRUCT_OFFSET (CunyiNode, width), NULL, 1, 60 },
  { "count", TYPE_COUNT, E (LINES), G_STRUCT_OFFSET (CunyiNode, count), NULL, 1, 60 },
};

static const struct {
  const char *name;
  double width, height; /* mm */
} papers[] = {
  { "A3", 297, 420 }, { "A4", 210, 297 }, { "A5", 148, 210 }, { "A6", 105, 148 }, { "card", 85.6, 54 },
};

const char *
cunyi_node_kind_name (CunyiNodeKind kind)
{
  return elements[kind].name;
}

CunyiNodeKind
cunyi_node_kind_find (const char *name)
{
  for (CunyiNodeKind kind = 0; kind < CUNYI_N_NODES; kind++)
    if (elements[kind].name && strcmp (elements[kind].name, name) == 0)
      return kind;
  return CUNYI_N_NODES;
}

gboolean
cunyi_node_kind_is_inline (CunyiNodeKind kind)
{
  return (INLINE >> kind) & 1;
}

gboolean
cunyi_node_kind_takes (CunyiNodeKind parent, CunyiNodeKind child)
{
  return (elements[parent].takes >> child) & 1;
}

/* Place of an attribute in the list, -1 when the element has none of that name. */
static int
find_attribute (CunyiNodeKind kind, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (((attributes[i].elements >> kind) & 1) && strcmp (attributes[i].name, name) == 0)
      return i;
  return -1;
}

static gboolean
parse_number (const char *text, double *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*number);
}

/* “20 1* 30 4x2*”: millimetres, shares of the rest, and so many times the same. */
static gboolean
parse_columns (CunyiNode *node, const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text, " \t\n", -1);
  g_autoptr(GArray) columns = g_array_new (FALSE, FALSE, sizeof (CunyiColumn));

  for (guint i = 0; words[i]; i++)
    {
      char *word = words[i], *times = strchr (word, 'x');
      CunyiColumn column = { 0 };
      guint64 n = 1;
      double number;

      if (*word == '\0')
        continue;
      if (times)
        {
          *times = '\0';
          if (!g_ascii_string_to_unsigned (word, 10, 1, 60, &n, NULL))
            return FALSE;
          word = times + 1;
        }
      if (g_str_has_suffix (word, "*"))
        {
          word[strlen (word) - 1] = '\0';
          if (!parse_number (word, &number) || number < 0.01 || number > 100)
            return FALSE;
          column.share = number;
        }
      else if (!parse_number (word, &number) || number < 1 || number > 420)
        return FALSE;
      else
        column.width = CUNYI_POINTS (number);
      if (columns->len + n > 60)
        return FALSE;
      while (n-- > 0)
        g_array_append_val (columns, column);
    }
  node->n_columns = columns->len;
  node->columns = (CunyiColumn *) g_array_free (g_steal_pointer (&columns), FALSE);
  return node->n_columns > 0;
}

/* One number for all sides, two for top and bottom, left and right, or four: top right bottom left. */
static gboolean
parse_margins (CunyiNode *node, const char *text, double min, double max)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words);
  double numbers[4];

  if (n != 1 && n != 2 && n != 4)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!parse_number (words[i], &numbers[i]) || numbers[i] < min || numbers[i] > max)
      return FALSE;
  for (guint i = 0; i < 4; i++)
    node->margins[i] = CUNYI_POINTS (numbers[i % n]);
  return TRUE;
}

gboolean
cunyi_paper_find_size (const char *text, double *width, double *height)
{
  g_auto(GStrv) words = g_strsplit (text, " ", 2);
  g_auto(GStrv) sides = NULL;

  if (!words[0] || (words[1] && strcmp (words[1], "landscape") != 0))
    return FALSE;
  sides = g_strsplit (words[0], "x", -1);
  *width = *height = 0;
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (strcmp (papers[i].name, words[0]) == 0)
      {
        *width = papers[i].width;
        *height = papers[i].height;
      }
  if (*width == 0
      && (g_strv_length (sides) != 2 || !parse_number (sides[0], width) || !parse_number (sides[1], height) || *width < 40
          || *height < 40 || *width > 500 || *height > 500))
    return FALSE;
  *width = CUNYI_POINTS (*width);
  *height = CUNYI_POINTS (*height);
  if (words[1])
    {
      double side = *width;

      *width = *height;
      *height = side;
    }
  return TRUE;
}

static gboolean
parse_paper (CunyiNode *node, const char *text)
{
  node->of_form = strcmp (text, "form") == 0;
  return node->of_form || cunyi_paper_find_size (text, &node->width, &node->height);
}

static gboolean
parse_choice (int *field, const char *text, const char *words)
{
  g_auto(GStrv) list = g_strsplit (words, " ", -1);

  for (guint i = 0; list[i]; i++)
    if (strcmp (list[i], text) == 0)
      {
        *field = i + 1;
        return TRUE;
      }
  return FALSE;
}

/* FALSE when the text is no good for the attribute; faults of texts and expressions speak for themselves. */
static gboolean
read_value (CunyiNode *node, guint i, const char *text, CunyiFaults *faults)
{
  gpointer field = G_STRUCT_MEMBER_P (node, attributes[i].offset);
  double number;

  switch (attributes[i].type)
    {
    case TYPE_CHOICE:
      return parse_choice (field, text, attributes[i].words);
    case TYPE_NAME:
      g_free (*(char **) field);
      *(char **) field = g_strstrip (g_strdup (text));
      return **(char **) field != '\0';
    case TYPE_TEXT:
      *(CunyiText **) field = cunyi_text_new (text, faults, NULL, node->line, 0);
      return TRUE;
    case TYPE_EXPRESSION:
      *(CunyiExpression **) field = cunyi_expression_new (text, faults, NULL, node->line, 0);
      return *text != '\0';
    case TYPE_COLUMNS:
      return parse_columns (node, text);
    case TYPE_MARGINS:
      return parse_margins (node, text, attributes[i].min, attributes[i].max);
    case TYPE_PAPER:
      return parse_paper (node, text);
    case TYPE_COUNT:
    case TYPE_MM:
    case TYPE_POINTS:
    case TYPE_NUMBER:
    default:
      break;
    }
  if (!parse_number (text, &number) || number < attributes[i].min || number > attributes[i].max)
    return FALSE;
  if (attributes[i].type == TYPE_COUNT)
    *(guint *) field = number;
  else
    *(double *) field = attributes[i].type == TYPE_MM ? CUNYI_POINTS (number) : number;
  return attributes[i].type != TYPE_COUNT || number == floor (number);
}

/* What an attribute wants, for the fault. (transfer full) */
static char *
describe (guint i)
{
  switch (attributes[i].type)
    {
    case TYPE_CHOICE:
      return g_strdup_printf (_("Write one of: %s."), attributes[i].words);
    case TYPE_MM:
      return g_strdup_printf (_("Write millimetres from %g to %g."), attributes[i].min, attributes[i].max);
    case TYPE_POINTS:
      return g_strdup_printf (_("Write points from %g to %g."), attributes[i].min, attributes[i].max);
    case TYPE_NUMBER:
      return g_strdup_printf (_("Write a number from %g to %g."), attributes[i].min, attributes[i].max);
    case TYPE_COUNT:
      return g_strdup_printf (_("Write a whole number from %g to %g."), attributes[i].min, attributes[i].max);
    case TYPE_COLUMNS:
      return g_strdup (_("Write up to 60 widths in millimetres or shares, for example: 20 1* 2* 3x15."));
    case TYPE_MARGINS:
      return g_strdup (_("Write millimetres from 0 to 80: one for all sides, two (top and bottom, left and right) or four."));
    case TYPE_PAPER:
      return g_strdup (_("Write A3, A4, A5, A6, card, or width x height in millimetres from 40 to 500: 105x148."));
    case TYPE_NAME:
    case TYPE_TEXT:
    case TYPE_EXPRESSION:
    default:
      return g_strdup (_("It must not be empty."));
    }
}

CunyiNode *
cunyi_node_new (CunyiNodeKind kind, xmlNode *element, CunyiFaults *faults)
{
  CunyiNode *node = g_new0 (CunyiNode, 1);

  node->kind = kind;
  node->line = xmlGetLineNo (element);
  node->above = node->below = node->gap = node->pad = -1;
  if (element->type != XML_ELEMENT_NODE)
    return node;
  for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
    {
      const char *name = (const char *) attribute->name;
      int i = find_attribute (kind, name);
      xmlChar *text;

      if (i < 0 || attribute->ns)
        {
          cunyi_faults_add (faults, CUNYI_FAULT_DOCUMENT_UNKNOWN_ATTRIBUTE, NULL, node->line, 0,
                            /* Translators: an attribute and an element of a template. */
                            _("There is no “%s” in <%s>. Take it out or correct its name."), name, elements[kind].name);
          continue;
        }
      text = xmlNodeListGetString (element->doc, attribute->children, 1);
      if (!read_value (node, i, text ? (const char *) text : "", faults))
        {
          g_autofree char *wanted = describe (i);

          cunyi_faults_add (faults, CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, NULL, node->line, 0,
                            /* Translators: an attribute with its value, and what to write instead. */
                            _("%s=\"%s\" cannot be used. %s"), name, text ? (const char *) text : "", wanted);
        }
      xmlFree (text);
    }
  return node;
}
