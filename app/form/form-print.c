/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words of the column print: how a question, a group or a repeat goes to paper. */

#include "config.h"

#include "form/form-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* "rows6" with `word` “rows”; numbers from 1 to `most`. */
static gboolean
read_number (const char *text, const char *word, guint most, guint *number)
{
  guint64 value;

  if (!g_str_has_prefix (text, word) || !g_ascii_string_to_unsigned (text + strlen (word), 10, 1, most, &value, NULL))
    return FALSE;
  *number = value;
  return TRUE;
}

/* "boxes8", and "boxes3-5" for □□□-□□□□□. */
static gboolean
read_boxes (const char *text, CunyiPrint *print)
{
  g_auto (GStrv) groups = NULL;

  if (!g_str_has_prefix (text, "boxes"))
    return FALSE;
  groups = g_strsplit (text + strlen ("boxes"), "-", -1);
  print->n_boxes = 0;
  memset (print->boxes, 0, sizeof print->boxes);
  for (guint i = 0; groups[i]; i++)
    {
      guint64 boxes;

      if (i == G_N_ELEMENTS (print->boxes) || !g_ascii_string_to_unsigned (groups[i], 10, 1, 30, &boxes, NULL))
        return FALSE;
      print->boxes[i] = boxes;
      print->n_boxes += boxes;
    }
  return print->n_boxes > 0;
}

/* The choice whose words the answer stands behind: "join2". */
static gboolean
read_join (CunyiFormReader *reader, const char *text, CunyiPrint *print)
{
  if (!g_str_has_prefix (text, "join"))
    return FALSE;
  print->join = TRUE;
  print->behind = cunyi_form_keep (reader->form, text + strlen ("join"));
  return TRUE;
}

static gboolean
read_word (CunyiFormReader *reader, const char *text, CunyiPrint *print)
{
  const struct {
    const char *word;
    gboolean *flag;
  } flags[] = {
    { "skip", &print->skip }, { "show", &print->show },     { "head", &print->head }, { "box", &print->box },
    { "tick", &print->tick }, { "legend", &print->legend }, { "flat", &print->flat }, { "wide", &print->wide },
    { "break", &print->begins_page }, { "columns", &print->columns }, { "across", &print->across }, { "once", &print->once },
    { "bare", &print->bare }, { "numbered", &print->numbered }, { "applies", &print->applies },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (strcmp (text, flags[i].word) == 0)
      return *flags[i].flag = TRUE;
  return read_boxes (text, print) || read_join (reader, text, print) || read_number (text, "h", 40, &print->lines)
         || read_number (text, "w", 12, &print->width) || read_number (text, "rows", 60, &print->rows)
         || read_number (text, "slots", 4, &print->slots);
}

void
cunyi_form_read_print (CunyiFormReader *reader, guint row, CunyiItem *item)
{
  g_auto (GStrv) words = g_strsplit_set (cunyi_sheet_get (reader->survey, row, "print"), " \t", -1);

  item->print.words = cunyi_form_keep (reader->form, cunyi_sheet_get (reader->survey, row, "print"));
  item->print.behind = "";
  for (char **word = words; *word; word++)
    if (**word && !read_word (reader, *word, &item->print))
      cunyi_sheet_add_fault (reader->survey, row, "print", reader->faults, CUNYI_FAULT_VALUE,
                             _("The column print does not know “%s”. Its words are skip, show, head, join, box, boxes8, tick, "
                               "bare, legend, flat, wide, columns, across, once, break, numbered, applies, h2, w3, rows6 and slots3."), *word);
  item->print.tick |= item->print.bare;
}
