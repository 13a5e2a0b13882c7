/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What stands in a cell: options with the boxes for their numbers, values, and the questions that join them. What is not
 * answered is room to write. */

#include "config.h"

#include "document/form-paper.h"

#include <math.h>
#include <string.h>

/* More options than these, and code lists of more than those, are not printed; the answer stands there alone. */
#define MAX_OPTIONS 40
#define MAX_CODES 16
/* More than these do not go into the head of a column by themselves. */
#define MAX_HEADED 8
/* Boxes of a question that does not say how many. */
#define MAX_BOXES 8

/* Room to write in, in letters; less in a cell that is narrower than NARROW. */
#define ROOM 2.5
#define ROOM_NARROW 1.4
#define FILL_WORDS 6
#define FILL_NUMBER 3
#define NARROW 14
#define NARROW_JOIN 10 /* what joins an answer has a line of its own */

/* Boxes that are a little too many for a line shrink this far. */
#define LEAST_BOXES 0.7

typedef struct {
  CunyiFormPaper *paper;
  CunyiContext *context;
  double room;         /* width of the cell in letters */
  CunyiWriting *writing;
  CunyiWriting *boxes; /* for the right end of the cell */
  gboolean options;    /* there are words to choose from */
  char *quarters[4];   /* of a cross under way */
} Answer;

static gboolean
has_numbers (const CunyiItem *item)
{
  for (guint i = 0; item->choices && i < item->choices->n_choices; i++)
    if (!g_ascii_isdigit (item->choices->choices[i].name[0]))
      return FALSE;
  return item->choices != NULL;
}

static gboolean
shows_options (const CunyiItem *item)
{
  return item->choices
         && item->choices->n_choices <= (g_str_has_prefix (item->choices->name, "codes:") ? MAX_CODES : MAX_OPTIONS);
}

/* TRUE when the number goes into a box, FALSE when the option itself is ticked. */
static gboolean
is_boxed (CunyiFormPaper *paper, const CunyiItem *item)
{
  return shows_options (item) && has_numbers (item) && !item->print.tick
         && (paper->kind != CUNYI_PAPER_GRID || item->print.box || item->print.n_boxes > 0);
}

static const char *
answer_of (const CunyiItem *item, CunyiContext *context)
{
  gboolean relevant = !item->relevant || cunyi_expression_test (item->relevant, context);

  return relevant ? cunyi_context_get (context, item->name) : "";
}

/* ---- print_text ---- */

/* "有＿＿＿" before a value says how long its line is, "□" that it stands in a box. */
static guint
count_before (const char *literal, const char *sign, gsize *end)
{
  guint n = 0;

  *end = strlen (literal);
  while (*end >= strlen (sign) && strncmp (literal + *end - strlen (sign), sign, strlen (sign)) == 0)
    {
      *end -= strlen (sign);
      n++;
    }
  return n;
}

static void
write_value (Answer *answer, const char *name, const char *value)
{
  const CunyiItem *item = name ? cunyi_form_find (answer->paper->form, name) : NULL;

  if (item && item->kind == CUNYI_ITEM_DATE)
    cunyi_writing_add_date (answer->writing, value, answer->room - fmod (cunyi_writing_guess_line (answer->writing), answer->room));
  else if (item && *value == '\0')
    cunyi_writing_add_room (answer->writing, answer->room < NARROW ? ROOM_NARROW : ROOM);
  else
    cunyi_writing_add (answer->writing, value);
}

/* The corner at the end of a text says which quarter of a cross the value behind it stands in: ┘${a}└${b}┐${c}┌${d}. The last
 * of them draws it. FALSE when there is none. */
static gboolean
write_quarter (Answer *answer, const char *literal, const char *value)
{
  static const char *const corners[] = { "┘", "└", "┐", "┌" };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (corners) && !g_str_has_suffix (literal, corners[i]); i++)
    ;
  if (i == G_N_ELEMENTS (corners))
    return FALSE;
  if (i == 0)
    {
      g_autofree char *before = g_strndup (literal, strlen (literal) - strlen (corners[0]));

      cunyi_writing_add (answer->writing, before);
    }
  g_free (answer->quarters[i]);
  answer->quarters[i] = g_strdup (value);
  if (i + 1 == G_N_ELEMENTS (corners))
    {
      const char *const quarters[] = { answer->quarters[0] ? answer->quarters[0] : "", answer->quarters[1] ? answer->quarters[1] : "",
                                       answer->quarters[2] ? answer->quarters[2] : "", value };

      cunyi_writing_add_cross (answer->writing, quarters);
    }
  return TRUE;
}

static void
write_piece (const char *literal, const char *name, const char *value, gpointer data)
{
  Answer *answer = data;
  gsize end;
  guint ruled = value ? count_before (literal, "＿", &end) : 0;
  gboolean boxed = value && ruled == 0 && g_str_has_suffix (literal, "□");
  g_autofree char *before = ruled > 0 ? g_strndup (literal, end) : boxed ? g_strndup (literal, strlen (literal) - strlen ("□"))
                                                                         : g_strdup (literal);

  if (value && write_quarter (answer, literal, value))
    return;
  cunyi_writing_add (answer->writing, before);
  if (ruled > 0)
    cunyi_writing_add_fill (answer->writing, value, ruled);
  else if (boxed)
    cunyi_writing_add_box (answer->writing, value);
  else if (value)
    write_value (answer, name, value);
}

/* ---- options ---- */

/* The digits of a text, each in its box: □□□-□□□□□. */
static void
write_digits (Answer *answer, const CunyiItem *item, const char *value)
{
  for (guint group = 0; group < G_N_ELEMENTS (item->print.boxes) && item->print.boxes[group] > 0; group++)
    {
      if (group > 0)
        cunyi_writing_add (answer->writing, "-");
      for (guint i = 0; i < item->print.boxes[group]; i++)
        {
          g_autofree char *letter = NULL;

          while (*value == '-' || *value == ' ')
            value++;
          letter = *value ? g_strndup (value, g_utf8_next_char (value) - value) : g_strdup ("");
          value += strlen (letter);
          cunyi_writing_add_box (answer->writing, letter);
        }
    }
  /* a value longer than its boxes is not cut off */
  cunyi_writing_add (answer->writing, value);
}

/* The numbers of what was chosen, □/□/□, for the right end of the cell. */
static void
write_boxes (Answer *answer, const CunyiItem *item, const char *value)
{
  g_auto(GStrv) values = g_strsplit (value, " ", -1);
  guint n_values = g_strv_length (values), n = 1;

  if (item->kind != CUNYI_ITEM_SELECT_ONE)
    n = MAX (item->print.n_boxes > 0 ? item->print.n_boxes : MIN (item->choices->n_choices, MAX_BOXES), n_values);
  if (!answer->boxes)
    answer->boxes = cunyi_writing_new (answer->paper->layout);
  for (guint i = 0; i < n; i++)
    {
      if (cunyi_writing_get_length (answer->boxes) > 0)
        cunyi_writing_add (answer->boxes, "/\u200B");
      cunyi_writing_add_box (answer->boxes, i < n_values ? values[i] : "");
    }
}

/* The question whose answer stands behind this option. */
static const CunyiItem *
find_behind (const CunyiFormPart *part, const char *choice)
{
  for (guint i = 0; i < part->joined->len; i++)
    if (strcmp (((const CunyiItem *) g_ptr_array_index (part->joined, i))->print.behind, choice) == 0)
      return g_ptr_array_index (part->joined, i);
  return NULL;
}

static void
write_fill (Answer *answer, const CunyiItem *item)
{
  const char *value = answer_of (item, answer->context);
  g_autofree char *text = cunyi_form_answer_to_text (item, value);

  if (item->kind == CUNYI_ITEM_IMAGE)
    {
      g_free (text);
      text = *value ? cunyi_form_add_photo (answer->paper, item, value) : g_strdup ("");
    }
  if (item->print.n_boxes > 0 && !item->choices)
    write_digits (answer, item, value);
  else if (item->kind == CUNYI_ITEM_DATE)
    cunyi_writing_add_date (answer->writing, value, answer->room);
  else
    cunyi_writing_add_fill (answer->writing, text, MIN (cunyi_item_is_number (item) ? FILL_NUMBER : FILL_WORDS, answer->room / 3));
}

/* From `start` on it stays on one line, if `room` letters are enough for that. */
static void
keep_together (CunyiWriting *writing, guint start, double room)
{
  if (cunyi_writing_guess_width (writing, start) < room)
    cunyi_writing_add_attribute (writing, start, pango_attr_allow_breaks_new (FALSE));
}

/* Of the screen alone: the paper leaves all unticked. */
static gboolean
is_left_out (const CunyiChoice *choice)
{
  return strcmp (cunyi_choice_get (choice, "print"), "skip") == 0;
}

static void
write_options (Answer *answer, const CunyiItem *item, const CunyiFormPart *part, const char *value)
{
  gboolean ticked = !is_boxed (answer->paper, item);
  guint before = cunyi_writing_get_length (answer->writing);
  g_auto(GStrv) values = g_strsplit (value, " ", -1);

  for (guint i = 0; i < item->choices->n_choices; i++)
    {
      const CunyiChoice *choice = &item->choices->choices[i];
      g_autofree char *label = cunyi_text_expand (choice->label, answer->context);
      gboolean numbered = g_ascii_isdigit (choice->name[0]) && !item->print.bare;
      g_autofree char *words = numbered ? g_strdup_printf ("%s\u00A0%s", choice->name, label) : g_strdup (label);
      const CunyiItem *behind = part ? find_behind (part, choice->name) : NULL;
      guint start;

      if (is_left_out (choice))
        continue;
      if (cunyi_writing_get_length (answer->writing) > before)
        cunyi_writing_add (answer->writing, "  ");
      start = cunyi_writing_get_length (answer->writing);
      if (ticked)
        cunyi_writing_add_tick (answer->writing, g_strv_contains ((const char *const *) values, choice->name), words);
      else
        cunyi_writing_add (answer->writing, words);
      if (behind && behind->print_text)
        cunyi_text_walk (behind->print_text, answer->context, write_piece, answer);
      else if (behind)
        write_fill (answer, behind);
      keep_together (answer->writing, start, answer->room);
    }
  answer->options = TRUE;
}

/* ---- cells ---- */

/* One question without its label. */
static void
write_question (Answer *answer, const CunyiItem *item, const CunyiFormPart *part, gboolean legend)
{
  const char *value = answer_of (item, answer->context);

  if (item->print_text)
    cunyi_text_walk (item->print_text, answer->context, write_piece, answer);
  else if (shows_options (item) && !(legend && is_boxed (answer->paper, item)))
    write_options (answer, item, part, value);
  else if (!item->choices && item->print.n_boxes > 0)
    write_digits (answer, item, value);
  else if (!item->choices && answer->paper->ruled)
    write_fill (answer, item);
  else if (item->kind == CUNYI_ITEM_DATE)
    cunyi_writing_add_date (answer->writing, value, answer->room);
  else if (item->kind == CUNYI_ITEM_IMAGE)
    {
      g_autofree char *where = *value ? cunyi_form_add_photo (answer->paper, item, value) : NULL;

      if (where)
        cunyi_writing_add (answer->writing, where);
    }
  else if (!shows_options (item))
    {
      g_autofree char *text = cunyi_form_answer_to_text (item, value);

      cunyi_writing_add (answer->writing, text);
    }
  if (is_boxed (answer->paper, item) && (!item->print_text || item->print.box || item->print.n_boxes > 0))
    write_boxes (answer, item, value);
}

static void
write_joined (Answer *answer, const CunyiFormPart *part)
{
  const CunyiItem *lead = part->item;
  gboolean options = shows_options (lead) && !lead->print_text;

  for (guint i = 0; i < part->joined->len; i++)
    {
      const CunyiItem *item = g_ptr_array_index (part->joined, i);
      g_autofree char *label = cunyi_form_label (answer->paper, item);

      if (options && *item->print.behind && cunyi_choices_find (lead->choices, item->print.behind))
        continue; /* stands behind its option */
      /* narrow columns have a line for each */
      if (cunyi_writing_get_length (answer->writing) > 0)
        cunyi_writing_add (answer->writing, answer->paper->kind == CUNYI_PAPER_COLUMNS || answer->room < NARROW_JOIN ? "\n" : "  ");
      if (*label && !item->print_text)
        {
          cunyi_writing_add (answer->writing, label);
          if (!g_str_has_suffix (label, "：") && !g_str_has_suffix (label, ":"))
            cunyi_writing_add (answer->writing, "：");
        }
      if (item->choices || item->print_text)
        write_question (answer, item, NULL, FALSE);
      else
        write_fill (answer, item);
    }
}

/* In one line where that is possible. */
static CunyiSlab *
lay_boxes (Answer *answer, CunyiLook look, double width)
{
  double natural = cunyi_writing_measure (answer->boxes, &look);

  if (natural > width && natural * LEAST_BOXES < width)
    look.size *= width / natural * 0.99;
  return cunyi_writing_lay (answer->boxes, &look, width);
}

/* Boxes stand at the right end: beside the words when there is room for both, else below them. Without the words of the options
 * they come first, in the middle. */
static CunyiSlab *
put_boxes (Answer *answer, CunyiLook look, double width)
{
  gboolean words = cunyi_writing_get_length (answer->writing) > 0, beside;
  double taken = cunyi_writing_measure (answer->boxes, &look) + look.size * 0.3 * answer->paper->layout->scale;
  g_autoptr(CunyiSlab) boxes = NULL;
  CunyiSlab *slab;

  beside = words && answer->options && taken < width * 0.5;
  slab = words ? cunyi_writing_lay (answer->writing, &look, beside ? width - taken : width) : cunyi_slab_new ();
  look.align = answer->options ? CUNYI_ALIGN_RIGHT : CUNYI_ALIGN_CENTER;
  boxes = lay_boxes (answer, look, width);
  if (beside)
    cunyi_slab_put (slab, boxes, 0, MAX (slab->height - boxes->height, 0));
  else if (answer->options)
    {
      cunyi_slab_put (slab, boxes, 0, slab->height);
      slab->height += boxes->height;
    }
  else
    {
      cunyi_slab_put (boxes, slab, 0, boxes->height);
      boxes->height += slab->height;
      cunyi_slab_free (slab);
      slab = g_steal_pointer (&boxes);
    }
  return slab;
}

CunyiSlab *
cunyi_form_lay_answer (CunyiFormPaper *paper, const CunyiFormPart *part, CunyiContext *context, const char *label,
                       gboolean legend, double width)
{
  g_autoptr(CunyiWriting) writing = cunyi_writing_new (paper->layout);
  Answer answer = { paper, context, width / (paper->look.size * paper->layout->scale), writing };
  CunyiLook look = paper->look;
  CunyiSlab *slab;

  if (*label)
    {
      cunyi_writing_add (writing, label);
      cunyi_writing_add (writing, "：");
    }
  write_question (&answer, part->item, part, legend);
  write_joined (&answer, part);
  if (paper->kind == CUNYI_PAPER_COLUMNS && !part->once && !answer.options && !paper->ruled && part->joined->len == 0)
    look.align = CUNYI_ALIGN_CENTER;
  slab = answer.boxes ? put_boxes (&answer, look, width) : cunyi_writing_lay (writing, &look, width);
  g_clear_pointer (&answer.boxes, cunyi_writing_free);
  for (guint i = 0; i < G_N_ELEMENTS (answer.quarters); i++)
    g_free (answer.quarters[i]);
  return slab;
}

gboolean
cunyi_form_has_legend (const CunyiItem *item)
{
  return item->print.legend
         || (shows_options (item) && item->choices->n_choices <= MAX_HEADED && has_numbers (item) && !item->print.tick
             && !item->print_text);
}

CunyiSlab *
cunyi_form_lay_member (CunyiFormPaper *paper, const CunyiFormPart *part, CunyiContext *context, double width)
{
  const CunyiItem *item = part->item;
  gboolean boxed = is_boxed (paper, item) && cunyi_form_has_legend (item);

  if (item->choices && !item->print_text && !boxed && part->joined->len == 0)
    {
      g_autofree char *text = cunyi_form_answer_to_text (item, answer_of (item, context));

      return cunyi_layout_plain (paper->layout, text, &paper->look, width);
    }
  return cunyi_form_lay_answer (paper, part, context, "", boxed, width);
}

CunyiSlab *
cunyi_form_lay_legend (CunyiFormPaper *paper, const CunyiItem *item, const CunyiLook *look, double width)
{
  g_autoptr(CunyiWriting) writing = cunyi_writing_new (paper->layout);
  double room = width / (look->size * paper->layout->scale);

  for (guint i = 0; shows_options (item) && i < item->choices->n_choices; i++)
    {
      const CunyiChoice *choice = &item->choices->choices[i];
      g_autofree char *label = cunyi_text_expand (choice->label, paper->context);
      g_autofree char *words = g_strdup_printf ("%s\u00A0%s", choice->name, label);
      guint start;

      if (i > 0)
        cunyi_writing_add (writing, room < NARROW ? "\n" : "  ");
      start = cunyi_writing_get_length (writing);
      cunyi_writing_add (writing, words);
      keep_together (writing, start, room);
    }
  return cunyi_writing_lay (writing, look, width);
}
