/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a case has answered so far, and the photographs of its papers. */

#include "config.h"

#include "view/case-page-private.h"

#include "form/json.h"
#include "view/photo-view.h"
#include "view/unit-layout.h"

char *
cunyi_case_page_describe (CunyiForm *form, const char *answers, const char *separator, gboolean photos)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (answers ? answers : "{}");
  GString *text = g_string_new (NULL);

  for (guint i = 0; json && i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);
      const CunyiJson *answer = cunyi_item_has_answer (item) ? cunyi_json_find (json, item->name) : NULL;
      g_autofree char *value = answer ? cunyi_form_answer_to_text (item, cunyi_json_get_text (answer)) : NULL;

      if (value && *value && item->kind != CUNYI_ITEM_CALCULATE && (photos || item->kind != CUNYI_ITEM_IMAGE))
        g_string_append_printf (text, "%s%s：%s", text->len > 0 ? separator : "", cunyi_text_get_source (item->label),
                                value);
    }
  return g_string_free (text, FALSE);
}

static void
add_photo (CunyiCasePage *self, const char *what, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *photo = cunyi_photo_view_new ();
  g_autofree char *label = g_strconcat (what, "：", NULL);

  cunyi_photo_view_set (CUNYI_PHOTO_VIEW (photo), name, what);
  gtk_widget_set_halign (photo, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), cunyi_case_page_new_label (label, NULL));
  gtk_box_append (GTK_BOX (box), photo);
  cunyi_unit_layout_set_units (box, 1);
  gtk_widget_set_parent (box, self->data);
}

static void
show_photos (CunyiCasePage *self, CunyiForm *form)
{
  g_autoptr (CunyiJson) json = cunyi_json_parse (self->c->data);

  for (guint i = 0; json && i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);
      const CunyiJson *answer = item->kind == CUNYI_ITEM_IMAGE ? cunyi_json_find (json, item->name) : NULL;

      if (answer && *cunyi_json_get_text (answer))
        add_photo (self, cunyi_text_get_source (item->label), cunyi_json_get_text (answer));
    }
}

void
cunyi_case_page_show_data (CunyiCasePage *self, CunyiWorkflow *workflow)
{
  g_autofree char *text = cunyi_case_page_describe (cunyi_workflow_get_form (workflow), self->c->data, "\n", FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  cunyi_case_page_clear (self->data);
  for (char **line = lines; *line; line++)
    if (**line)
      {
        GtkWidget *label = cunyi_case_page_new_label (*line, NULL);

        cunyi_unit_layout_set_units (label, 1);
        gtk_widget_set_parent (label, self->data);
      }
  show_photos (self, cunyi_workflow_get_form (workflow));
  gtk_widget_set_visible (self->data_box, gtk_widget_get_first_child (self->data) != NULL);
}
