/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 1,000 service cards (front and back) to PDF by the document layer, against a bare loop of Pango and cairo that sets the
 * same lines of text and draws the same QR codes, without anything that makes a card of them: no template, no columns, no
 * shrinking to fit. Values are at hand for both. Usage: bench-cards [CARDS] [TURNS] */

#include "config.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#include "base/pack.h"
#include "document/pdf.h"
#include "measure.h"
#include "people.h"

#define MM (72 / 25.4)

typedef struct {
  CunyiTemplate *template;
  GPtrArray *contexts; /* of CunyiContext */
  GPtrArray *pages;    /* of arrays of lines: what stands on each page */
  GPtrArray *numbers;  /* in the QR codes */
  char *path;
} Job;

static CunyiTemplate *
open_template (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("service_card");
  g_autoptr (CunyiPack) pack = cunyi_pack_open ("national", faults);
  g_autoptr (GBytes) bytes = pack ? cunyi_template_read (pack, "service_card", faults) : NULL;
  CunyiTemplate *template = bytes ? cunyi_template_parse ("service_card", bytes, faults) : NULL;

  if (template == NULL)
    g_error ("the template of the service card cannot be read");
  return template;
}

static CunyiContext *
make_context (guint n, const char *number)
{
  static const char *const diseases[] = { "高血压病2级", "糖尿病", "冠心病", "慢性阻塞性肺疾病" };
  CunyiContext *context = cunyi_context_new ();
  g_auto (BenchPerson) person = { NULL };
  g_autofree char *address = g_strdup_printf ("方城县清河镇柳河村%u组%u号", n % 12 + 1, n % 180 + 1);

  bench_person_init (&person, n * 4 + n % 4);
  cunyi_context_set (context, "number", number);
  cunyi_context_set (context, "person_name", person.name);
  cunyi_context_set (context, "person_sex", person.sex);
  cunyi_context_set_int (context, "person_age", 40 + n % 50);
  cunyi_context_set (context, "person_id_number", person.id_number);
  cunyi_context_set (context, "household_address_line", address);
  cunyi_context_set (context, "clinic_name", "柳河村卫生室");
  cunyi_context_set (context, "clinic_phone", "0377-61234567");
  cunyi_context_set (context, "staff_name", "李医生");
  cunyi_context_set (context, "staff_phone", "13800000000");
  cunyi_context_set (context, "today", "2022-08-01");
  for (guint i = 0; i <= n % 3; i++)
    {
      CunyiContext *row = cunyi_context_add_row (context, "chronic_disease");

      cunyi_context_set (row, "state", "r_pass");
      cunyi_context_set (row, "topic_label", diseases[(n + i) % G_N_ELEMENTS (diseases)]);
      cunyi_context_set (row, "expert_date", "2022-07-20");
      cunyi_context_set (row, "valid_to", "2024-07-19");
      cunyi_context_set (row, "review_due", "2024-06-19");
      cunyi_context_set (row, "fixed_hospital", "县人民医院");
    }
  return context;
}

/* ---- the project ---- */

static CunyiDocument *
make_document (const Job *job, guint n)
{
  CunyiDocument *document = cunyi_document_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    if (!cunyi_document_add (document, job->template, g_ptr_array_index (job->contexts, i), &error))
      g_error ("%s", error->message);
  return document;
}

static void
write_cards (gpointer data)
{
  const Job *job = data;
  g_autoptr (CunyiDocument) document = make_document (job, job->contexts->len);
  g_autoptr (GError) error = NULL;

  if (!cunyi_document_write_pdf (document, job->path, NULL, NULL, &error))
    g_error ("%s", error->message);
}

/* ---- the bare loop ---- */

static void
draw_code (cairo_t *cr, const char *text)
{
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  double unit = 17 * MM / code->width;

  /* Neighbours in a row are one rectangle: a quarter of the paths. */
  for (int y = 0; y < code->width; y++)
    for (int x = 0, end; x < code->width; x = end + 1)
      {
        for (end = x; end < code->width && (code->data[y * code->width + end] & 1); end++)
          ;
        if (end > x)
          cairo_rectangle (cr, x * unit, y * unit, (end - x) * unit, unit);
      }
  cairo_fill (cr);
  QRcode_free (code);
}

static void
draw_lines (cairo_t *cr, const PangoFontDescription *font, char **lines)
{
  for (guint i = 0; lines[i]; i++)
    {
      g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);

      pango_layout_set_font_description (layout, font);
      pango_layout_set_text (layout, lines[i], -1);
      cairo_move_to (cr, 3.5 * MM, (3 + 3 * i) * MM);
      pango_cairo_show_layout (cr, layout);
    }
}

static void
draw_bare (gpointer data)
{
  const Job *job = data;
  cairo_surface_t *surface = cairo_pdf_surface_create (job->path, 85.6 * MM, 54 * MM);
  cairo_t *cr = cairo_create (surface);
  PangoFontDescription *font = pango_font_description_from_string ("Noto Sans CJK SC 7");

  for (guint i = 0; i < job->pages->len; i++)
    {
      draw_lines (cr, font, g_ptr_array_index (job->pages, i));
      if (i % 2 == 0)
        draw_code (cr, g_ptr_array_index (job->numbers, i / 2));
      cairo_show_page (cr);
    }
  pango_font_description_free (font);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* ---- both ---- */

/* What the project's cards say, for the bare loop to say it too. */
static void
note_pages (Job *job)
{
  g_autoptr (CunyiDocument) document = make_document (job, job->contexts->len);

  g_assert_cmpuint (cunyi_document_n_pages (document), ==, job->contexts->len * 2);
  for (guint i = 0; i < cunyi_document_n_pages (document); i++)
    {
      g_autofree char *text = cunyi_document_get_page_text (document, i);

      g_ptr_array_add (job->pages, g_strsplit (text, "\n", -1));
    }
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? atoi (argv[1]) : 1000, turns = argc > 2 ? atoi (argv[2]) : 5;
  g_autoptr (CunyiTemplate) template = open_template ();
  g_autoptr (GPtrArray) contexts = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_context_unref);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = bench_folder_new ();
  g_autofree char *path = g_build_filename (folder, "cards.pdf", NULL);
  g_autofree char *what = g_strdup_printf ("%u service cards to PDF", n);
  Job job = { template, contexts, pages, numbers, path };

  for (guint i = 0; i < n; i++)
    {
      char *number = g_strdup_printf ("411322104207%06u", i + 1);

      g_ptr_array_add (numbers, number);
      g_ptr_array_add (contexts, make_context (i, number));
    }
  note_pages (&job);
  bench_pair (what, write_cards, draw_bare, &job, turns, 2);
  bench_folder_remove (folder);
  return 0;
}
