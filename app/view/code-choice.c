/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A drop-down over a string list keeps its codes beside it. */

#include "config.h"

#include "view/code-choice.h"

#include <glib/gi18n.h>

#include "view/focus.h"

#define CODES_KEY "cunyi-codes"
#define CODE_KEY "cunyi-code"

static GPtrArray *
get_codes (GtkDropDown *choice)
{
  return g_object_get_data (G_OBJECT (choice), CODES_KEY);
}

static void
add_choice (GtkDropDown *choice, const char *code, const char *label)
{
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (choice)), label);
  g_ptr_array_add (get_codes (choice), g_strdup (code));
}

void
cunyi_code_choice_fill (GtkDropDown *choice, CunyiCodes *codes, const char *only)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gboolean all = only == NULL || codes == NULL || cunyi_codes_find_column (codes, only) < 0;

  gtk_drop_down_set_expression (choice, text);
  gtk_drop_down_set_model (choice, G_LIST_MODEL (labels));
  g_object_set_data_full (G_OBJECT (choice), CODES_KEY, g_ptr_array_new_with_free_func (g_free),
                          (GDestroyNotify) g_ptr_array_unref);
  add_choice (choice, "", _("not known"));
  for (guint i = 0; codes && i < cunyi_codes_count (codes); i++)
    {
      const char *code = cunyi_codes_get_code (codes, i);

      if (all || g_strcmp0 (cunyi_codes_get (codes, code, only), "yes") == 0)
        add_choice (choice, code, cunyi_codes_get_label (codes, code));
    }
  gtk_drop_down_set_enable_search (choice, get_codes (choice)->len > 12);
  cunyi_focus_drop_down (choice);
}

void
cunyi_code_choice_set (GtkDropDown *choice, const char *code)
{
  GPtrArray *codes = get_codes (choice);
  guint index;

  if (!g_ptr_array_find_with_equal_func (codes, code, g_str_equal, &index))
    {
      index = codes->len;
      add_choice (choice, code, code);
    }
  gtk_drop_down_set_selected (choice, index);
}

void
cunyi_code_choice_select (GtkDropDown *choice, const char *code)
{
  guint index;

  gtk_drop_down_set_selected (choice, g_ptr_array_find_with_equal_func (get_codes (choice), code, g_str_equal, &index) ? index : 0);
}

const char *
cunyi_code_choice_get (GtkDropDown *choice)
{
  GPtrArray *codes = get_codes (choice);
  guint index = gtk_drop_down_get_selected (choice);

  return codes && index < codes->len ? g_ptr_array_index (codes, index) : "";
}

/* A box by itself takes no keyboard. */
static gboolean
mnemonic_cb (GtkWidget *box, gboolean cycling, gpointer data)
{
  return gtk_widget_child_focus (box, GTK_DIR_TAB_FORWARD);
}

void
cunyi_code_ticks_fill (GtkBox *box, CunyiCodes *codes, const char *level)
{
  g_signal_connect (box, "mnemonic-activate", G_CALLBACK (mnemonic_cb), NULL);
  for (guint i = 0; codes && i < cunyi_codes_count (codes); i++)
    {
      const char *code = cunyi_codes_get_code (codes, i);
      GtkWidget *tick;

      if (level && g_strcmp0 (cunyi_codes_get (codes, code, "level"), level) != 0)
        continue;
      tick = gtk_check_button_new_with_label (cunyi_codes_get_label (codes, code));
      gtk_widget_set_name (tick, code);
      g_object_set_data_full (G_OBJECT (tick), CODE_KEY, g_strdup (code), g_free);
      gtk_box_append (box, tick);
    }
}

void
cunyi_code_ticks_set (GtkBox *box, const char *code, gboolean ticked)
{
  for (GtkWidget *tick = gtk_widget_get_first_child (GTK_WIDGET (box)); tick; tick = gtk_widget_get_next_sibling (tick))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (tick), CODE_KEY), code) == 0)
      gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), ticked);
}

char **
cunyi_code_ticks_list (GtkBox *box)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (GtkWidget *tick = gtk_widget_get_first_child (GTK_WIDGET (box)); tick; tick = gtk_widget_get_next_sibling (tick))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)))
      g_strv_builder_add (codes, g_object_get_data (G_OBJECT (tick), CODE_KEY));
  return g_strv_builder_end (codes);
}
