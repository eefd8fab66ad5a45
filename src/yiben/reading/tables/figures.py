"""Figures in cells: a bare number gets its unit from the table, and its name from head, row and title."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from yiben.kernel.digits import tidy
from yiben.kernel.spoken import WIDE, read_spoken
from yiben.reading.finding.units_spoken import base
from yiben.reading.model import Figure, LeftOut, Span
from yiben.reading.naming.kinds import AMOUNTS, Seen
from yiben.reading.naming.kinds import kind as kind_of
from yiben.reading.naming.times import find_times
from yiben.reading.tables.layout import NUMBER, Place, Table
from yiben.reading.tables.units import scale_and_unit

_TOTAL = re.compile(r"合计|总计|共计|总数|全[镇乡县](?:合计|总计)?")
_PLACE = re.compile(
    r"(?!行政村|自然村|中心村|村民|.{0,6}各|.{0,6}个)[一-龥]{2,10}(?:村|社区|居委会|镇|乡|街道|园区|公司|合作社)"
)
_TITLE_WORDS = re.compile(
    r"(?:附[件表]?\s*\d*\s*[:：.]?|表\s*\d+\s*[:：.]?|(?:19|20)\d\d年度?|(?:\d{1,2}|[上下]半)?[年月]份?|各[村社区镇乡组]+|"
    r"统计表|情况表|一览表|汇总表|明细表|登记表|统计|情况|汇总|一览|明细|表|[（(][^）)]*[)）])"
)
_SHORT = 4
"""A head no longer than this needs the title's word before it: 户数 of 低保情况表 is 低保户数."""


def filled(
    text: str, tables: Sequence[Table], spans: Sequence[Span], left_out: Sequence[LeftOut]
) -> tuple[list[Span], list[LeftOut]]:
    """The spans, those in cells with headings, and bare numbers in cells with the table's unit."""
    if not tables:
        return list(spans), list(left_out)
    places = [place for table in tables for place in table.places]
    starts = [place.cell.start for place in places]
    kept: list[Span] = []
    held: set[int] = set()
    for span in spans:
        at = bisect_left(starts, span.start + 1) - 1
        if at >= 0 and span.end <= places[at].cell.end and not re.search("[。；！？]", places[at].cell.text):
            held.add(at)
            span = replace(span, heading=places[at].heading, rules=(*span.rules, "table_cell"))
        kept.append(span)
    bare = [made for at, place in enumerate(places) if at not in held and (made := _bare(text, place))]
    gone = {span.start for span in bare}
    left = [one for one in left_out if not any(start in gone for start in range(one.start, one.end))]
    return sorted([*kept, *bare], key=lambda span: span.start), left


def _bare(text: str, place: Place) -> Span | None:
    """A cell that is a number alone, in the unit that the table names."""
    cell = place.cell
    words = cell.text.translate(WIDE).replace("，", ",")
    own = re.search(r"[%‰]$", words)
    if not NUMBER.fullmatch(words) or not (place.unit or own):
        return None
    scale, unit = ("", own[0]) if own else scale_and_unit(place.unit)
    sign = re.match(r"[￥¥]?([-−+]?)", words)
    bare = re.sub(r"^[￥¥]?[-−+]?|[%‰]$", "", words)
    number = read_spoken(bare).value * (read_spoken("1" + scale).value if scale else 1)
    if sign and sign[1] in ("-", "−"):
        number = -number
    value, name = base(Decimal(number), unit)
    return Span(
        cell.start, cell.end, text[cell.start : cell.end], tidy(value), name, "exact",
        ("number_in_digits", "unit_after" if own else place.unit_rule, "table_cell"), place.heading,
    )  # fmt: skip


def renamed(spans: Sequence[Span], figures: Sequence[Figure], year: int | None) -> list[Figure]:
    """The figures, those in cells named from their headings; `year` is the report's own."""
    named: list[Figure] = []
    last: Span | None = None
    for span, figure in zip(spans, figures, strict=True):
        heading = span.heading
        if heading and (heading.row or heading.column):
            figure = _named(span, figure, year)
            same_row = last and last.heading and last.heading.row == heading.row
            if figure.kind == "growth" and same_row and "period.table_heads" not in figure.rules:
                figure = replace(figure, period=named[-1].period)  # 增幅 beside 2023年
        named.append(figure)
        last = span
    return named


def _named(span: Span, figure: Figure, year: int | None) -> Figure:
    heading = span.heading
    assert heading is not None
    row, column = heading.row, heading.column
    place = _PLACE.fullmatch(row)
    period = _period(span.unit, (column, row, heading.title), year)
    words = "".join(_timeless(one) for one in (("" if place or _TOTAL.fullmatch(row) else row), column))
    if len(words) < _SHORT:
        subject = re.sub(r"\W|^基本\W*$", "", _TITLE_WORDS.sub("", heading.title))
        words = subject + words if len(subject) <= 12 and not words.startswith(subject) else words
    what = _counted(words or row or column, span.unit)
    context = f"{column}{row}" if re.search("目标|任务|计划", column) else words
    kind, rule = kind_of(
        Seen(
            surface=span.surface,
            unit=span.unit,
            bound=span.bound,
            lead=words,
            tail="",
            clause=context,
            sentence=context,
            before="",
            prior="",
            stood=False,
            ahead=False,
            next_clause="",
        )
    )
    kept = [name for name in figure.rules if not name.startswith(("what.", "kind."))]
    rules = [
        name
        for name in kept
        if not (period and name.startswith("period.")) and not (place and name.startswith("place."))
    ]
    return replace(
        figure, what=what, kind=kind, period=period or figure.period, place=row if place else figure.place,
        rules=(*rules, rule, "what.table_heads", *(["period.table_heads"] if period else []),
               *(["place.table_row"] if place else [])),
    )  # fmt: skip


def _timeless(words: str) -> str:
    return re.sub(
        r"(?:(?:19|20)\d\d年?度?|(?:\d{1,2}[-—至])?\d{1,2}月份?|[上下]半年|第?[一二三四]季度|本[年期月]|今年)",
        "",
        words,
    )


def _counted(words: str, unit: str) -> str:
    """The name with the unit's own word where it lacks one: 低保 in 户 is 低保户数."""
    if unit in (*AMOUNTS, "比例", "名次") or unit in words or re.search(r"[数量额率度次]$|人口|面积", words):
        return words
    return f"{words}{unit}数"


def _period(unit: str, said: Sequence[str], year: int | None) -> str:
    for words in said:
        plain = re.sub(r"((?:19|20)\d\d)(?![年\d])", r"\1年", words)
        for time in find_times(plain, year):
            if not time.last:
                continue
            if not time.first:
                return f"../{time.last.year}"
            if (time.first, time.last) == (date(time.first.year, 1, 1), date(time.last.year, 12, 31)):
                one = time.first.year == time.last.year
                return str(time.first.year) if one else f"{time.first.year}/{time.last.year}"
            return f"{time.first}/{time.last}"
    return ""
