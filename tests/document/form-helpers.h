/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the tests of forms on paper share: forms that ship and forms of a test's own, records, and pages as plain letters. */

#pragma once

#include "helpers.h"

#include "base/codes.h"

/* Code lists of the national pack, read once. */
static inline CunyiCodes *
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

static inline CunyiForm *
read_form (const char *id, GBytes *content)
{
  g_autoptr(CunyiFaults) faults = cunyi_faults_new (id);
  CunyiForm *form = cunyi_form_parse (id, content, find_codes, NULL, faults);

  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    g_test_message ("%s", cunyi_faults_get (faults, i)->message);
  g_assert_nonnull (form);
  return form;
}

/* One that ships. */
static inline CunyiForm *
open_form (const char *id)
{
  g_autofree char *path = g_strdup_printf ("%s/national/forms/%s.csv", cunyi_packs_get_folder (), id), *bytes = NULL;
  g_autoptr(GBytes) content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  content = g_bytes_new (bytes, size);
  return read_form (id, content);
}

/* One of a test's own, its rows as CSV. */
static inline CunyiForm *
declare_form (const char *text)
{
  g_autoptr(GBytes) content = g_bytes_new_static (text, strlen (text));

  return read_form ("test", content);
}

/* Contexts of records with these answers, NULL-terminated; “{}” is an empty form. */
static inline GPtrArray *
make_records (CunyiForm *form, const char *const *answers)
{
  g_autoptr(CunyiContext) around = make_context ("{\"person_name\":\"张三\",\"clinic_name\":\"前王庄村卫生室\"}");
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_context_unref);

  for (guint i = 0; answers[i]; i++)
    g_ptr_array_add (records, cunyi_form_create_context (form, answers[i], around));
  return records;
}

static inline CunyiDocument *
fill_forms (CunyiForm *form, const char *const *answers)
{
  g_autoptr(CunyiTemplate) template = open_template ("national", "form_sheet");
  g_autoptr(GPtrArray) records = make_records (form, answers);
  CunyiDocument *document = cunyi_document_new ();
  g_autoptr(GError) error = NULL;

  cunyi_document_add_form (document, template, form, records, &error);
  g_assert_no_error (error);
  return document;
}

static inline CunyiDocument *
fill_form (CunyiForm *form, const char *answers)
{
  const char *all[] = { answers, NULL };

  return fill_forms (form, all);
}

/* Text without line ends and blanks: labels break anywhere. */
static inline char *
squeeze (const char *text)
{
  g_auto(GStrv) parts = g_regex_split_simple ("[\\s\u00a0\u2060\u2002\u3000\ufffc\u200b]+", text, 0, 0);

  return g_strjoinv ("", parts);
}

static inline char *
page_text (CunyiDocument *document, guint page)
{
  g_autofree char *text = cunyi_document_get_page_text (document, page);

  return squeeze (text);
}

/* Where a word stands on a page of the PDF, as a tool reads it, left, top, right, bottom; the page must have it once at least. */
static inline void
find_box (CunyiDocument *document, guint page, const char *word, double box[4])
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a.pdf", NULL);
  g_autofree char *number = g_strdup_printf ("%u", page + 1), *text = NULL;
  g_autofree char *pattern = g_strdup_printf ("xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"([0-9.]+)\">[^<]*%s", word);
  const char *arguments[] = { "pdftotext", "-bbox", "-f", number, "-l", number, path, "-", NULL };
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autoptr(GError) error = NULL;

  cunyi_document_write_pdf (document, path, NULL, NULL, &error);
  g_assert_no_error (error);
  text = run_tool (arguments);
  remove_folder (folder);
  if (!g_regex_match (regex, text, 0, &match))
    g_error ("“%s” is not on the page:\n%s", word, text);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *side = g_match_info_fetch (match, i + 1);

      box[i] = g_ascii_strtod (side, NULL);
    }
}

static inline void
find_word (CunyiDocument *document, guint page, const char *word, double *right, double *top)
{
  double box[4];

  find_box (document, page, word, box);
  *right = box[2];
  *top = box[1];
}

/* A form of a test's own: survey, choices, and settings with layout, count and order. */
#define SETTINGS(layout) "settings,,,,,,,\n,form_title,form_id,print_layout,print_count,print_order,,\n,试表,test," layout ",,\n"
#define SURVEY "survey,,,,,,,\n,type,name,label,appearance,print,print_text,print_label\n"
#define ABC "choices,,,,,,,\n,list_name,name,label,,,,\n,abc,1,甲,,,,\n,abc,2,乙,,,,\n,abc,3,丙,,,,\n"
