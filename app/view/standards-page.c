/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Found by its own title or by that of what goes by it. Read in a thread, because every declared file is looked into; written here, one setting at a time. */

#include "config.h"

#include "view/standards-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"
#include "clinic/standard.h"
#include "view/focus.h"
#include "view/lines-list.h"
#include "view/task.h"
#include "view/window.h"

struct _CunyiStandardsPage {
  CunyiPage parent_instance;

  GtkEditable *search_entry;
  CunyiLinesList *list;
  GtkStack *panel_stack, *value_stack;
  GtkLabel *title_label, *unit_label, *usual_label, *source_label, *note_label, *used_label;
  GtkWidget *source_box, *note_box, *used_box;
  GtkEditable *value_entry;
  GtkDropDown *value_choice;
  GtkButton *save_button, *usual_button;

  GPtrArray *standards;  /* CunyiStandard, NULL before the first */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (CunyiStandardsPage, cunyi_standards_page, CUNYI_TYPE_PAGE)

static const CunyiColumn columns[] = {
  { N_("What"), 0, .share = 4, .strong = TRUE },
  { N_("Holds"), 9 },
  { N_("Usual"), 9, .dim = TRUE },
  { N_("Own"), 3 },
  { N_("For"), 0, .share = 3, .dim = TRUE },
};

static CunyiWindow *
get_window (CunyiStandardsPage *self)
{
  return cunyi_window_get (GTK_WIDGET (self));
}

static const CunyiStandard *
find_standard (CunyiStandardsPage *self, const char *name)
{
  for (guint i = 0; name && self->standards && i < self->standards->len; i++)
    if (strcmp (((CunyiStandard *) g_ptr_array_index (self->standards, i))->name, name) == 0)
      return g_ptr_array_index (self->standards, i);
  return NULL;
}

static const CunyiStandard *
get_selected (CunyiStandardsPage *self)
{
  return find_standard (self, cunyi_lines_list_get_selected (self->list));
}

/* ---- list ---- */

static char *
name_users (const CunyiStandard *standard)
{
  const char *first = standard->used->len > 0 ? g_ptr_array_index (standard->used, 0) : "";

  if (standard->used->len < 2)
    return g_strdup (first);
  /* Translators: the first of several forms, rules or reports, and how many they are. */
  return g_strdup_printf (_("%s, %u in all"), first, standard->used->len);
}

static GPtrArray *
read_lines (const char *const *ids, guint n, gpointer data)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      const CunyiStandard *standard = find_standard (data, ids[i]);
      g_autofree char *used = name_users (standard);
      g_autofree char *value = cunyi_standard_show (standard, cunyi_standard_get (standard));
      g_autofree char *usual = cunyi_standard_show (standard, standard->usual);
      const char *texts[] = { standard->title, value, usual, standard->own ? "✓" : "", used, NULL };

      g_ptr_array_add (lines, cunyi_line_new (ids[i], texts));
    }
  return lines;
}

static gboolean
is_wanted (const CunyiStandard *standard, const char *wanted)
{
  g_autofree char *key = cunyi_pinyin_find_key (standard->title);
  gboolean found = strstr (key, wanted) != NULL;

  for (guint i = 0; !found && i < standard->used->len; i++)
    {
      g_autofree char *used = cunyi_pinyin_find_key (g_ptr_array_index (standard->used, i));

      found = strstr (used, wanted) != NULL;
    }
  return found;
}

static void
show_list (CunyiStandardsPage *self)
{
  g_autofree char *wanted = cunyi_text_key (gtk_editable_get_text (self->search_entry));
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->standards->len; i++)
    {
      CunyiStandard *standard = g_ptr_array_index (self->standards, i);

      if (is_wanted (standard, wanted))
        g_ptr_array_add (ids, standard->name);
    }
  cunyi_lines_list_set_ids (self->list, ids, g_ptr_array_ref (self->standards), (GDestroyNotify) g_ptr_array_unref);
  gtk_stack_set_visible_child_name (self->panel_stack, ids->len > 0 ? "one" : "none");
}

/* ---- panel ---- */

static void
show_text (GtkWidget *box, GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (box, *text != '\0');
}

static void
show_value (CunyiStandardsPage *self, const CunyiStandard *standard)
{
  const char *value = cunyi_standard_get (standard);

  gtk_stack_set_visible_child_name (self->value_stack, standard->choices[0] ? "choice" : "entry");
  gtk_editable_set_text (self->value_entry, value);
  gtk_widget_remove_css_class (GTK_WIDGET (self->value_entry), "error");
  gtk_label_set_label (self->unit_label, standard->unit);
  if (standard->choices[0])
    {
      g_autoptr (GtkStringList) labels = gtk_string_list_new ((const char *const *) standard->choice_labels);

      gtk_drop_down_set_model (self->value_choice, G_LIST_MODEL (labels));
      gtk_drop_down_set_selected (self->value_choice, GTK_INVALID_LIST_POSITION);
    }
  for (guint i = 0; standard->choices[i]; i++)
    if (strcmp (standard->choices[i], value) == 0)
      gtk_drop_down_set_selected (self->value_choice, i);
}

static void
show_selected (CunyiStandardsPage *self)
{
  const CunyiStandard *standard = get_selected (self);
  g_autofree char *usual = standard ? cunyi_standard_show (standard, standard->usual) : NULL;
  g_autoptr (GString) used = g_string_new (NULL);

  if (standard == NULL)
    return;
  for (guint i = 0; i < standard->used->len; i++)
    g_string_append_printf (used, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (standard->used, i));
  gtk_label_set_label (self->title_label, standard->title);
  gtk_label_set_label (self->usual_label, usual);
  show_text (self->source_box, self->source_label, standard->source);
  show_text (self->note_box, self->note_label, standard->note);
  show_text (self->used_box, self->used_label, used->str);
  gtk_widget_set_sensitive (GTK_WIDGET (self->usual_button), standard->own != NULL);
  show_value (self, standard);
}

static void
selected_cb (CunyiStandardsPage *self)
{
  show_selected (self);
}

static void
opened_cb (CunyiStandardsPage *self)
{
  const CunyiStandard *standard = get_selected (self);

  if (standard)
    gtk_widget_grab_focus (standard->choices[0] ? GTK_WIDGET (self->value_choice) : GTK_WIDGET (self->value_entry));
}

static void
searched_cb (CunyiStandardsPage *self)
{
  if (self->standards)
    show_list (self);
}

/* Enter in the search goes on to what was found. */
static void
search_done_cb (CunyiStandardsPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* Escape takes the words away, then goes back as everywhere. */
static void
search_left_cb (CunyiStandardsPage *self)
{
  if (*gtk_editable_get_text (self->search_entry))
    gtk_editable_set_text (self->search_entry, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

/* ---- changing ---- */

static void
change (CunyiStandardsPage *self, const char *value)
{
  const CunyiStandard *standard = get_selected (self);
  g_autoptr (GError) error = NULL;

  if (standard == NULL)
    return;
  if (!cunyi_standard_set (cunyi_page_get_clinic (CUNYI_PAGE (self)), standard, value, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->value_entry), "error");
      cunyi_window_show_error (get_window (self), error);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  cunyi_window_tell_done (get_window (self), _("Saved. It holds from now on."));
}

static void
save_cb (CunyiStandardsPage *self)
{
  const CunyiStandard *standard = get_selected (self);
  guint chosen = gtk_drop_down_get_selected (self->value_choice);

  if (standard == NULL)
    return;
  if (standard->choices[0] == NULL)
    change (self, gtk_editable_get_text (self->value_entry));
  else if (chosen != GTK_INVALID_LIST_POSITION)
    change (self, standard->choices[chosen]);
}

static void
usual_cb (CunyiStandardsPage *self)
{
  change (self, NULL);
}

/* ---- reading ---- */

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (CunyiClinic) own = cunyi_clinic_open_again (data, TRUE, &error);
  GPtrArray *standards = own ? cunyi_standard_list (own, &error) : NULL;

  if (standards)
    g_task_return_pointer (task, standards, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CunyiStandardsPage *self = CUNYI_STANDARDS_PAGE (source);
  g_autoptr (GError) error = NULL;
  GPtrArray *standards = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean first = self->standards == NULL;

  if (standards == NULL)
    {
      if (get_window (self) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        cunyi_window_show_error (get_window (self), error);
      return;
    }
  g_clear_pointer (&self->standards, g_ptr_array_unref);
  self->standards = standards;
  show_list (self);
  if (first)
    cunyi_lines_list_select (self->list, 0);
  /* What is being typed stays. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->value_stack)) == NULL)
    show_selected (self);
  if (first)
    cunyi_page_focus_late (CUNYI_PAGE (self));
}

static void
cunyi_standards_page_refresh (CunyiPage *page)
{
  CunyiStandardsPage *self = CUNYI_STANDARDS_PAGE (page);
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  task = cunyi_task_new (self, self->reading, read_cb, NULL, g_object_ref (cunyi_page_get_clinic (page)), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

static void
cunyi_standards_page_focus (CunyiPage *page)
{
  CunyiStandardsPage *self = CUNYI_STANDARDS_PAGE (page);

  gtk_widget_grab_focus (self->standards ? GTK_WIDGET (self->list) : GTK_WIDGET (self->search_entry));
}

static void
cunyi_standards_page_dispose (GObject *object)
{
  CunyiStandardsPage *self = CUNYI_STANDARDS_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->standards, g_ptr_array_unref);
  G_OBJECT_CLASS (cunyi_standards_page_parent_class)->dispose (object);
}

static void
cunyi_standards_page_class_init (CunyiStandardsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_standards_page_dispose;
  CUNYI_PAGE_CLASS (klass)->refresh = cunyi_standards_page_refresh;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_standards_page_focus;
  g_type_ensure (CUNYI_TYPE_LINES_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/standards-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, list);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, panel_stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, value_stack);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, unit_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, usual_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, source_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, note_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, used_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, source_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, note_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, used_box);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, value_entry);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, value_choice);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiStandardsPage, usual_button);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, usual_cb);
}

static void
cunyi_standards_page_init (CunyiStandardsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_focus_drop_down (self->value_choice);
  cunyi_page_set_help (CUNYI_PAGE (self), "standards");
  cunyi_focus_search_from (GTK_SEARCH_ENTRY (self->search_entry), GTK_WIDGET (self->list));
  cunyi_lines_list_set_columns (self->list, columns, G_N_ELEMENTS (columns), read_lines, self);
  cunyi_lines_list_set_label (self->list, _("Standards and choices"));
}

CunyiPage *
cunyi_standards_page_new (CunyiClinic *clinic)
{
  return g_object_new (CUNYI_TYPE_STANDARDS_PAGE, "clinic", clinic, "title", _("Standards and choices"), NULL);
}
