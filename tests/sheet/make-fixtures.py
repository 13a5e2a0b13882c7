#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Cunyi authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes workbooks with programs that are not ours, and beside each what was put into it.

make-fixtures.py FOLDER STAMP   (needs openpyxl, xlwt and LibreOffice; touches STAMP when all is there)

Every <name>.xlsx, .xls or .csv gets a <name>.<suffix>.cells: lines of sheet, cell, kind and text, parted by tabs, with
\\n for a line break; a merged range is a line of kind "merge". Kinds are those of base/table.h in lower case.
"""

import datetime
import os
import random
import shutil
import subprocess
import sys

import openpyxl
import openpyxl.utils.datetime
import xlwt
from openpyxl.utils import get_column_letter

FOLDER = os.path.abspath(sys.argv[1])  # LibreOffice takes no relative profile

day = datetime.date
moment = datetime.datetime

# One row per situation: value, number format or None, kind, text.
CELLS = [
    ("姓名", None, "text", "姓名"),
    (" 前后有空格 ", None, "text", " 前后有空格 "),
    ("00123", None, "text", "00123"),
    ("411322197803150000", None, "text", "411322197803150000"),
    ("４１１３２２　全角", None, "text", "４１１３２２　全角"),
    ("第一行\n第二行", None, "text", "第一行\n第二行"),
    ("𠮷野家 😀", None, "text", "𠮷野家 😀"),
    ("<a> & \"b\" 'c'", None, "text", "<a> & \"b\" 'c'"),
    ("长" * 3000, None, "text", "长" * 3000),
    ("4.11322E+17", None, "text", "4.11322E+17"),
    (0, None, "number", "0"),
    (152, None, "number", "152"),
    (-7, None, "number", "-7"),
    (0.5, None, "number", "0.5"),
    (36.6, None, "number", "36.6"),
    (0.1 + 0.2, None, "number", "0.3"),
    (1e-7, None, "number", "0.0000001"),
    (13800138000, None, "number", "13800138000"),
    (123456789012345, None, "number", "123456789012345"),
    (411322197803150000, None, "lost-digits", "411322197803150000"),
    (411322197803151234, None, "lost-digits", "411322197803151000"),
    (True, None, "boolean", "1"),
    (False, None, "boolean", "0"),
    (day(2022, 7, 26), "yyyy-mm-dd", "date", "2022-07-26"),
    (day(1949, 10, 1), 'yyyy"年"m"月"d"日"', "date", "1949-10-01"),
    (day(1978, 3, 15), '[$-804]yyyy"年"m"月"d"日";@', "date", "1978-03-15"),
    (day(2022, 7, 26), "yyyy/m/d", "date", "2022-07-26"),
    (moment(2022, 7, 26, 8, 30), "yyyy-mm-dd hh:mm", "date", "2022-07-26T08:30:00"),
    (moment(2022, 7, 26, 23, 59, 59), "m/d/yy h:mm", "date", "2022-07-26T23:59:59"),
    (datetime.time(8, 30), "h:mm", "date", "08:30:00"),
    (44768, "General", "number", "44768"),
    (44768, "0.00", "number", "44768"),
    (44768, '0"天"', "number", "44768"),
    (44768, "0_);[Red]\\(0\\)", "number", "44768"),
    (44768, "0.00E+00", "number", "44768"),
    (0.35, "0%", "number", "0.35"),
    (20220726, "yyyy-mm-dd", "number", "20220726"),
]


class Book:
    """What a workbook must be read as."""

    def __init__(self, path):
        self.lines = []
        self.path = os.path.join(FOLDER, path)

    def cell(self, sheet, row, column, kind, text):
        text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        self.lines.append(f"{sheet}\t{get_column_letter(column)}{row}\t{kind}\t{text}")

    def merge(self, sheet, place):
        self.lines.append(f"{sheet}\t{place}\tmerge\t")

    def sheet(self, sheet):
        self.lines.append(f"{sheet}\t\tsheet\t")

    def close(self, path=None):
        with open((os.path.join(FOLDER, path) if path else self.path) + ".cells", "w", encoding="utf-8") as out:
            out.write("\n".join(self.lines) + "\n")


def fill(book, name, write, merge):
    book.sheet(name)
    for i, (value, code, kind, text) in enumerate(CELLS):
        # Down and to the right, with gaps between rows and between columns.
        row, column = 1 + i // 5 * 2, 1 + i % 5 * 3
        write(row, column, value, code)
        book.cell(name, row, column, kind, text)
    merge("A30:C31")
    write(30, 1, "合并", None)
    book.cell(name, 30, 1, "text", "合并")
    book.merge(name, "A30:C31")
    write(50, 40, "远处", None)
    book.cell(name, 50, 40, "text", "远处")


def write_openpyxl(path, from_1904=False, formulas=False):
    book = Book(path)
    workbook = openpyxl.Workbook()
    if from_1904:
        workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = workbook.active
    sheet.title = "花名册 & 一组"

    def write(row, column, value, code):
        cell = sheet.cell(row, column, value)
        if code:
            cell.number_format = code

    fill(book, sheet.title, write, sheet.merge_cells)
    for state in ("hidden", "veryHidden"):
        other = workbook.create_sheet(state)
        other["A1"] = "不该看见"
        other.sheet_state = state
    empty = workbook.create_sheet("空表")
    empty["C9"].number_format = "0.00"
    book.sheet("空表")
    last = workbook.create_sheet("算式")
    last["B2"] = "血压高 者"
    book.sheet("算式")
    book.cell("算式", 2, 2, "text", "血压高 者")
    if formulas:
        last["A3"], last["A4"], last["A5"], last["A6"] = 3, '=A3*2', '="共"&A3&"人"', "=A3>2"
        last["A7"], last["A8"], last["A9"] = "=NA()", "=DATE(2022,7,26)", "=1/0"
        last["A8"].number_format = "yyyy-mm-dd"
        book.cell("算式", 3, 1, "number", "3")
        book.cell("算式", 4, 1, "number", "6")
        book.cell("算式", 5, 1, "text", "共3人")
        book.cell("算式", 6, 1, "boolean", "1")
        book.cell("算式", 7, 1, "error", "#N/A")
        book.cell("算式", 8, 1, "date", "2022-07-26")
        book.cell("算式", 9, 1, "error", "#DIV/0!")
    workbook.save(book.path)
    return book


def write_xlwt(path, from_1904=False):
    book = Book(path)
    workbook = xlwt.Workbook(encoding="utf-8")
    workbook.dates_1904 = from_1904
    sheet = workbook.add_sheet("花名册")

    def write(row, column, value, code):
        style = xlwt.XFStyle()
        if code:
            style.num_format_str = code
        # In a workbook of 1904 xlwt counts from that year by itself, but takes a bare time for a day of 1900.
        sheet.write(row - 1, column - 1, value, style)

    def merge(place):
        assert place == "A30:C31"
        sheet.merge(29, 30, 0, 2)

    fill(book, "花名册", write, merge)
    # More strings than fit into one record, narrow ones and wide ones in turn, so that some go on in the next record.
    many = workbook.add_sheet("很多字")
    book.sheet("很多字")
    chance = random.Random(7)
    for row in range(1, 1201):
        letters = chance.choice(["abcdefghij", "甲乙丙丁戊己庚辛", "aé中😀"])
        text = "".join(chance.choice(letters) for i in range(chance.randrange(1, 120))) + str(row)
        if row % 10 == 0:
            many.write_rich_text(row - 1, 0, [(text, xlwt.Font()), "尾"])
            text += "尾"
        else:
            many.write(row - 1, 0, text)
        book.cell("很多字", row, 1, "text", text)
    for visibility in (1, 2):
        hidden = workbook.add_sheet("隐藏%d" % visibility)
        hidden.write(0, 0, "不该看见")
        hidden.visibility = visibility
    workbook.save(book.path)
    book.close()


def write_plain(path, encoding, newline="\r\n"):
    book = Book(path)
    name = path.split(".")[0]
    rows = [["姓名", "身份证号", "备注"], ["张三", "41132219780315051X", "有,逗号"], [" 李四", "00123", "第一行\n第二行"],
            ["", "", "4.11322E+17"]]
    book.sheet(name)
    lines = []
    for row, cells in enumerate(rows, 1):
        for column, text in enumerate(cells, 1):
            if text:
                book.cell(name, row, column, "text", text)
        lines.append(",".join('"%s"' % text if "," in text or "\n" in text else text for text in cells) + ",,")
    with open(book.path, "wb") as out:
        out.write((newline.join(lines + [",,,,", ""])).encode(encoding))
    book.close()


def convert(source, target):
    """LibreOffice writes FOLDER/source as FOLDER/target."""
    room = os.path.join(FOLDER, "convert")
    shutil.rmtree(room, ignore_errors=True)
    os.makedirs(room)
    suffix = target.rsplit(".", 1)[1]
    subprocess.run(
        ["soffice", "--headless", "-env:UserInstallation=file://" + os.path.join(FOLDER, "profile"), "--convert-to",
         suffix, "--outdir", room, os.path.join(FOLDER, source)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    made = os.path.join(room, source.rsplit(".", 1)[0] + "." + suffix)
    shutil.move(made, os.path.join(FOLDER, target))


def main():
    os.makedirs(FOLDER, exist_ok=True)
    write_openpyxl("openpyxl.xlsx").close()
    write_openpyxl("openpyxl-1904.xlsx", from_1904=True).close()
    write_xlwt("xlwt.xls")
    write_plain("utf8.csv", "utf-8")
    write_plain("mark.csv", "utf-8-sig")
    write_plain("gb18030.csv", "gb18030")
    write_plain("utf16.csv", "utf-16", "\n")
    book = write_openpyxl("source.xlsx", formulas=True)
    for target in ("libreoffice.xlsx", "libreoffice.xls", "through.ods"):
        convert("source.xlsx", target)
    convert("through.ods", "libreoffice-ods.xlsx")
    for target in ("libreoffice.xlsx", "libreoffice.xls", "libreoffice-ods.xlsx"):
        if target == "libreoffice-ods.xlsx":
            # A day of the year 57000 does not come through .ods whole.
            book.lines = [line.replace("\t20220726", "\t11274306") for line in book.lines]
        book.close(target)
    os.remove(os.path.join(FOLDER, "source.xlsx"))
    shutil.rmtree(os.path.join(FOLDER, "convert"))
    shutil.rmtree(os.path.join(FOLDER, "profile"))
    with open(sys.argv[2], "w", encoding="utf-8"):
        pass


main()
