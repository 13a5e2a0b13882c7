# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands and eyes before the real window, without a mouse. The hands press keys, as a keyboard does, Chinese characters
included. The eyes read what the program says to people who cannot see it (AT-SPI): where the keyboard is, what is written
there, and what stands around it. Nothing in the program knows of the test.

Nothing here sleeps for a time that might be too short: whoever waits, waits for something, and says what it was when it
does not come. Runs under tests/with-display."""
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import gi
gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

PATIENCE = 60  # seconds until something that does not come is missed; sanitizers and busy machines are slow
HABIT = 0.4    # an Enter pressed sooner behind a choice that went on by itself is the habit of the hand, and passed over
MOST_QUESTIONS = 300  # on one page, before it is a circle
FREE_KEYS = [f'I{number}' for number in (120, *range(147, 191), *range(208, 256))]
ACTIVE, FOCUSED, SENSITIVE = 1 << 1, 1 << 12, 1 << 24
REGISTRY = ('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')
ACCESSIBLE = 'org.a11y.atspi.Accessible'
TEXT = 'org.a11y.atspi.Text'


def layout_keyboard(text):
    """Puts the Chinese characters of a text on keys that nothing else uses, four on each."""
    characters = sorted({c for c in text if ord(c) > 0x2000})
    assert len(characters) <= 4 * len(FREE_KEYS), 'there are not enough keys'
    keys = [f'key <{key}> {{ type = "FOUR_LEVEL", symbols[1] = [ {", ".join(f"U{ord(c):04X}" for c in four)} ] }};'
            for key, four in zip(FREE_KEYS, (characters[i:i + 4] for i in range(0, len(characters), 4)))]
    layout = ('xkb_keymap { xkb_keycodes { include "evdev+aliases(qwerty)" }; xkb_types { include "complete" };'
              'xkb_compat { include "complete" }; xkb_symbols { include "pc+us+level3(ralt_switch)" %s }; };' % '\n'.join(keys))
    subprocess.run(['xkbcomp', '-w0', '-', os.environ['DISPLAY']], input=layout, text=True, check=True, capture_output=True)


class Thing:
    """What is said of one thing on screen."""
    def __init__(self, role, name, text):
        self.role, self.text = role, text
        # A button says its label twice: with the mark of its access key, and without.
        half = name[:len(name) // 2]
        if half and half.replace('_', '') == name[len(half) + 1:]:
            name = half
        self.name = name.replace('(_', '(')

    def is_called(self, name):
        """Names that begin with “…” are only the end, or part, of one."""
        return name[1:] in self.name if name[:1] == '…' else self.name == name

    def __str__(self):
        return f'{self.role} “{self.name}”' + (f' with “{self.text[:60]}”' if self.text else '')


class Desk:
    def __init__(self, program, arguments, environment):
        self.bus = self.reach_bus()
        self.here = None   # where the keyboard is, as far as was told
        self.typed = None  # where text came last
        for member in ('StateChanged', 'TextChanged'):
            self.bus.signal_subscribe(None, 'org.a11y.atspi.Event.Object', member, None, None, 0, self.told)
        self.manage_windows()
        surroundings = {key: value for key, value in environment.items() if key != 'GTK_A11Y'}
        # GTK leaks a little of what it tells; what the program leaks is found by the tests of its views.
        surroundings['ASAN_OPTIONS'] = environment.get('ASAN_OPTIONS', '') + ':detect_leaks=0'
        self.program = subprocess.Popen([program, *arguments], env=surroundings)
        self.application = None
        self.wait(self.find_application, 'the window does not open')
        subprocess.run(['xdotool', 'mousemove', '1365', '767'], check=True)

    def manage_windows(self):
        """Windows that come before the manager is ready are not shown."""
        with tempfile.TemporaryDirectory() as folder:
            ready = Path(folder) / 'ready'
            self.manager = subprocess.Popen(['openbox', '--sm-disable', '--startup', f'touch {ready}'],
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while not ready.exists():
                assert self.manager.poll() is None, 'the window manager ended'
                time.sleep(0.02)

    def reach_bus(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, 60000, None)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        return Gio.DBusConnection.new_for_address_sync(address.unpack()[0], flags, None, None)

    def told(self, bus, sender, path, interface, member, arguments):
        what, detail = arguments.unpack()[:2]
        if what == 'insert':
            self.typed = (sender, path)
        elif what == 'focused' and detail:
            self.here = (sender, path)
        elif what == 'focused' and self.here == (sender, path):
            self.here = None

    # ---- eyes ----

    def call(self, node, interface, method, arguments=None):
        return self.bus.call_sync(node[0], node[1], interface, method, arguments, None, 0, PATIENCE * 1000, None).unpack()

    def ask(self, node, name, interface=ACCESSIBLE):
        return self.call(node, 'org.freedesktop.DBus.Properties', 'Get', GLib.Variant('(ss)', (interface, name)))[0]

    def find_application(self):
        """Which of those on the bus it is, by its process."""
        for node in self.call(REGISTRY, ACCESSIBLE, 'GetChildren')[0]:
            reply = self.bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                                       GLib.Variant('(s)', (node[0],)), None, 0, -1, None)
            if reply.unpack()[0] == self.program.pid:
                windows = self.call(node, ACCESSIBLE, 'GetChildren')[0]
                if any(self.has(window, ACTIVE) for window in windows):
                    self.application = node
        return self.application

    def look(self, node):
        """A thing, or None when it is gone."""
        try:
            role = self.call(node, ACCESSIBLE, 'GetRoleName')[0]
            name = self.ask(node, 'Name')
            if TEXT not in self.call(node, ACCESSIBLE, 'GetInterfaces')[0]:
                return Thing(role, name, '')
            length = self.ask(node, 'CharacterCount', TEXT)
            return Thing(role, name, self.call(node, TEXT, 'GetText', GLib.Variant('(ii)', (0, length)))[0])
        except GLib.Error:
            return None

    def around(self, node=None):
        """Everything in a part of the window, or in all windows. What was never asked for does not tell when the
        keyboard comes to it; so whoever looks around is told more afterwards."""
        node = node or self.application
        try:
            children = self.call(node, ACCESSIBLE, 'GetChildren')[0]
        except GLib.Error:
            return
        yield node
        for child in children:
            yield from self.around(child)

    def has(self, node, state):
        try:
            return self.call(node, ACCESSIBLE, 'GetState')[0][0] & state
        except GLib.Error:
            return False

    def listen(self):
        """Until the program has taken in every key so far: it answers questions in between, one at a time."""
        for _ in range(self.pending + 8):
            self.call(self.application, ACCESSIBLE, 'GetRole')
        self.pending = 0
        while GLib.MainContext.default().iteration(False):
            pass

    pending = 0  # events on their way to the program

    def known(self):
        """Name, states and address of everything that was ever asked for, in one question."""
        items = self.call((self.application[0], '/org/a11y/atspi/cache'), 'org.a11y.atspi.Cache', 'GetItems')[0]
        return [(item[6], item[9][0], item[0]) for item in items]

    def find(self, condition):
        """The first thing that fulfils a condition of name and states; looks around when none of those known does."""
        for again in (False, True):
            if again:
                for _ in self.around():
                    pass
            for name, states, node in self.known():
                if condition(name, states):
                    return node
        return None

    def where(self):
        """What has the keyboard, or None: the entries of rows in a list of preferences do not say that they have it."""
        self.listen()
        if self.here is None or not self.has(self.here, FOCUSED):
            self.here = self.find(lambda name, states: states & FOCUSED)
        return self.here and self.look(self.here)

    def find_text(self, pattern):
        """The first text on screen that looks like this."""
        texts = [thing.text for thing in map(self.look, self.around()) if thing and re.fullmatch(pattern, thing.text)]
        assert texts, f'there is no text like {pattern}'
        return texts[0]

    def reads(self, words):
        """TRUE when the words stand in some window."""
        return self.find(lambda name, states: words in name) is not None

    def can(self, name):
        """TRUE when what is called so can be used now."""
        return self.find(lambda found, states: found.startswith(name) and states & SENSITIVE) is not None

    def wait(self, condition, message):
        """Until a condition holds."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            assert self.program.poll() is None, f'the program ended ({self.program.returncode}); before that, {message}'
            time.sleep(0.05)
        raise AssertionError(f'{message}; the keyboard is at {self.application and self.where()}')

    def wait_at(self, name):
        """Until the keyboard is at something of that name."""
        looks = 0

        def at():
            nonlocal looks
            looks += 1
            thing = self.where()
            # A thing behind a dialog keeps saying that it has the keyboard when the one in it came too fast to be asked for.
            if looks % 20 == 0 and not (thing and thing.is_called(name)):
                self.here = self.find(lambda found, states: states & FOCUSED and Thing('', found, '').is_called(name)) or self.here
                thing = self.here and self.look(self.here)
            return thing if thing and thing.is_called(name) else None
        return self.wait(at, f'the keyboard does not come to “{name}”')

    def window(self):
        """Title of the window that has the keyboard."""
        active = subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'], capture_output=True, text=True)
        return active.stdout.strip()

    def front(self):
        """Which window is in front, for whoever wants to wait for another: keys go there and nowhere else."""
        return subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True).stdout.strip()

    def wait_window(self, title):
        self.wait(lambda: self.window() == title, f'the window “{title}” does not open')

    def picture(self, name):
        folder = os.environ.get('CUNYI_PICTURES')
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            subprocess.run(['import', '-silent', '-window', 'root', f'{folder}/{name}.png'], check=True)

    # ---- hands ----

    def press(self, *keys):
        for key in keys:
            subprocess.run(['xdotool', 'key', key], check=True)
            self.pending += 4
            self.listen()

    def type(self, text):
        if text:
            subprocess.run(['xdotool', 'type', '--delay', '12', text], check=True)
            self.pending += 4 * len(text)
            self.listen()

    def enter(self, name, text):
        """Types into an entry and makes sure that it was that one."""
        def landed():
            self.listen()
            thing = self.typed and self.look(self.typed)
            return thing and thing.is_called(name) and thing.text.endswith(text)
        self.type(text)
        self.wait(landed, f'“{text}” does not come into “{name}”, but into {self.typed and self.look(self.typed)}')

    def insist(self, text):
        """Types into what has the keyboard until just this stands there: of what is typed while a list opens, a busy machine
        may lose the first key, and whoever types sees it."""
        def stands():
            self.press('ctrl+a')
            self.type(text)
            return self.soon(lambda: self.typed and getattr(self.look(self.typed), 'text', None) == text)
        self.wait(stands, f'“{text}” does not stand where it is typed')

    def fill(self, answers, until=None):
        """Goes through the questions with Enter until the keyboard comes to `until`, or until every answer is given. Answers
        go by the name of the question, in the order in which it comes again; what has none, or None, stays as it is. “⏎” is
        Enter, which the number of a choice does not need; an answer like “@alt+a” is a key."""
        left = {name: list(texts) if isinstance(texts, list) else [texts] for name, texts in answers.items()}
        by_itself = 0
        passed = []
        for _ in range(MOST_QUESTIONS):
            thing = self.wait(self.where, f'the keyboard is lost on the way to {until or list(left)}')
            if thing.is_called(until) if until else not any(left.values()):
                break
            node = self.here
            answer = left[thing.name].pop(0) if left.get(thing.name) else None
            # Whatever Enter does there is no answer.
            assert answer or 'button' not in thing.role, f'the keyboard is at {thing} by way of {passed}; nobody asked for {left}'
            passed.append(f'{thing}: {answer}')
            if answer is None:
                time.sleep(max(0, by_itself + HABIT - time.monotonic()))
                answer = '⏎'
            for i, part in enumerate(answer.split('⏎')):
                if i > 0:
                    self.press('Return')
                if part.startswith('@'):
                    self.press(part[1:])
                else:
                    self.type(part)
            self.wait(lambda: self.where() and self.here != node, f'“{answer}” does not lead on from {thing}, by way of {passed}')
            # From when it is seen: the program may have taken the key in long after it was pressed.
            by_itself = 0 if answer.endswith('⏎') else time.monotonic()
        else:
            raise AssertionError(f'the keyboard goes in circles and does not come to {until or left}')
        left = {name: texts for name, texts in left.items() if any(texts)}
        assert not left, f'nobody asked for {left}'

    def choose(self, title, path):
        """Answers the question for a file. A path that is a folder keeps the name that was proposed."""
        self.wait_window(title)
        folder = Path(path).is_dir()
        self.press('Home' if folder else 'ctrl+a')
        self.type(f'{path}/' if folder else str(path))
        # While GTK still completes the path, it takes Enter for that.
        self.wait(lambda: self.press('Return') or self.left(title), f'the window “{title}” does not close')

    def left(self, title):
        return self.soon(lambda: self.window() != title)

    def soon(self, condition):
        """TRUE when a condition holds within a while in which nobody would press a key again."""
        end = time.monotonic() + 3
        while not condition() and time.monotonic() < end:
            time.sleep(0.05)
        return condition()

    def press_until(self, key, title):
        """Until the window opens: what is still being counted does not take the key."""
        self.wait(lambda: self.press(key) or self.soon(lambda: self.window() == title), f'the window “{title}” does not open')

    def walk(self, key, name, most=40):
        """Presses Tab or the like until the keyboard is at a name."""
        return self.walk_until(key, lambda thing: thing.is_called(name), f'“{name}”', most)

    def walk_until(self, key, condition, what, most=40):
        passed = []
        for _ in range(most):
            self.press(key)
            thing = self.where()
            if thing and condition(thing):
                return thing
            passed.append(str(thing))
        raise AssertionError(f'{key} does not lead to {what}, but to ' + ', '.join(passed))

    def close(self):
        subprocess.run(['xdotool', 'key', 'ctrl+q'], check=True)
        try:
            status = self.program.wait(PATIENCE)
            assert status == 0, f'the program ended with {status}'
        finally:
            self.leave()

    def kill(self):
        self.program.send_signal(signal.SIGKILL)
        self.leave()

    def leave(self):
        for process in (self.program, self.manager):
            if process.poll() is None:
                process.terminate()
            process.wait()
