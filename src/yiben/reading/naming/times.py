"""Words of time in a text, as days: 截至8月, 上半年, 前9月, 五年来, 2022年."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "十一": 11,
    "十二": 12,
}
_NO_YEAR = 1000
"""Stands where no year is known; centuries before it are still years."""
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_YEAR = r"(?:(?:19|20)\d\d\ ?年|今年|去年|上年|本年|当年|明年)"
TIME = re.compile(
    rf"""
    (?P<day>(?P<dy>(?:19|20)\d\d)(?:年(?=\d\d?月)|[-/.](?=\d\d?[-/.]))(?P<dm>1[0-2]|0?[1-9])(?:月|[-/.])(?P<dd>3[01]|[12]\d|0?[1-9])(?:日|号|(?!\d)))
    |(?P<now>截[至止到](?:目前|今|当前|现在)|目前|当前|至今)
    |(?P<years>(?:过去|最近|这|近)?(?P<yn>[三四五六七八九十])年(?:以?来|间)|[近最]近?(?P<yr>[三四五])年(?!级)|过去(?P<yp>[三四五十])年|近年来|历年)
    |(?P<ahead>(?:今后|未来)(?P<an>[三四五十])年)
    |(?P<fiveyear>十[三四五]五(?=[”"」]?(?:期间|时期|以来)))
    |(?P<fromto>(?P<fy>(?:19|20)\d\d)年?[-—~～至到](?P<ty>(?:19|20)\d\d)年度?)
    |(?P<since>(?:{_YEAR})(?:以来|来)|年初以来|今年以来)
    |(?P<asof>截[至止到])?(?P<y>{_YEAR}度?)?(?:
        (?P<run>前(?P<rm>{_MONTH})\ ?个?月)
        |(?P<fm>{_MONTH})\ ?月?(?:份)?\ ?[-—~～至到]\ ?(?P<rn>{_MONTH})月份?
        |(?P<thirds>前[三3]季度)
        |(?P<half>[上下]半年)
        |第?(?P<quarter>[一二三四1-4])季度
        |(?P<month>{_MONTH})月(?:份|底|末)?(?:(?P<mday>3[01]|[12]\d|[1-9])日)?(?!球)
    )
    |(?P<year>{_YEAR}度?)
    |(?P<whole>全年|年度(?=任务|目标|计划))
    |(?P<named>(?<=[“"《「])[^”"》」\n]{{0,6}}(?P<ny>20\d\d)(?=[”"」]))
    """,
    re.X,
)


@dataclass(frozen=True, slots=True)
class Time:
    start: int
    end: int
    sort: str
    """day, as_of, now, part, year, years, since, ahead, whole, past."""
    first: date | None
    last: date | None
    own_year: bool
    """Whether the text itself prints the year."""


def number(word: str) -> int:
    return int(word) if word.isdigit() else _DIGITS[word]


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def year_of(word: str | None, this_year: int) -> int:
    if not word:
        return this_year
    if word[:2].isdigit():
        return int(word[:4])
    return this_year + {"去": -1, "上": -1, "明": 1}.get(word[0], 0)


def find_times(text: str, this_year: int | None) -> list[Time]:
    """All words of time, in order; a month or 今年 falls in this_year, or is left out where none is known."""
    found = []
    for match in TIME.finditer(text):
        time = _time(match, this_year or _NO_YEAR)
        if time and (this_year or time.own_year or time.last is None):
            found.append(time)
    return found


def _time(match: re.Match[str], this_year: int) -> Time | None:
    start, end, named = match.start(), match.end(), match.groupdict()

    def make(sort: str, first: date | None, last: date | None, own: bool = False) -> Time:
        return Time(start, end, sort, first, last, own)

    if named["day"]:
        try:
            day = date(int(named["dy"]), int(named["dm"]), int(named["dd"]))
        except ValueError:
            return None
        return make("day", day, day, True)
    if named["now"]:
        return make("now", None, None)
    if named["years"]:
        count = named["yn"] or named["yp"]
        if named["yr"]:
            return make("years", date(this_year - number(named["yr"]) + 1, 1, 1), date(this_year, 12, 31))
        if count is None:
            return make("past", None, date(this_year, 12, 31))
        return make("years", date(this_year - number(count), 1, 1), date(this_year, 12, 31))
    if named["ahead"]:
        return make("ahead", date(this_year + 1, 1, 1), date(this_year + number(named["an"]), 12, 31))
    if named["fiveyear"]:
        until = 2015 + 5 * ("三四五".index(named["fiveyear"][1]) + 1)
        return make("years", date(until - 4, 1, 1), date(until, 12, 31), True)
    if named["fromto"]:
        return make("years", date(int(named["fy"]), 1, 1), date(int(named["ty"]), 12, 31), True)
    if named["named"]:
        year = int(named["ny"])
        return make("named", date(year, 1, 1), date(year, 12, 31), True)
    if named["whole"]:
        return make("whole", date(this_year, 1, 1), date(this_year, 12, 31))
    word = match.group()
    year = year_of(
        named["y"] or named["year"] or (word if named["since"] and word[0] != "年" else None), this_year
    )
    own = word[:2].isdigit() or bool(named["y"] and named["y"][:2].isdigit())
    if named["since"]:
        return make("since", date(year, 1, 1), None, own)
    if named["year"]:
        return make("year", date(year, 1, 1), date(year, 12, 31), own)
    first, last = _within(named, year)
    if re.match(r"以来|起|至今", match.string[end : end + 2]):
        return make("since", first, None, own)
    if named["asof"]:
        return make("as_of", date(year, 1, 1), last, own)
    return make("part", first, last, own)


def _within(named: dict[str, str | None], year: int) -> tuple[date, date]:
    if named["thirds"]:
        return date(year, 1, 1), date(year, 9, 30)
    if named["half"]:
        return (
            (date(year, 1, 1), date(year, 6, 30))
            if named["half"][0] == "上"
            else (date(year, 7, 1), date(year, 12, 31))
        )
    if named["quarter"]:
        quarter = number(named["quarter"])
        return date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter)
    if named["run"]:
        return date(year, 1, 1), month_end(year, number(named["rm"] or "1"))
    if named["fm"]:
        first, last = number(named["fm"]), number(named["rn"] or "12")
        return date(year if first <= last else year - 1, first, 1), month_end(year, last)
    month = number(named["month"] or "1")
    day = int(named["mday"] or 0)
    if 0 < day <= monthrange(year, month)[1]:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), month_end(year, month)
