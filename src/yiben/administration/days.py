"""Days of proposals: typed as people type them, never before today, moved up when confirmed late."""

from datetime import date

from yiben.kernel import clock
from yiben.kernel.dates import parse_day
from yiben.kernel.problems import Problem, problem
from yiben.kernel.texts import cut


def coming(text: str, where: str, title: str, first: bool) -> tuple[date, list[Problem]]:
    """The day typed, today for none; A018 for one that is no day or lies behind.

    When confirmed later (not `first`), a day that has passed meanwhile is today.
    """
    today = clock.today()
    if not text:
        return today, []
    try:
        day = parse_day(text)
    except ValueError:
        return today, [problem("A018", where, title=title, value=cut(text), today=today)]
    if day >= today:
        return day, []
    return today, [problem("A018", where, title=title, value=day, today=today)] if first else []
