/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One row for each field of the session, in the same order. A widget is made when its field first shows; after a change
 * only the fields with a new serial are copied. When members come and go, what has the same path keeps its widget. */

#include "config.h"

#include "view/form-grid.h"

#include <glib/gi18n.h>

#include "view/form-field.h"
#include "view/unit-layout.h"

/* Microseconds in which an Enter, pressed by habit behind a choice that has gone on by itself, still belongs to that one. */
#define HABIT (350 * 1000)
#define MARGIN 12 /* pixels kept around a question that is scrolled to */
#define PATH_KEY "cunyi-path"
#define COLUMNS 6 /* of what lies in no group */

typedef struct {
  char *path;
  const CunyiItem *item;
  int around;        /* row of the group or member it lies in, -1 at the top */
  guint serial;
  GtkWidget *widget; /* NULL until it shows */
  GtkWidget *body;   /* what lies in it; NULL for a question */
} Row;

struct _CunyiFormGrid {
  GtkWidget parent_instance;

  CunyiSession *session;
  GPtrArray *rows;   /* Row */
  guint layout;      /* of the session, as built */
  CunyiFormField *current; /* has the keyboard; a weak pointer */
  gint64 went_on;    /* when the keyboard last went on by itself */
  guint reveal_id;   /* tick that brings the current question into view, after so many frames */
  int frames;
  GtkRoot *root;     /* whose focus is watched */
};

G_DEFINE_FINAL_TYPE (CunyiFormGrid, cunyi_form_grid, GTK_TYPE_WIDGET)

enum { CHANGED, FOCUSED, FINISHED, REMOVING, N_SIGNALS };
static guint signals[N_SIGNALS];

static void update (CunyiFormGrid *self, gboolean all);

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->path);
  g_free (row);
}

static Row *
get_row (CunyiFormGrid *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

static int
find_row (CunyiFormGrid *self, const char *path)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (get_row (self, i)->path, path))
      return i;
  return -1;
}

static void
note_change (CunyiFormGrid *self)
{
  update (self, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- going on ---- */

static gboolean
takes_keyboard (CunyiFormGrid *self, guint index)
{
  Row *row = get_row (self, index);

  return row->widget && CUNYI_IS_FORM_FIELD (row->widget) && cunyi_session_get_field (self->session, index)->visible
         && cunyi_form_field_can_focus (CUNYI_FORM_FIELD (row->widget));
}

static gboolean
can_add (CunyiFormGrid *self, guint index)
{
  const CunyiField *field = cunyi_session_get_field (self->session, index);

  return field->item->kind == CUNYI_ITEM_REPEAT && field->position == 0 && field->visible && field->can_add;
}

/* Whoever goes on from answer to answer must not pass a list that is still empty: its button is on the way. */
static GtkWidget *
find_stop (CunyiFormGrid *self, guint index, int step)
{
  Row *row = get_row (self, index);

  if (takes_keyboard (self, index))
    return row->widget;
  if (step > 0 && row->widget && can_add (self, index) && cunyi_session_get_field (self->session, index)->n_members == 0)
    return gtk_widget_get_last_child (row->widget);
  return NULL;
}

static gboolean
focus_from (CunyiFormGrid *self, int index, int step)
{
  for (; index >= 0 && index < (int) self->rows->len; index += step)
    {
      GtkWidget *stop = find_stop (self, index, step);

      if (stop)
        return gtk_widget_grab_focus (stop);
    }
  return FALSE;
}

static int
index_of (CunyiFormGrid *self, CunyiFormField *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (get_row (self, i)->widget == GTK_WIDGET (field))
      return i;
  return -1;
}

static void
done_cb (CunyiFormField *field, CunyiFormDone done, CunyiFormGrid *self)
{
  int index = index_of (self, field);
  gboolean soon = g_get_monotonic_time () - self->went_on < HABIT;

  self->went_on = done == CUNYI_FORM_DONE_BY_ITSELF ? g_get_monotonic_time () : 0;
  if (done == CUNYI_FORM_DONE_UNTOUCHED && soon)
    return;
  if (index >= 0 && !focus_from (self, index + 1, 1))
    g_signal_emit (self, signals[FINISHED], 0);
}

static void
back_cb (CunyiFormField *field, CunyiFormGrid *self)
{
  int index = index_of (self, field);

  if (index > 0)
    focus_from (self, index - 1, -1);
}

static void
set_cb (CunyiFormField *field, const char *text, CunyiFormGrid *self)
{
  g_autofree char *path = g_strdup (cunyi_form_field_get_field (field)->path);

  if (cunyi_session_set (self->session, path, text))
    note_change (self);
}

static void
confirm_cb (CunyiFormField *field, gboolean confirmed, CunyiFormGrid *self)
{
  g_autofree char *path = g_strdup (cunyi_form_field_get_field (field)->path);

  if (cunyi_session_confirm (self->session, path, confirmed))
    note_change (self);
}

static gboolean
confirm_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);
  CunyiFormField *field = self->current;
  gboolean confirmed;

  if (field == NULL)
    return FALSE;
  cunyi_form_field_commit (field);
  if (*cunyi_form_field_get_field (field)->warning == '\0')
    return FALSE;
  confirmed = !cunyi_form_field_get_field (field)->confirmed;
  confirm_cb (field, confirmed, self);
  if (confirmed)
    done_cb (field, CUNYI_FORM_DONE_TYPED, self);
  return TRUE;
}

static void
proposed_cb (CunyiFormField *field, CunyiFormGrid *self)
{
  g_autofree char *path = g_strdup (cunyi_form_field_get_field (field)->path);

  if (cunyi_session_take_proposal (self->session, path))
    note_change (self);
}

static gboolean
proposal_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);
  CunyiFormField *field = self->current;

  if (field == NULL)
    return FALSE;
  cunyi_form_field_commit (field);
  if (*cunyi_form_field_get_field (field)->proposal == '\0')
    return FALSE;
  proposed_cb (field, self);
  done_cb (field, CUNYI_FORM_DONE_TYPED, self);
  return TRUE;
}

static gboolean
back_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);

  if (self->current == NULL)
    return FALSE;
  cunyi_form_field_commit (self->current);
  back_cb (self->current, self);
  return TRUE;
}

/* ---- members ---- */

static void
add_member (CunyiFormGrid *self, const char *list)
{
  g_autofree char *path = g_strdup (list);
  g_autofree char *member = NULL;

  if (!cunyi_session_add (self->session, path))
    return;
  note_change (self);
  member = g_strdup_printf ("%s[%u]", path, cunyi_session_find (self->session, path)->n_members);
  cunyi_form_grid_focus_path (self, member);
}

static void
add_clicked_cb (GtkButton *button, CunyiFormGrid *self)
{
  add_member (self, g_object_get_data (G_OBJECT (button), PATH_KEY));
}

/* The list that the keyboard is in, else the next one, else the first. */
static int
find_list (CunyiFormGrid *self)
{
  int current = self->current ? index_of (self, self->current) : -1;

  for (int i = current; i >= 0; i = get_row (self, i)->around)
    if (can_add (self, i))
      return i;
  for (guint i = 0; i < self->rows->len; i++)
    if (can_add (self, (current + 1 + i) % self->rows->len))
      return (current + 1 + i) % self->rows->len;
  return -1;
}

static gboolean
add_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);
  int list;

  cunyi_form_grid_commit (self, TRUE);
  list = self->session ? find_list (self) : -1;
  if (list < 0)
    return FALSE;
  add_member (self, get_row (self, list)->path);
  return TRUE;
}

static void
remove_clicked_cb (GtkButton *button, CunyiFormGrid *self)
{
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (button), PATH_KEY));

  g_signal_emit (self, signals[REMOVING], 0);
  if (cunyi_session_remove (self->session, path))
    note_change (self);
}

/* ---- sections ---- */

static GtkWidget *
new_body (guint columns)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_layout_manager (body, cunyi_unit_layout_new (columns));
  gtk_widget_set_hexpand (body, TRUE);
  return body;
}

static GtkWidget *
new_side_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", 10,
                "max-width-chars", 10, "valign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The name at the side, as in the first column of the paper. */
static GtkWidget *
make_section (Row *row, const CunyiField *field)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (section, "form-section");
  if (*field->label)
    gtk_box_append (GTK_BOX (section), new_side_label (field->label, "section-label"));
  row->body = new_body (field->item->columns);
  gtk_box_append (GTK_BOX (section), row->body);
  gtk_accessible_update_property (GTK_ACCESSIBLE (section), GTK_ACCESSIBLE_PROPERTY_LABEL, field->label, -1);
  return section;
}

static GtkWidget *
make_member (CunyiFormGrid *self, Row *row, const CunyiField *field)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *number = g_strdup_printf ("%u", field->position);
  GtkWidget *label = gtk_label_new (number);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_name (section, row->path);
  gtk_widget_add_css_class (section, "form-member");
  gtk_widget_add_css_class (label, "member-number");
  gtk_box_append (GTK_BOX (side), label);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), PATH_KEY, g_strdup (row->path), g_free);
  gtk_widget_set_name (button, "remove");
  gtk_widget_set_tooltip_text (button, _("Take this block out"));
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_box_append (GTK_BOX (side), button);
  gtk_box_append (GTK_BOX (section), side);
  row->body = new_body (field->item->columns);
  gtk_box_append (GTK_BOX (section), row->body);
  return section;
}

static GtkWidget *
make_list (CunyiFormGrid *self, Row *row, const CunyiField *field)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (field->label);
  GtkWidget *button = gtk_button_new_with_label (_("Add one more (Alt+A)"));

  gtk_widget_add_css_class (section, "form-section");
  gtk_widget_add_css_class (label, "section-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (section), label);
  row->body = new_body (1);
  gtk_box_append (GTK_BOX (section), row->body);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), PATH_KEY, g_strdup (row->path), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, field->label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (add_clicked_cb), self);
  gtk_box_append (GTK_BOX (section), button);
  return section;
}

static void
update_section (Row *row, const CunyiField *field)
{
  GtkWidget *label = gtk_widget_get_first_child (row->widget);
  GtkWidget *last = gtk_widget_get_last_child (row->widget);

  if (field->item->kind == CUNYI_ITEM_GROUP && GTK_IS_LABEL (label))
    gtk_label_set_label (GTK_LABEL (label), field->label);
  else if (field->item->kind == CUNYI_ITEM_REPEAT && field->position == 0)
    gtk_widget_set_visible (last, field->can_add);
  else if (field->item->kind == CUNYI_ITEM_REPEAT)
    gtk_widget_set_visible (gtk_widget_get_last_child (label), field->can_remove);
}

/* ---- rows ---- */

/* What lies in no group has no widths: short answers share a row. */
static guint
guess_units (const CunyiItem *item)
{
  if (item->kind == CUNYI_ITEM_GROUP || item->kind == CUNYI_ITEM_REPEAT || item->kind == CUNYI_ITEM_NOTE
      || item->kind == CUNYI_ITEM_SELECT_MULTIPLE || item->multiline)
    return COLUMNS;
  if (item->kind == CUNYI_ITEM_SELECT_ONE && item->choices->n_choices > 3)
    return COLUMNS;
  return item->kind == CUNYI_ITEM_TEXT || item->kind == CUNYI_ITEM_SELECT_ONE ? 3 : 2;
}

static guint
get_columns (const CunyiItem *item)
{
  return item->parent ? MAX (item->parent->columns, 1) : COLUMNS;
}

static guint
get_units (const CunyiItem *item)
{
  if (item->kind == CUNYI_ITEM_GROUP || item->kind == CUNYI_ITEM_REPEAT || item->kind == CUNYI_ITEM_NOTE)
    return get_columns (item);
  if (item->width > 0)
    return MIN (item->width, get_columns (item));
  return item->parent ? MIN (4, get_columns (item)) : guess_units (item);
}

static gboolean
is_narrow (const CunyiItem *item)
{
  return cunyi_item_has_answer (item) && item->kind != CUNYI_ITEM_CALCULATE && !cunyi_item_is_calculated (item)
         && get_units (item) * 5 <= get_columns (item);
}

/* A group with narrow questions has their labels above the entries; shorter neighbours then follow. */
static gboolean
lies_among_narrow (CunyiForm *form, const CunyiItem *item)
{
  const CunyiItem *parent = item->parent;

  for (guint i = parent ? parent->index + 1 : 0; i < (parent ? parent->end : cunyi_form_n_items (form)); i++)
    {
      const CunyiItem *other = cunyi_form_get_item (form, i);

      if (other->parent == parent && is_narrow (other))
        return TRUE;
    }
  return FALSE;
}

static GtkWidget *
make_field (CunyiFormGrid *self, const CunyiField *field)
{
  gboolean among_narrow = lies_among_narrow (cunyi_session_get_form (self->session), field->item);
  gboolean wide = !among_narrow || get_units (field->item) * 2 >= get_columns (field->item);
  GtkWidget *widget = cunyi_form_field_new (field, wide);

  /* Its entry stands in one line with those that have the label above. */
  if (among_narrow && wide)
    gtk_widget_set_valign (widget, GTK_ALIGN_END);
  g_signal_connect (widget, "set", G_CALLBACK (set_cb), self);
  g_signal_connect (widget, "confirm", G_CALLBACK (confirm_cb), self);
  g_signal_connect (widget, "proposed", G_CALLBACK (proposed_cb), self);
  g_signal_connect (widget, "done", G_CALLBACK (done_cb), self);
  g_signal_connect (widget, "back", G_CALLBACK (back_cb), self);
  return widget;
}

/* The nearest widget before a row in the same container. */
static GtkWidget *
find_before (CunyiFormGrid *self, guint index)
{
  int around = get_row (self, index)->around;

  for (int i = (int) index - 1; i > around; i--)
    if (get_row (self, i)->around == around && get_row (self, i)->widget)
      return get_row (self, i)->widget;
  return NULL;
}

static void
make_widget (CunyiFormGrid *self, guint index, const CunyiField *field)
{
  Row *row = get_row (self, index);
  GtkWidget *container = row->around < 0 ? GTK_WIDGET (self) : get_row (self, row->around)->body;

  if (field->item->kind == CUNYI_ITEM_REPEAT)
    row->widget = field->position > 0 ? make_member (self, row, field) : make_list (self, row, field);
  else if (field->item->kind == CUNYI_ITEM_GROUP)
    row->widget = make_section (row, field);
  else
    row->widget = make_field (self, field);
  cunyi_unit_layout_set_units (row->widget, field->position > 0 ? 1 : get_units (field->item));
  gtk_widget_insert_after (row->widget, container, find_before (self, index));
}

static void
drop_widget (CunyiFormGrid *self, Row *row)
{
  if (row->widget == NULL)
    return;
  if (GTK_WIDGET (self->current) == row->widget)
    g_clear_weak_pointer (&self->current);
  g_clear_pointer (&row->widget, gtk_widget_unparent);
  row->body = NULL;
}

static void
update_row (CunyiFormGrid *self, guint index)
{
  Row *row = get_row (self, index);
  const CunyiField *field = cunyi_session_get_field (self->session, index);

  row->serial = field->serial;
  if (!field->visible)
    {
      if (row->widget)
        gtk_widget_set_visible (row->widget, FALSE);
      /* It must not keep a field that may be gone. */
      if (row->widget && CUNYI_IS_FORM_FIELD (row->widget))
        cunyi_form_field_update (CUNYI_FORM_FIELD (row->widget), field);
      return;
    }
  if (row->widget && CUNYI_IS_FORM_FIELD (row->widget) && field->item->kind != CUNYI_ITEM_NOTE
      && cunyi_form_field_can_focus (CUNYI_FORM_FIELD (row->widget)) != field->enabled)
    drop_widget (self, row);
  if (row->widget == NULL)
    make_widget (self, index, field);
  else if (CUNYI_IS_FORM_FIELD (row->widget))
    cunyi_form_field_update (CUNYI_FORM_FIELD (row->widget), field);
  if (!CUNYI_IS_FORM_FIELD (row->widget))
    update_section (row, field);
  gtk_widget_set_visible (row->widget, TRUE);
}

/* The row that a field lies in: of its list for a member, else the last one of the group or member around. */
static int
find_around (const CunyiField *field, const int *last_list, const int *last)
{
  if (field->position > 0)
    return last_list[field->item->index];
  return field->item->parent ? last[field->item->parent->index] : -1;
}

static GPtrArray *
list_rows (CunyiFormGrid *self)
{
  guint n_items = cunyi_form_n_items (cunyi_session_get_form (self->session));
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);
  g_autofree int *last = g_new0 (int, n_items);
  g_autofree int *last_list = g_new0 (int, n_items);

  for (guint i = 0; i < cunyi_session_n_fields (self->session); i++)
    {
      const CunyiField *field = cunyi_session_get_field (self->session, i);
      Row *row = g_new0 (Row, 1);

      row->path = g_strdup (field->path);
      row->item = field->item;
      row->around = find_around (field, last_list, last);
      last[field->item->index] = i;
      if (field->position == 0)
        last_list[field->item->index] = i;
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* New rows; what is still there keeps its widget, what is not goes, the inner before the outer. */
static void
lay_out (CunyiFormGrid *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);

  self->rows = list_rows (self);
  self->layout = cunyi_session_get_layout (self->session);
  for (guint i = 0; i < self->rows->len; i++)
    g_hash_table_insert (by_path, get_row (self, i)->path, get_row (self, i));
  for (guint i = old->len; i-- > 0;)
    {
      Row *row = g_ptr_array_index (old, i);
      Row *same = g_hash_table_lookup (by_path, row->path);

      if (same && same->item == row->item)
        {
          same->widget = row->widget;
          same->body = row->body;
        }
      else
        drop_widget (self, row);
    }
}

static void
update (CunyiFormGrid *self, gboolean all)
{
  if (self->session == NULL)
    return;
  if (self->layout != cunyi_session_get_layout (self->session))
    {
      lay_out (self);
      all = TRUE;
    }
  for (guint i = 0; i < self->rows->len; i++)
    if (all || get_row (self, i)->serial != cunyi_session_get_field (self->session, i)->serial)
      update_row (self, i);
}

/* ---- the keyboard ---- */

/* What has the keyboard, and what stands under it, comes into view: once it has its place, which a question that was
 * just made has not got in the frame it was made in. */
static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkWidget *content = viewport ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : NULL;
  graphene_rect_t bounds;

  if (self->frames-- > 0)
    return G_SOURCE_CONTINUE;
  self->reveal_id = 0;
  if (self->current && content && gtk_widget_compute_bounds (GTK_WIDGET (self->current), content, &bounds))
    gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)), bounds.origin.y - MARGIN,
                               bounds.origin.y + bounds.size.height + MARGIN);
  return G_SOURCE_REMOVE;
}

static void
reveal (CunyiFormGrid *self)
{
  self->frames = 1;
  if (self->reveal_id == 0)
    self->reveal_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static void
focus_moved_cb (CunyiFormGrid *self)
{
  GtkWidget *focus = gtk_root_get_focus (self->root);
  GtkWidget *field = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
                       ? gtk_widget_get_ancestor (focus, CUNYI_TYPE_FORM_FIELD) : NULL;
  CunyiFormField *before = self->current;

  if (field == GTK_WIDGET (before))
    return;
  g_clear_weak_pointer (&self->current);
  g_set_weak_pointer (&self->current, CUNYI_FORM_FIELD (field));
  if (before)
    cunyi_form_field_commit (before);
  if (field)
    reveal (self);
  g_signal_emit (self, signals[FOCUSED], 0, field ? gtk_widget_get_name (field) : "");
}

static void
cunyi_form_grid_root (GtkWidget *widget)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);

  GTK_WIDGET_CLASS (cunyi_form_grid_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_moved_cb), self);
}

static void
cunyi_form_grid_unroot (GtkWidget *widget)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (widget);

  g_signal_handlers_disconnect_by_func (self->root, focus_moved_cb, self);
  self->root = NULL;
  /* The page goes; the last key must not go with it. */
  cunyi_form_grid_commit (self, FALSE);
  g_clear_weak_pointer (&self->current);
  GTK_WIDGET_CLASS (cunyi_form_grid_parent_class)->unroot (widget);
}

/* ---- object ---- */

static void
drop_all (CunyiFormGrid *self)
{
  for (guint i = self->rows->len; i-- > 0;)
    drop_widget (self, get_row (self, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
cunyi_form_grid_dispose (GObject *object)
{
  CunyiFormGrid *self = CUNYI_FORM_GRID (object);

  drop_all (self);
  self->session = NULL;
  G_OBJECT_CLASS (cunyi_form_grid_parent_class)->dispose (object);
}

static void
cunyi_form_grid_finalize (GObject *object)
{
  g_ptr_array_unref (CUNYI_FORM_GRID (object)->rows);
  G_OBJECT_CLASS (cunyi_form_grid_parent_class)->finalize (object);
}

static void
cunyi_form_grid_class_init (CunyiFormGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_form_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = cunyi_form_grid_finalize;
  widget_class->root = cunyi_form_grid_root;
  widget_class->unroot = cunyi_form_grid_unroot;
  gtk_widget_class_set_css_name (widget_class, "form");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, GDK_ALT_MASK, add_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, confirm_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F4, 0, proposal_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, back_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_SHIFT_MASK, back_key_cb, NULL);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FOCUSED] = g_signal_new ("focused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
  signals[FINISHED] = g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVING] = g_signal_new ("removing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cunyi_form_grid_init (CunyiFormGrid *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), cunyi_unit_layout_new (COLUMNS));
}

GtkWidget *
cunyi_form_grid_new (void)
{
  return g_object_new (CUNYI_TYPE_FORM_GRID, NULL);
}

void
cunyi_form_grid_set_session (CunyiFormGrid *self, CunyiSession *session)
{
  g_return_if_fail (CUNYI_IS_FORM_GRID (self));

  drop_all (self);
  self->session = session;
  self->layout = session ? cunyi_session_get_layout (session) - 1 : 0;
  update (self, TRUE);
}

void
cunyi_form_grid_update (CunyiFormGrid *self)
{
  update (self, FALSE);
}

void
cunyi_form_grid_commit (CunyiFormGrid *self, gboolean ended)
{
  if (self->current && ended)
    cunyi_form_field_commit (self->current);
  else if (self->current)
    cunyi_form_field_push (self->current);
}

gboolean
cunyi_form_grid_focus_path (CunyiFormGrid *self, const char *path)
{
  int index = find_row (self, path);

  return index >= 0 && focus_from (self, index, 1);
}

static int
find_blank (CunyiFormGrid *self, gboolean required)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const CunyiField *field = cunyi_session_get_field (self->session, i);

      if (takes_keyboard (self, i) && *field->text == '\0' && field->required >= required)
        return i;
    }
  return -1;
}

gboolean
cunyi_form_grid_focus_first (CunyiFormGrid *self)
{
  int first = find_blank (self, TRUE);

  if (first < 0)
    first = find_blank (self, FALSE);
  return focus_from (self, MAX (first, 0), 1);
}
