/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Forms as they come out of spreadsheets that people in China fill: what is meant is understood, and what is lost is named
 * with sheet, row and column. */

#include "config.h"

#include "form/form.h"

#include <string.h>

/* Rows parted by line ends, cells by |; a cell may begin with a sign of its kind: # number, @ date, ! error, ~ lost digits. */
static CunyiTable *
make_table (const char *name, const char *text)
{
  CunyiTable *table = cunyi_table_new (name);
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);

  for (char **row = rows; *row; row++)
    {
      g_auto (GStrv) cells = g_strsplit (*row, "|", -1);

      cunyi_table_begin_row (table);
      for (char **cell = cells; *cell; cell++)
        {
          CunyiCellKind kind = **cell == '#'   ? CUNYI_CELL_NUMBER
                               : **cell == '@' ? CUNYI_CELL_DATE
                               : **cell == '!' ? CUNYI_CELL_ERROR
                               : **cell == '~' ? CUNYI_CELL_LOST_DIGITS
                               : **cell        ? CUNYI_CELL_TEXT
                                               : CUNYI_CELL_EMPTY;

          cunyi_table_add_cell (table, *cell + (kind > CUNYI_CELL_TEXT), -1, kind);
        }
    }
  return table;
}

static CunyiForm *
read_tables (CunyiTable *survey, CunyiTable *choices, CunyiFaults *faults)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) cunyi_table_unref);
  g_autoptr (CunyiSheets) sheets = NULL;

  g_ptr_array_add (tables, survey);
  if (choices)
    g_ptr_array_add (tables, choices);
  sheets = cunyi_sheets_new (tables);
  return cunyi_form_new ("habit", sheets, NULL, NULL, faults);
}

static void
what_is_meant_is_understood (void)
{
  CunyiTable *survey = make_table (" ＳＵＲＶＥＹ　", "高血压随访表（试用）\n\nType|NAME|Label |Required|Relevant|Constraint|parameters\n"
                                                     "ｉｎｔｅｇｅｒ　|ｓｂｐ|收缩压　|是||．　≥　６０　ａｎｄ　．　＜＝　２６０|\n"
                                                     "select_one　 ｌｅｖｅｌ|grade|分级||＄｛ｓｂｐ｝ ＞ １４０ and ‘a’ = “a”||\n"
                                                     "Begin　Group|g|组||||\nrange|pain|疼痛||||start　＝　0　end=１０\nend group|||||||\n"
                                                     "|||说明：以上由村医填写|||");
  CunyiTable *choices = make_table ("Choices", "List Name|name|label\nlevel|#1|轻\n|#2|中\n　|３|重");
  CunyiMerge merge = { 1, 0, 3, 0 };
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiForm) form = NULL;
  const CunyiItem *item;

  cunyi_table_add_merge (choices, &merge);
  form = read_tables (survey, choices, faults);
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      g_error ("%s", text);
    }
  item = cunyi_form_find (form, "sbp");
  g_assert_cmpint (item->kind, ==, CUNYI_ITEM_INTEGER);
  g_assert_cmpstr (cunyi_text_get_source (item->label), ==, "收缩压");
  g_assert_nonnull (item->required);
  g_assert_cmpuint (item->row, ==, 4);
  item = cunyi_form_find (form, "grade");
  g_assert_cmpuint (item->choices->n_choices, ==, 3);
  g_assert_cmpstr (item->choices->choices[2].name, ==, "3");
  g_assert_cmpfloat (cunyi_form_find (form, "pain")->range_end, ==, 10);
}

typedef struct {
  const char *survey;
  const char *choices;
  CunyiMerge merge; /* of the survey; nothing when all are 0 */
  const char *sheet;
  guint row, column;
} Habit;

static const Habit habits[] = {
  { "type|name|label|calculation\ncalculate|a||!#NAME?", NULL, { 0, 0, 0, 0 }, "survey", 2, 4 },
  { "type|name|label\ntext|@2022-01-02|甲", NULL, { 0, 0, 0, 0 }, "survey", 2, 2 },
  { "type|name|label\nselect_one p|a|甲", "list_name|name|label\np|@2022-01-02|一", { 0, 0, 0, 0 }, "choices", 2, 2 },
  { "type|name|label\nselect_one p|a|甲", "list_name|name|label\np|~411322195803150000|一", { 0, 0, 0, 0 }, "choices", 2, 2 },
  { "type|name|label\nselect_one p|a|甲", "list_name|name|label\np|1|一\n|2|二", { 0, 0, 0, 0 }, "choices", 3, 1 },
  { "type|name|label|relevant\ninteger|a|甲|\ninteger|b|乙|${a} > 1\ninteger|c|丙|", NULL, { 2, 3, 3, 3 }, "survey", 4, 4 },
  { "type|name|label\n题目|a|甲", NULL, { 0, 0, 0, 0 }, "survey", 2, 1 },
  { "type|name|label|relevant\ninteger|a|甲|\ninteger|b|乙|${c} > 1", NULL, { 0, 0, 0, 0 }, "survey", 3, 4 },
};

static void
what_is_lost_is_named (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (habits); i++)
    {
      const Habit *habit = &habits[i];
      CunyiTable *survey = make_table ("survey", habit->survey);
      g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
      g_autoptr (CunyiForm) form = NULL;
      gboolean found = FALSE;

      if (habit->merge.bottom > 0)
        cunyi_table_add_merge (survey, &habit->merge);
      form = read_tables (survey, habit->choices ? make_table ("choices", habit->choices) : NULL, faults);
      g_assert_null (form);
      for (guint j = 0; j < cunyi_faults_count (faults); j++)
        {
          const CunyiFault *fault = cunyi_faults_get (faults, j);

          found |= g_strcmp0 (fault->sheet, habit->sheet) == 0 && fault->row == habit->row && fault->column == habit->column;
        }
      if (!found)
        g_error ("habit %u is not told at %s, row %u, column %u", i, habit->sheet, habit->row, habit->column);
    }
}

/* A remark merged over a whole line is a remark. */
static void
merged_remarks_do_no_harm (void)
{
  CunyiTable *survey = make_table ("survey", "type|name|label|relevant\n|||\ntext|a|甲|");
  CunyiMerge merge = { 1, 0, 1, 3 };
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (NULL);
  g_autoptr (CunyiForm) form = NULL;

  cunyi_table_add_merge (survey, &merge);
  form = read_tables (survey, NULL, faults);
  g_assert_nonnull (form);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/form/habits/" #name, name)
  TEST (what_is_meant_is_understood);
  TEST (what_is_lost_is_named);
  TEST (merged_remarks_do_no_harm);
  return g_test_run ();
}
