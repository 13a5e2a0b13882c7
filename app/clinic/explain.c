/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sentences. A layer whose messages are sentences already (documents, workflows, sheets) is believed. */

#include "config.h"

#include "clinic/explain.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "clinic/filling.h"
#include "clinic/roster.h"
#include "document/document.h"
#include "report/definition.h"
#include "sheet/workbook.h"
#include "store/database.h"
#include "workflow/case.h"

static const char *
explain_store (int code)
{
  switch ((CunyiStoreError) code)
    {
    case CUNYI_STORE_ERROR_NOT_FOUND:
      return _("There is no store here. Check the name, or start a new one.");
    case CUNYI_STORE_ERROR_EXISTS:
      return _("A file of this name is there already, and it is left as it is. Choose another name.");
    case CUNYI_STORE_ERROR_NOT_A_STORE:
      return _("This file is not a Cunyi store, and it is left as it is. Choose the file that ends in .cunyi.");
    case CUNYI_STORE_ERROR_KEYS:
      return _("The key file beside the store is missing or belongs to another one. Put the file ending in .cunyi.keys "
               "back beside it, from the last backup if need be.");
    case CUNYI_STORE_ERROR_WRONG_PASSWORD:
      return _("This is not the right password. Try again, or use the recovery sheet.");
    case CUNYI_STORE_ERROR_NEWER:
      return _("This store was written by a later version of the program. Install that version; the store is left as it is.");
    case CUNYI_STORE_ERROR_DAMAGED:
      return _("The store is damaged, and it is left as it is. Go on with the last backup, and keep this file for whoever helps you.");
    case CUNYI_STORE_ERROR_FULL:
      return _("The disk is full, so nothing was saved. Make room, then try again; what you typed is still here.");
    case CUNYI_STORE_ERROR_READ_ONLY:
      return _("This place may not be written to. Choose another folder, or ask whoever looks after the computer.");
    case CUNYI_STORE_ERROR_DEVICE:
      return _("The disk or stick does not answer. If it is a stick, put it in again, then try again; what you typed is still here.");
    case CUNYI_STORE_ERROR_BUSY:
      return _("Another program is writing to the store. Close it, then try again.");
    case CUNYI_STORE_ERROR_CONFLICT:
      return _("This cannot be undone any more, because something of it was changed since.");
    case CUNYI_STORE_ERROR_CANCELLED:
      return _("Cancelled. Nothing was changed.");
    case CUNYI_STORE_ERROR_REFUSED:
      return _("A rule of the pack is wrong and was not run. Tell whoever sent the pack.");
    case CUNYI_STORE_ERROR_CONSTRAINT:
    case CUNYI_STORE_ERROR_FAILED:
      break;
    }
  return NULL;
}

/* Rules of the schema that a doctor can run into. */
static const char *
explain_constraint (const char *message)
{
  if (strstr (message, "term-overlap"))
    return _("This person already has one in force for these days. End that one first, or renew it.");
  if (strstr (message, "id_number"))
    return _("Somebody with this ID number is there already. Find that person instead of adding a new one.");
  if (strstr (message, "household_number") || strstr (message, "household.number"))
    return _("A household with this number is there already.");
  return _("This does not fit what is there already. Check what you entered.");
}

static const char *
explain_report (int code)
{
  switch ((CunyiReportError) code)
    {
    case CUNYI_REPORT_ERROR_CANCELLED:
      return _("Cancelled. Nothing was changed.");
    case CUNYI_REPORT_ERROR_FACTS:
      return _("The declaration of this report is wrong. Tell whoever sent the pack.");
    case CUNYI_REPORT_ERROR_TOO_MANY:
      return _("The table is too long for a workbook. Choose a smaller place or a shorter period.");
    case CUNYI_REPORT_ERROR_NO_FOLDER:
      return _("The folder is not there. If it is on a stick, put the stick in again.");
    case CUNYI_REPORT_ERROR_NOT_WRITABLE:
      return _("This place may not be written to. Choose another folder, or ask whoever looks after the computer.");
    case CUNYI_REPORT_ERROR_IN_USE:
      return _("The file is open in another program. Close it there, then export again.");
    case CUNYI_REPORT_ERROR_FULL:
      return _("The disk is full, so the file was not written. Make room, then export again.");
    case CUNYI_REPORT_ERROR_FAILED:
      break;
    }
  return NULL;
}

static const char *
explain_clinic (int code)
{
  switch ((CunyiClinicError) code)
    {
    case CUNYI_CLINIC_ERROR_NO_FORM:
      return _("This form is not in use here. Add the pack that brings it.");
    case CUNYI_CLINIC_ERROR_NO_RECORD:
      return _("This form cannot be opened any more. It may have been deleted.");
    case CUNYI_CLINIC_ERROR_IN_USE:
      return _("Something was opened by this form, so the form stays. Correct here what is wrong, and end what was opened on its own page.");
    case CUNYI_CLINIC_ERROR_NO_DOCUMENT:
      return _("This document is not in use here. Add the pack that brings it.");
    case CUNYI_CLINIC_ERROR_NO_REPORT:
      return _("This report is not in use here. Add the pack that brings it.");
    case CUNYI_CLINIC_ERROR_NO_CAMPAIGN:
      return _("This campaign is not in use here. Add the pack that brings it.");
    case CUNYI_CLINIC_ERROR_NO_SUBJECT:
      return _("Nobody was found under this name.");
    case CUNYI_CLINIC_ERROR_PACK:
      return _("The pack of the region cannot be used. Install the program again.");
    case CUNYI_CLINIC_ERROR_NO_NUMBER:
      return _("Enter a number, like 140 or 7.5.");
    case CUNYI_CLINIC_ERROR_NO_CHOICE:
      return _("This is none of the values that may be chosen here.");
    case CUNYI_CLINIC_ERROR_BROKEN:
      break;
    }
  return NULL;
}

static const char *
find_sentence (const GError *error)
{
  if (error->domain == CUNYI_STORE_ERROR && error->code == CUNYI_STORE_ERROR_CONSTRAINT)
    return explain_constraint (error->message);
  if (error->domain == CUNYI_STORE_ERROR)
    return explain_store (error->code);
  if (error->domain == CUNYI_REPORT_ERROR)
    return explain_report (error->code);
  if (error->domain == CUNYI_CLINIC_ERROR)
    return explain_clinic (error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return _("Cancelled. Nothing was changed.");
  return NULL;
}

char *
cunyi_explain_error (const GError *error)
{
  const char *sentence = find_sentence (error);

  if (sentence)
    return g_strdup (sentence);
  if (error->domain == CUNYI_SHEET_ERROR || error->domain == CUNYI_ROSTER_ERROR ||
      error->domain == CUNYI_DOCUMENT_ERROR || error->domain == CUNYI_WORKFLOW_ERROR ||
      g_error_matches (error, CUNYI_CLINIC_ERROR, CUNYI_CLINIC_ERROR_BROKEN))
    return g_strdup (error->message);
  /* Translators: %s is the technical message, for whoever helps the doctor. */
  return g_strdup_printf (_("This did not work; what you typed is still here. Tell whoever helps you: %s"), error->message);
}
