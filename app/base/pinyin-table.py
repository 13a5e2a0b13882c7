#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the tables of pinyin.c from Unihan's readings and the list of surnames.

Readings are those of kTGHZ2013 (the table of 8,105 standard characters, with every reading of each); the order puts
kMandarin, the commonest, first. Characters outside that table have what kMandarin says, so that a rare character in a
name is found too. Tones are dropped, ü becomes u.

usage: pinyin-table.py Unihan_Readings.txt[.bz2] surnames.txt pinyin-table.h
"""
import bz2
import re
import sys
import unicodedata

BLOCK = 256


def plain(reading):
    """lǜ -> lu"""
    letters = unicodedata.normalize('NFD', reading.lower())
    letters = ''.join(c for c in letters if not unicodedata.combining(c)).replace('v', 'u')
    if not re.fullmatch('[a-z]+', letters):
        sys.exit(f'{reading}: no pinyin')
    return letters


def unique(items):
    return list(dict.fromkeys(items))


def read_unihan(path):
    standard, common = {}, {}
    with (bz2.open if path.endswith('.bz2') else open)(path, 'rt', encoding='utf-8') as lines:
        for line in lines:
            fields = line.rstrip('\n').split('\t')
            if len(fields) != 3 or fields[1] not in ('kTGHZ2013', 'kMandarin'):
                continue
            code = int(fields[0][2:], 16)
            if fields[1] == 'kMandarin':
                common[code] = [plain(fields[2].split()[0])]
            else:
                # 036.140:chán 064.090:dān,dǎn
                standard[code] = [plain(r) for item in fields[2].split() for r in item.split(':')[1].split(',')]
    readings = {}
    for code in common.keys() | standard.keys():
        all_of = standard.get(code) or common[code]
        first = [r for r in common.get(code, []) if r in all_of]
        readings[code] = unique(first + all_of)
    if len(readings) < 40000 or len(standard) < 8000:
        sys.exit(f'{path}: only {len(readings)} characters with a reading; this is not the whole Unihan database')
    return readings


def read_surnames(path, readings):
    surnames = {}
    for number, line in enumerate(open(path, encoding='utf-8'), 1):
        words = line.split('#')[0].split()
        if not words:
            continue
        name, syllables = words[0], [plain(w) for w in words[1:]]
        if len(name) not in (1, 2) or len(name) != len(syllables) or name in surnames:
            sys.exit(f'{path}:{number}: one or two characters, as many syllables, and each surname once')
        surnames[name] = syllables
        for character, syllable in zip(name, syllables):
            known = readings.setdefault(ord(character), [])
            if syllable not in known:
                known.append(syllable)
    return surnames


def rows(numbers, per_line=20):
    for at in range(0, len(numbers), per_line):
        yield '  ' + ', '.join(map(str, numbers[at:at + per_line])) + ','


def main():
    readings = read_unihan(sys.argv[1])
    surnames = read_surnames(sys.argv[2], readings)

    syllables = sorted({s for list_ in readings.values() for s in list_})
    out = ['/* Made by pinyin-table.py; not to be edited. */', '', 'static const char syllables[][8] = {']
    out += [f'  "{s}",' for s in syllables] + ['};', '']
    number = {s: i for i, s in enumerate(syllables)}
    assert max(map(len, syllables)) < 8

    # Each distinct list of readings once, as pointers ended by NULL; list 0 is empty.
    lists = {(): 0}
    starts, pointers = [0], ['NULL,']
    for code in sorted(readings):
        key = tuple(readings[code])
        if key not in lists:
            lists[key] = len(lists)
            starts.append(len(pointers))
            pointers += [f'syllables[{number[s]}],' for s in key] + ['NULL,']
    out += ['static const char *const lists[] = {'] + ['  ' + p for p in pointers] + ['};', '']
    out += ['static const guint16 starts[] = {'] + list(rows(starts)) + ['};', '']

    blocks, pages = {(0,) * BLOCK: 0}, []
    for page in range(0, max(readings) + 1, BLOCK):
        block = tuple(lists[tuple(readings.get(c, ()))] for c in range(page, page + BLOCK))
        pages.append(blocks.setdefault(block, len(blocks)))
    out += [f'static const guint16 pages[{len(pages)}] = {{'] + list(rows(pages)) + ['};', '']
    out += [f'static const guint16 blocks[{len(blocks)}][{BLOCK}] = {{']
    for block in blocks:
        out += ['  {'] + ['  ' + r for r in rows(block)] + ['  },']
    out += ['};', '']

    out += ['static const Surname surnames[] = {']
    for name in sorted(surnames, key=lambda n: [ord(c) for c in n]):
        second = ord(name[1]) if len(name) == 2 else 0
        given = [f'syllables[{number[s]}]' for s in surnames[name]] + ['NULL']
        out.append(f'  {{ {ord(name[0]):#x}, {second:#x}, {{ {given[0]}, {given[1]} }} }},')
    out += ['};', '']
    assert len(starts) < 65536 and max(starts) < 65536

    with open(sys.argv[3], 'w', encoding='utf-8') as file:
        file.write('\n'.join(out))


main()
