# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A year in a village of five people: one of them dies, his widow moves to her son in the middle of her contract, and
contracts are renewed two months early."""
from tap import same
from village import (CLEAR, SIGNED, agree, all_states, ctl, due, everything_due, household, person, pressure, rows, write_roster)
import village

BEGIN = '2022-06-06'
VILLAGE = [
    ('河东组', '1', '孙广田', '男', '1946-05-06', '户主', '高血压', '脱贫户', '', {}),
    ('河东组', '1', '钱玉芬', '女', '1949-07-08', '妻', '高血压', '脱贫户', '', {}),
    ('河西组', '2', '孙建军', '男', '1972-03-04', '户主', '', '一般农户', '', {}),
    ('河西组', '2', '吴霞', '女', '1975-09-10', '妻', '', '一般农户', '', {}),
    ('河西组', '3', '郑福生', '男', '1951-02-03', '户主', '高血压', '监测户', '突发严重困难户', {}),
]
INITIALS = {'孙广田': 'sgt', '钱玉芬': 'qyf', '孙建军': 'sjj', '吴霞': 'wx', '郑福生': 'zfs'}
HOMES = [f'99999900000000{number:02}' for number in (1, 2, 3)]
END = '2023-06-06'

# ---- the story, and what must be after each act ----

# What nobody does in all the year: the village and its clinic are never checked, 郑福生's household, watched, is never visited,
# and nobody asks him for his diseases.
NEVER_DONE = [('chronic_survey', '郑福生', ''), ('clinic_check', '柳河村', ''), ('monitor_visit', '郑福生', ''), ('village_check', '柳河村', '')]


def the_village_comes_in_and_two_households_sign(hands):
    hands.work_on('2022-06-06')
    same(hands.bring_in(write_roster(VILLAGE)), (3, 5))
    for head in ('孙广田', '郑福生'):
        agree(hands, head, '2022-06-06')  # until 5 June of the next year


def three_patients_are_followed_up(hands):
    hands.work_on('2023-02-06')
    hands.fill('hypertension_followup', '孙广田', pressure('2023-02-06', 152, 94, '2', '2023-02-20'))
    hands.fill('hypertension_followup', '钱玉芬', pressure('2023-02-06', 132, 80, '1', '2023-05-06'))
    hands.fill('hypertension_followup', '郑福生', pressure('2023-02-06', 134, 82, '1', '2023-05-06'))


def one_of_them_died_yesterday(hands):
    hands.work_on('2023-02-15')
    # His household is lifted out of poverty: he and his wife are to be asked as 郑福生 is; his next visit is in five days.
    same(everything_due('2023-02-15'), sorted([*NEVER_DONE, ('chronic_survey', '孙广田', ''), ('chronic_survey', '钱玉芬', ''),
                                               ('followup', '孙广田', '2023-02-20')]))
    hands.died('孙广田', '2023-02-14')
    same(everything_due('2023-02-15'), sorted([*NEVER_DONE, ('chronic_survey', '钱玉芬', '')]))
    # His contract ends, hers and the agreement of the household go on.
    same(all_states('2023-02-15', 'contract', person('孙广田')), ['ended'])
    same(all_states('2023-02-15', 'contract', person('钱玉芬')), ['active'])
    same(all_states('2023-02-15', 'household_agreement', HOMES[0]), ['active'])


def the_table_of_february_counts_him_no_more(hands):
    hands.work_on('2023-03-01')
    # Who lives there, under contract, signed new, renewed, ended; the first group has her alone, the second has three.
    same(contract_month('2023-03-01', '2023-02'), [['河东组', 1, 1, 0, 0, 1], ['河西组', 3, 1, 0, 0, 0], ['合计（去重）', 4, 2, 0, 0, 1]])


def his_widow_moves_to_her_son_in_the_middle_of_her_contract(hands):
    hands.joins('钱玉芬', '孙建军', '母亲')
    same(household('钱玉芬'), HOMES[1])
    same(all_states('2023-03-01', 'contract', person('钱玉芬')), ['active'])
    # Her son's household is in no group: nobody asks her for her diseases any more.
    same(everything_due('2023-03-01'), NEVER_DONE)


def her_son_signs_and_she_is_not_signed_twice(hands):
    hands.work_on('2023-03-02')
    agree(hands, '孙建军', '2023-03-02')  # until 1 March of the next year
    for who in ('孙建军', '吴霞', '钱玉芬'):
        same(all_states('2023-03-02', 'contract', person(who)), ['active'])


def a_contract_is_renewed_two_months_before_its_end(hands):
    # 5 June is 61 days away on the 5th, and 60, which is when one may renew, on the 6th.
    same(due('2023-04-05', 'contract_expiring'), [])
    hands.work_on('2023-04-06')
    same(sorted((line['name'], line['due']) for line in due('2023-04-06', 'contract_expiring')),
         [('郑福生', '2023-06-05'), ('钱玉芬', '2023-06-05')])
    agree(hands, '郑福生', '2023-04-06')
    same(all_states('2023-04-06', 'contract', person('郑福生')), ['active', 'signed'])
    same([line['name'] for line in due('2023-04-06', 'contract_expiring')], ['钱玉芬'])


def she_renews_alone_because_her_sons_household_has_signed(hands):
    hands.work_on('2023-05-05')
    hands.sign_alone('钱玉芬')
    hands.move('contract', '钱玉芬', '', 'explain', CLEAR)
    hands.move('contract', '钱玉芬', '', 'sign', dict(SIGNED, sign_date='2023-05-05', party_b_signer='钱玉芬'))
    same(all_states('2023-05-05', 'contract', person('钱玉芬')), ['active', 'signed'])
    # Of the second quarter nobody is visited yet; the day that the last visit said is tomorrow.
    same(everything_due('2023-05-05'), sorted([*NEVER_DONE, ('followup', '郑福生', '2023-05-06'), ('followup', '钱玉芬', '2023-05-06')]))


def the_day_comes_on_which_the_renewed_ones_begin(hands):
    hands.work_on(END)


STORY = [the_village_comes_in_and_two_households_sign, three_patients_are_followed_up, one_of_them_died_yesterday,
         the_table_of_february_counts_him_no_more, his_widow_moves_to_her_son_in_the_middle_of_her_contract,
         her_son_signs_and_she_is_not_signed_twice, a_contract_is_renewed_two_months_before_its_end,
         she_renews_alone_because_her_sons_household_has_signed, the_day_comes_on_which_the_renewed_ones_begin]

# ---- what was counted by hand ----


def contract_month(day, month):
    """Line, people, contracts, new, renewed, ended, of each line of the table and of its total."""
    ctl(day, 'report', 'contract_month', f'--period={month}', f'--folder={village.folder}', ends=(0, 3))
    year, number = month.split('-')
    lines = rows(f'家庭医生签约服务月报表_柳河村_{year}年{int(number)}月')
    begin = next(i for i, line in enumerate(lines) if line[0] == 1)
    end = next(i for i, line in enumerate(lines) if str(line[0]).startswith('合计'))
    return [[line[1] or line[0], *line[2:7]] for line in lines[begin:end + 1]]


def contracts_stand_where_the_people_went():
    same(all_states(END, 'contract', person('孙广田')), ['ended'])
    for who in ('钱玉芬', '郑福生'):
        same(all_states(END, 'contract', person(who)), ['active', 'renewed'])
    for who in ('孙建军', '吴霞'):
        same(all_states(END, 'contract', person(who)), ['active'])
    # Of the first household, in which nobody is, of her son's, and of 郑福生's.
    same([all_states(END, 'household_agreement', home) for home in HOMES], [['expired'], ['active'], ['active', 'renewed']])
    # The new ones end a year after the old ones did.
    terms = {who: max(case[6] for case in village.cases(END, 'contract', person(who))) for who in ('钱玉芬', '郑福生', '孙建军')}
    same(terms, {'钱玉芬': '2024-06-05', '郑福生': '2024-06-05', '孙建军': '2024-03-01'})


def the_follow_ups_of_the_second_quarter_are_all_that_is_late():
    same(everything_due(END), sorted([*NEVER_DONE, ('followup', '郑福生', '2023-05-06'), ('followup', '钱玉芬', '2023-05-06')]))


def the_tables_of_the_months_stay_what_they_were():
    # By who lived where: until March the widow is in the first group, and so is the man who died.
    same(contract_month(END, '2023-01'), [['河东组', 2, 2, 0, 0, 0], ['河西组', 3, 1, 0, 0, 0], ['合计（去重）', 5, 3, 0, 0, 0]])
    same(contract_month(END, '2023-02'), [['河东组', 1, 1, 0, 0, 1], ['河西组', 3, 1, 0, 0, 0], ['合计（去重）', 4, 2, 0, 0, 1]])
    same(contract_month(END, '2023-03')[-1], ['合计（去重）', 4, 4, 2, 0, 0])
    same(contract_month(END, '2023-04'), [['河东组', 0, 0, 0, 0, 0], ['河西组', 4, 4, 0, 1, 0], ['合计（去重）', 4, 4, 0, 1, 0]])
    same(contract_month(END, '2023-05')[-1], ['合计（去重）', 4, 4, 0, 1, 0])


def the_overview_of_the_year_goes_month_by_month():
    ctl(END, 'report', 'signing_overview', '--period=2023', f'--folder={village.folder}', ends=(0, 3))
    lines = [line for line in rows('签约情况一览表') if isinstance(line[0], int)]
    # Under contract of those who live there; renewed since January, of the three of the year before; of the key groups: the old, the
    # ill and the watched are the three patients, two since February.
    same(lines, [[1, '2023年1月', 3, 5, 60, 0, 3, 0, 3, 3, 100],
                 [2, '2023年2月', 2, 4, 50, 0, 3, 0, 2, 2, 100],
                 [3, '2023年3月', 4, 4, 100, 0, 3, 0, 2, 2, 100],
                 [4, '2023年4月', 4, 4, 100, 1, 3, 33.33, 2, 2, 100],
                 [5, '2023年5月', 4, 4, 100, 2, 3, 66.67, 2, 2, 100],
                 [6, '2023年6月', 4, 4, 100, 2, 3, 66.67, 2, 2, 100]])


def who_is_served_and_who_was_lost():
    for report in ('service_population', 'service_population_new', 'service_population_lost'):
        ctl(END, 'report', report, '--people', '--period=2023-02', f'--folder={village.folder}', ends=(0, 3))
    total = {name: next(line for line in rows(name) if line[0] == '合计')[2:13]
             for name in ('基本公共卫生服务服务人口', '新增服务人口', '失访人口')}
    # People, files, children, old, expecting (nobody knows), 高血压, 糖尿病, mental, 肺结核, disabled, lifted and watched: 郑福生, and
    # the widow, whose household was that of her husband still.
    same(total, {'基本公共卫生服务服务人口': [4, 0, 0, 2, None, 2, 0, 0, 0, 0, 2],
                 '新增服务人口': [0, 0, 0, 0, None, 0, 0, 0, 0, 0, 0],
                 '失访人口': [1, 0, 0, 1, None, 1, 0, 0, 0, 0, 1]})
    lost = next(line for line in rows('失访人口', sheet=1) if line[3] == '孙广田')
    same(lost[-2:], ['死亡', '2023-02-14'])


COUNTS = [contracts_stand_where_the_people_went, the_follow_ups_of_the_second_quarter_are_all_that_is_late,
          the_tables_of_the_months_stay_what_they_were, the_overview_of_the_year_goes_month_by_month, who_is_served_and_who_was_lost]
