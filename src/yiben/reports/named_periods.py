"""Periods that a sentence names (`@first_half`, `@to_august`), seen from the asked one, and in words."""

from calendar import monthrange
from datetime import date

from yiben.kernel.periods import Period

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
NAMED = (
    "year", "first_half", "second_half", "quarter1", "quarter2", "quarter3", "quarter4", "three_quarters",
    "month", "year_before", "last_year", *(f"to_{month}" for month in MONTHS),
)  # fmt: skip
_SPANS = {
    "year": (1, 12), "first_half": (1, 6), "second_half": (7, 12), "three_quarters": (1, 9),
    "quarter1": (1, 3), "quarter2": (4, 6), "quarter3": (7, 9), "quarter4": (10, 12),
}  # fmt: skip
_SPOKEN = {
    (1, 12): "全年", (1, 6): "上半年", (7, 12): "下半年", (1, 9): "前三季度",
    (1, 3): "一季度", (4, 6): "二季度", (7, 9): "三季度", (10, 12): "四季度",
}  # fmt: skip


def resolve(word: str, asked: Period) -> Period:
    """The period that the word means in a report on `asked`; the asked one for no word.

    A span of the year is that of the asked period's last year; `to_august` runs from 1 January to
    31 August where all of it lies in the asked period, and is the asked period otherwise.
    """
    year = asked.end.year
    if not word:
        return asked
    if word in _SPANS:
        return _months(year, *_SPANS[word])
    if word == "month":
        return _months(year, asked.end.month, asked.end.month)
    if word == "last_year":
        return _months(year - 1, 1, 12)
    if word == "year_before":
        return asked.year_before()
    span = _months(year, 1, MONTHS.index(word.removeprefix("to_")) + 1)
    return span if asked.start <= span.start and span.end <= asked.end else asked


def spoken(period: Period) -> str:
    """As officials say it: 2023年前三季度, 2023年上半年, 2023年; else as the period titles itself."""
    words = _SPOKEN.get(_span(period) or (0, 0))
    if words is None:
        return period.title()
    return f"{period.start.year}年{'' if words == '全年' else words}"


def short(period: Period, asked: Period) -> str:
    """What tells a period from the one asked, for a list: 上半年, 1—8月, 2022年前三季度."""
    if period.end.year != asked.end.year:
        return spoken(period)
    words = _SPOKEN.get(_span(period) or (0, 0))
    return words or period.title().removeprefix(f"{period.end.year}年")


def day_in_words(day: date) -> str:
    """2023年10月12日, without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _span(period: Period) -> tuple[int, int] | None:
    """First and last month of a period of whole months within one year."""
    whole = period.start.day == 1 and period.end.day == monthrange(period.end.year, period.end.month)[1]
    if not whole or period.start.year != period.end.year:
        return None
    return period.start.month, period.end.month
