/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shows the manual and, behind it, where the founding documents are carried out: headings, paragraphs, lists and **bold**, which
 * is all that these use. */

#include "config.h"

#include "view/manual-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _CunyiManualWindow {
  AdwWindow parent_instance;
  GtkTextView *text;
};

G_DEFINE_FINAL_TYPE (CunyiManualWindow, cunyi_manual_window, ADW_TYPE_WINDOW)

static char *
find_file (const char *name)
{
  const char *folder = g_getenv ("CUNYI_MANUAL_DIR");

  return g_build_filename (folder ? folder : CUNYI_MANUAL_DIR, name, NULL);
}

/* Text with **bold** in it, under the tag of its kind. */
static void
add_text (GtkTextBuffer *buffer, const char *text, const char *tag)
{
  g_auto (GStrv) parts = g_strsplit (text, "**", -1);
  GtkTextIter end;

  for (guint i = 0; parts[i]; i++)
    {
      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_buffer_insert_with_tags_by_name (buffer, &end, parts[i], -1, i % 2 == 1 ? "bold" : tag, tag, NULL);
    }
}

/* A heading's anchor becomes a mark in the text. */
static void
add_heading (GtkTextBuffer *buffer, const char *line)
{
  guint level = strspn (line, "#");
  const char *anchor = strstr (line, "{#");
  g_autofree char *title = anchor ? g_strndup (line + level, anchor - line - level) : g_strdup (line + level);
  g_autofree char *name = anchor ? g_strndup (anchor + 2, strcspn (anchor + 2, "}")) : NULL;
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (name && gtk_text_buffer_get_mark (buffer, name) == NULL)
    gtk_text_buffer_create_mark (buffer, name, &end, TRUE);
  add_text (buffer, g_strstrip (title), level == 1 ? "title" : "heading");
  add_text (buffer, "\n", "body");
}

static void
add_line (GtkTextBuffer *buffer, const char *line)
{
  if (line[0] == '#')
    add_heading (buffer, line);
  else if (g_str_has_prefix (line, "- "))
    {
      add_text (buffer, "• ", "item");
      add_text (buffer, line + 2, "item");
      add_text (buffer, "\n", "item");
    }
  else
    {
      add_text (buffer, line, "body");
      add_text (buffer, "\n", "body");
    }
}

static void
load (CunyiManualWindow *self, const char *name)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *path = find_file (name);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    content = g_strdup (_("The manual is not installed. It is the file data/manual/manual.md of the program."));
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (!g_str_has_prefix (lines[i], "<!--"))
      add_line (buffer, lines[i]);
}

static void
close_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
cunyi_manual_window_class_init (CunyiManualWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/cunyi/ui/manual-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CunyiManualWindow, text);
  gtk_widget_class_install_action (widget_class, "manual.close", NULL, close_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "manual.close", NULL);
}

static void
cunyi_manual_window_init (CunyiManualWindow *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_create_tag (buffer, "title", "scale", 1.6, "weight", PANGO_WEIGHT_BOLD, "pixels-below-lines", 8, NULL);
  gtk_text_buffer_create_tag (buffer, "heading", "scale", 1.2, "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 12, NULL);
  gtk_text_buffer_create_tag (buffer, "body", NULL);
  gtk_text_buffer_create_tag (buffer, "item", "left-margin", 24, "indent", -14, NULL);
  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  load (self, "manual.md");
  load (self, "founding.md");
}

void
cunyi_manual_window_show (GtkWindow *parent, const char *anchor)
{
  CunyiManualWindow *self = g_object_new (CUNYI_TYPE_MANUAL_WINDOW, "transient-for", parent, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextMark *mark = anchor[0] ? gtk_text_buffer_get_mark (buffer, anchor) : NULL;

  gtk_window_present (GTK_WINDOW (self));
  if (mark)
    gtk_text_view_scroll_to_mark (self->text, mark, 0, TRUE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
