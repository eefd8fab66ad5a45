"""A block pasted from Excel into a grid: checked cell by cell, mended in place, put in all at once.

Everything goes by one text, the block with its heading row, so that the page works without a script: the
textarea holds what the grid shows.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiben.declare.model import Field, Register
from yiben.kernel.problems import Problem, Refused, problem
from yiben.kernel.values import show_value
from yiben.ledger.reading import listing
from yiben.pages.doors import member, register_for
from yiben.pages.standing import PageRequest
from yiben.tables import grid as tables
from yiben.tables.block import letter, write_block
from yiben.tables.grid import Grid, Row
from yiben.tables.heading import NUMBER, STATE, title_of
from yiben.tables.post import post
from yiben.township import places
from yiben.ui.showing import NUMERIC

SHOWN_ROWS = 30
"""Rows of the table without a script; with one, all can be reached."""
SHOWN_FAULTS = 100
BLANK_ROWS = 8


@dataclass(frozen=True)
class Column:
    number: int
    letter: str
    meaning: str
    title: str
    """What stood above it, else what it means."""
    filled: bool


@dataclass(frozen=True)
class Fault:
    row: int
    """Counted from 1."""
    column: int
    """Counted from 0, -1 for the row as a whole."""
    title: str
    told: Problem
    near: str
    doubt: bool


@dataclass(frozen=True)
class ShownCell:
    text: str
    faults: tuple[Fault, ...]


@require_http_methods(["GET", "POST"])
@member
def grid(request: PageRequest, register: str) -> HttpResponse:
    """The empty grid; a POST checks what was pasted (`do=check`) or puts it in (`do=post`)."""
    found = register_for(request, register, "write")
    if request.method != "POST":
        return render(request, "pages/grid.html", _words(request, found))
    try:
        checked = _checked(request, found, request.POST.get("block", ""))
    except Refused as refused:
        words = _words(request, found) | {"problems": refused.problems}
        return render(request, "pages/grid.html", words, status=400)
    if request.POST.get("do") == "post":
        return _posted(request, found, checked)
    return _shown(request, found, checked)


def _checked(request: PageRequest, found: Register, text: str) -> Grid:
    sent = request.POST
    said = {int(k[4:]): str(v) for k, v in sent.items() if k.startswith("col-") and _is_number(k[4:])}
    line = int(sent["line"]) if sent.get("line", "") in ("-1", "0", "1", "2", "3", "4", "5") else None
    fill = [int(n) for n in sent.getlist("fill") if _is_number(n)]
    return tables.check(
        found, text, request.user, request.town, paste=_paste(request), said=said, line=line, fill=fill
    )


def _is_number(text: str) -> bool:
    """Whether it numbers a column; ² is a digit to Python and no number."""
    return text.isascii() and text.isdigit() and len(text) < 4


def _paste(request: PageRequest) -> str:
    """The id of this paste, which makes sending it again safe."""
    sent = request.POST.get("paste", "")
    return sent if len(sent) == 32 and sent.isalnum() and sent.isascii() else uuid.uuid4().hex


def _posted(request: PageRequest, found: Register, checked: Grid) -> HttpResponse:
    sent = request.POST
    rows = checked.to_post(doubts=bool(sent.get("doubts")))
    expected = sent.get("expected_all" if sent.get("doubts") else "expected", "")
    done = sum(r.done for r in checked.rows)
    if not rows and done and str(done) == expected:
        messages.info(request, _("这%(n)s行先前已入账，没有重复。") % {"n": done})
        return _rest(request, found, tables.without(checked, [r for r in checked.rows if r.done or r.same]))
    if str(len(rows)) != expected:
        told = problem("G015", "block", expected=expected[:9] or "0", found=len(rows))
        return _shown(request, found, checked, [told], status=409)
    try:
        written = post(rows, found, request.user, request.town, sent.get("why", ""))
    except Refused as refused:
        return _shown(request, found, checked, _at_rows(checked, rows, refused.problems), status=400)
    left = tables.without(checked, [*rows, *(r for r in checked.rows if r.done or r.same)])
    messages.success(request, _("已入账%(n)s行。") % {"n": len(written)})
    return _rest(request, found, left)


def _rest(request: PageRequest, found: Register, left: Grid) -> HttpResponse:
    """What has not been put in stays in the grid; where nothing is left, the list."""
    if not left.rows:
        return redirect(f"{reverse('register', args=[found.id])}?view=&{found.happened}_from=&sort=-number")
    return _shown(request, found, left)


def _at_rows(checked: Grid, rows: Sequence[Row], problems: Sequence[Problem]) -> list[Problem]:
    """The ledger's problems put at the rows that they are about; what is about none stays above the grid."""
    rest: list[Problem] = []
    for told in problems:
        number, colon, where = told.where.partition(":")
        if colon and number.isdigit() and 0 < int(number) <= len(rows) and where != "why":
            rows[int(number) - 1].problems.append(Problem(told.number, told.sentence, told.hint, where))
        elif where == "why" or told.where == "why":
            if all(p.where != "why" for p in rest):
                rest.append(Problem(told.number, told.sentence, told.hint, "why"))
        else:
            rest.append(told)
    return rest


def _words(request: PageRequest, found: Register) -> dict[str, Any]:
    """What the page shows before anything was pasted."""
    fields = [f for f in found.typed_fields if f.often == Field.often or f.required]
    return {
        "register": found,
        "crumbs": [
            (found.title, reverse("register", args=[found.id]) + "?view="),
            (_("成批录入"), ""),
        ],
        "paste": _paste(request),
        "text": request.POST.get("block", ""),
        "usual": fields,
        "data": {
            "columns": [{"meaning": f.id, "title": f.title} for f in fields],
            "rows": [[""] * len(fields) for _n in range(BLANK_ROWS)],
            "faults": [], "reads": [], "settled": [], "fresh": True, "words": _script_words(),
        },
        "limit": 10_000,
    }  # fmt: skip


def _shown(
    request: PageRequest,
    found: Register,
    checked: Grid,
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> HttpResponse:
    """The checked grid: counts, faults at their cells, what would be put in."""
    faults = _faults(found, checked, request.town)
    columns = _columns(found, checked)
    new = [r for r in checked.to_post() if r.record is None]
    before = listing(found.id, request.user, {"place": request.place}).count()
    above = [*problems, *checked.problems]
    words = _words(request, found) | {
        "checked": checked,
        "columns": columns,
        "meanings": _meanings(found),
        "problems": [p for p in above if p.where != "why"],
        "why_problems": [p for p in above if p.where == "why"],
        "why": request.POST.get("why", ""),
        "faults": [f for f in faults if not f.doubt][:SHOWN_FAULTS],
        "doubts": [f for f in faults if f.doubt][:SHOWN_FAULTS],
        "counts": {
            "rows": len(checked.rows), "clean": len(checked.to_post()), "faulty": len(checked.faulty),
            "doubtful": len(checked.doubtful), "same": sum(r.same for r in checked.rows),
            "done": sum(r.done for r in checked.rows), "faults": sum(not f.doubt for f in faults),
            "doubts": sum(f.doubt for f in faults), "with_doubts": len(checked.to_post(doubts=True)),
            "before": before, "after": before + len(new), "corrections": len(checked.corrections),
        },
        "rows": _table(checked, faults)[:SHOWN_ROWS],
        "text": write_block([[c.title for c in columns], *(r.typed for r in checked.rows)]),
        "line": 0,
        "data": _data(found, checked, columns, faults),
    }  # fmt: skip
    return render(request, "pages/grid.html", words, status=status)


def _columns(found: Register, checked: Grid) -> list[Column]:
    heading = checked.heading
    made = []
    for n, meaning in enumerate(heading.columns):
        title = heading.titles[n] if heading.titles else ""
        made.append(Column(n, letter(n), meaning, title or title_of(found, meaning) or letter(n), False))
    return made


def _meanings(found: Register) -> list[tuple[str, str]]:
    """What a column can be said to mean."""
    made = [(f.id, f.title) for f in found.typed_fields]
    made.append((NUMBER, _("编号（更正已有的）")))
    return [*made, *([(STATE, _("状态"))] if found.states else [])]


def _faults(found: Register, checked: Grid, town: str) -> list[Fault]:
    near = tables.near_misses(checked, town)
    at = {meaning: n for n, meaning in reversed(list(enumerate(checked.heading.columns))) if meaning}
    made = []
    for n, row in enumerate(checked.rows):
        for told in row.problems:
            made.append(_fault(found, at, n, told, near, False))
        for told in row.doubts if not row.problems else ():
            made.append(_fault(found, at, n, told, near, True))
    return made


def _fault(
    found: Register,
    at: Mapping[str, int],
    row: int,
    told: Problem,
    near: Mapping[tuple[int, str], str],
    doubt: bool,
) -> Fault:
    column = at.get(told.where, -1)
    return Fault(row + 1, column, title_of(found, told.where), told, near.get((row, told.where), ""), doubt)


def _table(checked: Grid, faults: Sequence[Fault]) -> list[tuple[int, list[ShownCell]]]:
    """Rows for reading without a script: those to be mended first, in the block's order."""
    by_cell: dict[tuple[int, int], list[Fault]] = {}
    for fault in faults:
        by_cell.setdefault((fault.row, max(fault.column, 0)), []).append(fault)
    wrong = {row for row, _column in by_cell}
    order = sorted(range(1, len(checked.rows) + 1), key=lambda n: n not in wrong)[:SHOWN_ROWS]
    return [
        (
            n,
            [
                ShownCell(text, tuple(by_cell.get((n, c), ())))
                for c, text in enumerate(checked.rows[n - 1].typed)
            ],
        )
        for n in sorted(order)
    ]


def _data(
    found: Register, checked: Grid, columns: Sequence[Column], faults: Sequence[Fault]
) -> dict[str, Any]:
    """What the script shows; cells read otherwise than typed with what was read."""
    reads = []
    shown = [(c, f) for c, f in enumerate(checked.fields()) if f is not None and _told(f)]
    for n, row in enumerate(checked.rows):
        for c, one in shown if not row.problems else ():
            typed = row.typed[c].strip()
            if typed and one.id in row.kept and typed != row.values.get(one.id, typed):
                reads.append([n, c, _read(one, row.kept[one.id])])
            elif typed and one.type in ("date", *NUMERIC) and one.id in row.kept:
                said = _read(one, row.kept[one.id])
                if said != typed:
                    reads.append([n, c, said])
    return {
        "columns": [{"meaning": c.meaning, "title": c.title} for c in columns],
        "rows": [row.typed for row in checked.rows],
        "faults": [
            [f.row - 1, f.column, f.title, f.told.sentence, f.told.hint, f.near, f.doubt] for f in faults
        ],
        "reads": reads,
        "settled": [n for n, row in enumerate(checked.rows) if row.done or row.same],
        "fresh": False,
        "words": _script_words(),
    }


def _told(one: Field) -> bool:
    """Whether it is worth saying how a cell of the field was read; texts are taken as they are."""
    return not one.is_identifier and one.type not in ("text", "long_text", "person_name")


def _read(one: Field, value: Any) -> str:
    if one.type == "place":
        return places.title(str(value))
    return show_value(one, value)


def _script_words() -> dict[str, str]:
    """The script's words, here so that they can be translated."""
    return {
        "cell": _("第%(row)s行 %(title)s"), "remove": _("去掉第%(row)s行"), "use": _("用“%(near)s”"),
        "skip": _("不用"), "changed": _("有改动，请先检查。"), "settled": _("账上已有"), "read": _("读作"),
        "page": _("第%(first)s—%(last)s行，共%(total)s行"), "before": _("上一页"), "after": _("下一页"),
        "all": _("全部"), "faulty": _("要改"), "doubtful": _("存疑"), "column": _("列"), "row": _("行"),
    }  # fmt: skip
