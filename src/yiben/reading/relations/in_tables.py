"""Totals of tables: a row or column of 合计 is the sum of the others, one of 小计 of those beside it."""

import re
from collections.abc import Mapping, Sequence

from yiben.reading.model import Figure, Relation
from yiben.reading.relations.rounding import adds_up
from yiben.reading.tables.layout import Place, Table

_TOTAL = re.compile(r"合计|总计|共计|总数|全[镇乡县](?:合计|总计)?")
_SUBTOTAL = re.compile(r".{0,10}小计")
_OF_WHICH = re.compile(r"其中|[占率比]")
_NO_SUMS = re.compile(r"均|率|比|排名|名次|单价|标准|序号|年龄")
_HEAD_OF_TOTAL = re.compile(r"(?P<of>.*?)(?:合计|总计|共计|小计)$")
_NO_UNITS = ("比例", "名次", "岁", "年")

Line = list[tuple[str, int]]
"""What stands after one another in a row or column: plain, sub or total, and the index of the figure."""


def sums(tables: Sequence[Table], figures: Sequence[Figure]) -> list[Relation]:
    at = {figure.start: index for index, figure in enumerate(figures)}
    found: list[Relation] = []
    for table in tables:
        for line in [*_columns(table, at), *_rows(table, at)]:
            found += _checked(line, figures)
    return found


def _columns(table: Table, at: Mapping[int, int]) -> list[Line]:
    sorts = [_sort("".join(cell.text for cell in row.cells[:1]), row.cells[1:2]) for row in table.rows]
    if sorts.count("total") > 1 or "part" in sorts:
        return []
    columns: dict[int, list[Place]] = {}
    for place in table.places:
        columns.setdefault(place.column, []).append(place)
    lines = []
    for number, places in columns.items():
        known = [place for place in places if place.cell.start in at]
        printed = sum(1 for row in table.rows if number < len(row.cells) and row.cells[number].is_number)
        if _NO_SUMS.search(places[0].heading.column) or printed > len(known):
            continue
        lines.append([(sorts[place.row], at[place.cell.start]) for place in known])
    return lines


def _sort(label: str, second: Sequence[object]) -> str:
    """Whether a row bears a total; the word stands in its first cell or, behind a number, in its second."""
    words = ["".join(label.split()), *("".join(str(getattr(cell, "text", "")).split()) for cell in second)]
    for word in words:
        if _TOTAL.fullmatch(word):
            return "total"
        if _SUBTOTAL.fullmatch(word):
            return "sub"
        if _OF_WHICH.match(word):
            return "part"
    return "plain"


def _rows(table: Table, at: Mapping[int, int]) -> list[Line]:
    heads = {place.column: "".join(place.heading.column.split()) for place in table.places}
    if any("其中" in head for head in heads.values()):
        return []
    rows: dict[int, list[Place]] = {}
    for place in table.places:
        if place.cell.start in at:
            rows.setdefault(place.row, []).append(place)
    lines: list[Line] = []
    for places in rows.values():
        counted = [place for place in places if not _NO_SUMS.search(heads[place.column])]
        lines += _lines_of_row(counted, heads, at)
    return lines


def _lines_of_row(places: Sequence[Place], heads: Mapping[int, str], at: Mapping[int, int]) -> list[Line]:
    """One line of all its cells, or one for each group of heads: 耕地合计, 耕地水田, 耕地旱地."""
    totals = {place.column: _HEAD_OF_TOTAL.fullmatch(heads[place.column]) for place in places}
    groups = [found["of"] for found in totals.values() if found and found["of"]]
    sorts = {
        column: "plain" if not found else "sub" if heads[column] == "小计" else "total"
        for column, found in totals.items()
    }
    if not groups:
        return [[(sorts[place.column], at[place.cell.start]) for place in places]]
    return [
        [(sorts[p.column], at[p.cell.start]) for p in places if heads[p.column].startswith(group)]
        for group in groups
    ]


def _checked(line: Line, figures: Sequence[Figure]) -> list[Relation]:
    sorts = [sort for sort, _ in line]
    units = {figures[index].unit for _, index in line}
    if len(units) != 1 or units & set(_NO_UNITS) or sorts.count("total") > 1:
        return []
    inner = [sort for sort in sorts if sort != "total"]
    first = bool(inner) and inner[0] == "sub"
    groups: list[tuple[int | None, list[int]]] = []
    pending: list[int] = []
    for sort, index in line:
        if sort == "plain":
            (groups[-1][1] if first else pending).append(index)
        elif sort == "sub" and first:
            groups.append((index, []))
        elif sort == "sub":
            groups.append((index, pending))
            pending = []
    made = [_sum(sub, parts, figures) for sub, parts in groups if sub is not None]
    total = next((index for sort, index in line if sort == "total"), None)
    subs = [sub for sub, _ in groups if sub is not None]
    made.append(_sum(total, [*subs, *pending], figures))
    return [one for one in made if one]


def _sum(whole: int | None, parts: Sequence[int], figures: Sequence[Figure]) -> Relation | None:
    if whole is None or len(parts) < 2:
        return None
    holds = adds_up(figures[whole], [figures[part] for part in parts])
    return Relation("sum_of", whole, tuple(parts), holds, ("relation.table_total",))
