/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Options, the store, and speaking. */

#include "config.h"

#include "ctl/ctl.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "clinic/clock-doubt.h"
#include "clinic/demo.h"
#include "clinic/explain.h"
#include "store/restore.h"
#include "workflow/move.h"

static char *store;
static char *user;
static char *password_file;

static const GOptionEntry store_entries[] = {
  { "store", 's', 0, G_OPTION_ARG_FILENAME, &store, N_("The store (default: the clinic's own, else the demo village)"), N_("FILE") },
  { "user", 'u', 0, G_OPTION_ARG_STRING, &user, N_("Who opens it (default: its only user)"), N_("NAME") },
  { "password-file", 'p', 0, G_OPTION_ARG_FILENAME, &password_file,
    N_("File whose first line is the password (default: the variable CUNYI_PASSWORD)"), N_("FILE") },
  { NULL },
};

const CtlCommand *
ctl_find (const char *name)
{
  for (guint i = 0; i < ctl_n_commands; i++)
    if (strcmp (ctl_commands[i].name, name) == 0)
      return &ctl_commands[i];
  return NULL;
}

gboolean
ctl_parse (const CtlCommand *command, const GOptionEntry *entries, gboolean needs_store, int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parameters = g_strdup_printf ("%s", command->arguments[0] ? _(command->arguments) : "");
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autofree char *program = g_strconcat ("cunyictl ", command->name, NULL);

  g_set_prgname (program);
  g_option_context_set_summary (context, _(command->summary));
  if (entries)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (needs_store)
    g_option_context_add_main_entries (context, store_entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  ctl_say (CTL_USAGE, "%s", error->message);
  ctl_say (CTL_USAGE, _("Try “%s --help”."), program);
  return FALSE;
}

/* ---- speaking ---- */

int
ctl_say (CtlStatus status, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%s\n", text);
  return status;
}

int
ctl_fail (const GError *error)
{
  g_autofree char *sentence = cunyi_explain_error (error);

  g_debug ("%s", error->message);
  return ctl_say (CTL_FAILED, "%s", sentence);
}

void
ctl_progress (gint64 done, gint64 total, gpointer data)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO) || (now - last < G_USEC_PER_SEC / 10 && done != total))
    return;
  last = now;
  if (total > 0)
    g_printerr ("\r%3d %%%s", (int) (done * 100 / total), done == total ? "\r      \r" : "");
  else
    g_printerr ("\r%" G_GINT64_FORMAT, done);
}

/* ---- the store ---- */

static char *
choose_store (void)
{
  g_autofree char *own = cunyi_clinic_default_path (FALSE);

  if (store)
    return g_strdup (store);
  if (g_file_test (own, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&own);
  return cunyi_clinic_default_path (TRUE);
}

static char *
read_password (const char *name, GError **error)
{
  const char *given = g_getenv ("CUNYI_PASSWORD");
  g_autofree char *text = NULL;
  char *end;

  if (password_file == NULL)
    return g_strdup (given          ? given
                     : g_strcmp0 (name, CUNYI_DEMO_USER) == 0 ? CUNYI_DEMO_PASSWORD
                                                              : "");
  if (!g_file_get_contents (password_file, &text, NULL, error))
    return NULL;
  if ((end = strpbrk (text, "\r\n")))
    *end = '\0';
  return g_steal_pointer (&text);
}

/* Who opens the store, and with what. FALSE when that is not known (said already). */
static gboolean
ask_for_key (const char *path, char **name, char **password)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) users = cunyi_database_list_users (path, &error);

  *name = g_strdup (user ? user : users && users[0] ? users[0] : "");
  *password = users ? read_password (*name, &error) : NULL;
  if (error)
    ctl_fail (error);
  else if (user == NULL && g_strv_length (users) > 1)
    ctl_say (CTL_USAGE, _("This store has several users; say which with --user."));
  else if ((*password)[0] == '\0')
    ctl_say (CTL_USAGE, _("Put the password into the variable CUNYI_PASSWORD, or into a file named by --password-file."));
  else
    return TRUE;
  return FALSE;
}

/* Nobody is there to be asked: who knows the day says so in CUNYI_NOW. FALSE when the clock cannot be right (said already). */
static gboolean
trust_clock (CunyiClinic *clinic)
{
  CunyiDay last;
  CunyiClockDoubt doubt = cunyi_clinic_doubt_clock (clinic, &last);
  g_autofree char *strange = cunyi_clock_doubt_explain (doubt, last, cunyi_clock_today ());

  if (doubt == CUNYI_CLOCK_LIKELY || cunyi_clock_is_held ())
    return TRUE;
  ctl_say (CTL_FAILED, _("%s Set the computer's clock right, or put today's date into the variable CUNYI_NOW."), strange);
  return FALSE;
}

CunyiClinic *
ctl_open (void)
{
  g_autofree char *path = choose_store ();
  g_autofree char *name = NULL;
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  CunyiClinic *clinic;

  if (!ask_for_key (path, &name, &password))
    return NULL;
  clinic = cunyi_clinic_open (path, name, password, &error);
  if (clinic == NULL)
    ctl_fail (error);
  else if (!trust_clock (clinic))
    g_clear_object (&clinic);
  return clinic;
}

CunyiClinic *
ctl_open_day (void)
{
  CunyiClinic *clinic = ctl_open ();
  g_autoptr (GError) error = NULL;

  if (clinic && !cunyi_case_advance_all (cunyi_clinic_get_book (clinic), NULL, &error))
    {
      ctl_fail (error);
      g_clear_object (&clinic);
    }
  return clinic;
}

CunyiDatabase *
ctl_open_copy (const char *path)
{
  g_autofree char *name = NULL;
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  CunyiDatabase *copy;

  if (!ask_for_key (path, &name, &password))
    return NULL;
  copy = cunyi_database_open_copy (path, name, password, &error);
  if (copy == NULL)
    ctl_fail (error);
  return copy;
}

char *
ctl_choose_place (void)
{
  return store ? g_strdup (store) : cunyi_clinic_default_path (FALSE);
}

static char *
find_household (CunyiClinic *clinic, const char *number, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (cunyi_clinic_get_database (clinic), "household/by-number",
                                                             error);

  if (row == NULL)
    return NULL;
  cunyi_statement_bind_text (row, ":number", number);
  return cunyi_statement_step (row, error) ? g_strdup (cunyi_statement_get_text (row, "id")) : NULL;
}

static char *
find_id (CunyiClinic *clinic, const char *id, GError **error)
{
  g_autoptr (CunyiStatement) row = cunyi_database_statement (cunyi_clinic_get_database (clinic), "about/kind", error);

  if (row == NULL)
    return NULL;
  cunyi_statement_bind_text (row, ":id", id);
  return cunyi_statement_step (row, error) ? g_strdup (id) : NULL;
}

char *
ctl_find_subject (CunyiClinic *clinic, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;
  char *id = find_id (clinic, words, &error);

  if (id == NULL && error == NULL)
    id = find_household (clinic, words, &error);
  if (id == NULL && error == NULL &&
      cunyi_search_fill (cunyi_clinic_get_search (clinic), cunyi_clinic_get_database (clinic), NULL, &error))
    {
      people = cunyi_search_find (cunyi_clinic_get_search (clinic), words, 2);
      if (people->len == 1)
        id = g_strdup (g_ptr_array_index (people, 0));
      else if (people->len == 0)
        ctl_say (CTL_FAILED, _("Nobody fits “%s”."), words);
      else
        ctl_say (CTL_FAILED, _("Several people fit “%s”; give more of it, or the id."), words);
    }
  if (error)
    ctl_fail (error);
  return id;
}

int
ctl_list_subjects (CunyiClinic *clinic, GPtrArray *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) row = cunyi_database_statement (cunyi_clinic_get_database (clinic), "about/line", &error);

  for (guint i = 0; row && error == NULL && i < ids->len; i++)
    {
      cunyi_statement_reset (row);
      cunyi_statement_bind_text (row, ":id", g_ptr_array_index (ids, i));
      if (cunyi_statement_step (row, &error))
        g_print ("%s\t%s\t%s\n", (char *) g_ptr_array_index (ids, i), cunyi_statement_get_text (row, "name"),
                 cunyi_statement_get_text (row, "place"));
    }
  return error ? ctl_fail (error) : CTL_OK;
}
