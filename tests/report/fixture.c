/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include <string.h>

const char *const fixture_sheet
  = "settings\n"
    ",id,title,period,rows,group,order,key,total,paper,left,middle,right,period_line,note,sign,file_name,people_title\n"
    ",small,${village}签约表,month,group,line,line_position,person,合计（去重）,A4 landscape,"
    "填报单位（盖章）：,填报日期：${today},单位：户、人,报告期：${from}至${until},\"说明一\n说明二\","
    "负责人：|审核人：|填表人：,签约表_${village}_${period}.xlsx,名单\n"
    "columns\n"
    ",header,kind,value,of,distinct,id,width,format,when\n"
    ",序号,number,,,,,,,\n"
    ",村组,key,line,,,,,,\n"
    ",人数,count,person,,person,people,,,\n"
    ",户数,count,household,,household,homes,,,\n"
    ",签约 › 签约数,count,signed,,person,signed,,,\n"
    ",签约 › 签约率（%）,rate,signed,people,,rate,,,\n"
    ",重点人群 › 合计 › 人数,count,key,,person,key,,,\n"
    ",重点人群 › 合计 › 占比（‰）,rate,key,people,,share,,permille,\n"
    ",重点人群 › 费用,sum,amount,,,amount,,decimal,${money} = 'yes'\n"
    ",姓名,list,name,,,,,,\n"
    "options\n"
    ",name,label,default,choices,note\n"
    ",money,费用,yes,yes=列|no=不列,\n"
    ",remark,备注,,,\n"
    "people\n"
    ",header,kind,value,width,format\n"
    ",序号,number,,,\n"
    ",姓名,text,name,,\n"
    ",编号,text,person,,text\n";

CunyiReport *
fixture_report (const char *sheet)
{
  g_autoptr(CunyiFaults) faults = cunyi_faults_new ("sheet.csv");
  g_autoptr(GBytes) bytes = g_bytes_new (sheet, strlen (sheet));
  g_autoptr(GBytes) sql = g_bytes_new_static ("SELECT 1", 8);
  CunyiReport *report = cunyi_report_new ("small", bytes, sql, faults);

  for (guint i = 0; i < cunyi_faults_count (faults); i++)
    {
      g_autofree char *text = cunyi_fault_to_text (cunyi_faults_get (faults, i));

      g_test_message ("%s", text);
    }
  g_assert_cmpuint (cunyi_faults_count (faults), ==, 0);
  g_assert_nonnull (report);
  return report;
}

typedef struct {
  const char *line;
  double position;
  const char *person, *household, *name;
  double is_signed, key, amount;
} Fact;

static const Fact facts_data[] = {
  { "10组", 10, "p1", "h1", "王一", 1, 1, 10.5 },
  { "2组", 2, "p2", "h2", "李二", 1, 0, 0 },
  { "2组", 2, "p3", "h2", "李三", 0, 1, 3.25 },
  { "2组", 2, "p3", "h2", "李三", 0, 1, 1 }, /* a second fact of the same person */
  { "2组", 2, "p4", "h3", "赵四", 1, 1, 0 },
  { "10组", 10, "p4", "h3", "赵四", 1, 1, 0 }, /* in two lines: once in the total */
  { "3组", 3, NULL, NULL, NULL, 0, 0, 0 },      /* a line without people */
};

CunyiFacts *
fixture_facts (void)
{
  static const char *const names[]
    = { "line", "line_position", "person", "household", "name", "signed", "key", "amount", NULL };
  CunyiFacts *facts = cunyi_facts_new (names);

  for (guint i = 0; i < G_N_ELEMENTS (facts_data); i++)
    {
      const Fact *fact = &facts_data[i];

      cunyi_facts_begin_row (facts);
      cunyi_facts_add_text (facts, fact->line);
      cunyi_facts_add_number (facts, fact->position);
      cunyi_facts_add_text (facts, fact->person);
      cunyi_facts_add_text (facts, fact->household);
      cunyi_facts_add_text (facts, fact->name);
      cunyi_facts_add_number (facts, fact->is_signed);
      cunyi_facts_add_number (facts, fact->key);
      cunyi_facts_add_number (facts, fact->amount);
    }
  return facts;
}

CunyiReportRequest *
fixture_request (CunyiReport *report)
{
  CunyiPeriod period = cunyi_period_around (CUNYI_PERIOD_MONTH, cunyi_day_new (2022, 7, 1), 25);
  CunyiReportRequest *request = cunyi_report_request_new (report, &period, cunyi_day_new (2022, 7, 26));

  g_assert_true (cunyi_report_request_set (request, "village", "大新庄村"));
  return request;
}

CunyiReportResult *
fixture_result (const char *sheet)
{
  g_autoptr(CunyiReport) report = fixture_report (sheet);
  g_autoptr(CunyiReportRequest) request = fixture_request (report);
  g_autoptr(CunyiFacts) facts = fixture_facts ();
  g_autoptr(GError) error = NULL;
  CunyiReportResult *result = cunyi_report_result_new (request, facts, &error);

  g_assert_no_error (error);
  return result;
}
