/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What one reading of one workbook may use, and the sentences it ends with when it cannot go on. */

#include "config.h"

#include "sheet/reading.h"

#include <glib/gi18n.h>

/* Asking a cancellable takes a lock; a beat is some microseconds of work. */
#define BEATS 256

G_DEFINE_QUARK (cunyi-sheet-error-quark, cunyi_sheet_error)

static const char *
get_sentence (CunyiSheetError code)
{
  switch (code)
    {
    case CUNYI_SHEET_ERROR_NOT_FOUND:
      return _("There is no such file. Was the USB stick pulled out, or the file moved?");
    case CUNYI_SHEET_ERROR_IO:
      return _("The file cannot be read. Plug the USB stick in again, or copy the file to this computer.");
    case CUNYI_SHEET_ERROR_EMPTY:
      return _("There is nothing in this table. Check whether it is the right file, and whether its sheets are hidden.");
    case CUNYI_SHEET_ERROR_NOT_A_TABLE:
      return _("This file is not a table. Choose a file of the kind .xlsx, .xls or .csv.");
    case CUNYI_SHEET_ERROR_PASSWORD:
      return _("This table is locked with a password. Open it in Excel or WPS, take the password and the protection "
               "away, and save it again.");
    case CUNYI_SHEET_ERROR_OLD_EXCEL:
      return _("This table was written by an Excel older than 1997. Open it in Excel or WPS and save it as .xlsx.");
    case CUNYI_SHEET_ERROR_TRUNCATED:
      return _("A part of this file is missing at its end. Copy it again, or ask for it once more.");
    case CUNYI_SHEET_ERROR_DAMAGED:
      return _("This file is damaged. Open it in Excel or WPS, save it again, or ask for it once more.");
    case CUNYI_SHEET_ERROR_TOO_LARGE:
      return _("This table is too large to be read. Delete what lies far outside of the list, or split it into several "
               "files.");
    case CUNYI_SHEET_ERROR_CANCELLED:
      return _("Reading was stopped.");
    default:
      g_return_val_if_reached ("");
    }
}

gboolean
cunyi_sheet_fail (GError **error, CunyiSheetError code)
{
  g_set_error_literal (error, CUNYI_SHEET_ERROR, code, get_sentence (code));
  return FALSE;
}

gboolean
cunyi_reading_goes_on (CunyiReading *reading, GError **error)
{
  if (reading->beat++ % BEATS == 0 && g_cancellable_is_cancelled (reading->cancellable))
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_CANCELLED);
  return TRUE;
}

gboolean
cunyi_reading_use (guint64 *used, guint64 amount, guint64 limit, GError **error)
{
  if (amount > limit || *used > limit - amount)
    return cunyi_sheet_fail (error, CUNYI_SHEET_ERROR_TOO_LARGE);
  *used += amount;
  return TRUE;
}
