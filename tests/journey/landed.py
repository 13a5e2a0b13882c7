# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the main job leaves behind, read by programs that are not ours, whether it was done by command or by keyboard.
What should be in the reports is counted from what went into the roster, without the program."""
import datetime
import re
import subprocess
from collections import Counter

import openpyxl

from tap import same

TODAY = datetime.date.today()
FOUR = {'高血压', '2型糖尿病'}  # of the four diseases, those in the roster
SIGNED = {'陈国强', '周秀莲', '陈子涵'}  # the son lives elsewhere
MEASURED = {'陈国强', '周秀莲'}

out = None    # folder of what was printed and exported
truth = None  # who was put into the roster
cases = None  # lines of “cunyictl cases” about the woman with two diseases, and about her household


def look_at(folder, people, lines):
    global out, truth, cases
    out, truth, cases = folder, people, [line.split('\t') for line in lines]


def text_of(name, *options):
    return subprocess.run(['pdftotext', *options, out / name, '-'], check=True, capture_output=True, text=True).stdout


def info_of(name):
    lines = subprocess.run(['pdfinfo', out / name], check=True, capture_output=True, text=True).stdout.splitlines()
    return {key: value.strip() for key, _, value in (line.partition(':') for line in lines)}


def book(part):
    found = [path for path in out.glob('*.xlsx') if part in path.name]
    same(len(found), 1)
    return openpyxl.load_workbook(found[0])


def columns_of(sheet, top, bottom):
    """Names of the columns over two header rows: 签约›签约总数."""
    names = {}
    for column in range(1, sheet.max_column + 1):
        upper, lower = sheet.cell(top, column).value, sheet.cell(bottom, column).value
        left = column
        while upper is None and left > 1:
            left -= 1
            upper = sheet.cell(top, left).value
        names[f'{upper}›{lower}' if lower and top != bottom else upper] = column
    return names


# ---- counting without the program ----

def age(person):
    birth = datetime.date.fromisoformat(person['birth'])
    month = TODAY.replace(day=28) + datetime.timedelta(days=4)
    end = month - datetime.timedelta(days=month.day)
    return end.year - birth.year - ((end.month, end.day) < (birth.month, birth.day))


def classed(person):
    return person['kind'] == '脱贫户' or person['monitor'] or person['dibao'] == '是' or person['disability_kind']


def key(person):
    return classed(person) or age(person) >= 65 or age(person) <= 6 or FOUR & set(person['diseases'].split('、'))


def count(people):
    people = list(people)
    signed = [p for p in people if p['name'] in SIGNED and p['number'] == truth[0]['number']]
    return {
        '常住人口数': sum(p['resident'] == '是' for p in people),
        '签约›签约总数': len(signed),
        '签约›本月新签约': len(signed),
        '重点人群›重点人群数': sum(bool(key(p)) for p in people),
        '重点人群›重点人群签约数': sum(bool(key(p)) for p in signed),
        '脱贫户、监测户、四类人员›应签约（户）': len({p['number'] for p in people if classed(p)}),
        '脱贫户、监测户、四类人员›应签约（人）': sum(bool(classed(p)) for p in people),
        '脱贫户、监测户、四类人员›已签约（人）': sum(bool(classed(p)) for p in signed),
        '履约›履约人数': sum(p['name'] in MEASURED for p in signed),
    }


# ---- tests ----

def cases_stand_where_they_were_moved():
    states = {(line[1], line[4]): line[5] for line in cases}
    same(states['chronic_application', ''], 'a_card')
    same(states['chronic_disease', 'hypertension'], 'r_pass')
    same(states['chronic_disease', 'diabetes'], 'r_fail')
    assert states['contract', ''] in ('signed', 'active')
    assert states['household_agreement', ''] in ('signed', 'active')
    # What was wrong at the visit.
    same({line[4] for line in cases if line[1] == 'problem'}, {'P_MED', 'P_FOLLOW', 'P_SIGN', 'P_CARD'})


def the_monthly_report_counts_what_the_roster_holds():
    sheet = book('签约服务月报表').worksheets[0]
    names = columns_of(sheet, 4, 5)
    rows = {sheet.cell(row, 2).value or sheet.cell(row, 1).value: row for row in range(6, 11)}
    groups = {p['group'] for p in truth}
    same(set(rows), groups | {'合计（去重）'})
    for name, row in rows.items():
        wanted = count(p for p in truth if name in (p['group'], '合计（去重）'))
        same((name, {column: sheet.cell(row, names[column]).value for column in wanted}), (name, wanted))


def the_monthly_report_works_out_its_rates():
    sheet = book('签约服务月报表').worksheets[0]
    names = columns_of(sheet, 4, 5)
    for row in range(6, 11):
        for rate, part, whole in (('签约›签约率（%）', '签约›签约总数', '常住人口数'),
                                  ('履约›履约率（%）', '履约›履约人数', '签约›签约总数')):
            part, whole = sheet.cell(row, names[part]).value, sheet.cell(row, names[whole]).value
            same(sheet.cell(row, names[rate]).value, round(100 * part / whole, 2) if whole else '—')
        same(sheet.cell(row, names['签约›签约率（%）']).number_format, '0.00')
        same(sheet.cell(row, names['签约›签约总数']).number_format, '0')


def the_monthly_report_looks_like_the_paper():
    sheet = book('签约服务月报表').worksheets[0]
    same(sheet['A1'].value, '家庭医生签约服务月报表')
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    names = columns_of(sheet, 4, 5)
    same({'A1:T1', 'A4:A5', 'B4:B5', 'C4:C5', 'D4:J4', 'K4:M4', 'N4:Q4', 'R4:S4', 'T4:T5', 'A10:B10'} - merged, set())
    same(len(names), 20)
    same((sheet.page_setup.orientation, str(sheet.page_setup.paperSize)), ('landscape', '9'))
    same(sheet.print_title_rows, '$4:$5')
    period = f'报告期：{TODAY.year}年{TODAY.month}月（{TODAY:%Y-%m}-01至'
    assert period in sheet['A3'].value, sheet['A3'].value
    same([sheet.cell(sheet.max_row, column).value for column in (1, 7, 12, 17)],
         ['单位负责人（签字）：', '审核人：', '填表人：', '联系电话：'])


def the_people_behind_the_numbers_are_listed():
    sheet = book('签约服务月报表').worksheets[1]
    names = columns_of(sheet, 3, 3)
    rows = [row for row in range(4, sheet.max_row) if isinstance(sheet.cell(row, 1).value, int)]
    listed = [p for p in truth if p['resident'] == '是' or classed(p)]
    same(Counter(sheet.cell(row, names['姓名']).value for row in rows), Counter(p['name'] for p in listed))
    signed = {sheet.cell(row, names['姓名']).value for row in rows if sheet.cell(row, names['签约']).value == '是'}
    same(signed, SIGNED)
    for row in rows:
        for column in ('户编号', '身份证号码'):
            cell = sheet.cell(row, names[column])
            same((cell.data_type, cell.number_format), ('s', '@'))
    numbers = {sheet.cell(row, names['户编号']).value for row in rows}
    same(numbers, {p['number'] for p in listed})


def the_disease_roster_has_a_row_for_each_disease():
    sheet = book('慢性病鉴定底册').worksheets[0]
    names = columns_of(sheet, 3, 3)
    rows = [row for row in range(4, sheet.max_row) if isinstance(sheet.cell(row, 1).value, int)]
    found = {(sheet.cell(row, names['姓名']).value, sheet.cell(row, names['户编号']).value,
              sheet.cell(row, names['所患慢性病']).value) for row in rows}
    scope = [p for p in truth if p['kind'] == '脱贫户' or p['monitor']]
    wanted = {(p['name'], p['number'], disease) for p in scope for disease in p['diseases'].split('、') if disease}
    same(found, wanted)
    same(len(rows), len(wanted))
    same([sheet.cell(row, 1).value for row in rows], list(range(1, len(rows) + 1)))
    results = {sheet.cell(row, names['所患慢性病']).value: row for row in rows
               if sheet.cell(row, names['姓名']).value == '周秀莲'}
    same(sheet.cell(results['高血压'], names['鉴定结果']).value, '通过')
    same(sheet.cell(results['2型糖尿病'], names['鉴定结果']).value, '未通过')
    day = sheet.cell(results['高血压'], names['鉴定日期'])
    same((day.value.date(), day.number_format), (TODAY, 'yyyy-mm-dd'))
    for row in rows:
        same((sheet.cell(row, names['身份证号码']).data_type, sheet.cell(row, names['身份证号码']).number_format), ('s', '@'))
        assert re.fullmatch(r'999999\*+\d{3}[\dX]', sheet.cell(row, names['身份证号码']).value)


def the_service_card_names_what_was_approved():
    text = re.sub(r'\s+', '', text_of('服务卡.pdf'))
    assert '姓名：周秀莲' in text and '高血压（2级）' in text and '县人民医院' in text
    assert '糖尿病' not in text
    assert re.search(r'身份证号：999999\*{8}\d{3}[\dX]', text)
    info = info_of('服务卡.pdf')
    same(info['Pages'], '2')
    width, height = (float(value) * 25.4 / 72 for value in re.findall(r'[\d.]+', info['Page size'])[:2])
    assert abs(width - 85.6) < 0.1 and abs(height - 54) < 0.1, info['Page size']


def the_code_on_the_card_is_its_number():
    picture = out / '.check/card'
    picture.parent.mkdir(exist_ok=True)
    subprocess.run(['pdftoppm', '-r', '300', '-f', '1', '-l', '1', '-singlefile', '-png', out / '服务卡.pdf', picture],
                   check=True)
    code = subprocess.run(['zbarimg', '--quiet', '--raw', f'{picture}.png'], check=True, capture_output=True, text=True).stdout
    same(code.strip(), f'{TODAY.year}-0001')


def the_letter_tells_both_results_and_has_a_receipt():
    text = re.sub(r'\s+', '', text_of('告知书.pdf', '-layout'))
    for part in ('慢性病鉴定结果告知书', f'编号：{TODAY.year}-0001', '申请鉴定2种病', '材料不够', '送达回执', '收件人：周秀莲'):
        assert part in text, part
    assert re.search(r'高血压（2级）符合', text) and re.search(r'2型糖尿病不符合', text)
    same(info_of('告知书.pdf')['Page size'], '595.276 x 841.89 pts (A4)')


def the_application_form_holds_both_diseases():
    text = re.sub(r'\s+', '', text_of('申请表.pdf', '-layout'))
    person = next(p for p in truth if p['name'] == '周秀莲' and p['number'] == truth[0]['number'])
    for part in (person['id_number'], '☑女', '1高血压2级', '22型糖尿病', '☑首次申请', '☑脱贫户', '☑低保'):
        assert part in text, part


def the_agreement_names_who_signs():
    text = re.sub(r'\s+', '', text_of('签约协议书.pdf', '-layout'))
    assert '签约成员（家庭人口4人，签约3人）' in text, text[:400]
    rows = dict(re.findall(r'(陈国强|周秀莲|陈小军|陈子涵)[男女]\d{4}-\d\d-\d\d\D*?([☑□])', text))
    same(rows, {'陈国强': '☑', '周秀莲': '☑', '陈小军': '□', '陈子涵': '☑'})


def files_are_named_as_the_township_wants():
    same({path.name for path in out.glob('*.xlsx')},
         {'名册.xlsx', f'家庭医生签约服务月报表_柳河村_{TODAY.year}年{TODAY.month:02d}月.xlsx',
          f'柳河村慢性病鉴定底册_{TODAY.year}年.xlsx'})


TESTS = [cases_stand_where_they_were_moved, the_monthly_report_counts_what_the_roster_holds,
         the_monthly_report_works_out_its_rates, the_monthly_report_looks_like_the_paper,
         the_people_behind_the_numbers_are_listed, the_disease_roster_has_a_row_for_each_disease,
         the_service_card_names_what_was_approved, the_code_on_the_card_is_its_number,
         the_letter_tells_both_results_and_has_a_receipt, the_application_form_holds_both_diseases,
         the_agreement_names_who_signs, files_are_named_as_the_township_wants]
