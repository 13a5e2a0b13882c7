/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Invented people. */

#include "config.h"

#include "people.h"

#include <xlsxwriter.h>

#include "base/id-number.h"
#include "clinic/demo.h"
#include "clinic/resident.h"

#define N_COLUMNS 20

/* Often heard ones stand more than once. */
static const char *const surnames[] = {
  "王", "王", "王", "王", "李", "李", "李", "李", "张", "张", "张", "张", "刘", "刘", "刘", "陈", "陈", "杨", "杨", "赵",
  "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯",
  "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛",
  "单", "解", "欧阳", "上官",
};

static const char *const signs[] = {
  "国", "建", "华", "秀", "英", "桂", "兰", "玉", "梅", "明", "志", "强", "海", "军", "伟", "芳", "丽", "敏", "静", "文",
  "平", "春", "红", "霞", "金", "德", "福", "荣", "贵", "成", "俊", "杰", "磊", "涛", "浩", "宇", "欣", "怡", "雨", "晨",
  "子", "轩", "梓", "涵", "天", "佑", "庆", "云", "凤", "莲", "喜", "来", "根", "生", "长", "乐", "永", "顺", "振", "兴",
};

static const char *const relations[] = { "户主", "配偶", "之子", "之女" };

/* A number that looks as if thrown, from n and what it is for. */
static guint
throw (guint n, guint what)
{
  guint32 x = n * 2654435761u + what * 40503u + 12345u;

  x ^= x >> 15;
  x *= 2246822519u;
  x ^= x >> 13;
  return x;
}

static char *
make_name (guint n, guint household)
{
  /* Who is no spouse has the name of the house. */
  const char *surname = surnames[throw (n % 4 == 1 ? n : household, 1) % G_N_ELEMENTS (surnames)];
  const char *first = signs[throw (n, 2) % G_N_ELEMENTS (signs)];
  const char *second = throw (n, 3) % 5 == 0 ? "" : signs[throw (n, 4) % G_N_ELEMENTS (signs)];

  return g_strconcat (surname, first, second, NULL);
}

void
bench_person_init (BenchPerson *person, guint n)
{
  static const int ages[] = { 52, 50, 26, 18 };
  guint member = n % 4, order;

  person->household = n / 4;
  person->place = person->household % BENCH_PLACES;
  person->sex = member == 1 || member == 3 ? "2" : "1";
  person->birth = cunyi_day_new (2022, 6, 30) - ages[member] * 365 - (int) (person->household * 7919 % 6000);
  /* 6,000 days for as many households, then the next order, so that no two people share both. */
  order = person->household / 6000 * 2 + (person->sex[0] == '1' ? 1 : 2);
  person->name = make_name (n, person->household);
  person->id_number = cunyi_id_number_make (CUNYI_DEMO_ADDRESS, person->birth, order);
  person->phone = g_strdup_printf ("1%u%09u", 3 + throw (n, 6) % 7, throw (n, 7) % 1000000000);
  person->household_number = g_strdup_printf (CUNYI_DEMO_ADDRESS "%010u", person->household + 1);
  person->relation = relations[member];
}

void
bench_person_clear (BenchPerson *person)
{
  g_free (person->name);
  g_free (person->id_number);
  g_free (person->phone);
  g_free (person->household_number);
}

/* ---- into a store ---- */

static char *
save_household (CunyiClinic *clinic, const BenchPerson *person)
{
  g_autoptr (CunyiHousehold) household = cunyi_household_new ();
  g_autoptr (GError) error = NULL;

  g_free (household->place);
  household->place = cunyi_clinic_get_setting (clinic, "clinic/place", "");
  g_free (household->number);
  household->number = g_strdup (person->household_number);
  if (!cunyi_household_save (cunyi_clinic_get_database (clinic), household, &error))
    g_error ("%s", error->message);
  return g_strdup (household->id);
}

static void
save_person (CunyiClinic *clinic, const BenchPerson *from, const char *household)
{
  static const char *const codes[] = { "02", "12", "20", "30" };
  CunyiPerson person = {
    .household = (char *) household,
    .name = from->name,
    .id_type = (char *) "id",
    .id_number = from->id_number,
    .sex = (char *) from->sex,
    .birth = from->birth,
    .phone = from->phone,
    .ethnic = (char *) "01",
    .education = (char *) "",
    .insurance = (char *) "resident",
    .resident = TRUE,
    .state = (char *) "here",
    .state_since = CUNYI_DAY_NONE,
    .note = (char *) "",
    .extra = (char *) "{}",
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (from->relation == relations[i])
      person.relation = (char *) codes[i];
  if (!cunyi_person_save (cunyi_clinic_get_database (clinic), &person, &error))
    g_error ("%s: %s", from->id_number, error->message);
  g_free (person.id);
}

void
bench_people_save (CunyiClinic *clinic, guint n)
{
  CunyiDatabase *database = cunyi_clinic_get_database (clinic);
  g_autoptr (GError) error = NULL;
  g_autofree char *household = NULL;

  if (!cunyi_database_begin (database, "Bring in people", &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < n; i++)
    {
      g_auto (BenchPerson) person = { NULL };

      bench_person_init (&person, i);
      if (i % 4 == 0)
        {
          g_free (household);
          household = save_household (clinic, &person);
        }
      save_person (clinic, &person, household);
    }
  if (!cunyi_database_commit (database, &error))
    g_error ("%s", error->message);
}

/* ---- as a roster ---- */

static const char *const headers[N_COLUMNS] = {
  "省", "市", "县", "乡镇", "行政村", "自然村", "户编号", "人编号", "姓名", "性别", "证件号码", "出生日期", "与户主关系", "民族",
  "联系电话", "健康状况", "是否参加城乡居民基本医疗保险", "劳动技能", "人均纯收入", "务工时间（月）",
};

static void
write_row (lxw_worksheet *sheet, lxw_row_t row, const BenchPerson *person, guint n, lxw_format *day)
{
  static const char *const health[] = { "健康", "健康", "健康", "长期慢性病", "患有大病", "残疾" };
  static const char *const skill[] = { "普通劳动力", "技能劳动力", "无劳动力", "弱劳动力或半劳动力" };
  g_autofree char *group = g_strdup_printf ("第%u组", person->place + 1);
  g_autofree char *number = g_strdup_printf ("%s%02u", person->household_number, n % 4 + 1);
  const char *const texts[] = {
    "河南省", "南阳市", "方城县", "清河镇", "柳河村", group, person->household_number, number, person->name,
    person->sex[0] == '1' ? "男" : "女", person->id_number, NULL, person->relation, "汉族", person->phone,
    health[throw (n, 8) % G_N_ELEMENTS (health)], "是", skill[throw (n, 9) % G_N_ELEMENTS (skill)],
  };

  for (guint column = 0; column < G_N_ELEMENTS (texts); column++)
    if (texts[column])
      worksheet_write_string (sheet, row, column, texts[column], NULL);
  worksheet_write_number (sheet, row, 11, person->birth + 25569, day);
  worksheet_write_number (sheet, row, 18, 6000 + throw (n, 10) % 20000 + 0.5, NULL);
  worksheet_write_number (sheet, row, 19, throw (n, 11) % 13, NULL);
}

void
bench_people_write_roster (const char *path, guint n)
{
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, "人员信息");
  lxw_format *day = workbook_add_format (workbook);

  format_set_num_format (day, "yyyy-mm-dd");
  worksheet_merge_range (sheet, 0, 0, 0, N_COLUMNS - 1, "清河镇人口信息花名册", NULL);
  for (guint column = 0; column < N_COLUMNS; column++)
    worksheet_write_string (sheet, 1, column, headers[column], NULL);
  for (guint i = 0; i < n; i++)
    {
      g_auto (BenchPerson) person = { NULL };

      bench_person_init (&person, i);
      write_row (sheet, i + 2, &person, i, day);
    }
  if (workbook_close (workbook) != LXW_NO_ERROR)
    g_error ("%s could not be written", path);
}
