/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filling a form about somebody. */

#include "config.h"

#include "clinic/filling.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "base/day.h"
#include "clinic/about.h"
#include "clinic/keeping.h"
#include "form/photo.h"

struct _CunyiFilling {
  CunyiClinic *clinic;
  CunyiForm *form;
  CunyiSession *session;
  CunyiContext *about; /* what the session knows without asking */
  CunyiDay day;        /* of the visit, which that was described for */
  char *subject;
  char *definition;
  char *record;   /* id of the record that is changed, NULL for a new one */
  guint kept;     /* serial of the session when the draft was last written */
  gboolean draft; /* began with a draft */
  char *refused;  /* see cunyi_filling_get_refusal() */
};

G_DEFINE_QUARK (cunyi-clinic-error-quark, cunyi_clinic_error)

static CunyiFilling *
new_filling (CunyiClinic *clinic, CunyiForm *form, const char *subject, char *definition, const char *record)
{
  CunyiFilling *self = g_new0 (CunyiFilling, 1);

  self->clinic = g_object_ref (clinic);
  self->form = cunyi_form_ref (form);
  self->subject = g_strdup (subject);
  self->definition = definition;
  self->record = g_strdup (record);
  return self;
}

static gboolean
give_previous (CunyiFilling *self, GError **error)
{
  gboolean begins = self->record == NULL && !self->draft;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) list = cunyi_record_list_previous (cunyi_clinic_get_database (self->clinic), self->form,
                                                           self->subject, NULL, self->record, &local_error);

  if (list == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  cunyi_session_hold (self->session);
  for (guint i = 0; i < list->len; i++)
    {
      const CunyiPrevious *previous = g_ptr_array_index (list, i);
      gboolean copy = begins && cunyi_form_find (self->form, previous->name)->copy;

      cunyi_session_set_previous (self->session, previous->name, previous->value, previous->day, copy);
    }
  cunyi_session_release (self->session);
  self->kept = cunyi_session_get_serial (self->session);
  return TRUE;
}

/* The session over a draft, else over `answers` (NULL for a new form); `day` is that of the record. */
static gboolean
begin (CunyiFilling *self, const char *answers, CunyiDay day, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (self->clinic);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CunyiDraft) draft = NULL;

  self->about = cunyi_clinic_describe_for_form (self->clinic, self->subject, self->form, day, self->record, &local_error);
  self->day = day;
  if (self->about)
    draft = cunyi_draft_load (database, cunyi_form_get_id (self->form), self->subject, self->record ? self->record : "",
                              &local_error);
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  /* A draft of an older version of the form keeps its answers; what the form no longer asks is left out. */
  if (draft)
    self->session = cunyi_session_new (self->form, self->about, draft->answers);
  self->draft = self->session != NULL;
  if (self->session == NULL)
    self->session = cunyi_session_new (self->form, self->about, answers);
  return give_previous (self, error);
}

CunyiFilling *
cunyi_filling_new (CunyiClinic *clinic, const char *name, const char *subject, GError **error)
{
  CunyiLibrary *library = cunyi_clinic_get_library (clinic);
  g_autofree char *definition = NULL;
  CunyiForm *form = cunyi_library_find_form (library, name, cunyi_clock_today (), &definition);
  g_autoptr (CunyiFilling) self = NULL;

  if (form == NULL)
    {
      cunyi_library_fail (library, "forms", name, error);
      return NULL;
    }
  self = new_filling (clinic, form, subject, g_steal_pointer (&definition), NULL);
  if (!begin (self, NULL, cunyi_clock_today (), error) || !cunyi_filling_follow_day (self, NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* The day that the form says now, while it can be read. */
static CunyiDay
find_day (CunyiFilling *self)
{
  const char *question = cunyi_form_get_day_question (self->form);
  CunyiDay day = question ? cunyi_day_parse (cunyi_session_get (self->session, question)) : CUNYI_DAY_NONE;

  return day == CUNYI_DAY_NONE ? cunyi_clock_today () : day;
}

/* What holds on that day: limits, and the last records of other forms. */
static gboolean
look_at_day (CunyiFilling *self, CunyiDay day, GError **error)
{
  if (day == self->day)
    return TRUE;
  if (!cunyi_clinic_describe_day (self->clinic, self->about, self->subject, self->form, day, self->record, error))
    return FALSE;
  self->day = day;
  cunyi_session_refresh (self->session);
  return TRUE;
}

/* The session goes on with another version of the form; takes over `definition`. */
static gboolean
change_form (CunyiFilling *self, CunyiForm *form, char *definition, CunyiDay day, GError **error)
{
  g_autofree char *answers = cunyi_session_to_draft (self->session);
  gboolean dirty = cunyi_session_is_dirty (self->session);

  g_free (self->definition);
  self->definition = definition;
  cunyi_form_ref (form);
  cunyi_form_unref (self->form);
  self->form = form;
  if (!cunyi_clinic_describe_day (self->clinic, self->about, self->subject, form, day, self->record, error))
    return FALSE;
  self->day = day;
  cunyi_session_free (self->session);
  self->session = cunyi_session_new (form, self->about, answers);
  if (!give_previous (self, error))
    return FALSE;
  if (dirty)
    self->kept = 0;
  return TRUE;
}

gboolean
cunyi_filling_follow_day (CunyiFilling *self, gboolean *changed, GError **error)
{
  CunyiLibrary *library = cunyi_clinic_get_library (self->clinic);
  CunyiDay day = find_day (self);
  g_autofree char *definition = NULL;
  CunyiForm *form;

  if (changed)
    *changed = FALSE;
  /* A record keeps the form that it was written with. */
  form = self->record ? self->form : cunyi_library_find_form (library, cunyi_form_get_id (self->form), day, NULL);
  if (form == NULL || form == self->form)
    return look_at_day (self, day, error);
  form = cunyi_library_find_form (library, cunyi_form_get_id (self->form), day, &definition);
  if (changed)
    *changed = TRUE;
  return change_form (self, form, g_steal_pointer (&definition), day, error);
}

CunyiFilling *
cunyi_filling_new_for_record (CunyiClinic *clinic, const char *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CunyiRecord) record = cunyi_record_load (cunyi_clinic_get_database (clinic), id, &local_error);
  g_autoptr (CunyiFilling) self = NULL;
  CunyiForm *form;

  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (record == NULL)
    {
      g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_NO_RECORD, "no record “%s”", id);
      return NULL;
    }
  form = cunyi_library_get_form_by_definition (cunyi_clinic_get_library (clinic), record->definition);
  if (form == NULL)
    {
      cunyi_library_fail (cunyi_clinic_get_library (clinic), "definition", record->definition, error);
      return NULL;
    }
  self = new_filling (clinic, form, record->subject, g_strdup (record->definition), id);
  return begin (self, record->answers, cunyi_day_parse (record->day), error) ? g_steal_pointer (&self) : NULL;
}

void
cunyi_filling_free (CunyiFilling *self)
{
  g_clear_pointer (&self->session, cunyi_session_free);
  g_clear_pointer (&self->about, cunyi_context_unref);
  cunyi_form_unref (self->form);
  g_object_unref (self->clinic);
  g_free (self->subject);
  g_free (self->definition);
  g_free (self->record);
  g_free (self->refused);
  g_free (self);
}

CunyiSession *
cunyi_filling_get_session (CunyiFilling *self)
{
  return self->session;
}

const char *
cunyi_filling_get_subject (CunyiFilling *self)
{
  return self->subject;
}

gboolean
cunyi_filling_is_draft (CunyiFilling *self)
{
  return self->draft;
}

gboolean
cunyi_filling_keep_draft (CunyiFilling *self, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (self->clinic);
  g_autofree char *answers = NULL;
  CunyiDraft draft = { NULL };

  if (self->kept == cunyi_session_get_serial (self->session))
    return TRUE;
  answers = cunyi_session_to_draft (self->session);
  draft.form = (char *) cunyi_form_get_id (self->form);
  draft.subject = self->subject;
  draft.record = self->record ? self->record : (char *) "";
  draft.definition = self->definition;
  draft.answers = answers;
  draft.staff = (char *) cunyi_database_get_staff (database);
  if (!cunyi_draft_save (database, &draft, error))
    {
      g_free (draft.touched);
      return FALSE;
    }
  g_free (draft.touched);
  self->kept = cunyi_session_get_serial (self->session);
  return TRUE;
}

/* The draft goes, and with it the photographs that nothing else has. */
static gboolean
drop_draft (CunyiFilling *self, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (self->clinic);

  return cunyi_draft_discard (database, cunyi_form_get_id (self->form), self->subject, self->record ? self->record : "",
                              error)
         && (!cunyi_photo_is_asked (self->form) || cunyi_photo_delete_orphans (database, error));
}

gboolean
cunyi_filling_discard (CunyiFilling *self, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (self->clinic);

  if (!cunyi_photo_is_asked (self->form))
    return drop_draft (self, error);
  if (!cunyi_database_begin (database, _("Discard draft"), error))
    return FALSE;
  if (drop_draft (self, error))
    return cunyi_database_commit (database, error);
  cunyi_database_rollback (database);
  return FALSE;
}

/* ---- taking a record away ---- */

/* A case that came of it says so, and would come of nothing. */
static gboolean
is_free (CunyiFilling *self, GError **error)
{
  g_autoptr (GPtrArray) cases = cunyi_case_list_of_record (cunyi_clinic_get_book (self->clinic), self->record, error);

  if (cases == NULL || cases->len == 0)
    return cases != NULL;
  g_set_error (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_IN_USE, "%u cases were opened by record %s", cases->len, self->record);
  return FALSE;
}

gboolean
cunyi_filling_delete (CunyiFilling *self, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (self->clinic);
  /* Translators: %s is the title of a form, as undo names it. */
  g_autofree char *what = g_strdup_printf (_("Delete “%s”"), cunyi_form_get_title (self->form));

  g_return_val_if_fail (self->record, FALSE);

  if (!is_free (self, error) || !cunyi_database_begin (database, what, error))
    return FALSE;
  if (cunyi_photo_attach (database, self->form, self->record, "{}", error) && cunyi_record_delete (database, self->record, what, error) &&
      drop_draft (self, error))
    {
      cunyi_session_set_clean (self->session);
      self->kept = cunyi_session_get_serial (self->session);
      return cunyi_database_commit (database, error);
    }
  cunyi_database_rollback (database);
  return FALSE;
}

/* ---- finishing ---- */

/* Record, cases and the end of the draft; inside a transaction. */
static gboolean
save (CunyiFilling *self, const CunyiFinished *finished, CunyiRecord *record, GPtrArray **cases, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (self->clinic);

  return cunyi_record_save (database, record, NULL, error) &&
         cunyi_photo_attach (database, self->form, record->id, record->answers, error) &&
         cunyi_case_open_all (cunyi_clinic_get_book (self->clinic), finished->openings, record->id, self->subject,
                              finished->day, cunyi_database_get_staff (database), finished->answers, cases, error) &&
         cunyi_case_move_filled (cunyi_clinic_get_book (self->clinic), record->form, self->subject, finished->day,
                                 cunyi_database_get_staff (database), finished->answers, &self->refused, error) &&
         cunyi_keeping_apply (self->clinic, self->form, self->subject, finished->answers, error) &&
         drop_draft (self, error);
}

const char *
cunyi_filling_get_refusal (CunyiFilling *self)
{
  return self->refused;
}

gboolean
cunyi_filling_finish (CunyiFilling *self, char **record_id, GPtrArray **cases, GError **error)
{
  CunyiDatabase *database = cunyi_clinic_get_database (self->clinic);
  g_autoptr (CunyiFinished) finished = cunyi_session_finish (self->session);
  g_autoptr (CunyiRecord) record = NULL;
  g_autofree char *what = NULL;

  if (finished == NULL)
    return FALSE;
  record = g_new0 (CunyiRecord, 1);
  record->id = g_strdup (self->record);
  record->form = g_strdup (cunyi_form_get_id (self->form));
  record->subject = g_strdup (self->subject);
  record->day = g_strdup (finished->day);
  record->definition = g_strdup (self->definition);
  record->answers = g_strdup (finished->answers);
  record->staff = g_strdup (cunyi_database_get_staff (database));

  /* Translators: %s is the title of a form, as undo names it. */
  what = g_strdup_printf (_("Save “%s”"), cunyi_form_get_title (self->form));
  if (!cunyi_database_begin (database, what, error))
    return FALSE;
  if (!save (self, finished, record, cases, error))
    {
      cunyi_database_rollback (database);
      return FALSE;
    }
  if (!cunyi_database_commit (database, error))
    return FALSE;

  g_free (self->record);
  self->record = g_strdup (record->id);
  cunyi_session_set_clean (self->session);
  self->kept = cunyi_session_get_serial (self->session);
  if (record_id)
    *record_id = g_strdup (record->id);
  return TRUE;
}
