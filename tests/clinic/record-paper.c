/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Forms on paper: which records stand on a sheet, drafts and empty forms. */

#include "config.h"

#include "clinic/filling.h"
#include "clinic/record-paper.h"
#include "neighbours.h"
#include "scratch.h"

#include <string.h>

#define FORM "hypertension_followup"

/* Text of a page without blanks and breaks. */
static char *
page_text (CunyiDocument *document, guint page)
{
  g_autofree char *text = cunyi_document_get_page_text (document, page);
  g_auto (GStrv) parts = g_regex_split_simple ("[\\s\u00a0\u2002\u200b\ufffc]+", text, 0, 0);

  return g_strjoinv ("", parts);
}

static gboolean
page_has (CunyiDocument *document, guint page, const char *part)
{
  g_autofree char *text = page_text (document, page);

  return strstr (text, part) != NULL;
}

static const char *
new_person (Scratch *scratch)
{
  return add_person (scratch->clinic, add_household (scratch->clinic, "0001"), "张三", "02", "1", "1950-03-01");
}

static void
a_record_is_printed_with_those_on_its_sheet (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = new_person (scratch), *records[5];
  static const char *const days[] = { "2022-01-05", "2022-02-05", "2022-03-05", "2022-04-05", "2022-05-09" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDocument) second = NULL;
  g_autoptr (CunyiDocument) fifth = NULL;
  g_autoptr (CunyiDocument) all = NULL;
  g_autoptr (CunyiDocument) last = NULL;

  for (guint i = 0; i < 5; i++)
    records[i] = follow_up (scratch->clinic, person, days[i]);
  second = cunyi_record_paper_new (scratch->clinic, records[1], &error);
  fifth = cunyi_record_paper_new (scratch->clinic, records[4], &error);
  all = cunyi_record_paper_new_last (scratch->clinic, FORM, person, 0, &error);
  last = cunyi_record_paper_new_last (scratch->clinic, FORM, person, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cunyi_document_n_pages (second), ==, 1);
  g_assert_true (page_has (second, 0, "2022年1月5日2022年2月5日2022年3月5日2022年4月5日"));
  g_assert_false (page_has (second, 0, "2022年5月9日"));
  g_assert_cmpuint (cunyi_document_n_pages (fifth), ==, 1);
  g_assert_true (page_has (fifth, 0, "2022年5月9日"));
  g_assert_false (page_has (fifth, 0, "2022年4月5日"));
  g_assert_cmpuint (cunyi_document_n_pages (all), ==, 2);
  g_assert_cmpuint (cunyi_document_n_pages (last), ==, 1);
  g_assert_true (page_has (last, 0, "2022年4月5日2022年5月9日"));
  g_assert_false (page_has (last, 0, "2022年3月5日"));
}

/* A form may have a document of its own around it: the folder of a resident has a cover. */
static void
a_form_may_have_its_own_sheet (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = new_person (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDocument) blank = cunyi_record_paper_new_blank (scratch->clinic, "resident_profile", person, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cunyi_document_n_pages (blank), ==, 2);
  g_assert_true (page_has (blank, 0, "居民健康档案姓名：张三现住址："));
  g_assert_true (page_has (blank, 1, "个人基本信息表姓名：张三"));
}

/* The sheet of an old record goes by what was known on its day: the disease came later, and the limits have changed since. */
static void
an_old_record_is_printed_as_of_its_day (void)
{
  static const char limits[] = "code,label,value,valid_from\nmost,最高,140,\nmost@2022,最高,130,2022-08-01\n";
  static const char text[] = "survey\n,type,name,label,relevant\n,date,when,日期,\n,integer,sbp,收缩压,\n,note,high,高于${limit_most},${sbp} > ${limit_most}\n"
                             ",note,ill,有高血压,\"selected(${person_disease_codes}, 'hypertension')\"\n"
                             "settings\n,form_title,form_id,subject,day\n,血压,pressure,person,when\n";
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autoptr (GBytes) list = g_bytes_new_static (limits, strlen (limits)), form = g_bytes_new_static (text, strlen (text));
  const char *person = new_person (scratch), *before, *after;
  g_autoptr (CunyiDocument) old = NULL, new = NULL;
  g_autoptr (GError) error = NULL;

  cunyi_definition_put (database, "codes", "limit", "own", "", list, NULL, &error);
  cunyi_definition_put (database, "forms", "pressure", "own", "", form, NULL, &error);
  g_assert_no_error (error);
  add_diseases (scratch->clinic, person, "2022-09-01", "hypertension", NULL);
  g_clear_object (&scratch->clinic);
  scratch->clinic = cunyi_clinic_open (scratch->path, SCRATCH_USER, SCRATCH_PASSWORD, &error);
  g_assert_no_error (error);
  before = fill (scratch->clinic, "pressure", person, "when", "2022-07-01", "sbp", "142", NULL);
  after = fill (scratch->clinic, "pressure", person, "when", "2022-10-01", "sbp", "142", NULL);
  old = cunyi_record_paper_new (scratch->clinic, before, &error);
  new = cunyi_record_paper_new (scratch->clinic, after, &error);
  g_assert_no_error (error);
  g_assert_true (page_has (old, 0, "高于140"));
  g_assert_false (page_has (old, 0, "有高血压"));
  g_assert_true (page_has (new, 0, "高于130"));
  g_assert_true (page_has (new, 0, "有高血压"));
}

static void
what_is_typed_is_printed_as_not_finished (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = new_person (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiFilling) filling = NULL;
  g_autoptr (CunyiDocument) draft = NULL;
  g_autoptr (CunyiDocument) saved = NULL;

  follow_up (scratch->clinic, person, "2022-01-05");
  filling = cunyi_filling_new (scratch->clinic, FORM, person, &error);
  g_assert_no_error (error);
  answer (cunyi_filling_get_session (filling), "visit_date", "2022-04-06", "sbp", "163", NULL);
  draft = cunyi_record_paper_new_draft (scratch->clinic, cunyi_filling_get_session (filling), person, NULL, &error);
  saved = cunyi_record_paper_new_last (scratch->clinic, FORM, person, 0, &error);
  g_assert_no_error (error);
  g_assert_true (page_has (draft, 0, "未完成"));
  g_assert_true (page_has (draft, 0, "2022年1月5日2022年4月6日"));
  g_assert_true (page_has (draft, 0, "163/"));
  g_assert_false (page_has (saved, 0, "未完成"));
  g_assert_false (page_has (saved, 0, "163/"));
}

static void
an_empty_form_says_whose_it_is_and_no_more (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = new_person (scratch);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDocument) nobody = cunyi_record_paper_new_blank (scratch->clinic, FORM, NULL, &error);
  g_autoptr (CunyiDocument) hers = cunyi_record_paper_new_blank (scratch->clinic, FORM, person, &error);

  g_assert_no_error (error);
  g_assert_false (page_has (nobody, 0, "张三"));
  g_assert_true (page_has (hers, 0, "姓名：张三"));
  g_assert_false (page_has (hers, 0, "2022年")); /* no day and nothing else that a new form begins with */
  g_assert_true (page_has (nobody, 0, "1控制满意2控制不满意3不良反应4并发症"));
}

static void
what_is_not_there_is_said (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  const char *person = new_person (scratch);
  g_autoptr (GError) error = NULL;

  g_assert_null (cunyi_record_paper_new (scratch->clinic, "no-such-record", &error));
  g_assert_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_RECORD);
  g_clear_error (&error);
  g_assert_null (cunyi_record_paper_new_last (scratch->clinic, FORM, person, 4, &error));
  g_assert_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_RECORD);
  g_clear_error (&error);
  g_assert_null (cunyi_record_paper_new_blank (scratch->clinic, "no_such_form", NULL, &error));
  g_assert_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_FORM);
}

/* Every form in use can be printed to be filled by hand. */
static void
every_form_prints_empty (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiLibrary *library = cunyi_clinic_get_library (scratch->clinic);
  g_auto (GStrv) names = cunyi_library_list (library, "forms");

  for (guint i = 0; names[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiDocument) document = cunyi_record_paper_new_blank (scratch->clinic, names[i], NULL, &error);

      g_assert_no_error (error);
      /* a sheet of its own may begin with a cover */
      g_assert_true (page_has (document, 0, cunyi_form_get_title (cunyi_library_get_form (library, names[i])))
                     || page_has (document, 1, cunyi_form_get_title (cunyi_library_get_form (library, names[i]))));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/record-paper/a-record-is-printed-with-those-on-its-sheet", a_record_is_printed_with_those_on_its_sheet);
  g_test_add_func ("/clinic/record-paper/a-form-may-have-its-own-sheet", a_form_may_have_its_own_sheet);
  g_test_add_func ("/clinic/record-paper/an-old-record-is-printed-as-of-its-day", an_old_record_is_printed_as_of_its_day);
  g_test_add_func ("/clinic/record-paper/what-is-typed-is-printed-as-not-finished", what_is_typed_is_printed_as_not_finished);
  g_test_add_func ("/clinic/record-paper/an-empty-form-says-whose-it-is-and-no-more", an_empty_form_says_whose_it_is_and_no_more);
  g_test_add_func ("/clinic/record-paper/what-is-not-there-is-said", what_is_not_there_is_said);
  g_test_add_func ("/clinic/record-paper/every-form-prints-empty", every_form_prints_empty);
  return g_test_run ();
}
