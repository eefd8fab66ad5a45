"""The days a report speaks about where a sentence names none: from its title, its date and its headings."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta

from yiben.reading.naming.clauses import MARK, Layout
from yiben.reading.naming.times import Time

_TITLE_LINE = 60
_HEAD, _FOOT = 900, 300
_DAY = re.compile(
    r"((?:19|20)\d\d)(?:年|[-/.])(1[0-2]|0?[1-9])(?:月|[-/.])(3[01]|[12]\d|0?[1-9])(?:日|号|(?!\d))"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?= ?年|[)）])")
_LOOKS_BACK = re.compile(
    r"总结|回顾|过去(?:的)?一年|述职|完成情况|公报|汇报|工作情况|情况[的]?(?:说明|报告)|(?:政府)?工\s*作\s*报\s*告"
)
_AHEAD = re.compile(
    r"工作思路|工作打算|工作安排|工作计划|工作要点|下一?步|下阶段|奋斗目标|发展目标|总体目标|目标任务|主要任务|今后|明年|下一年|来年|新的一年|下半年"
)
_WILL = re.compile(r"将|要|继续|力争|确保|思路|打算|安排|计划|目标|任务|要点")
_MONTH = 31
_DONE = re.compile(r"完成情况|进展|落实情况|开展情况|完成了|成效")
_HERE = re.compile(r"总结|回顾|成绩|成效|情况|问题|不足|困难")


_SAID_AHEAD = re.compile(
    r"([。！!\n][\s“]{0,6})(?:下半年|下一?步|下阶段|今后|明年|下一年|来年|新的一年)[^。\n]{0,16}(?:将|要)"
)


@dataclass(frozen=True)
class Frame:
    year: int | None
    first: date | None
    last: date | None
    whole: str = ""
    """2021 or 2016/2021 where the frame is named by years and not by days."""
    standing: str = ""
    """The day or year at which a stock stands."""
    ahead: bool = False
    dated: bool = False
    """Whether its end is only the day of the report."""

    @property
    def flow(self) -> str:
        if self.whole and not self.ahead:
            return self.whole
        if self.first is None:
            return f"{self.last}/.." if self.last and self.ahead else ""
        return f"{self.first}/{self.last}"

    @property
    def after(self) -> str:
        """From the end of the frame on: what is to come once a project stands."""
        if self.last is None:
            return f"{self.year}/.." if self.year else ""
        return f"{self.last if self.dated else self.last + timedelta(1)}/.."


def report_day(text: str) -> date | None:
    """The day printed with the report: in its first lines or its last."""
    for part in (text[:_HEAD], text[-_FOOT:] if len(text) > _HEAD else ""):
        for found in _DAY.finditer(part):
            line = part[
                part.rfind("\n", 0, found.start()) + 1 : part.find("\n", found.end()) % (len(part) + 1)
            ]
            if len(line) <= 2 * _TITLE_LINE:
                try:
                    return date(*map(int, found.groups()))
                except ValueError:
                    continue
    return None


def title_lines(text: str) -> str:
    lines = [line.strip() for line in text[:_HEAD].split("\n")]
    return "\n".join(
        [
            line
            for line in lines
            if 4 <= len(line) <= _TITLE_LINE and line[-1] not in "。;；" and not _DAY.search(line)
        ][:4]
    )


def this_year(text: str, day: date | None) -> int | None:
    """The year that 今年 means."""
    title = _YEAR.search(title_lines(text))
    if title and not (day and day.year == int(title[1]) and day.month <= 3 and _looks_back(text, day.year)):
        return int(title[1])
    if day and day.month <= 3 and _looks_back(text, day.year):
        return day.year - 1
    if day:
        return day.year
    first = _YEAR.search(text)
    return int(first[1]) if first else None


def _looks_back(text: str, year: int) -> bool:
    return bool(
        re.search(
            rf"{year - 1}年(?:全镇)?(?:主要)?工作|过去(?:的)?一年|{year - 1}年.{{0,6}}(?:总结|回顾)",
            text[:4000],
        )
    )


def whole_frame(text: str, day: date | None, year: int | None, times: list[Time]) -> Frame:
    """The frame of the report as a whole."""
    if year is None:
        return Frame(None, None, None)
    title = title_lines(text)
    head = text.find(title.split("\n")[0]) if title else 0
    for time in times:
        if time.start > head + len(title) + 40:
            break
        if (
            time.sort in ("part", "as_of")
            and time.own_year
            and not _alone(text, time)
            and time.first
            and time.last
        ):
            return Frame(year, time.first, time.last, standing=str(time.last))
    titled = _YEAR.search(title)
    first, last = date(year, 1, 1), date(year, 12, 31)
    if day and day.year == year and not (titled and day.month == 12):
        return Frame(year, first, day, standing=str(day), dated=True)
    if day or _LOOKS_BACK.search(title):
        return Frame(year, first, last, str(year), str(last))
    return Frame(year, first, last, str(year), str(year))


def _alone(text: str, time: Time) -> bool:
    """A month alone in its line is when the report was written, and not what it covers."""
    start, end = text.rfind("\n", 0, time.start) + 1, text.find("\n", time.end)
    return not (text[start : time.start] + text[time.end : end if end >= 0 else len(text)]).strip(
        " ()（）\t\r"
    )


def frames(layout: Layout, whole: Frame, day: date | None, times: list[Time]) -> list[tuple[int, Frame]]:
    """The frame from each offset on, first the whole report's."""
    found = [(0, whole)]
    if whole.year is None:
        return found
    index = 0
    spoken = [found.end(1) for found in _SAID_AHEAD.finditer(layout.text)]
    for start, end in layout.paragraphs():
        head = layout.text[start : min(end, start + 60)].strip()
        if not head:
            continue
        while index < len(times) and times[index].start < start:
            index += 1
        opening = times[index] if index < len(times) and times[index].start < min(end, start + 16) else None
        heading = (
            start > 0
            and end - start <= _TITLE_LINE
            and not layout.text[start:end].rstrip().endswith(("。", ";"))
        )
        while spoken and spoken[0] < start:
            found.append((at := spoken.pop(0), _said(at, times, whole)))
        changed = _changed(head, heading, opening, whole, day, found[-1][1])
        if changed and changed != found[-1][1]:
            found.append((start, changed))
    return found


def _said(at: int, times: list[Time], whole: Frame) -> Frame:
    opening = next((time for time in times[bisect_left(times, at, key=lambda time: time.start) :][:1]), None)
    return _forward(opening if opening and opening.start <= at + 1 else None, whole, "")


def _changed(
    head: str, heading: bool, opening: Time | None, whole: Frame, day: date | None, now: Frame
) -> Frame | None:
    ahead = _AHEAD.search(head[: 60 if heading else 12])
    if ahead and _DONE.search(head):
        ahead = None
    if ahead and _WILL.search(head) and ((heading and MARK.match(head)) or not heading or opening):
        return _forward(opening, whole, ahead.group())
    if (
        heading
        and opening
        and opening.sort == "years"
        and opening.first
        and opening.last
        and not opening.own_year
    ):
        last = day if day and day.year == opening.last.year else opening.last
        return Frame(
            whole.year, opening.first, opening.last, f"{opening.first.year}/{opening.last.year}", str(last)
        )
    if (
        heading
        and MARK.match(head)
        and opening
        and opening.sort == "year"
        and opening.own_year
        and opening.first
    ):
        if opening.first.year != whole.year:
            year = opening.first.year
            return Frame(whole.year, opening.first, opening.last, str(year), str(opening.last))
        return whole
    if heading and opening and opening.sort == "part" and opening.first and opening.last and not whole.dated:
        months = (opening.last - opening.first).days > _MONTH and len(head) - opening.end + opening.start > 3
        return Frame(whole.year, opening.first, opening.last, "", str(opening.last)) if months else None
    if heading and now.ahead and MARK.match(head) and _HERE.search(head):
        return whole
    return None


def _forward(opening: Time | None, whole: Frame, word: str) -> Frame:
    year = whole.year
    if opening and opening.sort in ("year", "part", "ahead") and opening.first and opening.last:
        named = f"{opening.first.year}/{opening.last.year}" if opening.sort == "ahead" else ""
        return Frame(year, opening.first, opening.last, "", named or str(opening.last), ahead=True)
    if word in ("明年", "下一年", "来年", "新的一年") and year:
        return Frame(year, date(year + 1, 1, 1), date(year + 1, 12, 31), "", str(year + 1), ahead=True)
    return replace(whole, first=None, whole="", standing=whole.standing, ahead=True)
