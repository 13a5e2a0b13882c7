/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One layout; its size in one line is kept until the text or the font changes. */

#include "config.h"

#include "view/words.h"

#include <string.h>

struct _CunyiWords {
  GtkWidget parent_instance;

  PangoLayout *layout; /* NULL until it is asked for */
  char *text;
  PangoAttrList *attributes;
  int narrowest;       /* letters */
  int one_width, one_height; /* in one line, pixels; -1 when not measured */
  int least;           /* pixels of `narrowest` */
};

G_DEFINE_FINAL_TYPE (CunyiWords, cunyi_words, GTK_TYPE_WIDGET)

static void
forget (CunyiWords *self)
{
  g_clear_object (&self->layout);
  self->one_width = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* With its size in one line measured. */
static PangoLayout *
get_layout (CunyiWords *self)
{
  PangoFontMetrics *metrics;

  if (self->layout)
    return self->layout;
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  pango_layout_set_attributes (self->layout, self->attributes);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (self->layout, &self->one_width, &self->one_height);
  metrics = pango_context_get_metrics (pango_layout_get_context (self->layout), NULL, NULL);
  self->least = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics)) * self->narrowest;
  pango_font_metrics_unref (metrics);
  return self->layout;
}

static void
set_width (CunyiWords *self, int width)
{
  PangoLayout *layout = get_layout (self);
  int wanted = width < self->one_width ? width * PANGO_SCALE : -1;

  if (pango_layout_get_width (layout) != wanted)
    pango_layout_set_width (layout, wanted);
}

static GtkSizeRequestMode
cunyi_words_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cunyi_words_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  CunyiWords *self = CUNYI_WORDS (widget);
  PangoLayout *layout = get_layout (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (self->one_width, self->least);
      *natural = self->one_width;
      return;
    }
  *minimum = *natural = self->one_height;
  if (for_size >= 0 && for_size < self->one_width)
    {
      set_width (self, for_size);
      pango_layout_get_pixel_size (layout, NULL, natural);
      *minimum = *natural;
    }
}

static void
cunyi_words_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CunyiWords *self = CUNYI_WORDS (widget);

  set_width (self, gtk_widget_get_width (widget));
  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (widget), 0, 0, self->layout);
}

static void
cunyi_words_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cunyi_words_parent_class)->css_changed (widget, change);
  forget (CUNYI_WORDS (widget));
}

static void
cunyi_words_finalize (GObject *object)
{
  CunyiWords *self = CUNYI_WORDS (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  g_free (self->text);
  G_OBJECT_CLASS (cunyi_words_parent_class)->finalize (object);
}

static void
cunyi_words_class_init (CunyiWordsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cunyi_words_finalize;
  widget_class->get_request_mode = cunyi_words_get_request_mode;
  widget_class->measure = cunyi_words_measure;
  widget_class->snapshot = cunyi_words_snapshot;
  widget_class->css_changed = cunyi_words_css_changed;
  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
cunyi_words_init (CunyiWords *self)
{
  self->text = g_strdup ("");
  self->one_width = -1;
}

GtkWidget *
cunyi_words_new (int narrowest)
{
  CunyiWords *self = g_object_new (CUNYI_TYPE_WORDS, NULL);

  self->narrowest = narrowest;
  return GTK_WIDGET (self);
}

void
cunyi_words_set_text (CunyiWords *self, const char *text, PangoAttrList *attributes)
{
  gboolean same = strcmp (self->text, text) == 0;

  if (attributes)
    pango_attr_list_ref (attributes);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  self->attributes = attributes;
  if (!same)
    {
      g_free (self->text);
      self->text = g_strdup (text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
  forget (self);
}

const char *
cunyi_words_get_text (CunyiWords *self)
{
  return self->text;
}

int
cunyi_words_find (CunyiWords *self, double x, double y)
{
  int index, trailing;

  set_width (self, gtk_widget_get_width (GTK_WIDGET (self)));
  if (!pango_layout_xy_to_index (self->layout, x * PANGO_SCALE, y * PANGO_SCALE, &index, &trailing))
    return -1;
  return index;
}
