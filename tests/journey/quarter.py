# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Three months in a village of nine people: survey, application, contracts, follow-ups, problems, a campaign."""
import json

from tap import same
from village import DOCTOR, LIFE, agree, ctl, due, everything_due, household, missing, person, pressure, rates, rows, states, write_roster
import village

INITIALS = {'张大山': 'zds', '李秀兰': 'lxl', '王建国': 'wjg', '周梅': 'zm', '刘来福': 'llf', '陈志强': 'czq'}
BEGIN = '2023-01-03'
CAMPAIGN = 'health_help_month'

# Five households: lifted out of poverty; watched (with a child who has no number yet); 特困 and 五保 together; an ordinary
# one; an ordinary one with a disabled man.
#          group     household  name      sex   birth         relation diseases               kind      class          more
VILLAGE = [
    ('河东组', '1', '张大山', '男', '1950-03-05', '户主', '高血压、2型糖尿病', '脱贫户', '', {}),
    ('河东组', '1', '李秀兰', '女', '1953-04-06', '妻', '高血压', '脱贫户', '', {}),
    ('河东组', '2', '王建国', '男', '1968-05-06', '户主', '', '监测户', '边缘易致贫户', {}),
    ('河东组', '2', '周梅', '女', '1970-01-02', '妻', '高血压', '监测户', '边缘易致贫户', {}),
    ('河东组', '2', '王小燕', '女', '2022-11-20', '孙女', '', '监测户', '边缘易致贫户', {'证件号码': ''}),
    ('河西组', '3', '刘来福', '男', '1945-02-03', '户主', '', '一般农户', '', {'是否特困供养人员': '是', '是否五保': '是'}),
    ('河西组', '4', '陈志强', '男', '1960-06-07', '户主', '高血压', '一般农户', '', {}),
    ('河西组', '4', '王桂英', '女', '1938-07-08', '母', '', '一般农户', '', {}),
    ('河西组', '5', '赵铁柱', '男', '1980-08-09', '户主', '', '一般农户', '', {'残疾类别': '肢体', '残疾等级': '二级'}),
]
def at_home(m_health, **more):
    return dict(m_present='1', m_insured=more.pop('m_insured', '1'), m_health=m_health, **more, m_signed='1', m_knows_doctor='1',
                m_has_paper='1', m_knows_service='1', m_check_year='3')


def ill(**more):
    return at_home('2', m_card_state='5', m_followups_12m=4, m_medicine='1', **more)


def visited(resident, members, board, **more):
    return dict(round='1', way='1', met_person='1', **more, resident_n=resident, member=members, c_total=0, v_difficulty='1', v_monitor='1',
                h_board=board, h_poster='1', h_policy_known='1', h_folder='1', summary='见到全家。', sign_head='1')


def surveyed(day, result, **more):
    return dict(survey_date=day, place='1', seen='1', old_card='1', result=result, **more)


# ---- the story, an act after the other; on the same day until one works on another ----

def the_village_comes_in_and_its_campaign_begins(hands):
    hands.work_on('2023-01-05')
    same(hands.bring_in(write_roster(VILLAGE)), (5, 9))
    hands.begin_campaign(CAMPAIGN, '2023-01-04')


def three_households_sign(hands):
    for head in ('张大山', '王建国', '刘来福'):
        agree(hands, head, '2023-01-04')


def two_households_are_visited(hands):
    # 张大山 and his wife are at home; no plate hangs in the house.
    hands.fill('household_visit', '张大山', visited(2, [ill(), ill()], board='2'))
    # 刘来福 is not insured.
    hands.fill('household_visit', '刘来福', visited(1, [at_home('1', m_insured='2')], board='1',
                                               household_class='tekun wubao', risk_state='3'))


def four_people_are_asked_for_their_diseases(hands):
    hands.fill('chronic_survey', '张大山', surveyed('2023-01-05', 'p_need', need='hypertension diabetes'))
    hands.fill('chronic_survey', '李秀兰', surveyed('2023-01-05', 'p_need', need='hypertension'))
    # In the evening of the 7th, what was written on paper the day before.
    hands.work_on('2023-01-07')
    hands.fill('chronic_survey', '王建国', surveyed('2023-01-06', 'p_none', asked='问了病史，量了血压。'))
    hands.fill('chronic_survey', '周梅', dict(survey_date='2023-01-06', place='1', seen='2', absent='1', next_try='2023-02-10',
                                            result='p_absent'))


def patients_are_followed_up(hands):
    hands.fill('hypertension_followup', '张大山', pressure('2023-01-05', 168, 96, '2', '2023-01-19'))
    hands.fill('diabetes_followup', '张大山', dict(visit_date='2023-01-05', visit_mode='2', symptoms='1', sbp=168, dbp=96, foot_pulse='1',
                                                **LIFE, staple_now=250, staple_goal=250, psych='1', obey='1', fpg=6.5, adherence='1',
                                                hypo='1', **{'class': '1'}, next_date='2023-04-05'))
    hands.fill('hypertension_followup', '李秀兰', pressure('2023-01-06', 132, 80, '1', '2023-04-06'))
    # By telephone.
    hands.fill('hypertension_followup', '陈志强', pressure('2023-01-07', 136, 84, '1', '2023-04-07', mode='3'))


def an_application_for_two_diseases_is_sent(hands):
    hands.fill('chronic_application_form', '张大山', dict(
        insurance_kind='resident', insurance_no='C9', insured_year_paid='1', phone='19900000001',
        disease_row=[dict(disease='hypertension', diag_hospital='县医院'), dict(disease='diabetes', diag_hospital='县医院')],
        illness_history='多年。', diagnosis_basis='诊断证明。', mat_idcard=1))
    hands.move('chronic_application', '张大山', '', 'complete', {})
    hands.move('chronic_application', '张大山', '', 'send', dict(carried_by=DOCTOR, roster_no='1'))


def a_problem_is_handed_over(hands):
    hands.move('problem', household('张大山'), 'P_BOARD', 'assign', dict(
        unit='柳河村卫生室', responsible=DOCTOR, measure='补发', deadline='2023-01-20'))


def a_second_visit_in_a_row_is_not_satisfactory(hands):
    hands.work_on('2023-01-19')
    hands.fill('hypertension_followup', '张大山', pressure('2023-01-19', 164, 94, '2', '2023-02-02', referral_reason='连续两次控制不满意',
                                                         referral_org='县医院心内科'))


def one_disease_is_approved_and_one_refused(hands):
    signed = dict(expert_date='2023-01-16', expert_names='王主任', copied_by=DOCTOR)
    hands.move('chronic_disease', '张大山', 'hypertension', 'pass', signed)
    # With one disease open the application is not decided.
    hands.is_refused('chronic_application', '张大山', '', 'decide', {})
    hands.move('chronic_disease', '张大山', 'diabetes', 'fail', dict(signed, fail_reason='材料不够'))
    hands.move('chronic_application', '张大山', '', 'decide', {})


def the_card_and_the_letter_are_handed_over(hands):
    hands.move('chronic_application', '张大山', '', 'prepare', {})
    hands.move('chronic_application', '张大山', '', 'serve', dict(receiver='张大山', receiver_relation='1', serve_way='2', explained='1 2 3 4'))


def the_problem_is_mended_and_checked_by_somebody_else(hands):
    home = household('张大山')
    hands.move('problem', home, 'P_BOARD', 'finish', dict(result='已挂好', done_day='2023-01-10'))
    hands.is_refused('problem', home, 'P_BOARD', 'close', dict(checker=DOCTOR, opinion='1', satisfaction='1'))
    hands.move('problem', home, 'P_BOARD', 'close', dict(checker='赵院长', opinion='1', satisfaction='1'))
    hands.move('problem', '刘来福', 'P_INS', 'assign', dict(unit='村委', responsible='张支书', measure='动员参保', deadline='2023-02-28'))


STORY = [the_village_comes_in_and_its_campaign_begins, three_households_sign, two_households_are_visited,
         four_people_are_asked_for_their_diseases, patients_are_followed_up, an_application_for_two_diseases_is_sent,
         a_problem_is_handed_over, a_second_visit_in_a_row_is_not_satisfactory, one_disease_is_approved_and_one_refused,
         the_card_and_the_letter_are_handed_over, the_problem_is_mended_and_checked_by_somebody_else]

# ---- what was counted by hand ----

# Households: lifted 张; watched 王; all over 65: 张 and 刘; with a chronic disease: 张, 王, 陈.
# People: 赵 is disabled; 刘, 特困 and 五保, is one man.
TARGETS = {'lifted': (1, 1), 'monitored': (0, 1), 'old': (2, 2), 'chronic': (1, 3), 'disabled': (0, 1), 'hardship': (1, 1)}
REACHED = (2, 4, 1, 2)  # 张 and 刘 of 张, 王, 刘, 陈; 刘 of 刘 and 赵
REACHED_ON_THE_DAY = 2
ILL_AND_NOT_REACHED = ['王建国', '陈志强']  # heads
RATES = {
    'contract_coverage': (6, 7),        # in the groups: 张 2, 王 3, 刘, 赵; all but 赵 have signed
    'chronic_surveyed': (3, 5),         # lifted and watched: 5; the child was never asked about, 周梅 was away
    'hypertension_controlled': (2, 3),  # at the last one: 李秀兰 132/80, 陈志强 136/84, 张大山 164/94; 周梅 had none
    'diabetes_controlled': (1, 1),
}
MISSING = {'contract_coverage': ['赵铁柱'], 'chronic_surveyed': ['周梅', '王小燕']}
DUE = [
    # 周梅 was never seen, 陈志强 was only called: until the end of the quarter. 张大山 was to come again on 2 February; his diabetes,
    # and 李秀兰, wait until April.
    ('followup', '周梅', '2023-03-31'), ('followup', '陈志强', '2023-03-31'), ('followup', '张大山', '2023-02-02'),
    # 周梅 was away and was to be asked again; the child was never asked about.
    ('chronic_survey', '周梅', '2023-02-10'), ('chronic_survey', '王小燕', ''),
    # 李秀兰 needs an application and has none; 张大山 has his.
    ('chronic_need', '李秀兰', ''),
    # His diabetes was refused: there may be the drugs all the same.
    ('medicine_benefit', '张大山', ''),
    # The watched household was never visited, the village and its clinic never checked.
    ('monitor_visit', '王建国', ''), ('village_check', '柳河村', ''), ('clinic_check', '柳河村', ''),
    # 刘来福 is still not insured, a month late. Check-ups have until the end of the year, contracts until the next.
    ('problem', '刘来福', '2023-02-28'),
]
REFERRAL = '高血压随访：上次转诊到县医院心内科，问转诊结果'
END = '2023-03-27'


def the_cases_stand_where_they_were_moved():
    same(states('2023-01-19', 'chronic_application', person('张大山')), {'': 'a_active'})
    same(states('2023-01-19', 'chronic_disease', person('张大山')), {'hypertension': 'r_pass', 'diabetes': 'r_fail'})
    same(states('2023-01-19', 'problem', household('张大山')), {'P_BOARD': 'done'})
    same(states('2023-01-19', 'problem', person('刘来福')), {'P_INS': 'mending'})
    for head in ('张大山', '王建国', '刘来福'):
        same(states('2023-01-19', 'household_agreement', household(head)), {'': 'active'})


def the_campaign_reached_two_households_of_five():
    lines = {(line['what'], line['name']): line for line in json.loads(ctl('2023-02-06', 'campaign', '--json', CAMPAIGN))}
    reached = {name: (line['reached'], line['all']) for (what, name), line in lines.items() if what == 'target'}
    same({name: reached[name] for name in TARGETS}, TARGETS)
    same([(line['name'], line['reached']) for (what, _), line in lines.items() if what == 'day'], [('2023-01-05', REACHED_ON_THE_DAY)])
    left = ctl('2023-02-06', 'campaign', '--missing=chronic', CAMPAIGN).splitlines()
    same(sorted(line.split('\t')[1] for line in left), ILL_AND_NOT_REACHED)


def rates_at_the_end_of_the_quarter():
    found = rates(END)
    same({name: found[name] for name in RATES}, RATES)
    for name, people in MISSING.items():
        same(missing(END, name), people)


def what_is_due_at_the_end_of_the_quarter():
    same(everything_due(END), sorted(DUE))
    lines = [line for line in due(END, 'followup') if line['name'] == '张大山']
    same([(line['form'], line['what']) for line in lines], [('hypertension_followup', REFERRAL)])


def the_monthly_report_counts_each_person_once():
    ctl('2023-01-31', 'report', 'contract_month', '--period=2023-01', f'--folder={village.folder}', ends=(0, 3))
    total = next(row for row in rows('家庭医生签约服务月报表') if any(str(value).startswith('合计') for value in row))
    numbers = [value for value in total if isinstance(value, (int, float))]
    # People 9; signed 6, all new; signed of them per cent 66.67; households to be signed 4, people 7, signed 6: 85.71 %.
    for value in (9, 6, 66.67, 4, 7, 85.71):
        assert any(abs(value - n) < 0.005 for n in numbers), f'{value} is not in {numbers}'


COUNTS = [the_cases_stand_where_they_were_moved, the_campaign_reached_two_households_of_five, rates_at_the_end_of_the_quarter,
          what_is_due_at_the_end_of_the_quarter, the_monthly_report_counts_each_person_once]
