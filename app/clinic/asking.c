/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Questions of a move or an opening. The draft holds only what differs from what stood there when they were asked, so that
 * what the case learned meanwhile is not written over. Its form is <workflow>:<move>, the opening's <workflow>: and its
 * record the case, the topic of an opening, or nothing when several cases move together. */

#include "config.h"

#include "clinic/asking.h"

#include <glib/gi18n.h>

#include "base/clock.h"
#include "form/json.h"
#include "form/photo.h"
#include "form/record.h"

#define DAY "_day"
#define CONFIRMED "_confirmed"

struct _CunyiAsking {
  CunyiClinic *clinic;
  char **ids;          /* of the cases; NULL for an opening */
  char *workflow, *move; /* move NULL for an opening */
  char *from;          /* the state in which the cases were seen */
  char *subject, *topic; /* of an opening; topic NULL for none */

  CunyiDraft key;      /* without answers */
  CunyiSession *session;
  GHashTable *before;  /* path to text, as it stood */
  char *today, *day;   /* as it stood, and as typed */
  char *kept;          /* the draft as it was last written, NULL for none */
  char *discarded;     /* a draft that can be brought back */
  gboolean draft;      /* began with a draft */
  gboolean done;       /* nothing is to be kept any more */
};

static CunyiBook *
get_book (CunyiAsking *self)
{
  return cunyi_clinic_get_book (self->clinic);
}

static CunyiDatabase *
get_database (CunyiAsking *self)
{
  return cunyi_clinic_get_database (self->clinic);
}

gboolean
cunyi_asking_is_of_many (CunyiAsking *self)
{
  return self->ids && self->ids[1];
}

/* ---- asking ---- */

static CunyiCaseOpening
get_opening (CunyiAsking *self)
{
  return (CunyiCaseOpening) { .workflow = self->workflow, .subject = self->subject, .topic = self->topic };
}

static void
remember (CunyiAsking *self)
{
  g_hash_table_remove_all (self->before);
  for (guint i = 0; i < cunyi_session_n_fields (self->session); i++)
    {
      const CunyiField *field = cunyi_session_get_field (self->session, i);

      if (cunyi_item_has_answer (field->item))
        g_hash_table_insert (self->before, g_strdup (field->path), g_strdup (field->text));
    }
}

/* The questions as they stand without a draft. */
static gboolean
ask (CunyiAsking *self, GError **error)
{
  CunyiCaseOpening opening = get_opening (self);
  g_autoptr (CunyiCase) c = NULL;
  CunyiSession *session;

  if (self->ids)
    {
      c = cunyi_case_load (get_book (self), self->ids[0], error);
      session = c ? cunyi_case_ask (get_book (self), c, self->move, self->today, error) : NULL;
    }
  else
    session = cunyi_case_ask_opening (get_book (self), &opening, error);
  if (session == NULL)
    return FALSE;
  g_clear_pointer (&self->session, cunyi_session_free);
  self->session = session;
  g_free (self->day);
  self->day = g_strdup (self->today);
  self->draft = FALSE;
  remember (self);
  return TRUE;
}

/* What was typed comes back into the fields; what is not asked any more is left out. */
static void
put_back (CunyiAsking *self, const char *answers)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (answers);
  const CunyiJson *confirmed = json ? cunyi_json_find (json, CONFIRMED) : NULL;

  for (guint i = 0; i < cunyi_json_count (json); i++)
    {
      const char *name = cunyi_json_get_name (json, i);
      const CunyiJson *answer = cunyi_json_get_nth (json, i);

      if (g_str_equal (name, DAY))
        cunyi_asking_set_day (self, cunyi_json_get_text (answer));
      else if (g_hash_table_contains (self->before, name))
        cunyi_session_set (self->session, name, cunyi_json_get_text (answer));
    }
  for (guint i = 0; confirmed && i < cunyi_json_count (confirmed); i++)
    cunyi_session_confirm (self->session, cunyi_json_get_text (cunyi_json_get_nth (confirmed, i)), TRUE);
  self->draft = TRUE;
}

static gboolean
begin (CunyiAsking *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CunyiDraft) draft = NULL;

  if (!ask (self, error))
    return FALSE;
  draft = cunyi_draft_load (get_database (self), self->key.form, self->key.subject, self->key.record, &local_error);
  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_clear_pointer (&self->kept, g_free);
  if (draft == NULL)
    return TRUE;
  put_back (self, draft->answers);
  self->kept = g_strdup (draft->answers);
  return TRUE;
}

static CunyiAsking *
new_asking (CunyiClinic *clinic, const char *workflow, const char *move)
{
  CunyiAsking *self = g_new0 (CunyiAsking, 1);

  self->clinic = g_object_ref (clinic);
  self->workflow = g_strdup (workflow);
  self->move = g_strdup (move);
  self->today = cunyi_day_to_text (cunyi_clock_today ());
  self->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->key.form = g_strconcat (workflow, ":", move, NULL);
  self->key.staff = g_strdup (cunyi_database_get_staff (get_database (self)));
  return self;
}

CunyiAsking *
cunyi_asking_new_move (CunyiClinic *clinic, const char *const *ids, const char *move, GError **error)
{
  g_autoptr (CunyiCase) c = cunyi_case_load (cunyi_clinic_get_book (clinic), ids[0], error);
  g_autoptr (CunyiAsking) self = NULL;

  if (c == NULL)
    return NULL;
  self = new_asking (clinic, c->workflow, move);
  self->ids = g_strdupv ((char **) ids);
  self->from = g_strdup (c->state);
  self->key.definition = g_strdup (c->definition);
  self->key.subject = g_strdup (cunyi_asking_is_of_many (self) ? "" : c->subject);
  self->key.record = g_strdup (cunyi_asking_is_of_many (self) ? "" : c->id);
  return begin (self, error) ? g_steal_pointer (&self) : NULL;
}

static CunyiAsking *
new_opening (CunyiClinic *clinic, const CunyiCaseOpening *opening, const char *whose, GError **error)
{
  g_autoptr (CunyiAsking) self = new_asking (clinic, opening->workflow, NULL);

  self->subject = g_strdup (opening->subject);
  self->topic = g_strdup (opening->topic);
  self->key.definition = cunyi_library_dup_definition (cunyi_clinic_get_library (clinic), "workflows", opening->workflow);
  self->key.subject = g_strdup (whose);
  self->key.record = g_strdup (opening->topic ? opening->topic : "");
  return begin (self, error) ? g_steal_pointer (&self) : NULL;
}

CunyiAsking *
cunyi_asking_new_opening (CunyiClinic *clinic, const CunyiCaseOpening *opening, GError **error)
{
  return new_opening (clinic, opening, opening->subject, error);
}

CunyiAsking *
cunyi_asking_new_openings (CunyiClinic *clinic, const CunyiCaseOpening *opening, GError **error)
{
  return new_opening (clinic, opening, "", error);
}

void
cunyi_asking_free (CunyiAsking *self)
{
  g_clear_pointer (&self->session, cunyi_session_free);
  g_hash_table_unref (self->before);
  g_object_unref (self->clinic);
  g_strfreev (self->ids);
  g_free (self->workflow);
  g_free (self->move);
  g_free (self->from);
  g_free (self->subject);
  g_free (self->topic);
  g_free (self->key.form);
  g_free (self->key.subject);
  g_free (self->key.record);
  g_free (self->key.definition);
  g_free (self->key.staff);
  g_free (self->key.touched);
  g_free (self->today);
  g_free (self->day);
  g_free (self->kept);
  g_free (self->discarded);
  g_free (self);
}

CunyiSession *
cunyi_asking_get_session (CunyiAsking *self)
{
  return self->session;
}

gboolean
cunyi_asking_is_plain (CunyiAsking *self)
{
  for (guint i = 0; i < cunyi_session_n_fields (self->session); i++)
    if (cunyi_session_get_field (self->session, i)->visible)
      return FALSE;
  return TRUE;
}

const char *
cunyi_asking_get_day (CunyiAsking *self)
{
  return self->day;
}

void
cunyi_asking_set_day (CunyiAsking *self, const char *typed)
{
  g_free (self->day);
  self->day = g_strdup (typed);
}

CunyiDay
cunyi_asking_read_day (CunyiAsking *self)
{
  return cunyi_day_parse_typed (self->day, cunyi_clock_today ());
}

/* ---- draft ---- */

static gboolean
was_changed (CunyiAsking *self, const CunyiField *field)
{
  const char *before = g_hash_table_lookup (self->before, field->path);

  return before && cunyi_item_has_answer (field->item) && !g_str_equal (before, field->text);
}

gboolean
cunyi_asking_is_draft (CunyiAsking *self)
{
  return self->draft;
}

gboolean
cunyi_asking_is_dirty (CunyiAsking *self)
{
  for (guint i = 0; i < cunyi_session_n_fields (self->session); i++)
    if (was_changed (self, cunyi_session_get_field (self->session, i)))
      return TRUE;
  return !g_str_equal (self->day, self->today);
}

/* (transfer full) */
static char *
write_draft (CunyiAsking *self)
{
  GString *json = g_string_new ("{");
  g_autoptr (GString) confirmed = g_string_new (NULL);

  cunyi_json_append_name (json, DAY);
  cunyi_json_append_text (json, self->day);
  for (guint i = 0; i < cunyi_session_n_fields (self->session); i++)
    {
      const CunyiField *field = cunyi_session_get_field (self->session, i);

      if (was_changed (self, field))
        {
          cunyi_json_append_name (json, field->path);
          cunyi_json_append_text (json, field->text);
        }
      if (field->confirmed)
        {
          if (confirmed->len > 0)
            g_string_append_c (confirmed, ',');
          cunyi_json_append_text (confirmed, field->path);
        }
    }
  cunyi_json_append_name (json, CONFIRMED);
  g_string_append_printf (json, "[%s]}", confirmed->str);
  return g_string_free (json, FALSE);
}

static gboolean
drop_draft (CunyiAsking *self, GError **error)
{
  if (!cunyi_draft_discard (get_database (self), self->key.form, self->key.subject, self->key.record, error))
    return FALSE;
  g_clear_pointer (&self->kept, g_free);
  return TRUE;
}

static gboolean
save_draft (CunyiAsking *self, char *answers, GError **error)
{
  gboolean saved;

  self->key.answers = answers;
  saved = cunyi_draft_save (get_database (self), &self->key, error);
  self->key.answers = NULL;
  if (!saved)
    return FALSE;
  g_free (self->kept);
  self->kept = g_strdup (answers);
  return TRUE;
}

gboolean
cunyi_asking_keep_draft (CunyiAsking *self, GError **error)
{
  g_autofree char *answers = NULL;

  if (self->done)
    return TRUE;
  if (!cunyi_asking_is_dirty (self))
    return self->kept == NULL || drop_draft (self, error);
  answers = write_draft (self);
  return g_strcmp0 (answers, self->kept) == 0 || save_draft (self, answers, error);
}

gboolean
cunyi_asking_discard (CunyiAsking *self, GError **error)
{
  g_autofree char *answers = write_draft (self);

  if (!drop_draft (self, error) || !ask (self, error))
    return FALSE;
  g_free (self->discarded);
  self->discarded = g_steal_pointer (&answers);
  return TRUE;
}

gboolean
cunyi_asking_bring_back (CunyiAsking *self, GError **error)
{
  g_autofree char *answers = g_steal_pointer (&self->discarded);

  return answers == NULL || (save_draft (self, answers, error) && begin (self, error));
}

/* ---- the end ---- */

/* Answers that the doctor changed; the others are each case's own. (transfer full) */
static char *
pick_changed (CunyiAsking *self, const char *answers)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (answers);
  GString *picked = g_string_new ("{");

  for (guint i = 0; i < cunyi_json_count (json); i++)
    {
      const char *name = cunyi_json_get_name (json, i);
      const CunyiField *field = cunyi_session_find (self->session, name);

      if (field && was_changed (self, field))
        {
          cunyi_json_append_name (picked, name);
          cunyi_json_append_text (picked, cunyi_json_get_text (cunyi_json_get_nth (json, i)));
        }
    }
  g_string_append_c (picked, '}');
  return g_string_free (picked, FALSE);
}

/* Ends what cunyi_database_begin() began. */
static gboolean
end (CunyiAsking *self, gboolean done, GError **error)
{
  self->done = done && drop_draft (self, error)
               && (!cunyi_photo_is_asked (cunyi_session_get_form (self->session))
                   || cunyi_photo_delete_orphans (get_database (self), error))
               && cunyi_database_commit (get_database (self), error);
  if (!self->done)
    cunyi_database_rollback (get_database (self));
  return self->done;
}

gboolean
cunyi_asking_move (CunyiAsking *self, GError **error)
{
  g_autoptr (CunyiFinished) finished = cunyi_session_finish (self->session);
  g_autofree char *day = cunyi_day_to_text (cunyi_asking_read_day (self));
  CunyiMoveRequest request = { .move = self->move, .from = self->from, .day = day };

  if (finished == NULL || !cunyi_database_begin (get_database (self), _("Move case"), error))
    return FALSE;
  request.answers = finished->answers;
  return end (self, cunyi_case_move (get_book (self), self->ids[0], &request, error), error);
}

char *
cunyi_asking_open (CunyiAsking *self, GError **error)
{
  g_autoptr (CunyiFinished) finished = cunyi_session_finish (self->session);
  CunyiCaseOpening opening = get_opening (self);
  g_autofree char *id = NULL;

  if (finished == NULL || !cunyi_database_begin (get_database (self), _("Open case"), error))
    return NULL;
  opening.answers = finished->answers;
  id = cunyi_case_open (get_book (self), &opening, error);
  return end (self, id != NULL, error) ? g_steal_pointer (&id) : NULL;
}

char *
cunyi_asking_take_answers (CunyiAsking *self)
{
  g_autoptr (CunyiFinished) finished = cunyi_session_finish (self->session);

  return finished ? pick_changed (self, finished->answers) : NULL;
}

const char *
cunyi_asking_get_from (CunyiAsking *self)
{
  return self->from;
}

gboolean
cunyi_asking_end (CunyiAsking *self, GError **error)
{
  self->done = drop_draft (self, error);
  return self->done;
}
