/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Printed papers: described, previewed, issued, handed over. */

#include "config.h"

#include "clinic/paper.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/clock.h"
#include "clinic/about.h"
#include "clinic/case-lines.h"
#include "clinic/filling.h"
#include "form/photo.h"

#define DRAFT_NUMBER "草稿" /* papers are Chinese whatever the screen says; a template may demand that there is a number */

/* The answers of the record that opened a case lie around what the case itself says. */
static gboolean
surround_with_record (CunyiClinic *clinic, CunyiContext *context, const char *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CunyiRecord) record = cunyi_record_load (cunyi_clinic_get_database (clinic), id, &local_error);
  g_autoptr (CunyiContext) about = NULL;
  g_autoptr (CunyiContext) answers = NULL;
  CunyiForm *form;

  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  form = record ? cunyi_library_get_form_by_definition (cunyi_clinic_get_library (clinic), record->definition) : NULL;
  if (form == NULL)
    return TRUE;
  about = cunyi_clinic_describe (clinic, record->subject, error);
  if (about == NULL)
    return FALSE;
  answers = cunyi_form_create_context (form, record->answers, about);
  cunyi_context_set_outer (context, answers);
  return TRUE;
}

/* Who of the household has a part of the case: member_<workflow> is the state of that part. */
static gboolean
mark_members (CunyiBook *book, CunyiContext *context, const char *id, GError **error)
{
  g_autoptr (GPtrArray) parts = cunyi_case_list_children (book, id, error);

  for (guint i = 0; parts && i < parts->len; i++)
    {
      const CunyiCase *part = g_ptr_array_index (parts, i);
      g_autofree char *name = g_strconcat ("member_", part->workflow, NULL);

      for (guint n = 0; n < cunyi_context_n_rows (context, "household_member"); n++)
        {
          CunyiContext *member = cunyi_context_get_row (context, "household_member", n);

          if (g_strcmp0 (cunyi_context_get (member, "member_id"), part->subject) == 0)
            cunyi_context_set (member, name, part->state);
        }
    }
  return parts != NULL;
}

static CunyiContext *
describe_case (CunyiClinic *clinic, const char *document, const char *id, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  g_autoptr (CunyiCase) c = cunyi_case_load (book, id, error);
  g_autoptr (CunyiContext) context = c ? cunyi_case_get_context (book, c, NULL, error) : NULL;

  if (context == NULL || (c->record && !surround_with_record (clinic, context, c->record, error)) ||
      !mark_members (book, context, id, error) ||
      !cunyi_case_lines_describe (clinic, c->workflow, id, document, context, error))
    return NULL;
  return g_steal_pointer (&context);
}

/* The values that `document` gets about a subject and, where it belongs to one, a case (NULL otherwise): all of
 * cunyi_clinic_describe(), the case's under its own names and case_…, its parts as rows under the name of their workflow,
 * of rows household_member with the state of the member's own part as member_<workflow>,
 * the answers of the record that opened it, and number. (transfer full) */
static CunyiContext *
describe (CunyiClinic *clinic, const char *document, const char *subject, const char *case_, const char *number, GError **error)
{
  CunyiContext *context = case_ ? describe_case (clinic, document, case_, error)
                                : cunyi_clinic_describe (clinic, subject, error);

  if (context && number)
    cunyi_context_set (context, "number", number);
  return context;
}

static CunyiTemplate *
find_template (CunyiClinic *clinic, const char *name, GError **error)
{
  CunyiTemplate *template = cunyi_library_get_document (cunyi_clinic_get_library (clinic), name);

  if (template == NULL)
    cunyi_library_fail (cunyi_clinic_get_library (clinic), "documents", name, error);
  return template;
}

CunyiDocument *
cunyi_paper_new_document (CunyiClinic *clinic)
{
  CunyiDocument *document = cunyi_document_new ();

  cunyi_document_set_demo (document, cunyi_clinic_is_demo (clinic));
  return document;
}

/* The pages of one paper, with the photographs that are kept. */
static gboolean
add_pages (CunyiClinic *clinic, CunyiDocument *document, CunyiTemplate *template, CunyiContext *context, GError **error)
{
  CunyiPhotoSource photos = { cunyi_clinic_get_database (clinic), NULL };
  guint first = cunyi_document_n_pages (document);
  gboolean added;

  cunyi_document_set_pictures (document, cunyi_photo_for_paper, &photos);
  added = cunyi_document_add (document, template, context, error);
  cunyi_document_set_pictures (document, NULL, NULL);
  added = cunyi_photo_source_end (&photos, added, error);
  if (!added)
    cunyi_document_shorten (document, first);
  return added;
}

gboolean
cunyi_paper_preview_into (CunyiClinic *clinic, CunyiDocument *document, const char *name, const char *subject,
                          const char *case_, GError **error)
{
  CunyiTemplate *template = find_template (clinic, name, error);
  g_autoptr (CunyiContext) context = template ? describe (clinic, name, subject, case_, DRAFT_NUMBER, error) : NULL;

  return context && add_pages (clinic, document, template, context, error);
}

CunyiDocument *
cunyi_paper_preview (CunyiClinic *clinic, const char *name, const char *subject, const char *case_, GError **error)
{
  g_autoptr (CunyiDocument) document = cunyi_paper_new_document (clinic);

  return cunyi_paper_preview_into (clinic, document, name, subject, case_, error) ? g_steal_pointer (&document) : NULL;
}

/* ---- issuing ---- */

/* Year and a serial within the year, for each document its own: 2022-0017. */
static char *
next_number (CunyiDatabase *database, const char *document, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (database, "issue/last-number", error);
  g_autofree char *now = cunyi_clock_now ();
  g_autofree char *prefix = g_strdup_printf ("%.4s-", now);
  g_autoptr (GError) local_error = NULL;
  guint64 last = 0;

  if (row == NULL)
    return NULL;
  cunyi_statement_bind_text (row, ":document", document);
  cunyi_statement_bind_text (row, ":prefix", prefix);
  if (cunyi_statement_step (row, &local_error) && !cunyi_statement_is_null (row, "number"))
    last = g_ascii_strtoull (cunyi_statement_get_text (row, "number") + strlen (prefix), NULL, 10);
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_strdup_printf ("%s%04" G_GUINT64_FORMAT, prefix, last + 1);
}

/* What stands on the pages from `first` on, as JSON: paper is signed and the data change later. */
static char *
keep_pages (CunyiDatabase *database, CunyiDocument *document, guint first, GError **error)
{
  g_autoptr (CunyiStatement) json = cunyi_database_statement (database, "issue/text-to-json", error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < cunyi_document_n_pages (document); i++)
    {
      g_autofree char *page = cunyi_document_get_page_text (document, i);

      g_string_append_printf (text, "%s%s", i > first ? "\f" : "", page);
    }
  if (json == NULL)
    return NULL;
  cunyi_statement_bind_text (json, ":text", text->str);
  return cunyi_statement_step (json, error) ? g_strdup (cunyi_statement_get_text (json, "json")) : NULL;
}

static gboolean
void_earlier (CunyiDatabase *database, const char *document, const char *subject, const char *case_, GError **error)
{
  g_autoptr (CunyiStatement) update = cunyi_database_statement (database, "issue/void-earlier", error);
  g_autofree char *today = cunyi_day_to_text (cunyi_clock_today ());

  if (update == NULL)
    return FALSE;
  cunyi_statement_bind_text (update, ":document", document);
  cunyi_statement_bind_text (update, ":subject", subject);
  cunyi_statement_bind_text (update, ":case_", case_);
  cunyi_statement_bind_text (update, ":today", today);
  return cunyi_statement_run (update, error);
}

static gboolean
insert_issue (CunyiClinic *clinic, const char *id, const char *name, const char *subject, const char *case_,
              const char *number, const char *values, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (CunyiStatement) insert = cunyi_database_statement (database, "issue/insert", error);
  g_autofree char *definition = cunyi_library_dup_definition (cunyi_clinic_get_library (clinic), "documents", name);
  g_autofree char *now = cunyi_clock_now ();

  if (insert == NULL)
    return FALSE;
  cunyi_statement_bind_text (insert, ":id", id);
  cunyi_statement_bind_text (insert, ":document", name);
  cunyi_statement_bind_text (insert, ":definition", definition);
  cunyi_statement_bind_text (insert, ":subject", subject);
  cunyi_statement_bind_text (insert, ":case_", case_);
  cunyi_statement_bind_text (insert, ":number", number);
  cunyi_statement_bind_text (insert, ":values_", values);
  cunyi_statement_bind_text (insert, ":printed", now);
  cunyi_statement_bind_text (insert, ":staff", cunyi_database_get_staff (database));
  return cunyi_statement_run (insert, error);
}

/* Inside a transaction. `id` (transfer full) */
static gboolean
issue (CunyiClinic *clinic, CunyiDocument *document, CunyiTemplate *template, const char *name, const char *subject,
       const char *case_, char **id, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  guint first = cunyi_document_n_pages (document);
  g_autofree char *number = next_number (database, name, error);
  g_autoptr (CunyiContext) context = number ? describe (clinic, name, subject, case_, number, error) : NULL;
  g_autofree char *values = NULL;

  if (context && add_pages (clinic, document, template, context, error))
    values = keep_pages (database, document, first, error);
  *id = values ? cunyi_database_new_id (database, error) : NULL;
  return *id && void_earlier (database, name, subject, case_, error) &&
         insert_issue (clinic, *id, name, subject, case_, number, values, error);
}

gboolean
cunyi_paper_issue_into (CunyiClinic *clinic, CunyiDocument *document, const char *name, const char *subject,
                        const char *case_, char **issue_id, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  CunyiTemplate *template = find_template (clinic, name, error);
  guint first = cunyi_document_n_pages (document);
  g_autofree char *id = NULL;
  g_autofree char *what = NULL;

  if (template == NULL)
    return FALSE;
  /* Translators: %s is the name of a document, as undo names it. */
  what = g_strdup_printf (_("Print “%s”"), cunyi_template_get_title (template));
  if (!cunyi_database_begin (database, what, error))
    return FALSE;
  if (issue (clinic, document, template, name, subject, case_, &id, error) && cunyi_database_commit (database, error))
    {
      if (issue_id)
        *issue_id = g_steal_pointer (&id);
      return TRUE;
    }
  cunyi_database_rollback (database);
  cunyi_document_shorten (document, first);
  return FALSE;
}

CunyiDocument *
cunyi_paper_issue (CunyiClinic *clinic, const char *name, const char *subject, const char *case_, char **issue_id,
                   GError **error)
{
  g_autoptr (CunyiDocument) document = cunyi_paper_new_document (clinic);

  return cunyi_paper_issue_into (clinic, document, name, subject, case_, issue_id, error) ? g_steal_pointer (&document)
                                                                                          : NULL;
}

static gboolean
prints (CunyiWorkflow *workflow, const char *document)
{
  for (guint i = 0; i < cunyi_workflow_n_moves (workflow); i++)
    if (g_strv_contains (cunyi_workflow_get_move (workflow, i)->prints, document))
      return TRUE;
  return FALSE;
}

gboolean
cunyi_paper_is_of_whole (CunyiBook *book, const char *workflow, const char *document)
{
  g_auto (GStrv) names = cunyi_book_list_workflows (book, NULL);
  gboolean found = FALSE;

  for (guint i = 0; names && names[i] && !found; i++)
    {
      CunyiWorkflow *whole = cunyi_book_get_workflow (book, names[i], NULL);

      found = whole && g_strv_contains (cunyi_workflow_get_children (whole), workflow) && prints (whole, document);
    }
  return found;
}

CunyiCase *
cunyi_paper_find_whole (CunyiClinic *clinic, const char *document, const CunyiCase *c, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  CunyiTemplate *template = cunyi_library_get_document (cunyi_clinic_get_library (clinic), document);
  gboolean whole = FALSE;

  if (template && c->parent && cunyi_paper_is_of_whole (book, c->workflow, document))
    {
      g_autoptr (CunyiContext) context = describe_case (clinic, document, c->id, error);

      if (context == NULL)
        return NULL;
      whole = !cunyi_document_accepts (template, context, NULL);
    }
  return cunyi_case_load (book, whole ? c->parent : c->id, error);
}

char *
cunyi_paper_find_case (CunyiClinic *clinic, const char *document, const char *subject, GError **error)
{
  CunyiBook *book = cunyi_clinic_get_book (clinic);
  g_autoptr (GPtrArray) cases = cunyi_case_list_of_subject (book, subject, NULL, error);

  for (guint i = 0; cases && i < cases->len; i++)
    {
      const CunyiCase *c = g_ptr_array_index (cases, i);
      CunyiWorkflow *workflow = cunyi_case_get_workflow (book, c, NULL);

      if (workflow && prints (workflow, document))
        return g_strdup (c->id);
    }
  return NULL;
}

gboolean
cunyi_paper_hand_over (CunyiClinic *clinic, const char *issue_id, CunyiDay day, const char *receiver,
                       const char *relation, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autofree char *text = cunyi_day_to_text (day);
  g_autoptr (CunyiStatement) update = NULL;

  if (!cunyi_database_begin (database, _("Hand over paper"), error))
    return FALSE;
  update = cunyi_database_statement (database, "issue/hand-over", error);
  if (update)
    {
      cunyi_statement_bind_text (update, ":id", issue_id);
      cunyi_statement_bind_text (update, ":handed", text);
      cunyi_statement_bind_text (update, ":receiver", receiver);
      cunyi_statement_bind_text (update, ":relation", relation);
      cunyi_statement_bind_text (update, ":handed_by", cunyi_database_get_staff (database));
    }
  if (update && cunyi_statement_run (update, error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}

/* ---- listing ---- */

void
cunyi_issue_free (CunyiIssue *self)
{
  g_free (self->id);
  g_free (self->document);
  g_free (self->title);
  g_free (self->number);
  g_free (self->case_);
  g_free (self->printed);
  g_free (self->handed);
  g_free (self->receiver);
  g_free (self->relation);
  g_free (self->void_);
  g_free (self);
}

static CunyiIssue *
read_issue (CunyiClinic *clinic, CunyiStatement *row)
{
  CunyiIssue *self = g_new0 (CunyiIssue, 1);
  CunyiTemplate *template;

  self->id = g_strdup (cunyi_statement_get_text (row, "id"));
  self->document = g_strdup (cunyi_statement_get_text (row, "document"));
  template = cunyi_library_get_document (cunyi_clinic_get_library (clinic), self->document);
  self->title = g_strdup (template ? cunyi_template_get_title (template) : self->document);
  self->number = g_strdup (cunyi_statement_get_text (row, "number"));
  self->case_ = g_strdup (cunyi_statement_get_text (row, "case_"));
  self->printed = g_strdup (cunyi_statement_get_text (row, "printed"));
  self->handed = g_strdup (cunyi_statement_get_text (row, "handed"));
  self->receiver = g_strdup (cunyi_statement_get_text (row, "receiver"));
  self->relation = g_strdup (cunyi_statement_get_text (row, "relation"));
  self->void_ = g_strdup (cunyi_statement_get_text (row, "void"));
  return self;
}

GPtrArray *
cunyi_issue_list (CunyiClinic *clinic, const char *subject, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_issue_free);
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (cunyi_clinic_get_database (clinic), "issue/of-subject",
                                                              error);
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return NULL;
  cunyi_statement_bind_text (rows, ":subject", subject);
  while (cunyi_statement_step (rows, &local_error))
    g_ptr_array_add (list, read_issue (clinic, rows));
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gboolean
cunyi_issue_find (CunyiClinic *clinic, const char *id, char **document, char **subject, char **case_, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (cunyi_clinic_get_database (clinic), "issue/by-id", error);

  if (row == NULL)
    return FALSE;
  cunyi_statement_bind_text (row, ":id", id);
  if (!cunyi_statement_step (row, error))
    return FALSE;
  *document = g_strdup (cunyi_statement_get_text (row, "document"));
  *subject = g_strdup (cunyi_statement_get_text (row, "subject"));
  *case_ = cunyi_statement_is_null (row, "case_") ? NULL : g_strdup (cunyi_statement_get_text (row, "case_"));
  return TRUE;
}
