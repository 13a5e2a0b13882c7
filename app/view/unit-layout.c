/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Row after row: as many children as the units allow and as fit with their smallest width. */

#include "config.h"

#include "view/unit-layout.h"

#define COLUMN_SPACING 12
#define ROW_SPACING 4

struct _CunyiUnitLayout {
  GtkLayoutManager parent_instance;
  guint columns;
  int width; /* that it was last asked for or given */
};

G_DEFINE_FINAL_TYPE (CunyiUnitLayout, cunyi_unit_layout, GTK_TYPE_LAYOUT_MANAGER)

static GQuark
units_quark (void)
{
  return g_quark_from_static_string ("cunyi-units");
}

static guint
get_units (CunyiUnitLayout *self, GtkWidget *child)
{
  guint units = GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (child), units_quark ()));

  return units == 0 ? self->columns : MIN (units, self->columns);
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
minimum_width (GtkWidget *child)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* One row: its children lie from `first` up to `end`. */
typedef struct {
  GtkWidget *first, *end;
  guint units, n;
} Row;

static int
share (const Row *row, int width, guint units)
{
  return (width - COLUMN_SPACING * ((int) row->n - 1)) * (int) units / (int) row->units;
}

static gboolean
fits (CunyiUnitLayout *self, const Row *row, int width)
{
  for (GtkWidget *child = row->first; child != row->end; child = next_shown (gtk_widget_get_next_sibling (child)))
    if (minimum_width (child) > share (row, width, get_units (self, child)))
      return FALSE;
  return TRUE;
}

/* The row that begins with `first`, a shown child. */
static Row
take_row (CunyiUnitLayout *self, GtkWidget *first, int width)
{
  Row row = { first, next_shown (gtk_widget_get_next_sibling (first)), get_units (self, first), 1 };

  while (row.end)
    {
      Row longer = { first, next_shown (gtk_widget_get_next_sibling (row.end)), row.units + get_units (self, row.end),
                     row.n + 1 };

      if (longer.units > self->columns || !fits (self, &longer, width))
        break;
      row = longer;
    }
  return row;
}

static int
natural_height (GtkWidget *widget, int width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* What comes first in a child; below it may stand what is told of it. */
static int
head_height (GtkWidget *child, int width)
{
  GtkWidget *head = gtk_widget_get_first_child (child);

  return head ? natural_height (head, width) : 0;
}

static gboolean
stands_low (GtkWidget *child)
{
  return gtk_widget_get_valign (child) == GTK_ALIGN_END;
}

/* The highest head of a row in which a child stands low; else 0. */
static int
row_head (CunyiUnitLayout *self, const Row *row, int width)
{
  gboolean low = FALSE;
  int head = 0;

  for (GtkWidget *child = row->first; child != row->end; child = next_shown (gtk_widget_get_next_sibling (child)))
    low |= stands_low (child);
  for (GtkWidget *child = row->first; low && child != row->end; child = next_shown (gtk_widget_get_next_sibling (child)))
    head = MAX (head, head_height (child, share (row, width, get_units (self, child))));
  return head;
}

/* How far below the top of its row a child begins: one that stands low has its head end where the highest ends, whatever
 * stands below the heads. */
static int
child_top (GtkWidget *child, int head, int width)
{
  return stands_low (child) ? MAX (head - head_height (child, width), 0) : 0;
}

static int
row_height (CunyiUnitLayout *self, const Row *row, int width)
{
  int height = 0, head = row_head (self, row, width);

  for (GtkWidget *child = row->first; child != row->end; child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int own = share (row, width, get_units (self, child));

      height = MAX (height, child_top (child, head, own) + natural_height (child, own));
    }
  return height;
}

static int
total_height (CunyiUnitLayout *self, GtkWidget *widget, int width)
{
  int total = 0;

  for (GtkWidget *first = next_shown (gtk_widget_get_first_child (widget)); first;)
    {
      Row row = take_row (self, first, width);

      total += row_height (self, &row, width) + (total > 0 ? ROW_SPACING : 0);
      first = row.end;
    }
  return total;
}

static GtkSizeRequestMode
cunyi_unit_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cunyi_unit_layout_measure (GtkLayoutManager *layout, GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CunyiUnitLayout *self = CUNYI_UNIT_LAYOUT (layout);
  int widest = 0, wished = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int min, nat;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
      widest = MAX (widest, min);
      wished = MAX (wished, nat * (int) self->columns / (int) get_units (self, child));
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (widest, wished);
    }
  else
    {
      /* Who asks for the height at no width in particular throws it away; the last one is measured already. */
      self->width = for_size >= 0 ? MAX (for_size, widest) : self->width > 0 ? self->width : wished;
      *minimum = *natural = total_height (self, widget, self->width);
    }
}

static void
allocate_row (CunyiUnitLayout *self, const Row *row, gboolean rtl, int width, int y, int height)
{
  guint before = 0, n = 0;
  int head = row_head (self, row, width);

  for (GtkWidget *child = row->first; child != row->end; child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      guint units = get_units (self, child);
      int x = share (row, width, before) + COLUMN_SPACING * (int) n;
      int own = share (row, width, units);

      int top = child_top (child, head, own);
      int high = stands_low (child) ? MIN (natural_height (child, own), height - top) : height;

      gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - x - own : x, y + top, own, high }, -1);
      before += units;
      n++;
    }
}

static void
cunyi_unit_layout_allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  CunyiUnitLayout *self = CUNYI_UNIT_LAYOUT (layout);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  self->width = width;
  for (GtkWidget *first = next_shown (gtk_widget_get_first_child (widget)); first;)
    {
      Row row = take_row (self, first, width);
      int own = row_height (self, &row, width);

      allocate_row (self, &row, rtl, width, y, own);
      y += own + ROW_SPACING;
      first = row.end;
    }
}

static void
cunyi_unit_layout_class_init (CunyiUnitLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = cunyi_unit_layout_get_request_mode;
  layout_class->measure = cunyi_unit_layout_measure;
  layout_class->allocate = cunyi_unit_layout_allocate;
}

static void
cunyi_unit_layout_init (CunyiUnitLayout *self)
{
}

GtkLayoutManager *
cunyi_unit_layout_new (guint columns)
{
  CunyiUnitLayout *self = g_object_new (CUNYI_TYPE_UNIT_LAYOUT, NULL);

  self->columns = CLAMP (columns, 1, 24);
  return GTK_LAYOUT_MANAGER (self);
}

void
cunyi_unit_layout_set_units (GtkWidget *child, guint units)
{
  g_object_set_qdata (G_OBJECT (child), units_quark (), GUINT_TO_POINTER (units));
}
