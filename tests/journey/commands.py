# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands that give commands: see village.py."""
import json

import village
from tap import same
from village import ctl, household, person


class Commands:
    def work_on(self, day):
        self.day = village.today = day

    def bring_in(self, roster):
        lines = ctl(self.day, 'import', '--take-doubtful', roster, ends=(0, 3)).splitlines()
        counts = dict(line.split('\t')[1:3] for line in lines if line.startswith('count'))
        return int(counts['new_households']), int(counts['taken'])

    def begin_campaign(self, name, day):
        ctl(self.day, 'campaign', f'--begin={day}', name)

    def fill(self, form, who, answers):
        about = household(who) if form == 'household_visit' else person(who)
        ctl(self.day, 'fill', '--confirm', form, about, given=answers)

    def sign(self, who):
        ctl(self.day, 'open', 'household_agreement', household(who))

    def sign_alone(self, who):
        self.move('contract', who, '', 'prepare', {})

    def move(self, workflow, who, topic, name, answers, ends=(0,)):
        about = who if who.isdigit() else person(who)
        lines = [line.split('\t') for line in ctl(self.day, 'cases', f'--workflow={workflow}', about).splitlines()]
        found = [line[0] for line in lines if line[4] == topic]
        if len(found) > 1:  # one that is over, or in force, and the one that is prepared
            found = [line[0] for line in lines if line[4] == topic and name in line[7].split()]
        same(len(found), 1)
        path = village.folder / 'answers.json'
        path.write_text(json.dumps(answers, ensure_ascii=False), encoding='utf-8')
        ctl(self.day, 'move', found[0], name, f'--answers={path}' if answers else '--', ends=ends)

    def is_refused(self, workflow, who, topic, name, answers):
        self.move(workflow, who, topic, name, answers, ends=(1,))

    def died(self, who, day):
        ctl(self.day, 'person', f'--dead={day}', person(who))

    def joins(self, who, whom, relation):
        ctl(self.day, 'person', f'--household={household(whom)}', f'--relation={relation}', person(who))
        village.find.cache_clear()
