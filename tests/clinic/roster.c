/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rosters as they come: read, compared, brought in, brought in again. What is in the store afterwards is looked at row by
 * row. The files are made by fixtures/make-rosters.py when the tests run; everybody in them is invented. */

#include "config.h"

#include <string.h>

#include "clinic/roster.h"
#include "scratch.h"
#include "sheet/workbook.h"

/* ---- looking ---- */

/* Rows of a query: values parted by |, rows by line ends. */
static char *
query (Scratch *scratch, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiStatement) rows = cunyi_database_prepare (cunyi_clinic_get_database (scratch->clinic), sql, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  while (cunyi_statement_step (rows, &error))
    for (int i = 0; i < cunyi_statement_n_columns (rows); i++)
      g_string_append_printf (text, "%s%s", i > 0 ? "|" : text->len > 0 ? "\n" : "", cunyi_statement_text_at (rows, i));
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static void
assert_rows (Scratch *scratch, const char *sql, const char *expected)
{
  g_autofree char *rows = query (scratch, sql);

  g_assert_cmpstr (rows, ==, expected);
}

static char *
fixture (const char *name)
{
  return g_test_build_filename (G_TEST_BUILT, "clinic", "rosters", name, NULL);
}

/* ---- bringing in ---- */

static CunyiRoster *
open_roster (Scratch *scratch, const char *name)
{
  g_autofree char *path = fixture (name);
  g_autoptr (GError) error = NULL;
  CunyiRoster *roster = cunyi_roster_read (scratch->clinic, path, NULL, &error);

  g_assert_no_error (error);
  return roster;
}

static void
compare_with (Scratch *scratch, CunyiRoster *roster, const CunyiRosterOptions *options)
{
  g_autoptr (GError) error = NULL;

  cunyi_roster_compare (roster, scratch->clinic, options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
compare (Scratch *scratch, CunyiRoster *roster)
{
  const CunyiRosterOptions options = { 0 };

  compare_with (scratch, roster, &options);
}

static void
apply (Scratch *scratch, CunyiRoster *roster)
{
  g_autoptr (GError) error = NULL;

  cunyi_roster_apply (roster, scratch->clinic, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static CunyiRosterCounts
bring_in (Scratch *scratch, const char *name)
{
  g_autoptr (CunyiRoster) roster = open_roster (scratch, name);
  CunyiRosterCounts counts;

  compare (scratch, roster);
  cunyi_roster_count (roster, &counts);
  apply (scratch, roster);
  return counts;
}

/* "3:number-cut-off:doubt 4:…" of all findings about rows. */
static char *
list_findings (CunyiRoster *roster)
{
  static const char *const levels[] = { "note", "warning", "doubt", "block" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cunyi_roster_n_findings (roster); i++)
    {
      const CunyiRosterFinding *finding = cunyi_roster_get_finding (roster, i);

      g_assert_cmpuint (strlen (finding->message), >, 10);
      if (finding->row > 0)
        {
          g_assert_cmpuint (cunyi_roster_get_row (roster, finding->index)->row, ==, finding->row);
          g_string_append_printf (text, "%s%u:%s:%s", text->len > 0 ? " " : "", finding->row,
                                  cunyi_roster_kind_name (finding->kind), levels[finding->level]);
        }
    }
  return g_string_free (text, FALSE);
}

static guint
find_column (CunyiRoster *roster, const char *header)
{
  for (guint i = 0; i < cunyi_roster_n_columns (roster); i++)
    if (strcmp (cunyi_roster_get_column (roster, i)->header, header) == 0)
      return i;
  g_error ("no column %s", header);
}

static const CunyiRosterValue *
find_value (CunyiRoster *roster, guint column, const char *text)
{
  const CunyiRosterValue *value;

  for (guint i = 0; (value = cunyi_roster_get_value (roster, column, i)); i++)
    if (strcmp (value->text, text) == 0)
      return value;
  return NULL;
}

/* ---- the national export ---- */

static void
assert_national (Scratch *scratch)
{
  assert_rows (scratch,
               "SELECT h.number, place.name, p.name, p.id_number, p.sex, p.birth, p.relation, p.ethnic, p.education, p.insurance, "
               "p.state FROM person AS p JOIN household AS h ON h.id = p.household JOIN place ON place.id = h.place ORDER BY p.id",
               "0000000101|一组|张有田|999999195803120016|1|1958-03-12|02|01|小学||here\n"
               "0000000101|一组|李秀英|999999196007250025|2|1960-07-25|10|01|文盲或半文盲||here\n"
               "0000000101|一组|张志强|999999198506010033|1|1985-06-01|20|01|初中||here\n"
               "0000000101|一组|王小梅|999999198709150044|2|1987-09-15|38|01|初中||here\n"
               "0000000101|一组|张子涵|999999201405100050|1|2014-05-10|41|01|||here\n"
               "0000000102|二组|赵德厚|999999195201050073|1|1952-01-05|02|01|小学||here\n"
               "0000000102|二组|赵有福|999999195402200090|1|1954-02-20|70|01|小学||here\n"
               "0000000103|二组|阿不都·买买提|999999197511110114|1|1975-11-11|02|05|高中||here\n"
               "0000000103|二组|古丽娜尔|999999197808080120|2|1978-08-08|10|05|高中||here");
  assert_rows (scratch,
               "SELECT h.number, m.group_, m.from_, m.until, m.detail ->> '$.risk', m.detail ->> '$.cleared', "
               "m.detail ->> '$.cleared_month', m.detail ->> '$.identified' FROM membership AS m "
               "JOIN household AS h ON h.id = m.household ORDER BY h.number",
               "0000000101|lifted||||||\n"
               "0000000102|mon_edge|2021-05-01||illness|no||2021-05\n"
               "0000000103|mon_sudden|2020-09-01||illness|yes|2022-06|2020-09");
}

static void
the_national_export_is_stored_as_it_stands (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiRosterCounts counts = bring_in (scratch, "national.xlsx");

  g_assert_cmpuint (counts.rows, ==, 9);
  g_assert_cmpuint (counts.added, ==, 9);
  g_assert_cmpuint (counts.new_households, ==, 3);
  g_assert_cmpuint (counts.new_places, ==, 2);
  g_assert_cmpuint (counts.doubtful + counts.refused, ==, 0);
  assert_national (scratch);
  /* Nothing is lost: columns without a place of their own are kept with the person or the household. */
  assert_rows (scratch, "SELECT extra FROM person WHERE name = '张有田'",
               "{\"person_no\":\"000000010101\",\"health\":\"长期慢性病、残疾\",\"labour\":\"弱劳动力或半劳动力\","
               "\"work_months\":\"0\",\"insured_major\":\"是\",\"首次识别时间\":\"201402\",\"人员识别时间\":\"201402\"}");
  assert_rows (scratch, "SELECT phone, extra FROM household WHERE number = '0000000101'",
               "13900000101|{\"data_date\":\"20220630\",\"family_size\":\"5\",\"risk_reason\":\"因缺劳动力\",\"house_danger\":\"否\","
               "\"water\":\"是\",\"income\":\"8965.25\"}");
  /* The village of the sheet is the clinic's own, found by its name. */
  assert_rows (scratch, "SELECT level, name FROM place ORDER BY id",
               "county|方城县\ntownship|清河镇\nvillage|柳河村\ngroup|一组\ngroup|二组");
  /* A claim of illness is no diagnosis. */
  assert_rows (scratch, "SELECT count (*) FROM condition", "0");
}

static void
the_same_export_as_gbk_text_changes_nothing (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiRosterCounts counts;

  bring_in (scratch, "national.xlsx");
  counts = bring_in (scratch, "national-gbk.csv");
  g_assert_cmpuint (counts.same, ==, 9);
  g_assert_cmpuint (counts.added + counts.changed + counts.moved + counts.changed_households + counts.missing, ==, 0);
  assert_national (scratch);
  g_clear_pointer (&scratch, scratch_free);

  scratch = scratch_new ("national");
  bring_in (scratch, "national-gbk.csv");
  assert_national (scratch);
}

static void
a_later_export_changes_moves_and_lists_who_is_missing (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = NULL;
  CunyiRosterCounts counts;

  bring_in (scratch, "national.xlsx");
  roster = open_roster (scratch, "national-again.xlsx");
  compare (scratch, roster);
  cunyi_roster_count (roster, &counts);
  g_assert_cmpuint (counts.added, ==, 1);
  g_assert_cmpuint (counts.changed, ==, 1);
  g_assert_cmpuint (counts.moved, ==, 1);
  g_assert_cmpuint (counts.same, ==, 6);
  g_assert_cmpuint (counts.changed_households, ==, 3);
  g_assert_cmpuint (counts.missing, ==, 1);
  g_assert_cmpstr (cunyi_roster_get_missing (roster, 0)->name, ==, "赵有福");
  apply (scratch, roster);
  assert_rows (scratch,
               "SELECT h.number, p.name, p.phone, p.relation, p.state FROM person AS p JOIN household AS h ON h.id = p.household "
               "WHERE p.name IN ('张志强', '古丽娜尔', '赵有福', '张子睿') ORDER BY h.number, p.name",
               "0000000101|张子睿||41|here\n0000000101|张志强|13800000303|20|here\n"
               "0000000102|古丽娜尔||10|here\n0000000102|赵有福||70|here");
  assert_rows (scratch, "SELECT count (*), count (DISTINCT id_number) FROM person", "10|10");
  assert_rows (scratch,
               "SELECT p.name, h.number, s.relation, s.until FROM stay AS s JOIN person AS p ON p.id = s.person "
               "JOIN household AS h ON h.id = s.household", "古丽娜尔|0000000103|10|2022-08-01");
}

/* 否 where the store says 是 ends the membership on that day; 是 again on the same day, and it goes on. */
static void
a_group_ends_and_goes_on_as_the_sheet_says (void)
{
  static const struct {
    const char *file;
    const char *after;
  } steps[] = {
    { "low-yes.csv", "dibao||" },
    { "low-no.csv", "dibao||2022-08-01" },
    { "low-yes.csv", "dibao||" },
    { "low-no.csv", "dibao||2022-08-01" },
  };
  g_autoptr (Scratch) scratch = scratch_new ("national");

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      bring_in (scratch, steps[i].file);
      assert_rows (scratch, "SELECT group_, from_, until FROM membership", steps[i].after);
    }
}

/* 边缘易致贫户 that becomes 突发严重困难户 is no longer the former. */
static void
one_class_of_monitored_households_replaces_the_other (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");

  bring_in (scratch, "class-edge.csv");
  bring_in (scratch, "class-sudden.csv");
  assert_rows (scratch, "SELECT group_, from_, until FROM membership ORDER BY id",
               "mon_edge|2021-05-01|2022-08-01\nmon_sudden|2022-07-01|");
}

static void
what_contradicts_itself_in_the_sheet_is_told (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = open_roster (scratch, "checks.csv");
  g_autofree char *findings = NULL;

  compare (scratch, roster);
  findings = list_findings (roster);
  g_assert_cmpstr (findings, ==,
                   "2:schooling:warning 2:insurance:warning 2:ill-without-help:warning 3:schooling:warning 3:insurance:warning "
                   "5:insurance:warning 5:ill-uninsured:warning 6:group-missing:warning 7:name-twice:doubt "
                   "7:number-missing:warning");
}

static void
a_list_of_changes_misses_nobody (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = NULL;
  const CunyiRosterOptions options = { .changes_only = TRUE };
  CunyiRosterCounts counts;

  bring_in (scratch, "national.xlsx");
  roster = open_roster (scratch, "national-again.xlsx");
  compare_with (scratch, roster, &options);
  cunyi_roster_count (roster, &counts);
  g_assert_cmpuint (counts.missing, ==, 0);
}

/* ---- lists of the village's own ---- */

static void
a_local_list_is_understood (gconstpointer name)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiRosterCounts counts = bring_in (scratch, name);

  g_assert_cmpuint (counts.added, ==, 4);
  g_assert_cmpuint (counts.skipped, ==, 1);
  assert_rows (scratch,
               "SELECT h.number, h.address, h.phone, p.name, p.sex, p.birth, p.relation, p.phone, p.note, p.extra FROM person AS p "
               "JOIN household AS h ON h.id = p.household ORDER BY p.id",
               "201|3组12号|13700000001|周大山|1|1955-08-17|02|||{\"鞋码\":\"42\"}\n"
               "201|3组12号|13700000001|陈桂兰|2|1957-12-30|12||独居老人|{\"鞋码\":\"37\"}\n"
               "201|3组12号|13700000001|周　平|1|1982-04-04|20|13700000002|在外务工|{\"disease\":\"怪病\",\"鞋码\":\"43\"}\n"
               "202|3组15号||吴老太|2|1930-05-06|02|||{}");
  assert_rows (scratch,
               "SELECT h.number, p.name, m.group_, m.detail ->> '$.kind', m.detail ->> '$.grade' FROM membership AS m "
               "LEFT JOIN household AS h ON h.id = m.household LEFT JOIN person AS p ON p.id = m.person ORDER BY m.group_, h.number",
               "201||dibao||\n202||dibao||\n|周大山|disabled|4|2");
  assert_rows (scratch,
               "SELECT p.name, c.disease, c.since, c.proven FROM condition AS c JOIN person AS p ON p.id = c.person ORDER BY c.id",
               "周大山|hypertension|2019-03-05|0\n周大山|diabetes|2019-03-05|0\n吴老太|hypertension||0");
}

static void
two_rows_of_header_are_read_as_one (gconstpointer name)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");

  bring_in (scratch, name);
  assert_rows (scratch,
               "SELECT h.number, p.name, p.id_number, p.relation FROM person AS p JOIN household AS h ON h.id = p.household "
               "ORDER BY p.id",
               "0000000101|张有田|999999195803120016|02\n0000000101|李秀英|999999196007250025|10\n"
               "0000000102|赵德厚|999999195201050073|02\n0000000102|赵有福|999999195402200090|70");
  assert_rows (scratch, "SELECT p.name, m.group_, m.detail FROM membership AS m JOIN person AS p ON p.id = m.person",
               "张有田|disabled|{\"grade\":\"1\",\"kind\":\"1\"}");
}

static void
without_numbers_households_go_from_head_to_head (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiRosterCounts counts = bring_in (scratch, "no-numbers.csv");

  g_assert_cmpuint (counts.households, ==, 2);
  assert_rows (scratch,
               "SELECT head.name, p.name, p.sex, p.birth, p.relation FROM person AS p JOIN person AS head "
               "ON head.household = p.household AND head.relation = '02' ORDER BY p.id",
               "何一|何一|1|1960-01-01|02\n何一|何二|2|1962-02-02|12\n何三|何三|1|1970-01-01|02\n何三|何四|1|1995-05-05|22");
  /* Known again by name, birth and household. */
  counts = bring_in (scratch, "no-numbers.csv");
  g_assert_cmpuint (counts.same, ==, 4);
  assert_rows (scratch, "SELECT count (*) FROM household", "2");
}

/* ---- what breaks in real files ---- */

static void
every_damage_is_told_with_its_row (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = open_roster (scratch, "damaged.xlsx");
  g_autofree char *findings = NULL;

  compare (scratch, roster);
  findings = list_findings (roster);
  g_assert_cmpstr (findings, ==,
                   "3:number-cut-off:doubt 4:number-cut-off:doubt 5:number-wrong:warning 6:number-twice:block "
                   "7:number-converted:note 8:number-card:note 9:number-missing:warning 10:number-other:warning "
                   "11:sex-differs:warning 11:birth-differs:warning 13:head-twice:warning 14:head-none:warning "
                   "14:date-unreadable:note 15:household-number:warning 15:birth-differs:warning 16:name-missing:block");
  apply (scratch, roster);
  assert_rows (scratch, "SELECT name, id_type, id_number, sex, birth FROM person WHERE household IN "
                        "(SELECT id FROM household WHERE number = '0301') ORDER BY id",
               "郑一|id|999999197001010316|1|1970-01-01\n"
               "郑四|id|999999199202020330|1|\n"
               "郑六|id|999999199401010314|1|1994-01-01\n"
               "郑七|id|999999199606060358|1|1996-06-06\n"
               "郑八|id||2|1999-09-09\n"
               "郑九|other|护照E12345678|2|2001-01-01\n"
               "郑十|id|999999200303030368|1|2003-03-04");
  assert_rows (scratch, "SELECT p.name, m.detail FROM membership AS m JOIN person AS p ON p.id = m.person",
               "郑七|{\"card\":\"99999919960606035843\",\"grade\":\"3\",\"kind\":\"4\"}");
  /* What fits several relations is not guessed. */
  assert_rows (scratch, "SELECT name, relation, extra FROM person WHERE name LIKE '陶%' ORDER BY id",
               "陶一|02|{}\n陶二||{\"relation\":\"之叔伯\"}\n陶三||{\"relation\":\"干亲\"}");
}

static void
doubtful_rows_come_in_when_they_are_taken (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = open_roster (scratch, "damaged.xlsx");

  compare (scratch, roster);
  g_assert_true (cunyi_roster_get_row (roster, 1)->doubtful);
  g_assert_false (cunyi_roster_get_row (roster, 1)->take);
  g_assert_true (cunyi_roster_set_take (roster, 1, TRUE));
  g_assert_false (cunyi_roster_set_take (roster, 4, TRUE)); /* the second row with a number */
  g_assert_true (cunyi_roster_set_take (roster, 7, FALSE));
  /* Decisions stay when it is compared again. */
  compare (scratch, roster);
  apply (scratch, roster);
  assert_rows (scratch, "SELECT name, id_number, extra FROM person WHERE name IN ('郑二', '郑三', '郑五', '郑八')",
               "郑二||{\"id_number\":\"999999199001011000\"}");
}

static void
lost_zeros_come_back_when_asked_for (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = open_roster (scratch, "damaged.xlsx");
  const CunyiRosterOptions options = { .pad_numbers = TRUE };

  compare_with (scratch, roster, &options);
  apply (scratch, roster);
  assert_rows (scratch, "SELECT h.number FROM household AS h JOIN person AS p ON p.household = h.id WHERE p.name = '钱一'", "0304");
}

static void
bare_codes_mean_nothing_until_they_are_settled (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = open_roster (scratch, "codes.csv");
  const CunyiRosterValue *value;
  guint sex = find_column (roster, "性别"), relation = find_column (roster, "与户主关系");
  guint dibao = find_column (roster, "是否低保"), risk = find_column (roster, "该户主要致贫原因说明");

  g_assert_cmpint (cunyi_roster_get_column (roster, risk)->certainty, ==, CUNYI_ROSTER_GUESS);
  g_assert_cmpstr (cunyi_roster_get_column (roster, risk)->field, ==, "risk_reason");
  g_assert_cmpstr (cunyi_roster_get_column (roster, risk)->samples[0], ==, "因病");
  value = find_value (roster, sex, "1");
  g_assert_nonnull (value);
  g_assert_cmpuint (value->count, ==, 1);
  g_assert_cmpstr (value->choices[0], ==, "1");
  g_assert_cmpstr (value->meaning, ==, "");

  /* A file in which 1 is a woman. */
  g_assert_true (cunyi_roster_set_meaning (roster, sex, "1", "2"));
  g_assert_true (cunyi_roster_set_meaning (roster, relation, "02", "02"));
  g_assert_true (cunyi_roster_set_meaning (roster, dibao, "1", "1"));
  g_assert_false (cunyi_roster_set_meaning (roster, sex, "1", "3"));
  g_assert_false (cunyi_roster_set_field (roster, risk, "no-such-field"));
  g_assert_true (cunyi_roster_set_field (roster, risk, ""));
  compare (scratch, roster);
  apply (scratch, roster);
  assert_rows (scratch, "SELECT name, sex, relation, extra FROM person ORDER BY id",
               "许一|2|02|{\"该户主要致贫原因说明\":\"因病\"}\n许二|2||{\"relation\":\"12\",\"sex\":\"2\"}");
  assert_rows (scratch, "SELECT extra FROM household", "{\"low_income\":\"0\"}");
  assert_rows (scratch, "SELECT group_ FROM membership", "dibao");
  g_clear_pointer (&roster, cunyi_roster_free);

  /* The next file of this layout asks nothing of it. */
  roster = open_roster (scratch, "codes.csv");
  g_assert_cmpstr (find_value (roster, sex, "1")->meaning, ==, "2");
  g_assert_cmpstr (cunyi_roster_get_column (roster, risk)->field, ==, "");
  g_assert_cmpint (cunyi_roster_get_column (roster, sex)->certainty, ==, CUNYI_ROSTER_REMEMBERED);
}

static void
a_list_without_households_adds_to_people_who_are_known (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  CunyiRosterCounts counts;

  bring_in (scratch, "national.xlsx");
  counts = bring_in (scratch, "people-only.csv");
  g_assert_cmpuint (counts.changed, ==, 1);
  g_assert_cmpuint (counts.doubtful, ==, 1);
  g_assert_cmpuint (counts.missing, ==, 0);
  assert_rows (scratch, "SELECT p.name, c.disease, c.since, c.proven FROM condition AS c JOIN person AS p ON p.id = c.person",
               "张有田|hypertension|2018-04-01|0");
  assert_rows (scratch, "SELECT count (*) FROM person", "9");
}

/* ---- hostile files ---- */

static void
a_hostile_file_is_cut_down (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");

  bring_in (scratch, "hostile.csv");
  /* The name of 5,000 letters is a doubt; the others come in, whatever signs they hold. */
  assert_rows (scratch,
               "SELECT p.name, length (h.number), json_valid (p.extra), length (p.extra) < 20000 FROM person AS p "
               "JOIN household AS h ON h.id = p.household ORDER BY p.id",
               "\"引号\\', {}|4|1|1\n=cmd|'/c calc'!A1|60|1|1\n方正常|4|1|1");
}

static void
a_column_that_is_no_place_ends_in_bounded_time (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = open_roster (scratch, "many-places.csv");
  CunyiRosterCounts counts;

  compare (scratch, roster);
  cunyi_roster_count (roster, &counts);
  g_assert_cmpuint (counts.refused, ==, 5999);
}

static void
what_is_no_roster_ends_in_a_sentence (void)
{
  static const struct {
    const char *file;
    int code;
  } cases[] = {
    { "nothing.csv", CUNYI_ROSTER_ERROR_NO_TABLE }, /* one column of prose */
    { "nobody.csv", CUNYI_ROSTER_ERROR_NO_ROWS },   /* a header alone */
  };
  g_autoptr (Scratch) scratch = scratch_new ("national");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fixture (cases[i].file);
      g_autoptr (GError) error = NULL;
      g_autoptr (CunyiRoster) roster = cunyi_roster_read (scratch->clinic, path, NULL, &error);
      const CunyiRosterOptions options = { 0 };

      if (roster)
        g_assert_false (cunyi_roster_compare (roster, scratch->clinic, &options, NULL, NULL, NULL, &error));
      g_assert_error (error, CUNYI_ROSTER_ERROR, cases[i].code);
      g_assert_cmpuint (strlen (error->message), >, 20);
    }
}

/* ---- all or nothing ---- */

static void
cancel_cb (gint64 done, gint64 total, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
nothing_is_written_before_and_by_a_cancelled_import (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = open_roster (scratch, "national.xlsx");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = query (scratch, "SELECT max (arrival) FROM journal");

  compare (scratch, roster);
  assert_rows (scratch, "SELECT max (arrival) FROM journal", before);
  g_cancellable_cancel (cancellable);
  g_assert_false (cunyi_roster_apply (roster, scratch->clinic, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, CUNYI_ROSTER_ERROR, CUNYI_ROSTER_ERROR_CANCELLED);
  assert_rows (scratch, "SELECT max (arrival) FROM journal", before);
  assert_rows (scratch, "SELECT count (*) FROM person", "0");
}

static void
a_preview_of_yesterday_is_refused (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = open_roster (scratch, "national.xlsx");
  g_autoptr (GError) error = NULL;

  compare (scratch, roster);
  bring_in (scratch, "no-numbers.csv");
  g_assert_false (cunyi_roster_apply (roster, scratch->clinic, NULL, NULL, NULL, &error));
  g_assert_error (error, CUNYI_ROSTER_ERROR, CUNYI_ROSTER_ERROR_STALE);
  assert_rows (scratch, "SELECT count (*) FROM person", "4");
  compare (scratch, roster);
  apply (scratch, roster);
  assert_rows (scratch, "SELECT count (*) FROM person", "13");
}

static void
an_import_is_undone_as_one_change (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (GError) error = NULL;
  CunyiDatabase *database = cunyi_clinic_get_database (scratch->clinic);
  g_autofree char *before = NULL;

  bring_in (scratch, "national.xlsx");
  before = query (scratch, "SELECT * FROM person ORDER BY id");
  bring_in (scratch, "national-again.xlsx");
  cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error);
  g_assert_no_error (error);
  assert_rows (scratch, "SELECT * FROM person ORDER BY id", before);
  assert_national (scratch);
  cunyi_database_undo (database, cunyi_database_last_change (database, NULL), &error);
  g_assert_no_error (error);
  assert_rows (scratch, "SELECT (SELECT count (*) FROM person) + (SELECT count (*) FROM household) + "
                        "(SELECT count (*) FROM membership) + (SELECT count (*) FROM roster_layout), "
                        "(SELECT count (*) FROM place)",
               "0|3");
}

/* Written here, because every row is its point: numbers in both spellings, and names between them. */
static void
village_groups_stand_by_their_numbers_then_as_they_came (void)
{
  static const char *const names[] = { "十二组", "第2组", "东头组", "10组", "三组", "桥西组" };
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = g_build_filename (scratch->folder, "groups.csv", NULL);
  g_autoptr (GString) text = g_string_new ("村民小组,户编号,与户主关系,姓名,性别\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRoster) roster = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (text, "%s,00%u,户主,王大%u,男\n", names[i], i + 1, i + 1);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  roster = cunyi_roster_read (scratch->clinic, path, NULL, &error);
  g_assert_no_error (error);
  compare (scratch, roster);
  cunyi_roster_take_doubtful (roster, TRUE);
  apply (scratch, roster);
  assert_rows (scratch, "SELECT name FROM place WHERE level = 'group' ORDER BY position, name",
               "第2组\n三组\n10组\n十二组\n东头组\n桥西组");
}

/* A committee's list of its own: one column for all groups, and a cell that names two is asked about. */
static void
one_column_may_name_all_groups (void)
{
  static const char text[] = "所在组,户编码,与户主的关系,人员姓名,公民身份证号,男/女,人员类型\n"
                             "一组,001,户主,单于飞,99999919530210101X,男,脱贫户\n"
                             "二组,002,户主,查秀兰,,女,边缘户\n"
                             "二组,003,户主,区大力,,男,五保户\n"
                             "二组,004,户主,仇英,,女,脱贫户、低保\n";
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = g_build_filename (scratch->folder, "groups.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRoster) roster = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  roster = cunyi_roster_read (scratch->clinic, path, NULL, &error);
  g_assert_no_error (error);
  compare (scratch, roster);
  g_assert_cmpstr (find_value (roster, find_column (roster, "人员类型"), "脱贫户、低保")->meaning, ==, "");
  cunyi_roster_take_doubtful (roster, TRUE);
  apply (scratch, roster);
  assert_rows (scratch,
               "SELECT p.name, p.sex, p.id_number <> '', coalesce (m.group_, '') FROM person AS p "
               "LEFT JOIN membership AS m ON m.person = p.id OR m.household = p.household ORDER BY p.id",
               "单于飞|1|1|lifted\n查秀兰|2|0|mon_edge\n区大力|1|0|wubao\n仇英|2|0|");
}

static void
a_list_of_heads_names_the_households (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autoptr (CunyiRoster) roster = open_roster (scratch, "heads.csv");
  g_autofree char *findings = NULL;

  compare (scratch, roster);
  findings = list_findings (roster);
  g_assert_cmpstr (findings, ==, ""); /* neither the signatures nor 9 before 10 are a fault */
  apply (scratch, roster);
  assert_rows (scratch,
               "SELECT h.number, g.name, v.name, p.name, p.relation, p.id_number <> '' FROM person AS p "
               "JOIN household AS h ON h.id = p.household JOIN place AS g ON g.id = h.place JOIN place AS v ON v.id = g.parent "
               "ORDER BY p.id",
               "9|1组|柳河村|张有田|02|1\n10|2组|柳河村|赵德厚|02|1\n11|3组|柳河村|阿不都·买买提|02|1");
}

static void
a_list_of_heads_misses_nobody_else (void)
{
  g_autoptr (Scratch) scratch = scratch_new ("national");
  g_autofree char *path = g_build_filename (scratch->folder, "heads.csv", NULL);
  g_autofree char *number = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CunyiRoster) roster = NULL;
  CunyiRosterCounts counts;

  bring_in (scratch, "national.xlsx");
  number = query (scratch, "SELECT id_number FROM person WHERE name = '张有田'");
  text = g_strdup_printf ("行政村,户主姓名,户主身份证号,联系电话\n柳河村,张有田,%s,13900000199\n", number);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  roster = cunyi_roster_read (scratch->clinic, path, NULL, &error);
  g_assert_no_error (error);
  compare (scratch, roster);
  cunyi_roster_count (roster, &counts);
  g_assert_cmpuint (counts.missing, ==, 0);
  g_assert_cmpuint (counts.moved + counts.added, ==, 0);
  apply (scratch, roster);
  assert_rows (scratch, "SELECT h.phone, count (*) FROM household AS h JOIN person AS p ON p.household = h.id "
                        "WHERE h.phone = '13900000199'", "13900000199|5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/roster/the-national-export-is-stored-as-it-stands", the_national_export_is_stored_as_it_stands);
  g_test_add_func ("/clinic/roster/the-same-export-as-gbk-text-changes-nothing", the_same_export_as_gbk_text_changes_nothing);
  g_test_add_func ("/clinic/roster/a-later-export-changes-moves-and-lists-who-is-missing",
                   a_later_export_changes_moves_and_lists_who_is_missing);
  g_test_add_func ("/clinic/roster/a-group-ends-and-goes-on-as-the-sheet-says", a_group_ends_and_goes_on_as_the_sheet_says);
  g_test_add_func ("/clinic/roster/one-class-of-monitored-households-replaces-the-other",
                   one_class_of_monitored_households_replaces_the_other);
  g_test_add_func ("/clinic/roster/what-contradicts-itself-in-the-sheet-is-told",
                   what_contradicts_itself_in_the_sheet_is_told);
  g_test_add_func ("/clinic/roster/a-list-of-changes-misses-nobody", a_list_of_changes_misses_nobody);
  g_test_add_data_func ("/clinic/roster/a-local-list-is-understood/xlsx", "local.xlsx", a_local_list_is_understood);
  g_test_add_data_func ("/clinic/roster/a-local-list-is-understood/xls", "local.xls", a_local_list_is_understood);
  g_test_add_data_func ("/clinic/roster/two-rows-of-header-are-read-as-one/xlsx", "two-rows.xlsx", two_rows_of_header_are_read_as_one);
  g_test_add_data_func ("/clinic/roster/two-rows-of-header-are-read-as-one/csv", "two-rows.csv", two_rows_of_header_are_read_as_one);
  g_test_add_func ("/clinic/roster/without-numbers-households-go-from-head-to-head",
                   without_numbers_households_go_from_head_to_head);
  g_test_add_func ("/clinic/roster/every-damage-is-told-with-its-row", every_damage_is_told_with_its_row);
  g_test_add_func ("/clinic/roster/doubtful-rows-come-in-when-they-are-taken", doubtful_rows_come_in_when_they_are_taken);
  g_test_add_func ("/clinic/roster/lost-zeros-come-back-when-asked-for", lost_zeros_come_back_when_asked_for);
  g_test_add_func ("/clinic/roster/bare-codes-mean-nothing-until-they-are-settled",
                   bare_codes_mean_nothing_until_they_are_settled);
  g_test_add_func ("/clinic/roster/a-list-without-households-adds-to-people-who-are-known",
                   a_list_without_households_adds_to_people_who_are_known);
  g_test_add_func ("/clinic/roster/one-column-may-name-all-groups", one_column_may_name_all_groups);
  g_test_add_func ("/clinic/roster/a-list-of-heads-names-the-households", a_list_of_heads_names_the_households);
  g_test_add_func ("/clinic/roster/a-list-of-heads-misses-nobody-else", a_list_of_heads_misses_nobody_else);
  g_test_add_func ("/clinic/roster/a-hostile-file-is-cut-down", a_hostile_file_is_cut_down);
  g_test_add_func ("/clinic/roster/a-column-that-is-no-place-ends-in-bounded-time",
                   a_column_that_is_no_place_ends_in_bounded_time);
  g_test_add_func ("/clinic/roster/what-is-no-roster-ends-in-a-sentence", what_is_no_roster_ends_in_a_sentence);
  g_test_add_func ("/clinic/roster/nothing-is-written-before-and-by-a-cancelled-import",
                   nothing_is_written_before_and_by_a_cancelled_import);
  g_test_add_func ("/clinic/roster/a-preview-of-yesterday-is-refused", a_preview_of_yesterday_is_refused);
  g_test_add_func ("/clinic/roster/an-import-is-undone-as-one-change", an_import_is_undone_as_one_change);
  g_test_add_func ("/clinic/roster/village-groups-stand-by-their-numbers-then-as-they-came",
                   village_groups_stand_by_their_numbers_then_as_they_came);
  return g_test_run ();
}
