"""A draft as a Word file by GB/T 9704-2012, with its figures listed in 附件1."""

from pathlib import Path
from typing import IO

from yiben.documents.word import Paper
from yiben.documents.word_table import TableColumn
from yiben.reports.model import Draft

LIST_TITLE = "本文数字来源表"
COLUMNS = (
    TableColumn("序", 9, "right"), TableColumn("部分", 11), TableColumn("名称", 57),
    TableColumn("数值", 22, "right"), TableColumn("单位", 12), TableColumn("台账与行数", 45),
)  # fmt: skip


def docx(draft: Draft, target: Path | IO[bytes]) -> None:
    """Write the paper: title, date line, sections, and the figure list on a page of its own."""
    paper = Paper(draft.title, subject=draft.basis)
    paper.title(draft.title)
    paper.dateline(draft.dateline)
    for section in draft.body:
        if section.heading:
            paper.heading(1, section.heading)
        for paragraph in section.paragraphs:
            paper.body(run.shown for run in paragraph.runs)
    paper.appendix(1, LIST_TITLE, draft.basis)
    rows = [
        [str(line.number), line.section, line.title, line.value, line.unit, line.source]
        for line in draft.figures
    ]
    paper.table(COLUMNS, rows)
    paper.note("".join(draft.notes))
    paper.save(target)
