/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Questions that stand in no row of their own: what the rules propose for another one, and the text behind the choice
 * “other” of or_other. They are items like any other, so that record, view and expressions have them by name. */

#include "config.h"

#include "form/form-private.h"

#include "form/expression-private.h"

#include <glib/gi18n.h>
#include <string.h>

static CunyiItem *
create_item (CunyiFormReader *reader, const CunyiItem *item, CunyiItemKind kind, const char *ending, const char *label)
{
  g_autofree char *name = g_strconcat (item->name, ending, NULL);
  CunyiItem *extra = g_new0 (CunyiItem, 1);

  extra->kind = kind;
  extra->row = item->row;
  extra->name = cunyi_form_keep (reader->form, name);
  extra->label = cunyi_text_new_in_form (label, NULL, NULL, 0, 0);
  extra->keeps = extra->source = extra->print.words = extra->print.behind = "";
  extra->columns = 4;
  return extra;
}

/* ---- proposals ---- */

static gboolean
takes_proposal (const CunyiItem *item)
{
  return item->kind < CUNYI_ITEM_CALCULATE && item->kind != CUNYI_ITEM_IMAGE && !item->calculation;
}

static void
add_proposal (CunyiFormReader *reader, guint row, CunyiItem *item, GPtrArray *extras)
{
  const char *relevant = cunyi_sheet_has_column (reader->survey, "relevant") ? "relevant" : "relevance";
  /* Translators: what the rules would answer, a column beside the answer; %s is the question. */
  g_autofree char *label = g_strdup_printf (_("%s (proposed)"), cunyi_text_get_source (item->label));
  CunyiItem *proposal;

  if (!takes_proposal (item))
    {
      cunyi_sheet_add_fault (reader->survey, row, "proposal", reader->faults, CUNYI_FAULT_VALUE,
                             _("Only a question that is typed into has a proposal. For what is always calculated write the "
                               "column calculation."));
      return;
    }
  proposal = create_item (reader, item, CUNYI_ITEM_CALCULATE, "_proposal", label);
  /* Without faults: the question has told them. */
  if (item->relevant && !cunyi_sheet_is_yes (reader->survey, row, relevant))
    proposal->relevant = cunyi_expression_new_in_form (cunyi_sheet_get (reader->survey, row, relevant), NULL, NULL, 0, 0);
  proposal->calculation = cunyi_expression_new_in_form (cunyi_sheet_get (reader->survey, row, "proposal"), reader->faults,
                                                cunyi_sheet_get_name (reader->survey), item->row,
                                                cunyi_sheet_column_number (reader->survey, "proposal"));
  proposal->choices = item->choices;
  proposal->proposes = item;
  item->proposal = proposal;
  g_ptr_array_add (extras, proposal);
}

/* ---- other ---- */

static void
add_other (CunyiFormReader *reader, CunyiItem *item, GPtrArray *extras)
{
  g_autofree char *condition = g_strdup_printf ("selected(${%s}, '" CUNYI_CHOICE_OTHER "')", item->name);
  CunyiItem *other = create_item (reader, item, CUNYI_ITEM_TEXT, "_other", _("Other, please write it down"));

  other->relevant = cunyi_expression_new_in_form (condition, NULL, NULL, 0, 0);
  g_ptr_array_add (extras, other);
}

void
cunyi_form_add_extras (CunyiFormReader *reader, guint row, CunyiItem *item, GPtrArray *extras)
{
  if (item->or_other)
    add_other (reader, item, extras);
  if (*cunyi_sheet_get (reader->survey, row, "proposal"))
    add_proposal (reader, row, item, extras);
}
