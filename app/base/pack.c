/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finding packs, their keys and their files. Packs come on a stick: names, links, sizes and circles are not trusted. */

#include "config.h"

#include "base/pack.h"

#include "base/csv.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_CHAIN 8                /* packs built upon each other */
#define MAX_PACK_BYTES (64 * 1024) /* of pack.csv */
#define MAX_FILE_BYTES (16 * 1024 * 1024)
#define MAX_FILES 2000             /* in one folder */
#define MAX_NAME 64
#define MAX_VALUE 200              /* letters of a value in pack.csv */

struct _CunyiPack {
  char *name;
  char *folder;
  GHashTable *values; /* key to value */
  CunyiPack *base;
};

static const char *const kinds[] = { "forms",   "workflows", "views", "due",       "indicators", "reports",
                                     "checks",  "documents", "codes", "campaigns", "lines",     NULL };

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* ---- files ---- */

/* Small letters, digits, _ and -, at most MAX_NAME: what is a name in SQL, in a path and on every disk. */
static gboolean
is_name (const char *name, gsize length)
{
  if (length == 0 || length > MAX_NAME || name[0] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (name[i]) && !g_ascii_isdigit (name[i]) && name[i] != '_' && name[i] != '-')
      return FALSE;
  return TRUE;
}

static gboolean
is_folder (const char *path)
{
  struct stat info;

  return g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

static gboolean
set_file_error (GError **error, const char *path, int saved)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), _("%s cannot be read: %s"), path,
               g_strerror (saved));
  return FALSE;
}

static gboolean
read_all (int fd, const char *path, char *bytes, gsize size, GError **error)
{
  for (gsize done = 0; done < size;)
    {
      gssize n = read (fd, bytes + done, size - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return set_file_error (error, path, n < 0 ? errno : EIO);
      done += n;
    }
  return TRUE;
}

/* Opened first and looked at then, so that nothing can be put in its place in between; never through a link. */
static GBytes *
read_file (const char *path, gsize limit, GError **error)
{
  g_autofree char *bytes = NULL;
  struct stat info;
  gboolean good;
  int fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);

  if (fd < 0)
    {
      set_file_error (error, path, errno);
      return NULL;
    }
  good = fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && (guint64) info.st_size <= limit;
  if (!good)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                 _("%s is no file, or larger than a file of a pack may be (%u KB)."), path, (guint) (limit / 1024));
  else
    {
      bytes = g_malloc (info.st_size + 1);
      good = read_all (fd, path, bytes, info.st_size, error);
    }
  close (fd);
  return good ? g_bytes_new_take (g_steal_pointer (&bytes), info.st_size) : NULL;
}

/* ---- pack.csv ---- */

static gboolean
is_key (const char *key)
{
  static const char *const keys[] = { "name", "title", "version", "base", "region", "note", NULL };

  return g_strv_contains (keys, key);
}

/* Takes one line key,value. */
static void
take_line (CunyiPack *pack, CunyiTable *table, guint row, CunyiFaults *faults)
{
  g_autofree char *key = cunyi_text_trim (cunyi_table_get (table, row, 0));
  g_autofree char *value = cunyi_text_trim (cunyi_table_get (table, row, 1));

  if (*key == '#' || (row == 0 && strcmp (key, "key") == 0))
    return;
  if (*key == '\0' && *value == '\0')
    return;
  if (!is_key (key))
    cunyi_faults_add (faults, CUNYI_FAULT_PACK_KEY, NULL, row + 1, 1,
                      _("“%.60s” is no key of a pack. Write name, title, version, base, region or note."), key);
  else if (g_hash_table_contains (pack->values, key))
    cunyi_faults_add (faults, CUNYI_FAULT_PACK_KEY, NULL, row + 1, 1,
                      _("“%s” stands here a second time. Keep one of the two lines."), key);
  else if (!cunyi_text_is_clean (value, MAX_VALUE))
    cunyi_faults_add (faults, CUNYI_FAULT_PACK_VALUE, NULL, row + 1, 2,
                      _("The value is too long or holds signs that cannot be shown. Write at most %d letters."),
                      MAX_VALUE);
  else
    g_hash_table_insert (pack->values, g_steal_pointer (&key), g_steal_pointer (&value));
}

static guint
find_line (CunyiTable *table, const char *key)
{
  for (guint row = 0; row < cunyi_table_n_rows (table); row++)
    {
      g_autofree char *text = cunyi_text_trim (cunyi_table_get (table, row, 0));

      if (strcmp (text, key) == 0)
        return row + 1;
    }
  return 0;
}

static void
check_values (CunyiPack *pack, CunyiTable *table, CunyiFaults *faults)
{
  static const char *const needed[] = { "name", "title", "version" };
  const char *name = cunyi_pack_get (pack, "name");

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (*cunyi_pack_get (pack, needed[i]) == '\0')
      cunyi_faults_add (faults, CUNYI_FAULT_PACK_VALUE, NULL, find_line (table, needed[i]), 0,
                        _("A pack needs a line “%s” with a value. Add it."), needed[i]);
  if (*name && strcmp (name, pack->name) != 0)
    cunyi_faults_add (faults, CUNYI_FAULT_PACK_VALUE, NULL, find_line (table, "name"), 2,
                      _("The pack calls itself “%.60s” but lies in the folder “%s”. Make both the same."), name,
                      pack->name);
}

/* Reads pack.csv of the folder. NULL when it cannot be read at all. */
static CunyiTable *
load_table (const char *folder, CunyiFaults *faults)
{
  g_autofree char *path = g_build_filename (folder, "pack.csv", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  CunyiTable *table = NULL;

  bytes = read_file (path, MAX_PACK_BYTES, &error);
  if (bytes)
    table = cunyi_csv_parse (NULL, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  if (table == NULL)
    cunyi_faults_add (faults, CUNYI_FAULT_UNREADABLE, NULL, 0, 0, "%s", error->message);
  return table;
}

/* `opened` are the packs that are built upon this one, to see a circle; freed by the caller. */
static CunyiPack *open_chain (const char *name, GPtrArray *opened, CunyiFaults *faults);

static void
open_base (CunyiPack *pack, CunyiTable *table, GPtrArray *opened, CunyiFaults *faults)
{
  const char *base = cunyi_pack_get (pack, "base");
  g_autofree char *folder = g_build_filename (cunyi_packs_get_folder (), base, NULL);
  guint line = find_line (table, "base");

  if (*base == '\0')
    return;
  g_ptr_array_add (opened, pack->name);
  if (!is_name (base, strlen (base)) || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    cunyi_faults_add (faults, CUNYI_FAULT_PACK_MISSING, NULL, line, 2,
                      _("There is no pack “%.60s” to build upon. Copy it beside this one, or correct the name."), base);
  else if (g_ptr_array_find_with_equal_func (opened, base, g_str_equal, NULL))
    cunyi_faults_add (faults, CUNYI_FAULT_PACK_CYCLE, NULL, line, 2,
                      _("The packs go in a circle: “%s” is itself built upon this one. Take one of the lines away."),
                      base);
  else if (opened->len >= MAX_CHAIN)
    cunyi_faults_add (faults, CUNYI_FAULT_PACK_CYCLE, NULL, line, 2,
                      _("More than %d packs are built upon each other. Put some of them together."), MAX_CHAIN);
  else
    pack->base = open_chain (base, opened, faults);
}

static CunyiPack *
open_chain (const char *name, GPtrArray *opened, CunyiFaults *faults)
{
  g_autofree char *folder = g_build_filename (cunyi_packs_get_folder (), name, NULL);
  g_autofree char *file = g_strconcat (name, "/pack.csv", NULL);
  g_autoptr (CunyiTable) table = NULL;
  CunyiPack *pack;

  cunyi_faults_set_file (faults, file);
  table = load_table (folder, faults);
  if (table == NULL)
    return NULL;
  pack = g_new0 (CunyiPack, 1);
  pack->name = g_strdup (name);
  pack->folder = g_steal_pointer (&folder);
  pack->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint row = 0; row < cunyi_table_n_rows (table); row++)
    take_line (pack, table, row, faults);
  check_values (pack, table, faults);
  open_base (pack, table, opened, faults);
  return pack;
}

/* ---- lists of files ---- */

typedef struct {
  CunyiPack *pack;
  const char *kind;
  GHashTable *taken; /* key of file name to name of the pack that has it */
  GPtrArray *files;
  CunyiFaults *faults; /* may be NULL */
} Listing;

static void add_fault (Listing *listing, const char *file, CunyiFaultCode code, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

static void
add_fault (Listing *listing, const char *file, CunyiFaultCode code, const char *format, ...)
{
  g_autofree char *whole = NULL, *message = NULL, *before = NULL;
  va_list args;

  if (listing->faults == NULL)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  whole = g_strdup_printf ("%s/%s/%s", listing->pack->name, listing->kind, file);
  before = g_strdup (cunyi_faults_get_file (listing->faults));
  cunyi_faults_set_file (listing->faults, whole);
  cunyi_faults_add (listing->faults, code, NULL, 0, 0, "%s", message);
  cunyi_faults_set_file (listing->faults, before);
}

static char *
without_ending (const char *file)
{
  const char *dot = strrchr (file, '.');

  return dot ? g_strndup (file, dot - file) : g_strdup (file);
}

/* What a file of a base has to have in common with this one to be replaced by it: a table may be .csv or .xlsx. */
static char *
make_key (const char *file)
{
  g_autofree char *id = without_ending (file);

  return g_str_has_suffix (file, ".xlsx") ? g_strconcat (id, ".csv", NULL) : g_strdup (file);
}

static void
take_file (Listing *listing, const char *file, const char *path)
{
  g_autofree char *key = make_key (file);
  const char *owner = g_hash_table_lookup (listing->taken, key);
  CunyiPackFile *entry;

  if (owner == listing->pack->name)
    add_fault (listing, file, CUNYI_FAULT_PACK_FILE,
               _("The file is there as .csv and as .xlsx. Keep one of the two."));
  if (owner)
    return;
  g_hash_table_insert (listing->taken, g_steal_pointer (&key), listing->pack->name);
  entry = g_new0 (CunyiPackFile, 1);
  entry->kind = g_strdup (listing->kind);
  entry->id = without_ending (file);
  entry->file = g_strdup (file);
  entry->path = g_strdup (path);
  entry->pack = listing->pack->name;
  entry->version = cunyi_pack_get (listing->pack, "version");
  g_ptr_array_add (listing->files, entry);
}

static gboolean
is_file_name (const char *name)
{
  const char *dot = strchr (name, '.');
  const char *at = dot ? memchr (name, '@', dot - name) : NULL;
  const char *end = at ? at : dot;

  return dot && is_name (name, end - name) && (!at || is_name (at + 1, dot - at - 1))
         && is_name (dot + 1, strlen (dot + 1));
}

/* Names in a folder, sorted, hidden files and notes for people left out. NULL when there is no such folder. */
static GPtrArray *
list_names (Listing *listing, const char *path, const char *file)
{
  g_autoptr (GDir) dir = is_folder (path) ? g_dir_open (path, 0, NULL) : NULL;
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)))
    {
      if (name[0] == '.' || g_str_has_suffix (name, "~") || g_str_has_prefix (name, "README"))
        continue;
      if (names->len >= MAX_FILES)
        {
          add_fault (listing, file, CUNYI_FAULT_TOO_MANY,
                     _("The folder holds more than %d files. The rest was not looked at."), MAX_FILES);
          break;
        }
      g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void list_folder (Listing *listing, const char *path, const char *below);

static void
look_at (Listing *listing, const char *path, const char *below, const char *name)
{
  g_autofree char *whole = g_build_filename (path, name, NULL);
  g_autofree char *file = *below ? g_strconcat (below, "/", name, NULL) : g_strdup (name);
  g_autofree char *shown = g_utf8_make_valid (file, -1);
  struct stat info;

  if (g_lstat (whole, &info) != 0)
    return;
  if (S_ISDIR (info.st_mode) && *below == '\0' && is_name (name, strlen (name)))
    list_folder (listing, whole, name);
  else if (!S_ISREG (info.st_mode))
    add_fault (listing, shown, CUNYI_FAULT_PACK_FILE,
               _("This is no file but a link, a deeper folder or a device. Put the file itself here."));
  else if (!is_file_name (name))
    add_fault (listing, shown, CUNYI_FAULT_PACK_FILE,
               _("The name of the file cannot be used. Write small letters a to z, digits, _ and -, and one ending."));
  else if (info.st_size > MAX_FILE_BYTES)
    add_fault (listing, shown, CUNYI_FAULT_PACK_FILE, _("The file is larger than %d MB. Make it smaller."),
               MAX_FILE_BYTES / 1024 / 1024);
  else
    take_file (listing, file, whole);
}

static void
list_folder (Listing *listing, const char *path, const char *below)
{
  g_autoptr (GPtrArray) names = list_names (listing, path, below);

  for (guint i = 0; names && i < names->len; i++)
    look_at (listing, path, below, g_ptr_array_index (names, i));
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(CunyiPackFile *const *) a)->file, (*(CunyiPackFile *const *) b)->file);
}

/* ---- public ---- */

const char *
cunyi_packs_get_folder (void)
{
  const char *folder = g_getenv ("CUNYI_PACKS_DIR");

  return folder && *folder ? folder : CUNYI_PACKS_DIR;
}

char **
cunyi_packs_list (void)
{
  GPtrArray *names = g_ptr_array_new ();
  g_autoptr (GDir) dir = g_dir_open (cunyi_packs_get_folder (), 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (cunyi_packs_get_folder (), name, "pack.csv", NULL);

      if (is_name (name, strlen (name)) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

CunyiPack *
cunyi_pack_open (const char *name, CunyiFaults *faults)
{
  g_autoptr (GPtrArray) opened = g_ptr_array_new ();
  g_autofree char *before = g_strdup (cunyi_faults_get_file (faults));
  CunyiPack *pack = NULL;

  if (name && is_name (name, strlen (name)))
    pack = open_chain (name, opened, faults);
  else
    cunyi_faults_add (faults, CUNYI_FAULT_PACK_MISSING, NULL, 0, 0,
                      _("A pack is named with small letters a to z, digits, _ and -. Correct the name."));
  cunyi_faults_set_file (faults, before);
  return pack;
}

void
cunyi_pack_free (CunyiPack *pack)
{
  g_clear_pointer (&pack->base, cunyi_pack_free);
  g_hash_table_unref (pack->values);
  g_free (pack->folder);
  g_free (pack->name);
  g_free (pack);
}

const char *
cunyi_pack_get_name (CunyiPack *pack)
{
  return pack->name;
}

const char *
cunyi_pack_get (CunyiPack *pack, const char *key)
{
  const char *value = g_hash_table_lookup (pack->values, key);

  return value ? value : "";
}

CunyiPack *
cunyi_pack_get_base (CunyiPack *pack)
{
  return pack->base;
}

GPtrArray *
cunyi_pack_list_files (CunyiPack *pack, const char *kind, CunyiFaults *faults)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_pack_file_free);

  g_return_val_if_fail (g_strv_contains (kinds, kind), files);

  for (; pack; pack = pack->base)
    {
      Listing listing = { pack, kind, taken, files, faults };
      g_autofree char *path = g_build_filename (pack->folder, kind, NULL);

      list_folder (&listing, path, "");
    }
  g_ptr_array_sort (files, compare_files);
  return files;
}

CunyiPackFile *
cunyi_pack_find_file (CunyiPack *pack, const char *kind, const char *id)
{
  g_autoptr (GPtrArray) files = cunyi_pack_list_files (pack, kind, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const CunyiPackFile *file = g_ptr_array_index (files, i);

      if (strcmp (file->id, id) == 0 || strcmp (file->file, id) == 0)
        return g_ptr_array_steal_index (files, i);
    }
  return NULL;
}

GBytes *
cunyi_pack_file_read (const CunyiPackFile *file, GError **error)
{
  return read_file (file->path, MAX_FILE_BYTES, error);
}

void
cunyi_pack_file_free (CunyiPackFile *file)
{
  g_free (file->kind);
  g_free (file->id);
  g_free (file->file);
  g_free (file->path);
  g_free (file);
}
