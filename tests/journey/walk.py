# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A walk through the window by keyboard, of which each step goes on from the one before. Every step leaves a picture in
CUNYI_PICTURES; one that fails leaves its own in any case, beside the build when nothing else is named."""
import functools
import os
import sys
from pathlib import Path

from tap import NotTried


def stand_still():
    """A display on which nothing moves by itself."""
    config = Path(os.environ['XDG_CONFIG_HOME']) / 'gtk-4.0'
    config.mkdir(parents=True, exist_ok=True)
    (config / 'settings.ini').write_text('[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n')


class Walk:
    def __init__(self, get_desk):
        self.get_desk = get_desk  # there is none before the first step
        self.broken = None        # the step that failed: there is nothing to go on from

    def picture(self, name):
        if self.get_desk():
            self.get_desk().picture(name)

    def step(self, act, *arguments):
        """The act as a test."""
        @functools.wraps(act)
        def tried():
            if self.broken:
                raise NotTried(self.broken)
            try:
                act(*arguments)
                self.picture(act.__name__)
            except BaseException:
                self.broken = act.__name__
                folder = os.environ.setdefault('CUNYI_PICTURES', os.path.join(os.environ.get('G_TEST_BUILDDIR', '.'), 'journey'))
                self.picture(f'failed-{act.__name__}')
                print(f'picture: {folder}/failed-{act.__name__}.png', file=sys.stderr)
                raise
        return tried

    def leave(self):
        if self.get_desk():
            self.get_desk().leave()
