/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The two layouts with questions in cells of their own at the left, as official sheets are ruled: a record on a sheet, and several
 * records of somebody side by side. Sections stand left of the questions. */

#include "config.h"

#include "document/form-paper.h"

#include <string.h>

/* Widths in letters, and the most of the paper that the questions may take. */
#define SECTION 1.75
#define LEAST 4
#define MOST 0.19
#define MOST_LONG 0.36 /* where many questions are whole sentences */

/* Where the columns at the left begin: sections at 0 and 1, the questions of parts with so many sections at [n]. */
typedef struct {
  double edges[CUNYI_FORM_MAX_SECTIONS + 2];
} Sides;

static double
measure_label (CunyiFormPaper *paper, const CunyiItem *item)
{
  g_autoptr(CunyiWriting) writing = cunyi_writing_new (paper->layout);
  g_autofree char *label = cunyi_form_label (paper, item);

  cunyi_writing_add (writing, label);
  return *label ? cunyi_writing_measure (writing, &paper->look) + CUNYI_FORM_PAD_X * 2 + 0.5 : 0;
}

/* A repeat stands beside its name; other parts begin with their question. */
static gboolean
has_label (const CunyiFormPart *part)
{
  return cunyi_item_has_answer (part->item);
}

/* As wide as the longest label, if that leaves room enough. */
static double
label_width (CunyiFormPaper *paper, GArray *parts, guint sections_from, guint sections_to, double most)
{
  double width = LEAST * paper->look.size * paper->layout->scale;

  for (guint i = 0; i < parts->len; i++)
    {
      const CunyiFormPart *part = &g_array_index (parts, CunyiFormPart, i);

      if (has_label (part) && part->n_sections >= sections_from && part->n_sections <= sections_to)
        width = MAX (width, measure_label (paper, part->item));
    }
  return MIN (width, most);
}

/* What the questions may take: more where a third of them would need more than three lines. */
static double
find_most (CunyiFormPaper *paper, GArray *parts)
{
  guint n = 0, n_long = 0;

  for (guint i = 0; i < parts->len; i++)
    if (has_label (&g_array_index (parts, CunyiFormPart, i)))
      {
        n++;
        n_long += measure_label (paper, g_array_index (parts, CunyiFormPart, i).item) > paper->width * MOST * 2.5;
      }
  return paper->width * (n_long * 3 > n ? MOST_LONG : MOST);
}

static void
place_sides (CunyiFormPaper *paper, GArray *parts, Sides *sides)
{
  guint deepest = 0;
  double most = find_most (paper, parts);

  for (guint i = 0; i < parts->len; i++)
    deepest = MAX (deepest, g_array_index (parts, CunyiFormPart, i).n_sections);
  sides->edges[0] = 0;
  sides->edges[1] = deepest > 0 ? SECTION * paper->look.size * paper->layout->scale + 3 : 0;
  sides->edges[2] = sides->edges[1] + label_width (paper, parts, 0, 1, most);
  sides->edges[3] = sides->edges[2] + (deepest > 1 ? label_width (paper, parts, 2, 2, most) : 0);
}

/* Where the answers of a part begin. */
static double
answer_edge (const Sides *sides, const CunyiFormPart *part)
{
  return sides->edges[MAX (part->n_sections, 1) + 1];
}

static double
least_height (CunyiFormPaper *paper, const CunyiFormPart *part)
{
  guint lines = part->item->print.lines > 0 ? part->item->print.lines : part->item->multiline ? 2 : 1;

  return lines * cunyi_form_row_height (paper);
}

/* The part with the name of a repeat among its sections. */
static CunyiFormPart
put_beside_name (CunyiFormPaper *paper, const CunyiFormPart *part)
{
  CunyiFormPart beside = *part;
  g_autofree char *label = cunyi_form_label (paper, part->item);

  if (*label && !part->item->print.flat && !part->item->print.wide && part->n_sections < CUNYI_FORM_MAX_SECTIONS)
    beside.sections[beside.n_sections++] = part->item;
  return beside;
}

/* A repeat or a name across. */
static void
lay_other (CunyiFormPaper *paper, const CunyiFormPart *part, const Sides *sides)
{
  CunyiFormPart beside = put_beside_name (paper, part);

  if (cunyi_form_is_table (part->item))
    {
      cunyi_form_add_table (paper, part, sides->edges[part->n_sections], sides->edges);
      return;
    }
  if (part->item->kind != CUNYI_ITEM_REPEAT)
    {
      cunyi_form_add_wide (paper, part, sides->edges[part->n_sections], sides->edges);
      return;
    }
  if (part->item->print.wide)
    cunyi_form_add_wide (paper, part, sides->edges[part->n_sections], sides->edges);
  cunyi_form_add_repeat (paper, &beside, sides->edges[beside.n_sections], sides->edges);
}

/* ---- one record ---- */

/* In a group whose options stand once below all its questions. */
static gboolean
shares_options (const CunyiFormPart *part)
{
  return part->item->parent && part->item->parent->kind == CUNYI_ITEM_GROUP && part->item->parent->print.legend;
}

static void
lay_shared_options (CunyiFormPaper *paper, const CunyiFormPart *part, const Sides *sides)
{
  GArray *cells = cunyi_form_new_cells ();
  double x = sides->edges[part->n_sections], width = paper->width - x;

  cunyi_form_add_cell (cells, x, width, cunyi_form_lay_legend (paper, part->item, &paper->look, width - CUNYI_FORM_PAD_X * 2),
                       FALSE);
  cunyi_form_add_row (paper, cells, 0, part, sides->edges, (CunyiBand){ 0 });
}

/* Questions side by side: the first begins with the columns at the left, each has its share of the width. */
static void
lay_row (CunyiFormPaper *paper, GArray *parts, guint first, guint n, const Sides *sides)
{
  const CunyiFormPart *lead = &g_array_index (parts, CunyiFormPart, first);
  GArray *cells = cunyi_form_new_cells ();
  double least = 0, x = sides->edges[lead->n_sections];
  guint units = 0;

  for (guint i = first; i < first + n; i++)
    {
      const CunyiFormPart *part = &g_array_index (parts, CunyiFormPart, i);
      g_autofree char *label = cunyi_form_label (paper, part->item);
      double end, answer;

      units += cunyi_form_get_units (part, FALSE);
      end = i + 1 == first + n ? paper->width : paper->width * units / part->columns;
      answer = i == first ? answer_edge (sides, part)
                          : x + MIN (MAX (measure_label (paper, part->item), sides->edges[2] - sides->edges[1]), (end - x) * 0.45);
      if (*label)
        cunyi_form_add_words (paper, cells, x, answer - x, label, CUNYI_ALIGN_CENTER, FALSE);
      else
        answer = x;
      /* beside wide labels a small share would leave nothing */
      if (i + 1 < first + n)
        end = MIN (MAX (end, answer + LEAST * paper->look.size * paper->layout->scale), paper->width);
      cunyi_form_add_cell (cells, answer, end - answer,
                           cunyi_form_lay_answer (paper, part, paper->context, "", shares_options (part),
                                                  end - answer - CUNYI_FORM_PAD_X * 2),
                           FALSE);
      least = MAX (least, least_height (paper, part));
      x = end;
    }
  cunyi_form_add_row (paper, cells, least, lead, sides->edges, (CunyiBand){ .begins_page = lead->begins_page });
}

void
cunyi_form_lay_sheet (CunyiFormPaper *paper)
{
  g_autoptr(GArray) parts = cunyi_form_list_parts (paper, FALSE);
  Sides sides;

  place_sides (paper, parts, &sides);
  for (guint i = 0; i < parts->len && !paper->layout->too_long;)
    {
      const CunyiFormPart *part = &g_array_index (parts, CunyiFormPart, i);
      guint n = cunyi_form_take_row (parts, i, FALSE);

      if (n > 0)
        lay_row (paper, parts, i, n, &sides);
      else
        lay_other (paper, part, &sides);
      i += MAX (n, 1);
      if (shares_options (part)
          && (i == parts->len || g_array_index (parts, CunyiFormPart, i).item->parent != part->item->parent))
        lay_shared_options (paper, part, &sides);
    }
}

/* ---- records side by side ---- */

/* The answers of all records to a question, or of the member `member` (from 1) that each of them has in `repeat`; a question of a
 * member is called after its number: 药物名称1. */
static void
lay_across (CunyiFormPaper *paper, GPtrArray *records, guint count, const CunyiFormPart *part, const CunyiItem *repeat,
            guint member, const Sides *sides)
{
  GArray *cells = cunyi_form_new_cells ();
  double x = sides->edges[part->n_sections], answer = answer_edge (sides, part);
  double width = (paper->width - answer) / count;
  g_autoptr(CunyiContext) blank = cunyi_context_new ();

  if (repeat)
    {
      g_autofree char *label = cunyi_form_label (paper, part->item);
      g_autofree char *numbered = g_strdup_printf ("%s%u", label, member);

      cunyi_form_add_words (paper, cells, x, answer - x, numbered, CUNYI_ALIGN_CENTER, FALSE);
    }
  else
    cunyi_form_add_heading (paper, cells, part, part->item->print.legend, x, answer - x);
  for (guint i = 0; i < count; i++)
    {
      CunyiContext *context = i < records->len ? g_ptr_array_index (records, i) : blank;

      if (repeat)
        context = member <= cunyi_context_n_rows (context, repeat->name) ? cunyi_context_get_row (context, repeat->name, member - 1)
                                                                         : blank;
      cunyi_form_add_cell (cells, answer + i * width, width,
                           cunyi_form_lay_answer (paper, part, context, "", part->item->print.legend && !repeat,
                                                  width - CUNYI_FORM_PAD_X * 2),
                           FALSE);
    }
  cunyi_form_add_row (paper, cells, least_height (paper, part), part, sides->edges,
                      (CunyiBand){ .begins_page = part->begins_page });
}

/* A repeat: as many members as the record with most of them has, each with its questions below each other. */
static void
lay_members (CunyiFormPaper *paper, GPtrArray *records, guint count, const CunyiFormPart *part, const Sides *sides)
{
  const CunyiItem *repeat = part->item;
  g_autoptr(GArray) questions = cunyi_form_list_columns (paper, repeat);
  CunyiFormPart beside = put_beside_name (paper, part);
  guint members = MAX (repeat->print.rows, 1);

  if (repeat->print.wide)
    cunyi_form_add_wide (paper, part, sides->edges[part->n_sections], sides->edges);
  for (guint i = 0; i < records->len; i++)
    members = MAX (members, cunyi_context_n_rows (g_ptr_array_index (records, i), repeat->name));
  for (guint member = 1; member <= members && cunyi_layout_spend (paper->layout, questions->len); member++)
    for (guint i = 0; i < questions->len; i++)
      {
        CunyiFormPart question = g_array_index (questions, CunyiFormPart, i);

        question.n_sections = beside.n_sections;
        memcpy (question.sections, beside.sections, sizeof question.sections);
        question.begins_page = member == 1 && i == 0 && part->begins_page && !repeat->print.wide;
        lay_across (paper, records, count, &question, repeat, member, sides);
      }
}

void
cunyi_form_lay_columns (CunyiFormPaper *paper, GPtrArray *records)
{
  g_autoptr(GArray) parts = cunyi_form_list_parts (paper, FALSE);
  guint count = MAX (cunyi_form_count_records (paper->form), records->len);
  Sides sides;

  place_sides (paper, parts, &sides);
  for (guint i = 0; i < parts->len && !paper->layout->too_long; i++)
    {
      const CunyiFormPart *part = &g_array_index (parts, CunyiFormPart, i);
      guint n = part->once ? cunyi_form_take_row (parts, i, FALSE) : 0;

      if (n > 0)
        {
          lay_row (paper, parts, i, n, &sides);
          i += n - 1;
        }
      else if (cunyi_item_has_answer (part->item))
        lay_across (paper, records, count, part, NULL, 0, &sides);
      else if (part->item->kind == CUNYI_ITEM_REPEAT)
        lay_members (paper, records, count, part, &sides);
      else
        lay_other (paper, part, &sides);
    }
}
