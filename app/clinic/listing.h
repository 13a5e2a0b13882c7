/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who a list of residents shows: everybody, or some people, in the order of pinyin, and those of them that the chosen
 * filters let through. A listing is made on the clinic's thread, read once in any thread, and answers from memory.
 *
 * Filters are declared: the groups of the code list `group`, the diseases of `disease` that have a register, and the rows
 * of `resident_filter` with columns code, label, hint, and
 * - kind no_term: no case of workflow `of` whose term holds today;
 * - kind no_record: no record of form `of` about the person or the household since the beginning of the month, quarter or
 *   year (`since`);
 * - kind column: the person's column `of` (insurance, resident, sex) is `value`. */

#pragma once

#include "clinic/clinic.h"

G_BEGIN_DECLS

typedef struct _CunyiListing CunyiListing;

typedef struct {
  char *id;    /* of the filter: group/lifted, disease/hypertension, unsigned, gone */
  char *label;
  char *hint;  /* a sentence, or "" */
  guint n_people; /* that are here and for whom it holds; of “gone”: who are not here */
} CunyiResidentFilter;

/* With the clinic's filters, still empty. `people` (ids, NULL for everybody; that of a household stands for all its people)
 * is not kept. (transfer full) */
CunyiListing *cunyi_listing_new (CunyiClinic *clinic, GPtrArray *people);
/* Reads it, once, from a connection of the calling thread. */
gboolean cunyi_listing_read (CunyiListing *listing, CunyiDatabase *database, GCancellable *cancellable, GError **error);
CunyiListing *cunyi_listing_ref (CunyiListing *listing);
void cunyi_listing_unref (CunyiListing *listing);

guint cunyi_listing_n_filters (CunyiListing *listing);
const CunyiResidentFilter *cunyi_listing_get_filter (CunyiListing *listing, guint index);

/* Filters are chosen by a bit each: 1 << index. All chosen ones must hold. Who died or moved away is only let through by
 * the last filter, “gone”, which then lets nobody else through; a listing of given people shows them all. */
typedef guint64 CunyiFilterBits;

/* Ids of people, in order. (transfer container) (element-type utf8): the ids belong to the listing. */
GPtrArray *cunyi_listing_find_people (CunyiListing *listing, CunyiFilterBits bits);
/* Households in which at least one of these people lives, by village group and number. (transfer container) */
GPtrArray *cunyi_listing_find_households (CunyiListing *listing, CunyiFilterBits bits);

/* ---- lines ---- */

/* What one line of the list shows; texts for people to read. */
typedef struct {
  char *id;
  char *name;      /* of the person, or of the head of the household */
  char *sex;       /* "" for a household */
  char *age;       /* in whole years, "" when unknown; of a household the number of people */
  char *place;     /* village group */
  char *household; /* head and number */
  char *groups;    /* labels, parted by blanks */
  char *diseases;  /* labels */
  char *term;      /* last day of the contract that holds, "" when there is none */
} CunyiResidentLine;

void cunyi_resident_line_free (CunyiResidentLine *line);

/* Lines of these ids, in their order; whoever is not there any more gives an empty line with the id. (transfer full)
 * (element-type CunyiResidentLine) */
GPtrArray *cunyi_listing_read_people (CunyiClinic *clinic, const char *const *ids, guint n, GError **error);
GPtrArray *cunyi_listing_read_households (CunyiClinic *clinic, const char *const *ids, guint n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiListing, cunyi_listing_unref)

G_END_DECLS
