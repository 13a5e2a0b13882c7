/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Photographs of papers: behind the form that they belong to, in documents, and in the PDF as they are. */

#include "config.h"

#include "form-helpers.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* A photograph of so many pixels; its name is "800x600.jpg". */
static GBytes *
find_picture (const char *name, gpointer data)
{
  g_autoptr(GdkPixbuf) pixels = NULL;
  g_auto(GStrv) sides = NULL;
  char *bytes;
  gsize size;

  if (strcmp (name, "broken.jpg") == 0)
    return g_bytes_new_static ("no picture", 10);
  if (!g_str_has_suffix (name, ".jpg"))
    return NULL;
  sides = g_strsplit (name, "x", 2);
  pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, atoi (sides[0]), atoi (sides[1]));
  gdk_pixbuf_fill (pixels, 0x3060a0ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixels, &bytes, &size, "jpeg", NULL, "quality", "82", NULL));
  return g_bytes_new_take (bytes, size);
}

/* What pdfimages says of each picture: page, width, height, how it is written. */
static char *
list_images (CunyiDocument *document)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.pdf", NULL);
  const char *arguments[] = { "pdfimages", "-list", path, NULL };
  g_autoptr(GError) error = NULL;
  char *list;

  cunyi_document_write_pdf (document, path, NULL, NULL, &error);
  g_assert_no_error (error);
  list = run_tool (arguments);
  remove_folder (folder);
  return list;
}

static CunyiDocument *
print_form (const char *source, const char *answers)
{
  g_autoptr(CunyiForm) form = declare_form (source);
  g_autoptr(CunyiTemplate) template = open_template ("national", "form_sheet");
  const char *all[] = { answers, NULL };
  g_autoptr(GPtrArray) records = make_records (form, all);
  CunyiDocument *document = cunyi_document_new ();
  g_autoptr(GError) error = NULL;

  cunyi_document_set_pictures (document, find_picture, NULL);
  cunyi_document_add_form (document, template, form, records, &error);
  g_assert_no_error (error);
  return document;
}

#define PHOTOS SURVEY ",text,a,甲,w6,,,\n,image,front,身份证正面,w6,,,\n,image,back,身份证背面,w6,,,\n,image,page,诊断证明,w6,,,\n" SETTINGS ("sheet,")

static void
photographs_follow_their_form (void)
{
  g_autoptr(CunyiDocument) document = print_form (PHOTOS, "{\"a\":\"有\",\"front\":\"800x500.jpg\",\"page\":\"900x1200.jpg\"}");
  g_autofree char *first = page_text (document, 0), *second = page_text (document, 1), *third = page_text (document, 2);
  g_autofree char *images = list_images (document);
  double box[4];

  /* one level photograph on a page, the upright one does not fit below it */
  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 3);
  assert_has (first, "身份证正面附图1");
  assert_has (first, "诊断证明附图2");
  assert_has (second, "附图1身份证正面");
  assert_has_not (second, "附图2");
  assert_has (third, "附图2诊断证明");
  find_box (document, 2, "附图2", box);
  g_assert_true (g_regex_match_simple ("\\n +2 +0 image +800 +500 +rgb +3 +8 +jpeg", images, 0, 0));
  g_assert_true (g_regex_match_simple ("\\n +3 +1 image +900 +1200 +rgb +3 +8 +jpeg", images, 0, 0));
}

static void
level_ones_share_a_page (void)
{
  g_autoptr(CunyiDocument) document = print_form (PHOTOS, "{\"front\":\"800x500.jpg\",\"back\":\"800x500.jpg\"}");
  g_autofree char *second = page_text (document, 1);

  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 2);
  assert_has (second, "附图1身份证正面附图2身份证背面");
}

/* What cannot be shown is said, and an empty form has no annex. */
static void
without_a_photograph_there_is_no_page (void)
{
  g_autoptr(CunyiDocument) empty = print_form (PHOTOS, "{}");
  g_autoptr(CunyiDocument) broken = print_form (PHOTOS, "{\"front\":\"broken.jpg\",\"back\":\"gone\"}");
  g_autofree char *text = page_text (broken, 1);

  g_assert_cmpuint (cunyi_document_n_pages (empty), ==, 1);
  g_assert_cmpuint (cunyi_document_n_pages (broken), ==, 2);
  g_assert_cmpuint (count_of (text, "（照片无法打开）"), ==, 2);
}

/* They do not keep a long form from becoming small enough for its page. */
static void
a_form_that_shrinks_still_does (void)
{
  g_autoptr(GString) source = g_string_new (SURVEY);
  g_autoptr(CunyiDocument) document = NULL;

  for (guint i = 0; i < 45; i++)
    g_string_append_printf (source, ",text,q%u,问题,w6,,,\n", i);
  g_string_append (source, ",image,front,照片,w6,,,\n,image,back,又一张,w6,,,\n" SETTINGS ("sheet,"));
  document = print_form (source->str, "{\"front\":\"600x900.jpg\",\"back\":\"600x900.jpg\"}");
  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 3);
}

/* The papers of an application are printed behind its sheet, in place of the page to glue them on. */
static void
an_application_has_its_papers_behind_it (void)
{
  g_autoptr(CunyiForm) form = open_form ("chronic_application_form");
  g_autoptr(CunyiTemplate) template = open_template ("national", "chronic_application_form");
  const char *answers[] = {
    "{\"name\":\"张三\",\"proof\":[{\"proof_what\":\"诊断证明\",\"proof_photo\":\"900x1200.jpg\"},{\"proof_what\":\"检查报告\",\"proof_photo\":\"1200x700.jpg\"}]}",
    "{\"name\":\"张三\"}",
  };
  guint pages[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(CunyiContext) context = cunyi_form_create_context (form, answers[i], NULL);
      g_autoptr(CunyiDocument) document = cunyi_document_new ();
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL, *images = NULL;

      cunyi_document_set_pictures (document, find_picture, NULL);
      cunyi_document_add (document, template, context, &error);
      g_assert_no_error (error);
      pages[i] = cunyi_document_n_pages (document);
      text = all_text (document);
      images = list_images (document);
      g_assert_true (i == 0 ? strstr (text, "1．诊断证明") && strstr (text, "2．检查报告") && !strstr (text, "粘贴各种")
                            : strstr (text, "粘贴各种") != NULL);
      g_assert_true ((strstr (images, "jpeg") != NULL) == (i == 0));
    }
  g_assert_cmpuint (pages[0], ==, pages[1] + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/pictures/photographs_follow_their_form", photographs_follow_their_form);
  g_test_add_func ("/document/pictures/level_ones_share_a_page", level_ones_share_a_page);
  g_test_add_func ("/document/pictures/without_a_photograph_there_is_no_page", without_a_photograph_there_is_no_page);
  g_test_add_func ("/document/pictures/a_form_that_shrinks_still_does", a_form_that_shrinks_still_does);
  g_test_add_func ("/document/pictures/an_application_has_its_papers_behind_it", an_application_has_its_papers_behind_it);
  return g_test_run ();
}
