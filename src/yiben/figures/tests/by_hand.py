"""The figures of the small catalog worked out by hand from lists of entries.

Shares nothing with the code it judges: no formula is read, no query made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from yiben.figures.tests.books import Act, Ledger
from yiben.kernel.periods import Period

Row = dict[str, Any]


def known(ledger: Ledger, as_of: date | None) -> list[Row]:
    """Each record as it was known at the end of the day."""
    rows: dict[str, Row] = {}
    for act in ledger.acts:
        if as_of is None or act.day <= as_of:
            rows[act.record] = _after(rows.get(act.record, {}), act)
    return [row for row in rows.values() if not row["void"]]


def _after(before: Row, act: Act) -> Row:
    row = {**before, **act.set}
    row |= {"register": act.register, "record": act.record, "seq": act.seq, "void": act.void}
    row |= {"state": act.state, "town": act.town, "office": act.office}
    return row


def day(row: Row, name: str) -> date | None:
    text = row.get(name)
    return date.fromisoformat(text) if text else None


def number(row: Row, name: str) -> Decimal | None:
    value = row.get(name)
    return None if value is None else Decimal(str(value))


def where(row: Row, ledger: Ledger, end: date) -> str:
    place = row.get("village") or row["town"]
    for _ in range(3):
        successor, merged = ledger.merges.get(place[:12], ("", date.max))
        if end >= merged:
            place = successor
    return str(place)


@dataclass
class Look:
    """What is asked: rows known, cut by place and office, of a period."""

    ledger: Ledger
    rows: list[Row]
    period: Period
    place: str
    office: str = ""
    kind: str | None = None
    """Only rows of this class; "" for rows of none of the options."""
    exactly: bool = False
    """Only what counts at this very place: a town's rows of no village."""
    comparable: date | None = None
    """The end of the period asked, by which places are taken in a year before too."""

    def of(self, register: str) -> list[Row]:
        end = self.comparable or self.period.end
        found = [r for r in self.rows if r["register"] == register]
        return [
            {**r, "at": where(r, self.ledger, end)}
            for r in found
            if self._here(where(r, self.ledger, end))
            and self.office in ("", r["office"])
            and self._of_kind(r)
        ]

    def _of_kind(self, row: Row) -> bool:
        kind = row.get("kind")
        return self.kind is None or self.kind == (kind if kind in ("甲", "乙", "丙") else "")

    def _here(self, place: str) -> bool:
        return place == self.place if self.exactly else place.startswith(self.place)

    def during(self, register: str, name: str) -> list[Row]:
        start, end = self.period.start, self.period.end
        return [r for r in self.of(register) if (d := day(r, name)) and start <= d <= end]

    def this_year(self, register: str, name: str) -> list[Row]:
        end = self.period.end
        return [r for r in self.of(register) if (d := day(r, name)) and date(end.year, 1, 1) <= d <= end]

    def up_to(self, register: str, name: str) -> list[Row]:
        return [r for r in self.of(register) if (d := day(r, name)) and d <= self.period.end]

    def standing(self) -> list[Row]:
        end = self.period.end
        return [
            r
            for r in self.up_to("roll", "entered_on")
            if day(r, "left_on") is None or day(r, "left_on") > end  # type: ignore[operator]
        ]

    def before(self) -> "Look":
        """A year earlier; a span of whole months stays one."""
        whole = self.period.start.day == 1 and (self.period.end + timedelta(1)).day == 1
        start, end = _year_ago(self.period.start), _year_ago(self.period.end)
        if whole:
            end = _year_ago(self.period.end + timedelta(1)) - timedelta(1)
        return Look(
            self.ledger,
            self.rows,
            Period(start, end),
            self.place,
            self.office,
            self.kind,
            self.exactly,
            self.comparable or self.period.end,
        )


def _year_ago(d: date) -> date:
    try:
        return d.replace(year=d.year - 1)
    except ValueError:
        return d.replace(year=d.year - 1, day=28)


def total(rows: list[Row], name: str) -> Decimal:
    return sum((v for r in rows if (v := number(r, name)) is not None), Decimal(0))


def keys(rows: list[Row]) -> int:
    return len({r["person"]["x"] for r in rows if r.get("person")})


def over(a: Any, b: Any) -> Decimal | None:
    return Decimal(a) / Decimal(b) if a is not None and b else None


def mean(values: list[Any]) -> Decimal | None:
    found = [v for v in values if v is not None]
    return over(sum(found), len(found))


def median(values: list[Any]) -> Decimal | None:
    """Takes away the least and the greatest until one or two are left."""
    found = sorted(v for v in values if v is not None)
    while len(found) > 2:
        found = found[1:-1]
    return over(sum(found), len(found))


def rise(now: Any, before: Any) -> Decimal | None:
    found = over(now, before)
    return None if found is None else found - 1


def newest(rows: list[Row], key: Callable[[Row], Any], happened: str) -> list[Row]:
    best: dict[Any, Row] = {}
    for r in sorted(rows, key=lambda r: (day(r, happened), r["seq"])):
        if key(r) is not None:
            best[key(r)] = r
    return list(best.values())


def cases(look: Look) -> list[Row]:
    return look.during("cases", "received_on")


def finished(look: Look) -> list[Row]:
    return look.during("cases", "closed_on")


def overdue(look: Look) -> list[Row]:
    found = []
    for r in cases(look):
        closed, due = day(r, "closed_on"), day(r, "due_on")
        if due and ((closed and closed > due) or (not closed and due < look.period.end)):
            found.append(r)
    return found


def others(look: Look) -> list[Row]:
    return [r for r in cases(look) if (r.get("kind") and r["kind"] != "甲") or r.get("people") in (1, 2)]


def lasted(r: Row) -> int | None:
    closed, received = day(r, "closed_on"), day(r, "received_on")
    return (closed - received).days if closed and received else None


def firm(rows: list[Row]) -> list[Row]:
    return [r for r in rows if r.get("kind") == "甲"]


def household(r: Row) -> Any:
    return r.get("household")


def income(look: Look, rows: list[Row]) -> Decimal:
    return total(newest(rows, lambda r: r["at"], "day"), "income")


def people(rows: list[Row], happened: str, name: str) -> Decimal:
    return total(newest(rows, household, happened), name)


def plenty(look: Look) -> list[Row]:
    return [r for r in look.up_to("series", "day") if (v := number(r, "income")) is not None and v >= 50]


VALUES: dict[str, Callable[[Look], Any]] = {
    "cases.received": lambda k: len(cases(k)),
    "cases.finished": lambda k: len(finished(k)),
    "cases.some": lambda k: len([r for r in firm(cases(k)) if (number(r, "amount") or 0) > Decimal("100.5")]),
    "cases.others": lambda k: len(others(k)),
    "cases.open": lambda k: len(
        [r for r in cases(k) if r["state"] == "open" and r["received_on"] >= "2022-06-01"]
    ),
    "cases.overdue": lambda k: len(overdue(k)),
    "cases.amount": lambda k: total(cases(k), "amount"),
    "cases.people": lambda k: total([r for r in cases(k) if r.get("urgent") is True], "people"),
    "cases.calm": lambda k: total([r for r in cases(k) if r.get("urgent") is False], "area"),
    "cases.heads": lambda k: keys(cases(k)),
    "cases.share": lambda k: over(len([r for r in cases(k) if r.get("closed_on")]), len(cases(k))),
    "cases.mixed": lambda k: over(len(finished(k)), len(cases(k))),
    "cases.days": lambda k: mean([lasted(r) for r in cases(k)]),
    "cases.mean": lambda k: mean([r.get("people") for r in cases(k) if r.get("kind") in ("甲", "乙", "丁")]),
    "cases.middle": lambda k: median([lasted(r) for r in cases(k)]),
    "cases.median": lambda k: median(
        [number(r, "amount") for r in finished(k) if r.get("kind") in ("甲", "乙", "丁")]
    ),
    "cases.heads_median": lambda k: median([r.get("people") for r in k.up_to("cases", "received_on")]),
    "cases.area_rise": lambda k: rise(
        *(
            median([number(r, "area") for r in one.this_year("cases", "received_on")])
            for one in (k, k.before())
        )
    ),
    "cases.growth": lambda k: rise(len(cases(k)), len(cases(k.before()))),
    "cases.rise": lambda k: rise(
        *(total([r for r in cases(one) if (r.get("people") or 0) > 0], "amount") for one in (k, k.before()))
    ),
    "cases.so_far": lambda k: len(k.this_year("cases", "received_on")),
    "cases.ever": lambda k: total(k.up_to("cases", "received_on"), "amount"),
    "cases.members": lambda k: people(cases(k), "received_on", "people"),
    "cases.net": lambda k: (
        len(cases(k)) - len(finished(k)) + len([r for r in cases(k) if r.get("urgent") is True])
    ),
    "roll.standing": lambda k: len(k.standing()),
    "roll.persons": lambda k: people(k.standing(), "entered_on", "members"),
    "roll.firm": lambda k: people(firm(k.standing()), "entered_on", "members"),
    "roll.heads": lambda k: keys(k.standing()),
    "roll.share": lambda k: over(len(firm(k.standing())), len(k.standing())),
    "roll.growth": lambda k: rise(len(k.standing()), len(k.before().standing())),
    "roll.left": lambda k: len(k.during("roll", "left_on")),
    "roll.cover": lambda k: over(len(cases(k)), len(k.standing())),
    "series.income": lambda k: income(k, k.during("series", "day")),
    "series.crops": lambda k: total(newest(plenty(k), lambda r: r["at"], "day"), "crops"),
    "series.rise": lambda k: rise(
        income(k, k.this_year("series", "day")), income(k.before(), k.before().this_year("series", "day"))
    ),
}

BEHIND: dict[str, Callable[[Look], list[Row]]] = {
    "cases.received": cases,
    "cases.share": cases,
    "cases.others": others,
    "cases.mixed": lambda k: cases(k) + finished(k),
    "cases.middle": cases,
    "cases.growth": lambda k: cases(k) + cases(k.before()),
    "cases.net": lambda k: cases(k) + finished(k),
    "roll.persons": lambda k: k.standing(),
    "roll.growth": lambda k: k.standing() + k.before().standing(),
    "roll.cover": lambda k: k.standing() + cases(k),
    "series.income": lambda k: k.during("series", "day"),
}
"""The records behind some figures; a record in two parts of one is one record."""
