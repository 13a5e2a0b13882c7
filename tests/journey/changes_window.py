# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window shows when the year of changes.py is over."""
import changes


def today_shows_what_is_late(hands):
    desk = hands.desk
    # What is never done, and the two follow-ups that are late.
    count = len(changes.NEVER_DONE) + 2
    desk.wait(lambda: desk.reads(f'{count}件事要办，其中2件逾期'), f'{count} and 2 are not there')


def the_widow_is_in_the_household_of_her_son(hands):
    hands.go_home('孙建军')
    for who in ('孙建军', '吴霞', '钱玉芬'):
        assert hands.desk.reads(who), f'{who} is not there'
    assert not hands.desk.reads('孙广田'), 'he is not of this household'
    hands.desk.close()


LOOKS = [today_shows_what_is_late, the_widow_is_in_the_household_of_her_son]
