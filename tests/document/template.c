/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Templates as files: what is refused, with its number and line, and that all that ship are good. */

#include "config.h"

#include "helpers.h"

static void
faults_carry_number_and_line (void)
{
  static const struct {
    const char *text;
    CunyiFaultCode code;
    guint line;
  } cases[] = {
    { "", CUNYI_FAULT_UNREADABLE, 0 },
    { "no XML at all", CUNYI_FAULT_UNREADABLE, 1 },
    { "<document><page>\n<p>open</page></document>", CUNYI_FAULT_UNREADABLE, 2 },
    /* entities and document types are not read at all */
    { "<!DOCTYPE d [<!ENTITY e 'x'>]><document><page><p>&e;</p></page></document>", CUNYI_FAULT_UNREADABLE, 0 },
    { "<!DOCTYPE d SYSTEM 'file:///etc/passwd'><document><page/></document>", CUNYI_FAULT_UNREADABLE, 0 },
    { "<document><page><p>&unknown;</p></page></document>", CUNYI_FAULT_UNREADABLE, 1 },
    { "\xff\xfe<\0d\0", CUNYI_FAULT_UNREADABLE, 0 },               /* UTF-16 */
    { "<html><body/></html>", CUNYI_FAULT_DOCUMENT_UNKNOWN_ELEMENT, 1 },
    { "<document/>", CUNYI_FAULT_DOCUMENT_MISSING_PAGE, 1 },
    { "<document extends='yes'/>", CUNYI_FAULT_DOCUMENT_NO_BASE, 1 }, /* unmerged */
    { "<document>\n<page>\n<image src='x'/>\n</page></document>", CUNYI_FAULT_DOCUMENT_UNKNOWN_ELEMENT, 3 },
    { "<document><page><cell/></page></document>", CUNYI_FAULT_DOCUMENT_UNKNOWN_ELEMENT, 1 }, /* known, but not here */
    { "<document><page><page/></page></document>", CUNYI_FAULT_DOCUMENT_UNKNOWN_ELEMENT, 1 },
    { "<document><page xmlns:x='y'><x:p>1</x:p></page></document>", CUNYI_FAULT_DOCUMENT_UNKNOWN_ELEMENT, 1 },
    { "<document>\n<page>stray</page></document>", CUNYI_FAULT_DOCUMENT_STRAY_TEXT, 2 },
    { "<document><page paper='A9'/></document>", CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, 1 },
    { "<document><page paper='5000x5000'/></document>", CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, 1 },
    { "<document><page paper='A6' margin='60'/></document>", CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, 1 }, /* no room left */
    { "<document><page margin='1 2 3'/></document>", CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, 1 },
    { "<document><page><p size='1e9'>x</p></page></document>", CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, 1 },
    { "<document><page><p size='nan'>x</p></page></document>", CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, 1 },
    { "<document><page><p align='middle'>x</p></page></document>", CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, 1 },
    { "<document><page><p colour='red'>x</p></page></document>", CUNYI_FAULT_DOCUMENT_UNKNOWN_ATTRIBUTE, 1 },
    { "<document><page><table/></page></document>", CUNYI_FAULT_DOCUMENT_MISSING_ATTRIBUTE, 1 },
    { "<document><page><table columns='1* x'/></page></document>", CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, 1 },
    { "<document><page><table columns='9x9x9'/></page></document>", CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, 1 },
    { "<document><page><table columns='61x1*'/></page></document>", CUNYI_FAULT_DOCUMENT_BAD_ATTRIBUTE, 1 },
    { "<document><page><table columns='1* 1*'>\n<row><cell span='3'/></row></table></page></document>",
      CUNYI_FAULT_DOCUMENT_TOO_WIDE, 2 },
    { "<document><page><qr/></page></document>", CUNYI_FAULT_DOCUMENT_MISSING_ATTRIBUTE, 1 },
    { "<document><require>x</require><page/></document>", CUNYI_FAULT_DOCUMENT_MISSING_ATTRIBUTE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CunyiFaults) faults = cunyi_faults_new ("test.xml");
      g_autoptr(GBytes) bytes = g_bytes_new (cases[i].text, strlen (cases[i].text));
      g_autoptr(CunyiTemplate) template = cunyi_template_parse ("test.xml", bytes, faults);
      g_autofree char *shown = g_strescape (cases[i].text, NULL);

      g_test_message ("case %u: %s", i, shown);
      g_assert_null (template);
      g_assert_cmpuint (cunyi_faults_count (faults), >, 0);
      g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, cases[i].code);
      g_assert_cmpuint (cunyi_faults_get (faults, 0)->row, ==, cases[i].line);
    }
}

static void
a_wrong_expression_is_a_fault_at_its_line (void)
{
  static const char *const texts[] = {
    "<document><page>\n<p if='count('>x</p></page></document>",
    "<document><page>\n<p>${unknown_function (1)}</p></page></document>",
    "<document><page>\n<p>${name</p></page></document>",
    "<document><page>\n<p if=''>x</p></page></document>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(CunyiFaults) faults = cunyi_faults_new ("test.xml");
      g_autoptr(GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr(CunyiTemplate) template = cunyi_template_parse ("test.xml", bytes, faults);

      g_test_message ("%s", texts[i]);
      g_assert_null (template);
      g_assert_cmpuint (cunyi_faults_get (faults, 0)->row, ==, 2);
    }
}

static void
deep_nesting_is_refused_and_not_followed (void)
{
  g_autoptr(GString) text = g_string_new ("<document><page>");
  g_autoptr(CunyiFaults) faults = cunyi_faults_new ("test.xml");
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, "<group>");
  for (guint i = 0; i < 200; i++)
    g_string_append (text, "</group>");
  g_string_append (text, "</page></document>");
  bytes = g_bytes_new (text->str, text->len);
  g_assert_null (cunyi_template_parse ("test.xml", bytes, faults));
  g_assert_cmpint (cunyi_faults_get (faults, 0)->code, ==, CUNYI_FAULT_DOCUMENT_TOO_DEEP);
}

static void
a_region_replaces_values_and_blocks (void)
{
  static const char base[] = "<document title='基'><value name='t'>旧标题</value><page>"
                             "<heading>${t}</heading><block name='b'><p>旧段</p></block><p>留下</p></page></document>";
  static const char own[] = "<document extends='yes' title='新'><value name='t'>新标题</value><value name='n'>又一个</value>"
                            "<block name='b'><p>新段${n}</p></block></document>";
  g_autoptr(CunyiFaults) faults = cunyi_faults_new ("own.xml");
  g_autoptr(GBytes) base_bytes = g_bytes_new_static (base, strlen (base));
  g_autoptr(GBytes) own_bytes = g_bytes_new_static (own, strlen (own));
  g_autoptr(GBytes) merged = cunyi_template_merge ("own.xml", base_bytes, own_bytes, faults);
  g_autoptr(CunyiTemplate) template = NULL;
  g_autoptr(CunyiContext) context = cunyi_context_new ();
  g_autoptr(CunyiDocument) document = NULL;
  g_autofree char *text = NULL;

  g_assert_true (cunyi_template_extends (own_bytes));
  g_assert_false (cunyi_template_extends (base_bytes));
  g_assert_nonnull (merged);
  g_assert_false (cunyi_template_extends (merged));
  template = cunyi_template_parse ("own.xml", merged, faults);
  g_assert_nonnull (template);
  g_assert_cmpstr (cunyi_template_get_title (template), ==, "新");
  g_assert_cmpstr (cunyi_template_get_id (template), ==, "own");
  document = fill (template, context);
  text = all_text (document);
  g_assert_cmpstr (text, ==, "新标题\n新段又一个\n留下\n");
}

static void
a_region_cannot_replace_what_is_not_there (void)
{
  static const char base[] = "<document><page><p>一</p></page></document>";
  static const char *const owns[] = {
    "<document extends='yes'><block name='missing'><p>x</p></block></document>",
    "<document extends='yes'><page/></document>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (owns); i++)
    {
      g_autoptr(CunyiFaults) faults = cunyi_faults_new ("own.xml");
      g_autoptr(GBytes) base_bytes = g_bytes_new_static (base, strlen (base));
      g_autoptr(GBytes) own_bytes = g_bytes_new_static (owns[i], strlen (owns[i]));

      g_assert_null (cunyi_template_merge ("own.xml", base_bytes, own_bytes, faults));
      g_assert_cmpuint (cunyi_faults_count (faults), ==, 1);
    }
}

/* Every document of every pack, one test each, made from what lies in the folder. */
static void
shipped_document_is_good (gconstpointer data)
{
  g_auto(GStrv) parts = g_strsplit (data, "/", 2);
  g_autoptr(CunyiTemplate) template = open_template (parts[0], parts[1]);

  g_assert_cmpstr (cunyi_template_get_id (template), ==, parts[1]);
  g_assert_cmpstr (cunyi_template_get_title (template), !=, parts[1]);
}

static void
add_shipped (void)
{
  g_auto(GStrv) packs = cunyi_packs_list ();
  guint n = 0;

  for (guint i = 0; packs[i]; i++)
    {
      g_autoptr(CunyiFaults) faults = cunyi_faults_new (packs[i]);
      g_autoptr(CunyiPack) pack = cunyi_pack_open (packs[i], faults);
      g_autoptr(GPtrArray) files = cunyi_pack_list_files (pack, "documents", faults);

      for (guint j = 0; j < files->len; j++)
        {
          char *name = g_strdup_printf ("%s/%s", packs[i], ((CunyiPackFile *) g_ptr_array_index (files, j))->id);
          g_autofree char *path = g_strdup_printf ("/document/template/shipped/%s", name);

          g_test_add_data_func_full (path, name, shipped_document_is_good, g_free);
          n++;
        }
    }
  g_assert_cmpuint (n, >=, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/template/faults_carry_number_and_line", faults_carry_number_and_line);
  g_test_add_func ("/document/template/a_wrong_expression_is_a_fault_at_its_line", a_wrong_expression_is_a_fault_at_its_line);
  g_test_add_func ("/document/template/deep_nesting_is_refused_and_not_followed", deep_nesting_is_refused_and_not_followed);
  g_test_add_func ("/document/template/a_region_replaces_values_and_blocks", a_region_replaces_values_and_blocks);
  g_test_add_func ("/document/template/a_region_cannot_replace_what_is_not_there",
                   a_region_cannot_replace_what_is_not_there);
  add_shipped ();
  return g_test_run ();
}
