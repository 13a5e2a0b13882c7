/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the tests of documents share: templates from text and packs, contexts from JSON, and the tools that read a PDF back. */

#pragma once

#include "document/pdf.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* A template of the test's own, which must be right. */
static inline CunyiTemplate *
parse_template (const char *text)
{
  g_autoptr(CunyiFaults) faults = cunyi_faults_new ("test.xml");
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  CunyiTemplate *template = cunyi_template_parse ("test.xml", bytes, faults);

  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    g_test_message ("%u: %s", cunyi_faults_get (faults, i)->row, cunyi_faults_get (faults, i)->message);
  g_assert_nonnull (template);
  return template;
}

/* A template that ships. */
static inline CunyiTemplate *
open_template (const char *pack_name, const char *id)
{
  g_autoptr(CunyiFaults) faults = cunyi_faults_new (id);
  g_autoptr(CunyiPack) pack = cunyi_pack_open (pack_name, faults);
  g_autoptr(GBytes) bytes = NULL;
  CunyiTemplate *template;

  g_assert_nonnull (pack);
  bytes = cunyi_template_read (pack, id, faults);
  template = bytes ? cunyi_template_parse (id, bytes, faults) : NULL;
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      g_test_message ("%s", text);
    }
  g_assert_nonnull (template);
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  return template;
}

static inline CunyiContext *
make_context (const char *json)
{
  CunyiContext *context = cunyi_context_new ();

  g_assert_true (cunyi_context_set_json (context, json));
  return context;
}

static inline CunyiDocument *
fill (CunyiTemplate *template, CunyiContext *context)
{
  g_autoptr(GError) error = NULL;
  CunyiDocument *document = cunyi_document_new ();

  cunyi_document_add (document, template, context, &error);
  g_assert_no_error (error);
  return document;
}

/* Text of all pages. */
static inline char *
all_text (CunyiDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cunyi_document_n_pages (document); i++)
    {
      g_autofree char *page = cunyi_document_get_page_text (document, i);

      g_string_append (text, page);
    }
  return g_string_free (text, FALSE);
}

static inline guint
count_of (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at; at = strstr (at + strlen (part), part))
    n++;
  return n;
}

static inline void
check_part (const char *file, int line, const char *text, const char *part, gboolean wanted)
{
  if ((strstr (text, part) != NULL) == wanted)
    return;
  fprintf (stderr, "%s:%d: “%s” %s in:\n%s\n", file, line, part, wanted ? "is missing" : "should not be", text);
  abort ();
}

#define assert_has(text, part) check_part (__FILE__, __LINE__, text, part, TRUE)
#define assert_has_not(text, part) check_part (__FILE__, __LINE__, text, part, FALSE)

/* What a tool writes; it must succeed. (transfer full) */
static inline char *
run_tool (const char *const *arguments)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL, *errors = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s failed: %s", arguments[0], errors);
  return g_steal_pointer (&output);
}

/* A folder of the test's own. */
static inline char *
make_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("cunyi-document-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static inline void
remove_folder (const char *folder)
{
  const char *arguments[] = { "rm", "-rf", folder, NULL };
  g_autofree char *output = run_tool (arguments);

  g_assert_cmpstr (output, ==, "");
}
