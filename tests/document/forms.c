/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filled forms on paper: every form that ships, with its questions, options and rows. */

#include "config.h"

#include "form-helpers.h"

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

      if (!cunyi_item_has_answer (item) || item->kind == CUNYI_ITEM_CALCULATE || item->no_print || item->print.skip
          || strstr (label, "${") || strcmp (label, "-") == 0 || *item->print.behind || (item->print.join && item->print_text) || (item->kind >= CUNYI_ITEM_START && item->kind <= CUNYI_ITEM_TODAY))
        continue;
      assert_has (plain, label);
      n++;
    }
  g_assert_cmpuint (n, >, 3);
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

int
main (int argc, char **argv)
{
  static const char *const ids[] = { "chronic_application_form", "hypertension_followup", "diabetes_followup", "household_visit" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = g_strdup_printf ("/document/forms/an_empty_form_shows_every_question/%s", ids[i]);

      g_test_add_data_func (path, ids[i], an_empty_form_shows_every_question);
    }
  g_test_add_func ("/document/forms/answers_stand_on_the_paper", answers_stand_on_the_paper);
  g_test_add_func ("/document/forms/the_application_prints_diseases_by_name", the_application_prints_diseases_by_name);
  return g_test_run ();
}
