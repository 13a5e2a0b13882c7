/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A thousand service cards to PDF, ten on a sheet, beside a bare loop of Pango and cairo that puts the same texts, frames and
 * codes at the same number of places. The measure is the ratio of the two, best of three in turn. */

#include "config.h"

#include "document/pdf.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <qrencode.h>
#include <string.h>

#define CARDS 1000
#define PER_SHEET 10
#define ROUNDS 3
/* frames and lines of one card, both sides */
#define FRAMES 30

static const char person[] =
    "{\"number\":\"4113221042070001\",\"person_name\":\"张三\",\"person_sex\":\"1\",\"person_age\":\"67\","
    "\"person_id_number\":\"411322195801011234\",\"household_address_line\":\"方城县赵河镇前王庄村三组12号\","
    "\"clinic_name\":\"前王庄村卫生室\",\"clinic_phone\":\"0377-61234567\",\"staff_name\":\"李村医\",\"today\":\"2026-11-25\","
    "\"chronic_disease\":[{\"state\":\"r_pass\",\"topic_label\":\"高血压\",\"stage\":\"3级\",\"expert_date\":\"2026-11-20\","
    "\"valid_to\":\"2028-11-19\",\"review_due\":\"2028-10-19\",\"fixed_hospital\":\"县人民医院\"},"
    "{\"state\":\"r_pass\",\"topic_label\":\"2型糖尿病\",\"expert_date\":\"2026-11-20\",\"fixed_hospital\":\"赵河镇卫生院\"}]}";

static CunyiTemplate *
open_template (void)
{
  g_autoptr(CunyiFaults) faults = cunyi_faults_new ("service_card");
  g_autoptr(CunyiPack) pack = cunyi_pack_open ("national", faults);
  g_autoptr(GBytes) bytes = pack ? cunyi_template_read (pack, "service_card", faults) : NULL;

  return bytes ? cunyi_template_parse ("service_card", bytes, faults) : NULL;
}

static CunyiContext *
make_context (guint i)
{
  CunyiContext *context = cunyi_context_new ();
  g_autofree char *number = g_strdup_printf ("41132210420%05u", i), *name = g_strdup_printf ("张三%u", i);

  cunyi_context_set_json (context, person);
  cunyi_context_set (context, "number", number);
  cunyi_context_set (context, "person_name", name);
  return context;
}

static double
time_ours (CunyiTemplate *template, gsize *size)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr(CunyiDocument) cards = cunyi_document_new ();
  g_autoptr(CunyiDocument) sheets = NULL;
  g_autoptr(GBytes) pdf = NULL;

  for (guint i = 0; i < CARDS; i++)
    {
      g_autoptr(CunyiContext) context = make_context (i);

      cunyi_document_add (cards, template, context, NULL);
    }
  sheets = cunyi_document_new_card_sheets (cards, PER_SHEET);
  pdf = cunyi_document_to_pdf (sheets, NULL, NULL, NULL);
  *size = g_bytes_get_size (pdf);
  return (g_get_monotonic_time () - began) / 1e6;
}

static cairo_status_t
count_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  *(gsize *) data += length;
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_code (cairo_t *cr, guint i)
{
  g_autofree char *number = g_strdup_printf ("41132210420%05u", i);
  QRcode *code = QRcode_encodeString (number, 0, QR_ECLEVEL_M, QR_MODE_8, 1);

  for (int row = 0; row < code->width; row++)
    for (int column = 0, end; column < code->width; column = end + 1)
      {
        for (end = column; end < code->width && (code->data[row * code->width + end] & 1); end++)
          ;
        if (end > column)
          cairo_rectangle (cr, 100 + column * 1.5, row * 1.5, (end - column) * 1.5, 1.5);
      }
  cairo_fill (cr);
  QRcode_free (code);
}

/* The bare loop: every text a new layout, as the simplest program would do it. */
static double
time_bare (char **texts, gsize *size)
{
  gint64 began = g_get_monotonic_time ();
  cairo_surface_t *surface;
  cairo_t *cr;
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Noto Sans CJK SC 6.5px");

  *size = 0;
  surface = cairo_pdf_surface_create_for_stream (count_bytes, size, 595, 842);
  cr = cairo_create (surface);
  for (guint i = 0; i < CARDS; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, (i % 2) * 250, (i / 2 % 5) * 155);
      for (guint t = 0; texts[t]; t++)
        {
          g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);

          pango_layout_set_font_description (layout, font);
          pango_layout_set_width (layout, 240 * PANGO_SCALE);
          pango_layout_set_text (layout, texts[t], -1);
          cairo_move_to (cr, 5, 4 * t);
          pango_cairo_show_layout (cr, layout);
        }
      for (guint f = 0; f < FRAMES; f++)
        {
          cairo_rectangle (cr, 5, f * 4, 100, 12);
          cairo_stroke (cr);
        }
      draw_code (cr, i);
      cairo_restore (cr);
      if (i % 5 == 4)
        cairo_show_page (cr); /* fronts and backs: two pages for ten cards */
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return (g_get_monotonic_time () - began) / 1e6;
}

int
main (void)
{
  g_autoptr(CunyiTemplate) template = open_template ();
  g_autoptr(CunyiDocument) one = cunyi_document_new ();
  g_autoptr(CunyiContext) context = make_context (1);
  g_autofree char *front = NULL, *back = NULL, *both = NULL;
  g_auto(GStrv) texts = NULL;
  double ours = G_MAXDOUBLE, bare = G_MAXDOUBLE;
  gsize our_size = 0, bare_size = 0;

  if (!template || !cunyi_document_add (one, template, context, NULL))
    {
      g_printerr ("The template of the service card cannot be read; set CUNYI_PACKS_DIR.\n");
      return 1;
    }
  front = cunyi_document_get_page_text (one, 0);
  back = cunyi_document_get_page_text (one, 1);
  both = g_strconcat (front, back, NULL);
  both[strlen (both) - 1] = '\0';
  texts = g_strsplit (both, "\n", -1);
  for (guint i = 0; i < ROUNDS; i++)
    {
      bare = MIN (bare, time_bare (texts, &bare_size));
      ours = MIN (ours, time_ours (template, &our_size));
    }
  g_print ("%u cards of %u texts: ours %.2f s (%.1f MB), bare loop %.2f s (%.1f MB), ratio %.2f\n", CARDS,
           g_strv_length (texts), ours, our_size / 1e6, bare, bare_size / 1e6, ours / bare);
  return 0;
}
