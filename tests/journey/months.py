# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Three months of the tables that the county wants: one man dies, one woman goes to another hamlet, one disease is refused and
accepted when it is applied for again, one application comes back and is sent again, one contract ends early."""
from tap import same
from village import DOCTOR, agree, ctl, person, rows, write_roster
import village

BEGIN = '2023-01-10'
VILLAGE = [
    ('河东组', '1', '张大山', '男', '1950-03-05', '户主', '高血压、2型糖尿病', '脱贫户', '', {}),
    ('河东组', '1', '李秀兰', '女', '1953-04-06', '妻', '', '脱贫户', '', {}),
    ('河东组', '2', '刘来福', '男', '1945-02-03', '户主', '高血压', '脱贫户', '', {}),
    ('河西组', '3', '王建国', '男', '1968-05-06', '户主', '高血压', '监测户', '边缘易致贫户', {}),
    ('河西组', '4', '陈志强', '男', '1960-06-07', '户主', '', '一般农户', '', {}),
]
SIGNED = dict(expert_names='王主任', copied_by=DOCTOR)


def survey(hands, who, day, **found):
    hands.fill('chronic_survey', who, dict(survey_date=day, place='1', seen='1', old_card='1', **found))


def apply(hands, who, *diseases):
    hands.fill('chronic_application_form', who, dict(
        insurance_kind='resident', insurance_no='C9', insured_year_paid='1', phone='19900000001',
        disease_row=[dict(disease=disease, diag_hospital='县医院') for disease in diseases], illness_history='多年。',
        diagnosis_basis='诊断证明。', mat_idcard=1))
    hands.move('chronic_application', who, '', 'complete', {})


def send(hands, who):
    hands.move('chronic_application', who, '', 'send', dict(carried_by=DOCTOR))


# ---- the story ----

def january(hands):
    hands.work_on('2023-01-10')
    hands.bring_in(write_roster(VILLAGE))
    for head in ('张大山', '王建国'):
        agree(hands, head, '2023-01-10')
    survey(hands, '张大山', '2023-01-10', result='p_need', need='hypertension diabetes')
    survey(hands, '李秀兰', '2023-01-10', result='p_none', asked='问了病史，量了血压。')
    for who in ('刘来福', '王建国'):
        survey(hands, who, '2023-01-10', result='p_need', need='hypertension')
    hands.work_on('2023-01-12')
    apply(hands, '张大山', 'hypertension', 'diabetes')
    for who in ('刘来福', '王建国'):
        apply(hands, who, 'hypertension')
    for who in ('张大山', '刘来福', '王建国'):
        send(hands, who)
    hands.work_on('2023-01-20')
    hands.move('chronic_application', '王建国', '', 'return', dict(return_kind='1', return_reason='材料不够'))
    hands.work_on('2023-01-25')
    for who in ('张大山', '刘来福'):
        hands.move('chronic_disease', who, 'hypertension', 'pass', dict(SIGNED, expert_date='2023-01-25'))
    hands.move('chronic_disease', '张大山', 'diabetes', 'fail', dict(SIGNED, expert_date='2023-01-25', fail_reason='化验单过期'))
    for who in ('张大山', '刘来福'):
        hands.move('chronic_application', who, '', 'decide', {})
    hands.move('chronic_application', '张大山', '', 'prepare', {})
    hands.work_on('2023-01-28')
    application = village.cases('2023-01-28', 'chronic_application', person('张大山'))[0][0]
    for paper in ('service_card', 'notification_letter'):
        ctl('2023-01-28', 'print', paper, person('张大山'), f'--case={application}', f'--output={village.folder}/{paper}.pdf')
    hands.move('chronic_application', '张大山', '', 'serve', dict(receiver='张大山', receiver_relation='1', serve_way='2', explained='1 2 3 4'))


def february(hands):
    hands.work_on('2023-02-03')
    hands.move('chronic_application', '王建国', '', 'rework', {})
    hands.move('chronic_application', '王建国', '', 'complete', {})
    send(hands, '王建国')
    hands.work_on('2023-02-10')
    hands.died('刘来福', '2023-02-09')
    hands.work_on('2023-02-15')
    apply(hands, '张大山', 'diabetes')
    send(hands, '张大山')
    hands.work_on('2023-02-25')
    hands.move('chronic_disease', '张大山', 'diabetes', 'pass', dict(SIGNED, expert_date='2023-02-25'))
    hands.move('chronic_disease', '王建国', 'hypertension', 'pass', dict(SIGNED, expert_date='2023-02-20'))
    for who in ('张大山', '王建国'):
        hands.move('chronic_application', who, '', 'decide', {})


def march(hands):
    hands.work_on('2023-03-01')
    hands.move('contract', '王建国', '', 'end', dict(end_state_date='2023-03-01', end_reason='4'))
    hands.work_on('2023-03-06')
    hands.joins('李秀兰', '王建国', '其他')


STORY = [january, february, march]

# ---- what was counted by hand ----

TABLES = {'chronic_statistics': '慢性病鉴定统计表', 'contract_month': '家庭医生签约服务月报表'}


def table(report, day, month):
    """The lines of the table of a month as it is drawn up on a day, and its total, without the numbers before them."""
    ctl(day, 'report', report, f'--period={month}', f'--folder={village.folder}', ends=(0, 3))
    lines = rows(f'{TABLES[report]}_柳河村_{month[:4]}年{int(month[5:])}月')
    begin = next(i for i, line in enumerate(lines) if line[0] == 1)
    end = next(i for i, line in enumerate(lines) if str(line[0]).startswith('合计'))
    return {line[1] or '合计': line[2:] for line in lines[begin:end + 1]}


def chronic(day, month):
    return {line: numbers[:19] for line, numbers in table('chronic_statistics', day, month).items()}


# Lifted, watched; households surveyed, people, not met, in need, diseases; sent, taken, decided; passed people, diseases; refused people,
# diseases; wanting papers, a check-up; cards, letters; benefiting.
JANUARY = {
    # 张, 李 and 刘; 张 needs two, 刘 one; both were sent, and looked at; each passed with 高血压, 张 failed with 糖尿病; his card and letter
    # are in his hands.
    '河东组': [3, 0, 2, 3, 0, 2, 3, 2, 0, 2, 2, 2, 1, 1, 0, 0, 1, 1, 0],
    # 王, sent on the 12th, back on the 20th: it was sent, and wants papers.
    '河西组': [0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
    '合计': [3, 1, 3, 4, 0, 3, 4, 3, 0, 2, 2, 2, 1, 1, 1, 0, 1, 1, 0],
}
FEBRUARY = {
    # 刘 died on the 9th. 张's second disease passed at the second time, and is refused no more.
    '河东组': [2, 0, 1, 2, 0, 1, 2, 1, 0, 1, 1, 2, 0, 0, 0, 0, 1, 1, 0],
    '河西组': [0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
    '合计': [2, 1, 2, 3, 0, 2, 3, 2, 0, 2, 2, 3, 0, 0, 0, 0, 1, 1, 0],
}
FROM_SENT_ON = 7  # what follows hangs on no group and no household


def each_month_as_it_is_drawn_up_at_its_end():
    same(chronic('2023-02-28', '2023-02'), FEBRUARY)
    same(chronic('2023-02-28', '2023-01'), JANUARY)


def a_later_look_at_a_month_counts_what_was_then():
    for month, then in (('2023-01', JANUARY), ('2023-02', FEBRUARY)):
        same(chronic('2023-04-03', month)['合计'][FROM_SENT_ON:], then['合计'][FROM_SENT_ON:])


def contracts_of_each_month():
    # People, contracts, new, renewed, ended: 张, 李 and 王 of five; 刘 died; 王 refused any more.
    same([table('contract_month', '2023-04-03', month)['合计'][:5] for month in ('2023-01', '2023-02', '2023-03')],
         [[5, 3, 3, 0, 0], [4, 3, 0, 0, 0], [4, 2, 0, 0, 1]])


COUNTS = [each_month_as_it_is_drawn_up_at_its_end, a_later_look_at_a_month_counts_what_was_then, contracts_of_each_month]
