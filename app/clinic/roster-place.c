/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* County, township, village and group of a roster beside those of the store. What a sheet does not say is the clinic's own;
 * 柳河村村委会, 柳河村 and 柳河 are one village. */

#include "config.h"

#include "clinic/roster-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define MAX_NAME 60     /* letters */
#define MAX_PLACES 5000 /* more is no column of places; the rest goes to the clinic's own village */

static const struct {
  const char *level;
  const char *const *endings; /* the longer ones first */
} endings[] = {
  { "county", (const char *const[]) { "县", "市", "区", "旗", NULL } },
  { "township", (const char *const[]) { "街道办事处", "人民政府", "街道", "乡", "镇", NULL } },
  { "village", (const char *const[]) { "村民委员会", "居民委员会", "村委会", "居委会", "社区", "村", NULL } },
  { "group", (const char *const[]) { "村民小组", "小组", "组", NULL } },
};

/* The name without the words for its kind; the key itself when nothing else would be left. (transfer full) */
static char *
strip (const char *key, const char *level)
{
  g_autofree char *bare = g_strdup (key);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    for (guint j = 0; strcmp (endings[i].level, level) == 0 && endings[i].endings[j]; j++)
      {
        gsize length = strlen (bare), end = strlen (endings[i].endings[j]);

        if (length > end && g_str_has_suffix (bare, endings[i].endings[j]))
          bare[length - end] = '\0';
      }
  return g_steal_pointer (&bare);
}

void
cunyi_roster_free_place (gpointer data)
{
  Place *place = data;

  g_free (place->id);
  g_free (place->name);
  g_free (place->key);
  g_free (place->bare);
  g_free (place->code);
  g_free (place->new_code);
  g_free (place);
}

static Place *
add_place (CunyiRoster *roster, Place *parent, const char *level, const char *name)
{
  Place *place = g_new0 (Place, 1);

  place->parent = parent;
  place->level = g_intern_string (level);
  place->name = g_strdup (name);
  place->key = cunyi_text_key (name);
  place->bare = strip (place->key, level);
  place->code = g_strdup ("");
  g_ptr_array_add (roster->places, place);
  return place;
}

static Place *
find_by_id (CunyiRoster *roster, const char *id)
{
  for (guint i = 0; *id && i < roster->places->len; i++)
    {
      Place *place = g_ptr_array_index (roster->places, i);

      if (strcmp (place->id, id) == 0)
        return place;
    }
  return NULL;
}

gboolean
cunyi_roster_load_places (CunyiRoster *roster, CunyiClinic *clinic, GError **error)
{
  g_autoptr (CunyiStatement) rows = cunyi_database_statement (cunyi_clinic_get_database (clinic), "place/all", error);
  g_autofree char *own = cunyi_clinic_get_place (clinic);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (cunyi_statement_step (rows, &failure))
    {
      Place *place = add_place (roster, find_by_id (roster, cunyi_statement_get_text (rows, "parent")),
                                cunyi_statement_get_text (rows, "level"), cunyi_statement_get_text (rows, "name"));

      place->id = g_strdup (cunyi_statement_get_text (rows, "id"));
      g_free (place->code);
      place->code = g_strdup (cunyi_statement_get_text (rows, "code"));
      place->position = (int) cunyi_statement_get_int (rows, "position");
    }
  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  roster->own = find_by_id (roster, own);
  if (roster->own)
    return TRUE;
  g_set_error_literal (error, CUNYI_ROSTER_ERROR, CUNYI_ROSTER_ERROR_NO_PLACE,
                       _("The clinic's own village is not set. Choose it in the settings first."));
  return FALSE;
}

Place *
cunyi_roster_place_at (Place *place, const char *level)
{
  while (place && strcmp (place->level, level) != 0)
    place = place->parent;
  return place;
}

static gboolean
is_inside (const Place *place, const Place *around)
{
  while (place && place != around)
    place = place->parent;
  return place != NULL;
}

/* The place of this level and name inside `around` (NULL: anywhere); by its bare name when that fits one only. */
static Place *
find_named (CunyiRoster *roster, Place *around, const char *level, const char *name)
{
  g_autofree char *key = cunyi_text_key (name);
  g_autofree char *bare = strip (key, level);
  Place *close = NULL;
  guint n_close = 0;

  for (guint i = 0; i < roster->places->len; i++)
    {
      Place *place = g_ptr_array_index (roster->places, i);

      if (strcmp (place->level, level) != 0 || (around && !is_inside (place, around)))
        continue;
      if (strcmp (place->key, key) == 0)
        return place;
      if (strcmp (place->bare, bare) == 0)
        {
          close = place;
          n_close++;
        }
    }
  return n_close == 1 ? close : NULL;
}

/* The number in a name such as 第3组 or 十二组, 0 when there is none. */
static int
number_in (const char *name)
{
  static const char *const numerals[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  int tens = 0, ones = 0;

  for (const char *p = name; *p; p = g_utf8_next_char (p))
    {
      if (g_ascii_isdigit (*p))
        return atoi (p);
      if (g_str_has_prefix (p, "十"))
        {
          tens = MAX (ones, 1) * 10;
          ones = 0;
        }
      for (guint i = 0; i < G_N_ELEMENTS (numerals); i++)
        if (g_str_has_prefix (p, numerals[i]))
          ones = (int) i + 1;
    }
  return tens + ones;
}

/* Among its neighbours by number, and behind those the named ones in the order of the roster. */
static int
choose_position (CunyiRoster *roster, const Place *around, const char *name)
{
  int position = 1000;

  for (guint i = 0; i < roster->places->len; i++)
    position += ((const Place *) g_ptr_array_index (roster->places, i))->parent == around;
  return number_in (name) > 0 ? number_in (name) : position;
}

static Place *
get_named (CunyiRoster *roster, Place *around, const char *level, const char *name)
{
  g_autofree char *part = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MAX_NAME));
  Place *place = find_named (roster, around, level, part);

  if (place)
    return place;
  if (roster->places->len >= MAX_PLACES)
    return roster->own;
  place = add_place (roster, around, level, part);
  place->position = choose_position (roster, around, part);
  place->is_new = TRUE;
  return place;
}

/* 3 is 3组, and so is 柳河村3组 in 柳河村. (transfer full) */
static char *
name_group (const Place *village, const char *name)
{
  gsize length = village ? strlen (village->name) : 0;

  if (length > 0 && g_str_has_prefix (name, village->name) && name[length] != '\0')
    name += length;
  if (strlen (name) <= 3 && strspn (name, "0123456789") == strlen (name))
    return g_strconcat (name, "组", NULL);
  return g_strdup (name);
}

static Place *
find_village (CunyiRoster *roster, const char *county, const char *township, const char *village)
{
  Place *own_township = cunyi_roster_place_at (roster->own, "township");
  Place *around = *county ? get_named (roster, NULL, "county", county) : cunyi_roster_place_at (roster->own, "county");
  Place *known;

  if (*township)
    around = get_named (roster, around, "township", township);
  else if (*village && (known = find_named (roster, around, "village", village)))
    return known;
  else if (own_township && is_inside (own_township, around))
    around = own_township;
  if (*village)
    return get_named (roster, around, "village", village);
  return around == NULL || is_inside (roster->own, around) ? roster->own : around;
}

Place *
cunyi_roster_find_place (CunyiRoster *roster, const char *county, const char *township, const char *village,
                         const char *group)
{
  Place *place = find_village (roster, county, township, village);
  g_autofree char *name = *group ? name_group (cunyi_roster_place_at (place, "village"), group) : NULL;

  return name ? get_named (roster, place, "group", name) : place;
}
