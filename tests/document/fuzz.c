/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Templates, one with every element and those that ship, changed at random some thousand times: each ends in faults, in an error
 * or in pages, soon. */

#include "config.h"

#include "helpers.h"

#include <time.h>

/* of the processor, which other work may share */
#define SECONDS 8
#define ROUNDS 4000

/* What breaks things: tags, attributes, numbers and bytes from elsewhere. */
static const char *const scraps[] = {
  "<table columns='1* 1*'><row>", "</row></table>", "<row each='chronic_disease' fill='200'>", "<cell rows='60' span='9'>",
  "</cell>", "<p>", "</p>", "<page paper='card'>", "</page>", "height='280'", "size='48'", "shrink='4'", "width='420'",
  "fit='yes'", "keep='yes'", "bottom='yes'", "margin='80'", "${", "}", "${count(${chronic_disease})}", "if=\"true()\"", "&lt;",
  "&#0;", "<![CDATA[", "]]>", "<!--", "\xc3\x28", "9999999999", "-1", "", "<receipt>", "<form/>", "<pagebreak/>", "vertical='yes'",
};

/* Every element there is. */
static const char every_element[] =
    "<document title='t'><value name='v'>值${number}</value><require test='true()'>不</require>"
    "<page paper='A5' margin='10' size='9' gap='1' shrink='0.9'><header on='all'><p>头<pagenumber/></p></header>"
    "<footer><p>脚<pagecount/></p></footer><heading fit='yes'>${v}</heading><p indent='2' align='justify'>一<b>二</b><i>三</i><u>四</u>"
    "<s>五</s><sub>六</sub><sup>七</sup><small>八</small><big>九</big><span size='12' each='chronic_disease'>${topic_label}</span><br/>"
    "<fill width='5'>${person_name}</fill><check test='false()'>是</check><checks value='1' options='1=甲|2=乙'/>"
    "<date value='2026-01-02'/></p><table columns='10 1* 2x1*' border='all' continued='续' width='100' align='center'>"
    "<row header='yes'><cell rows='3' vertical='yes'>竖排</cell><cell span='2'>宽</cell><cell/></row>"
    "<row each='chronic_disease' from='1' to='9' fill='3' height='8'><cell shade='yes' height='8' shrink='5'>${fail_reason}</cell>"
    "<cell><number/></cell><cell valign='top'><p>上</p><p bottom='yes'>下</p></cell></row></table>"
    "<group keep='yes'><box kind='photo' label='照'/><picture value='x' width='20'/><box kind='seal' date='yes' height='20' border='dashed'>印</box>"
    "<box kind='signature' label='签' date='yes'/></group><lines count='3' height='7'/><qr value='${number}' width='20'/><rule/>"
    "<space height='5'/><block name='b'><form/></block><pagebreak/><receipt label='回执' bottom='yes'><p>条</p></receipt></page>"
    "</document>";

static GBytes *
mutate (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr(GString) text = g_string_new_len (data, size);
  guint n = g_test_rand_int_range (1, 4);

  for (guint i = 0; i < n && text->len > 100; i++)
    {
      gsize at = g_test_rand_int_range (0, text->len - 60);
      const char *scrap = scraps[g_test_rand_int_range (0, G_N_ELEMENTS (scraps))];

      switch (g_test_rand_int_range (0, 8))
        {
        case 0:
          g_string_erase (text, at, g_test_rand_int_range (1, 50));
          break;
        case 1:
          g_string_insert (text, at, scrap);
          break;
        case 2:
          text->str[at] = g_test_rand_int_range (1, 256);
          break;
        default:
          {
            /* a number becomes another one: attributes stay well-formed */
            char *digit = strpbrk (text->str + at, "0123456789");

            if (digit)
              *digit = '0' + g_test_rand_int_range (0, 10);
          }
        }
    }
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/* What became of it: 0 refused, 1 not filled, 2 pages. */
static guint
try_template (GBytes *bytes, CunyiContext *context, CunyiDocument *document)
{
  g_autoptr(CunyiFaults) faults = cunyi_faults_new ("fuzz.xml");
  g_autoptr(CunyiTemplate) template = cunyi_template_parse ("fuzz.xml", bytes, faults);
  g_autoptr(GError) error = NULL;
  guint before = cunyi_document_n_pages (document);

  g_assert_true ((template == NULL) == (cunyi_faults_count (faults) > 0));
  if (!template)
    return 0;
  if (!cunyi_document_add (document, template, context, &error))
    {
      g_assert_nonnull (error);
      g_assert_cmpuint (cunyi_document_n_pages (document), ==, before);
      return 1;
    }
  g_assert_cmpuint (cunyi_document_n_pages (document), >, before);
  return 2;
}

static void
changed_templates_end_well (void)
{
  static const char *const ids[] = { "service_card", "notification_letter", "chronic_application_form", "contract_agreement" };
  g_autoptr(CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr(CunyiPack) pack = cunyi_pack_open ("national", faults);
  g_autoptr(CunyiContext) context = make_context (
      "{\"number\":\"1\",\"person_name\":\"张三\",\"chronic_disease\":[{\"state\":\"r_pass\",\"topic_label\":\"高血压\"},"
      "{\"state\":\"r_fail\",\"fail_reason\":\"不全\"}],\"household_member\":[{\"member_name\":\"张三\"}],"
      "\"disease_row\":[{\"disease\":\"高血压\"},{},{},{},{},{},{}]}");
  clock_t end = clock () + SECONDS * CLOCKS_PER_SEC, began, longest = 0;
  guint outcomes[3] = { 0 }, rounds = 0;
  g_autoptr(CunyiDocument) document = NULL;
  g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_ptr_array_add (sources, cunyi_template_read (pack, ids[i], faults));
      for (guint n = 0; n < 9; n++)
        g_ptr_array_add (sources, g_bytes_new_static (every_element, strlen (every_element)));
    }
  for (; rounds < ROUNDS && clock () < end; rounds++)
    {
      g_autoptr(GBytes) bytes = mutate (g_ptr_array_index (sources, rounds % sources->len));

      if (!document || rounds % 50 == 0)
        {
          g_clear_object (&document);
          document = cunyi_document_new ();
        }
      began = clock ();
      outcomes[try_template (bytes, context, document)]++;
      longest = MAX (longest, clock () - began);
    }
  g_test_message ("%u rounds: %u refused, %u not filled, %u pages; longest %.2f s", rounds, outcomes[0], outcomes[1],
                  outcomes[2], (double) longest / CLOCKS_PER_SEC);
  g_assert_cmpuint (rounds, >, 300);
  g_assert_cmpfloat ((double) longest / CLOCKS_PER_SEC, <, 5);
  g_assert_cmpuint (outcomes[0], >, 0);
  g_assert_cmpuint (outcomes[2], >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/fuzz/changed_templates_end_well", changed_templates_end_well);
  return g_test_run ();
}
