"""Doubts over several records of a register, which no rule about one record can say.

They are asked of the whole town, whoever asks: what somebody may see of it is the page's business.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from yiben.declare.model import Register
from yiben.figures.data_doubts.doubt import Row
from yiben.figures.data_doubts.numbered import AGAIN, GAP, NEAR, TWICE, UPSTREAM, person_of
from yiben.figures.live import Book
from yiben.figures.span import FOREVER

MOST_OTHERS = 10
MOST_MISSING = 10
_SHOWN = "record, version, place, happened_on"


def rows(book: Book, register: Register, name: str, town: str, as_of: date | None) -> Iterator[Row]:
    """What this kind of doubt finds in the town."""
    made = {TWICE: _twice, AGAIN: _again, GAP: _gap}[name]
    yield from made(book, register, f"{_known(register, town, as_of)}")


def _known(register: Register, town: str, as_of: date | None) -> str:
    """The town's versions known on the day, void ones too."""
    day = as_of or FOREVER
    return (
        f"(SELECT * FROM v_{register.id} WHERE town = '{town}' AND day_from <= DATE '{day}'"
        f" AND (day_to IS NULL OR day_to > DATE '{day}'))"
    )


def _twice(book: Book, register: Register, known: str) -> Iterator[Row]:
    """The same upstream number on several records."""
    alive, key = f"(SELECT * FROM {known} WHERE NOT void)", f"f_{UPSTREAM}"
    twice = f"SELECT {key} FROM {alive} WHERE {key} IS NOT NULL GROUP BY {key} HAVING count(*) > 1"
    found = book.run(f"SELECT {_SHOWN}, {key} FROM {alive} WHERE {key} IN ({twice}) ORDER BY record")
    groups: dict[str, list[str]] = {}
    for record, *_rest, number in found:
        groups.setdefault(number, []).append(record)
    for record, version, place, happened, number in found:
        # With one more than are told, a further record of a large group is still one of `others`.
        others = [one for one in groups[number][: MOST_OTHERS + 1] if one != record][:MOST_OTHERS]
        said = {UPSTREAM: number, "count": len(groups[number]), "others": others}
        yield Row(record, version, place, happened, TWICE, said)


def _again(book: Book, register: Register, known: str) -> Iterator[Row]:
    """The same person with the same title within thirty days, unless the two have been put together."""
    person = f"f_{person_of(register)}"
    merged = " AND f_merged_into IS NULL" if "merged_into" in register.fields else ""
    alive = f"SELECT * FROM {known} WHERE NOT void AND {person} IS NOT NULL AND title <> ''{merged}"
    window = f"OVER (PARTITION BY {person}, title ORDER BY happened_on, record)"
    beside = ", ".join(
        f"{way}({what}) {window}" for way in ("lag", "lead") for what in ("record", "happened_on")
    )
    for record, version, place, happened, before, day_before, after, day_after in book.run(
        f"SELECT * FROM (SELECT {_SHOWN}, {beside} FROM ({alive})) AS t(record, version, place, happened_on,"
        f" a, a_on, b, b_on) WHERE happened_on - a_on <= {NEAR} OR b_on - happened_on <= {NEAR}"
    ):
        pairs = ((before, day_before), (after, day_after))
        others = [one for one, day in pairs if day is not None and abs((happened - day).days) <= NEAR]
        yield Row(record, version, place, happened, AGAIN, {"others": others})


def _gap(book: Book, register: Register, known: str) -> Iterator[Row]:
    """A running number after which others are missing; what was voided keeps its number."""
    before, _, after = register.number_form.partition("{n")
    head, year, tail = before.partition("{year}")
    pattern = f"^{re.escape(head)}({'[0-9]{4}' if year else ''}){re.escape(tail)}([0-9]+)"
    pattern += f"{re.escape(after.partition('}')[2])}$"
    parts: Any = [pattern, pattern]
    numbers = (
        f"SELECT {_SHOWN}, void, regexp_extract(number, ?, 1) AS y,"
        f" TRY_CAST(regexp_extract(number, ?, 2) AS BIGINT) AS n FROM {known}"
    )
    sql = (
        f"SELECT {_SHOWN}, n, coalesce(p, 0) FROM (SELECT *, lag(n) OVER (PARTITION BY y ORDER BY n) AS p"
        f" FROM ({numbers}) WHERE n IS NOT NULL) WHERE n - coalesce(p, 0) > 1 AND NOT void ORDER BY record"
    )
    for record, version, place, happened, n, p in book.duck.execute(sql, parts).fetchall():
        listed = [str(one) for one in range(p + 1, min(n, p + 1 + MOST_MISSING))]
        more = "…" if n - p - 1 > MOST_MISSING else ""
        yield Row(record, version, place, happened, GAP, {"missing": "、".join(listed) + more})
