/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Packs: folders of declared files that a region brings, each built upon a more general one.
 *
 * <packs>/<name>/pack.csv holds lines key,value: name (that of the folder), title, version, base (the pack that it builds
 * upon, may be missing), region, note. Beside it lies one folder for each kind of file. */

#pragma once

#include "base/fault.h"

G_BEGIN_DECLS

typedef struct _CunyiPack CunyiPack;

/* One declared file of a pack or of a pack that it builds upon. */
typedef struct {
  char *kind;          /* folder: "forms" */
  char *id;            /* name without ending: "hypertension_followup", "monthly/facts"; behind @ stands which version */
  char *file;          /* with ending, below the kind: "hypertension_followup.csv" */
  char *path;          /* whole path */
  const char *pack;    /* name of the pack that it lies in, and that pack's version; live as long as the pack that was asked */
  const char *version;
} CunyiPackFile;

/* Folder of all packs: CUNYI_PACKS_DIR of the environment, else where the program was installed. */
const char *cunyi_packs_get_folder (void);
/* Names of the packs there, sorted. (transfer full) (array zero-terminated) */
char **cunyi_packs_list (void);

/* Opens a pack and those that it builds upon. Faults go to `faults`; NULL only when there is no pack at all to work with.
 * A missing base or a circle of bases is a fault, and the chain ends there. (transfer full) */
CunyiPack *cunyi_pack_open (const char *name, CunyiFaults *faults);
void cunyi_pack_free (CunyiPack *pack);

const char *cunyi_pack_get_name (CunyiPack *pack);
/* Value of a key of pack.csv: "title", "version", "region"; "" when it is not there. */
const char *cunyi_pack_get (CunyiPack *pack, const char *key);
/* The pack that it builds upon, or NULL. (transfer none) */
CunyiPack *cunyi_pack_get_base (CunyiPack *pack);

/* All files of a kind, sorted by file name; a pack's own file wins over that of its base (x.csv and x.xlsx are one name).
 * Folders are looked into one level deep (reports/monthly/facts.sql). Files with names or of sizes that cannot be used are
 * faults and left out; hidden files are passed over. `faults` may be NULL. (transfer full) (element-type CunyiPackFile) */
GPtrArray *cunyi_pack_list_files (CunyiPack *pack, const char *kind, CunyiFaults *faults);

/* The file of a kind with this id, or NULL; own before base. Where files differ in their ending only, `id` may carry it:
 * "target.csv". (transfer full), freed by cunyi_pack_file_free(). */
CunyiPackFile *cunyi_pack_find_file (CunyiPack *pack, const char *kind, const char *id);

/* What a file holds; at most 16 MiB, never through a link. (transfer full); NULL with a G_FILE_ERROR. */
GBytes *cunyi_pack_file_read (const CunyiPackFile *file, GError **error);

void cunyi_pack_file_free (CunyiPackFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiPack, cunyi_pack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CunyiPackFile, cunyi_pack_file_free)

G_END_DECLS
