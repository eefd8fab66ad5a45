"""Spans of days, as reports and tables ask for them."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yiben.kernel import english_dates
from yiben.kernel.language import CHINESE, spoken
from yiben.kernel.problems import refuse

_QUARTERS = "一二三四"
_XUN = "上中下"
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, order=True)
class Period:
    """Days from start to end, both included; Refused K024 where the end comes first."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise refuse("K024", value=str(self))

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    def contains(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def months(self) -> list["Period"]:
        """The calendar months it touches, the first and last cut to it."""
        return list(self._months())

    def _months(self) -> Iterator["Period"]:
        start = self.start
        while start <= self.end:
            last = _last_day(start)
            yield Period(start, min(last, self.end))
            if last >= self.end:
                return
            start = last + timedelta(1)

    def year_before(self) -> "Period":
        """The same days of the year before; whole months stay whole (29 February)."""
        start, end = _year_back(self.start), _year_back(self.end)
        return Period(start, _last_day(end) if self.whole_months else end)

    @property
    def whole_months(self) -> bool:
        return self.start.day == 1 and self.end == _last_day(self.end)

    def title(self) -> str:
        """As a sentence names it: 2023年1—9月, 2023年上半年, 2023年第三季度, 2023年9月上旬."""
        if (self.start, self.end) == (EARLIEST, LATEST):
            return "全部时间"
        return self._months_title() if self.whole_months else self._days_title()

    def said(self) -> str:
        """As people read it in the language spoken; kept things and reports take `title`."""
        if spoken() == CHINESE:
            return self.title()
        whole = (self.start, self.end) == (EARLIEST, LATEST)
        return "all time" if whole else english_dates.said(self.start, self.end)

    def _months_title(self) -> str:
        start, end = self.start, self.end
        first, last = (start.year, start.month), (end.year, end.month)
        if (start.month, end.month) == (1, 12):
            return f"{start.year}年" if start.year == end.year else f"{start.year}—{end.year}年"
        if first == last:
            return f"{start.year}年{start.month}月"
        if start.year != end.year:
            return f"{start.year}年{start.month}月—{end.year}年{end.month}月"
        span = (start.month, end.month)
        if span in ((1, 6), (7, 12)):
            return f"{start.year}年{'上' if start.month == 1 else '下'}半年"
        if span in ((1, 3), (4, 6), (7, 9), (10, 12)):
            return f"{start.year}年第{_QUARTERS[start.month // 3]}季度"
        return f"{start.year}年{start.month}—{end.month}月"

    def _days_title(self) -> str:
        start, end = self.start, self.end
        if start == end:
            return f"{start.year}年{start.month}月{start.day}日"
        for number in (1, 2, 3):
            if self == xun(start.year, start.month, number):
                return f"{start.year}年{start.month}月{_XUN[number - 1]}旬"
        head = f"{start.year}年{start.month}月{start.day}"
        if (start.year, start.month) == (end.year, end.month):
            return f"{head}—{end.day}日"
        year = "" if start.year == end.year else f"{end.year}年"
        return f"{head}日—{year}{end.month}月{end.day}日"


ALL_TIME = Period(EARLIEST, LATEST)


def day_period(day: date) -> Period:
    return Period(day, day)


def xun(year: int, month: int, number: int) -> Period:
    """旬: days 1 to 10, 11 to 20, 21 to the end of the month."""
    start = date(year, month, 10 * number - 9)
    return Period(start, _last_day(start) if number == 3 else date(year, month, 10 * number))


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), _last_day(date(year, number, 1)))


def quarter(year: int, number: int) -> Period:
    return Period(date(year, 3 * number - 2, 1), _last_day(date(year, 3 * number, 1)))


def half(year: int, number: int) -> Period:
    return Period(date(year, 6 * number - 5, 1), _last_day(date(year, 6 * number, 1)))


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def parse_period(start: str, end: str, where: str = "") -> Period:
    """The period of two ISO days; Refused K024 where one isn't a day or the end comes first, K015 before
    1900 or after 2999, where there is no year before and months are without number."""
    try:
        period = Period(_iso(start), _iso(end))
    except ValueError as fault:
        raise refuse("K024", where=where, value=f"{start[:20]} 至 {end[:20]}") from fault
    if period.start < EARLIEST or period.end > LATEST:
        raise refuse("K015", where=where, title="时期", value=period, minimum=EARLIEST, maximum=LATEST)
    return period


def _iso(text: str) -> date:
    # fromisoformat alone would take 2023-W05 and 20230101 too.
    day = date.fromisoformat(text.strip())
    if text.strip() != day.isoformat():
        raise ValueError(text)
    return day


def _last_day(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _year_back(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))
