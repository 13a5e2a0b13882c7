/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A set of ids, and where the stretch under Shift began. */

#include "config.h"

#include "view/lines-marks.h"

#define NOWHERE G_MAXUINT

struct _CunyiLinesMarks {
  GHashTable *ids;
  GHashTable *before; /* marks when the stretch began */
  guint anchor;       /* where it began, NOWHERE when there is none */
};

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CunyiLinesMarks *
cunyi_lines_marks_new (void)
{
  CunyiLinesMarks *self = g_new0 (CunyiLinesMarks, 1);

  self->ids = new_set ();
  self->before = new_set ();
  self->anchor = NOWHERE;
  return self;
}

void
cunyi_lines_marks_free (CunyiLinesMarks *self)
{
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->before);
  g_free (self);
}

guint
cunyi_lines_marks_count (CunyiLinesMarks *self)
{
  return g_hash_table_size (self->ids);
}

gboolean
cunyi_lines_marks_has (CunyiLinesMarks *self, const char *id)
{
  return id && g_hash_table_contains (self->ids, id);
}

static guint
count_lines (CunyiLinesModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

char **
cunyi_lines_marks_list (CunyiLinesMarks *self, CunyiLinesModel *model)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < count_lines (model); i++)
    if (cunyi_lines_marks_has (self, cunyi_lines_model_get_id (model, i)))
      g_strv_builder_add (ids, cunyi_lines_model_get_id (model, i));
  return g_strv_builder_end (ids);
}

void
cunyi_lines_marks_end_stretch (CunyiLinesMarks *self)
{
  self->anchor = NOWHERE;
}

gboolean
cunyi_lines_marks_toggle (CunyiLinesMarks *self, CunyiLinesModel *model, guint position)
{
  const char *id = cunyi_lines_model_get_id (model, position);

  if (id == NULL)
    return FALSE;
  cunyi_lines_marks_end_stretch (self);
  if (!g_hash_table_remove (self->ids, id))
    g_hash_table_add (self->ids, g_strdup (id));
  return TRUE;
}

static void
copy_set (GHashTable *from, GHashTable *to)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_remove_all (to);
  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (to, g_strdup (id));
}

gboolean
cunyi_lines_marks_stretch (CunyiLinesMarks *self, CunyiLinesModel *model, guint from, guint to)
{
  if (self->anchor == NOWHERE)
    {
      self->anchor = from;
      copy_set (self->ids, self->before);
    }
  copy_set (self->before, self->ids);
  for (guint i = MIN (self->anchor, to); i <= MAX (self->anchor, to) && i < count_lines (model); i++)
    g_hash_table_add (self->ids, g_strdup (cunyi_lines_model_get_id (model, i)));
  return TRUE;
}

gboolean
cunyi_lines_marks_toggle_all (CunyiLinesMarks *self, CunyiLinesModel *model)
{
  gboolean all = count_lines (model) > 0;

  for (guint i = 0; all && i < count_lines (model); i++)
    all = cunyi_lines_marks_has (self, cunyi_lines_model_get_id (model, i));
  cunyi_lines_marks_clear (self);
  for (guint i = 0; !all && i < count_lines (model); i++)
    g_hash_table_add (self->ids, g_strdup (cunyi_lines_model_get_id (model, i)));
  return TRUE;
}

gboolean
cunyi_lines_marks_clear (CunyiLinesMarks *self)
{
  gboolean any = g_hash_table_size (self->ids) > 0;

  cunyi_lines_marks_end_stretch (self);
  g_hash_table_remove_all (self->ids);
  return any;
}

gboolean
cunyi_lines_marks_keep_shown (CunyiLinesMarks *self, CunyiLinesModel *model)
{
  guint n = cunyi_lines_marks_count (self);
  g_auto (GStrv) shown = n > 0 ? cunyi_lines_marks_list (self, model) : NULL;

  cunyi_lines_marks_end_stretch (self);
  if (n == 0 || g_strv_length (shown) == n)
    return FALSE;
  g_hash_table_remove_all (self->ids);
  for (guint i = 0; shown[i]; i++)
    g_hash_table_add (self->ids, g_strdup (shown[i]));
  return TRUE;
}
