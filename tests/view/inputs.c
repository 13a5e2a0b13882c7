/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each kind of question with the keyboard: what is typed, what is shown, what is kept. */

#include "config.h"

#include "harness.h"

#include <glib/gstdio.h>
#include "people.h"
#include "questions.h"

#include <string.h>

#include "form/photo.h"
#include "clinic/search.h"
#include "form/record.h"
#include "store/definition.h"
#include "view/case-page.h"
#include "view/form-field.h"
#include "view/form-page.h"
#include "view/photo-input.h"

#define FORM "every_kind"

static const char every_kind[] =
  "survey\n,type,name,label,hint,guidance_hint,parameters,proposal,previous,calculation,appearance,required\n"
  ",begin_group,kinds,各种题,,,,,,,w6,\n"
  ",date,when,日期,,,,today(),,,w2,\n"
  ",time,at,时间,几点几分,,,,,,w2,\n"
  ",dateTime,moment,日期和时间,,,,,,,w2,\n"
  ",range,pain,疼痛评分,0不痛，10最痛,,start=0 end=10 step=1,,,,w3,\n"
  ",barcode,code,药品条码,,扫描枪对准盒上的条码,,,,,w3,\n"
  ",select_one grade or_other,grade,分级,,,,\"if(${pain} >= 7, '3', if(${pain} >= 4, '2', ''))\",,,w6,yes\n"
  ",select_multiple symptom,symptoms,症状,,,,,,,w6,\n"
  ",rank worry,worries,最担心的先写,,,,,,,w6,\n"
  ",acknowledge,told,已告知风险,,,,,,,w2,\n"
  ",text,habit,生活习惯,,,,,copy,,w4,\n"
  ",image,paper,检查单照片,,,max-pixels=400,,,,w6,\n"
  ",text,remark,备注,,,,,,,w6 multiline,\n"
  ",calculate,score,合计,,,,,,\"coalesce(${pain}, 0) + count-selected(${symptoms})\",w2 show,\n"
  ",end_group,,,,,,,,,,\n"
  "choices\n,list_name,name,label,exclusive\n,grade,1,轻,\n,grade,2,中,\n,grade,3,重,\n,symptom,0,无症状,yes\n,symptom,1,头痛,\n"
  ",symptom,2,3天不思饮食,\n,worry,1,血压,\n,worry,2,血糖,\n,worry,3,费用,\n"
  "settings\n,form_title,form_id,version,day\n,各种题目,every_kind,1,when\n";

/* A clinic with the form in use, and 张三 before it. */
static Harness *
open_form (char **subject)
{
  Harness *harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (3));
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  g_autoptr (GBytes) content = g_bytes_new_static (every_kind, strlen (every_kind));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);
  g_autoptr (CunyiClinic) again = NULL;

  *subject = g_strdup (g_ptr_array_index (people, 0));
  cunyi_definition_put (database, "forms", FORM, "own", "", content, NULL, &error);
  g_assert_no_error (error);
  again = cunyi_clinic_enter (database, NULL, &error);
  g_assert_no_error (error);
  cunyi_window_open_clinic (harness->window, again);
  cunyi_window_fill_form (harness->window, FORM, *subject);
  harness_wait_for (CUNYI_IS_FORM_PAGE (harness_page (harness)));
  harness_settle ();
  return harness;
}

static void
every_kind_is_answered_by_the_keyboard (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (&subject);

  question_answer (harness, "at", "0830");
  question_assert (harness, "at", "08:30");
  g_assert_true (question_has_keyboard (harness, "moment"));
  question_answer (harness, "moment", "0731 2105");
  question_assert (harness, "moment", "2022-07-31T21:05");
  question_answer (harness, "pain", "8");
  question_assert (harness, "pain", "8");
  question_answer (harness, "code", "6901234567892");
  question_assert (harness, "code", "6901234567892");
  g_assert_true (question_has_keyboard (harness, "grade"));

  /* The rule proposes, one key takes it, another answer overrules it. */
  g_assert_true (harness_shows (question_find (harness, "grade"), "Proposed: 重 (F4)"));
  question_assert (harness, "grade", "");
  harness_press (harness, "F4");
  question_assert (harness, "grade", "3");
  g_assert_true (question_has_keyboard (harness, "symptoms"));
  question_answer (harness, "grade", "2");
  g_assert_true (harness_shows (question_find (harness, "grade"), "you decided otherwise"));

  /* What stands alone takes the others out, and they take it out. */
  /* A number and the digit after it stand apart. */
  g_assert_true (harness_shows (question_find (harness, "symptoms"), "2\u2060\u00A0\u20603"));
  question_answer (harness, "symptoms", "12");
  question_assert (harness, "symptoms", "1 2");
  question_answer (harness, "worries", "312");
  question_assert (harness, "worries", "3 1 2");
  g_assert_true (question_has_keyboard (harness, "told"));
  harness_type (harness, "1");
  question_assert (harness, "told", "OK");
  g_assert_true (question_has_keyboard (harness, "habit"));
  question_assert (harness, "score", "10");
  harness_picture (harness, "inputs");
  harness_set_dark (TRUE);
  harness_picture (harness, "inputs-dark");
  harness_set_dark (FALSE);
}

static void
wrong_answers_are_told_at_their_field (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (&subject);

  question_answer (harness, "at", "2570");
  question_answer (harness, "pain", "11");
  question_answer (harness, "symptoms", "0 1");
  question_answer (harness, "worries", "12");
  g_assert_true (harness_shows (question_find (harness, "at"), "Write a time like 0830 or 8:30."));
  g_assert_true (harness_shows (question_find (harness, "pain"), "from 0 to 10, in steps of 1"));
  g_assert_true (harness_shows (question_find (harness, "symptoms"), "stands alone"));
  g_assert_true (harness_shows (question_find (harness, "worries"), "each once"));
  harness_picture (harness, "inputs-wrong");
}

/* A file of its own, whoever else tests on this machine. (transfer full) */
static char *
new_file (const char *template)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int file = g_file_open_tmp (template, &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  return path;
}

/* A picture larger than the form wants it. (transfer full) */
static GFile *
make_picture (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 900, 1200);
  g_autofree char *path = new_file ("cunyi-paper-XXXXXX.png");
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x4060a0ff);
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static GtkWidget *
find_photo (Harness *harness, const char *path)
{
  GtkWidget *choose = harness_find (question_find (harness, path), "choose");

  return gtk_widget_get_ancestor (choose, CUNYI_TYPE_PHOTO_INPUT);
}

static const char *
get_photo (Harness *harness, const char *path)
{
  return cunyi_form_field_get_field (CUNYI_FORM_FIELD (question_find (harness, path)))->value;
}

static guint
count_attachments (CunyiDatabase *database, const char *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (database, "attachment/of-subject", &error);
  guint n = 0;

  cunyi_statement_bind_text (rows, ":subject", record);
  while (cunyi_statement_step (rows, &error))
    n++;
  g_assert_no_error (error);
  return n;
}

static void
a_photograph_is_kept_small_with_its_record (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (&subject);
  CunyiDatabase *database = cunyi_clinic_get_database (harness->clinic);
  g_autoptr (GFile) file = make_picture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  cunyi_photo_input_take (CUNYI_PHOTO_INPUT (find_photo (harness, "paper")), file);
  harness_wait_for (*get_photo (harness, "paper"));
  content = cunyi_photo_load (database, get_photo (harness, "paper"), &error);
  texture = gdk_texture_new_from_bytes (content, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 400);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 300);
  harness_settle ();
  harness_picture (harness, "inputs-photo");

  /* Taken out by key, and chosen again. */
  gtk_widget_grab_focus (harness_find (question_find (harness, "paper"), "choose"));
  harness_press (harness, "Delete");
  g_assert_cmpstr (get_photo (harness, "paper"), ==, "");
  cunyi_photo_input_take (CUNYI_PHOTO_INPUT (find_photo (harness, "paper")), file);
  harness_wait_for (*get_photo (harness, "paper"));

  question_answer (harness, "grade", "1");
  harness_press (harness, "<Control>s");
  harness_wait_for (!CUNYI_IS_FORM_PAGE (harness_page (harness)));
  records = cunyi_record_list (database, subject, FORM, 0, &error);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpuint (count_attachments (database, ((CunyiRecord *) g_ptr_array_index (records, 0))->id), ==, 1);
  g_file_delete (file, NULL, NULL);
}

static void
what_is_no_photograph_is_told (void)
{
  g_autofree char *subject = NULL;
  g_autoptr (Harness) harness = open_form (&subject);
  g_autofree char *path = new_file ("cunyi-paper-XXXXXX.txt");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "no picture", -1, NULL));
  cunyi_photo_input_take (CUNYI_PHOTO_INPUT (find_photo (harness, "paper")), file);
  harness_wait_for (harness_shows (harness->window, "no photograph that can be read"));
  g_assert_cmpstr (get_photo (harness, "paper"), ==, "");
  g_unlink (path);
}

/* By keyboard to the move of a problem that keeps photographs; on its page it stands small, and is opened large. */
static void
a_photograph_stands_on_its_case (void)
{
  g_autoptr (Harness) harness = harness_new ("national", fill_with_people, GUINT_TO_POINTER (3));
  g_autoptr (GPtrArray) people = cunyi_search_find (cunyi_clinic_get_search (harness->clinic), "zhangsan", 1);
  const CunyiCaseOpening opening = { .workflow = "problem", .subject = g_ptr_array_index (people, 0), .topic = "P_PAPER",
                                     .defaults = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cunyi_case_open (cunyi_clinic_get_book (harness->clinic), &opening, &error);
  g_autoptr (GFile) file = make_picture ();
  GtkWidget *small;

  g_assert_no_error (error);
  cunyi_window_show_case (harness->window, id);
  harness_wait_for (CUNYI_IS_CASE_PAGE (harness_page (harness)));
  harness_settle ();
  harness_press (harness, "4");
  harness_wait_for (harness_look_for (harness_page (harness), "found_photo") != NULL);
  harness_picture (harness, "case-photo-asks");
  cunyi_photo_input_take (CUNYI_PHOTO_INPUT (find_photo (harness, "found_photo")), file);
  harness_wait_for (*get_photo (harness, "found_photo"));
  harness_press (harness, "<Control>Return");
  harness_wait_for (harness_look_for (harness_page (harness), "found_photo") == NULL);
  harness_settle ();
  small = harness_find (harness_page (harness), "open");
  g_assert_true (gtk_widget_get_mapped (small));
  harness_wait_for (gtk_image_get_paintable (GTK_IMAGE (gtk_button_get_child (GTK_BUTTON (small)))) != NULL);
  g_assert_true (harness_shows (harness_page (harness), "问题照片"));
  harness_picture (harness, "case-photo");
  gtk_widget_grab_focus (small);
  harness_press (harness, "Return");
  harness_wait_for (gtk_window_get_transient_for (harness_dialog (harness)) == GTK_WINDOW (harness->window));
  harness_press (harness, "Escape");
  g_file_delete (file, NULL, NULL);
}

int
main (int argc, char **argv)
{
  harness_init (&argc, &argv);
  g_test_add_func ("/view/inputs/every-kind-is-answered-by-the-keyboard", every_kind_is_answered_by_the_keyboard);
  g_test_add_func ("/view/inputs/wrong-answers-are-told-at-their-field", wrong_answers_are_told_at_their_field);
  g_test_add_func ("/view/inputs/a-photograph-is-kept-small-with-its-record", a_photograph_is_kept_small_with_its_record);
  g_test_add_func ("/view/inputs/a-photograph-stands-on-its-case", a_photograph_stands_on_its_case);
  g_test_add_func ("/view/inputs/what-is-no-photograph-is-told", what_is_no_photograph_is_told);
  return harness_run ();
}
