#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells the rows of a workbook as another program reads them, for tests to look for: sheet, and the cells parted by |.

    rows.py FILE
"""
import datetime
import sys

import openpyxl


def show(value):
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value).replace("\n", "\\n")


def main():
    for sheet in openpyxl.load_workbook(sys.argv[1]):
        for row in sheet.iter_rows():
            if any(cell.value is not None for cell in row):
                print(sheet.title + ": " + "|".join(show(cell.value) for cell in row))


main()
