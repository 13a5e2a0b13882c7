/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filled forms on paper: every form that ships, with its questions, options and rows. */

#include "config.h"

#include "form-helpers.h"

/* Not on the paper, by itself or with what it is in. */
static gboolean
is_skipped (const CunyiItem *item)
{
  for (; item; item = item->parent)
    if (item->no_print || item->print.skip || item->print.applies)
      return TRUE;
  return FALSE;
}

static void
an_empty_form_shows_every_question (gconstpointer data)
{
  g_autoptr(CunyiForm) form = open_form (data);
  g_autoptr(CunyiDocument) document = fill_form (form, "{}");
  g_autofree char *text = all_text (document), *plain = squeeze (text);
  guint n = 0;

  assert_has (plain, cunyi_form_get_title (form));
  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);
      g_autofree char *label = squeeze (cunyi_text_get_source (item->print_label ? item->print_label : item->label));

      if (!cunyi_item_has_answer (item) || item->kind == CUNYI_ITEM_CALCULATE || is_skipped (item)
          || strstr (label, "${") || strcmp (label, "-") == 0 || *item->print.behind || (item->print.join && item->print_text) || (item->kind >= CUNYI_ITEM_START && item->kind <= CUNYI_ITEM_TODAY))
        continue;
      assert_has (plain, label);
      n++;
    }
  g_assert_cmpuint (n, >, 2);
}

static void
answers_stand_on_the_paper (void)
{
  g_autoptr(CunyiForm) form = open_form ("chronic_application_form");
  g_autoptr(CunyiDocument) document = fill_form (
      form, "{\"name\":\"<张&三>\",\"sex\":\"2\",\"apply_kind\":\"2\",\"apply_date\":\"2026-10-30\",\"illness_history\":\"十年\","
            "\"disease_row\":[{\"disease\":\"hypertension\",\"disease_stage\":\"3级\"},{\"disease\":\"diabetes\"}]}");
  g_autofree char *text = all_text (document), *plain = squeeze (text);

  assert_has (plain, "姓名<张&三>");
  assert_has (plain, "性别1男2女2");
  assert_has (plain, "申请类别1首次申请2增加病种3复审（续期）4重新申请2");
  assert_has (plain, "2026年10月30日");
  assert_has (plain, "十年");
  assert_has (plain, "高血压");
  assert_has (plain, "3级");
  assert_has (plain, "糖尿病");
}

/* The table of a household has twelve columns: none is so narrow that a number breaks in two. */
static void
numbers_of_members_stay_whole (void)
{
  g_autoptr(CunyiForm) form = open_form ("household_visit");
  g_autoptr(CunyiDocument) document = fill_form (
      form, "{\"way\":\"1\",\"member\":[{\"m_name\":\"高得水\",\"m_relation\":\"父亲\",\"m_present\":\"1\",\"m_insured\":\"1\",\"m_insure_year\":2026,"
            "\"m_signed\":\"1\",\"m_four\":\"1\",\"m_disease\":\"hypertension\",\"m_followups_12m\":2,\"m_last_followup\":\"2026-10-21\",\"m_medicine\":\"2\",\"m_sbp\":152,\"m_dbp\":90,"
            "\"m_glucose\":18.2}],\"c_total\":3600}");
  g_autofree char *text = cunyi_document_get_page_text (document, 0);

  assert_has (text, "152/90");
  assert_has (text, "18.2");
  assert_has (text, "2次");
  assert_has (text, "10月21日");
  assert_has (text, "\n医疗费用（近一年，元）\n");
}

/* A list of photographs is on paper when there are some. */
static void
no_photographs_take_no_room (void)
{
  g_autoptr(CunyiForm) form = open_form ("chronic_application_form");
  g_autoptr(CunyiDocument) without = fill_form (form, "{\"name\":\"张三\"}");
  g_autoptr(CunyiDocument) with = fill_form (form, "{\"name\":\"张三\",\"proof_taken\":\"1\",\"proof\":[{\"proof_what\":\"出院小结\"}]}");
  g_autofree char *none = all_text (without), *some = all_text (with), *plain = squeeze (some);

  assert_has_not (none, "什么材料");
  assert_has (plain, "什么材料");
  assert_has (plain, "出院小结");
}

/* The context of a record gives labels for codes: the official sheet prints the disease by its name. */
static void
the_application_prints_diseases_by_name (void)
{
  g_autoptr(CunyiForm) form = open_form ("chronic_application_form");
  g_autoptr(CunyiTemplate) template = open_template ("nanyang", "chronic_application_form");
  g_autoptr(CunyiContext) context = cunyi_form_create_context (
      form, "{\"name\":\"张三\",\"contact_name\":\"张四\",\"contact_relation\":\"3\",\"disease_row\":[{\"disease\":\"hypertension\"}]}",
      NULL);
  g_autoptr(CunyiDocument) document = fill (template, context);
  g_autofree char *text = all_text (document);

  assert_has (text, "高血压\n");
  assert_has (text, "张四（子）");
  assert_has_not (text, "hypertension");
}

/* Each line of a register has its own day: above it stands whose it is and where, and what the people sign by hand stays blank. */
static void
services_leave_room_for_the_hand (void)
{
  g_autoptr(CunyiForm) form = open_form ("service_record");
  const char *answers[] = { "{\"service_date\":\"2026-03-12\",\"kind\":\"4\",\"mode\":\"1\",\"description\":\"测血压\",\"resident_signed\":\"1\"}",
                            "{\"service_date\":\"2026-09-22\",\"kind\":\"12\",\"mode\":\"1\",\"description\":\"体检\",\"resident_signed\":\"2\"}",
                            NULL };
  g_autoptr(CunyiDocument) document = fill_forms (form, answers);
  g_autofree char *plain = page_text (document, 0);

  assert_has (plain, "姓名：张三单位：前王庄村卫生室填表人：");
  assert_has (plain, "居民签字12026年3月12日");
  assert_has (plain, "测血压22026年9月22日");
  assert_has (plain, "体检（家属）3");
}

static void
a_card_that_is_used_says_how_often (void)
{
  g_autoptr(CunyiForm) form = open_form ("card_use");
  g_autoptr(CunyiDocument) used = fill_form (form, "{\"used\":\"1\",\"times\":4,\"last_use\":\"2026-10-03\",\"place\":\"县医院\"}");
  g_autoptr(CunyiDocument) unused = fill_form (form, "{\"used\":\"2\",\"unused\":\"9\",\"unused_text\":\"外出务工\"}");
  g_autofree char *one = page_text (used, 0), *other = page_text (unused, 0);

  assert_has (one, "☑1用过4次□2没有用过");
  assert_has (one, "最近一次就诊、取药日期：2026年10月3日就诊、取药机构：县医院");
  assert_has (other, "☑9其他外出务工");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

/* All that ship, their older and later versions too. */
static GPtrArray *
list_forms (void)
{
  g_autofree char *folder = g_build_filename (cunyi_packs_get_folder (), "national", "forms", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".csv"))
      g_ptr_array_add (ids, g_strndup (name, strlen (name) - strlen (".csv")));
  g_ptr_array_sort (ids, compare_names);
  g_assert_cmpuint (ids->len, >, 20);
  return ids;
}

int
main (int argc, char **argv)
{
  g_autoptr(GPtrArray) ids = NULL;

  g_test_init (&argc, &argv, NULL);
  ids = list_forms ();
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autofree char *path = g_strdup_printf ("/document/forms/an_empty_form_shows_every_question/%s", id);

      g_test_add_data_func (path, id, an_empty_form_shows_every_question);
    }
  g_test_add_func ("/document/forms/answers_stand_on_the_paper", answers_stand_on_the_paper);
  g_test_add_func ("/document/forms/services_leave_room_for_the_hand", services_leave_room_for_the_hand);
  g_test_add_func ("/document/forms/a_card_that_is_used_says_how_often", a_card_that_is_used_says_how_often);
  g_test_add_func ("/document/forms/numbers_of_members_stay_whole", numbers_of_members_stay_whole);
  g_test_add_func ("/document/forms/no_photographs_take_no_room", no_photographs_take_no_room);
  g_test_add_func ("/document/forms/the_application_prints_diseases_by_name", the_application_prints_diseases_by_name);
  return g_test_run ();
}
