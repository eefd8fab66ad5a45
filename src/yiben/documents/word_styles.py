"""Styles of an official paper: fonts and spacing stand here, never on single paragraphs.

Sizes in points: 二号 22, 三号 16, 四号 14, 小四 12, 五号 10.5. Fonts are named, not embedded;
`word_fonts` says what stands in for them.
"""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

SONG_TITLE, FANGSONG, KAI, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
WESTERN = "Times New Roman"
LINE = 579
"""28.95 pt in twentieths of a point: 22 lines in 225 mm (GB/T 9704-2012, 5.2.3)."""
DRAWN_IN = -6
"""0.3 pt less between characters: 28 of 16 pt then fit in 156 mm. Set here and not left to the
page's grid, since LibreOffice gives a character wider than its cell two cells."""

BODY, DATELINE = "Body Text", "Dateline"
APPENDIX_MARK, APPENDIX_TITLE, APPENDIX_NOTE = "Appendix Mark", "Appendix Title", "Appendix Note"
LETTERHEAD, REFERENCE, ADDRESSED, SIGNED = "Letterhead", "Reference", "Addressed", "Signed"
FORM_LABEL, FORM_TEXT, IMPRINT = "Form Label", "Form Text", "Imprint"
TABLE_TEXT, TABLE_HEAD, FOOTNOTE = "Table Text", "Table Head", "Table Note"


@dataclass(frozen=True)
class Look:
    """A style: fonts, size in points, spacing in twentieths of a point (line 0: as high as the type)."""

    font: str
    size: float
    align: str = ""
    line: int = LINE
    first_line: bool = False
    level: int | None = None
    before: int = 0
    after: int = 0
    western: str = WESTERN
    colour: str = "000000"
    rule: str = ""
    """Colour of a rule under the paragraph; empty for none."""


LOOKS = {
    "Normal": Look(FANGSONG, 16),
    "Title": Look(SONG_TITLE, 22, "center"),
    DATELINE: Look(KAI, 16, "center"),
    "Heading 1": Look(HEI, 16, first_line=True, level=0),
    "Heading 2": Look(KAI, 16, first_line=True, level=1),
    "Heading 3": Look(FANGSONG, 16, first_line=True, level=2),
    BODY: Look(FANGSONG, 16, "both", first_line=True),
    APPENDIX_MARK: Look(HEI, 16),
    APPENDIX_TITLE: Look(SONG_TITLE, 22, "center"),
    APPENDIX_NOTE: Look(KAI, 10.5, "center", after=80),
    TABLE_TEXT: Look(FANGSONG, 10.5, line=0),
    TABLE_HEAD: Look(HEI, 10.5, line=0),
    FOOTNOTE: Look(FANGSONG, 10.5, "both", line=360, before=80),
    LETTERHEAD: Look(SONG_TITLE, 36, "center", line=0, before=600, after=300, colour="C00000"),
    REFERENCE: Look(FANGSONG, 16, "center", rule="C00000", after=120),
    ADDRESSED: Look(FANGSONG, 16),
    SIGNED: Look(FANGSONG, 16, "right"),
    FORM_LABEL: Look(HEI, 14, "center", line=400),
    FORM_TEXT: Look(FANGSONG, 14, line=400),
    IMPRINT: Look(FANGSONG, 14, line=440),
    "Footer": Look(SONG, 14, line=280, western=SONG),
}


def element(tag: str, **attributes: object) -> Any:
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_styles(document: Document) -> None:
    """Normal, Title, Heading 1–3, Body Text, Footer and the table styles, in the fonts of GB/T 9704."""
    _set_defaults(document)
    for name in sorted(LOOKS.keys() - {style.name for style in document.styles}):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, look in LOOKS.items():
        _set_look(document.styles[name], look)
        if name != "Normal":
            document.styles[name].base_style = document.styles["Normal"]
        if name in ("Title", DATELINE) or look.level is not None:
            document.styles[name].next_paragraph_style = document.styles[BODY]


def _set_defaults(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        document.styles.element.remove(defaults)
    made = element("docDefaults")
    run_default, paragraph_default = element("rPrDefault"), element("pPrDefault")
    properties = element("rPr")
    properties.append(_fonts(FANGSONG, WESTERN))
    # the grid's cell is measured from this size
    properties.extend([element("sz", val=32), element("szCs", val=32)])
    properties.append(element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    run_default.append(properties)
    made.extend([run_default, paragraph_default])
    document.styles.element.insert(0, made)


def _set_look(style: Any, look: Look) -> None:
    """Write a style anew, so that no theme font, colour or spacing of the template shines through."""
    for tag in ("w:pPr", "w:rPr"):
        for old in style.element.findall(qn(tag)):
            style.element.remove(old)
    run = element("rPr")
    run.append(_fonts(look.font, look.western))
    run.extend([element("b", val=0), element("snapToGrid", val=0), element("color", val=look.colour)])
    run.extend([element("spacing", val=DRAWN_IN if look.size == 16 else 0), element("kern", val=0)])
    run.extend([element(tag, val=round(look.size * 2)) for tag in ("sz", "szCs")])
    style.element.extend([_paragraph_properties(look), run])
    style.quick_style = True
    style.hidden = False


def _paragraph_properties(look: Look) -> Any:
    """In the order that the schema wants: keepNext … spacing, ind, jc, outlineLvl."""
    made = element("pPr")
    if look.level is not None:
        made.append(element("keepNext"))
    made.append(element("widowControl"))
    if look.rule:
        borders = element("pBdr")
        borders.append(element("bottom", val="single", sz=18, space=6, color=look.rule))
        made.append(borders)
    # punctuation stays in the text block; gaps between Chinese and digits would break its 28 characters
    tags = ("overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid")
    made.extend([element(tag, val=0) for tag in tags])
    height, rule = (look.line, "exact") if look.line else (240, "auto")
    made.append(element("spacing", before=look.before, after=look.after, line=height, lineRule=rule))
    if look.first_line:
        made.append(element("ind", firstLineChars=200, firstLine=632))
    if look.align:
        made.append(element("jc", val=look.align))
    if look.level is not None:
        made.append(element("outlineLvl", val=look.level))
    return made


def _fonts(east_asia: str, western: str) -> Any:
    return element("rFonts", ascii=western, hAnsi=western, eastAsia=east_asia, cs=western)
