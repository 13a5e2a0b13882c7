#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes an invented roster, as an office of a township keeps one.

usage: roster.py ROSTER.xlsx [TRUTH.json]

Everybody in it is invented: names from lists, ID numbers with the address 999999 that no place has. The same call gives
the same people, except that ages follow the calendar. TRUTH.json holds what was put in, one object a person, so that a
test can count without the program.
"""
import datetime
import json
import random
import sys

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

TITLE = '清河镇柳河村脱贫户、监测户及常住居民花名册'
NOTE = '填报单位：清河镇人民政府　　单位：户、人'
HEADERS = ['序号', '乡（镇）', '行政村', '村民小组', '户编号', '户主姓名', '姓名', '性别', '证件号码', '与户主关系', '民族',
           '户类型', '监测对象类别', '风险是否消除', '是否低保', '是否特困供养人员', '残疾类别', '残疾等级', '慢性病病种',
           '是否参加城乡居民基本医疗保险', '是否常住', '联系电话', '家庭住址', '备注']
WIDTHS = {'户编号': 20, '证件号码': 22, '是否参加城乡居民基本医疗保险': 16, '家庭住址': 18, '慢性病病种': 18, '监测对象类别': 14}

GROUPS = ['河东组', '河西组', '前庄组', '后庄组']
SURNAMES = ['张', '李', '王', '刘', '陈', '赵', '单', '曾', '尉迟', '吕', '朱', '覃']
MEN = ['保国', '天佑', '世杰', '来喜', '怀义', '晓东', '少华', '石头', '明', '鹏', '德胜', '永强']
WOMEN = ['秀英', '玉兰', '翠花', '改香', '桂芝', '小芳', '海燕', '丽', '彩霞', '月娥', '静', '玉珍']

# The household of the journey: the wife has two diseases, the son works elsewhere.
CHEN = [('陈国强', '1', 1958, '02', '户主', '高血压', '是'),
        ('周秀莲', '2', 1960, '12', '妻', '高血压、2型糖尿病', '是'),
        ('陈小军', '1', 1985, '20', '子', '', '否'),
        ('陈子涵', '2', 2016, '44', '孙女', '', '是')]


def check_character(seventeen):
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return '10X98765432'[sum(int(d) * w for d, w in zip(seventeen, weights)) % 11]


class Village:
    def __init__(self):
        self.dice = random.Random(54)
        self.today = datetime.date.today()
        self.people = []
        self.households = 0

    def number(self, birth, sex):
        serial = len(self.people) * 2 % 998 + (1 if sex == '1' else 2)
        seventeen = f'999999{birth:%Y%m%d}{serial:03d}'
        return seventeen + check_character(seventeen)

    def add_person(self, household, name, sex, year, relation, diseases='', resident='是', disabled=('', '')):
        birth = datetime.date(year, self.dice.randint(1, 12), self.dice.randint(1, 28))
        self.people.append(dict(household, name=name, sex=sex, birth=birth.isoformat(), id_number=self.number(birth, sex),
                                relation=relation, diseases=diseases, resident=resident, disability_kind=disabled[0],
                                disability_grade=disabled[1]))

    def add_household(self, head, kind='一般农户', monitor='', cleared='', dibao='否', tekun='否'):
        self.households += 1
        n = self.households
        return {'group': GROUPS[n % len(GROUPS)], 'number': f'9999990{n:09d}', 'head': head, 'kind': kind, 'monitor': monitor,
                'cleared': cleared, 'dibao': dibao, 'tekun': tekun, 'phone': f'1990000{n:04d}', 'address': f'村中路{n}号',
                'note': ''}

    def name(self, sex, surname=None):
        return (surname or self.dice.choice(SURNAMES)) + self.dice.choice(MEN if sex == '1' else WOMEN)

    def add_family(self):
        surname = self.dice.choice(SURNAMES)
        head = self.name('1', surname)
        fate = self.dice.random()
        household = self.add_household(head,
                                       kind='脱贫户' if fate < 0.3 else '监测户' if fate < 0.42 else '一般农户',
                                       monitor=self.dice.choice(['脱贫不稳定户', '边缘易致贫户', '突发严重困难户'])
                                       if 0.3 <= fate < 0.42 else '',
                                       cleared='否' if 0.3 <= fate < 0.42 else '',
                                       dibao='是' if 0.1 < fate < 0.2 else '否')
        year = self.dice.randint(1945, 1990)
        self.add_person(household, head, '1', year, '户主', self.diseases(year))
        if self.dice.random() < 0.8:
            self.add_person(household, self.name('2'), '2', year + 2, '妻', self.diseases(year))
        for _ in range(self.dice.randint(0, 2)):
            sex = self.dice.choice('12')
            self.add_person(household, self.name(sex, surname), sex, min(year + 26, 2021), '子' if sex == '1' else '女',
                            resident='否' if 1960 < year + 26 < 2004 and self.dice.random() < 0.5 else '是')
        if self.dice.random() < 0.2:
            self.add_person(household, self.name('2'), '2', year - 24, '母', self.diseases(year - 24),
                            disabled=('肢体', '三级'))

    def diseases(self, year):
        if self.today.year - year < 45:
            return ''
        return self.dice.choice(['', '', '', '高血压', '高血压', '2型糖尿病', '高血压、2型糖尿病', '冠心病'])

    def settle(self):
        home = self.add_household('陈国强', kind='脱贫户', dibao='是')
        for name, sex, year, _, relation, diseases, resident in CHEN:
            self.add_person(home, name, sex, year, relation, diseases, resident)
        for _ in range(24):
            self.add_family()


def row_of(index, p):
    return [index, '清河镇', '柳河村', p['group'], p['number'], p['head'], p['name'], '男' if p['sex'] == '1' else '女',
            p['id_number'], p['relation'], '汉族', p['kind'], p['monitor'], p['cleared'], p['dibao'], p['tekun'],
            p['disability_kind'], p['disability_grade'], p['diseases'], '是', p['resident'], p['phone'], p['address'],
            p['note']]


def write(people, path, headers=HEADERS):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = '花名册'
    last = get_column_letter(len(HEADERS))
    sheet.merge_cells(f'A1:{last}1')
    sheet['A1'] = TITLE
    sheet['A1'].font = Font(size=16, bold=True)
    sheet['A1'].alignment = Alignment(horizontal='center')
    sheet.merge_cells(f'A2:{last}2')
    sheet['A2'] = NOTE
    thin = Side(style='thin')
    for line in [headers] + [row_of(i, p) for i, p in enumerate(people, 1)]:
        sheet.append(line)
        for cell in sheet[sheet.max_row]:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if sheet.max_row == 3:
                cell.alignment = Alignment(wrap_text=True, horizontal='center', vertical='center')
            elif cell.column > 1:
                cell.number_format = '@'
    for i, header in enumerate(headers, 1):
        sheet.column_dimensions[get_column_letter(i)].width = WIDTHS.get(header, 10)
    sheet.freeze_panes = 'H4'
    book.save(path)


def main():
    village = Village()
    village.settle()
    write(village.people, sys.argv[1])
    if len(sys.argv) > 2:
        with open(sys.argv[2], 'w', encoding='utf-8') as truth:
            json.dump(village.people, truth, ensure_ascii=False, indent=1)


if __name__ == '__main__':
    main()
