/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filled forms on paper: every form that ships, with its questions, options and rows. */

#include "config.h"

#include "helpers.h"

#include "base/codes.h"

/* Code lists of the national pack, read once. */
static CunyiCodes *
find_codes (const char *id, gpointer data)
{
  static GHashTable *lists;
  g_autofree char *path = NULL, *bytes = NULL;
  g_autoptr(CunyiFaults) faults = cunyi_faults_new (id);
  g_autoptr(GBytes) content = NULL;
  gsize size;
  CunyiCodes *codes;

  if (!lists)
    lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cunyi_codes_unref);
  codes = g_hash_table_lookup (lists, id);
  if (codes)
    return codes;
  path = g_strdup_printf ("%s/national/codes/%s.csv", cunyi_packs_get_folder (), id);
  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return NULL;
  content = g_bytes_new (bytes, size);
  codes = cunyi_codes_parse (id, content, faults);
  if (codes)
    g_hash_table_insert (lists, g_strdup (id), codes);
  return codes;
}

static CunyiForm *
open_form (const char *id)
{
  g_autoptr(CunyiFaults) faults = cunyi_faults_new (id);
  g_autofree char *path = g_strdup_printf ("%s/national/forms/%s.csv", cunyi_packs_get_folder (), id), *bytes = NULL;
  g_autoptr(GBytes) content = NULL;
  CunyiForm *form;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  content = g_bytes_new (bytes, size);
  form = cunyi_form_parse (id, content, find_codes, NULL, faults);
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    g_test_message ("%s", cunyi_faults_get (faults, i)->message);
  g_assert_nonnull (form);
  return form;
}

static CunyiDocument *
fill_form (CunyiForm *form, const char *answers)
{
  g_autoptr(CunyiTemplate) template = open_template ("national", "form_sheet");
  g_autoptr(CunyiContext) around = make_context ("{\"person_name\":\"张三\",\"clinic_name\":\"前王庄村卫生室\"}");
  g_autoptr(CunyiContext) context = NULL;
  CunyiDocument *document = cunyi_document_new ();
  g_autoptr(GError) error = NULL;

  cunyi_context_set (around, "form_title", cunyi_form_get_title (form));
  context = cunyi_form_create_context (form, answers, around);
  cunyi_document_set_form (document, form);
  cunyi_document_add (document, template, context, &error);
  g_assert_no_error (error);
  return document;
}

/* Text without line ends and blanks: labels break anywhere. */
static char *
squeeze (const char *text)
{
  g_auto(GStrv) parts = g_regex_split_simple ("[\\s\u00a0\u2060\u3000]+", text, 0, 0);

  return g_strjoinv ("", parts);
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

      if (!cunyi_item_has_answer (item) || item->kind == CUNYI_ITEM_CALCULATE || item->no_print || strstr (item->print, "skip")
          || strstr (label, "${") || (item->kind >= CUNYI_ITEM_START && item->kind <= CUNYI_ITEM_TODAY))
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

  assert_has (plain, "姓名：<张&三>");
  assert_has (plain, "☑2女");
  assert_has (plain, "□1男");
  assert_has (plain, "☑2增加病种");
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
