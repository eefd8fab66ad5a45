"""Spans of days as English says them: 2023, first half of 2023, January–September 2023, 1–10 March 2023."""

from calendar import month_name, monthrange
from datetime import date

_ORDINALS = ("first", "second", "third", "fourth")


def said(start: date, end: date) -> str:
    """The span in words; whole months are named as such."""
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return _months(start, end)
    return _days(start, end)


def _months(start: date, end: date) -> str:
    span = (start.month, end.month)
    if span == (1, 12):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if start.year != end.year:
        return f"{month_name[start.month]} {start.year} – {month_name[end.month]} {end.year}"
    if start.month == end.month:
        return f"{month_name[start.month]} {start.year}"
    if span in ((1, 6), (7, 12)):
        return f"{_ORDINALS[start.month // 7]} half of {start.year}"
    if span in ((1, 3), (4, 6), (7, 9), (10, 12)):
        return f"{_ORDINALS[start.month // 3]} quarter of {start.year}"
    return f"{month_name[start.month]}–{month_name[end.month]} {start.year}"


def _days(start: date, end: date) -> str:
    last = f"{end.day} {month_name[end.month]} {end.year}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    first = f"{start.day} {month_name[start.month]}"
    return f"{first} – {last}" if start.year == end.year else f"{first} {start.year} – {last}"
