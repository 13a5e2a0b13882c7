/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers in a JSON file, given to a session as if they were typed. */

#include "config.h"

#include "ctl/answers.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "ctl/ctl.h"
#include "document/photo-file.h"
#include "form/json.h"
#include "form/photo.h"

/* The session, and the answers that wait until another one makes their question apply: path and text by turns. */
typedef struct {
  CunyiClinic *clinic;
  CunyiSession *session;
  GPtrArray *waiting;
} Answering;

static gboolean answer_object (Answering *answering, const CunyiJson *object, const char *prefix);

/* The name in the store of the photograph in a file, as on screen; what is such a name stays, for it may be there in an exported
 * record. NULL when it cannot be taken in (said already). (transfer full) */
static char *
keep_photo (CunyiClinic *clinic, const CunyiItem *item, const char *text)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) kept = cunyi_photo_load (database, text, &error);
  g_autoptr (GFile) file = g_file_new_for_path (text);
  g_autoptr (GBytes) content = kept || error ? NULL : cunyi_photo_read_file (file, item->max_pixels, NULL, &error);
  char *name = kept ? g_strdup (text) : content ? cunyi_photo_keep (database, content, &error) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    ctl_say (CTL_FAILED, "%s: %s", text, error->message);
  else if (error && error->domain == G_IO_ERROR)
    ctl_say (CTL_FAILED, _("The file “%s” cannot be read."), text);
  else if (error)
    ctl_fail (error);
  return name;
}

/* An array of plain values is a select_multiple. */
static char *
join_values (const CunyiJson *array)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cunyi_json_count (array); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", cunyi_json_get_text (cunyi_json_get_nth (array, i)));
  return g_string_free (text, FALSE);
}

static gboolean
answer_members (Answering *answering, const CunyiJson *array, const char *path)
{
  gboolean good = TRUE;

  for (guint i = 0; i < cunyi_json_count (array); i++)
    {
      g_autofree char *member = g_strdup_printf ("%s[%u]", path, i + 1);
      g_autofree char *prefix = g_strconcat (member, "/", NULL);

      if (cunyi_session_find (answering->session, member) == NULL && !cunyi_session_add (answering->session, path))
        good = ctl_say (CTL_FAILED, _("There is no room for %s."), member) == CTL_OK;
      else
        good = answer_object (answering, cunyi_json_get_nth (array, i), prefix) && good;
    }
  return good;
}

static gboolean
is_worked_out (const CunyiItem *item)
{
  return cunyi_item_is_calculated (item) || item->read_only || item->kind >= CUNYI_ITEM_CALCULATE;
}

static gboolean
answer_value (Answering *answering, const CunyiJson *value, const char *path)
{
  g_autofree char *joined = cunyi_json_get_kind (value) == CUNYI_JSON_ARRAY ? join_values (value) : NULL;
  const CunyiField *field = cunyi_session_find (answering->session, path);
  const char *text = joined ? joined : cunyi_json_get_text (value);
  g_autofree char *photo = NULL;

  if (field == NULL)
    return ctl_say (CTL_FAILED, _("The form has no question “%s”."), path) == CTL_OK;
  if (field->item->kind == CUNYI_ITEM_IMAGE && *text)
    {
      text = photo = keep_photo (answering->clinic, field->item, text);
      if (photo == NULL)
        return FALSE;
    }
  /* What the form works out itself may be there in an exported record. */
  if (cunyi_session_set (answering->session, path, text) || is_worked_out (field->item))
    return TRUE;
  if (text[0])
    {
      g_ptr_array_add (answering->waiting, g_strdup (path));
      g_ptr_array_add (answering->waiting, g_strdup (text));
    }
  return TRUE;
}

/* One round over those that wait; TRUE when one of them could be given. */
static gboolean
answer_waiting (Answering *answering)
{
  guint before = answering->waiting->len;

  for (guint i = 0; i < answering->waiting->len;)
    if (cunyi_session_set (answering->session, g_ptr_array_index (answering->waiting, i),
                           g_ptr_array_index (answering->waiting, i + 1)))
      g_ptr_array_remove_range (answering->waiting, i, 2);
    else
      i += 2;
  return answering->waiting->len < before;
}

static gboolean
answer_object (Answering *answering, const CunyiJson *object, const char *prefix)
{
  gboolean good = TRUE;

  for (guint i = 0; i < cunyi_json_count (object); i++)
    {
      const CunyiJson *value = cunyi_json_get_nth (object, i);
      g_autofree char *path = g_strconcat (prefix, cunyi_json_get_name (object, i), NULL);
      gboolean members = cunyi_json_get_kind (value) == CUNYI_JSON_ARRAY && cunyi_json_count (value) > 0 &&
                         cunyi_json_get_kind (cunyi_json_get_nth (value, 0)) == CUNYI_JSON_OBJECT;

      good = (members ? answer_members (answering, value, path) : answer_value (answering, value, path)) && good;
    }
  return good;
}

/* FALSE when it is none (said already). */
static gboolean
is_object (const CunyiJson *json)
{
  if (json == NULL || cunyi_json_get_kind (json) != CUNYI_JSON_OBJECT)
    return ctl_say (CTL_FAILED, _("The answers must be one JSON object: {\"question\": \"answer\"}.")) == CTL_OK;
  return TRUE;
}

gboolean
ctl_answer (CunyiClinic *clinic, CunyiSession *session, const char *text)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (text);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_free);
  Answering answering = { clinic, session, waiting };

  if (!is_object (json) || !answer_object (&answering, json, ""))
    return FALSE;
  while (answer_waiting (&answering))
    ;
  for (guint i = 0; i < waiting->len; i += 2)
    ctl_say (CTL_OK, _("The question “%s” does not apply here; its answer is left out."),
             (const char *) g_ptr_array_index (waiting, i));
  return TRUE;
}

void
ctl_say_errors (CunyiSession *session)
{
  g_auto (GStrv) paths = cunyi_session_list_errors (session);

  for (guint i = 0; paths[i]; i++)
    {
      const CunyiField *field = cunyi_session_find (session, paths[i]);
      const char *message = field->error[0] ? field->error : field->warning;

      ctl_say (CTL_FAILED, "%s (%s): %s", field->label, paths[i], message);
    }
}

char *
ctl_read_text (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (strcmp (path, "-") == 0)
    path = "/dev/stdin";
  if (!g_file_get_contents (path, &text, NULL, &error))
    ctl_say (CTL_FAILED, _("The file “%s” cannot be read."), path);
  return text;
}

char *
ctl_read_answers (const char *path)
{
  g_autofree char *text = ctl_read_text (path);
  g_autoptr (CunyiJson) json = text ? cunyi_json_parse (text) : NULL;
  g_autoptr (GString) plain = g_string_new ("{");

  if (text == NULL || !is_object (json))
    return NULL;
  for (guint i = 0; i < cunyi_json_count (json); i++)
    {
      const CunyiJson *value = cunyi_json_get_nth (json, i);
      g_autofree char *joined = cunyi_json_get_kind (value) == CUNYI_JSON_ARRAY ? join_values (value) : NULL;

      cunyi_json_append_name (plain, cunyi_json_get_name (json, i));
      cunyi_json_append_text (plain, joined ? joined : cunyi_json_get_text (value));
    }
  g_string_append_c (plain, '}');
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

gboolean
ctl_keep_photos (CunyiClinic *clinic, const char *id, char **answers)
{
  CunyiWorkflow *workflow = cunyi_book_get_workflow (cunyi_clinic_get_book (clinic), id, NULL);
  g_autoptr (CunyiJson) json = workflow && *answers ? cunyi_json_parse (*answers) : NULL;
  g_autoptr (GString) plain = g_string_new ("{");

  if (json == NULL)
    return TRUE;
  for (guint i = 0; i < cunyi_json_count (json); i++)
    {
      const char *name = cunyi_json_get_name (json, i), *text = cunyi_json_get_text (cunyi_json_get_nth (json, i));
      const CunyiItem *item = cunyi_form_find (cunyi_workflow_get_form (workflow), name);
      gboolean is_photo = item && item->kind == CUNYI_ITEM_IMAGE && *text;
      g_autofree char *photo = is_photo ? keep_photo (clinic, item, text) : NULL;

      if (is_photo && photo == NULL)
        return FALSE;
      cunyi_json_append_name (plain, name);
      cunyi_json_append_text (plain, photo ? photo : text);
    }
  g_string_append_c (plain, '}');
  g_free (*answers);
  *answers = g_string_free (g_steal_pointer (&plain), FALSE);
  return TRUE;
}
