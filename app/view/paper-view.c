/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A drawing area for each page. What was drawn is kept as a picture of that size, so that scrolling draws nothing anew and a
 * frozen view has something to show. */

#include "config.h"

#include "view/paper-view.h"

#include <glib/gi18n.h>
#include <math.h>

#define POINT_SIZE (96.0 / 72.0) /* pixels of a point at the usual size */
#define SIDE 24                  /* pixels around a page */
#define LEAST_ZOOM 0.5
#define MOST_ZOOM 4.0
#define CARD_ZOOM 2.0            /* a card of 85 mm would be tiny */
#define CARD_WIDTH 300           /* points; what is narrower is a card */

struct _CunyiPaperView {
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkBox *pages;

  CunyiDocument *document;
  gboolean frozen;
  double zoom;
};

G_DEFINE_FINAL_TYPE (CunyiPaperView, cunyi_paper_view, GTK_TYPE_WIDGET)

#define PICTURE_KEY "cunyi-picture"
#define PAGE_KEY "cunyi-page"

static guint
get_page (GtkWidget *area)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), PAGE_KEY));
}

static cairo_surface_t *
draw_picture (CunyiPaperView *self, guint page, int width, int height)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (picture);
  double page_width, page_height;

  cunyi_document_get_page_size (self->document, page, &page_width, &page_height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width / page_width, height / page_height);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cunyi_document_draw_page (self->document, page, cr);
  cairo_destroy (cr);
  return picture;
}

static gboolean
fits (cairo_surface_t *picture, int width, int height)
{
  return picture && cairo_image_surface_get_width (picture) == width && cairo_image_surface_get_height (picture) == height;
}

/* The picture of a page at this size; draws it unless the document is in other hands. NULL when there is none. */
static cairo_surface_t *
get_picture (CunyiPaperView *self, GtkWidget *area, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (area);
  cairo_surface_t *picture = g_object_get_data (G_OBJECT (area), PICTURE_KEY);

  if (self->document == NULL || self->frozen || width < 1 || height < 1 || fits (picture, width * scale, height * scale))
    return picture;
  picture = draw_picture (self, get_page (area), width * scale, height * scale);
  g_object_set_data_full (G_OBJECT (area), PICTURE_KEY, picture, (GDestroyNotify) cairo_surface_destroy);
  return picture;
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  CunyiPaperView *self = CUNYI_PAPER_VIEW (data);
  cairo_surface_t *picture = get_picture (self, GTK_WIDGET (area), width, height);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (picture == NULL)
    return;
  cairo_scale (cr, (double) width / cairo_image_surface_get_width (picture),
               (double) height / cairo_image_surface_get_height (picture));
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
}

/* ---- size ---- */

/* Pixels of a point: the page is as wide as the room, but no larger than it pleases the eye. */
static double
find_scale (CunyiPaperView *self, double page_width)
{
  int room = gtk_widget_get_width (GTK_WIDGET (self->scroller)) - 2 * SIDE;
  double usual = page_width < CARD_WIDTH ? CARD_ZOOM * POINT_SIZE : POINT_SIZE;
  double fitting = room > 0 ? MIN (usual, room / page_width) : usual;

  return fitting * self->zoom;
}

static void
size_pages (CunyiPaperView *self)
{
  for (GtkWidget *area = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); area;
       area = gtk_widget_get_next_sibling (area))
    {
      double width, height, scale;

      cunyi_document_get_page_size (self->document, get_page (area), &width, &height);
      scale = find_scale (self, width);
      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), round (width * scale));
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), round (height * scale));
    }
}

static void
cunyi_paper_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CunyiPaperView *self = CUNYI_PAPER_VIEW (widget);
  gboolean wider = gtk_widget_get_width (GTK_WIDGET (self->scroller)) != width;

  gtk_widget_size_allocate (GTK_WIDGET (self->scroller), &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (wider && self->document)
    size_pages (self);
}

static void
cunyi_paper_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (CUNYI_PAPER_VIEW (widget)->scroller), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

/* ---- keyboard ---- */

static void
scroll_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (CUNYI_PAPER_VIEW (widget)->scroller);
  double share = g_variant_get_double (parameter);

  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) + share * gtk_adjustment_get_page_size (adjustment));
}

static void
bind_scrolling (GtkWidgetClass *widget_class)
{
  static const struct {
    guint keyval;
    double share; /* of what is in view */
  } keys[] = {
    { GDK_KEY_Up, -0.1 },       { GDK_KEY_Down, 0.1 },      { GDK_KEY_Page_Up, -0.9 }, { GDK_KEY_Page_Down, 0.9 },
    { GDK_KEY_space, 0.9 },     { GDK_KEY_Home, -1e6 },     { GDK_KEY_End, 1e6 },      { GDK_KEY_KP_Up, -0.1 },
    { GDK_KEY_KP_Down, 0.1 },   { GDK_KEY_KP_Home, -1e6 },  { GDK_KEY_KP_End, 1e6 },
  };

  gtk_widget_class_install_action (widget_class, "paper.scroll", "d", scroll_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].keyval, 0, "paper.scroll", "d", keys[i].share);
}

static void
cunyi_paper_view_dispose (GObject *object)
{
  CunyiPaperView *self = CUNYI_PAPER_VIEW (object);

  g_clear_pointer ((GtkWidget **) &self->scroller, gtk_widget_unparent);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cunyi_paper_view_parent_class)->dispose (object);
}

static void
cunyi_paper_view_class_init (CunyiPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cunyi_paper_view_dispose;
  widget_class->measure = cunyi_paper_view_measure;
  widget_class->size_allocate = cunyi_paper_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "paperview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  bind_scrolling (widget_class);
}

static void
cunyi_paper_view_init (CunyiPaperView *self)
{
  self->zoom = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->pages = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, SIDE));
  gtk_widget_set_halign (GTK_WIDGET (self->pages), GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (GTK_WIDGET (self->pages), SIDE);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->pages), SIDE);
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->pages));
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview"), -1);
}

/* A page as a picture with its words for those who hear it. */
static GtkWidget *
new_page (CunyiPaperView *self, guint page)
{
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  g_autofree char *text = cunyi_document_get_page_text (self->document, page);

  g_object_set_data (G_OBJECT (area), PAGE_KEY, GUINT_TO_POINTER (page));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, self, NULL);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (area, "paper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return area;
}

void
cunyi_paper_view_set_document (CunyiPaperView *self, CunyiDocument *document)
{
  GtkWidget *area;

  while ((area = gtk_widget_get_first_child (GTK_WIDGET (self->pages))))
    gtk_box_remove (self->pages, area);
  g_set_object (&self->document, document);
  if (document == NULL)
    return;
  for (guint i = 0; i < cunyi_document_n_pages (document); i++)
    gtk_box_append (self->pages, new_page (self, i));
  size_pages (self);
}

void
cunyi_paper_view_set_frozen (CunyiPaperView *self, gboolean frozen)
{
  GtkWidget *area = gtk_widget_get_first_child (GTK_WIDGET (self->pages));

  self->frozen = FALSE;
  for (; area; area = gtk_widget_get_next_sibling (area))
    if (frozen)
      get_picture (self, area, gtk_drawing_area_get_content_width (GTK_DRAWING_AREA (area)),
                   gtk_drawing_area_get_content_height (GTK_DRAWING_AREA (area)));
    else
      gtk_widget_queue_draw (area);
  self->frozen = frozen;
}

void
cunyi_paper_view_zoom (CunyiPaperView *self, double factor)
{
  self->zoom = CLAMP (self->zoom * factor, LEAST_ZOOM, MOST_ZOOM);
  if (self->document)
    size_pages (self);
}

double
cunyi_paper_view_get_zoom (CunyiPaperView *self)
{
  return self->zoom;
}
