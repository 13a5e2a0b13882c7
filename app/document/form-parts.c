/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The items of a form as parts of paper: what is printed, what stands in one cell, under which sections. */

#include "config.h"

#include "document/document.h"
#include "document/form-paper.h"

#include <string.h>

/* Of a register that does not say how many. */
#define REGISTER_LINES 15

CunyiPaperLayout
cunyi_form_get_layout (CunyiForm *form)
{
  const char *layout = cunyi_form_get_setting (form, "print_layout");

  return strcmp (layout, "sheet") == 0     ? CUNYI_PAPER_SHEET
         : strcmp (layout, "columns") == 0 ? CUNYI_PAPER_COLUMNS
         : strcmp (layout, "rows") == 0    ? CUNYI_PAPER_ROWS
                                           : CUNYI_PAPER_GRID;
}

guint
cunyi_form_count_records (CunyiForm *form)
{
  guint64 count;

  if (g_ascii_string_to_unsigned (cunyi_form_get_setting (form, "print_count"), 10, 1, 200, &count, NULL))
    return count;
  return cunyi_form_get_layout (form) == CUNYI_PAPER_ROWS ? REGISTER_LINES : 1;
}

guint
cunyi_document_count_on_sheet (CunyiForm *form)
{
  switch (cunyi_form_get_layout (form))
    {
    case CUNYI_PAPER_COLUMNS:
      return cunyi_form_count_records (form);
    case CUNYI_PAPER_ROWS:
      return 0;
    case CUNYI_PAPER_GRID:
    case CUNYI_PAPER_SHEET:
    default:
      return 1;
    }
}

gboolean
cunyi_form_has_head (CunyiForm *form)
{
  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    if (cunyi_form_get_item (form, i)->print.head)
      return TRUE;
  return FALSE;
}

char *
cunyi_form_label (CunyiFormPaper *paper, const CunyiItem *item)
{
  char *label = g_strstrip (cunyi_text_expand (item->print_label ? item->print_label : item->label, paper->context));

  if (strcmp (label, "-") == 0)
    *label = '\0';
  return label;
}

gboolean
cunyi_form_is_printed (const CunyiItem *item)
{
  switch (item->kind)
    {
    case CUNYI_ITEM_CALCULATE:
      return item->print.show;
    case CUNYI_ITEM_START:
    case CUNYI_ITEM_END:
    case CUNYI_ITEM_TODAY:
      return FALSE;
    case CUNYI_ITEM_TEXT:
    case CUNYI_ITEM_INTEGER:
    case CUNYI_ITEM_DECIMAL:
    case CUNYI_ITEM_DATE:
    case CUNYI_ITEM_TIME:
    case CUNYI_ITEM_MOMENT:
    case CUNYI_ITEM_RANK:
    case CUNYI_ITEM_ACKNOWLEDGE:
    case CUNYI_ITEM_IMAGE:
    case CUNYI_ITEM_SELECT_ONE:
    case CUNYI_ITEM_SELECT_MULTIPLE:
    case CUNYI_ITEM_NOTE:
    case CUNYI_ITEM_GROUP:
    case CUNYI_ITEM_REPEAT:
    default:
      return !item->no_print && !item->print.skip;
    }
}

static void
clear_part (gpointer data)
{
  g_ptr_array_unref (((CunyiFormPart *) data)->joined);
}

static GArray *
new_parts (void)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (CunyiFormPart));

  g_array_set_clear_func (parts, clear_part);
  return parts;
}

gboolean
cunyi_form_is_table (const CunyiItem *group)
{
  return group->kind == CUNYI_ITEM_GROUP && (group->print.columns || group->print.across);
}

gboolean
cunyi_form_is_in_table (const CunyiItem *table, const CunyiItem *item)
{
  if (item->parent != table)
    return FALSE;
  if (table->print.across)
    return item->kind == CUNYI_ITEM_GROUP;
  /* the sum below the scores is a row of their table */
  return item->kind == CUNYI_ITEM_SELECT_ONE || (table->print_text && cunyi_item_is_number (item));
}

/* The walk through the items, with what lies around the one at hand. */
typedef struct {
  CunyiFormPaper *paper;
  GArray *parts;
  gboolean head;                  /* what stands above the table is wanted, not the table */
  const CunyiItem *sections[CUNYI_FORM_MAX_SECTIONS];
  guint n_sections;
  guint columns;
  gboolean begins_page;           /* what comes next does */
  gboolean once;                  /* a group around is */
  const CunyiItem *table;         /* the group around with options as columns, or with groups as columns */
} Walk;

static void
add_part (Walk *walk, const CunyiItem *item)
{
  CunyiFormPart part = { .item = item, .n_sections = walk->n_sections, .columns = walk->columns };

  part.once = walk->once || item->print.once;
  part.joined = g_ptr_array_new ();
  memcpy (part.sections, walk->sections, sizeof part.sections);
  part.begins_page = walk->begins_page || item->print.begins_page;
  walk->begins_page = FALSE;
  g_array_append_val (walk->parts, part);
}

/* TRUE when its name stands at the left of what is in it. */
static gboolean
is_section (Walk *walk, const CunyiItem *group, const char *label)
{
  return *label && !group->print.flat && !group->print.wide && walk->n_sections < CUNYI_FORM_MAX_SECTIONS
         && (walk->paper->kind == CUNYI_PAPER_SHEET || walk->paper->kind == CUNYI_PAPER_COLUMNS);
}

static void walk_items (Walk *walk, guint from, guint end, gboolean head);

static void
walk_group (Walk *walk, const CunyiItem *group, gboolean head)
{
  g_autofree char *label = cunyi_form_label (walk->paper, group);
  guint columns = walk->columns, n_sections = walk->n_sections;
  const CunyiItem *last = n_sections < CUNYI_FORM_MAX_SECTIONS ? walk->sections[n_sections] : NULL;
  const CunyiItem *table = walk->table;
  gboolean once = walk->once;

  walk->begins_page |= group->print.begins_page && !walk->head;
  walk->once |= group->print.once;
  if (cunyi_form_is_table (group))
    walk->table = group;
  if (!walk->head && !head)
    {
      if (cunyi_form_is_table (group))
        add_part (walk, group);
      else if (is_section (walk, group, label))
        walk->sections[walk->n_sections++] = group;
      else if (*label && !group->print.flat)
        add_part (walk, group);
    }
  walk->columns = MAX (group->print.width > 0 ? group->print.width : group->columns, 1);
  walk_items (walk, group->index + 1, group->end, head);
  walk->columns = columns;
  walk->table = table;
  walk->once = once;
  walk->n_sections = n_sections;
  if (n_sections < CUNYI_FORM_MAX_SECTIONS)
    walk->sections[n_sections] = last;
}

static gboolean
applies (Walk *walk, const CunyiItem *item)
{
  return !item->print.applies || !item->relevant || cunyi_expression_test (item->relevant, walk->paper->context);
}

/* `head`: a group around it stands above the table. */
static void
walk_items (Walk *walk, guint from, guint end, gboolean head)
{
  for (guint i = from; i < end && cunyi_layout_spend (walk->paper->layout, 1); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (walk->paper->form, i);
      gboolean in_head = head || item->print.head;
      gboolean wanted = cunyi_form_is_printed (item) && applies (walk, item)
                        && !(walk->table && cunyi_form_is_in_table (walk->table, item));

      if (item->kind == CUNYI_ITEM_GROUP)
        {
          if (wanted)
            walk_group (walk, item, in_head);
          i = item->end - 1;
          continue;
        }
      if (wanted && in_head == walk->head)
        {
          if (item->print.join && walk->parts->len > 0 && cunyi_item_has_answer (item))
            g_ptr_array_add (g_array_index (walk->parts, CunyiFormPart, walk->parts->len - 1).joined, (gpointer) item);
          else
            add_part (walk, item);
        }
      if (item->kind == CUNYI_ITEM_REPEAT)
        i = item->end - 1;
    }
}

GArray *
cunyi_form_list_parts (CunyiFormPaper *paper, gboolean head)
{
  Walk walk = { .paper = paper, .parts = new_parts (), .head = head, .columns = 4 };

  walk_items (&walk, 0, cunyi_form_n_items (paper->form), FALSE);
  return walk.parts;
}

GArray *
cunyi_form_list_inside (CunyiFormPaper *paper, const CunyiItem *group)
{
  Walk walk = { .paper = paper, .parts = new_parts (), .columns = 1 };

  walk_items (&walk, group->index + 1, group->end, FALSE);
  return walk.parts;
}

GArray *
cunyi_form_list_columns (CunyiFormPaper *paper, const CunyiItem *repeat)
{
  Walk walk = { .paper = paper, .parts = new_parts (), .columns = MAX (repeat->columns, 1) };

  for (guint i = repeat->index + 1; i < repeat->end; i++)
    {
      const CunyiItem *item = cunyi_form_get_item (paper->form, i);

      if (item->kind == CUNYI_ITEM_GROUP && !cunyi_form_is_printed (item))
        i = item->end - 1;
      else if (item->repeat == repeat && cunyi_item_has_answer (item) && cunyi_form_is_printed (item))
        {
          if (item->print.join && walk.parts->len > 0)
            g_ptr_array_add (g_array_index (walk.parts, CunyiFormPart, walk.parts->len - 1).joined, (gpointer) item);
          else if (walk.parts->len < 16)
            add_part (&walk, item);
        }
    }
  return walk.parts;
}

guint
cunyi_form_get_units (const CunyiFormPart *part, gboolean as_on_screen)
{
  const CunyiItem *item = part->item;
  guint units = item->print.width > 0 ? item->print.width : item->width > 0 ? item->width : part->columns;

  /* questions with cells of their own are at most three in a row */
  if (!as_on_screen && item->print.width == 0)
    units = MAX (units, (part->columns + 2) / 3);
  return CLAMP (units, 1, part->columns);
}

guint
cunyi_form_take_row (GArray *parts, guint first, gboolean as_on_screen)
{
  const CunyiFormPart *lead = &g_array_index (parts, CunyiFormPart, first);
  guint used = 0, i;

  for (i = first; i < parts->len; i++)
    {
      const CunyiFormPart *part = &g_array_index (parts, CunyiFormPart, i);
      guint units = cunyi_form_get_units (part, as_on_screen);

      if (!cunyi_item_has_answer (part->item) || part->item->parent != lead->item->parent
          || (i > first && (part->begins_page || used + units > lead->columns)))
        break;
      used += units;
    }
  return i - first;
}
