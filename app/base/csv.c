/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading .csv: first what the bytes are, then what parts the cells, then the cells. */

#include "config.h"

#include "base/csv.h"

#include <glib/gi18n.h>
#include <string.h>

/* Far beyond any roster (a county: 300,000 rows of 60), and what a spreadsheet can hold. */
#define MAX_BYTES (256 * 1024 * 1024)
#define MAX_ROWS 1048576
#define MAX_COLUMNS 16384
#define MAX_CELLS (24 * 1024 * 1024)
#define MAX_CELL_BYTES (128 * 1024)

G_DEFINE_QUARK (cunyi-csv-error-quark, cunyi_csv_error)

/* ---- what the bytes are ---- */

static guint
count_lines (const char *begin, const char *end)
{
  guint lines = 1;

  for (const char *p = begin; (p = memchr (p, '\n', end - p)); p++)
    lines++;
  return lines;
}

/* Whether text that is no UTF-8 was meant to be: nearly all of its letters beyond ASCII are whole UTF-8 sequences. In
 * GB18030 text such sequences are rare accidents. */
static gboolean
is_mostly_utf8 (const char *bytes, gsize length)
{
  const char *p = bytes;
  const char *end = bytes + length;
  gsize whole = 0, broken = 0;

  while (p < end)
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char_validated (p, MIN (end - p, 4));

      if (c >= (gunichar) -2)
        {
          broken++;
          p++;
          continue;
        }
      whole += c >= 0x80;
      p = g_utf8_next_char (p);
    }
  return whole >= 8 && whole >= 10 * broken;
}

static char *
convert (const char *bytes, gsize length, const char *encoding, gsize *converted, GError **error)
{
  char *text = g_convert (bytes, length, "UTF-8", encoding, NULL, converted, NULL);

  /* Control letters tell that the bytes are no text: GB18030 finds a letter for nearly every pair of them. */
  for (gsize i = 0; text && i < *converted; i++)
    if ((guchar) text[i] < 0x20 && strchr ("\t\n\r\f", text[i]) == NULL)
      g_clear_pointer (&text, g_free);
  if (text == NULL || memchr (text, '\0', *converted))
    {
      g_free (text);
      g_set_error_literal (error, CUNYI_CSV_ERROR, CUNYI_CSV_ERROR_ENCODING,
                           _("This is no table of text that can be read. Open it in a spreadsheet program and save it "
                             "as .xlsx."));
      return NULL;
    }
  return text;
}

/* The file as UTF-8 without byte order mark. `owned` receives what has to be freed, when it is not the bytes themselves. */
static const char *
to_utf8 (const char *bytes, gsize *length, char **owned, GError **error)
{
  const char *valid_end;
  gboolean marked = FALSE;

  if (*length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    return *owned = convert (bytes + 2, *length - 2, "UTF-16LE", length, error);
  if (*length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    return *owned = convert (bytes + 2, *length - 2, "UTF-16BE", length, error);
  if (*length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      marked = TRUE;
      bytes += 3;
      *length -= 3;
    }
  if (g_utf8_validate_len (bytes, *length, &valid_end))
    return bytes;
  if (marked || is_mostly_utf8 (bytes, *length))
    {
      g_set_error (error, CUNYI_CSV_ERROR, CUNYI_CSV_ERROR_DAMAGED,
                   _("The file is damaged at line %u. Ask for it again, or copy it once more."),
                   count_lines (bytes, valid_end));
      return NULL;
    }
  return *owned = convert (bytes, *length, "GB18030", length, error);
}

/* ---- what parts the cells ---- */

#define SAMPLE_LINES 64

/* Counts each candidate outside quotes, line by line, over the first lines that are not empty. A quote opens only where
 * a cell begins, so that one in the middle of a cell (5" of tube) does not hide the rest. */
static guint
sample (const char *begin, const char *end, const char *candidates, guint counts[][3])
{
  gboolean quoted = FALSE, any = FALSE;
  guint lines = 0;

  memset (counts, 0, SAMPLE_LINES * sizeof counts[0]);
  for (const char *p = begin; p < end && lines < SAMPLE_LINES; p++)
    {
      const char *candidate;

      if (*p == '"')
        quoted = !quoted && (p == begin || strchr ("\t,;\r\n=\"", p[-1]) != NULL);
      if (!quoted && (*p == '\n' || *p == '\r'))
        {
          lines += any;
          any = FALSE;
          continue;
        }
      any = TRUE;
      candidate = quoted ? NULL : strchr (candidates, *p);
      if (candidate)
        counts[lines][candidate - candidates]++;
    }
  return lines < SAMPLE_LINES ? lines + any : lines;
}

/* On how many lines the candidate stands, and then on how many as often as on most. */
static guint
weigh (guint counts[][3], guint lines, guint candidate)
{
  guint present = 0, same = 0;

  for (guint i = 0; i < lines; i++)
    {
      guint like = 0;

      if (counts[i][candidate] == 0)
        continue;
      present++;
      for (guint j = 0; j < lines; j++)
        like += counts[j][candidate] == counts[i][candidate];
      same = MAX (same, like);
    }
  return present * (SAMPLE_LINES + 1) + same;
}

static char
find_separator (const char **text, const char *end)
{
  /* In order of how seldom they stand inside a cell. */
  static const char candidates[] = "\t,;";
  guint counts[SAMPLE_LINES][3];
  guint lines, best = 1, best_weight = 0;

  if (end - *text >= 5 && g_ascii_strncasecmp (*text, "sep=", 4) == 0 && strchr (candidates, (*text)[4])
      && (end - *text == 5 || (*text)[5] == '\r' || (*text)[5] == '\n'))
    {
      char separator = (*text)[4];

      *text += 5;
      *text += *text < end && **text == '\r';
      *text += *text < end && **text == '\n';
      return separator;
    }
  lines = sample (*text, end, candidates, counts);
  for (guint i = 0; i < 3; i++)
    {
      guint weight = weigh (counts, lines, i);

      if (weight > best_weight)
        {
          best = i;
          best_weight = weight;
        }
    }
  return candidates[best];
}

/* ---- the cells ---- */

typedef struct {
  const char *begin;
  const char *p;
  const char *end;
  char separator;
  CunyiTable *table;
  GString *cell; /* a quoted cell without its quotes */
  gsize cells;
} Reader;

static gboolean
too_large (GError **error, const char *message)
{
  g_set_error_literal (error, CUNYI_CSV_ERROR, CUNYI_CSV_ERROR_TOO_LARGE, message);
  return FALSE;
}

static const char *
find_cell_end (const Reader *reader, const char *p)
{
  while (p < reader->end && *p != reader->separator && *p != '\n' && *p != '\r')
    p++;
  return p;
}

static gboolean
take_cell (Reader *reader, const char *text, gsize length, GError **error)
{
  /* ="0012", however it was quoted: a formula that keeps a spreadsheet from making a number of it. */
  if (length >= 3 && text[0] == '=' && text[1] == '"' && text[length - 1] == '"')
    {
      text += 2;
      length -= 3;
    }
  if (length > MAX_CELL_BYTES)
    {
      g_set_error (error, CUNYI_CSV_ERROR, CUNYI_CSV_ERROR_TOO_LARGE,
                   _("A cell in line %u is longer than any text in a table. Check the quotes of that line."),
                   count_lines (reader->begin, reader->p));
      return FALSE;
    }
  if (++reader->cells > MAX_CELLS)
    return too_large (error, _("The table has more cells than can be read at once. Split it into parts."));
  if (cunyi_table_row_length (reader->table, cunyi_table_n_rows (reader->table) - 1) >= MAX_COLUMNS)
    return too_large (error, _("The table has more columns than a spreadsheet can hold. Check how its cells are parted."));
  cunyi_table_add_cell (reader->table, text, length, CUNYI_CELL_TEXT);
  return TRUE;
}

/* Reads from after the opening quote to the end of the cell; letters between the closing quote and the separator are kept. */
static gboolean
read_quoted (Reader *reader, gboolean formula, GError **error)
{
  const char *opened = reader->p;
  const char *cell_end;

  g_string_assign (reader->cell, formula ? "=\"" : "");
  for (;;)
    {
      const char *quote = memchr (reader->p, '"', reader->end - reader->p);

      if (quote == NULL)
        {
          g_set_error (error, CUNYI_CSV_ERROR, CUNYI_CSV_ERROR_QUOTE,
                       _("A quotation mark in line %u is opened and never closed. Close it, or take it away."),
                       count_lines (reader->begin, opened));
          return FALSE;
        }
      g_string_append_len (reader->cell, reader->p, quote - reader->p);
      reader->p = quote + 1;
      if (reader->p >= reader->end || *reader->p != '"')
        break;
      g_string_append_c (reader->cell, '"');
      reader->p++;
    }
  if (formula)
    g_string_append_c (reader->cell, '"');
  cell_end = find_cell_end (reader, reader->p);
  g_string_append_len (reader->cell, reader->p, cell_end - reader->p);
  reader->p = cell_end;
  return take_cell (reader, reader->cell->str, reader->cell->len, error);
}

static gboolean
read_cell (Reader *reader, GError **error)
{
  const char *p = reader->p;

  if (p < reader->end && *p == '"')
    {
      reader->p++;
      return read_quoted (reader, FALSE, error);
    }
  if (reader->end - p >= 2 && p[0] == '=' && p[1] == '"')
    {
      reader->p += 2;
      return read_quoted (reader, TRUE, error);
    }
  reader->p = find_cell_end (reader, p);
  return take_cell (reader, p, reader->p - p, error);
}

static gboolean
read_row (Reader *reader, GError **error)
{
  if (cunyi_table_n_rows (reader->table) >= MAX_ROWS)
    return too_large (error, _("The table has more rows than a spreadsheet can hold. Split it into parts."));
  cunyi_table_begin_row (reader->table);
  if (*reader->p != '\n' && *reader->p != '\r')
    {
      if (!read_cell (reader, error))
        return FALSE;
      while (reader->p < reader->end && *reader->p == reader->separator)
        {
          reader->p++;
          if (!read_cell (reader, error))
            return FALSE;
        }
    }
  if (reader->p < reader->end && *reader->p == '\r')
    reader->p++;
  else if (reader->p < reader->end)
    {
      reader->p++;
      return TRUE;
    }
  if (reader->p < reader->end && *reader->p == '\n')
    reader->p++;
  return TRUE;
}

CunyiTable *
cunyi_csv_parse (const char *name, const char *bytes, gsize length, GError **error)
{
  g_autoptr (CunyiTable) table = cunyi_table_new (name);
  g_autofree char *owned = NULL;
  Reader reader = { .table = table };
  gboolean good = TRUE;
  const char *text;

  if (length > MAX_BYTES)
    {
      too_large (error, _("The file is larger than any table of a clinic. Check whether it is the right one."));
      return NULL;
    }
  text = length > 0 ? to_utf8 (bytes, &length, &owned, error) : "";
  if (text == NULL)
    return NULL;
  reader.begin = text;
  reader.p = text;
  reader.end = text + length;
  reader.separator = find_separator (&reader.p, reader.end);
  reader.cell = g_string_new (NULL);
  while (good && reader.p < reader.end)
    good = read_row (&reader, error);
  g_string_free (reader.cell, TRUE);
  return good ? g_steal_pointer (&table) : NULL;
}

char *
cunyi_csv_quote (const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *doubled = NULL;

  if (text == NULL || strpbrk (text, "\",;\t\r\n") == NULL)
    return g_strdup (text ? text : "");
  parts = g_strsplit (text, "\"", -1);
  doubled = g_strjoinv ("\"\"", parts);
  return g_strconcat ("\"", doubled, "\"", NULL);
}
