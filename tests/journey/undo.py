# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A village in which everything that can be done is done, taken back and done again: see undo_window.py. The whole store is
compared each time, row by row (contents.c)."""
import os
import subprocess
import sys

from commands import Commands
from tap import same
from village import ctl, household, write_roster
import village

BEGIN, NEXT_MORNING = '2022-08-01', '2022-08-02'
CAMPAIGN = 'health_help_month'
VILLAGE = [
    ('河东组', '1', '孙广田', '男', '1946-05-06', '户主', '高血压', '脱贫户', '', {}),
    ('河东组', '1', '钱玉芬', '女', '1949-07-08', '妻', '高血压', '脱贫户', '', {}),
    ('河西组', '2', '孙建军', '男', '1972-03-04', '户主', '', '一般农户', '', {}),
    ('河西组', '3', '郑福生', '男', '1951-02-03', '户主', '高血压', '监测户', '突发严重困难户', {}),
]
# Comes in later: somebody new in a new household, and 孙建军 is not insured any more.
LATER = [VILLAGE[0], VILLAGE[1], VILLAGE[2][:9] + ({'是否参加城乡居民基本医疗保险': '否'},), VILLAGE[3],
         ('河南组', '4', '吴霞', '女', '1975-09-10', '户主', '', '一般农户', '', {})]
INITIALS = {'孙广田': 'sgt', '钱玉芬': 'qyf', '孙建军': 'sjj', '郑福生': 'zfs'}


# ---- the store, before and after ----

def contents():
    environment = dict(os.environ, CUNYI_PASSWORD=village.PASSWORD)
    done = subprocess.run([sys.argv[4], village.store], env=environment, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines())


def differ(one, other):
    return '\n'.join(sorted(f'- {line[:400]}' for line in one - other) + sorted(f'+ {line[:400]}' for line in other - one))


def becomes(hands, wanted, why):
    try:
        hands.desk.wait(lambda: contents() == wanted, why)
    except AssertionError as error:
        raise AssertionError(f'{error}\n{differ(wanted, contents())}') from None


def back_and_again(hands, do, *tables):
    """`tables`: where something must be different when it is done."""
    before = contents()
    do()
    done = contents()
    changed = {line.split('\t')[0] for line in before ^ done}
    assert set(tables) <= changed, f'only {changed} changed'
    hands.desk.press('ctrl+z')
    becomes(hands, before, 'it is not taken back')
    hands.desk.press('ctrl+shift+z')
    becomes(hands, done, 'it is not done again')
    hands.desk.press('ctrl+z')
    becomes(hands, before, 'it is not taken back once more')
    village.find.cache_clear()


def photograph():
    path = village.folder / 'paper.jpg'
    subprocess.run(['convert', '-size', '300x200', 'gradient:', path], check=True)
    return path


# ---- the village ----

def a_clinic_that_was_only_set_up_stays(hands):
    before = contents()
    hands.work_on(BEGIN)
    hands.desk.press('ctrl+z')
    hands.desk.wait(lambda: hands.desk.reads('没有可撤销的操作。'), 'it does not say that nothing is to be undone')
    same(contents(), before)
    hands.desk.press('ctrl+shift+z')
    hands.desk.wait(lambda: hands.desk.reads('上次改动以后没有撤销过什么。'), 'it does not say that nothing was undone')
    same(contents(), before)


def the_village_is_there_and_two_households_have_a_problem(hands):
    commands = Commands()
    commands.work_on(BEGIN)
    commands.bring_in(write_roster(VILLAGE))
    for head in ('孙广田', '郑福生'):
        ctl(BEGIN, 'open', '--topic=P_BOARD', 'problem', household(head))
    commands.fill('chronic_application_form', '孙广田', dict(
        insurance_kind='resident', insurance_no='C9', insured_year_paid='1', phone='19900000001',
        disease_row=[dict(disease='hypertension', diag_hospital='县医院')], illness_history='多年。', diagnosis_basis='诊断证明。', mat_idcard=1))
    hands.work_on(BEGIN)


STORY = [a_clinic_that_was_only_set_up_stays, the_village_is_there_and_two_households_have_a_problem]
COUNTS = []
