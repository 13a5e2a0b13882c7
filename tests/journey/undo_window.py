# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each thing is done in the window by keyboard, taken back by Ctrl+Z, done again by Ctrl+Shift+Z and taken back once more."""
import keys
import undo
from undo import CAMPAIGN, LATER, NEXT_MORNING, back_and_again, becomes, contents
from village import household, write_roster
import quarter


def told(hands, words):
    hands.desk.wait(lambda: hands.desk.reads(words), f'it is not told that “{words}”')


# ---- many at once ----

def select_all(hands, households=False):
    desk = hands.desk
    desk.press('alt+1', 'alt+2')
    desk.wait_at('…孙广田')
    for key, count in (('alt+h', '3户'), ('alt+p', '4人'))[:1 if households else 2]:
        desk.press(key)
        told(hands, count)
        desk.wait_at('…孙广田')
    desk.press('ctrl+a')
    told(hands, '选中3户' if households else '选中4人')


def many_agreements_are_drawn_up(hands):
    def do():
        select_all(hands, households=True)
        hands.desk.press('alt+b')
        hands.desk.wait_at(keys.title('household_agreement'))
        hands.desk.press('Return')
        hands.desk.wait_window(keys.title('household_agreement'))
        hands.desk.wait(lambda: hands.desk.can('确认(O)'), 'it cannot be confirmed')
        hands.desk.press('alt+o')
        told(hands, '新办3件。')
    back_and_again(hands, do, 'case_', 'case_event')


def many_people_are_put_into_a_group(hands):
    def do():
        select_all(hands)
        hands.desk.press_until('alt+g', '加入类别')
        hands.desk.press('space', *['Down'] * 8, 'Return', 'alt+o')  # 残疾
        told(hands, '加入4个。')
    back_and_again(hands, do, 'membership')


def many_people_are_measured_in_a_table(hands):
    def do():
        desk = hands.desk
        select_all(hands)
        desk.press('alt+f')
        desk.wait(lambda: hands.at('button'), 'no form can be chosen')
        desk.walk('Tab', '血压测量')
        desk.press('Tab', 'Return')
        desk.wait_at('…收缩压（mmHg）')
        for sbp, dbp in ((132, 80), (128, 76)):
            desk.type(f'{sbp}')
            desk.press('Return')
            desk.type(f'{dbp}')
            desk.press('Return', 'Return')
        desk.press('ctrl+s')
        told(hands, '保存了2条记录。')
    back_and_again(hands, do, 'record')


def many_problems_are_handed_over(hands):
    def do():
        desk = hands.desk
        desk.press('alt+3')
        if not desk.reads('待交办'):
            desk.walk('Tab', keys.title('problem'))
            desk.press('space')
            desk.walk('Tab', '…孙广田户')
        desk.wait_at('…孙广田户')
        desk.press('ctrl+a', '1')
        desk.wait_at('整改措施')
        hands.answer(keys.workflow('problem'), dict(measure='补发'))
        desk.press('ctrl+Return')
        told(hands, '已办理2件。')
    back_and_again(hands, do, 'case_', 'case_event')


# ---- who lives here ----

def a_roster_comes_in(hands):
    hands.desk.press('alt+1', 'alt+2')
    hands.desk.wait_at('…孙广田')
    hands.desk.press('alt+r')
    hands.desk.choose('选择花名册', write_roster(LATER))
    hands.desk.wait(lambda: hands.desk.can('导入'), 'the roster is not read')

    def do():
        hands.desk.press('alt+b')
        hands.desk.wait_at('查看居民(R)')
    back_and_again(hands, do, 'place', 'household', 'person')


def a_household_is_changed(hands):
    def do():
        hands.go_home('孙建军')
        hands.desk.press_until('alt+e', '户信息')
        hands.desk.press('alt+a')
        hands.desk.enter('地址(A)', '12')
        hands.desk.press('ctrl+s')
        told(hands, '已保存这一户。')
        hands.desk.wait_at('…户主')
    back_and_again(hands, do, 'household')


def a_disease_is_taken_away(hands):
    def do():
        hands.edit('郑福生')
        hands.desk.press('alt+d')
        hands.desk.wait_at('高血压')
        hands.desk.press('space')
        hands.save('郑福生')
    back_and_again(hands, do, 'condition')


# ---- what is written ----

def a_visit_finds_a_problem(hands):
    def do():
        hands.fill('household_visit', '孙建军', quarter.visited(1, [quarter.at_home('1')], board='2', household_class='ordinary',
                                                             risk_state='3'))
    back_and_again(hands, do, 'record', 'case_', 'case_event')


def a_photograph_is_put_in_and_taken_out(hands):
    desk = hands.desk

    def open_application():
        hands.go('孙广田')
        desk.walk_until('Tab', lambda thing: thing.name.startswith('2022-08-01, '), 'what happened')
        if not desk.where().is_called('…, ' + keys.title('chronic_application_form')):
            desk.walk('Down', '…, ' + keys.title('chronic_application_form'))
        desk.press('Return')
        desk.wait(lambda: hands.at('text box'), 'the form does not open')

    def save():
        desk.press('ctrl+s')
        desk.wait(lambda: hands.at('list item'), 'the form is not saved')

    def put_in():
        open_application()
        desk.walk('Tab', '附材料照片', most=90)
        desk.type('1')
        desk.wait_at(keys.MORE)
        desk.press('Return')
        desk.wait_at('什么材料')
        desk.type('1')
        desk.press('Return')
        desk.wait_at('选择照片…')
        desk.press('Return')
        desk.choose('选择照片', undo.photograph())
        desk.wait(lambda: desk.can('去掉'), 'the photograph does not come in')
        save()

    def take_out():
        open_application()
        desk.walk('Tab', '附材料照片', most=90)
        desk.press('BackSpace', 'Tab')
        desk.wait(lambda: not desk.can('去掉'), 'the photograph stays')
        save()
    back_and_again(hands, put_in, 'record', 'attachment')
    put_in()
    back_and_again(hands, take_out, 'record', 'attachment')


def a_campaign_begins_on_another_day(hands):
    back_and_again(hands, lambda: hands.begin_campaign(CAMPAIGN, '2022-07-27'), 'setting')


# ---- settings ----

def holds(desk, text):
    """TRUE when the keyboard is in a field with this text."""
    thing = desk.where()
    return thing and thing.text == text


def a_standard_is_changed(hands):
    def do():
        desk = hands.desk
        desk.press('alt+6')
        desk.wait(lambda: desk.can('查看或修改(L)…'), 'there are no settings')
        desk.press('alt+l')
        desk.wait(lambda: hands.at('list item'), 'no standard is listed')
        desk.type('qyjjdq')
        desk.wait(lambda: holds(desk, 'qyjjdq'), 'nothing is looked for')
        desk.press('Return')
        desk.wait(lambda: hands.at('list item'), 'the standard is not found')
        desk.press('Return')
        desk.wait(lambda: holds(desk, '60'), 'the number cannot be changed')
        desk.press('ctrl+a')
        desk.type('90')
        desk.wait(lambda: holds(desk, '90'), 'the number is not typed')
        desk.press('Return')
        told(hands, '已保存，从现在起按这个算。')
    back_and_again(hands, do, 'setting')


def work_of_another_day_is_asked_about(hands):
    """The next morning a habit of the hand takes nothing back."""
    hands.work_on(NEXT_MORNING)
    desk, behind, before = hands.desk, hands.desk.front(), contents()
    for key, changes in (('Return', False), ('Escape', False), ('alt+u', True)):
        desk.press('ctrl+z')
        told(hands, '昨天 09:00 保存“')
        desk.wait(lambda: desk.front() != behind, 'the question does not come to the front')
        desk.wait_at('取消(C)')
        desk.picture('undo-asked')
        desk.press(key)
        desk.wait(lambda: desk.front() == behind, 'the question stays')
        if changes:
            told(hands, '已撤销：')
        assert (contents() != before) == changes, f'{key} is taken wrongly'
    # What was taken back just now comes back without a question.
    desk.press('ctrl+shift+z')
    becomes(hands, before, 'it is not done again')


def the_clinic_gets_another_name(hands):
    def do():
        desk = hands.desk
        desk.press('alt+6')
        desk.wait(lambda: desk.can('查看或修改(L)…'), 'there are no settings')
        desk.press('ctrl+a')
        desk.enter('村卫生室', 'liuhe')
        desk.press('Return')
        told(hands, '已保存。')
    back_and_again(hands, do, 'setting')


def what_is_not_taken_back_says_so_before(hands):
    # Another pack is read in whole; what was filled stays.
    assert hands.desk.reads('不能用 Ctrl+Z 撤销'), 'the pack does not say so'
    hands.desk.close()


LOOKS = [many_agreements_are_drawn_up, many_people_are_put_into_a_group, many_people_are_measured_in_a_table, many_problems_are_handed_over,
         a_roster_comes_in, a_household_is_changed, a_disease_is_taken_away, a_visit_finds_a_problem, a_photograph_is_put_in_and_taken_out,
         a_campaign_begins_on_another_day, a_standard_is_changed, work_of_another_day_is_asked_about, the_clinic_gets_another_name, what_is_not_taken_back_says_so_before]
