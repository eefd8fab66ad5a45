"""An official paper as a Word file, laid out by GB/T 9704-2012.

A paper is written from the top: title, date line, headings and body, then appendices. What a heading
says, numbers included (一、（一）1.), is the caller's.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from docx import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from yiben.documents.clean import clean, one_line
from yiben.documents.saving import replaced
from yiben.documents.title_lines import title_lines
from yiben.documents.word_fonts import set_fonts
from yiben.documents.word_form import FormRow, add_form, add_imprint
from yiben.documents.word_page import set_page
from yiben.documents.word_styles import (
    ADDRESSED,
    APPENDIX_MARK,
    APPENDIX_NOTE,
    APPENDIX_TITLE,
    BODY,
    DATELINE,
    FOOTNOTE,
    LETTERHEAD,
    REFERENCE,
    SIGNED,
    element,
    set_styles,
)
from yiben.documents.word_table import TableColumn, add_table
from yiben.kernel import clock

_OLD_STYLES = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


class Paper:
    """A paper being written; `save` gives the .docx."""

    def __init__(self, title: str, subject: str = "") -> None:
        self._document = Document()
        set_styles(self._document)
        set_page(self._document)
        set_fonts(self._document)
        self._set_properties(title, subject)

    def title(self, text: str) -> None:
        """2号小标宋, centred two lines under the upper edge; long titles break by sense."""
        for _ in range(2):
            self._add("Normal", "")
        self._titled("Title", text)

    def dateline(self, text: str) -> None:
        self._add(DATELINE, text)
        self._add("Normal", "")

    def heading(self, level: int, text: str) -> None:
        """一、 (1, 黑体), （一） (2, 楷体) or 1. (3, 仿宋)."""
        self._add(f"Heading {level}", text)

    def letterhead(self, issuer: str, reference: str) -> None:
        """The issuer in red and, under it, the number over the red line (GB/T 9704-2012, 7.2.4–7.2.7)."""
        self._add(LETTERHEAD, issuer)
        self._add(REFERENCE, reference)

    def headline(self, text: str, close: bool = False) -> None:
        """The title of a paper with a letterhead, a blank line under the red line; none where it is close."""
        if not close:
            self._add("Normal", "")
        self._titled("Title", text)

    def addressed(self, text: str) -> None:
        """主送, flush left one blank line under the title, with its full-width colon (7.3.2)."""
        self._add("Normal", "")
        self._add(ADDRESSED, text)

    def form(self, rows: Iterable[FormRow]) -> None:
        """A form of labels and what is written beside them, ruled all round."""
        add_form(self._document, rows)

    def signed(self, issuer: str, day: str, close: bool = False) -> None:
        """The issuer centred over the date, the date four characters from the edge (7.3.5.1)."""
        if not close:
            self._add("Normal", "")
        over = 4 + (_width(day) - _width(issuer)) / 2
        for text, indent in ((issuer, max(over, 1.0)), (day, 4.0)):
            paragraph = self._add(SIGNED, text)
            paragraph.paragraph_format.right_indent = Pt(16 * indent)
            paragraph.paragraph_format.keep_with_next = text == issuer

    def imprint(self, copied: str, issuer: str, day: str) -> None:
        """版记: whom it is copied to, who printed it and when (7.4)."""
        self._add("Normal", "")
        add_imprint(self._document, copied, issuer, day)

    def new_page(self, title: str) -> None:
        """A new page with a title of its own, as a receipt to be sent back."""
        paragraph = self._titled("Title", title)
        paragraph.paragraph_format.page_break_before = True

    def blank(self) -> None:
        self._add("Normal", "")

    def body(self, runs: Iterable[str]) -> None:
        """A paragraph, each given piece a run of its own."""
        paragraph = self._document.add_paragraph(style=BODY)
        for text in runs:
            self._run(paragraph, text)

    def appendix(self, number: int, title: str, note: str = "") -> None:
        """A new page with 附件1 on its first line and the title on its third (GB/T 9704-2012, 7.3.4)."""
        mark = self._add(APPENDIX_MARK, f"附件{number}")
        mark.paragraph_format.page_break_before = True
        self._add("Normal", "")
        self._titled(APPENDIX_TITLE, title)
        if note:
            self._add(APPENDIX_NOTE, note)

    def table(self, columns: Sequence[TableColumn], rows: Iterable[Sequence[str]]) -> None:
        add_table(self._document, columns, rows)

    def note(self, text: str) -> None:
        """A small line, for what stands under a table."""
        self._add(FOOTNOTE, text)

    def save(self, target: Path | IO[bytes]) -> None:
        """Write the file; to a path wholly or not at all (Refused S002)."""
        if not isinstance(target, Path):
            self._document.save(target)
            return
        with replaced(target) as temporary:
            self._document.save(str(temporary))

    def _titled(self, style: str, text: str) -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        for position, line in enumerate(title_lines(one_line(text))):
            if position:
                paragraph.add_run().add_break(WD_BREAK.LINE)
            self._run(paragraph, line)
        return paragraph

    def _add(self, style: str, text: str) -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        if text:
            self._run(paragraph, text)
        return paragraph

    def _run(self, paragraph: Paragraph, text: str) -> None:
        run = paragraph.add_run(clean(text))
        if not text.isascii():
            # without the hint Word draws “ ” — … · in the Western font
            run._r.get_or_add_rPr().append(element("rFonts", hint="eastAsia"))

    def _set_properties(self, title: str, subject: str) -> None:
        """The paper's title, and no person's name: the file goes to other offices."""
        properties = self._document.core_properties
        properties.title, properties.subject = one_line(title)[:255], one_line(subject)[:255]
        properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
        properties.language = "zh-CN"
        properties.created = properties.modified = clock.now().replace(tzinfo=None, microsecond=0)
        properties.revision = 1
        self._drop_leftovers()

    def _drop_leftovers(self) -> None:
        """The template's picture of its own first page, and its second set of styles for Word 2010."""
        for relations in (self._document.part.package.rels, self._document.part.rels):
            for key, relation in list(relations.items()):
                if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, _OLD_STYLES):
                    relations.pop(key)


def _width(text: str) -> float:
    """How many characters wide, a Western digit as half of one."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)
