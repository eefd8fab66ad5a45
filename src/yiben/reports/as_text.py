"""A draft as plain text: 40 Chinese characters a line, the figure list at the end."""

from yiben.documents.clean import one_line
from yiben.documents.title_lines import title_lines
from yiben.reports.as_word import LIST_TITLE
from yiben.reports.lines import LINE, padded, shown_width, wrapped
from yiben.reports.model import Draft, FigureLine

_COLUMNS = (("序", 4), ("部分", 6), ("名称", 34), ("数值", 11), ("单位", 6))


def txt(draft: Draft) -> str:
    """The text with LF line ends; a paragraph begins two characters in."""
    lines = [*map(_centred, title_lines(one_line(draft.title), LINE / 2)), _centred(draft.dateline), ""]
    for section in draft.body:
        if section.heading:
            lines += [*wrapped(one_line(section.heading)), ""]
        for paragraph in section.paragraphs:
            lines += [*wrapped(f"　　{one_line(paragraph.text)}"), ""]
    lines += ["", _centred(LIST_TITLE), "", *wrapped(draft.basis.replace("　", "  ")), ""]
    head = [padded(title, width, right=title in ("序", "数值")) for title, width in _COLUMNS]
    lines += [" ".join([*head, "台账与行数"]).rstrip(), *map(_row, draft.figures), ""]
    for note in draft.notes:
        lines += wrapped(note)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _row(line: FigureLine) -> str:
    cells = (str(line.number), line.section, one_line(line.title), line.value, line.unit)
    made = [
        padded(cell, width, right=title in ("序", "数值"))
        for cell, (title, width) in zip(cells, _COLUMNS, strict=True)
    ]
    return " ".join([*made, one_line(line.source)])


def _centred(text: str) -> str:
    return " " * max(0, (LINE - shown_width(text)) // 2) + text
