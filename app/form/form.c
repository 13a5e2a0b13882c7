/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form as a value: how long it lives, and what can be asked of it. It is read by form-read.c. */

#include "config.h"

#include "form/form-private.h"

#include "base/day.h"

#include <string.h>

const char *
cunyi_form_keep (CunyiForm *form, const char *text)
{
  return g_string_chunk_insert_const (form->strings, text ? text : "");
}

CunyiForm *
cunyi_form_create (void)
{
  CunyiForm *form = g_new0 (CunyiForm, 1);

  g_atomic_ref_count_init (&form->refs);
  form->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  form->strings = g_string_chunk_new (4096);
  form->outer_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  form->notices = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (form->notices, NULL);
  form->items = g_ptr_array_new_with_free_func (cunyi_item_free);
  form->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  form->lists = g_ptr_array_new_with_free_func (cunyi_choice_list_free);
  form->choices = xmlNewDoc (BAD_CAST "1.0");
  xmlDocSetRootElement (form->choices, xmlNewDocNode (form->choices, NULL, BAD_CAST "choices", NULL));
  form->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  form->steps = g_array_new (FALSE, FALSE, sizeof (CunyiStep));
  form->valid_from = CUNYI_DAY_NONE;
  return form;
}

CunyiForm *
cunyi_form_ref (CunyiForm *form)
{
  g_atomic_ref_count_inc (&form->refs);
  return form;
}

void
cunyi_form_unref (CunyiForm *form)
{
  if (!g_atomic_ref_count_dec (&form->refs))
    return;
  g_free (form->id);
  g_free (form->title);
  g_free (form->version);
  g_free (form->subject);
  g_free (form->day_question);
  g_hash_table_unref (form->settings);
  g_clear_pointer (&form->instance_name, cunyi_text_free);
  g_clear_pointer (&form->opens, cunyi_text_free);
  g_clear_pointer (&form->opens_when, cunyi_expression_free);
  g_clear_pointer (&form->suits, cunyi_expression_free);
  g_hash_table_unref (form->by_name);
  g_hash_table_unref (form->tables);
  g_hash_table_unref (form->outer_names);
  g_ptr_array_unref (form->items);
  g_ptr_array_unref (form->notices);
  g_ptr_array_unref (form->lists);
  g_array_unref (form->steps);
  xmlFreeDoc (form->choices);
  g_string_chunk_free (form->strings);
  g_free (form);
}

/* ---- asking ---- */

const char *
cunyi_form_get_id (CunyiForm *form)
{
  return form->id;
}

const char *
cunyi_form_get_title (CunyiForm *form)
{
  return form->title;
}

const char *
cunyi_form_get_version (CunyiForm *form)
{
  return form->version;
}

const char *
cunyi_form_get_subject (CunyiForm *form)
{
  return form->subject;
}

gint32
cunyi_form_get_valid_from (CunyiForm *form)
{
  return form->valid_from;
}

const char *
cunyi_form_get_day_question (CunyiForm *form)
{
  return form->day_question;
}

const char *
cunyi_form_get_setting (CunyiForm *form, const char *name)
{
  const char *text = g_hash_table_lookup (form->settings, name);

  return text ? text : "";
}

const char *const *
cunyi_form_get_notices (CunyiForm *form)
{
  return (const char *const *) form->notices->pdata;
}

CunyiText *
cunyi_form_get_instance_name (CunyiForm *form)
{
  return form->instance_name;
}

gboolean
cunyi_form_suits (CunyiForm *form, CunyiContext *about)
{
  return !form->suits || cunyi_expression_test (form->suits, about);
}

gboolean
cunyi_form_suits_everybody (CunyiForm *form)
{
  return !form->suits;
}

guint
cunyi_form_n_items (CunyiForm *form)
{
  return form->items->len;
}

const CunyiItem *
cunyi_form_get_item (CunyiForm *form, guint index)
{
  return g_ptr_array_index (form->items, index);
}

gboolean
cunyi_form_uses (CunyiForm *form, const char *name)
{
  return g_hash_table_contains (form->outer_names, name);
}

const CunyiItem *
cunyi_form_find (CunyiForm *form, const char *name)
{
  return g_hash_table_lookup (form->by_name, name);
}

gboolean
cunyi_item_has_answer (const CunyiItem *item)
{
  return item->kind < CUNYI_ITEM_NOTE;
}

gboolean
cunyi_item_is_calculated (const CunyiItem *item)
{
  return item->calculation && (!item->trigger || item->kind >= CUNYI_ITEM_CALCULATE);
}

gboolean
cunyi_item_takes_list (const CunyiItem *item)
{
  return item->kind == CUNYI_ITEM_SELECT_ONE || item->kind == CUNYI_ITEM_SELECT_MULTIPLE || item->kind == CUNYI_ITEM_RANK;
}

gboolean
cunyi_item_is_number (const CunyiItem *item)
{
  return item->kind == CUNYI_ITEM_INTEGER || item->kind == CUNYI_ITEM_DECIMAL;
}
