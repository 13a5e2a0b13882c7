/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One table on one sheet. The library keeps a single row in memory, so everything is written from top to bottom. */

#include "config.h"

#include "report/page-private.h"

#include "report/header.h"

#include <string.h>

/* Every office program in China has it; another falls back to its own Chinese font. */
#define FONT "宋体"
#define BREATH 1024
#define MAX_CELL_LETTERS 32767
/* Days from 1899-12-30, where workbooks count from, to 1970-01-01; before March 1900 Excel counts a day too many. */
#define EPOCH 25569
#define FIRST_SURE_DAY 61
/* Letters beyond which columns kept in sight would fill a small screen. */
#define MAX_FROZEN_WIDTH 45
#define LINE_HEIGHT 15.0
/* Up to so many letters a column is narrow, and its short words stand in the middle. */
#define NARROW 14
/* Tables that people print get rows with room for a pen; longer ones are left to the program that opens them. */
#define MAX_AIRY_ROWS 2000

struct _CunyiPageFormats {
  lxw_format *title, *left, *middle, *right, *note, *head;
  lxw_format *text, *centre, *integer, *decimal, *day, *rate;
  lxw_format *total_text, *total_integer, *total_decimal, *total_rate;
};

typedef struct {
  lxw_worksheet *sheet;
  CunyiPageFormats *formats;
  CunyiReportResult *result;
  guint n_columns;
  guint width; /* of all columns, in letters */
  guint row;   /* the next one to be written */
} Page;

/* ---- formats ---- */

static lxw_format *
format_new (lxw_workbook *workbook, double size, guint align, const char *number)
{
  lxw_format *format = workbook_add_format (workbook);

  format_set_font_name (format, FONT);
  format_set_font_size (format, size);
  format_set_align (format, align);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_text_wrap (format);
  if (number)
    format_set_num_format (format, number);
  return format;
}

static lxw_format *
cell_new (lxw_workbook *workbook, guint align, const char *number, gboolean bold)
{
  lxw_format *format = format_new (workbook, 10, align, number);

  format_set_border (format, LXW_BORDER_THIN);
  if (bold)
    format_set_bold (format);
  return format;
}

CunyiPageFormats *
cunyi_page_formats_new (lxw_workbook *workbook)
{
  CunyiPageFormats *formats = g_new0 (CunyiPageFormats, 1);

  formats->title = format_new (workbook, 18, LXW_ALIGN_CENTER, NULL);
  format_set_bold (formats->title);
  formats->left = format_new (workbook, 10.5, LXW_ALIGN_LEFT, NULL);
  formats->middle = format_new (workbook, 10.5, LXW_ALIGN_CENTER, NULL);
  formats->right = format_new (workbook, 10.5, LXW_ALIGN_RIGHT, NULL);
  formats->note = format_new (workbook, 9, LXW_ALIGN_LEFT, NULL);
  formats->head = cell_new (workbook, LXW_ALIGN_CENTER, NULL, TRUE);
  /* “@” keeps a text a text also after somebody has edited the cell. */
  formats->text = cell_new (workbook, LXW_ALIGN_LEFT, "@", FALSE);
  formats->centre = cell_new (workbook, LXW_ALIGN_CENTER, "@", FALSE);
  formats->integer = cell_new (workbook, LXW_ALIGN_CENTER, "0", FALSE);
  formats->decimal = cell_new (workbook, LXW_ALIGN_RIGHT, "0.00##", FALSE);
  formats->day = cell_new (workbook, LXW_ALIGN_CENTER, "yyyy-mm-dd", FALSE);
  formats->rate = cell_new (workbook, LXW_ALIGN_CENTER, "0.00", FALSE);
  formats->total_text = cell_new (workbook, LXW_ALIGN_CENTER, "@", TRUE);
  formats->total_integer = cell_new (workbook, LXW_ALIGN_CENTER, "0", TRUE);
  formats->total_decimal = cell_new (workbook, LXW_ALIGN_RIGHT, "0.00##", TRUE);
  formats->total_rate = cell_new (workbook, LXW_ALIGN_CENTER, "0.00", TRUE);
  return formats;
}

/* ---- cells ---- */

static gboolean
is_plain (const char *text)
{
  gsize length = 0;

  for (const char *p = text; *p != '\0'; p++, length++)
    if (((guchar) *p < 0x20 && *p != '\n') || *p == 0x7f)
      return FALSE;
  return length <= MAX_CELL_LETTERS && g_utf8_validate_len (text, length, NULL);
}

/* What XML and Excel take: no control characters, not too long. (transfer full) */
static char *
tidy (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *tidied = g_string_new (NULL);
  guint letters = 0;

  for (const char *p = valid; *p != '\0' && letters < MAX_CELL_LETTERS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || (c >= 0x20 && c != 0x7f && c != 0xfffe && c != 0xffff))
        {
          g_string_append_unichar (tidied, c);
          /* Excel counts in UTF-16. */
          letters += c > 0xffff ? 2 : 1;
        }
      else if (c == '\t')
        {
          g_string_append_c (tidied, ' ');
          letters++;
        }
    }
  return g_string_free (tidied, FALSE);
}

/* Always as a string: a text that looks like a formula is one that somebody typed into a name. */
static void
put_text (Page *page, guint row, guint column, const char *text, lxw_format *format)
{
  g_autofree char *tidied = NULL;

  if (!is_plain (text))
    text = tidied = tidy (text);
  if (*text == '\0')
    worksheet_write_blank (page->sheet, row, column, format);
  else
    worksheet_write_string (page->sheet, row, column, text, format);
}

static guint
column_width (Page *page, guint column)
{
  return cunyi_report_result_get_column (page->result, column)->width;
}

static void
put_rate (Page *page, guint column, const CunyiRate *rate, gboolean total)
{
  CunyiPageFormats *formats = page->formats;
  gint64 hundredths;

  if (cunyi_rate_round (rate, &hundredths))
    worksheet_write_number (page->sheet, page->row, column, hundredths / 100.0,
                            total ? formats->total_rate : formats->rate);
  else
    put_text (page, page->row, column, CUNYI_NO_RATE, total ? formats->total_text : formats->centre);
}

static void
put_cell (Page *page, guint row, guint column)
{
  CunyiReportCell cell = cunyi_report_result_get (page->result, row, column);
  CunyiPageFormats *formats = page->formats;
  gboolean total = row == CUNYI_REPORT_TOTAL;
  lxw_format *text = total ? formats->total_text : column_width (page, column) <= NARROW ? formats->centre : formats->text;
  g_autofree char *early = NULL;

  switch (cell.kind)
    {
    case CUNYI_REPORT_CELL_TEXT:
      put_text (page, page->row, column, cell.text, text);
      break;
    case CUNYI_REPORT_CELL_INTEGER:
      worksheet_write_number (page->sheet, page->row, column, cell.number,
                              total ? formats->total_integer : formats->integer);
      break;
    case CUNYI_REPORT_CELL_DECIMAL:
      worksheet_write_number (page->sheet, page->row, column, cell.number,
                              total ? formats->total_decimal : formats->decimal);
      break;
    case CUNYI_REPORT_CELL_DAY:
      if (cell.day + EPOCH >= FIRST_SURE_DAY)
        worksheet_write_number (page->sheet, page->row, column, cell.day + EPOCH, formats->day);
      else
        put_text (page, page->row, column, (early = cunyi_day_to_text (cell.day)), formats->centre);
      break;
    case CUNYI_REPORT_CELL_RATE:
      put_rate (page, column, &cell.rate, total);
      break;
    case CUNYI_REPORT_CELL_EMPTY:
    default:
      worksheet_write_blank (page->sheet, page->row, column, text);
      break;
    }
}

/* ---- merged cells ---- */

/* worksheet_merge_range() writes the cells of a range too, and with one row in memory that is the end of every row above
 * its last. So a range is put on the sheet's list and its cells are written in their turn. The sheet frees it. */
static void
merge (Page *page, guint top, guint left, guint bottom, guint right)
{
  lxw_merged_range *range;

  if (top == bottom && left == right)
    return;
  range = calloc (1, sizeof *range);
  if (!range)
    g_error ("out of memory");
  range->first_row = top;
  range->first_col = left;
  range->last_row = bottom;
  range->last_col = right;
  STAILQ_INSERT_TAIL (page->sheet->merged_ranges, range, list_pointers);
  page->sheet->merged_range_count++;
}

static void
put_span (Page *page, guint left, guint right, const char *text, lxw_format *format)
{
  put_text (page, page->row, left, text, format);
  for (guint column = left + 1; column <= right; column++)
    worksheet_write_blank (page->sheet, page->row, column, format);
  merge (page, page->row, left, page->row, right);
}

/* The first columns of `n` parts that are about equally wide, each of a column at least. (transfer full) */
static guint *
part_starts (Page *page, guint n)
{
  guint *starts = g_new0 (guint, n + 1);
  guint width = 0, column = 0;

  for (guint part = 1; part < n; part++)
    {
      while (column < page->n_columns && width * n < page->width * part)
        width += column_width (page, column++);
      starts[part] = CLAMP (column, starts[part - 1] + 1, page->n_columns - (n - part));
    }
  starts[n] = page->n_columns;
  return starts;
}

/* Texts beside each other over the whole width: the lines under the title, the places for signatures. */
static void
put_parts (Page *page, const char *const *texts, lxw_format *const *formats, guint n)
{
  g_autofree guint *starts = NULL;

  if (n > page->n_columns)
    {
      g_autoptr(GString) joined = g_string_new (NULL);

      for (guint i = 0; i < n; i++)
        g_string_append_printf (joined, "%s%s", i > 0 && *texts[i] ? "  " : "", texts[i]);
      put_span (page, 0, page->n_columns - 1, joined->str, formats[0]);
      return;
    }
  starts = part_starts (page, n);
  for (guint i = 0; i < n; i++)
    put_span (page, starts[i], starts[i + 1] - 1, texts[i], formats[i]);
}

/* Lines that a text takes in so many letters. */
static guint
count_lines (const char *text, guint width)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i]; i++)
    n += MAX (1, (cunyi_report_text_width (lines[i]) + width - 1) / MAX (width, 1));
  return MAX (n, 1);
}

/* Excel allows 409 points. */
static double
row_height (guint lines)
{
  return MIN (LINE_HEIGHT * lines + 5, 409);
}

/* ---- the parts of a table, from the top ---- */

static void
draw_title (Page *page)
{
  const char *mark = cunyi_report_result_get_mark (page->result);
  const char *title = cunyi_report_result_get_title (page->result);
  g_autofree char *text = *mark ? g_strdup_printf ("%s（%s）", title, mark) : g_strdup (title);
  /* A letter of 18 points is as wide as nearly two of the columns' letters. */
  guint lines = count_lines (text, MAX (page->width * 10 / 18, 2));

  worksheet_set_row (page->sheet, page->row, 30.0 * lines, NULL);
  put_span (page, 0, page->n_columns - 1, text, page->formats->title);
  page->row++;
}

static void
draw_lines (Page *page)
{
  const char *parts[] = { cunyi_report_result_get_left (page->result), cunyi_report_result_get_middle (page->result),
                          cunyi_report_result_get_right (page->result) };
  lxw_format *const formats[] = { page->formats->left, page->formats->middle, page->formats->right };
  const char *period = cunyi_report_result_get_period_line (page->result);

  if (*parts[0] || *parts[1] || *parts[2])
    {
      worksheet_set_row (page->sheet, page->row, 20, NULL);
      put_parts (page, parts, formats, G_N_ELEMENTS (parts));
      page->row++;
    }
  if (*period)
    {
      worksheet_set_row (page->sheet, page->row, LINE_HEIGHT * count_lines (period, page->width) + 3, NULL);
      put_span (page, 0, page->n_columns - 1, period, page->formats->left);
      page->row++;
    }
}

static guint
box_width (Page *page, const CunyiReportBox *box)
{
  guint width = 0;

  for (guint column = box->left; column <= box->right; column++)
    width += column_width (page, column);
  return width;
}

/* Height of one row of the header, so that no word of it is cut. */
static double
header_height (Page *page, GArray *boxes, guint level)
{
  guint lines = 1;

  for (guint i = 0; i < boxes->len; i++)
    {
      const CunyiReportBox *box = &g_array_index (boxes, CunyiReportBox, i);
      guint rows = box->bottom - box->top + 1;

      /* Bold letters and the cell's edges take some of the width. */
      if (level >= box->top && level <= box->bottom)
        lines = MAX (lines, (count_lines (box->text, MAX (box_width (page, box) * 9 / 10, 2)) + rows - 1) / rows);
    }
  return LINE_HEIGHT * lines + 3;
}

static void
draw_header (Page *page)
{
  g_autoptr(GArray) boxes = cunyi_report_header_list_boxes (page->result);
  guint depth = cunyi_report_header_depth (page->result), first = page->row;

  for (guint level = 0; level < depth; level++, page->row++)
    {
      worksheet_set_row (page->sheet, page->row, header_height (page, boxes, level), NULL);
      for (guint column = 0; column < page->n_columns; column++)
        worksheet_write_blank (page->sheet, page->row, column, page->formats->head);
      for (guint i = 0; i < boxes->len; i++)
        {
          const CunyiReportBox *box = &g_array_index (boxes, CunyiReportBox, i);

          if (box->top != level)
            continue;
          put_text (page, page->row, box->left, box->text, page->formats->head);
          merge (page, first + box->top, box->left, first + box->bottom, box->right);
        }
    }
  worksheet_repeat_rows (page->sheet, first, page->row - 1);
}

static void
freeze (Page *page)
{
  guint lead = cunyi_report_header_lead (page->result), width = 0, frozen = 0;

  while (frozen < lead && width + column_width (page, frozen) <= MAX_FROZEN_WIDTH)
    width += column_width (page, frozen++);
  worksheet_freeze_panes (page->sheet, page->row, frozen < page->n_columns ? frozen : 0);
}

/* Lines of the highest cell of a row. */
static guint
row_lines (Page *page, guint row)
{
  guint lines = 1;

  for (guint column = 0; column < page->n_columns; column++)
    {
      CunyiReportCell cell = cunyi_report_result_get (page->result, row, column);

      if (cell.kind == CUNYI_REPORT_CELL_TEXT)
        lines = MAX (lines, count_lines (cell.text, column_width (page, column)));
    }
  return lines;
}

static gboolean
draw_body (Page *page, CunyiPageWork *work)
{
  guint n = cunyi_report_result_n_rows (page->result);
  gboolean airy = n <= MAX_AIRY_ROWS;

  for (guint row = 0; row < n; row++, page->row++)
    {
      if (airy)
        worksheet_set_row (page->sheet, page->row, row_height (row_lines (page, row)), NULL);
      for (guint column = 0; column < page->n_columns; column++)
        put_cell (page, row, column);
      if (++work->done % BREATH != 0)
        continue;
      if (g_cancellable_is_cancelled (work->cancellable))
        return FALSE;
      if (work->progress)
        work->progress (work->done, work->total, work->data);
    }
  return TRUE;
}

static void
draw_total (Page *page)
{
  guint lead = cunyi_report_header_lead (page->result);

  if (*cunyi_report_result_get_total_label (page->result) == '\0')
    return;
  worksheet_set_row (page->sheet, page->row, row_height (1), NULL);
  for (guint column = 0; column < page->n_columns; column++)
    put_cell (page, CUNYI_REPORT_TOTAL, column);
  if (lead > 1)
    merge (page, page->row, 0, page->row, lead - 1);
  page->row++;
}

static void
draw_foot (Page *page)
{
  const char *note = cunyi_report_result_get_note (page->result);
  const char *const *sign = cunyi_report_result_get_sign (page->result);
  guint n_sign = g_strv_length ((char **) sign);
  g_auto(GStrv) lines = g_strsplit (note, "\n", -1);

  for (guint i = 0; *note && lines[i]; i++, page->row++)
    {
      /* Nine points: a tenth more letters fit than the columns count. */
      worksheet_set_row (page->sheet, page->row, 13.5 * count_lines (lines[i], page->width), NULL);
      put_span (page, 0, page->n_columns - 1, lines[i], page->formats->note);
    }
  if (n_sign > 0 && (n_sign > 1 || *sign[0]))
    {
      g_autofree lxw_format **formats = g_new (lxw_format *, n_sign);

      for (guint i = 0; i < n_sign; i++)
        formats[i] = page->formats->left;
      /* High enough for a hand and a seal. */
      worksheet_set_row (page->sheet, page->row, 36, NULL);
      put_parts (page, sign, formats, n_sign);
      page->row++;
    }
}

/* “&” begins a field in headers and footers of pages. */
static char *
page_text (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "&", -1);

  return g_strjoinv ("&&", parts);
}

static void
set_up_print (Page *page)
{
  const char *mark = cunyi_report_result_get_mark (page->result);
  g_autofree char *safe = page_text (mark);
  g_autofree char *header = g_strdup_printf ("&R&14%s", safe);

  worksheet_set_paper (page->sheet, 9); /* A4 */
  if (cunyi_report_result_is_landscape (page->result))
    worksheet_set_landscape (page->sheet);
  else
    worksheet_set_portrait (page->sheet);
  worksheet_fit_to_pages (page->sheet, 1, 0);
  worksheet_set_margins (page->sheet, 0.4, 0.4, 0.6, 0.6);
  worksheet_center_horizontally (page->sheet);
  worksheet_set_footer (page->sheet, "&C&9&P / &N");
  if (*mark && g_utf8_strlen (header, -1) < 255)
    worksheet_set_header (page->sheet, header);
}

gboolean
cunyi_page_draw (lxw_worksheet *sheet, CunyiPageFormats *formats, CunyiReportResult *result, CunyiPageWork *work)
{
  Page page = { sheet, formats, result, cunyi_report_result_n_columns (result), 0, 0 };

  for (guint column = 0; column < page.n_columns; column++)
    {
      page.width += column_width (&page, column);
      worksheet_set_column (sheet, column, column, column_width (&page, column), NULL);
    }
  set_up_print (&page);
  draw_title (&page);
  draw_lines (&page);
  draw_header (&page);
  freeze (&page);
  if (!draw_body (&page, work))
    return FALSE;
  draw_total (&page);
  draw_foot (&page);
  worksheet_print_area (sheet, 0, 0, page.row - 1, page.n_columns - 1);
  return TRUE;
}
