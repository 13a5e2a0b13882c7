/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clinic from the command line. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/language.h"
#include "ctl/ctl.h"

const CtlCommand ctl_commands[] = {
  { "new", N_("FILE"), N_("Set up a clinic in a new store"), ctl_new },
  { "demo", N_("[FILE]"), N_("Make the demo village"), ctl_demo },
  { "import", N_("ROSTER"), N_("Bring in a roster (.xlsx, .xls, .csv)"), ctl_import },
  { "find", N_("WORDS…"), N_("Find people by name, pinyin, initials, number"), ctl_find_people },
  { "person", N_("WHO"), N_("Say that somebody died, moved away, or joined another household"), ctl_person },
  { "fill", N_("[FORM WHO] ANSWERS.json"), N_("Fill a form about a person or household, or change a record; the answer of a photograph is the path of its file"), ctl_fill },
  { "cases", N_("[WHO]"), N_("List cases and the moves that are allowed now"), ctl_cases },
  { "open", N_("WORKFLOW WHO [ANSWERS.json]"), N_("Open a case; the answer of a photograph is the path of its file"), ctl_open_case },
  { "move", N_("CASE… MOVE"), N_("Move cases, each that may"), ctl_move },
  { "each", N_("open|group|print NAME [WHO…]"), N_("Open a case or print a paper for many, or put many into a group"), ctl_each },
  { "print", N_("DOCUMENT WHO…"), N_("Make a document as PDF, or print it"), ctl_print },
  { "papers", N_("WHO"), N_("List what was printed, and who took it"), ctl_papers },
  { "hand", N_("PAPER RECEIVER"), N_("Say that somebody took a printed paper"), ctl_hand },
  { "report", N_("[REPORT]"), N_("Show a report, or write its workbook"), ctl_report },
  { "due", "", N_("List what is to be done, the most urgent first"), ctl_due },
  { "rates", "", N_("How far the indicators are, and who is missing"), ctl_rates },
  { "campaign", N_("[CAMPAIGN]"), N_("Whom a campaign reached and who is missing"), ctl_campaign },
  { "team", N_("[TEAM]"), N_("List family-doctor teams, or change one"), ctl_team },
  { "set", N_("[NAME [VALUE]]"), N_("List the numbers and choices that rules go by, or change one"), ctl_set },
  { "check", N_("[FILE OR PACK…]"), N_("Check declared files, or what is in the store"), ctl_check },
  { "add", N_("FILE"), N_("Add a form, workflow or document that somebody sent"), ctl_add },
  { "backup", N_("FOLDER"), N_("Copy the store, checked, into a folder"), ctl_backup },
  { "restore", N_("FILE"), N_("Bring a backup back; what is there now is kept"), ctl_restore },
};

const guint ctl_n_commands = G_N_ELEMENTS (ctl_commands);

static void
show_help (void)
{
  g_print ("%s\n\n", _("Usage: cunyictl COMMAND [OPTIONS] …"));
  for (guint i = 0; i < ctl_n_commands; i++)
    g_print ("  %-8s %s\n", ctl_commands[i].name, _(ctl_commands[i].summary));
  g_print ("\n%s\n", _("“cunyictl COMMAND --help” tells more. Exit codes: 0 done, 1 failed, 2 wrong words, 3 done but something does not add up."));
}

/* What is about packs may be said with them before it: pack add, pack check. */
static gboolean
begins_with_pack (int argc, char **argv)
{
  return argc > 2 && strcmp (argv[1], "pack") == 0 && (strcmp (argv[2], "add") == 0 || strcmp (argv[2], "check") == 0);
}

int
main (int argc, char **argv)
{
  const CtlCommand *command;
  int word;

  cunyi_language_init ();
  if (argc < 2 || strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    {
      show_help ();
      return argc < 2 ? CTL_USAGE : CTL_OK;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("cunyictl %s\n", CUNYI_VERSION);
      return CTL_OK;
    }
  word = begins_with_pack (argc, argv) ? 2 : 1;
  command = ctl_find (argv[word]);
  if (command == NULL)
    return ctl_say (CTL_USAGE, _("There is no command “%s”. “cunyictl --help” lists them."), argv[word]);
  return command->run (argc - word, argv + word);
}
