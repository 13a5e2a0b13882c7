#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells what another program sees in a workbook, one fact a line, for tests to look for.

    look.py FILE
"""
import sys

import openpyxl


def show(value):
    return type(value).__name__ + " " + str(value).replace("\n", "\\n")


def main():
    book = openpyxl.load_workbook(sys.argv[1])
    for sheet in book:
        name = sheet.title
        print(f"sheet {name} size {sheet.max_row} x {sheet.max_column}")
        print(f"{name} paper {sheet.page_setup.paperSize} {sheet.page_setup.orientation}"
              f" fit {sheet.sheet_properties.pageSetUpPr.fitToPage} {sheet.page_setup.fitToWidth or 1}"
              f" x {sheet.page_setup.fitToHeight}")
        print(f"{name} repeat {sheet.print_title_rows} freeze {sheet.freeze_panes} area {' '.join(sheet.print_area)}")
        print(f"{name} footer {sheet.oddFooter.center.text} header {sheet.oddHeader.right.text}")
        print(f"{name} centred {sheet.print_options.horizontalCentered}")
        for merged in sorted(str(m) for m in sheet.merged_cells.ranges):
            print(f"{name} merge {merged}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    print(f"{name} {cell.coordinate} {show(cell.value)}")
                print(f"{name} {cell.coordinate} look {cell.data_type} {cell.number_format} size {cell.font.sz:g}"
                      f" bold {cell.font.b} align {cell.alignment.horizontal} wrap {cell.alignment.wrap_text}"
                      f" edge {cell.border.left.style}{cell.border.right.style}{cell.border.top.style}{cell.border.bottom.style}")


main()
