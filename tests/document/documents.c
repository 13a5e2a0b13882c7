/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The documents that ship, filled and read back: by their text, and as PDF by other programs. */

#include "config.h"

#include "helpers.h"

#define PERSON \
  "\"number\":\"4113221042070001\",\"person_name\":\"张三\",\"person_sex\":\"1\",\"person_age\":\"67\"," \
  "\"person_id_number\":\"411322195801011234\",\"household_address_line\":\"方城县赵河镇前王庄村三组12号\"," \
  "\"clinic_name\":\"前王庄村卫生室\",\"clinic_phone\":\"0377-61234567\",\"clinic_hospital\":\"赵河镇卫生院\"," \
  "\"staff_name\":\"李村医\",\"today\":\"2026-11-25\",\"apply_date\":\"2026-10-30\""

/* A case with `passed` diseases that were approved and `failed` that were not, all with different names. */
static char *
case_json (guint passed, guint failed, const char *reason)
{
  g_autoptr(GString) json = g_string_new ("{" PERSON ",\"chronic_disease\":[");

  for (guint i = 1; i <= passed + failed; i++)
    g_string_append_printf (json,
                            "%s{\"state\":\"%s\",\"state_label\":\"%s\",\"topic_label\":\"病种%02u号\",\"stage\":\"2期\","
                            "\"expert_date\":\"2026-11-20\",\"valid_to\":\"2028-11-19\",\"review_due\":\"2028-10-19\","
                            "\"fixed_hospital\":\"县人民医院\",\"fail_reason\":\"%s\"}",
                            i > 1 ? "," : "", i <= passed ? "r_pass" : "r_fail", i <= passed ? "符合" : "不符合", i,
                            i <= passed ? "" : reason);
  g_string_append (json, "]}");
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static CunyiDocument *
fill_case (const char *id, guint passed, guint failed)
{
  g_autoptr(CunyiTemplate) template = open_template ("national", id);
  g_autofree char *json = case_json (passed, failed, "材料不全，缺住院病历");
  g_autoptr(CunyiContext) context = make_context (json);

  return fill (template, context);
}

static void
assert_refused (const char *id, const char *json, const char *part)
{
  g_autoptr(CunyiTemplate) template = open_template ("national", id);
  g_autoptr(CunyiContext) context = make_context (json);
  g_autoptr(CunyiDocument) document = cunyi_document_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (cunyi_document_add (document, template, context, &error));
  g_assert_error (error, CUNYI_DOCUMENT_ERROR, CUNYI_DOCUMENT_ERROR_INCOMPLETE);
  assert_has (error->message, part);
  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 0);
}

static void
the_letter_follows_from_the_results (void)
{
  static const struct {
    guint passed, failed;
    const char *has[5];
    const char *has_not[3];
  } cases[] = {
    { 2, 0, { "慢性病鉴定结果告知书", "下列病种符合", "按时服药，规范治疗", "病种01号", "病种02号" }, { "没有通过", "不等于您没有病", "不符合" } },
    { 2, 1, { "慢性病鉴定结果告知书", "申请鉴定3种病", "没有通过的病种", "材料不全，缺住院病历", "病种03号" }, { "不等于您没有病", "下列病种" } },
    { 0, 2, { "慢性病不予认定告知书", "目前不符合", "不等于您没有病", "材料不全，缺住院病历", "病种02号" }, { "慢性病鉴定结果告知书", "领取并保管好" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CunyiDocument) document = fill_case ("notification_letter", cases[i].passed, cases[i].failed);
      g_autofree char *text = all_text (document);
      g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
      g_autofree char *joined = g_strjoinv ("", lines);

      for (guint j = 0; j < G_N_ELEMENTS (cases[i].has) && cases[i].has[j]; j++)
        assert_has (joined, cases[i].has[j]);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].has_not) && cases[i].has_not[j]; j++)
        assert_has_not (joined, cases[i].has_not[j]);
      /* the receipt and the places for seal and signature */
      assert_has (joined, "送达回执");
      assert_has (joined, "告知单位（盖章）");
      assert_has (joined, "与本人关系");
      assert_has (joined, "拒签原因");
      assert_has (joined, "收件人签名或按手印");
      /* the number of the identity card is not shown whole */
      assert_has (joined, "411322********1234");
      assert_has_not (joined, "19580101");
      g_assert_cmpuint (cunyi_document_n_pages (document), ==, 1);
    }
}

/* Nothing that was applied for is left out, nor is what was taken back said to be approved. */
static void
a_withdrawn_disease_stands_in_the_letter (void)
{
  g_autoptr(CunyiTemplate) template = open_template ("national", "notification_letter");
  g_autoptr(CunyiContext) context = make_context (
      "{" PERSON ",\"chronic_disease\":[{\"state\":\"r_pass\",\"state_label\":\"符合\",\"topic_label\":\"高血压\"},"
      "{\"state\":\"r_withdrawn\",\"state_label\":\"撤回\",\"topic_label\":\"冠心病\",\"drop_reason\":\"本人不办了\"}]}");
  g_autoptr(CunyiDocument) document = fill (template, context);
  g_autofree char *text = all_text (document);

  assert_has (text, "冠心病\n");
  assert_has (text, "撤回\n");
  assert_has (text, "本人不办了\n");
  assert_has (text, "申请鉴定2种病");
  assert_has_not (text, "下列病种");
}

static void
a_letter_names_every_disease (void)
{
  static const guint counts[] = { 1, 4, 5, 20, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr(CunyiDocument) document = fill_case ("notification_letter", counts[i] / 2, counts[i] - counts[i] / 2);
      g_autofree char *text = all_text (document);

      for (guint n = 1; n <= counts[i]; n++)
        {
          g_autofree char *name = g_strdup_printf ("病种%02u号", n);

          g_assert_cmpuint (count_of (text, name), ==, 1);
        }
    }
}

static void
a_refusal_without_a_reason_is_not_printed (void)
{
  g_autofree char *no_reason = case_json (1, 1, ""), *blank = case_json (0, 1, "  ");

  assert_refused ("notification_letter", no_reason, "没有写原因");
  assert_refused ("notification_letter", blank, "没有写原因");
  assert_refused ("notification_letter", "{" PERSON ",\"chronic_disease\":[]}", "没有病种");
  assert_refused ("notification_letter", "{" PERSON "}", "没有病种");
  assert_refused ("notification_letter",
                  "{" PERSON ",\"chronic_disease\":[{\"state\":\"r_pass\"},{\"state\":\"r_open\"}]}", "还有病种没有鉴定结果");
}

static void
a_card_shows_approved_diseases_only (void)
{
  static const struct {
    guint passed, failed, pages;
  } cases[] = { { 1, 0, 2 }, { 1, 3, 2 }, { 4, 1, 2 }, { 5, 0, 4 }, { 20, 2, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CunyiDocument) document = fill_case ("service_card", cases[i].passed, cases[i].failed);
      g_autofree char *text = all_text (document);
      double width, height;

      for (guint n = 1; n <= cases[i].passed + cases[i].failed; n++)
        {
          g_autofree char *name = g_strdup_printf ("病种%02u号", n);

          g_assert_cmpuint (count_of (text, name), ==, n <= cases[i].passed ? 1 : 0);
        }
      if (cases[i].pages > 0)
        g_assert_cmpuint (cunyi_document_n_pages (document), ==, cases[i].pages);
      g_assert_cmpuint (cunyi_document_n_pages (document) % 2, ==, 0);
      for (guint page = 0; page < cunyi_document_n_pages (document); page++)
        {
          cunyi_document_get_page_size (document, page, &width, &height);
          g_assert_cmpfloat_with_epsilon (width * 25.4 / 72, 85.6, 0.01);
          g_assert_cmpfloat_with_epsilon (height * 25.4 / 72, 54, 0.01);
        }
      g_assert_true ((strstr (text, "续卡") != NULL) == (cases[i].passed > 4));
      /* a household's poverty is nobody's business at a counter */
      assert_has_not (text, "脱贫");
      assert_has_not (text, "19580101");
    }
}

static void
a_card_without_number_or_approved_disease_is_not_printed (void)
{
  g_autofree char *failed = case_json (0, 2, "不够");

  assert_refused ("service_card", failed, "没有鉴定符合的病种");
  assert_refused ("service_card", "{\"person_name\":\"张三\",\"chronic_disease\":[{\"state\":\"r_pass\"}]}", "编号");
}

/* Long and odd values: all of it is there, and still on two sides. */
static void
a_long_address_fits_on_a_card (void)
{
  g_autoptr(CunyiTemplate) template = open_template ("national", "service_card");
  g_autofree char *json = case_json (4, 0, "");
  g_autoptr(CunyiContext) context = make_context (json);
  g_autoptr(GString) address = g_string_new (NULL);
  g_autoptr(CunyiDocument) document = NULL;
  g_autofree char *text = NULL, *joined = NULL;
  g_auto(GStrv) lines = NULL;

  for (guint i = 0; i < 50; i++)
    g_string_append (address, "前王庄村");
  cunyi_context_set (context, "household_address_line", address->str);
  cunyi_context_set (context, "person_name", "买买提·艾合买提江·<b>&阿布都热依木");
  document = fill (template, context);
  text = all_text (document);
  lines = g_strsplit (text, "\n", -1);
  joined = g_strjoinv ("", lines);
  assert_has (joined, address->str);
  assert_has (joined, "买买提·艾合买提江·<b>&阿布都热依木");
  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 2);
}

static void
an_application_leaves_what_others_sign_empty (void)
{
  g_autoptr(CunyiTemplate) template = open_template ("nanyang", "chronic_application_form");
  g_autoptr(CunyiContext) context = make_context (
      "{\"name\":\"张三\",\"sex\":\"1\",\"id_no\":\"411322195801011234\",\"apply_date\":\"2026-10-30\",\"apply_kind\":\"2\","
      "\"is_lifted\":\"1\",\"disease_row\":[{\"disease\":\"hypertension\"},{\"disease\":\"diabetes\"}],"
      "\"first_check\":\"通过\",\"expert_result\":\"符合\",\"agency_opinion\":\"同意\",\"treatment_plan\":\"手术\"}");
  g_autoptr(CunyiDocument) document = fill (template, context);
  g_autofree char *text = all_text (document), *first = cunyi_document_get_page_text (document, 0);

  assert_has (first, "南阳市城乡居民门诊基本医疗保险门诊慢性病申请表");
  assert_has (first, "411322195801011234");
  assert_has (first, "hypertension");
  assert_has (first, "diabetes");
  assert_has (first, "乡镇卫生院初审意见：\n");
  assert_has (first, "医保经办机构审批意见：\n");
  assert_has_not (text, "通过");
  assert_has_not (text, "同意");
  assert_has_not (text, "手术\n");
  assert_has (text, "粘贴各种相关资料");
  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 2);
}

static void
an_application_continues_with_the_sixth_disease (void)
{
  static const guint counts[] = { 0, 1, 5, 6, 20, 80 };
  g_autoptr(CunyiTemplate) template = open_template ("national", "chronic_application_form");

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr(GString) json = g_string_new ("{\"name\":\"张三\",\"id_no\":\"411322195801011234\",\"disease_row\":[");
      g_autoptr(CunyiContext) context = NULL;
      g_autoptr(CunyiDocument) document = NULL;
      g_autofree char *text = NULL;

      for (guint n = 1; n <= counts[i]; n++)
        g_string_append_printf (json, "%s{\"disease\":\"病种%02u号\"}", n > 1 ? "," : "", n);
      g_string_append (json, "]}");
      context = make_context (json->str);
      document = fill (template, context);
      text = all_text (document);
      for (guint n = 1; n <= counts[i]; n++)
        {
          g_autofree char *name = g_strdup_printf ("病种%02u号", n);

          g_assert_cmpuint (count_of (text, name), ==, 1);
        }
      g_assert_true ((strstr (text, "（续表）") != NULL) == (counts[i] > 5));
    }
}

static void
an_agreement_has_a_line_for_every_member (void)
{
  g_autoptr(CunyiTemplate) template = open_template ("national", "contract_agreement");
  static const guint counts[] = { 1, 4, 5, 20 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr(GString) json = g_string_new ("{\"hospital\":\"赵河镇卫生院\",\"paid\":\"0\",\"fee_total\":\"987\","
                                              "\"case_line\":[{\"line_package\":\"高血压服务包\",\"line_label\":\"面对面随访\","
                                              "\"line_times\":\"每年4次\",\"line_members\":\"张三,李四\"}],"
                                              "\"contract\":[{\"state\":\"signed\"},{\"state\":\"refused\"}],"
                                              "\"household_member\":[");
      g_autoptr(CunyiContext) context = NULL;
      g_autoptr(CunyiDocument) document = NULL;
      g_autofree char *text = NULL;

      for (guint n = 1; n <= counts[i]; n++)
        g_string_append_printf (json, "%s{\"member_name\":\"成员%02u\",\"member_contract\":\"%s\"}", n > 1 ? "," : "", n,
                                n == 1 ? "signed" : n == 2 ? "refused" : "");
      g_string_append (json, "]}");
      context = make_context (json->str);
      document = fill (template, context);
      text = all_text (document);
      for (guint n = 1; n <= counts[i]; n++)
        {
          g_autofree char *name = g_strdup_printf ("成员%02u\n", n);

          g_assert_cmpuint (count_of (text, name), ==, 1);
        }
      assert_has (text, "服务流程清楚");
      assert_has (text, "服务内容清楚");
      assert_has (text, "服务标准清楚");
      assert_has (text, "解约原因");
      assert_has (text, "高血压服务包\n面对面随访\n每年4次\n张三、李四"); /* what the contracts hold, and nothing else */
      g_assert_cmpuint (count_of (text, "☑"), ==, 2); /* one member signs; 无偿签约 */
      assert_has_not (text, "987");          /* no amount on an agreement without a fee */
    }
  assert_refused ("contract_agreement", "{}", "没有成员");
}

static void
the_recovery_sheet_shows_the_code (void)
{
  g_autoptr(CunyiTemplate) template = open_template ("national", "recovery_sheet");
  g_autoptr(CunyiContext) context = make_context ("{\"clinic_name\":\"前王庄村卫生室\",\"code\":\"K7M2-9QXD-4TRA-W8HJ\"}");
  g_autoptr(CunyiDocument) document = fill (template, context);
  g_autofree char *text = all_text (document);

  assert_has (text, "K7M2　9QXD　4TRA　W8HJ");
  assert_has (text, "前王庄村卫生室");
  g_assert_cmpuint (cunyi_document_n_pages (document), ==, 1);
  assert_refused ("recovery_sheet", "{\"clinic_name\":\"前王庄村卫生室\"}", "没有恢复码");
}

/* pdftotext, pdfinfo, pdffonts on a letter. */
static void
other_programs_read_the_pdf (void)
{
  g_autoptr(CunyiDocument) document = fill_case ("notification_letter", 2, 1);
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "信.pdf", NULL);
  g_autoptr(GError) error = NULL;
  const char *to_text[] = { "pdftotext", "-raw", path, "-", NULL };
  const char *info[] = { "pdfinfo", path, NULL };
  const char *fonts[] = { "pdffonts", path, NULL };
  g_autofree char *text = NULL, *about = NULL, *list = NULL;
  g_auto(GStrv) lines = NULL;

  cunyi_document_write_pdf (document, path, "前王庄村卫生室", NULL, &error);
  g_assert_no_error (error);
  text = run_tool (to_text);
  assert_has (text, "慢性病鉴定结果告知书");
  assert_has (text, "张三");
  assert_has (text, "病种03号");
  assert_has (text, "送达回执");
  about = run_tool (info);
  assert_has (about, "慢性病鉴定结果告知书");
  assert_has (about, "前王庄村卫生室");
  assert_has (about, "A4");
  assert_has (about, "CreationDate");
  list = run_tool (fonts);
  lines = g_strsplit (list, "\n", -1);
  /* every font is embedded, as a subset, and says what its letters mean */
  for (guint i = 2; lines[i] && *lines[i]; i++)
    assert_has (lines[i], "yes yes yes");
  g_assert_nonnull (lines[2]);
  remove_folder (folder);
}

/* Ten cards to a sheet with ten numbers; a camera reads each of them off the paper. */
static void
a_camera_reads_the_cards_of_a_sheet (void)
{
  static const guint sheets[] = { 8, 10 };
  g_autoptr(CunyiTemplate) template = open_template ("national", "service_card");

  g_assert_cmpuint (cunyi_template_get_cards_per_sheet (template), ==, 10);
  for (guint s = 0; s < G_N_ELEMENTS (sheets); s++)
    {
      g_autoptr(CunyiDocument) cards = cunyi_document_new ();
      g_autoptr(CunyiDocument) document = NULL;
      g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "cards.pdf", NULL);
      g_autofree char *stem = g_build_filename (folder, "sheet", NULL), *image = g_strconcat (stem, "-1.png", NULL);
      g_autofree char *drawn = NULL, *read = NULL, *text = NULL;
      const char *draw[] = { "pdftoppm", "-r", "300", "-png", "-f", "1", "-l", "1", path, stem, NULL };
      const char *scan[] = { "zbarimg", "-q", "--raw", image, NULL };
      g_autoptr(GError) error = NULL;

      for (guint i = 0; i < sheets[s]; i++)
        {
          g_autofree char *json = case_json (2, 0, ""), *number = g_strdup_printf ("41132210420700%02u", i);
          g_autoptr(CunyiContext) context = make_context (json);

          cunyi_context_set (context, "number", number);
          cunyi_document_add (cards, template, context, &error);
          g_assert_no_error (error);
        }
      document = cunyi_document_new_card_sheets (cards, sheets[s]);
      g_assert_cmpuint (cunyi_document_n_pages (document), ==, 2);
      cunyi_document_write_pdf (document, path, NULL, NULL, &error);
      g_assert_no_error (error);
      drawn = run_tool (draw);
      read = run_tool (scan);
      text = cunyi_document_get_page_text (document, 0);
      for (guint i = 0; i < sheets[s]; i++)
        {
          g_autofree char *number = g_strdup_printf ("41132210420700%02u\n", i);

          /* the number and nothing else */
          g_assert_cmpuint (count_of (read, number), ==, 1);
          g_assert_cmpuint (count_of (text, number), ==, 1);
        }
      g_assert_cmpuint (count_of (read, "\n"), ==, sheets[s]);
      remove_folder (folder);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/document/documents/" #name, name)
  ADD (the_letter_follows_from_the_results);
  ADD (a_withdrawn_disease_stands_in_the_letter);
  ADD (a_letter_names_every_disease);
  ADD (a_refusal_without_a_reason_is_not_printed);
  ADD (a_card_shows_approved_diseases_only);
  ADD (a_card_without_number_or_approved_disease_is_not_printed);
  ADD (a_long_address_fits_on_a_card);
  ADD (an_application_leaves_what_others_sign_empty);
  ADD (an_application_continues_with_the_sixth_disease);
  ADD (an_agreement_has_a_line_for_every_member);
  ADD (the_recovery_sheet_shows_the_code);
  ADD (other_programs_read_the_pdf);
  ADD (a_camera_reads_the_cards_of_a_sheet);
#undef ADD
  return g_test_run ();
}
