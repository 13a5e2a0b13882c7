/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The file of a workbook: beside its place first, in its place only when it is whole. */

#include "config.h"

#include "report/workbook.h"

#include "report/page-private.h"

#include <glib/gstdio.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define MAX_SHEET_NAME 31
/* The library keeps each sheet twice in temporary files before it packs it, and notices nothing when they are cut off. So
 * there must be room at the start: this many bytes a cell, texts of usual length included; and again before packing. */
#define BYTES_A_CELL 220
#define BYTES_ANYHOW (1024 * 1024)

static void
set_error (GError **error, CunyiReportError code, const char *path, const char *why)
{
  g_set_error (error, CUNYI_REPORT_ERROR, code, "%s: %s", path, why);
}

static CunyiReportError
code_of_errno (int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return CUNYI_REPORT_ERROR_FULL;
    case ENOENT:
    case ENOTDIR:
      return CUNYI_REPORT_ERROR_NO_FOLDER;
    case EACCES:
    case EPERM:
    case EROFS:
    case EISDIR:
      return CUNYI_REPORT_ERROR_NOT_WRITABLE;
    case ETXTBSY:
    case EBUSY:
      return CUNYI_REPORT_ERROR_IN_USE;
    default:
      return CUNYI_REPORT_ERROR_FAILED;
    }
}

static gboolean
fail_errno (GError **error, const char *path, int number)
{
  set_error (error, code_of_errno (number), path, g_strerror (number));
  return FALSE;
}

/* LibreOffice leaves .~lock.NAME# beside a file that it has open, Excel and WPS ~$NAME. */
static gboolean
is_open_elsewhere (const char *folder, const char *name)
{
  g_autofree char *libreoffice = g_strdup_printf (".~lock.%s#", name);
  g_autofree char *excel = g_strdup_printf ("~$%s", name);
  g_autofree char *a = g_build_filename (folder, libreoffice, NULL);
  g_autofree char *b = g_build_filename (folder, excel, NULL);

  return g_file_test (a, G_FILE_TEST_EXISTS) || g_file_test (b, G_FILE_TEST_EXISTS);
}

static gboolean
check_target (const char *path, const char *folder, const char *name, GError **error)
{
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return fail_errno (error, folder, ENOENT);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return fail_errno (error, path, EISDIR);
  if (is_open_elsewhere (folder, name))
    return fail_errno (error, path, EBUSY);
  /* Putting a new file in its place would work, but who made it read-only meant it. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && g_access (path, W_OK) != 0)
    return fail_errno (error, path, errno);
  return TRUE;
}

static gint64
estimate (CunyiReportResult *result)
{
  return result ? (gint64) cunyi_report_result_n_rows (result) * cunyi_report_result_n_columns (result) * BYTES_A_CELL : 0;
}

static gboolean
has_room (const char *folder, gint64 bytes, GError **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GFileInfo) info = g_file_query_filesystem_info (file, "filesystem::*", NULL, NULL);

  /* What has no size (a share that does not tell, a folder of the kernel) is found out by writing. */
  if (!info || g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_SIZE) == 0
      || g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) >= (guint64) bytes)
    return TRUE;
  return fail_errno (error, folder, ENOSPC);
}

/* A name that Excel takes: no []:*?/\, no ' at the ends, at most 31 letters, not empty. (transfer full) */
static char *
sheet_name (const char *title, const char *other)
{
  g_autofree char *valid = g_utf8_make_valid (title, -1);
  GString *name = g_string_new (NULL);
  guint letters = 0;

  for (const char *p = valid; *p != '\0' && letters < MAX_SHEET_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || (c < 128 && strchr ("[]:*?/\\'", c)))
        continue;
      letters += c > 0xffff ? 2 : 1;
      if (letters <= MAX_SHEET_NAME)
        g_string_append_unichar (name, c);
    }
  if (name->len == 0 || (other && g_ascii_strcasecmp (name->str, other) == 0))
    g_string_assign (name, other ? "Sheet2" : "Sheet1");
  return g_string_free (name, FALSE);
}

/* Everything drawn has gone into the library's temporary file, and there is room for as much again, which is what packing
 * takes. */
static gboolean
was_kept (lxw_worksheet *sheet, const char *path, GError **error)
{
  FILE *file = sheet ? sheet->optimize_tmpfile : NULL;
  int number;

  if (!file)
    return TRUE;
  errno = 0;
  if (fflush (file) == 0 && !ferror (file))
    return has_room (g_get_tmp_dir (), ftello (file) + BYTES_ANYHOW, error);
  number = errno;
  return fail_errno (error, path, number != 0 ? number : ENOSPC);
}

static gboolean
draw (lxw_workbook *workbook, CunyiReportResult *result, CunyiReportResult *people, CunyiPageWork *work,
      const char *path, GError **error)
{
  g_autofree CunyiPageFormats *formats = cunyi_page_formats_new (workbook);
  g_autofree char *name = sheet_name (cunyi_report_result_get_title (result), NULL);
  g_autofree char *second = people ? sheet_name (cunyi_report_result_get_title (people), name) : NULL;
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, name);
  lxw_worksheet *behind = sheet && people ? workbook_add_worksheet (workbook, second) : NULL;

  errno = 0;
  if (!sheet || (people && !behind))
    return fail_errno (error, path, errno ? errno : EIO);
  if (!cunyi_page_draw (sheet, formats, result, work) || (behind && !cunyi_page_draw (behind, formats, people, work)))
    {
      set_error (error, CUNYI_REPORT_ERROR_CANCELLED, path, "cancelled");
      return FALSE;
    }
  return was_kept (sheet, path, error) && was_kept (behind, path, error);
}

/* Frees the workbook in every case. */
static gboolean
save (lxw_workbook *workbook, const char *path, GError **error)
{
  lxw_error code;
  int number;

  errno = 0;
  code = workbook_close (workbook);
  number = errno;
  if (code == LXW_NO_ERROR)
    return TRUE;
  if (code_of_errno (number) != CUNYI_REPORT_ERROR_FAILED)
    return fail_errno (error, path, number);
  set_error (error, CUNYI_REPORT_ERROR_FAILED, path, lxw_strerror (code));
  return FALSE;
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  int result, number;

  if (fd < 0)
    return fail_errno (error, path, errno);
  result = fsync (fd);
  number = errno;
  close (fd);
  /* A folder on some sticks cannot be synchronised; the file itself was. */
  return result == 0 || (flags & O_DIRECTORY) != 0 || fail_errno (error, path, number);
}

static gboolean
put_in_place (const char *temporary, const char *path, const char *folder, GError **error)
{
  if (!sync_path (temporary, O_RDWR, error))
    return FALSE;
  if (g_rename (temporary, path) != 0)
    return fail_errno (error, path, errno);
  return sync_path (folder, O_RDONLY | O_DIRECTORY, NULL);
}

static gboolean
write_temporary (CunyiReportResult *result, CunyiReportResult *people, const char *temporary, CunyiPageWork *work,
                 GError **error)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_doc_properties properties = { 0 };
  lxw_workbook *workbook = workbook_new_opt (temporary, &options);
  g_autofree char *title = g_utf8_make_valid (cunyi_report_result_get_title (result), -1);

  if (!workbook)
    {
      set_error (error, CUNYI_REPORT_ERROR_FAILED, temporary, "no workbook");
      return FALSE;
    }
  properties.title = title;
  workbook_set_properties (workbook, &properties);
  if (draw (workbook, result, people, work, temporary, error))
    return save (workbook, temporary, error);
  lxw_workbook_free (workbook);
  return FALSE;
}

gboolean
cunyi_report_write (CunyiReportResult *result, const char *path, gboolean people, GCancellable *cancellable,
                    CunyiProgress progress, gpointer data, GError **error)
{
  CunyiReportResult *behind = people ? cunyi_report_result_get_people (result) : NULL;
  CunyiPageWork work = { cancellable, progress, data, 0, 0 };
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *temporary = g_build_filename (folder, ".cunyi-XXXXXX.xlsx", NULL);
  gint64 bytes = estimate (result) + estimate (behind);
  gboolean good;
  int fd;

  work.total = cunyi_report_result_n_rows (result) + (behind ? cunyi_report_result_n_rows (behind) : 0);
  if (!check_target (path, folder, name, error) || !has_room (g_get_tmp_dir (), bytes + BYTES_ANYHOW, error)
      || !has_room (folder, bytes / 4, error))
    return FALSE;
  fd = g_mkstemp (temporary);
  if (fd < 0)
    return fail_errno (error, folder, errno);
  close (fd);
  good = write_temporary (result, behind, temporary, &work, error) && put_in_place (temporary, path, folder, error);
  if (!good)
    g_unlink (temporary);
  return good;
}
