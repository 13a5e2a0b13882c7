/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Workflows as they are declared: what is read, and that every fault is named with its cell. */

#include "config.h"

#include "base/codes.h"
#include "base/pack.h"
#include "workflow/workflow.h"

#include <string.h>

/* Rows and columns of the faults below count in this file. */
#define RIGHT \
  "settings\n" \
  ",id,title,subject,topic,children,record,term\n" \
  ",loan,借书,person,book,page,loan_form,yes\n" \
  "survey\n" \
  ",type,name,label,default,calculation\n" \
  ",text,reader,读者,\n" \
  ",date,back,归还日期,${case_day}\n" \
  ",integer,times,次数,\n" \
  ",calculate,twice,,,${times} * 2\n" \
  "states\n" \
  ",name,label,kind,holds,due\n" \
  ",asked,已申请,first,,${opened}\n" \
  ",lent,已借出,middle,yes,${ends}\n" \
  ",returned,已归还,last,,\n" \
  "moves\n" \
  ",name,label,from,to,asks,required,guard,guard_message,sets,children,prints,automatic\n" \
  ",open,申请,,asked,reader,reader,,,,,,\n" \
  ",lend,借出,asked,lent,back,back,${back} >= ${today},太早。,begins = ${day}; ends = ${back},,slip,\n" \
  ",,,,,,,count(${page}) > 0,没有页。,,,,\n" \
  ",return,归还,lent,returned,,,,,times = 1,page:close,,${ends}\n"

static CunyiCodes *
find_codes (const char *id, gpointer data)
{
  return strcmp (id, "book") == 0 ? data : NULL;
}

static CunyiWorkflow *
parse (const char *id, const char *text, CunyiFaults *faults)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) list = g_bytes_new_static ("code,label\nb1,三国\n", strlen ("code,label\nb1,三国\n"));
  g_autoptr (CunyiCodes) codes = cunyi_codes_parse ("book", list, faults);

  return cunyi_workflow_parse (id, bytes, find_codes, codes, faults);
}

static void
assert_no_faults (CunyiFaults *faults)
{
  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      g_test_message ("%s", text);
    }
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
}

static void
a_workflow_is_read_whole (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("loan.csv");
  g_autoptr (CunyiWorkflow) workflow = parse ("loan", RIGHT, faults);
  const CunyiMove *lend;

  assert_no_faults (faults);
  g_assert_nonnull (workflow);
  g_assert_cmpstr (cunyi_workflow_get_id (workflow), ==, "loan");
  g_assert_cmpstr (cunyi_workflow_get_title (workflow), ==, "借书");
  g_assert_true (cunyi_workflow_is_about (workflow, "person"));
  g_assert_false (cunyi_workflow_is_about (workflow, "place"));
  g_assert_true (cunyi_workflow_has_term (workflow));
  g_assert_cmpstr (cunyi_workflow_get_topic (workflow), ==, "book");
  g_assert_cmpstr (cunyi_workflow_get_record (workflow), ==, "loan_form");
  g_assert_cmpstr (cunyi_workflow_get_children (workflow)[0], ==, "page");
  g_assert_cmpuint (cunyi_workflow_n_states (workflow), ==, 3);
  g_assert_cmpstr (cunyi_workflow_get_first (workflow)->name, ==, "asked");
  g_assert_cmpstr (cunyi_workflow_find_state (workflow, "lent")->label, ==, "已借出");
  g_assert_true (cunyi_workflow_find_state (workflow, "lent")->holds);
  g_assert_cmpstr (cunyi_workflow_get_opening (workflow)->name, ==, "open");

  lend = cunyi_workflow_find_move (workflow, "lend");
  g_assert_cmpuint (lend->n_guards, ==, 2);
  g_assert_cmpuint (lend->n_sets, ==, 2);
  g_assert_cmpstr (lend->sets[1].name, ==, "ends");
  g_assert_cmpstr (lend->prints[0], ==, "slip");
  g_assert_true (cunyi_move_starts_from (lend, "asked"));
  g_assert_false (cunyi_move_starts_from (lend, "lent"));
  g_assert_nonnull (cunyi_workflow_find_move (workflow, "return")->automatic);
}

static void
a_workbook_says_the_same (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "workflow", "loan.xlsx", NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  g_autoptr (GBytes) list = g_bytes_new_static ("code,label\nb1,三国\n", strlen ("code,label\nb1,三国\n"));
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("loan.xlsx");
  g_autoptr (CunyiCodes) codes = cunyi_codes_parse ("book", list, faults);
  g_autoptr (CunyiWorkflow) workflow = cunyi_workflow_parse ("loan", bytes, find_codes, codes, faults);
  g_autoptr (CunyiWorkflow) other = parse ("loan", RIGHT, faults);
  g_autofree char *select = NULL, *other_select = NULL;

  assert_no_faults (faults);
  select = cunyi_workflow_view_select (workflow);
  other_select = cunyi_workflow_view_select (other);
  g_assert_cmpstr (select, ==, other_select);
  g_assert_cmpuint (cunyi_workflow_n_moves (workflow), ==, cunyi_workflow_n_moves (other));
  g_assert_cmpuint (cunyi_workflow_find_move (workflow, "lend")->n_guards, ==, 2);
}

static void
the_view_has_a_column_for_each_question (void)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("loan.csv");
  g_autoptr (CunyiWorkflow) workflow = parse ("loan", RIGHT, faults);
  g_autofree char *select = cunyi_workflow_view_select (workflow);

  g_assert_nonnull (strstr (select, "data ->> '$.\"reader\"' AS \"reader\""));
  g_assert_nonnull (strstr (select, "WHEN 'lent' THEN '已借出'"));
  g_assert_nonnull (strstr (select, "WHERE workflow = 'loan'"));
}

static char *
replace (const char *text, const char *find, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, find, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (with, parts);
}

static void
every_fault_is_named_with_its_cell (void)
{
  static const struct {
    const char *find, *with;
    CunyiFaultCode code;
    const char *sheet;
    guint row, column;
  } cases[] = {
    { ",loan,借书", ",lone,借书", CUNYI_FAULT_WORKFLOW_SETTING, "settings", 3, 2 },   /* id is not the file's */
    { "book,page,loan_form", "book,,loan_form", CUNYI_FAULT_WORKFLOW_NAME, "moves", 19, 8 }, /* rows of no child */
    { "person,book", "dog,book", CUNYI_FAULT_WORKFLOW_SETTING, "settings", 3, 4 },    /* about nothing */
    { "person,book", "person,film", CUNYI_FAULT_WORKFLOW_SETTING, "settings", 3, 5 }, /* no such code list */
    { "book,page", "book,pa-ge", CUNYI_FAULT_WORKFLOW_NAME, "settings", 3, 6 },
    { "subject,topic", "subjekt,topic", CUNYI_FAULT_UNKNOWN_COLUMN, "settings", 2, 4 },
    { "states\n", "stat\n", CUNYI_FAULT_MISSING_SHEET, NULL, 0, 0 },
    { "moves\n", "move\n", CUNYI_FAULT_MISSING_SHEET, NULL, 0, 0 },
    { ",lent,", ",le-nt,", CUNYI_FAULT_WORKFLOW_NAME, "states", 13, 2 },
    { ",lent,", ",asked,", CUNYI_FAULT_WORKFLOW_DUPLICATE, "states", 13, 2 },
    { "已借出,middle", ",middle", CUNYI_FAULT_WORKFLOW_NAME, "states", 13, 3 },        /* no label */
    { "已借出,middle", "已借出,third", CUNYI_FAULT_WORKFLOW_STATE, "states", 13, 4 },   /* no such kind */
    { "已借出,middle", "已借出,first", CUNYI_FAULT_WORKFLOW_STATE, "states", 13, 4 },   /* two first ones */
    { "已申请,first", "已申请,middle", CUNYI_FAULT_WORKFLOW_STATE, "states", 0, 0 },    /* none is the first */
    { "已归还,last", "已归还,middle", CUNYI_FAULT_WORKFLOW_STATE, "states", 0, 0 },     /* none is the last */
    { "loan_form,yes", "loan_form,", CUNYI_FAULT_WORKFLOW_STATE, "states", 13, 5 },    /* holds without term */
    { "${ends}\n", "${end}\n", CUNYI_FAULT_WORKFLOW_NAME, "states", 13, 6 },           /* due of what is not there */
    { ",returned,已归还,last,,\n", ",returned,已归还,last,,\n,lost,遗失,last,,\n", CUNYI_FAULT_WORKFLOW_WAY, "states", 15, 2 },
    { "lent,returned", "asked,returned", CUNYI_FAULT_WORKFLOW_WAY, "states", 13, 2 },  /* cannot be left */
    { ",return,归还,lent,returned", ",return,归还,lent,", CUNYI_FAULT_WORKFLOW_MOVE, "moves", 20, 13 }, /* stays by itself */
    { "asked,lent", "asked,lend", CUNYI_FAULT_WORKFLOW_UNKNOWN_STATE, "moves", 18, 5 },
    { "lent,returned", "lend,returned", CUNYI_FAULT_WORKFLOW_UNKNOWN_STATE, "moves", 20, 4 },
    { ",return,", ",lend,", CUNYI_FAULT_WORKFLOW_DUPLICATE, "moves", 20, 2 },
    { "归还,lent,", "归还,,", CUNYI_FAULT_WORKFLOW_MOVE, "moves", 20, 4 },             /* two openings */
    { ",,asked,reader", ",,lent,reader", CUNYI_FAULT_WORKFLOW_MOVE, "moves", 17, 5 },  /* opens into the middle */
    { "back,back", "book,book", CUNYI_FAULT_WORKFLOW_QUESTION, "moves", 18, 6 },       /* asks what is not there */
    { "reader,reader", "reader,back", CUNYI_FAULT_WORKFLOW_QUESTION, "moves", 17, 7 }, /* required, not asked */
    { "returned,,", "returned,times,times", CUNYI_FAULT_WORKFLOW_MOVE, "moves", 20, 13 }, /* automatic asks */
    { "太早。", "", CUNYI_FAULT_WORKFLOW_GUARD, "moves", 18, 9 },                       /* refuses without a word */
    { "count(${page}) > 0", "", CUNYI_FAULT_WORKFLOW_GUARD, "moves", 19, 8 },          /* a word without a guard */
    { ",,,,,,,count", ",,,,reader,,,count", CUNYI_FAULT_WORKFLOW_GUARD, "moves", 19, 5 }, /* more than a guard */
    { "count(${page})", "count(${pages})", CUNYI_FAULT_WORKFLOW_NAME, "moves", 19, 8 },
    { "times = 1", "times", CUNYI_FAULT_WORKFLOW_SET, "moves", 20, 10 },
    { "times = 1", "times =", CUNYI_FAULT_WORKFLOW_SET, "moves", 20, 10 },
    { "times = 1", "time = 1", CUNYI_FAULT_WORKFLOW_QUESTION, "moves", 20, 10 },
    { "times = 1", "times = ${tims}", CUNYI_FAULT_WORKFLOW_NAME, "moves", 20, 10 },
    { ",,${ends}\n", ",,${person_birth}\n", CUNYI_FAULT_WORKFLOW_NAME, "moves", 20, 13 }, /* automatic looks around */
    { "page:close", "page", CUNYI_FAULT_WORKFLOW_CHILDREN, "moves", 20, 11 },
    { "page:close", "sheet:close", CUNYI_FAULT_WORKFLOW_CHILDREN, "moves", 20, 11 },   /* not in the settings */
    { ",prints,", ",print,", CUNYI_FAULT_UNKNOWN_COLUMN, "moves", 16, 12 },
    { ",reader,读者", ",state,读者", CUNYI_FAULT_WORKFLOW_QUESTION, "survey", 6, 3 },   /* every case has a state */
    { ",reader,读者", ",record,读者", CUNYI_FAULT_WORKFLOW_QUESTION, "survey", 6, 3 },
    { ",calculate,twice,,,${times} * 2\n", ",begin_group,g,组,\n,text,x,字,\n,end_group,,,\n", CUNYI_FAULT_WORKFLOW_QUESTION, "survey", 9, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = replace (RIGHT, cases[i].find, cases[i].with);
      g_autoptr (CunyiFaults) faults = cunyi_faults_new ("loan.csv");
      g_autoptr (CunyiWorkflow) workflow = parse ("loan", text, faults);
      gboolean found = FALSE;

      g_test_message ("%s -> %s", cases[i].find, cases[i].with);
      g_assert_null (workflow);
      for (guint j = 0; j < cunyi_faults_count (faults); j++)
        {
          const CunyiFault *fault = cunyi_faults_get (faults, j);
          g_autofree char *line = cunyi_fault_to_text (fault);

          g_test_message ("  %s", line);
          found |= fault->code == cases[i].code && g_strcmp0 (fault->sheet, cases[i].sheet) == 0
                   && fault->row == cases[i].row && fault->column == cases[i].column;
        }
      g_assert_true (found);
    }
}

static void
a_broken_expression_is_told_where_it_stands (void)
{
  static const char *const columns[] = { "${back} >= ${today}", "count(${page}) > 0", "${day}; ", "page:close,,${ends}" };
  static const char *const wrong[] = { "${back} >= (", "cuont(${page})", "1 +; ", "page:close,,1 +" };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = replace (RIGHT, columns[i], wrong[i]);
      g_autoptr (CunyiFaults) faults = cunyi_faults_new ("loan.csv");
      g_autoptr (CunyiWorkflow) workflow = parse ("loan", text, faults);

      g_test_message ("%s", wrong[i]);
      g_assert_null (workflow);
      g_assert_cmpuint (cunyi_faults_count (faults), >, 0);
      g_assert_cmpstr (cunyi_faults_get (faults, 0)->sheet, ==, "moves");
      g_assert_cmpuint (cunyi_faults_get (faults, 0)->row, >=, 18);
      g_assert_cmpuint (cunyi_faults_get (faults, 0)->column, >, 0);
    }
}

static void
a_semicolon_in_quotes_does_not_part_sets (void)
{
  g_autofree char *text = replace (RIGHT, "times = 1", "reader = 'a;b'; times = 2");
  g_autoptr (CunyiFaults) faults = cunyi_faults_new ("loan.csv");
  g_autoptr (CunyiWorkflow) workflow = parse ("loan", text, faults);

  assert_no_faults (faults);
  g_assert_cmpuint (cunyi_workflow_find_move (workflow, "return")->n_sets, ==, 2);
}

static void
nothing_at_all_is_a_fault_and_no_crash (void)
{
  static const char *const texts[] = { "", "\n", "settings\n", "states\n,name\n,x\n", "\xff\xfe\x00", "PK\x03\x04" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CunyiFaults) faults = cunyi_faults_new ("loan.csv");
      g_autoptr (CunyiWorkflow) workflow = parse ("loan", texts[i], faults);

      g_assert_null (workflow);
      g_assert_cmpuint (cunyi_faults_count (faults), >, 0);
    }
}

/* Letters swapped, doubled and dropped at random, the same ones each time. */
static void
damaged_files_are_told_and_do_no_harm (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260310);

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new (RIGHT);
      g_autoptr (CunyiFaults) faults = cunyi_faults_new ("loan.csv");
      g_autoptr (CunyiWorkflow) workflow = NULL;

      for (guint j = 0; j < 4; j++)
        {
          gsize at = g_rand_int_range (rand, 0, text->len);

          switch (g_rand_int_range (rand, 0, 3))
            {
            case 0:
              text->str[at] = g_rand_int_range (rand, 1, 256);
              break;
            case 1:
              g_string_erase (text, at, 1);
              break;
            default:
              g_string_insert_c (text, at, text->str[at]);
            }
        }
      workflow = parse ("loan", text->str, faults);
      g_assert_true (workflow != NULL || cunyi_faults_count (faults) > 0);
      g_assert_true (workflow == NULL || cunyi_workflow_get_first (workflow) != NULL);
    }
}

/* A declared workflow is checked here from the moment on that it exists. */

static CunyiCodes *
find_codes_of_pack (const char *id, gpointer data)
{
  GHashTable *kept = data;
  CunyiPack *pack = g_hash_table_lookup (kept, "pack");
  CunyiCodes *codes = g_hash_table_lookup (kept, id);
  g_autoptr (CunyiPackFile) file = codes != NULL ? NULL : cunyi_pack_find_file (pack, "codes", id);
  g_autoptr (GBytes) bytes = file == NULL ? NULL : cunyi_pack_file_read (file, NULL);
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (id);

  if (bytes != NULL)
    {
      codes = cunyi_codes_parse (id, bytes, faults);
      assert_no_faults (faults);
      g_hash_table_insert (kept, g_strdup (id), codes);
    }
  return codes;
}

/* The moves that a column children names are in another file. */
static void
check_carried_moves (GHashTable *workflows, CunyiWorkflow *workflow)
{
  for (guint i = 0; i < cunyi_workflow_n_moves (workflow); i++)
    {
      const CunyiMove *move = cunyi_workflow_get_move (workflow, i);

      for (guint j = 0; move->children[j] != NULL; j++)
        {
          g_auto (GStrv) parts = g_strsplit (move->children[j], ":", 2);
          CunyiWorkflow *child = g_hash_table_lookup (workflows, parts[0]);

          g_test_message ("%s", move->children[j]);
          g_strdelimit (parts[1], "?", '\0'); /* those that may */
          g_assert_nonnull (child);
          g_assert_nonnull (cunyi_workflow_find_move (child, parts[1]));
        }
    }
}

static void
check_pack (const char *name)
{
  g_autoptr (CunyiFaults) faults = cunyi_faults_new (name);
  g_autoptr (CunyiPack) pack = cunyi_pack_open (name, faults);
  g_autoptr (GPtrArray) files = cunyi_pack_list_files (pack, "workflows", faults);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) workflows
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cunyi_workflow_unref);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_insert (codes, g_strdup ("pack"), pack);
  for (guint i = 0; i < files->len; i++)
    {
      const CunyiPackFile *file = files->pdata[i];
      g_autoptr (GBytes) bytes = cunyi_pack_file_read (file, NULL);
      g_autoptr (CunyiFaults) own = cunyi_faults_new (file->file);
      CunyiWorkflow *workflow = cunyi_workflow_parse (file->id, bytes, find_codes_of_pack, codes, own);

      g_test_message ("%s", file->path);
      assert_no_faults (own);
      g_assert_nonnull (workflow);
      g_hash_table_insert (workflows, g_strdup (file->id), workflow);
    }
  g_assert_cmpuint (g_hash_table_size (workflows), >=, 5);
  g_hash_table_iter_init (&iter, workflows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    check_carried_moves (workflows, value);
  g_hash_table_iter_init (&iter, codes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (strcmp (key, "pack") != 0)
      cunyi_codes_unref (value);
}

static void
every_workflow_of_every_pack_is_right (void)
{
  g_auto (GStrv) packs = cunyi_packs_list ();

  g_assert_cmpuint (g_strv_length (packs), >=, 1);
  for (guint i = 0; packs[i] != NULL; i++)
    check_pack (packs[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/definition/a_workflow_is_read_whole", a_workflow_is_read_whole);
  g_test_add_func ("/definition/a_workbook_says_the_same", a_workbook_says_the_same);
  g_test_add_func ("/definition/the_view_has_a_column_for_each_question", the_view_has_a_column_for_each_question);
  g_test_add_func ("/definition/every_fault_is_named_with_its_cell", every_fault_is_named_with_its_cell);
  g_test_add_func ("/definition/a_broken_expression_is_told_where_it_stands", a_broken_expression_is_told_where_it_stands);
  g_test_add_func ("/definition/a_semicolon_in_quotes_does_not_part_sets", a_semicolon_in_quotes_does_not_part_sets);
  g_test_add_func ("/definition/nothing_at_all_is_a_fault_and_no_crash", nothing_at_all_is_a_fault_and_no_crash);
  g_test_add_func ("/definition/damaged_files_are_told_and_do_no_harm", damaged_files_are_told_and_do_no_harm);
  g_test_add_func ("/definition/every_workflow_of_every_pack_is_right", every_workflow_of_every_pack_is_right);
  return g_test_run ();
}
