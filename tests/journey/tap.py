# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests in Python that speak TAP: a test is a function whose name is a sentence; it fails by an exception, which is told on
stderr: meson shows that of a test that failed, and not the comments of its TAP."""
import sys
import traceback


class NotTried(Exception):
    """A test that has nothing to go on from, because an earlier one failed."""


def run(tests):
    tests = list(tests)
    failed = 0
    print(f'1..{len(tests)}')
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        try:
            test()
            print(f'ok {number} {name}', flush=True)
        except Exception as why:
            failed += 1
            print(f'not ok {number} {name}', flush=True)
            if not isinstance(why, NotTried):
                traceback.print_exc()
    sys.exit(1 if failed else 0)


def same(found, wanted):
    assert found == wanted, f'found {found!r}, wanted {wanted!r}'
