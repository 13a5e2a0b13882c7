/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Records, drafts and empty forms become contexts; the document layer lays them out. */

#include "config.h"

#include "clinic/record-paper.h"

#include <string.h>

#include "clinic/about.h"
#include "clinic/filling.h"
#include "form/photo.h"
#include "form/record.h"

#define SHEET "form_sheet"       /* the template that frames every form that has none of its own, <form>_sheet */
#define UNFINISHED "未完成"      /* papers are Chinese whatever the screen says */

/* ---- contexts ---- */

static char *
name_staff (CunyiClinic *clinic, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) row = cunyi_database_statement (cunyi_clinic_get_database (clinic), "staff/by-id", &error);

  if (row == NULL || id == NULL)
    return g_strdup ("");
  cunyi_statement_bind_text (row, ":id", id);
  return g_strdup (cunyi_statement_step (row, &error) ? cunyi_statement_get_text (row, "name") : "");
}

/* What was known around a form on its day, today when it has none; on paper the staff is who filled it. */
static CunyiContext *
describe (CunyiClinic *clinic, CunyiForm *form, const char *subject, const char *day, const char *record, const char *staff,
          const char *mark, GError **error)
{
  CunyiDay on = cunyi_day_parse (day);
  CunyiContext *about = form && on != CUNYI_DAY_NONE
                          ? cunyi_clinic_describe_for_form (clinic, subject, form, on, record, error)
                          : cunyi_clinic_describe (clinic, subject ? subject : "", error);

  if (about == NULL)
    return NULL;
  cunyi_context_set (about, "day", day);
  cunyi_context_set (about, "staff_name", staff);
  cunyi_context_set (about, "form_mark", mark);
  return about;
}

/* As the record was written with it. */
static CunyiForm *
find_written_form (CunyiClinic *clinic, const CunyiRecord *record, GError **error)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  CunyiForm *form = cunyi_library_get_form_by_definition (library, record->definition);

  if (form == NULL)
    cunyi_library_fail (library, "definition", record->definition, error);
  return form;
}

static CunyiContext *
read_record (CunyiClinic *clinic, const CunyiRecord *record, GError **error)
{
  CunyiForm *form = find_written_form (clinic, record, error);
  g_autofree char *staff = form ? name_staff (clinic, record->staff) : NULL;
  g_autoptr (CunyiContext) about = form ? describe (clinic, form, record->subject, record->day, record->id, staff, "", error) : NULL;

  return about ? cunyi_form_create_context (form, record->answers, about) : NULL;
}

/* Records come newest first; paper begins with the oldest, or goes by the question print_order. */
static int
compare_contexts (gconstpointer a, gconstpointer b, gpointer question)
{
  return strcmp (cunyi_context_get (*(CunyiContext **) a, question), cunyi_context_get (*(CunyiContext **) b, question));
}

static GPtrArray *
new_contexts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_context_unref);
}

static void
sort_contexts (CunyiForm *form, GPtrArray *contexts)
{
  const char *order = cunyi_form_get_setting (form, "print_order");

  if (*order)
    g_ptr_array_sort_with_data (contexts, compare_contexts, (gpointer) order);
}

/* ---- documents ---- */

static CunyiDocument *
make (CunyiClinic *clinic, CunyiForm *form, GPtrArray *contexts, GError **error)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_autofree char *own = g_strconcat (cunyi_form_get_id (form), "_sheet", NULL);
  CunyiTemplate *template = cunyi_library_get_document (library, own);
  g_autoptr (CunyiDocument) document = cunyi_document_new ();
  CunyiPhotoSource photos = { cunyi_clinic_get_database (clinic), NULL };
  gboolean added;

  if (template == NULL)
    template = cunyi_library_get_document (library, SHEET);
  if (template == NULL)
    {
      cunyi_library_fail (library, "documents", SHEET, error);
      return NULL;
    }
  cunyi_document_set_demo (document, cunyi_clinic_is_demo (clinic));
  cunyi_document_set_pictures (document, cunyi_photo_for_paper, &photos);
  added = cunyi_document_add_form (document, template, form, contexts, error);
  cunyi_document_set_pictures (document, NULL, NULL);
  return cunyi_photo_source_end (&photos, added, error) ? g_steal_pointer (&document) : NULL;
}

/* Of all that stand side by side only the sheet that `wanted` is on. */
static CunyiDocument *
make_around (CunyiClinic *clinic, CunyiForm *form, GPtrArray *contexts, CunyiContext *wanted, GError **error)
{
  guint index = 0, n = cunyi_document_count_on_sheet (form), first;
  g_autoptr (GPtrArray) sheet = new_contexts ();

  sort_contexts (form, contexts);
  if (n == 0)
    return make (clinic, form, contexts, error);
  g_ptr_array_find (contexts, wanted, &index);
  first = index / n * n;
  for (guint i = first; i < MIN (first + n, contexts->len); i++)
    g_ptr_array_add (sheet, cunyi_context_ref (g_ptr_array_index (contexts, i)));
  return make (clinic, form, sheet, error);
}

/* ---- registers ---- */

gboolean
cunyi_record_paper_is_register (CunyiForm *form)
{
  return strcmp (cunyi_form_get_setting (form, "print_layout"), "rows") == 0;
}

GPtrArray *
cunyi_record_paper_new_lines (void)
{
  return new_contexts ();
}

gboolean
cunyi_record_paper_add_lines (CunyiClinic *clinic, CunyiForm *form, const char *subject, const char *since, GPtrArray *lines,
                              GError **error)
{
  g_autoptr (GPtrArray) records = cunyi_record_list (cunyi_clinic_get_database (clinic), subject, cunyi_form_get_id (form), 0,
                                                     error);
  g_autoptr (CunyiContext) about = NULL;

  for (guint i = records ? records->len : 0; i > 0; i--)
    {
      const CunyiRecord *record = g_ptr_array_index (records, i - 1);
      CunyiForm *definition;
      g_autofree char *staff = NULL;
      g_autoptr (CunyiContext) around = NULL;

      if (since && strcmp (record->day, since) < 0)
        continue;
      if ((definition = find_written_form (clinic, record, error)) == NULL)
        return FALSE;
      /* who it is about is read once for all of them */
      if (about == NULL && (about = cunyi_clinic_describe (clinic, subject, error)) == NULL)
        return FALSE;
      staff = name_staff (clinic, record->staff);
      around = cunyi_context_new ();
      cunyi_context_set_outer (around, about);
      cunyi_context_set (around, "day", record->day);
      cunyi_context_set (around, "staff_name", staff);
      cunyi_context_set (around, "form_register", "yes");
      g_ptr_array_add (lines, cunyi_form_create_context (definition, record->answers, around));
    }
  return records != NULL;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return compare_contexts (a, b, (gpointer) "day");
}

CunyiDocument *
cunyi_record_paper_new_register (CunyiClinic *clinic, CunyiForm *form, GPtrArray *lines, GError **error)
{
  g_ptr_array_sort (lines, compare_days);
  sort_contexts (form, lines);
  return make (clinic, form, lines, error);
}

/* ---- what is printed ---- */

static CunyiForm *
find_form (CunyiClinic *clinic, const char *name, GError **error)
{
  CunyiForm *form = cunyi_library_get_form (cunyi_clinic_get_library (clinic), name);

  if (form == NULL)
    cunyi_library_fail (cunyi_clinic_get_library (clinic), "forms", name, error);
  return form;
}

/* Contexts of the records of a subject, the oldest first, but `except`; `wanted` receives that of the record `id`. */
static GPtrArray *
read_records (CunyiClinic *clinic, const char *form, const char *subject, guint n, const char *id, CunyiContext **wanted,
              GError **error)
{
  g_autoptr (GPtrArray) records = cunyi_record_list (cunyi_clinic_get_database (clinic), subject, form, n, error);
  g_autoptr (GPtrArray) contexts = records ? new_contexts () : NULL;

  for (guint i = records ? records->len : 0; i > 0; i--)
    {
      const CunyiRecord *record = g_ptr_array_index (records, i - 1);

      CunyiContext *context = read_record (clinic, record, error);

      if (context == NULL)
        return NULL;
      g_ptr_array_add (contexts, context);
      if (wanted && g_strcmp0 (record->id, id) == 0)
        *wanted = g_ptr_array_index (contexts, contexts->len - 1);
    }
  return g_steal_pointer (&contexts);
}

CunyiDocument *
cunyi_record_paper_new (CunyiClinic *clinic, const char *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CunyiRecord) record = cunyi_record_load (cunyi_clinic_get_database (clinic), id, &local_error);
  CunyiForm *form = record ? find_written_form (clinic, record, error) : NULL;
  g_autoptr (GPtrArray) contexts = NULL;
  CunyiContext *wanted = NULL;

  if (record == NULL && local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (record == NULL)
    g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_RECORD, "no record “%s”", id);
  if (form == NULL)
    return NULL;
  contexts = read_records (clinic, record->form, record->subject, 0, id, &wanted, error);
  return contexts ? make_around (clinic, form, contexts, wanted, error) : NULL;
}

CunyiDocument *
cunyi_record_paper_new_last (CunyiClinic *clinic, const char *name, const char *subject, guint n, GError **error)
{
  CunyiForm *form = find_form (clinic, name, error);
  g_autoptr (GPtrArray) contexts = form ? read_records (clinic, name, subject, n, NULL, NULL, error) : NULL;

  if (contexts == NULL)
    return NULL;
  if (contexts->len == 0)
    {
      g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_RECORD, "no record of “%s”", name);
      return NULL;
    }
  sort_contexts (form, contexts);
  return make (clinic, form, contexts, error);
}

CunyiDocument *
cunyi_record_paper_new_draft (CunyiClinic *clinic, CunyiSession *session, const char *subject, const char *id, GError **error)
{
  CunyiForm *form = cunyi_session_get_form (session);
  CunyiContext *wanted = NULL;
  const char *day_question = cunyi_form_get_day_question (form);
  const char *day = day_question ? cunyi_session_get (session, day_question) : "";
  g_autoptr (GPtrArray) contexts = read_records (clinic, cunyi_form_get_id (form), subject, 0, id, &wanted, error);
  g_autoptr (CunyiContext) draft = NULL;
  g_autofree char *staff = name_staff (clinic, cunyi_database_get_staff (cunyi_clinic_get_database (clinic)));

  if (contexts == NULL)
    return NULL;
  draft = describe (clinic, form, subject, day, id, staff, UNFINISHED, error);
  if (draft == NULL)
    return NULL;
  cunyi_context_set_outer (draft, cunyi_session_get_context (session));
  cunyi_form_give_labels (form, draft);
  if (wanted)
    g_ptr_array_remove (contexts, wanted);
  g_ptr_array_add (contexts, cunyi_context_ref (draft));
  return make_around (clinic, form, contexts, draft, error);
}

/* The answers above the table, as a new form would begin with them: whose sheet it is. */
static void
fill_head (CunyiForm *form, CunyiContext *blank, CunyiContext *about)
{
  g_autoptr (CunyiSession) session = cunyi_session_new (form, about, NULL);

  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);
      gboolean head = item->print.head;

      for (const CunyiItem *around = item->parent; around && !head; around = around->parent)
        head = around->print.head;
      if (head && cunyi_item_has_answer (item) && !item->repeat)
        cunyi_context_set (blank, item->name, cunyi_session_get (session, item->name));
    }
}

CunyiDocument *
cunyi_record_paper_new_blank (CunyiClinic *clinic, const char *name, const char *subject, GError **error)
{
  CunyiForm *form = find_form (clinic, name, error);
  g_autoptr (CunyiContext) about = NULL;
  g_autoptr (CunyiContext) blank = NULL;
  g_autoptr (GPtrArray) contexts = NULL;

  if (form == NULL)
    return NULL;
  about = describe (clinic, form, subject, "", NULL, "", "", error);
  if (about == NULL)
    return NULL;
  blank = cunyi_form_create_context (form, NULL, about);
  if (subject)
    fill_head (form, blank, about);
  contexts = new_contexts ();
  g_ptr_array_add (contexts, g_steal_pointer (&blank));
  return make (clinic, form, contexts, error);
}
