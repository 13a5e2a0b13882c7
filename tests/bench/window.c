/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the start of a program to its first window with everything drawn in it, and the memory that it takes then, seen
 * from outside: this program starts two others in turn on the display at hand, waits until the window is mapped and its
 * pixels have come (XDamage), lets it rest, and reads its memory from the kernel.
 *
 *   bench-window TURNS JOB WANTED-TIME WANTED-MEMORY KEYS PROJECT [ARGUMENT]... -- REFERENCE [ARGUMENT]...
 *
 * KEYS are typed into the project's window, “-” for none: what the last of them brings up is waited for as well, and then
 * it is the memory that is compared. A \n among them is Return. */

#include "config.h"

#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <X11/keysym.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

#define PATIENCE 30.0 /* seconds for a window */
#define REST 1.5      /* seconds without a new pixel after which a window is at rest … */
#define IDLE 0.05     /* … when the processor did not work for more of them than these */
#define PART 0.5      /* of the window that its first frame covers at least */

typedef struct {
  double first;         /* seconds from the start to the first frame */
  double processor;     /* seconds that the processor worked for it until then */
  double pss, rss, uss; /* MiB, at rest */
} Start;

typedef struct {
  Display *display;
  int damage_event;
} Watch;

static void
open_watch (Watch *watch)
{
  int error;

  watch->display = XOpenDisplay (NULL);
  if (watch->display == NULL || !XDamageQueryExtension (watch->display, &watch->damage_event, &error))
    g_error ("there is no display with the extension DAMAGE");
  XSelectInput (watch->display, DefaultRootWindow (watch->display), SubstructureNotifyMask);
  XSync (watch->display, False);
}

/* The next event, or FALSE when none came in `seconds`. */
static gboolean
next_event (Watch *watch, double seconds, XEvent *event)
{
  double until = bench_clock () + seconds;

  while (XPending (watch->display) == 0)
    {
      GPollFD fd = { ConnectionNumber (watch->display), G_IO_IN, 0 };
      double left = until - bench_clock ();

      if (left <= 0 || g_poll (&fd, 1, (int) (left * 1000) + 1) < 0)
        return FALSE;
    }
  XNextEvent (watch->display, event);
  return TRUE;
}

/* A window that its program means to be seen. */
static gboolean
is_window (const XEvent *event)
{
  return event->type == MapNotify && !event->xmap.override_redirect;
}

/* Waits for the frame that fills the window; its moment. */
static double
wait_for_frame (Watch *watch, Window *window)
{
  XWindowAttributes attributes = { 0 };
  XEvent event;
  double covered = 0;

  *window = None;
  while (next_event (watch, PATIENCE, &event))
    if (*window == None && is_window (&event))
      {
        *window = event.xmap.window;
        XDamageCreate (watch->display, *window, XDamageReportRawRectangles);
        XGetWindowAttributes (watch->display, *window, &attributes);
      }
    else if (event.type == watch->damage_event + XDamageNotify)
      {
        const XDamageNotifyEvent *damage = (const XDamageNotifyEvent *) &event;

        covered += (double) damage->area.width * damage->area.height;
        if (covered >= PART * attributes.width * attributes.height)
          return bench_clock ();
      }
  g_error ("no window came");
}

/* Seconds that the processor worked for all threads of the process. */
static double
read_processor (pid_t pid)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", (int) pid);
  g_autoptr (GDir) threads = g_dir_open (folder, 0, NULL);
  const char *thread;
  double sum = 0;

  while (threads && (thread = g_dir_read_name (threads)))
    {
      g_autofree char *path = g_build_filename (folder, thread, "schedstat", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        sum += g_ascii_strtod (text, NULL) / 1e9;
    }
  return sum;
}

/* Until nothing was drawn for a while, and nothing worked for it. A blinking cursor is no new picture. */
static void
wait_for_rest (Watch *watch, pid_t pid)
{
  double began = bench_clock (), since = began, used = read_processor (pid);
  XEvent event;

  while (bench_clock () - since < REST && bench_clock () - began < PATIENCE)
    {
      gboolean drawn = next_event (watch, 0.1, &event) && event.type == watch->damage_event + XDamageNotify
                       && ((const XDamageNotifyEvent *) &event)->area.width > 20;

      if (drawn || read_processor (pid) - used > IDLE)
        {
          since = bench_clock ();
          used = read_processor (pid);
        }
    }
}

static void
press (Watch *watch, char key)
{
  KeyCode code = XKeysymToKeycode (watch->display, key == '\n' ? XK_Return : (KeySym) key);

  XTestFakeKeyEvent (watch->display, code, True, CurrentTime);
  XTestFakeKeyEvent (watch->display, code, False, CurrentTime);
  XFlush (watch->display);
  g_usleep (30000);
}

/* The window is given the focus as a window manager would. */
static void
type_keys (Watch *watch, pid_t pid, Window window, const char *keys)
{
  XSetInputFocus (watch->display, window, RevertToPointerRoot, CurrentTime);
  wait_for_rest (watch, pid);
  for (const char *key = keys; *key; key++)
    press (watch, key[0] == '\\' && key[1] == 'n' ? key++, '\n' : *key);
}

/* MiB under `name` in what the kernel says of the process. */
static double
read_memory (const char *text, const char *name)
{
  const char *line = strstr (text, name);

  return line ? g_ascii_strtod (line + strlen (name), NULL) / 1024 : 0;
}

static void
note_memory (pid_t pid, Start *start)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", (int) pid);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  start->rss = read_memory (text, "\nRss:");
  start->pss = read_memory (text, "\nPss:");
  start->uss = read_memory (text, "\nPrivate_Clean:") + read_memory (text, "\nPrivate_Dirty:");
}

static Start
start_once (Watch *watch, char **command, const char *keys)
{
  Start start = { 0 };
  Window window;
  double began = bench_clock ();
  pid_t pid = fork ();

  if (pid == 0)
    {
      execvp (command[0], command);
      _exit (127);
    }
  start.first = wait_for_frame (watch, &window) - began;
  start.processor = read_processor (pid);
  if (keys)
    type_keys (watch, pid, window, keys);
  wait_for_rest (watch, pid);
  note_memory (pid, &start);
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  XSync (watch->display, True);
  return start;
}

/* ---- rows ---- */

typedef struct {
  GArray *ours, *reference, *ratios;
} Values;

static Values
values_new (void)
{
  return (Values) { bench_values_new (), bench_values_new (), bench_values_new () };
}

static void
add (Values *values, double ours, double reference)
{
  bench_add (values->ours, ours);
  bench_add (values->reference, reference);
  bench_add (values->ratios, ours / reference);
}

static void
say (const char *job, const char *what, Values *values, Values *processor, const char *unit, double factor,
     const char *wanted)
{
  g_autofree char *name = g_strdup_printf ("%s%s", job, what);
  g_autofree char *ours = g_strdup_printf ("%.0f %s", bench_quantile (values->ours, 0.5) * factor, unit);
  g_autofree char *reference = g_strdup_printf ("%.0f %s", bench_quantile (values->reference, 0.5) * factor, unit);
  g_autofree char *ratio = g_strdup_printf ("%.2f", bench_quantile (values->ratios, 0.5));
  g_autofree char *processor_ratio =
      processor ? g_strdup_printf ("%.2f", bench_quantile (processor->ratios, 0.5)) : g_strdup ("");

  bench_row (name, ours, reference, ratio, processor_ratio, wanted);
}

/* Index of the “--” between the two commands; it becomes the end of the first. */
static int
part_commands (int argc, char **argv)
{
  for (int i = 7; i < argc - 1; i++)
    if (strcmp (argv[i], "--") == 0)
      {
        argv[i] = NULL;
        return i + 1;
      }
  g_printerr ("Usage: bench-window TURNS JOB WANTED-TIME WANTED-MEMORY KEYS PROJECT ... -- REFERENCE ...\n");
  exit (2);
}

int
main (int argc, char **argv)
{
  int reference = part_commands (argc, argv);
  const char *job = argv[2], *keys = strcmp (argv[5], "-") == 0 ? NULL : argv[5];
  Values first = values_new (), processor = values_new (), pss = values_new (), rss = values_new (), uss = values_new ();
  Watch watch;

  open_watch (&watch);
  for (int i = atoi (argv[1]); i > 0; i--)
    {
      Start a = start_once (&watch, argv + 6, keys), b = start_once (&watch, argv + reference, NULL);

      add (&first, a.first, b.first);
      add (&processor, a.processor, b.processor);
      add (&rss, a.rss, b.rss);
      add (&pss, a.pss, b.pss);
      add (&uss, a.uss, b.uss);
    }
  if (keys == NULL)
    say (job, ": start to the first window", &first, &processor, "ms", 1000, argv[3]);
  say (job, ": resident memory", &rss, NULL, "MiB", 1, argv[4]);
  say (job, ": its share of it (PSS)", &pss, NULL, "MiB", 1, "");
  say (job, ": what nobody else holds (USS)", &uss, NULL, "MiB", 1, "");
  return 0;
}
