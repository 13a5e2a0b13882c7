/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers of records as people read them, and as what paper and titles are expanded over. */

#include "config.h"

#include "form/form-private.h"

#include "base/day.h"
#include "form/context-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of a rank each with its place: 1. 血压、2. 血糖. */
static char *
choices_to_text (const CunyiItem *item, const char *value)
{
  guint place = 0;
  g_auto (GStrv) names = g_strsplit (value, " ", -1);
  GString *text = g_string_new (NULL);

  for (char **name = names; *name; name++)
    {
      const CunyiChoice *choice = cunyi_choices_find (item->choices, *name);

      if (**name == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, "、");
      if (item->kind == CUNYI_ITEM_RANK)
        g_string_append_printf (text, "%u. ", ++place);
      g_string_append (text, choice ? cunyi_text_get_source (choice->label) : *name);
    }
  return g_string_free (text, FALSE);
}

char *
cunyi_form_answer_to_text (const CunyiItem *item, const char *value)
{
  CunyiDay day;

  if (item->choices && *value)
    return choices_to_text (item, value);
  if (item->kind == CUNYI_ITEM_DATE || item->kind == CUNYI_ITEM_TODAY)
    {
      day = cunyi_day_parse (value);
      if (day != CUNYI_DAY_NONE)
        return cunyi_day_to_chinese (day);
    }
  if (item->kind == CUNYI_ITEM_MOMENT)
    return g_strdelimit (g_strdup (value), "T", ' ');
  if (item->kind == CUNYI_ITEM_ACKNOWLEDGE && *value)
    return g_strdup ("✓");
  /* The name of its file says nothing to anybody. */
  if (item->kind == CUNYI_ITEM_IMAGE && *value)
    return g_strdup (_("(photograph kept)"));
  return g_strdup (value);
}

static char *
find_label (const char *list, const char *value, gpointer data)
{
  const CunyiItem *item = cunyi_form_find (data, list);

  return item && item->choices && *value ? choices_to_text (item, value) : NULL;
}

static xmlNode *
find_table (const char *name, gpointer data)
{
  return g_hash_table_lookup (((CunyiForm *) data)->tables, name);
}

void
cunyi_form_give_labels (CunyiForm *form, CunyiContext *context)
{
  cunyi_context_set_labels (context, find_label, cunyi_form_ref (form), (GDestroyNotify) cunyi_form_unref);
  cunyi_context_set_lists (context, find_table);
}

/* Answers that were blank are not in a record; here they are blank again, so that no name is looked for elsewhere. */
static void
complete_context (CunyiForm *form, CunyiContext *context, const CunyiItem *repeat)
{
  for (guint i = 0; i < form->items->len; i++)
    {
      const CunyiItem *item = g_ptr_array_index (form->items, i);

      if (item->repeat != repeat)
        continue;
      if (cunyi_item_has_answer (item) && !cunyi_context_has (context, item->name))
        cunyi_context_set (context, item->name, "");
      else if (item->kind == CUNYI_ITEM_REPEAT)
        {
          guint n;

          cunyi_context_add_list (context, item->name);
          n = cunyi_context_n_rows (context, item->name);
          for (guint row = 0; row < n; row++)
            complete_context (form, cunyi_context_get_row (context, item->name, row), item);
        }
    }
}

CunyiContext *
cunyi_form_create_context (CunyiForm *form, const char *answers, CunyiContext *outer)
{
  CunyiContext *context = cunyi_context_new ();

  cunyi_context_set_outer (context, outer);
  if (answers)
    cunyi_context_set_json (context, answers);
  complete_context (form, context, NULL);
  cunyi_form_give_labels (form, context);
  return context;
}
