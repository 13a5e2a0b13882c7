/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Relationships of a part, with targets made into names of parts. */

#include "config.h"

#include "sheet/relationships.h"

#include <string.h>

#include "sheet/xml.h"

#define MAX_RELATIONSHIPS 65536

typedef struct {
  char *id;
  char *kind;
  char *target;
} Relationship;

struct _CunyiRelationships {
  char *folder; /* of the source, "" or ending in a slash */
  GArray *list;
};

static void
clear_relationship (gpointer data)
{
  Relationship *relationship = data;

  g_free (relationship->id);
  g_free (relationship->kind);
  g_free (relationship->target);
}

static char *
get_folder (const char *part)
{
  const char *slash = strrchr (part, '/');

  return slash ? g_strndup (part, slash - part + 1) : g_strdup ("");
}

/* "xl/" and "../styles.xml" make "styles.xml"; a leading slash starts at the package. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *whole = *target == '/' ? g_strdup (target) : g_strconcat (folder, target, NULL);
  g_auto (GStrv) steps = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  g_strdelimit (whole, "\\", '/');
  steps = g_strsplit (whole, "/", -1);
  for (guint i = 0; steps[i]; i++)
    if (strcmp (steps[i], "..") == 0)
      g_ptr_array_set_size (kept, kept->len > 0 ? (int) kept->len - 1 : 0);
    else if (steps[i][0] && strcmp (steps[i], ".") != 0)
      g_ptr_array_add (kept, steps[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static void
start_cb (gpointer data, CunyiXml *xml, guint element)
{
  CunyiRelationships *relationships = data;
  g_autofree char *mode = NULL;
  g_autofree char *type = NULL;
  g_autofree char *target = NULL;
  Relationship relationship;

  mode = cunyi_xml_dup_attribute (xml, "TargetMode");
  type = cunyi_xml_dup_attribute (xml, "Type");
  target = cunyi_xml_dup_attribute (xml, "Target");
  relationship.id = cunyi_xml_dup_attribute (xml, "Id");
  if (relationship.id == NULL || type == NULL || target == NULL || g_strcmp0 (mode, "External") == 0
      || relationships->list->len >= MAX_RELATIONSHIPS)
    {
      g_free (relationship.id);
      return;
    }
  relationship.kind = g_strdup (strrchr (type, '/') ? strrchr (type, '/') + 1 : type);
  relationship.target = resolve (relationships->folder, target);
  g_array_append_val (relationships->list, relationship);
}

CunyiRelationships *
cunyi_relationships_read (CunyiArchive *archive, const char *source, GError **error)
{
  static const char *const names[] = { "Relationship", NULL };
  static const CunyiXmlHandler handler = { names, start_cb };
  g_autoptr (CunyiRelationships) relationships = g_new0 (CunyiRelationships, 1);
  g_autofree char *name = NULL;

  relationships->folder = get_folder (source);
  relationships->list = g_array_new (FALSE, FALSE, sizeof (Relationship));
  g_array_set_clear_func (relationships->list, clear_relationship);
  name = g_strconcat (relationships->folder, "_rels/", source + strlen (relationships->folder), ".rels", NULL);
  if (cunyi_archive_has (archive, name) && !cunyi_xml_read (archive, name, &handler, relationships, error))
    return NULL;
  return g_steal_pointer (&relationships);
}

void
cunyi_relationships_free (CunyiRelationships *relationships)
{
  g_free (relationships->folder);
  g_array_unref (relationships->list);
  g_free (relationships);
}

const char *
cunyi_relationships_find (CunyiRelationships *relationships, const char *kind)
{
  for (guint i = 0; i < relationships->list->len; i++)
    {
      const Relationship *relationship = &g_array_index (relationships->list, Relationship, i);

      if (strcmp (relationship->kind, kind) == 0)
        return relationship->target;
    }
  return NULL;
}

const char *
cunyi_relationships_get (CunyiRelationships *relationships, const char *id, const char *kind)
{
  for (guint i = 0; i < relationships->list->len; i++)
    {
      const Relationship *relationship = &g_array_index (relationships->list, Relationship, i);

      if (strcmp (relationship->id, id) == 0)
        return strcmp (relationship->kind, kind) == 0 ? relationship->target : NULL;
    }
  return NULL;
}

gboolean
cunyi_relationships_has (CunyiRelationships *relationships, const char *id)
{
  for (guint i = 0; i < relationships->list->len; i++)
    if (strcmp (g_array_index (relationships->list, Relationship, i).id, id) == 0)
      return TRUE;
  return FALSE;
}
