/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pages of lines, the last ones looked at kept.
 *
 * Trap: after items_changed (0, old, new) a list of GTK 4.8 asks for every single new line, to find out where the old ones
 * went; a list of fifty thousand would be read whole. So the list is emptied first and filled in a second step. */

#include "config.h"

#include "view/lines-model.h"

#define PAGE 64   /* lines read in one go */
#define N_PAGES 16 /* kept */

/* ---- a line ---- */

struct _CunyiLine {
  GObject parent_instance;
  char *id;
  char **texts;
};

G_DEFINE_FINAL_TYPE (CunyiLine, cunyi_line, G_TYPE_OBJECT)

static void
cunyi_line_finalize (GObject *object)
{
  CunyiLine *self = CUNYI_LINE (object);

  g_free (self->id);
  g_strfreev (self->texts);
  G_OBJECT_CLASS (cunyi_line_parent_class)->finalize (object);
}

static void
cunyi_line_class_init (CunyiLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cunyi_line_finalize;
}

static void
cunyi_line_init (CunyiLine *self)
{
}

CunyiLine *
cunyi_line_new (const char *id, const char *const *texts)
{
  CunyiLine *self = g_object_new (CUNYI_TYPE_LINE, NULL);

  self->id = g_strdup (id);
  self->texts = g_strdupv ((char **) texts);
  return self;
}

const char *
cunyi_line_get_id (CunyiLine *self)
{
  return self->id;
}

const char *const *
cunyi_line_get_texts (CunyiLine *self)
{
  return (const char *const *) self->texts;
}

/* ---- the model ---- */

typedef struct {
  guint number;     /* G_MAXUINT for an empty place */
  guint64 used;     /* when it was looked at last */
  GPtrArray *lines; /* of CunyiLine; NULL when it could not be read */
} Page;

struct _CunyiLinesModel {
  GObject parent_instance;
  CunyiReadLines read;
  gpointer data;

  GPtrArray *ids; /* NULL while the list is emptied */
  gpointer owner;
  GDestroyNotify release;

  Page pages[N_PAGES];
  guint64 clock;
};

static void init_list (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CunyiLinesModel, cunyi_lines_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list))

static void
forget_pages (CunyiLinesModel *self)
{
  for (guint i = 0; i < N_PAGES; i++)
    {
      self->pages[i].number = G_MAXUINT;
      self->pages[i].used = 0;
      g_clear_pointer (&self->pages[i].lines, g_ptr_array_unref);
    }
}

static Page *
get_page (CunyiLinesModel *self, guint number)
{
  Page *oldest = &self->pages[0];
  guint first = number * PAGE;

  for (guint i = 0; i < N_PAGES; i++)
    {
      if (self->pages[i].number == number)
        {
          self->pages[i].used = ++self->clock;
          return &self->pages[i];
        }
      if (self->pages[i].used < oldest->used)
        oldest = &self->pages[i];
    }
  g_clear_pointer (&oldest->lines, g_ptr_array_unref);
  oldest->number = number;
  oldest->used = ++self->clock;
  oldest->lines = self->read ((const char *const *) self->ids->pdata + first, MIN (PAGE, self->ids->len - first),
                              self->data);
  return oldest;
}

static GType
cunyi_lines_model_get_item_type (GListModel *list)
{
  return CUNYI_TYPE_LINE;
}

static guint
cunyi_lines_model_get_n_items (GListModel *list)
{
  CunyiLinesModel *self = CUNYI_LINES_MODEL (list);

  return self->ids ? self->ids->len : 0;
}

static gpointer
cunyi_lines_model_get_item (GListModel *list, guint position)
{
  static const char *const nothing[] = { NULL };
  CunyiLinesModel *self = CUNYI_LINES_MODEL (list);
  Page *page;

  if (self->ids == NULL || position >= self->ids->len)
    return NULL;
  page = get_page (self, position / PAGE);
  if (page->lines && position % PAGE < page->lines->len)
    return g_object_ref (g_ptr_array_index (page->lines, position % PAGE));
  return cunyi_line_new (g_ptr_array_index (self->ids, position), nothing);
}

static void
init_list (GListModelInterface *iface)
{
  iface->get_item_type = cunyi_lines_model_get_item_type;
  iface->get_n_items = cunyi_lines_model_get_n_items;
  iface->get_item = cunyi_lines_model_get_item;
}

static void
release_ids (CunyiLinesModel *self)
{
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  if (self->release)
    self->release (self->owner);
  self->release = NULL;
  self->owner = NULL;
}

static void
cunyi_lines_model_finalize (GObject *object)
{
  CunyiLinesModel *self = CUNYI_LINES_MODEL (object);

  forget_pages (self);
  release_ids (self);
  G_OBJECT_CLASS (cunyi_lines_model_parent_class)->finalize (object);
}

static void
cunyi_lines_model_class_init (CunyiLinesModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cunyi_lines_model_finalize;
}

static void
cunyi_lines_model_init (CunyiLinesModel *self)
{
  forget_pages (self);
}

CunyiLinesModel *
cunyi_lines_model_new (CunyiReadLines read, gpointer data)
{
  CunyiLinesModel *self = g_object_new (CUNYI_TYPE_LINES_MODEL, NULL);

  self->read = read;
  self->data = data;
  return self;
}

static gboolean
same_ids (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
cunyi_lines_model_set_ids (CunyiLinesModel *self, GPtrArray *ids, gpointer owner, GDestroyNotify release)
{
  gboolean same = same_ids (self->ids, ids);
  guint old = self->ids ? self->ids->len : 0;

  g_ptr_array_ref (ids);
  release_ids (self);
  forget_pages (self);
  if (!same && old > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old, 0);
  self->ids = ids;
  self->owner = owner;
  self->release = release;
  if (!same && ids->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, ids->len);
  return !same;
}

const char *
cunyi_lines_model_get_id (CunyiLinesModel *self, guint position)
{
  return self->ids && position < self->ids->len ? g_ptr_array_index (self->ids, position) : NULL;
}

guint
cunyi_lines_model_find (CunyiLinesModel *self, const char *id)
{
  for (guint i = 0; id && self->ids && i < self->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->ids, i), id))
      return i;
  return G_MAXUINT;
}
