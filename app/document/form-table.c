/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Groups that are a table by themselves. With the word columns the options stand at the head and each question is a row in which
 * one is ticked; with across the groups inside are the columns, and their questions in order the rows. */

#include "config.h"

#include "document/form-paper.h"

#include <string.h>

/* The questions' part of the width; less where the options are described in each row. */
#define QUESTION 0.4
#define QUESTION_SCORED 0.24
#define SCORE 0.11
#define ACROSS 0.1
#define SMALL 0.8 /* of the letters around */
#define NONE "—"  /* a column that a question has no option for */

typedef struct {
  CunyiFormPaper *paper;
  const CunyiFormPart *part;
  const double *edges;          /* of the sections */
  double x;
  const CunyiChoiceList *lead;  /* the options at the head: those of the question that has most */
  double first, each, last;     /* widths of the columns */
  char **words;                 /* of a table with scores: over the options, before the scores, over the result; else NULL */
} Table;

/* ---- options as columns ---- */

static const CunyiChoiceList *
find_lead (CunyiForm *form, const CunyiItem *group)
{
  const CunyiChoiceList *lead = NULL;

  for (guint i = group->index + 1; i < group->end; i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);

      if (item->choices && cunyi_form_is_in_table (group, item) && (!lead || item->choices->n_choices > lead->n_choices))
        lead = item->choices;
    }
  return lead;
}

/* What stands at the head of a column: what the choice says in `column`, else its words. */
static const char *
name_column (const CunyiChoice *choice)
{
  const char *name = cunyi_choice_get (choice, "column");

  return *name ? name : cunyi_text_get_source (choice->label);
}

/* The option of a question for a column; NULL when it has none. */
static const CunyiChoice *
find_option (Table *table, const CunyiChoiceList *choices, guint column)
{
  const char *name = cunyi_choice_get (&table->lead->choices[column], "column");

  if (*name == '\0')
    return column < choices->n_choices ? &choices->choices[column] : NULL;
  for (guint i = 0; i < choices->n_choices; i++)
    if (strcmp (cunyi_choice_get (&choices->choices[i], "column"), name) == 0)
      return &choices->choices[i];
  return NULL;
}

static double
column_at (Table *table, guint column)
{
  return table->x + table->first + column * table->each;
}

static void
add_words (Table *table, GArray *cells, guint column, const char *text)
{
  cunyi_form_add_words (table->paper, cells, column_at (table, column), table->each, text, CUNYI_ALIGN_CENTER, FALSE);
}

static void
add_head (Table *table)
{
  CunyiFormPaper *paper = table->paper;
  CunyiBand band = { .header = TRUE, .of = table->part->item, .begins_page = table->part->begins_page };
  GArray *names = cunyi_form_new_cells (), *both = cunyi_form_new_cells ();
  g_autofree char *label = cunyi_form_label (paper, table->part->item);
  double end = column_at (table, table->lead->n_choices);

  for (guint i = 0; i < table->lead->n_choices; i++)
    add_words (table, names, i, name_column (&table->lead->choices[i]));
  cunyi_form_add_words (paper, both, table->x, table->first, label, CUNYI_ALIGN_CENTER, FALSE);
  if (table->words)
    {
      GArray *over = cunyi_form_new_cells ();

      cunyi_form_add_words (paper, over, table->x + table->first, end - table->x - table->first, table->words[0],
                            CUNYI_ALIGN_CENTER, FALSE);
      cunyi_form_add_words (paper, both, end, table->last, table->words[2], CUNYI_ALIGN_CENTER, FALSE);
      cunyi_form_add_rows (paper, over, names, both, table->part, table->edges, band);
      return;
    }
  g_array_append_vals (both, names->data, names->len);
  g_array_set_clear_func (names, NULL); /* the others have them */
  g_array_unref (names);
  cunyi_form_add_row (paper, both, cunyi_form_row_height (paper), table->part, table->edges, band);
}

/* The figure to be ticked; below it, where the words are not those of the head, its own. */
static CunyiSlab *
lay_figure (Table *table, const CunyiChoice *choice, gboolean chosen, gboolean own_words)
{
  CunyiFormPaper *paper = table->paper;
  CunyiLook look = paper->look;
  g_autofree char *figure = g_strconcat (chosen ? paper->layout->tick : "", choice->name, NULL);
  double width = table->each - CUNYI_FORM_PAD_X * 2;
  CunyiSlab *slab;

  look.align = CUNYI_ALIGN_CENTER;
  slab = cunyi_layout_plain (paper->layout, figure, &look, width);
  if (own_words)
    {
      g_autofree char *label = cunyi_text_expand (choice->label, paper->context);
      g_autofree char *text = g_strdup_printf ("（%s）", label);
      g_autoptr(CunyiSlab) words = NULL;

      look.size *= SMALL;
      words = cunyi_layout_plain (paper->layout, text, &look, width);
      cunyi_slab_put (slab, words, 0, slab->height);
      slab->height += words->height;
    }
  return slab;
}

static void
add_question (Table *table, const CunyiItem *item)
{
  CunyiFormPaper *paper = table->paper;
  GArray *cells = cunyi_form_new_cells ();
  g_autofree char *label = cunyi_form_label (paper, item);
  const char *value = cunyi_context_get (paper->context, item->name);

  cunyi_form_add_words (paper, cells, table->x, table->first, label, CUNYI_ALIGN_LEFT, FALSE);
  for (guint i = 0; i < table->lead->n_choices; i++)
    {
      const CunyiChoice *choice = find_option (table, item->choices, i);

      if (choice)
        cunyi_form_add_cell (cells, column_at (table, i), table->each,
                             lay_figure (table, choice, strcmp (choice->name, value) == 0, item->choices != table->lead), FALSE);
      else
        add_words (table, cells, i, NONE);
    }
  cunyi_form_add_row (paper, cells, cunyi_form_row_height (paper), table->part, table->edges,
                      (CunyiBand){ .of = table->part->item, .begins_page = item->print.begins_page });
}

/* The options in words, below them their scores, and at the end the one that was given. */
static void
add_scored (Table *table, const CunyiItem *item)
{
  CunyiFormPaper *paper = table->paper;
  GArray *words = cunyi_form_new_cells (), *scores = cunyi_form_new_cells (), *both = cunyi_form_new_cells ();
  g_autofree char *label = cunyi_form_label (paper, item);
  const char *value = cunyi_context_get (paper->context, item->name);

  cunyi_form_add_words (paper, words, table->x, table->first, label, CUNYI_ALIGN_LEFT, FALSE);
  cunyi_form_add_words (paper, scores, table->x, table->first, table->words[1], CUNYI_ALIGN_CENTER, FALSE);
  for (guint i = 0; i < table->lead->n_choices; i++)
    {
      const CunyiChoice *choice = find_option (table, item->choices, i);
      g_autofree char *text = choice ? cunyi_text_expand (choice->label, paper->context) : g_strdup (NONE);

      add_words (table, words, i, text);
      add_words (table, scores, i, choice ? choice->name : NONE);
    }
  cunyi_form_add_words (paper, both, column_at (table, table->lead->n_choices), table->last, value, CUNYI_ALIGN_CENTER, FALSE);
  cunyi_form_add_rows (paper, words, scores, both, table->part, table->edges,
                       (CunyiBand){ .of = table->part->item, .begins_page = item->print.begins_page });
}

static void
add_sum (Table *table, const CunyiItem *item)
{
  CunyiFormPaper *paper = table->paper;
  GArray *cells = cunyi_form_new_cells ();
  g_autofree char *label = cunyi_form_label (paper, item);
  double end = column_at (table, table->lead->n_choices);

  cunyi_form_add_words (paper, cells, table->x, end - table->x, label, CUNYI_ALIGN_CENTER, FALSE);
  cunyi_form_add_words (paper, cells, end, table->last, cunyi_context_get (paper->context, item->name), CUNYI_ALIGN_CENTER, FALSE);
  cunyi_form_add_row (paper, cells, cunyi_form_row_height (paper), table->part, table->edges,
                      (CunyiBand){ .of = table->part->item });
}

static void
add_options (Table *table)
{
  CunyiFormPaper *paper = table->paper;
  const CunyiItem *group = table->part->item;
  double width = paper->width - table->x;
  g_autofree char *text = group->print_text ? cunyi_text_expand (group->print_text, paper->context) : NULL;
  g_auto(GStrv) words = text ? g_strsplit (text, "|", -1) : NULL;

  table->lead = find_lead (paper->form, group);
  if (!table->lead)
    return;
  table->words = words && g_strv_length (words) == 3 ? words : NULL;
  table->first = width * (table->words ? QUESTION_SCORED : QUESTION);
  table->last = table->words ? width * SCORE : 0;
  table->each = (width - table->first - table->last) / table->lead->n_choices;
  add_head (table);
  for (guint i = group->index + 1; i < group->end && cunyi_layout_spend (paper->layout, table->lead->n_choices); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (paper->form, i);

      if (!cunyi_form_is_in_table (group, item) || !cunyi_form_is_printed (item))
        continue;
      if (!item->choices)
        add_sum (table, item);
      else if (table->words)
        add_scored (table, item);
      else
        add_question (table, item);
    }
}

/* ---- groups as columns ---- */

static void
add_across_head (Table *table, GPtrArray *groups)
{
  CunyiFormPaper *paper = table->paper;
  GArray *cells = cunyi_form_new_cells ();
  g_autofree char *name = cunyi_form_label (paper, table->part->item);

  cunyi_form_add_words (paper, cells, table->x, table->first, name, CUNYI_ALIGN_CENTER, FALSE);
  for (guint i = 0; i < groups->len; i++)
    {
      g_autofree char *label = cunyi_form_label (paper, g_ptr_array_index (groups, i));

      add_words (table, cells, i, label);
    }
  cunyi_form_add_row (paper, cells, cunyi_form_row_height (paper), table->part, table->edges,
                      (CunyiBand){ .header = TRUE, .of = table->part->item, .begins_page = table->part->begins_page });
}

/* The questions at this place of every group; the first group says what the row is called. FALSE when there is none. */
static gboolean
add_across_row (Table *table, GPtrArray *columns, guint row)
{
  CunyiFormPaper *paper = table->paper;
  GArray *cells;
  gboolean any = FALSE;

  for (guint i = 0; i < columns->len; i++)
    any |= row < ((GArray *) g_ptr_array_index (columns, i))->len;
  if (!any)
    return FALSE;
  cells = cunyi_form_new_cells ();
  for (guint i = 0; i < columns->len; i++)
    {
      GArray *parts = g_ptr_array_index (columns, i);
      const CunyiFormPart *part = row < parts->len ? &g_array_index (parts, CunyiFormPart, row) : NULL;
      g_autofree char *label = part && i == 0 ? cunyi_form_label (paper, part->item) : NULL;

      if (label)
        cunyi_form_add_words (paper, cells, table->x, table->first, label, CUNYI_ALIGN_CENTER, FALSE);
      cunyi_form_add_cell (cells, column_at (table, i), table->each,
                           part ? cunyi_form_lay_answer (paper, part, paper->context, "", FALSE, table->each - CUNYI_FORM_PAD_X * 2)
                                : cunyi_slab_new (),
                           FALSE);
    }
  cunyi_form_add_row (paper, cells, cunyi_form_row_height (paper), table->part, table->edges,
                      (CunyiBand){ .of = table->part->item });
  return TRUE;
}

static void
add_across (Table *table)
{
  CunyiFormPaper *paper = table->paper;
  const CunyiItem *group = table->part->item;
  g_autoptr(GPtrArray) groups = g_ptr_array_new ();
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  double width = paper->width - table->x;

  for (guint i = group->index + 1; i < group->end; i++)
    {
      const CunyiItem *item = cunyi_form_get_item (paper->form, i);

      if (!cunyi_form_is_in_table (group, item) || !cunyi_form_is_printed (item))
        continue;
      g_ptr_array_add (groups, (gpointer) item);
      g_ptr_array_add (columns, cunyi_form_list_inside (paper, item));
    }
  if (groups->len == 0)
    return;
  table->first = width * ACROSS;
  table->each = (width - table->first) / groups->len;
  add_across_head (table, groups);
  for (guint row = 0; cunyi_layout_spend (paper->layout, groups->len) && add_across_row (table, columns, row); row++)
    ;
}

void
cunyi_form_add_table (CunyiFormPaper *paper, const CunyiFormPart *part, double x, const double *edges)
{
  Table table = { .paper = paper, .part = part, .edges = edges, .x = x };

  if (part->item->print.across)
    add_across (&table);
  else
    add_options (&table);
}
