# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window shows when the quarter of quarter.py is over."""
import keys
import quarter
from village import titles


def the_clock_has_fallen_back_and_the_day_is_asked_for(hands):
    hands.work_on('2023-02-06', clock='2019-01-01')


def the_campaign_page_shows_the_counts(hands):
    desk = hands.desk
    desk.press('alt+5')
    desk.wait_at('…脱贫户')
    for name, (reached, all_) in quarter.TARGETS.items():
        desk.wait(lambda: desk.reads(f'{keys.target(quarter.CAMPAIGN, name)} {100 * reached / all_:.1f} %, {reached}/{all_}'),
                  f'{name} is not {reached} of {all_}')
    assert desk.reads('已到%d/%d户，已访%d/%d人' % quarter.REACHED), 'the sum is another one'
    assert desk.reads(f'2023-01-05, 动员部署, {quarter.REACHED_ON_THE_DAY}户'), 'the day is another one'


def a_target_opens_those_who_are_missing(hands):
    desk = hands.desk
    desk.walk('Tab', '…慢性病户')
    desk.press('Return')
    desk.wait(lambda: hands.at('list item', 'table cell', 'widget'), 'nobody is listed')
    for head in quarter.ILL_AND_NOT_REACHED:
        assert desk.reads(head), f'{head} is not listed'


def today_shows_what_is_due_and_the_rates(hands):
    hands.work_on(quarter.END)
    desk = hands.desk
    late = [day for _, _, day in quarter.DUE if day and day < quarter.END]
    desk.wait(lambda: desk.reads(f'{len(quarter.DUE)}件事要办，其中{len(late)}件逾期'), f'{len(quarter.DUE)} and {len(late)} are not there')
    for name, title in titles(quarter.END).items():
        if name in quarter.RATES:
            done, all_ = quarter.RATES[name]
            desk.wait(lambda: desk.reads(f'{title} {100 * done / all_:.1f} %, {done}/{all_}'), f'{title} is not {done} of {all_}')


def a_rate_opens_those_who_are_missing(hands):
    desk = hands.desk
    desk.walk('shift+Tab', f'…{titles(quarter.END)["contract_coverage"]}')
    desk.press('Return')
    desk.wait(lambda: hands.at('list item', 'table cell', 'widget'), 'nobody is listed')
    for name in quarter.MISSING['contract_coverage']:
        assert desk.reads(name), f'{name} is not listed'
    desk.close()


LOOKS = [the_clock_has_fallen_back_and_the_day_is_asked_for, the_campaign_page_shows_the_counts, a_target_opens_those_who_are_missing,
          today_shows_what_is_due_and_the_rates, a_rate_opens_those_who_are_missing]
