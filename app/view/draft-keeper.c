/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A timer around a function that writes. */

#include "config.h"

#include "view/draft-keeper.h"

#define DELAY 500 /* milliseconds after a change; the field itself holds it back for 300 */

struct _CunyiDraftKeeper {
  CunyiKeepDraft keep;
  CunyiTellError tell;
  gpointer data;
  guint timer_id;
  gboolean failed; /* the last draft could not be written, and that was told */
};

CunyiDraftKeeper *
cunyi_draft_keeper_new (CunyiKeepDraft keep, CunyiTellError tell, gpointer data)
{
  CunyiDraftKeeper *self = g_new0 (CunyiDraftKeeper, 1);

  self->keep = keep;
  self->tell = tell;
  self->data = data;
  return self;
}

void
cunyi_draft_keeper_free (CunyiDraftKeeper *self)
{
  cunyi_draft_keeper_stop (self);
  g_free (self);
}

void
cunyi_draft_keeper_stop (CunyiDraftKeeper *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
}

gboolean
cunyi_draft_keeper_keep (CunyiDraftKeeper *self)
{
  g_autoptr (GError) error = NULL;
  gboolean told = self->failed;

  cunyi_draft_keeper_stop (self);
  self->failed = !self->keep (self->data, &error);
  if (self->failed && !told)
    self->tell (self->data, error);
  return !self->failed;
}

static gboolean
timer_cb (gpointer data)
{
  CunyiDraftKeeper *self = data;

  self->timer_id = 0;
  cunyi_draft_keeper_keep (self);
  return G_SOURCE_REMOVE;
}

void
cunyi_draft_keeper_touch (CunyiDraftKeeper *self)
{
  if (self->timer_id == 0)
    self->timer_id = g_timeout_add (DELAY, timer_cb, self);
}

gboolean
cunyi_draft_keeper_leave (CunyiDraftKeeper *self, gboolean *kept)
{
  gboolean told = self->failed;

  *kept = cunyi_draft_keeper_keep (self);
  return *kept || told;
}

void
cunyi_draft_keeper_end (CunyiDraftKeeper *self)
{
  g_autoptr (GError) error = NULL;

  cunyi_draft_keeper_stop (self);
  if (!self->keep (self->data, &error))
    g_warning ("draft not kept: %s", error->message);
}
