/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers for the forms of the demo village, by the rules of the list demo_answer. A rule is a word and what it needs:
 *
 *   day, day+90, day-1        a day counted from that of the visit or move; day+240|day+730 is one of these
 *   pick 1=40 2=1             one of these, by weight
 *   normal 138 15 104 196 [1] a measured value: mean, deviation, bounds, decimals
 *   text a|b|c                one of these texts
 *   value q, share q 0.6      the answer of another question when all others are given, or a part of it
 *   staff, subject, members, year, phone
 *   rows list, row field      members of a repeat like the rows of a list that is known, and a field of the row
 *   all, skip, keep           every choice; nothing; what stands there already
 *
 * A question without a rule is answered only when it is required: the first choice, 1, the day, 无. */

#include "config.h"

#include "clinic/demo-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_PASSES 8 /* an answer can make a further question apply */

/* When everything that does not copy another answer is given; when what could be copied is, too. */
typedef enum { EARLY, COPYING, LAST } Turn;

/* One session being answered. */
typedef struct {
  CunyiDemo *demo;
  CunyiSession *session;
  const char *sheet;
  CunyiDay day;
  const char *name;      /* of the subject */
  GHashTable *done;      /* paths that were seen to */
  GPtrArray *todo;       /* pairs of path and answer, given in one go */
  Turn turn;
} Answering;

static CunyiContext *
known (Answering *a)
{
  return cunyi_session_get_context (a->session);
}

/* ---- rules ---- */

static char *
pick_weighted (CunyiDemo *demo, char **pairs)
{
  double sum = 0, throw;
  const char *last = "";

  for (guint i = 0; pairs[i]; i++)
    if (strchr (pairs[i], '='))
      sum += g_ascii_strtod (strchr (pairs[i], '=') + 1, NULL);
  throw = g_rand_double (demo->dice) * sum;
  for (guint i = 0; pairs[i]; i++)
    {
      const char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        continue;
      last = pairs[i];
      throw -= g_ascii_strtod (equals + 1, NULL);
      if (throw < 0)
        break;
    }
  return g_strndup (last, strcspn (last, "="));
}

static char *
measure (CunyiDemo *demo, char **numbers)
{
  double v[5] = { 0 };

  for (guint i = 0; i < 5 && numbers[i]; i++)
    v[i] = g_ascii_strtod (numbers[i], NULL);
  return g_strdup_printf ("%.*f", (int) v[4], cunyi_demo_normal (demo, v[0], v[1], v[2], v[3]));
}

static char *
one_of (CunyiDemo *demo, const char *texts)
{
  g_auto (GStrv) parts = g_strsplit (texts, "|", -1);

  return g_strdup (parts[cunyi_demo_between (demo, 0, (int) g_strv_length (parts) - 1)]);
}

/* In the morning, where the hour is asked too. */
static char *
write_day (CunyiDay day, const CunyiField *field)
{
  g_autofree char *text = cunyi_day_to_text (day);

  return g_strconcat (text, field->item->kind == CUNYI_ITEM_MOMENT ? " 0830" : "", NULL);
}

static char *
day_from (Answering *a, const CunyiField *field, const char *rule)
{
  g_autofree char *one = one_of (a->demo, rule);

  return write_day (a->day + (one[3] ? atoi (one + 3) : 0), field);
}

static char *
join_choices (const CunyiField *field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < field->n_choices; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", field->choices[i].choice->name);
  return g_string_free (text, FALSE);
}

/* A part of another answer, without decimals. */
static char *
part_of (Answering *a, char **words)
{
  double whole = words[0] ? g_ascii_strtod (cunyi_context_get (known (a), words[0]), NULL) : 0;

  return g_strdup_printf ("%.0f", whole * (words[0] && words[1] ? g_ascii_strtod (words[1], NULL) : 1));
}

/* The field of the row that stands beside the member in which `path` lies: member 2 belongs to row 2. */
static char *
from_row (Answering *a, const char *path, const char *field)
{
  const char *bracket = strchr (path, '[');
  g_autofree char *list = bracket ? g_strndup (path, bracket - path) : NULL;
  g_autofree char *key = list ? g_strdup_printf ("%s/%s", a->sheet, list) : NULL;
  const char *rule = key ? cunyi_demo_get (a->demo, "demo_answer", key, "rule") : "";
  CunyiContext *row = g_str_has_prefix (rule, "rows ")
                        ? cunyi_context_get_row (known (a), rule + 5, (guint) strtoul (bracket + 1, NULL, 10) - 1)
                        : NULL;

  return row ? g_strdup (cunyi_context_get (row, field)) : NULL;
}

static char *
from_people (Answering *a, const char *word)
{
  if (strcmp (word, "staff") == 0)
    return g_strdup (cunyi_clinic_get_doctor (a->demo->clinic));
  if (strcmp (word, "subject") == 0)
    return g_strdup (a->name);
  if (strcmp (word, "members") == 0)
    return g_strdup_printf ("%u", cunyi_context_n_rows (known (a), "household_member"));
  if (strcmp (word, "phone") == 0)
    return g_strdup_printf ("1990000%04d", cunyi_demo_between (a->demo, 0, 9999));
  if (strcmp (word, "year") == 0)
    {
      int year;

      cunyi_day_split (a->day, &year, NULL, NULL);
      return g_strdup_printf ("%d", year);
    }
  return NULL;
}

/* NULL when there is nothing to say yet. */
static char *
follow_rule (Answering *a, const CunyiField *field, const char *rule)
{
  g_auto (GStrv) words = g_strsplit (rule, " ", -1);
  const char *rest = strchr (rule, ' ') ? strchr (rule, ' ') + 1 : "";

  if (g_str_has_prefix (rule, "day"))
    return day_from (a, field, rule);
  if (strcmp (words[0], "pick") == 0)
    return pick_weighted (a->demo, words + 1);
  if (strcmp (words[0], "normal") == 0)
    return measure (a->demo, words + 1);
  if (strcmp (words[0], "text") == 0)
    return one_of (a->demo, rest);
  if (strcmp (words[0], "all") == 0)
    return join_choices (field);
  if (strcmp (words[0], "value") == 0)
    return cunyi_context_get (known (a), rest)[0] ? g_strdup (cunyi_context_get (known (a), rest)) : NULL;
  if (strcmp (words[0], "share") == 0)
    return part_of (a, words + 1);
  if (strcmp (words[0], "row") == 0)
    return from_row (a, field->path, rest);
  return from_people (a, rule);
}

/* What nobody thought of. */
static char *
improvise (Answering *a, const CunyiField *field)
{
  switch (field->item->kind)
    {
    case CUNYI_ITEM_SELECT_ONE:
    case CUNYI_ITEM_SELECT_MULTIPLE:
      return field->n_choices > 0 ? g_strdup (field->choices[0].choice->name) : NULL;
    case CUNYI_ITEM_INTEGER:
    case CUNYI_ITEM_DECIMAL:
      return g_strdup ("1");
    case CUNYI_ITEM_DATE:
    case CUNYI_ITEM_MOMENT:
      return write_day (a->day, field);
    case CUNYI_ITEM_TIME:
      return g_strdup ("0830");
    case CUNYI_ITEM_ACKNOWLEDGE:
      return g_strdup ("1");
    default:
      return g_strdup ("无");
    }
}

/* ---- a pass over the page ---- */

static void
add_members (Answering *a, const CunyiField *field, const char *rule)
{
  guint wanted = g_str_has_prefix (rule, "rows ") ? cunyi_context_n_rows (known (a), rule + 5) : 0;
  g_autofree char *path = g_strdup (field->path);

  for (guint n = field->n_members; n < MIN (wanted, 4) && cunyi_session_add (a->session, path); n++)
    ;
}

static void
see_to (Answering *a, const CunyiField *field)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", a->sheet, field->item->name);
  const char *rule = cunyi_demo_get (a->demo, "demo_answer", key, "rule");
  gboolean skipped = strcmp (rule, "skip") == 0 || strcmp (rule, "keep") == 0;
  gboolean copies = g_str_has_prefix (rule, "value ");
  char *answer = NULL;

  if (copies && a->turn == EARLY)
    return;
  if (rule[0] && !skipped)
    answer = follow_rule (a, field, rule);
  /* What it copies may be answered in this very turn. */
  if (copies && a->turn == COPYING && answer == NULL)
    return;
  if (answer == NULL && field->required && field->value[0] == '\0')
    answer = improvise (a, field);
  if (answer == NULL)
    return;
  g_hash_table_add (a->done, g_strdup (field->path));
  g_ptr_array_add (a->todo, g_strdup (field->path));
  g_ptr_array_add (a->todo, answer);
}

static gboolean
wants_answer (Answering *a, const CunyiField *field)
{
  return field->visible && field->enabled && cunyi_item_has_answer (field->item) &&
         !g_hash_table_contains (a->done, field->path);
}

/* Members first, because they move the fields. */
static void
grow (Answering *a)
{
  for (guint i = 0; i < cunyi_session_n_fields (a->session); i++)
    {
      const CunyiField *field = cunyi_session_get_field (a->session, i);
      g_autofree char *key = g_strdup_printf ("%s/%s", a->sheet, field->item->name);

      if (field->visible && field->item->kind == CUNYI_ITEM_REPEAT && field->position == 0 && field->can_add)
        add_members (a, field, cunyi_demo_get (a->demo, "demo_answer", key, "rule"));
    }
}

static gboolean
pass (Answering *a, Turn turn)
{
  a->turn = turn;
  g_ptr_array_set_size (a->todo, 0);
  for (guint i = 0; i < cunyi_session_n_fields (a->session); i++)
    {
      const CunyiField *field = cunyi_session_get_field (a->session, i);

      if (wants_answer (a, field))
        see_to (a, field);
    }
  if (a->todo->len == 0)
    return FALSE;
  cunyi_session_hold (a->session);
  for (guint i = 0; i + 1 < a->todo->len; i += 2)
    cunyi_session_set (a->session, g_ptr_array_index (a->todo, i), g_ptr_array_index (a->todo, i + 1));
  cunyi_session_release (a->session);
  return TRUE;
}

static void
confirm_warnings (CunyiSession *session)
{
  for (guint i = 0; i < cunyi_session_n_fields (session); i++)
    {
      const CunyiField *field = cunyi_session_get_field (session, i);

      if (field->visible && field->warning[0] && !field->confirmed)
        cunyi_session_confirm (session, field->path, TRUE);
    }
}

static gboolean
is_good (Answering *a)
{
  g_autoptr (CunyiFinished) finished = cunyi_session_finish (a->session);
  g_auto (GStrv) errors = NULL;

  if (finished)
    return TRUE;
  errors = cunyi_session_list_errors (a->session);
  for (guint i = 0; errors[i]; i++)
    {
      const CunyiField *field = cunyi_session_find (a->session, errors[i]);

      g_debug ("demo: %s/%s = “%s”: %s%s", a->sheet, errors[i], field->text, field->error, field->warning);
    }
  return FALSE;
}

gboolean
cunyi_demo_answer (CunyiDemo *demo, CunyiSession *session, const char *sheet, CunyiDay day, const char *name)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) todo = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CunyiFinished) finished = NULL;
  Answering a = { demo, session, sheet, day, name, done, todo, EARLY };

  grow (&a);
  for (guint i = 0; i < MAX_PASSES && (pass (&a, EARLY) || pass (&a, COPYING) || pass (&a, LAST)); i++)
    ;
  confirm_warnings (session);
  /* What is blank and better were not tells of it only when the form is to be finished. */
  finished = cunyi_session_finish (session);
  confirm_warnings (session);
  return finished || is_good (&a);
}
