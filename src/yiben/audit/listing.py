"""Asking the listing: by person, act, register, record, village, time and words; a page by its edge."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import merge
from typing import Any

from django.db.models import Q, QuerySet

from yiben.audit import columns as reading
from yiben.audit import lines
from yiben.audit.actions import ACTIONS
from yiben.audit.models import LOOK, Line
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.township.models import Account, Look

COUNTED = 10_000
"""Beyond so many lines a page says only that there are more."""
WORDS_BACK = 31
"""Days searched for words where no time, person or record is asked: a million lines take a second."""
SORTS: dict[str, tuple[tuple[str, ...], bool]] = {
    "newest": (("at", "pk"), True),
    "oldest": (("at", "pk"), False),
    "person": (("by", "at", "pk"), False),
}
"""Columns, and whether they go down."""


@dataclass(frozen=True)
class Question:
    town: str
    who: str = ""
    """Username or name, or a part of it."""
    action: str = ""
    register: str = ""
    number: str = ""
    """A record's number or the beginning of it."""
    village: str = ""
    start: date | None = None
    end: date | None = None
    words: str = ""
    sort: str = "newest"
    narrowed: bool = False
    """Whether only the last WORDS_BACK days are searched for words, as nothing else was asked."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Edge:
    """The line that a page begins after, or ends before."""

    values: tuple[Any, ...]
    back: bool = False


@dataclass(frozen=True)
class Found:
    lines: list[Line]
    more: bool
    """Whether there are lines after these."""
    earlier: bool
    """Whether there are lines before these."""


def question(town: str, asked: dict[str, str]) -> Question:
    """What was asked on the page; what can't be read is told and left out."""
    problems: list[Problem] = []
    days: dict[str, date | None] = {}
    for name in ("from", "to"):
        days[name], wrong = _day(asked.get(name, ""), name)
        problems += wrong
    if days["from"] and days["to"] and days["from"] > days["to"]:
        problems.append(problem("U002", "to"))
    sort = asked.get("sort", "")
    text = {n: asked.get(n, "").replace("\x00", "").strip()[:60] for n in ("who", "number", "village", "q")}
    narrowed = bool(text["q"]) and not any((*days.values(), text["who"], text["number"]))
    if narrowed:
        days["from"] = clock.today() - timedelta(WORDS_BACK)
    return Question(
        town,
        narrowed=narrowed,
        who=text["who"],
        action=asked["action"] if asked.get("action", "") in ACTIONS else "",
        register=asked["register"] if asked.get("register", "") in catalog().registers else "",
        number=text["number"],
        village=text["village"],
        start=days["from"],
        end=days["to"],
        words=text["q"],
        sort=sort if sort in SORTS else "newest",
        problems=tuple(problems),
    )


def _day(text: str, where: str) -> tuple[date | None, list[Problem]]:
    if not text.strip():
        return None, []
    try:
        return date.fromisoformat(text.strip()[:10]), []
    except ValueError:
        return None, [problem("U001", where, value=text.strip()[:20])]


def page(asked: Question, size: int, edge: Edge | None = None) -> Found:
    """One page after (or before) the edge; its cost does not grow with how far it lies."""
    columns, down = SORTS[asked.sort]
    back = edge is not None and edge.back
    goes_down = down != back
    order = [f"-{c}" if goes_down else c for c in columns]
    parts = []
    for rows in _rows(asked):
        held = rows.filter(_beyond(columns, edge.values, goes_down)) if edge else rows
        parts.append(list(held.order_by(*order)[: size + 1]))
    taken = list(merge(*parts, key=lambda line: key(line, asked.sort), reverse=goes_down))[: size + 1]
    over, lines = len(taken) > size, taken[:size]
    if back:
        return Found(lines[::-1], True, over)
    return Found(lines, over, edge is not None)


def key(line: Line, sort: str) -> tuple[Any, ...]:
    return tuple(getattr(line, c) for c in SORTS[sort][0])


def _beyond(columns: tuple[str, ...], values: tuple[Any, ...], down: bool) -> Q:
    """Lines later in the order than these values; the first bound lets the index begin there."""
    sign = "lt" if down else "gt"
    condition = Q()
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        same = Q(**dict(zip(columns[:place], values[:place], strict=True)))
        condition |= same & Q(**{f"{column}__{sign}": value})
    return Q(**{f"{columns[0]}__{sign}e": values[0]}) & condition


def count(asked: Question, first: Found | None = None) -> int:
    """How many lines there are, counted up to one more than COUNTED; on a single page they are seen."""
    if first is not None and not first.more and not first.earlier:
        return len(first.lines)
    total = 0
    for rows in _rows(asked):
        total += rows.order_by().values("pk")[: COUNTED + 1 - total].count()
    return total


def every(asked: Question) -> Iterator[Line]:
    """All lines of the question in its order, for an export."""
    columns, down = SORTS[asked.sort]
    order = [f"-{c}" if down else c for c in columns]
    parts = [rows.order_by(*order).iterator(chunk_size=2000) for rows in _rows(asked)]
    return merge(*parts, key=lambda line: key(line, asked.sort), reverse=down)


def _rows(asked: Question) -> list[QuerySet[Line]]:
    """The town's lines, and apart from them those of no town, so that each is read along its index."""
    filters = _filters(asked)
    if filters is None:
        return []
    townless = not (asked.register or asked.number or asked.village)
    return [Line.objects.filter(filters, town=t) for t in ([asked.town, ""] if townless else [asked.town])]


def _filters(asked: Question) -> Q | None:
    """The conditions; None where nobody can meet them."""
    condition = Q()
    if asked.who:
        names = people(asked.who)
        if not names:
            return None
        condition &= Q(by=names[0]) if len(names) == 1 else Q(by__in=names)
    for column in ("action", "register", "village"):
        value = getattr(asked, column)
        condition &= Q(**{column: value}) if value else Q()
    if asked.number:
        whole = Line.objects.filter(number=asked.number, town=asked.town).exists()
        condition &= Q(number=asked.number) if whole else Q(number__startswith=asked.number)
    if asked.start:
        condition &= Q(at__gte=datetime.combine(asked.start, time(), clock.SHANGHAI))
    if asked.end:
        condition &= Q(at__lt=datetime.combine(asked.end + timedelta(1), time(), clock.SHANGHAI))
    for word in asked.words.split()[:5]:
        condition &= Q(what__contains=word) | Q(reason__contains=word)
    return condition


def people(who: str) -> list[str]:
    """Usernames meant: exactly this username or name, else all that contain it."""
    exact = Account.objects.filter(Q(username=who) | Q(name=who)).values_list("username", flat=True)
    found = list(exact[:200])
    part = Account.objects.filter(Q(username__contains=who) | Q(name__contains=who))
    return found or list(part.order_by("username").values_list("username", flat=True)[:200])


def of_record(record: str, number: str) -> list[Line]:
    """Who looked at a record's whole numbers, newest first, with the looks not listed yet."""
    known = list(Line.objects.filter(record=record, action="reveal").order_by("-at", "-pk")[:200])
    seen = {line.source_id for line in known}
    late = Look.objects.filter(pk__gt=lines.reached(LOOK) - lines.BACK, action="reveal")
    fresh = [look for look in late.filter(what__startswith=f"{number} ") if look.pk not in seen]
    return sorted([*reading.of_looks(fresh), *known], key=lambda line: line.at, reverse=True)
