# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a doctor presses to give answers that stand in a test by the names of their questions: the label that the question
has on screen, and the keys. Read from the declarations in data/packs, as the program reads them."""
import csv
import os
import re
from functools import cache
from pathlib import Path

MORE = '再加一栏（Alt+A）'  # what an empty list is called
PACK = Path(os.environ['CUNYI_PACKS_DIR']) / 'national'


@cache
def sheets(path):
    """Rows of the survey, choices, moves … of a form or a workflow, by the names of their columns."""
    found, rows, header = {}, None, None
    for line in csv.reader(path.open(encoding='utf-8', newline='')):
        if line[0]:
            rows, header = found.setdefault(line[0], []), None
        elif header is None:
            header = line[1:]
        else:
            rows.append(dict(zip(header, line[1:])))
    return found


def form(name):
    return sheets(PACK / 'forms' / f'{name}.csv')


def workflow(name):
    return sheets(PACK / 'workflows' / f'{name}.csv')


def title(name):
    declared = PACK / 'forms' / f'{name}.csv'
    if declared.exists():
        return sheets(declared)['settings'][0]['form_title']
    return workflow(name)['settings'][0]['title']


def move_label(name, move):
    return next(row['label'] for row in workflow(name)['moves'] if row['name'] == move)


def refusals(name, move):
    """Why a move may be refused."""
    found = []
    for row in workflow(name)['moves']:
        found.append((row['name'] or found[-1][0], row['guard_message']))
    return [why for name_, why in found if name_ == move and why]


def rows_of_codes(codes):
    with (PACK / 'codes' / f'{codes}.csv').open(encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def label_of_code(codes, code):
    return next(row['label'] for row in rows_of_codes(codes) if row['code'] == code)


def target(campaign, name):
    """Label and duty of whom a campaign is to reach."""
    path = next(PACK.parent.glob(f'*/campaigns/{campaign}.sql'))
    return re.search(rf'^-- target: {name} (.*)$', path.read_text(encoding='utf-8'), re.M).group(1)


def option(declared, name, code):
    """The number before a choice: its name in a list that is numbered, else its place."""
    names = [row['name'] for row in declared['choices'] if row['list_name'] == name]
    return code if any(other[0].isdigit() for other in names) else str(names.index(code) + 1)


def strokes(declared, question, value):
    """One choice and a whole day go on by themselves, and Enter behind them may belong to the next question on a slow machine;
    several choices and what is written wait for Enter."""
    kind, _, codes = question['type'].partition(' ')
    value = str(value)
    if kind == 'select_one':
        return f'{label_of_code(codes[6:], value)}⏎' if codes.startswith('codes:') else option(declared, codes, value)
    if kind == 'select_multiple' and codes.startswith('codes:'):
        return None  # what the roster knows is ticked already
    if kind == 'select_multiple':
        return ''.join(option(declared, codes, code) for code in value.split()) + '⏎'
    if kind == 'date':
        digits = value.replace('-', '')
        return digits if len(digits) == 8 else digits + '⏎'
    return value + ('⏎⏎' if 'multiline' in question.get('appearance', '') else '⏎')


def typed(declared, answers):
    """{label: [keys, once for each time that it is asked]}, in the order of the answers."""
    found = {}
    questions = {row['name']: row for row in declared['survey']}
    for name, value in answers.items():
        if isinstance(value, list) and not questions[name].get('repeat_count'):
            found.setdefault(MORE, []).append('⏎')
        if isinstance(value, list):
            for number, member in enumerate(value, 1):
                for label, keys in typed(declared, member).items():
                    found.setdefault(label, []).extend(keys)
                if number < len(value) and not questions[name].get('repeat_count'):
                    found[label][-1] += '@alt+a'
        else:
            found.setdefault(questions[name]['label'], []).append(strokes(declared, questions[name], value))
    return found
