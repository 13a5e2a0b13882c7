/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finding a person while typing: arrays in memory, one for each kind of input (Han, letters, digits), in the order of
 * pinyin, so that the first hits are the wanted ones. Filled once in a thread, then kept up from the journal. */

#pragma once

#include "store/database.h"

G_BEGIN_DECLS

#define CUNYI_TYPE_SEARCH (cunyi_search_get_type ())
G_DECLARE_FINAL_TYPE (CunyiSearch, cunyi_search, CUNYI, SEARCH, GObject)

/* Empty until it is filled. */
CunyiSearch *cunyi_search_new (void);

/* Reads everybody from `database`, which belongs to the calling thread. Until it returns, the old content answers. */
gboolean cunyi_search_fill (CunyiSearch *search, CunyiDatabase *database, GCancellable *cancellable, GError **error);

/* Takes in whoever was added or changed since it was filled or followed last, by the store's journal; to be called on the
 * thread that searches. `stale` is set when these are so many that it should be filled anew. */
gboolean cunyi_search_follow (CunyiSearch *search, CunyiDatabase *database, gboolean *stale, GError **error);

/* Ids of at most `limit` people that match every word of `text`, best first: part of a name, pinyin or initials, ID
 * number or its tail, telephone, household number. (transfer full) (element-type utf8) */
GPtrArray *cunyi_search_find (CunyiSearch *search, const char *text, guint limit);

guint cunyi_search_n_people (CunyiSearch *search);
/* The person at this place in the order of pinyin, NULL for one that was replaced since. */
const char *cunyi_search_get_person (CunyiSearch *search, guint index);

G_END_DECLS
