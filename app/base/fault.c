/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of faults of one file, and how a fault reads. */

#include "config.h"

#include "base/fault.h"

#include <glib/gi18n.h>

#define MAX_FAULTS 1000

struct _CunyiFaults {
  char *file;
  GPtrArray *list;
};

static void
free_fault (gpointer data)
{
  CunyiFault *fault = data;

  g_free (fault->file);
  g_free (fault->sheet);
  g_free (fault->message);
  g_free (fault);
}

CunyiFaults *
cunyi_faults_new (const char *file)
{
  CunyiFaults *faults = g_new0 (CunyiFaults, 1);

  faults->file = g_strdup (file);
  faults->list = g_ptr_array_new_with_free_func (free_fault);
  return faults;
}

void
cunyi_faults_free (CunyiFaults *faults)
{
  g_free (faults->file);
  g_ptr_array_unref (faults->list);
  g_free (faults);
}

void
cunyi_faults_set_file (CunyiFaults *faults, const char *file)
{
  char *copy = g_strdup (file);

  g_free (faults->file);
  faults->file = copy;
}

const char *
cunyi_faults_get_file (CunyiFaults *faults)
{
  return faults->file;
}

guint
cunyi_faults_count (CunyiFaults *faults)
{
  return faults->list->len;
}

const CunyiFault *
cunyi_faults_get (CunyiFaults *faults, guint index)
{
  return g_ptr_array_index (faults->list, index);
}

void
cunyi_faults_add (CunyiFaults *faults, CunyiFaultCode code, const char *sheet, guint row, guint column,
                  const char *format, ...)
{
  g_autofree char *message = NULL;
  CunyiFault *fault;
  va_list args;

  if (faults->list->len > MAX_FAULTS)
    return;

  fault = g_new0 (CunyiFault, 1);
  fault->file = g_strdup (faults->file);
  if (faults->list->len == MAX_FAULTS)
    {
      fault->code = CUNYI_FAULT_TOO_MANY;
      fault->message = g_strdup (_("There are more faults than are listed here. Mend these first, then check again."));
    }
  else
    {
      fault->code = code;
      fault->sheet = g_strdup (sheet);
      fault->row = row;
      fault->column = column;
      va_start (args, format);
      message = g_strdup_vprintf (format, args);
      va_end (args);
      /* A precision (%.60s) counts bytes and may cut a letter in two; what a file holds may be no UTF-8 at all. */
      fault->message = g_utf8_make_valid (message, -1);
    }
  g_ptr_array_add (faults->list, fault);
}

void
cunyi_faults_add_all (CunyiFaults *faults, CunyiFaults *more)
{
  for (guint i = 0; i < more->list->len && faults->list->len < MAX_FAULTS; i++)
    {
      const CunyiFault *fault = g_ptr_array_index (more->list, i);
      CunyiFault *copy = g_new0 (CunyiFault, 1);

      copy->code = fault->code;
      copy->file = g_strdup (fault->file);
      copy->sheet = g_strdup (fault->sheet);
      copy->row = fault->row;
      copy->column = fault->column;
      copy->message = g_strdup (fault->message);
      g_ptr_array_add (faults->list, copy);
    }
}

const char *
cunyi_fault_code_name (CunyiFaultCode code)
{
  switch (code)
    {
#define CUNYI_FAULT(number, symbol, name) \
  case CUNYI_FAULT_##symbol: \
    return name;
#include "base/fault-codes.h"
#undef CUNYI_FAULT
    default:
      g_return_val_if_reached ("");
    }
}

char *
cunyi_cell_address (guint row, guint column)
{
  char letters[8];
  guint at = sizeof letters - 1;

  letters[at] = '\0';
  for (guint rest = column; rest > 0 && at > 0; rest = (rest - 1) / 26)
    letters[--at] = 'A' + (rest - 1) % 26;
  return g_strdup_printf ("%s%u", letters + at, row);
}

char *
cunyi_fault_to_text (const CunyiFault *fault)
{
  GString *text = g_string_new (NULL);

  if (fault->file)
    g_string_append_printf (text, "%s: ", fault->file);
  if (fault->sheet)
    g_string_append_printf (text, fault->row > 0 ? "%s " : "%s: ", fault->sheet);
  if (fault->row > 0 && fault->column > 0)
    {
      g_autofree char *address = cunyi_cell_address (fault->row, fault->column);
      g_string_append_printf (text, "%s: ", address);
    }
  else if (fault->row > 0)
    {
      g_string_append_printf (text, _("row %u"), fault->row);
      g_string_append (text, ": ");
    }
  g_string_append_printf (text, "[%d] %s", (int) fault->code, fault->message);
  return g_string_free (text, FALSE);
}
