/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Forms as they are declared: what a good one is read as, and each fault on a small wrong one that is named for it:
 * <fault>.<cell>.csv, with the cell that the fault must stand at, only its row, or 0. */

#include "config.h"

#include "base/day.h"
#include "form/form.h"

#include <string.h>

static GBytes *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "form", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static CunyiForm *
load_text (const char *id, const char *text, CunyiCodesFunc codes, gpointer data)
{
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  CunyiForm *form = cunyi_form_parse (id, content, codes, data, faults);

  if (cunyi_faults_count (faults) > 0)
    {
      g_autofree char *fault = cunyi_fault_to_text (cunyi_faults_get (faults, 0));

      g_error ("%s", fault);
    }
  return form;
}

static CunyiForm *
load_follow_up (void)
{
  g_autoptr (GBytes) content = read_file ("forms", "follow_up.csv");
  g_autofree char *text = g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));

  return load_text ("follow_up", text, NULL, NULL);
}

static void
a_form_is_read_whole (void)
{
  g_autoptr (CunyiForm) form = load_follow_up ();
  const CunyiItem *visit = cunyi_form_find (form, "visit"), *sbp = cunyi_form_find (form, "sbp");
  const CunyiItem *drugs = cunyi_form_find (form, "drugs"), *dose = cunyi_form_find (form, "dose");

  g_assert_cmpstr (cunyi_form_get_id (form), ==, "follow_up");
  g_assert_cmpstr (cunyi_form_get_title (form), ==, "随访记录");
  g_assert_cmpstr (cunyi_form_get_version (form), ==, "2026.1");
  g_assert_cmpstr (cunyi_form_get_subject (form), ==, "person");
  g_assert_cmpint (cunyi_form_get_valid_from (form), ==, cunyi_day_new (2022, 1, 1));
  g_assert_cmpstr (cunyi_form_get_day_question (form), ==, "visit_day");
  g_assert_cmpstr (cunyi_form_get_setting (form, "subject"), ==, "person");
  g_assert_cmpstr (cunyi_form_get_setting (form, "print_layout"), ==, "");

  g_assert_cmpint (visit->kind, ==, CUNYI_ITEM_GROUP);
  g_assert_cmpuint (visit->columns, ==, 6);
  g_assert_cmpuint (visit->end - visit->index, ==, 3);
  g_assert_true (cunyi_form_find (form, "way")->parent == visit);
  g_assert_null (cunyi_form_find (form, "way")->repeat);
  g_assert_cmpint (sbp->kind, ==, CUNYI_ITEM_INTEGER);
  g_assert_cmpuint (sbp->width, ==, 2);
  g_assert_cmpuint (sbp->row, ==, 8);
  g_assert_true (sbp->previous);
  g_assert_cmpint (drugs->kind, ==, CUNYI_ITEM_REPEAT);
  g_assert_true (dose->repeat == drugs && dose->parent == drugs);
  g_assert_true (cunyi_form_find (form, "other_symptom")->multiline);
  g_assert_true (cunyi_form_find (form, "town")->minimal);
  g_assert_cmpint (cunyi_form_find (form, "phone")->kind, ==, CUNYI_ITEM_TEXT);
  g_assert_null (cunyi_form_find (form, "nobody"));
}

static void
choices_keep_their_order_names_and_columns (void)
{
  g_autoptr (CunyiForm) form = load_follow_up ();
  const CunyiChoiceList *towns = cunyi_form_find (form, "town")->choices;

  g_assert_cmpuint (towns->n_choices, ==, 3);
  g_assert_cmpstr (towns->choices[2].name, ==, "3");
  g_assert_cmpstr (cunyi_text_get_source (towns->choices[2].label), ==, "云阳镇");
  g_assert_cmpstr (cunyi_choice_get (&towns->choices[2], "county"), ==, "nanzhao");
  g_assert_cmpstr (cunyi_choice_get (&towns->choices[2], "nothing"), ==, "");
  g_assert_true (cunyi_choices_find (towns, "2") == &towns->choices[1]);
  g_assert_null (cunyi_choices_find (towns, "4"));
}

static void
answers_read_as_people_read_them (void)
{
  static const struct { const char *question, *value, *text; } cases[] = {
    { "way", "2", "家庭" },
    { "way", "9", "9" },
    { "way", "", "" },
    { "symptoms", "2 10", "头痛头晕、其他" },
    { "visit_day", "2022-07-06", "2022年7月6日" },
    { "visit_day", "soon", "soon" },
    { "sbp", "152", "152" },
  };
  g_autoptr (CunyiForm) form = load_follow_up ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cunyi_form_answer_to_text (cunyi_form_find (form, cases[i].question), cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
a_record_becomes_a_context (void)
{
  g_autoptr (CunyiForm) form = load_follow_up ();
  g_autoptr (CunyiContext) outer = cunyi_context_new ();
  g_autoptr (CunyiContext) context = NULL;
  g_autoptr (CunyiText) text = cunyi_text_new ("${person_name} ${sbp}/${dbp} ${jr:choice-name(way, 'way')}"
                                               " ${join('，', drugs/drug)} ${count(drugs[dose = ''])}",
                                               NULL, NULL, 0, 0);
  g_autofree char *expanded = NULL;

  cunyi_context_set (outer, "person_name", "张三");
  cunyi_context_set (outer, "dbp", "wrong: the record is nearer");
  context = cunyi_form_create_context (form, "{\"sbp\":152,\"way\":\"1\",\"drugs\":[{\"drug\":\"甲\",\"dose\":5},{\"drug\":\"乙\"}]}",
                                       outer);
  expanded = cunyi_text_expand (text, context);
  g_assert_cmpstr (expanded, ==, "张三 152/ 门诊 甲，乙 1");
}

static void
a_form_written_in_excel_habits_is_understood (void)
{
  static const char text[] =
    "Survey\n"
    ",Type ,NAME,label :: 中文(zh),Constraint Message,Constraint,Relevant,Notes,instance::x\n"
    ",begin group,g,组,,,,,\n"
    ", Select one  from  yesno ,q1,问题一,,,,a remark,\n"
    ",int,q2,问题二,应大于0,.＞0 and . ≤ 10,（${q1}＝‘1’）,,\n"
    ",select multiple yesno,q3,问题三,,,,,\n"
    ",end group,,,,,,,\n"
    ",,,only a remark,,,,,\n"
    ",note,,说明,,,,,\n"
    "Choices\n"
    ",list name,name,label::English,label::中文(zh)\n"
    ",yesno,1,Yes,是\n"
    ",yesno,2,No,\n";
  g_autoptr (CunyiForm) form = load_text ("excel", text, NULL, NULL);
  const CunyiItem *q1 = cunyi_form_find (form, "q1");

  g_assert_cmpint (q1->kind, ==, CUNYI_ITEM_SELECT_ONE);
  g_assert_cmpstr (cunyi_text_get_source (q1->label), ==, "问题一");
  g_assert_cmpstr (cunyi_text_get_source (q1->choices->choices[0].label), ==, "是");
  g_assert_cmpstr (cunyi_text_get_source (q1->choices->choices[1].label), ==, "No"); /* not translated */
  g_assert_nonnull (cunyi_form_find (form, "q2")->constraint_message);
  g_assert_cmpstr (cunyi_form_get_title (form), ==, "excel");
  g_assert_cmpuint (cunyi_form_n_items (form), ==, 5);
}

static void
a_text_is_taken_from_the_best_language_that_is_filled (void)
{
  g_autoptr (CunyiForm) form = load_text (NULL, "survey\n,type,name,label:English,label：：Chinese (zh),hint\n"
                                                ",text,a,English,中文,\n,text,b,English,,\n,text,c,,,only a hint\n"
                                                "settings\n,form_id\n,3-pnc.danger\n", NULL, NULL);

  g_assert_cmpstr (cunyi_text_get_source (cunyi_form_find (form, "a")->label), ==, "中文");
  g_assert_cmpstr (cunyi_text_get_source (cunyi_form_find (form, "b")->label), ==, "English");
  g_assert_cmpstr (cunyi_text_get_source (cunyi_form_find (form, "c")->label), ==, "");
  g_assert_cmpstr (cunyi_form_get_id (form), ==, "form_3_pnc_danger");
}

static CunyiCodes *
find_codes (const char *id, gpointer data)
{
  return strcmp (id, "disease") == 0 ? data : NULL;
}

static void
choices_come_from_a_code_list (void)
{
  static const char codes_text[] = "code,label,kind\nhypertension,高血压,chronic\nflu,流感,acute\n";
  static const char text[] =
    "survey\n"
    ",type,name,label,choice_filter\n"
    ",select_one codes:disease,a,病种,\n"
    ",select_multiple codes:disease,b,慢病,kind = 'chronic'\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (codes_text, strlen (codes_text));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiCodes) codes = cunyi_codes_parse ("disease", bytes, faults);
  g_autoptr (CunyiForm) form = load_text ("codes", text, find_codes, codes);
  const CunyiChoiceList *choices = cunyi_form_find (form, "a")->choices;

  g_assert_cmpuint (choices->n_choices, ==, 2);
  g_assert_cmpstr (choices->choices[1].name, ==, "flu");
  g_assert_cmpstr (cunyi_text_get_source (choices->choices[1].label), ==, "流感");
  g_assert_cmpstr (cunyi_choice_get (&cunyi_form_find (form, "b")->choices->choices[0], "kind"), ==, "chronic");
}

static void
defaults_are_values_or_expressions (void)
{
  static const struct { const char *text, *expression; } cases[] = {
    { "1", "'1'" },
    { "2022-07-26", "'2022-07-26'" },
    { "it's", "\"it's\"" },
    { "不吸烟", "'不吸烟'" },
    { "'1'", "'1'" },
    { "today()", "today()" },
    { "${person_name}", "${person_name}" },
    { "concat ('a', 'b')", "concat ('a', 'b')" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("survey\n,type,name,label,default\n,text,a,甲,\"%s\"\n", cases[i].text);
      g_autoptr (CunyiForm) form = load_text ("a", text, NULL, NULL);

      g_assert_cmpstr (cunyi_expression_get_text (cunyi_form_find (form, "a")->initial), ==, cases[i].expression);
    }
}

static void
the_id_comes_from_the_settings_when_the_file_gives_none (void)
{
  g_autoptr (CunyiForm) form = load_text (NULL, "survey\n,type,name,label\n,text,a,甲\nsettings\n,form_id\n,自查表\n", NULL,
                                          NULL);

  g_assert_cmpstr (cunyi_form_get_id (form), ==, "自查表");
}

static void
what_depends_across_groups_is_no_circle (void)
{
  /* Each of these has been taken for a circle by some reader: a group that hangs on a question before it in the same
   * page, a constraint on itself, a count of the own list. */
  g_autoptr (CunyiForm) form = load_text ("a",
    "survey\n"
    ",type,name,label,relevant,constraint,calculation\n"
    ",begin_group,g,组,,,\n"
    ",integer,a,甲,,. > 0 and ${a} < 9,\n"
    ",begin_group,h,组,${a} > 1,,\n"
    ",integer,b,乙,,,\n"
    ",end_group,,,,,\n"
    ",calculate,c,,,,${b} + ${a}\n"
    ",end_group,,,,,\n"
    ",begin_repeat,r,表,,,\n"
    ",calculate,n,,,,count(${r})\n"
    ",calculate,m,,,,position(..)\n"
    ",end_repeat,,,,,\n", NULL, NULL);

  g_assert_nonnull (form);
}

/* ---- wrong forms ---- */

static void
check_wrong (gconstpointer data)
{
  const char *name = data;
  g_autoptr (GBytes) content = read_file ("wrong", name);
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (name);
  CunyiForm *form = cunyi_form_parse ("wrong", content, NULL, NULL, faults);
  g_auto (GStrv) parts = g_strsplit (name, ".", 3);
  const CunyiFault *fault;
  g_autofree char *place = NULL;

  g_assert_null (form);
  g_assert_cmpuint (cunyi_faults_count (faults), >, 0);
  fault = cunyi_faults_get (faults, 0);
  if (fault->row > 0 && fault->column > 0)
    place = cunyi_cell_address (fault->row, fault->column);
  else
    place = g_strdup_printf ("%u", fault->row);
  g_test_message ("%s", fault->message);
  g_assert_cmpstr (cunyi_fault_code_name (fault->code), ==, parts[0]);
  g_assert_cmpstr (place, ==, parts[1]);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
}

static void
add_wrong_forms (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "form", "wrong", NULL);
  g_autoptr (GError) error = NULL;
  GDir *dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_strconcat ("/form/wrong/", name, NULL);

      g_test_add_data_func_full (path, g_strdup (name), check_wrong, g_free);
    }
  g_dir_close (dir);
}

static void
check_too_large (const char *begin, const char *before, guint n)
{
  g_autoptr (GString) text = g_string_new (begin);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u,是\n", before, i);
  content = g_bytes_new (text->str, text->len);
  g_assert_null (cunyi_form_parse ("a", content, NULL, NULL, faults));
  g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, CUNYI_FAULT_TOO_LARGE);
}

static void
a_form_that_is_too_large_is_refused (void)
{
  check_too_large ("survey\n,type,name,label\n", ",text,q", 2000);
  check_too_large ("survey\n,type,name,label\n,select_one yes,a,甲\nchoices\n,list_name,name,label\n", ",yes,", 20001);
}

static void
a_workbook_written_in_excel_is_a_form (void)
{
  g_autoptr (GBytes) content = read_file ("forms", "self_check.xlsx");
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiForm) form = cunyi_form_parse (NULL, content, NULL, NULL, faults);

  g_assert_nonnull (form);
  g_assert_cmpstr (cunyi_form_get_id (form), ==, "自查表");
  g_assert_cmpstr (cunyi_form_get_version (form), ==, "20220701"); /* a number cell */
  g_assert_nonnull (cunyi_form_find (form, "检查日期")->required); /* a boolean cell */
  g_assert_cmpstr (cunyi_expression_get_text (cunyi_form_find (form, "检查日期")->initial), ==, "'2022-07-01'"); /* a date cell */
  g_assert_cmpstr (cunyi_form_find (form, "设备")->choices->choices[2].name, ==, "3");
}

static void
a_sheet_that_changes_nothing_is_told (void)
{
  const char *text = "survey\n,type,name,label\n,text,a,甲\nentities\n,dataset,label\n,trees,${a}\nmy notes\n,what\n,something\n";
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiForm) form = cunyi_form_parse ("a", content, NULL, NULL, faults);
  const char *const *notices;

  g_assert_nonnull (form);
  notices = cunyi_form_get_notices (form);
  g_assert_nonnull (notices[0]);
  g_assert_nonnull (strstr (notices[0], "entities"));
  g_assert_null (notices[1]);
}

static void
a_blank_in_a_name_is_told_with_the_name_to_write (void)
{
  const char *text = "survey\n,type,name,label\n,select_one l,a,甲\nchoices\n,list_name,name,label\n,l,new york,纽约\n";
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);

  g_assert_null (cunyi_form_parse ("a", content, NULL, NULL, faults));
  g_assert_nonnull (strstr (cunyi_faults_get (faults, 0)->message, "“new_york”"));
}

static void
all_faults_are_told_at_once (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("survey\n,type,name,label,relevant\n,txt,a,甲,\n,text,b,,\n,text,c,丙,${x}\n",
                                                   strlen ("survey\n,type,name,label,relevant\n,txt,a,甲,\n,text,b,,\n,text,c,丙,${x}\n"));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);

  g_assert_null (cunyi_form_parse ("a", content, NULL, NULL, faults));
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name) g_test_add_func ("/form/form/" #name, name)
  TEST (a_form_is_read_whole);
  TEST (choices_keep_their_order_names_and_columns);
  TEST (answers_read_as_people_read_them);
  TEST (a_record_becomes_a_context);
  TEST (a_form_written_in_excel_habits_is_understood);
  TEST (a_text_is_taken_from_the_best_language_that_is_filled);
  TEST (choices_come_from_a_code_list);
  TEST (defaults_are_values_or_expressions);
  TEST (the_id_comes_from_the_settings_when_the_file_gives_none);
  TEST (what_depends_across_groups_is_no_circle);
  TEST (a_sheet_that_changes_nothing_is_told);
  TEST (a_blank_in_a_name_is_told_with_the_name_to_write);
  TEST (all_faults_are_told_at_once);
  TEST (a_form_that_is_too_large_is_refused);
  TEST (a_workbook_written_in_excel_is_a_form);
  add_wrong_forms ();
  return g_test_run ();
}
