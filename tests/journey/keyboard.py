# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands that press keys in the real window: see village.py. Each day at the desk is a start of the program on that day."""
import os
import re
from datetime import date, timedelta

import keys
import village
from desk import Desk
from village import household


class Keyboard:
    desk = None
    case = None  # that is in view: workflow and subject

    def __init__(self, program, initials):
        self.program, self.initials = program, initials  # by name: what is typed to find somebody

    def work_on(self, day, clock=None):
        """Begins a day at the desk; with another clock, or after a long time, the program asks for the day."""
        asked = clock or date.fromisoformat(day) - date.fromisoformat(village.today) > timedelta(70)
        self.day = village.today = day
        if self.desk:
            self.desk.close()
        surroundings = dict(os.environ, CUNYI_NOW=f'{clock or day}T09:00:00', CUNYI_LANGUAGE='', LC_ALL='zh_CN.UTF-8',
                            XDG_DATA_HOME=str(village.folder / 'data'))
        self.desk = Desk(self.program, ['--store', village.store], surroundings)
        self.case = None
        self.desk.enter('密码(P)', village.PASSWORD)
        behind = self.desk.front()
        self.desk.press('Return')
        if asked:
            self.desk.wait_at('今天的日期')
            self.desk.wait(lambda: self.desk.front() != behind, 'the question of the day does not come to the front')
            self.desk.enter('今天的日期', day.replace('-', ''))
            self.desk.press('Return')
        self.desk.wait(lambda: self.desk.reads('件事') or self.desk.reads('导入花名册(R)…'), 'the day does not begin')

    def bring_in(self, roster):
        self.desk.wait_at('导入花名册(R)…')
        self.desk.press('Return')
        self.desk.choose('选择花名册', roster)
        self.desk.wait(lambda: self.desk.can('导入'), 'the roster is not read')
        said = re.fullmatch(r'文件中\d+人　(\d+)户　新增(\d+)人　.*', self.desk.find_text('文件中.*'))
        self.desk.press('alt+b')
        self.desk.wait_at('查看居民(R)')
        return tuple(map(int, said.groups()))

    def begin_campaign(self, name, day):
        self.desk.press('alt+5')
        self.desk.wait_at('…脱贫户')
        self.desk.press('alt+b', 'ctrl+a')
        self.desk.enter('开始日期(B)', day.replace('-', ''))
        self.desk.press('Return')
        self.desk.wait(lambda: self.desk.reads(f'{day}—'), 'the campaign does not begin then')

    def go(self, who):
        """To somebody's page, with the keyboard on what is due."""
        self.desk.press('ctrl+f')
        self.desk.enter('查人', self.initials[who])
        self.desk.press('Return')
        self.desk.wait(lambda: self.at('list item', 'button'), f'“{self.initials[who]}” does not open {who}')
        self.case = None

    def at(self, *roles):
        thing = self.desk.where()
        return thing and thing.role in roles

    def go_home(self, who):
        self.go(who)
        self.desk.press('alt+h')
        self.desk.wait_at('…户主')

    def answer(self, declared, answers):
        """The keyboard begins behind what is filled in already; a day that is not today is a few steps back."""
        left = keys.typed(declared, {name: answer for name, answer in answers.items() if answer != self.day})
        first = next(iter(left), None)
        if first:
            self.desk.wait(lambda: self.at('text box', 'radio button', 'check box', 'widget'), 'no question has the keyboard')
            if not self.desk.where().is_called(first):
                self.desk.walk('shift+Return', first)
        self.desk.fill(left)

    def fill(self, form, who, answers):
        if form == 'household_visit':
            self.go_home(who)
        else:
            self.go(who)
        self.desk.walk('shift+Tab', keys.title(form))
        self.desk.press('Return')
        self.answer(keys.form(form), answers)
        self.desk.picture(f'{form}-{who}')
        self.desk.press('ctrl+s')
        self.desk.wait(lambda: self.at('list item'), 'the form is not saved')

    def sign(self, who):
        self.go_home(who)
        self.desk.walk('shift+Tab', keys.title('household_agreement'))
        self.desk.press('Return')
        self.desk.wait_at(f'…{who}  户主')
        self.desk.press('Return')
        self.case = 'household_agreement', household(who)

    def edit(self, who):
        """The dialog about a person."""
        self.go(who)
        self.desk.press_until('alt+e', '人员信息')
        self.desk.wait_at('姓名(N)')

    def save(self, who):
        self.desk.press('ctrl+s')
        self.desk.wait(lambda: self.desk.reads(f'已保存{who}') and self.at('list item', 'button'), f'{who} is not saved')

    def died(self, who, day):
        self.edit(who)
        self.desk.press('alt+z', 'Down', 'Return')
        self.desk.wait(lambda: self.desk.can('自何时起(W)'), 'the day is not asked for')
        self.desk.press('alt+w')
        self.desk.enter('自何时起(W)', day.replace('-', ''))
        self.save(who)

    def joins(self, who, whom, relation):
        self.edit(who)
        self.desk.press('alt+h')
        self.desk.enter('户(H)', whom)
        self.desk.press('alt+r')
        self.desk.insist(relation)
        self.desk.press('Return')
        self.desk.wait(lambda: self.at('button'), f'“{relation}” is not taken')
        self.save(who)
        village.find.cache_clear()

    def sign_alone(self, who):
        self.move('contract', who, '', 'prepare', {})
        self.case = None  # the next one is above it

    def open_case(self, workflow, who, topic):
        """The page of a case; that of a part is the page of the whole."""
        if self.case == (PARENTS.get(workflow, workflow), who):
            return
        if who.isdigit():
            self.go_home(next(head for head in self.initials if household(head) == who))
        else:
            self.go(who)
        title = keys.title(PARENTS.get(workflow, workflow))
        label = f'…, {title}' if workflow in PARENTS or not topic else f'…, {title}：{keys.label_of_code("problem_type", topic)}'
        # Among what happened, whose lines begin with a day.
        self.desk.walk_until('Tab', lambda thing: re.match(r'\d{4}-\d\d-\d\d, ', thing.name), 'what happened')
        if not self.desk.where().is_called(label):
            self.desk.walk('Down', label)
        self.desk.press('Return')
        self.desk.wait(lambda: self.at('button'), 'the case has no move')
        self.case = PARENTS.get(workflow, workflow), who

    def begin_move(self, workflow, topic, name):
        what = keys.label_of_code('disease', topic) if workflow in PARENTS else keys.title(workflow)
        button = f'{what} {keys.move_label(workflow, name)}'
        if not self.desk.where().is_called(button):
            self.desk.walk('Tab', button)
        self.desk.press('Return')
        return button

    def move(self, workflow, who, topic, name, answers):
        self.open_case(workflow, who, topic)
        button = self.begin_move(workflow, topic, name)
        if answers:
            self.answer(keys.workflow(workflow), answers)
            self.desk.press('ctrl+s')
        self.desk.wait(lambda: self.at('button') and not self.desk.where().is_called(button), f'“{name}” does not move the {workflow}')

    def is_refused(self, workflow, who, topic, name, answers):
        """A move that cannot be made has a button that cannot be pressed; one that is refused for what is answered says why."""
        self.open_case(workflow, who, topic)
        said = keys.refusals(workflow, name)
        if not answers:
            assert any(map(self.desk.reads, said)), f'nothing is said of {said}'
            assert not self.desk.can(f'{keys.title(workflow)} {keys.move_label(workflow, name)}'), 'it can be pressed'
            return
        button = self.begin_move(workflow, topic, name)
        self.answer(keys.workflow(workflow), answers)
        self.desk.press('ctrl+s')
        self.desk.wait(lambda: any(map(self.desk.reads, said)), f'nothing is said of {said}')
        self.desk.press('Escape')
        self.desk.wait_at(button)


PARENTS = {'chronic_disease': 'chronic_application'}
