/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes facts.sql and sheet.csv of a form's records, as somebody would who declares them. The columns of the facts are q1,
 * q2 …: names of questions may be anything. */

#include "config.h"

#include "clinic/record-report.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/csv.h"

#define MAX_CHOICES 300 /* whose labels stand in the SELECT; longer lists show their codes */

typedef struct {
  GString *sql, *sheet;
  GHashTable *known; /* names of questions that have a column */
  guint n;
} Writer;

/* ---- SQL ---- */

static void
append_quoted (GString *sql, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  g_autofree char *doubled = g_strjoinv ("''", parts);

  g_string_append_printf (sql, "'%s'", doubled);
}

/* What the JSON around holds under the name of a question. (transfer full) */
static char *
name_answer (const char *source, const CunyiItem *item)
{
  /* In brackets: || binds no less than ->>. */
  return g_strdup_printf ("(%s ->> '$.\"%s\"')", source, item->name);
}

static void
append_one_label (GString *sql, const char *answer, const CunyiChoiceList *choices)
{
  g_string_append_printf (sql, "CASE %s", answer);
  for (guint i = 0; i < choices->n_choices; i++)
    {
      g_string_append (sql, " WHEN ");
      append_quoted (sql, choices->choices[i].name);
      g_string_append (sql, " THEN ");
      append_quoted (sql, cunyi_text_get_source (choices->choices[i].label));
    }
  g_string_append_printf (sql, " ELSE %s END", answer);
}

/* The words of the answer are looked for one by one; they come in the order of the list. */
static void
append_several_labels (GString *sql, const char *answer, const CunyiChoiceList *choices)
{
  g_string_append (sql, "(SELECT group_concat (column2, '、') FROM (VALUES ");
  for (guint i = 0; i < choices->n_choices; i++)
    {
      g_string_append (sql, i > 0 ? ", (" : "(");
      append_quoted (sql, choices->choices[i].name);
      g_string_append (sql, ", ");
      append_quoted (sql, cunyi_text_get_source (choices->choices[i].label));
      g_string_append_c (sql, ')');
    }
  g_string_append_printf (sql, ") WHERE instr (' ' || %s || ' ', ' ' || column1 || ' ') > 0)", answer);
}

/* An answer as people read it. */
static void
append_answer (GString *sql, const char *source, const CunyiItem *item)
{
  g_autofree char *answer = name_answer (source, item);

  if (item->choices && item->choices->n_choices <= MAX_CHOICES
      && (item->kind == CUNYI_ITEM_SELECT_ONE || item->proposes))
    append_one_label (sql, answer, item->choices);
  else if (item->choices && item->choices->n_choices <= MAX_CHOICES)
    append_several_labels (sql, answer, item->choices);
  else if (item->kind == CUNYI_ITEM_ACKNOWLEDGE || item->kind == CUNYI_ITEM_IMAGE)
    g_string_append_printf (sql, "CASE WHEN %s <> '' THEN '✓' END", answer);
  else if (item->kind == CUNYI_ITEM_MOMENT)
    g_string_append_printf (sql, "replace (%s, 'T', ' ')", answer);
  else
    g_string_append (sql, answer);
}

/* A list in one cell: its members parted by ；, the answers of each by ，. */
static void
append_members (GString *sql, CunyiForm *form, const CunyiItem *repeat)
{
  gboolean any = FALSE;

  g_string_append (sql, "(SELECT group_concat (rtrim (");
  for (guint i = repeat->index + 1; i < repeat->end; i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);

      if (item->repeat != repeat || !cunyi_item_has_answer (item) || item->kind >= CUNYI_ITEM_CALCULATE)
        continue;
      g_string_append_printf (sql, "%scoalesce (nullif (", any ? " || " : "");
      append_answer (sql, "member.value", item);
      g_string_append_printf (sql, ", '') || '，', '')");
      any = TRUE;
    }
  g_string_append_printf (sql, "%s, '，'), '；') FROM json_each (record.answers, '$.\"%s\"') AS member)", any ? "" : "''",
                          repeat->name);
}

/* ---- columns ---- */

/* Cells of a row of the sheet columns: header, kind, value, id, width, format. */
static void
append_column (Writer *writer, const char *header, const char *value, guint width, const char *format)
{
  g_autofree char *quoted = cunyi_csv_quote (header);

  g_string_append_printf (writer->sheet, ",%s,%s,%s,,%u,%s\n", quoted, *value ? "text" : "number", value, width, format);
}

/* The groups around it and its own words, without what the report would read as a value. */
static char *
make_header (const CunyiItem *item)
{
  const char *own = cunyi_text_get_source (item->label);
  g_autofree char *label = g_strdelimit (g_strdup (*own ? own : item->name), "\n\t$", ' ');
  const CunyiItem *group = item->parent;

  while (group && (group->kind != CUNYI_ITEM_GROUP || *cunyi_text_get_source (group->label) == '\0'))
    group = group->parent;
  if (group)
    {
      g_autofree char *around = g_strdelimit (g_strdup (cunyi_text_get_source (group->label)), "\n\t$", ' ');

      return g_strdup_printf ("%s › %s", around, label);
    }
  return g_steal_pointer (&label);
}

static guint
guess_width (const CunyiItem *item)
{
  if (item->kind == CUNYI_ITEM_REPEAT)
    return 40;
  if (cunyi_item_is_number (item))
    return 8;
  return item->kind == CUNYI_ITEM_DATE || item->kind == CUNYI_ITEM_TODAY ? 11 : item->multiline ? 24 : 14;
}

static const char *
find_format (const CunyiItem *item)
{
  if (item->kind == CUNYI_ITEM_DATE || item->kind == CUNYI_ITEM_TODAY)
    return "date";
  return item->kind == CUNYI_ITEM_INTEGER ? "integer" : item->kind == CUNYI_ITEM_DECIMAL ? "" : "text";
}

/* What a doctor has answered, or has seen. */
static gboolean
has_column (const CunyiItem *item)
{
  if (item->repeat)
    return FALSE;
  if (item->kind == CUNYI_ITEM_CALCULATE)
    return item->show || item->proposes;
  return item->kind == CUNYI_ITEM_REPEAT || (cunyi_item_has_answer (item) && item->kind < CUNYI_ITEM_CALCULATE);
}

static void
add_question (Writer *writer, CunyiForm *form, const CunyiItem *item)
{
  g_autofree char *header = make_header (item);
  g_autofree char *column = g_strdup_printf ("q%u", ++writer->n);

  g_string_append (writer->sql, ",\n  ");
  if (item->kind == CUNYI_ITEM_REPEAT)
    append_members (writer->sql, form, item);
  else
    append_answer (writer->sql, "record.answers", item);
  g_string_append_printf (writer->sql, " AS %s", column);
  append_column (writer, header, column, guess_width (item), find_format (item));
}

static void
add_questions (Writer *writer, CunyiForm *form)
{
  const char *day = cunyi_form_get_day_question (form);

  for (guint i = 0; i < cunyi_form_n_items (form); i++)
    {
      const CunyiItem *item = cunyi_form_get_item (form, i);

      /* The day stands at the head of the line. */
      if (has_column (item) && g_strcmp0 (item->name, day) != 0 && g_hash_table_add (writer->known, (gpointer) item->name))
        add_question (writer, form, item);
    }
}

/* Whom it is about: columns of the facts, of the sheet, and where they come from. */
static const char *
add_subject (Writer *writer, const char *kind)
{
  append_column (writer, _("Number"), "", 5, "");
  append_column (writer, _("Day"), "day", 11, "date");
  append_column (writer, _("Village group"), "place_name", 10, "text");
  if (strcmp (kind, "place") == 0)
    {
      g_string_append (writer->sql, "SELECT record.id AS record, record.day, place.name AS place_name");
      return "\nFROM record LEFT JOIN place ON place.id = record.subject";
    }
  append_column (writer, _("Household number"), "household_number", 17, "text");
  if (strcmp (kind, "household") == 0)
    {
      append_column (writer, _("Head"), "head_name", 8, "text");
      g_string_append (writer->sql, "SELECT record.id AS record, record.day, about.household, about.place_name, "
                                    "about.number AS household_number, about.head_name");
      return "\nFROM record LEFT JOIN home AS about ON about.household = record.subject";
    }
  append_column (writer, _("Name"), "name", 8, "text");
  append_column (writer, _("Sex"), "sex", 5, "text");
  append_column (writer, _("ID number"), "id_number", 20, "text");
  g_string_append (writer->sql, "SELECT record.id AS record, record.day, about.person, about.place_name, "
                                "about.household_number, about.name,\n  "
                                "CASE about.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex,\n  "
                                "CASE WHEN :mask_id = 'yes' AND length (about.id_number) >= 15 THEN substr (about.id_number, 1, 6)"
                                " || substr ('***********', 1, length (about.id_number) - 10) || substr (about.id_number, -4)"
                                " ELSE about.id_number END AS id_number");
  return "\nFROM record LEFT JOIN everyone AS about ON about.person = record.subject";
}

static void
append_settings (GString *sheet, CunyiForm *form, const char *name, const char *kind)
{
  g_autofree char *plain = g_strdelimit (g_strdup (cunyi_form_get_title (form)), "$\n/\\", ' ');
  /* Translators: the village, the title of a form, the year. */
  g_autofree char *title = g_strdup_printf (_("%s: %s (%s)"), "${place_village}", plain, "${year}");
  g_autofree char *file = g_strdup_printf ("%s_${year}.xlsx", plain);
  g_autofree char *cells[] = { cunyi_csv_quote (title), cunyi_csv_quote (plain), cunyi_csv_quote (file) };

  g_string_append_printf (sheet, "settings\n,id,title,name,period,rows,order,key,paper,file_name\n,%s,%s,%s,year,each,day,%s,A4 landscape,%s\n",
                          name, cells[0], cells[1], strcmp (kind, "place") == 0 ? "" : kind, cells[2]);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_free (g_steal_pointer (&cells[i]));
}

CunyiReport *
cunyi_record_report_new (GPtrArray *versions, CunyiFaults *faults)
{
  CunyiForm *form = g_ptr_array_index (versions, 0);
  const char *kind = cunyi_form_get_subject (form), *from;
  g_autofree char *name = g_strconcat (CUNYI_RECORD_REPORT_PREFIX, cunyi_form_get_id (form), NULL);
  g_autoptr (GString) sql = g_string_new (NULL), sheet = g_string_new (NULL);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GBytes) facts = NULL, table = NULL;
  Writer writer = { sql, sheet, known, 0 };

  append_settings (sheet, form, name, kind);
  g_string_append (sheet, "columns\n,header,kind,value,id,width,format\n");
  from = add_subject (&writer, kind);
  for (guint i = 0; i < versions->len; i++)
    add_questions (&writer, g_ptr_array_index (versions, i));
  g_string_append_printf (sql, ",\n  staff.name AS filled_by%s\n  LEFT JOIN staff ON staff.id = record.staff\n"
                               "WHERE record.form = '%s' AND record.day BETWEEN :from AND :until\n"
                               "  AND (:place IS NULL OR %s IN (SELECT place FROM place_around WHERE around = :place))\n"
                               "ORDER BY record.day, record.id",
                          from, cunyi_form_get_id (form), strcmp (kind, "place") == 0 ? "place.id" : "about.place");
  append_column (&writer, _("Filled by"), "filled_by", 8, "text");
  if (strcmp (kind, "person") == 0)
    g_string_append_printf (sheet, "options\n,name,label,default,choices,note\n,mask_id,%s,yes,yes=%s|no=%s,\n", _("ID number"),
                            _("hide the middle"), _("whole"));
  facts = g_bytes_new (sql->str, sql->len);
  table = g_bytes_new (sheet->str, sheet->len);
  return cunyi_report_new (name, table, facts, faults);
}
