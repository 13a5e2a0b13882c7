# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window shows when the year of changes.py is over."""
import changes
from village import all_states, everything_due, household, person
import village


def today_shows_what_is_late(hands):
    desk = hands.desk
    # What is never done, and the two follow-ups that are late.
    count = len(changes.NEVER_DONE) + 2
    desk.wait(lambda: desk.reads(f'{count}件事要办，其中2件逾期'), f'{count} and 2 are not there')


def the_widow_is_in_the_household_of_her_son(hands):
    hands.go_home('孙建军')
    for who in ('孙建军', '吴霞', '钱玉芬'):
        assert hands.desk.reads(who), f'{who} is not there'
    # From whose household she came is told; he is not of this one.
    assert hands.desk.reads('孙广田 → 孙建军'), 'where she came from is not there'
    assert not hands.desk.find(lambda name, states: '孙广田' in name and '→' not in name), 'he is not of this household'


def stands():
    """What the things below change."""
    village.find.cache_clear()
    return (everything_due(changes.END), household('吴霞'), [all_states(changes.END, 'contract', person(who)) for who in changes.INITIALS],
            [all_states(changes.END, 'household_agreement', home) for home in changes.HOMES])


def whatever_was_done_is_taken_back_by_one_key(hands):
    before = stands()
    for done in (lambda: hands.died('吴霞', '2023-06-05'), lambda: hands.joins('吴霞', '郑福生', '其他父母关系')):
        done()
        assert stands() != before, 'nothing was done'
        hands.desk.press('ctrl+z')
        hands.desk.wait(lambda: stands() == before, 'it is not taken back')
    hands.desk.close()


LOOKS = [today_shows_what_is_late, the_widow_is_in_the_household_of_her_son,
         whatever_was_done_is_taken_back_by_one_key]
