"""The sheet of an official paper: A4, margins, the grid of 22 lines by 28 characters, page numbers."""

from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Twips

from yiben.documents.word_styles import element

PAGE = (11906, 16838)
TOP, BOTTOM, LEFT, RIGHT = 2098, 1980, 1587, 1474
"""37, 35, 28 and 26 mm in twentieths of a point: a text block of 156 × 225 mm (GB/T 9704-2012, 5.2.1).

The bottom is 4 less than 35 mm: with 1984 the block lacks that much of 22 lines of LINE_PITCH, and
LibreOffice shows 21.
"""
LINE_PITCH, CHAR_SPACE = 580, -848
"""28.99 pt a line; 16 pt type drawn in by 848/4096 pt, so that 28 characters fill 156 mm."""
FOOTER = 1446
"""25.5 mm from the edge: the dash of a 4号 number then lies 7 mm below the text block (7.5)."""
ONE_CHARACTER = 280


def set_page(document: Document) -> None:
    """Page size, margins, grid and page numbers: odd pages right, even pages left, one character in."""
    section = document.sections[0]
    section.page_width, section.page_height = Twips(PAGE[0]), Twips(PAGE[1])
    section.top_margin, section.bottom_margin = Twips(TOP), Twips(BOTTOM)
    section.left_margin, section.right_margin = Twips(LEFT), Twips(RIGHT)
    section.footer_distance, section.header_distance = Twips(FOOTER), Twips(851)
    section.gutter = Twips(0)
    _set_grid(section)
    _number(section.footer.paragraphs[0], "right")
    _number(section.even_page_footer.paragraphs[0], "left")
    _set_language_and_layout(document)


def _set_grid(section: Section) -> None:
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(element("docGrid", type="linesAndChars", linePitch=LINE_PITCH, charSpace=CHAR_SPACE))


def _number(paragraph: Any, side: str) -> None:
    """“— 1 —” with a PAGE field (GB/T 9704-2012, 7.5)."""
    paragraph.style = "Footer"
    properties = paragraph._p.get_or_add_pPr()
    properties.append(element("ind", **{f"{side}Chars": 100, side: ONE_CHARACTER}))
    properties.append(element("jc", val=side))
    paragraph.add_run("— ")
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run("1" if kind == "shown" else "")
        if kind == "instruction":
            instruction = element("instrText")
            instruction.text = " PAGE "
            run._r.append(instruction)
        elif kind != "shown":
            run._r.append(element("fldChar", fldCharType=kind))
    paragraph.add_run(" —")


def _set_language_and_layout(document: Document) -> None:
    """Chinese for spelling and line breaks, layout by the rules of Word 2013; nothing of the template's.

    In the order that the schema wants (ECMA-376, 17.15.1.78): Word refuses settings out of order.
    """
    compat = element("compat")
    compat.append(element("useFELayout"))
    word = "http://schemas.microsoft.com/office/word"
    compat.append(element("compatSetting", name="compatibilityMode", uri=word, val=15))
    settings = document.settings.element
    for old in list(settings):
        settings.remove(old)
    settings.append(element("zoom", percent=100))
    settings.append(element("defaultTabStop", val=420))
    settings.append(element("evenAndOddHeaders"))
    settings.append(element("characterSpacingControl", val="doNotCompress"))
    settings.append(compat)
    settings.append(element("themeFontLang", val="en-US", eastAsia="zh-CN"))
    settings.append(element("decimalSymbol", val="."))
    settings.append(element("listSeparator", val=","))
