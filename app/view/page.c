/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What all pages share: title, help anchor, the clinic, and doing nothing by default. */

#include "config.h"

#include "view/page.h"

typedef struct {
  CunyiClinic *clinic;
  char *title;
  char *help;
  GtkWidget *placed; /* what the page gave the keyboard to; a weak pointer */
  GCancellable *reading; /* while a thread reads what is shown */
  gboolean stale;        /* something changed meanwhile */
} CunyiPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CunyiPage, cunyi_page, ADW_TYPE_BIN)

enum { PROP_0, PROP_CLINIC, PROP_TITLE, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
focus_first (CunyiPage *page)
{
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static void
cunyi_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (CUNYI_PAGE (object));

  switch (id)
    {
    case PROP_CLINIC:
      g_value_set_object (value, priv->clinic);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cunyi_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (CUNYI_PAGE (object));

  switch (id)
    {
    case PROP_CLINIC:
      priv->clinic = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      cunyi_page_set_title (CUNYI_PAGE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cunyi_page_dispose (GObject *object)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (CUNYI_PAGE (object));

  g_cancellable_cancel (priv->reading);
  g_clear_object (&priv->reading);
  G_OBJECT_CLASS (cunyi_page_parent_class)->dispose (object);
}

static void
cunyi_page_finalize (GObject *object)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (CUNYI_PAGE (object));

  g_clear_weak_pointer (&priv->placed);
  g_clear_object (&priv->clinic);
  g_free (priv->title);
  g_free (priv->help);
  G_OBJECT_CLASS (cunyi_page_parent_class)->finalize (object);
}

static void
cunyi_page_class_init (CunyiPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cunyi_page_get_property;
  object_class->set_property = cunyi_page_set_property;
  object_class->dispose = cunyi_page_dispose;
  object_class->finalize = cunyi_page_finalize;
  klass->focus = focus_first;

  props[PROP_CLINIC] = g_param_spec_object ("clinic", NULL, NULL, CUNYI_TYPE_CLINIC,
                                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "",
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cunyi_page_init (CunyiPage *page)
{
}

const char *
cunyi_page_get_title (CunyiPage *page)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (page);

  return priv->title ? priv->title : "";
}

void
cunyi_page_set_title (CunyiPage *page, const char *title)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (page);

  if (g_strcmp0 (priv->title, title) == 0)
    return;
  g_free (priv->title);
  priv->title = g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, title ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (page), props[PROP_TITLE]);
}

const char *
cunyi_page_get_help (CunyiPage *page)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (page);

  return priv->help ? priv->help : "";
}

void
cunyi_page_set_help (CunyiPage *page, const char *anchor)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (page);

  g_free (priv->help);
  priv->help = g_strdup (anchor);
}

CunyiClinic *
cunyi_page_get_clinic (CunyiPage *page)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (page);

  return priv->clinic;
}

void
cunyi_page_refresh (CunyiPage *page)
{
  if (CUNYI_PAGE_GET_CLASS (page)->refresh)
    CUNYI_PAGE_GET_CLASS (page)->refresh (page);
}

GCancellable *
cunyi_page_begin_reading (CunyiPage *page)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (page);

  priv->stale = priv->reading != NULL;
  if (priv->stale)
    return NULL;
  priv->reading = g_cancellable_new ();
  return priv->reading;
}

gboolean
cunyi_page_end_reading (CunyiPage *page)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (page);

  g_clear_object (&priv->reading);
  return priv->stale;
}

GCancellable *
cunyi_page_get_reading (CunyiPage *page)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (page);

  return priv->reading;
}

static GtkWidget *
get_focus (CunyiPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  return root ? gtk_root_get_focus (root) : NULL;
}

static gboolean
has_keyboard (CunyiPage *page)
{
  GtkWidget *focus = get_focus (page);

  return focus && (focus == GTK_WIDGET (page) || gtk_widget_is_ancestor (focus, GTK_WIDGET (page)));
}

void
cunyi_page_focus (CunyiPage *page)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (page);

  CUNYI_PAGE_GET_CLASS (page)->focus (page);
  /* With nothing there yet that takes it, the page keeps the keyboard itself; else the window would give it to the search. */
  if (!has_keyboard (page) && gtk_widget_get_root (GTK_WIDGET (page)))
    {
      gtk_widget_set_focusable (GTK_WIDGET (page), TRUE);
      gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (page)), GTK_WIDGET (page));
    }
  g_set_weak_pointer (&priv->placed, has_keyboard (page) ? get_focus (page) : NULL);
}

/* Whoever has gone on with Tab meanwhile stays there. */
void
cunyi_page_focus_late (CunyiPage *page)
{
  CunyiPagePrivate *priv = cunyi_page_get_instance_private (page);

  if (gtk_widget_get_mapped (GTK_WIDGET (page))
      && (get_focus (page) == NULL || (has_keyboard (page) && (priv->placed == NULL || get_focus (page) == priv->placed))))
    cunyi_page_focus (page);
}

gboolean
cunyi_page_leave (CunyiPage *page)
{
  return CUNYI_PAGE_GET_CLASS (page)->leave == NULL || CUNYI_PAGE_GET_CLASS (page)->leave (page);
}

gboolean
cunyi_page_print (CunyiPage *page)
{
  if (CUNYI_PAGE_GET_CLASS (page)->print == NULL)
    return FALSE;
  CUNYI_PAGE_GET_CLASS (page)->print (page);
  return TRUE;
}
