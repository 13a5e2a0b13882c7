/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filling a form, as the paper is. Whatever was typed is a draft in the store within a second, and when the page goes,
 * however it goes. Who is next is looked up in a thread while the doctor types. */

#include "config.h"

#include "view/form-page-private.h"

#include <glib/gi18n.h>

#include "clinic/about.h"
#include "clinic/record-paper.h"
#include "view/form-field.h"
#include "view/next-due.h"

G_DEFINE_FINAL_TYPE (CunyiFormPage, cunyi_form_page, CUNYI_TYPE_PAGE)

CunyiSession *
cunyi_form_page_get_session (CunyiFormPage *self)
{
  return cunyi_filling_get_session (self->filling);
}

CunyiWindow *
cunyi_form_page_get_window (CunyiFormPage *self)
{
  return cunyi_window_get (GTK_WIDGET (self));
}

/* ---- errors ---- */

void
cunyi_form_page_show_errors (CunyiFormPage *self)
{
  g_auto (GStrv) errors = cunyi_session_list_errors (cunyi_form_page_get_session (self));
  guint n = g_strv_length (errors);
  g_autofree char *text = g_strdup_printf (ngettext ("× %u place to mend", "× %u places to mend", n), n);

  gtk_button_set_label (self->errors_button, text);
  gtk_widget_set_visible (GTK_WIDGET (self->errors_button), n > 0);
}

/* The one after the question that has the keyboard, round and round. */
static void
errors_cb (CunyiFormPage *self)
{
  g_auto (GStrv) errors = NULL;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  guint next = 0;

  cunyi_form_grid_commit (self->grid, TRUE);
  errors = cunyi_session_list_errors (cunyi_form_page_get_session (self));
  for (guint i = 0; focus && errors[i]; i++)
    for (GtkWidget *around = focus; around; around = gtk_widget_get_parent (around))
      if (g_strcmp0 (gtk_widget_get_name (around), errors[i]) == 0)
        next = i + 1;
  if (errors[0])
    cunyi_form_grid_focus_path (self->grid, errors[next] ? errors[next] : errors[0]);
  cunyi_form_page_show_errors (self);
}

static gboolean
errors_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  errors_cb (CUNYI_FORM_PAGE (widget));
  return TRUE;
}

/* ---- drafts ---- */

static void
tell_failure (gpointer data, const GError *error)
{
  CunyiWindow *window = cunyi_form_page_get_window (data);

  if (window)
    cunyi_window_show_error (window, error);
}

static void
changed_cb (CunyiFormPage *self)
{
  cunyi_draft_keeper_touch (self->keeper);
  /* A new error is told when the question is left; one that is mended goes at once. */
  if (gtk_widget_get_visible (GTK_WIDGET (self->errors_button)))
    cunyi_form_page_show_errors (self);
}

/* Another day of the visit may want another version of the form. TRUE when the page shows another form now. */
gboolean
cunyi_form_page_follow_day (CunyiFormPage *self)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *field = focus ? gtk_widget_get_ancestor (focus, CUNYI_TYPE_FORM_FIELD) : NULL;
  g_autofree char *path = g_strdup (field ? gtk_widget_get_name (field) : "");
  g_autofree char *text = NULL;
  gboolean changed;

  if (!cunyi_filling_follow_day (self->filling, &changed, &error))
    cunyi_window_show_error (cunyi_form_page_get_window (self), error);
  if (!changed)
    {
      cunyi_form_grid_update (self->grid);
      return FALSE;
    }
  cunyi_form_grid_set_session (self->grid, cunyi_form_page_get_session (self));
  cunyi_form_grid_focus_path (self->grid, path);
  /* Translators: %s is the version of a form. */
  text = g_strdup_printf (_("For this day the version %s of the form is used."),
                          cunyi_form_get_version (cunyi_session_get_form (cunyi_form_page_get_session (self))));
  cunyi_form_page_show_notice (self, text, NULL);
  return TRUE;
}

/* TRUE when the form says another day of the visit than when this was last asked. */
gboolean
cunyi_form_page_day_has_changed (CunyiFormPage *self)
{
  const char *question = cunyi_form_get_day_question (cunyi_session_get_form (cunyi_form_page_get_session (self)));
  const char *day = question ? cunyi_session_get (cunyi_form_page_get_session (self), question) : "";

  if (g_strcmp0 (self->day, day) == 0)
    return FALSE;
  g_free (self->day);
  self->day = g_strdup (day);
  return TRUE;
}

static gboolean
follow_day_idle_cb (gpointer data)
{
  CunyiFormPage *self = CUNYI_FORM_PAGE (data);

  self->follow_id = 0;
  cunyi_form_page_follow_day (self);
  return G_SOURCE_REMOVE;
}

static void
focused_cb (CunyiFormPage *self, const char *path)
{
  const CunyiField *field;

  if (self->filling == NULL)
    return;
  field = cunyi_session_find (cunyi_form_page_get_session (self), path);
  gtk_label_set_label (self->hint_label, field ? field->hint : "");
  cunyi_form_page_show_errors (self);
  /* The question that says so cannot go while it is being left. */
  if (cunyi_draft_keeper_keep (self->keeper) && cunyi_form_page_day_has_changed (self) && self->follow_id == 0)
    self->follow_id = g_idle_add (follow_day_idle_cb, self);
}

static void
finished_cb (CunyiFormPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (gtk_widget_get_visible (GTK_WIDGET (self->next_button)) ? self->next_button
                                                                                             : self->save_button));
}

/* ---- who is next ---- */

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree GWeakRef *weak = data;
  g_autoptr (CunyiFormPage) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiDue) next = cunyi_next_due_find_finish (result, &error);
  g_autofree char *label = NULL;

  g_weak_ref_clear (weak);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("who is next: %s", error->message);
  if (self == NULL || next == NULL || g_cancellable_is_cancelled (self->looking))
    return;
  g_free (self->next_form);
  self->next_form = g_strdup (next->form);
  g_free (self->next_subject);
  self->next_subject = g_strdup (next->subject);
  /* Translators: %s is the name of the next person that is due. */
  label = g_strdup_printf (_("Save, next: %s"), next->name);
  gtk_button_set_label (self->next_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), TRUE);
}

static void
look_for_next (CunyiFormPage *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  self->looking = g_cancellable_new ();
  cunyi_next_due_find_async (cunyi_page_get_clinic (CUNYI_PAGE (self)), self->form, self->subject, self->looking, looked_cb,
                             weak);
}

/* ---- actions ---- */

static void
save_cb (CunyiFormPage *self)
{
  cunyi_form_page_finish (self, FALSE);
}

static void
next_cb (CunyiFormPage *self)
{
  cunyi_form_page_finish (self, TRUE);
}

/* Whoever is not there today: what was typed stays a draft. */
static void
skip_cb (CunyiFormPage *self)
{
  g_autoptr (CunyiFormPage) held = g_object_ref (self);
  CunyiWindow *window = cunyi_form_page_get_window (self);

  if (self->following == NULL || !cunyi_page_leave (CUNYI_PAGE (self)))
    return;
  cunyi_window_pop (window);
  cunyi_form_page_go_on_to_next (self, window);
}

static void
skip_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  skip_cb (CUNYI_FORM_PAGE (widget));
}

static void
delete_cb (CunyiFormPage *self)
{
  cunyi_form_page_delete (self);
}

static void
delete_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cunyi_form_page_delete (CUNYI_FORM_PAGE (widget));
}

static void
save_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cunyi_form_page_finish (CUNYI_FORM_PAGE (widget), FALSE);
}

static void
next_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cunyi_form_page_finish (CUNYI_FORM_PAGE (widget), TRUE);
}

/* ---- page ---- */

static void
cunyi_form_page_focus (CunyiPage *page)
{
  cunyi_form_grid_focus_first (CUNYI_FORM_PAGE (page)->grid);
}

static gboolean
cunyi_form_page_leave (CunyiPage *page)
{
  CunyiFormPage *self = CUNYI_FORM_PAGE (page);
  gboolean kept, goes;

  cunyi_form_grid_commit (self->grid, TRUE);
  if (!cunyi_session_is_dirty (cunyi_form_page_get_session (self)))
    return TRUE;
  goes = cunyi_draft_keeper_leave (self->keeper, &kept);
  if (kept)
    cunyi_window_tell (cunyi_form_page_get_window (self), _("Draft kept."));
  return goes;
}

/* A sheet of its own that is official in every line, for what is saved. */
static gboolean
show_document (CunyiFormPage *self, GError **error)
{
  CunyiClinic *clinic = cunyi_page_get_clinic (CUNYI_PAGE (self));
  g_autoptr (GPtrArray) cases = NULL;
  const CunyiCase *first;

  if (cunyi_library_get_document (cunyi_clinic_get_library (clinic), self->form) == NULL)
    return FALSE;
  cases = cunyi_case_list_of_record (cunyi_clinic_get_book (clinic), self->record, error);
  if (cases == NULL)
    return FALSE;
  first = cases->len > 0 ? g_ptr_array_index (cases, 0) : NULL;
  cunyi_window_show_document (cunyi_form_page_get_window (self), self->form, self->subject, first ? first->id : NULL);
  return TRUE;
}

static void
cunyi_form_page_print (CunyiPage *page)
{
  CunyiFormPage *self = CUNYI_FORM_PAGE (page);
  g_autoptr (CunyiDocument) draft = NULL;
  g_autoptr (GError) error = NULL;
  gboolean saved;

  cunyi_form_grid_commit (self->grid, TRUE);
  saved = self->record && !cunyi_session_is_dirty (cunyi_form_page_get_session (self));
  if (saved && show_document (self, &error))
    return;
  if (!saved)
    draft = cunyi_record_paper_new_draft (cunyi_page_get_clinic (page), cunyi_form_page_get_session (self), self->subject, self->record, &error);
  if (error)
    cunyi_window_show_error (cunyi_form_page_get_window (self), error);
  else
    cunyi_window_print_forms (cunyi_form_page_get_window (self), self->subject, self->form, self->record, draft);
}

static void
cunyi_form_page_dispose (GObject *object)
{
  CunyiFormPage *self = CUNYI_FORM_PAGE (object);

  g_cancellable_cancel (self->looking);
  if (self->filling)
    {
      cunyi_form_grid_commit (self->grid, FALSE);
      cunyi_draft_keeper_end (self->keeper);
      cunyi_form_grid_set_session (self->grid, NULL);
    }
  g_clear_handle_id (&self->follow_id, g_source_remove);
  g_clear_pointer (&self->keeper, cunyi_draft_keeper_free);
  g_clear_pointer (&self->filling, cunyi_filling_free);
  g_clear_pointer (&self->discarded, cunyi_draft_free);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->following, g_ptr_array_unref);
  G_OBJECT_CLASS (cunyi_form_page_parent_class)->dispose (object);
}

static void
cunyi_form_page_finalize (GObject *object)
{
  CunyiFormPage *self = CUNYI_FORM_PAGE (object);

  g_free (self->form);
  g_free (self->subject);
  g_free (self->record);
  g_free (self->removed);
  g_free (self->day);
  g_free (self->next_form);
  g_free (self->next_subject);
  G_OBJECT_CLASS (cunyi_form_page_parent_class)->finalize (object);
}

static void
cunyi_form_page_class_init (CunyiFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_form_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_form_page_finalize;
  CUNYI_PAGE_CLASS (klass)->focus = cunyi_form_page_focus;
  CUNYI_PAGE_CLASS (klass)->leave = cunyi_form_page_leave;
  CUNYI_PAGE_CLASS (klass)->print = cunyi_form_page_print;

  g_type_ensure (CUNYI_TYPE_FORM_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, subject_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, notice);
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, notice_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, notice_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, grid);
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, errors_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, skip_button);
  gtk_widget_class_bind_template_child (widget_class, CunyiFormPage, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focused_cb);
  gtk_widget_class_bind_template_callback (widget_class, finished_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "removing_cb", G_CALLBACK (cunyi_form_page_removing_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "notice_cb", G_CALLBACK (cunyi_form_page_notice_cb));
  gtk_widget_class_bind_template_callback (widget_class, errors_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);

  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "form.next", NULL, next_action_cb);
  gtk_widget_class_install_action (widget_class, "form.skip", NULL, skip_action_cb);
  gtk_widget_class_install_action (widget_class, "form.delete", NULL, delete_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "form.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "form.skip", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "form.next", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F8, 0, errors_key_cb, NULL);
}

static void
cunyi_form_page_init (CunyiFormPage *self)
{
  self->keeper = cunyi_draft_keeper_new (cunyi_form_page_keep_draft, tell_failure, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  cunyi_page_set_help (CUNYI_PAGE (self), "form");
}

/* Takes over `self`; drops it when the filling cannot begin. */
static CunyiPage *
start (CunyiFormPage *self, GError **error)
{
  CunyiForm *form;
  g_autofree char *name = NULL;

  g_object_ref_sink (self);
  if (!cunyi_form_page_begin (self, error))
    {
      g_object_unref (self);
      return NULL;
    }
  form = cunyi_session_get_form (cunyi_form_page_get_session (self));
  g_free (self->form);
  self->form = g_strdup (cunyi_form_get_id (form));
  g_free (self->subject);
  self->subject = g_strdup (cunyi_filling_get_subject (self->filling));
  name = cunyi_clinic_name_subject (cunyi_page_get_clinic (CUNYI_PAGE (self)), self->subject);
  gtk_label_set_label (self->subject_label, name);
  cunyi_page_set_title (CUNYI_PAGE (self), cunyi_form_get_title (form));
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->delete_button), self->record != NULL);
  if (self->record == NULL && self->following == NULL)
    look_for_next (self);
  /* Back to floating, as a new widget is. */
  g_object_force_floating (G_OBJECT (self));
  return CUNYI_PAGE (self);
}

CunyiPage *
cunyi_form_page_new (CunyiClinic *clinic, const char *form, const char *subject, GError **error)
{
  CunyiFormPage *self = g_object_new (CUNYI_TYPE_FORM_PAGE, "clinic", clinic, NULL);

  self->form = g_strdup (form);
  self->subject = g_strdup (subject);
  return start (self, error);
}

CunyiPage *
cunyi_form_page_new_for_record (CunyiClinic *clinic, const char *record, GError **error)
{
  CunyiFormPage *self = g_object_new (CUNYI_TYPE_FORM_PAGE, "clinic", clinic, NULL);

  self->record = g_strdup (record);
  return start (self, error);
}

static void
show_following (CunyiFormPage *self)
{
  g_autofree char *label = NULL;

  if (self->following->len > 0)
    {
      g_autofree char *name = cunyi_clinic_name_subject (cunyi_page_get_clinic (CUNYI_PAGE (self)),
                                                         g_ptr_array_index (self->following, 0));

      /* Translators: %s is the name of the next person, %u how many are left in the list. */
      label = g_strdup_printf (_("Save, next: %s (%u left)"), name, self->following->len);
    }
  else
    label = g_strdup (_("Save, the last one"));
  gtk_button_set_label (self->next_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->skip_button), self->following->len > 0);
}

CunyiPage *
cunyi_form_page_new_in_list (CunyiClinic *clinic, const char *form, const char *subject, GPtrArray *following,
                             GError **error)
{
  CunyiFormPage *self = g_object_new (CUNYI_TYPE_FORM_PAGE, "clinic", clinic, NULL);
  CunyiPage *page;

  self->form = g_strdup (form);
  self->subject = g_strdup (subject);
  self->following = g_ptr_array_ref (following);
  page = start (self, error);
  if (page)
    show_following (self);
  return page;
}
