"""A limit in words: 第3个工作日，应于2026年3月12日前办结，依据《信访工作条例》第三十四条."""

from calendar import month_name
from datetime import date, datetime

from yiben.kernel.language import ENGLISH, spoken
from yiben.kernel.limits.amounts import Amount, counted_said
from yiben.kernel.limits.clocks import Clock, basis
from yiben.kernel.limits.counts import Counted
from yiben.kernel.limits.dues import Due

CLOSED, DONE = "办结", "完成"
"""What is to have happened by the last day: the whole matter, or a step of it."""


def said(what: Amount | Due | Counted, end: str = CLOSED) -> str:
    """An amount, a last day or a whole count in the language spoken; `end` is what it is the last day of."""
    match what:
        case Amount():
            return what.said()
        case Due():
            return _due(what, end)
        case Counted():
            return _count(what, end)


def day_said(day: date) -> str:
    if spoken() == ENGLISH:
        return f"{day.day} {month_name[day.month]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def minute_said(at: datetime, end: Due | None = None) -> str:
    """2026年3月12日 17:30; the end of a day as 24:00."""
    if end is not None and at.hour == at.minute == 0:
        return f"{day_said(end.day)} 24:00"
    return f"{day_said(at.date())} {at:%H:%M}"


def chain_said(clock: Clock) -> str:
    """60日，已延长30日: the amount and what was added to it."""
    added = [extension.amount.said() for extension in clock.extensions]
    if not added:
        return clock.amount.said()
    if spoken() == ENGLISH:
        return f"{clock.amount.said()}, extended by {' and '.join(added)}"
    return f"{clock.amount.said()}，已延长{'、'.join(added)}"


def _due(end: Due, what: str) -> str:
    """The last day, with what may move it or what one might wonder at."""
    at = minute_said(end.moment, end) if end.moment else day_said(end.day)
    if spoken() == ENGLISH:
        text = f"by {at}" if not end.least else f"no sooner than {at}"
        if end.rest and not end.least:
            text += " (a day of rest, not moved)"
        if end.provisional:
            text += " (provisional: the holidays of that year are not announced, counted by weekdays)"
        return text
    text = f"应于{at}前{what}" if not end.least else f"至少到{at}"
    if end.rest and not end.least:
        text += "（当天是休息日，不顺延）"
    if end.provisional:
        text += "（暂定：当年放假安排未公布，先按周一至周五推算）"
    return text


def _count(count: Counted, end: str) -> str:
    parts = [_nth(count), _due(count.due, end), *_late(count), *_basis(count.clock)]
    return ", ".join(parts) if spoken() == ENGLISH else "，".join(parts)


def _nth(count: Counted) -> str:
    """第3个工作日; in hours, how many have run."""
    english = spoken() == ENGLISH
    if count.over:
        return _taken(count)
    if count.standing:
        ran = counted_said(count.used, count.unit)
        return f"standing still after {ran}" if english else f"计时中止，已用{ran}"
    if count.unit in ("hours", "working_hours"):
        ran = counted_said(count.used, count.unit)
        return f"{ran} run" if english else f"已过{ran}"
    if count.step:
        unit = "working day" if count.unit == "working_days" else "day"
        return f"extension, {unit} {count.used}" if english else f"延长期{_ordinal(count)}"
    if not count.used:
        return "not yet counted" if english else "自次日起算"
    if english:
        return f"{'working day' if count.unit == 'working_days' else 'day'} {count.used}"
    return _ordinal(count)


def _ordinal(count: Counted) -> str:
    return f"第{count.used}个工作日" if count.unit == "working_days" else f"第{count.used}日"


def _taken(count: Counted) -> str:
    took = counted_said(count.used, count.unit)
    if spoken() == ENGLISH:
        return f"done after {took}" if not count.late else "done late"
    return f"用时{took}" if not count.late else "逾期办结"


def _late(count: Counted) -> list[str]:
    if not count.late:
        return []
    late = counted_said(count.late, count.late_unit)
    return [f"{late} late" if spoken() == ENGLISH else f"逾期{late}"]


def _basis(clock: Clock) -> list[str]:
    """依据《…》第…条; 地方默认（《…》） where no law says it."""
    ground = basis(clock)
    if spoken() == ENGLISH:
        if clock.local:
            return [f"local default ({ground})" if ground else "local default"]
        return [f"under {ground}"] if ground else []
    if clock.local or not ground:
        return [f"地方默认（{ground}）" if ground else "地方默认"]
    return [f"依据{ground}"]
