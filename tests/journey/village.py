# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The village of a story, and what the program says of it, asked through cunyictl. A story is a module with

    VILLAGE   who lives there: HEADERS, and what is not an ordinary thing, in one more column
    BEGIN     the day on which the clinic is set up
    STORY     acts: what is done on which day, whoever's hands do it
    COUNTS    what must come out, counted on paper from VILLAGE and the days of the story, not taken from the program

and its hands, those of commands.py (cunyictl) or of keyboard.py (the window), have
    work_on (day)                         a new day at the desk
    bring_in (roster)                     -> how many households and people it says came in
    begin_campaign (name, day)
    fill (form, who, answers)             a form about a person, or about the household of one
    sign (who)                            draws up the agreement of a household, up to its first move
    sign_alone (who)                      draws up what follows the contract of one person
    move (workflow, who, topic, name, answers)      who by name, a household by its number
    is_refused (workflow, who, topic, name, answers)
    died (who, day)
    joins (who, whom, relation)           the household of somebody else
What the program says afterwards is read through cunyictl for both."""
import csv
import functools
import json
import os
import subprocess

import openpyxl

from roster import check_character

HEADERS = ['村民小组', '户编号', '姓名', '性别', '证件号码', '出生日期', '与户主关系', '慢性病病种', '户类型', '监测对象类别', '是否特困供养人员',
           '是否五保', '残疾类别', '残疾等级', '是否参加城乡居民基本医疗保险']

PASSWORD = 'liuhe-2023'
DOCTOR = '李医生'

cunyictl = None  # the program
folder = None    # where everything lies
store = None
today = None     # at the desk, told by the hands


def take_place(program, place, begin):
    global cunyictl, folder, store, today
    cunyictl, folder, store, today = os.path.abspath(program), place, place / '柳河村.cunyi', begin
    ctl(begin, 'new', store, '--county=方城县', '--township=清河镇', '--village=柳河村', '--clinic=柳河村卫生室',
        '--hospital=清河镇卫生院', f'--doctor={DOCTOR}', '--pack=nanyang')


# ---- asking the program ----

def ctl(day, command, *words, given=None, ends=(0,)):
    environment = dict(os.environ, CUNYI_NOW=f'{day}T09:00:00', CUNYI_PASSWORD=PASSWORD, CUNYI_LANGUAGE='en',
                       XDG_DATA_HOME=str(folder / 'data'))
    text = json.dumps(given, ensure_ascii=False) if given is not None else None
    words = [*map(str, words), *(['-'] if given is not None else [])]
    done = subprocess.run([cunyictl, command, *([] if command == 'new' else ['--store', str(store)]), *words],
                          env=environment, input=text, text=True, capture_output=True)
    assert done.returncode in ends, f'{day} {command} {" ".join(words)}: {done.returncode}\n{done.stdout}{done.stderr}'
    return done.stdout


@functools.cache
def find(name):
    found = [line.split('\t') for line in ctl(today, 'find', name).splitlines()]
    return next(line for line in found if line[1] == name)


def person(name):
    return find(name)[0]


def household(name):
    """Number of the one in which somebody is; hands that put him into another forget what was found."""
    return find(name)[6]


def cases(day, workflow, subject):
    return [line.split('\t') for line in ctl(day, 'cases', f'--workflow={workflow}', subject).splitlines()]


def states(day, workflow, subject):
    """Of the cases of a workflow about somebody, by topic."""
    return {line[4]: line[5] for line in cases(day, workflow, subject)}


def all_states(day, workflow, subject):
    return sorted(line[5] for line in cases(day, workflow, subject))


def titles(day):
    return {line['name']: line['title'] for line in json.loads(ctl(day, 'rates', '--json'))}


def rates(day):
    return {line['name']: (line['done'], line['all']) for line in json.loads(ctl(day, 'rates', '--json'))}


def missing(day, rate):
    return sorted(line.split('\t')[1] for line in ctl(day, 'rates', f'--missing={rate}').splitlines())


def due(day, rule):
    return [line for line in json.loads(ctl(day, 'due', '--json')) if line['rule'] == rule]


def everything_due(day):
    """Rule, name and day of each line, sorted; a place has the name of the village."""
    return sorted((line['rule'], line['name'], line['due'] or '') for line in json.loads(ctl(day, 'due', '--json')))


# ---- what is written on the papers ----

def number(birth, sex, serial):
    seventeen = '999999' + birth.replace('-', '') + f'{serial * 2 + (sex == "男"):03d}'
    return seventeen + check_character(seventeen)


def write_roster(village):
    path = folder / '名册.csv'
    with path.open('w', newline='', encoding='utf-8') as file:
        lines = csv.DictWriter(file, HEADERS)
        lines.writeheader()
        for serial, (group, house, name, sex, birth, relation, diseases, kind, watched, more) in enumerate(village, 1):
            lines.writerow({'村民小组': group, '户编号': f'99999900000000{house:0>2}', '姓名': name, '性别': sex,
                            '证件号码': number(birth, sex, serial), '出生日期': birth, '与户主关系': relation, '慢性病病种': diseases,
                            '户类型': kind, '监测对象类别': watched, '是否特困供养人员': '否', '是否五保': '否',
                            '是否参加城乡居民基本医疗保险': '是', **more})
    return path


CLEAR = dict(clear_team='1 2 3', clear_doctor='1 2 3', clear_person='1 2 3', ask_way='1')
SIGNED = dict(party_a_signer=DOCTOR, sign_way='0', read_signed='1')
LIFE = dict(smoke_now=0, drink_now=0, sport_week_now=3, sport_min_now=30, sport_week_goal=3, sport_min_goal=30)
BEHAVIOUR = dict(psych='1', obey='1', adherence='1')


def pressure(day, sbp, dbp, class_, next_date, mode='2', **more):
    return dict(visit_date=day, visit_mode=mode, symptoms='1', sbp=sbp, dbp=dbp, heart_rate=72, **LIFE, salt_now='1', salt_goal='1',
                **BEHAVIOUR, **{'class': class_}, **more, next_date=next_date)


def agree(hands, head, day):
    """A household signs the agreement that was drawn up."""
    hands.sign(head)
    hands.move('household_agreement', household(head), '', 'explain', CLEAR)
    hands.move('household_agreement', household(head), '', 'sign', dict(sign_date=day, **SIGNED, party_b_signer=head))


def rows(name, sheet=0):
    """Of a sheet of the workbook whose name begins so."""
    found = openpyxl.load_workbook(next(folder.glob(f'{name}*.xlsx'))).worksheets[sheet]
    return [[cell.strftime('%Y-%m-%d') if hasattr(cell, 'strftime') else cell for cell in row]
            for row in found.iter_rows(values_only=True)]
