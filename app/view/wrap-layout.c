/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fills line after line; each child gets its natural width, or the whole line when that is narrower. */

#include "config.h"

#include "view/wrap-layout.h"

struct _CunyiWrapLayout {
  GtkLayoutManager parent_instance;
  int spacing;
};

G_DEFINE_FINAL_TYPE (CunyiWrapLayout, cunyi_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

enum { PROP_0, PROP_SPACING, N_PROPS };
static GParamSpec *props[N_PROPS];

static int
natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
height_for_width (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* The first child of the next line; `width` and `height` receive those of this one. */
static GtkWidget *
end_of_line (CunyiWrapLayout *self, GtkWidget *first, int available, int *height)
{
  GtkWidget *child;
  int width = 0;

  *height = 0;
  for (child = first; child; child = gtk_widget_get_next_sibling (child))
    {
      int natural;

      if (!gtk_widget_should_layout (child))
        continue;
      natural = MIN (natural_width (child), available);
      if (width > 0 && width + self->spacing + natural > available)
        break;
      width += (width > 0 ? self->spacing : 0) + natural;
      *height = MAX (*height, height_for_width (child, natural));
    }
  return child;
}

static int
total_height (CunyiWrapLayout *self, GtkWidget *widget, int width)
{
  int total = 0;

  for (GtkWidget *first = gtk_widget_get_first_child (widget); first;)
    {
      int height;

      first = end_of_line (self, first, width, &height);
      total += height + (total > 0 && height > 0 ? self->spacing : 0);
    }
  return total;
}

static GtkSizeRequestMode
cunyi_wrap_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cunyi_wrap_layout_measure (GtkLayoutManager *layout, GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CunyiWrapLayout *self = CUNYI_WRAP_LAYOUT (layout);
  int widest = 0, sum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int min, nat;

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
        widest = MAX (widest, min);
        sum += nat + (sum > 0 ? self->spacing : 0);
      }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = sum;
    }
  else
    *minimum = *natural = total_height (self, widget, for_size < 0 ? sum : MAX (for_size, widest));
}

static void
cunyi_wrap_layout_allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  CunyiWrapLayout *self = CUNYI_WRAP_LAYOUT (layout);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *first = gtk_widget_get_first_child (widget); first;)
    {
      int line, x = 0;
      GtkWidget *next = end_of_line (self, first, width, &line);

      for (GtkWidget *child = first; child != next; child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_should_layout (child))
          {
            int natural = MIN (natural_width (child), width);

            gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - x - natural : x, y, natural, line }, -1);
            x += natural + self->spacing;
          }
      y += line + self->spacing;
      first = next;
    }
}

static void
cunyi_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, CUNYI_WRAP_LAYOUT (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cunyi_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    CUNYI_WRAP_LAYOUT (object)->spacing = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cunyi_wrap_layout_class_init (CunyiWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = cunyi_wrap_layout_get_property;
  object_class->set_property = cunyi_wrap_layout_set_property;
  layout_class->get_request_mode = cunyi_wrap_layout_get_request_mode;
  layout_class->measure = cunyi_wrap_layout_measure;
  layout_class->allocate = cunyi_wrap_layout_allocate;

  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 100, 6,
                                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cunyi_wrap_layout_init (CunyiWrapLayout *self)
{
}

GtkLayoutManager *
cunyi_wrap_layout_new (int spacing)
{
  return g_object_new (CUNYI_TYPE_WRAP_LAYOUT, "spacing", spacing, NULL);
}
