"""Random small ledgers: lists of entries, and how they lie in the ledger's tables."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from yiben.ledger.models import Entry, PastRecord, Record
from yiben.township.models import Place

HOMES = {"cases": "received_on", "roll": "entered_on", "series": "day"}
START = date(2021, 11, 1)
SHARED_DAYS = [date(2022, 6, 30), date(2023, 6, 30)]


@dataclass
class Act:
    """One entry: a record is begun, changed, or voided."""

    town: str
    seq: int
    day: date
    register: str
    record: str
    office: str
    set: dict[str, Any]
    state: str = "open"
    void: bool = False


@dataclass
class Ledger:
    """A town with its villages, merges and entries."""

    town: str
    villages: list[str]
    merges: dict[str, tuple[str, date]]
    acts: list[Act] = field(default_factory=list)


def some_day(luck: random.Random) -> date:
    return START + timedelta(luck.randrange(1100))


def random_ledger(luck: random.Random, town: str, seq: int) -> Ledger:
    villages = [f"{town}{number:03}" for number in range(1, 4 + luck.randrange(2))]
    merges: dict[str, tuple[str, date]] = {}
    quiet = int(town[2:6]) % 2  # every other county, so that a county asked whole may have no merges
    if not quiet and luck.random() < 0.6:
        merges[villages[2]] = (villages[0], some_day(luck))
    if not quiet and luck.random() < 0.3:
        merges[villages[0]] = (villages[1], some_day(luck))
    ledger = Ledger(town, villages, merges)
    days = sorted(some_day(luck) for _ in range(luck.randrange(4, 22)))
    living: list[Act] = []
    for number, day in enumerate(days):
        before = luck.choice(living) if living and luck.random() < 0.4 else None
        at = seq + number
        act = _change(luck, ledger, before, at, day) if before else _begin(luck, ledger, at, day)
        ledger.acts.append(act)
        living = [a for a in living if a is not before] + ([] if act.void else [act])
    return ledger


def _begin(luck: random.Random, ledger: Ledger, seq: int, day: date) -> Act:
    register = luck.choice(["cases", "cases", "roll", "roll", "series"])
    office = luck.choice(["zongzhi", "minzheng"])
    # Late entries: what happened up to some months before it was recorded; and days that many share.
    happened = luck.choice([day - timedelta(luck.choice([0, 1, 5, 40, 400])), *SHARED_DAYS])
    values = _values(luck, ledger, register) | {HOMES[register]: happened.isoformat()}
    return Act(ledger.town, seq, day, register, f"r{ledger.town}{seq}", office, values)


def _change(luck: random.Random, ledger: Ledger, before: Act, seq: int, day: date) -> Act:
    if luck.random() < 0.25:
        return replace(before, seq=seq, day=day, set={}, void=True)
    fresh = _values(luck, ledger, before.register) | {HOMES[before.register]: some_day(luck).isoformat()}
    # A field that the fresh values leave out is cleared.
    names = [*sorted({*fresh, *before.set} - {HOMES[before.register]}), HOMES[before.register]]
    changed = {name: fresh.get(name) for name in luck.sample(names, min(len(names), luck.randrange(1, 4)))}
    state = luck.choice(["open", "done"]) if before.register == "cases" else before.state
    return replace(before, seq=seq, day=day, set=changed, state=state)


def _values(luck: random.Random, ledger: Ledger, register: str) -> dict[str, Any]:
    who = luck.choice(["p1", "p2", "p3"])
    house = luck.choice(["h1", "h2", "h3"])
    pool: dict[str, dict[str, Any]] = {
        "cases": {
            "kind": luck.choice("甲甲乙乙丙丁"),
            "due_on": some_day(luck).isoformat(),
            "closed_on": some_day(luck).isoformat(),
            "amount": luck.choice([0, 1, 100.5, 100.51, 99999.99, 250]),
            "people": luck.randrange(0, 5),
            "area": luck.choice([0.25, 3, 10.5]),
            "urgent": luck.random() < 0.5,
            "person": {"k": "k", "c": "c", "x": who},
            "name": "甄小满",
            "household": house,
        },
        "roll": {
            "household": house,
            "members": luck.randrange(1, 6),
            "left_on": some_day(luck).isoformat(),
            "person": {"k": "k", "c": "c", "x": who},
            "kind": luck.choice("甲乙丙"),
        },
        "series": {"income": luck.choice([49.99, 50, 1200]), "crops": luck.choice([1, 2.5, 7])},
    }
    kept = {name: value for name, value in pool[register].items() if luck.random() < 0.75}
    place = luck.choice([*ledger.villages, *ledger.villages, ledger.villages[0] + "001", ""])
    return kept | ({"village": place} if place else {})


def together(ledgers: list[Ledger]) -> Ledger:
    """The ledgers of one county's towns as one."""
    whole = Ledger(ledgers[0].town[:6], [], {})
    for one in ledgers:
        whole.villages += [*one.villages, one.town]
        whole.merges |= one.merges
        whole.acts += one.acts
    return whole


def pour(ledgers: Iterable[Ledger], entries: bool = False) -> None:
    """Write the ledgers into the ledger's tables as the services would leave them."""
    places: list[Place] = []
    now: dict[str, Record] = {}
    past: list[PastRecord] = []
    told: list[Entry] = []
    for ledger in ledgers:
        places += _places(ledger)
        for act in ledger.acts:
            before = now.get(act.record)
            now[act.record] = _version(act, before)
            if before is not None:
                past.append(_ended(before, act))
            if entries:
                told.append(_entry(act, len(told)))
    Place.objects.bulk_create(places, ignore_conflicts=True)
    Record.objects.bulk_create(now.values(), batch_size=500)
    PastRecord.objects.bulk_create(past, batch_size=500)
    Entry.objects.bulk_create(told, batch_size=500)


def _places(ledger: Ledger) -> list[Place]:
    town, county = ledger.town, ledger.town[:6]
    made = [Place(code=county, name=county, short="某县", level="county")]
    made.append(Place(code=town, name=town, short="某镇", level="town"))
    for code in ledger.villages:
        successor, until = ledger.merges.get(code, ("", None))
        short = f"{code[-3:]}村"
        made.append(
            Place(code=code, name=code, short=short, level="village", valid_until=until, successor=successor)
        )
    return made


def _version(act: Act, before: Record | None) -> Record:
    data = dict(before.data) if before else {}
    for name, value in act.set.items():
        data.pop(name, None) if value is None else data.update({name: value})

    def day(name: str) -> date | None:
        return date.fromisoformat(data[name]) if name in data else None

    return Record(
        record=act.record,
        register=act.register,
        version=before.version + 1 if before else 1,
        town=act.town,
        place=data.get("village") or act.town,
        office=act.office,
        owner="clerk",
        number=act.record,
        title=act.record,
        state=act.state if act.register == "cases" else "",
        happened_on=day(HOMES[act.register]),
        due_on=day("due_on") if act.register == "cases" else None,
        closed_on=day("closed_on") if act.register == "cases" else None,
        void=act.void,
        data=data,
        seq_from=act.seq,
        day_from=act.day,
    )


def _ended(before: Record, act: Act) -> PastRecord:
    names = [f.name for f in Record._meta.fields if f.name not in ("seq_to", "day_to")]
    same = {name: getattr(before, name) for name in names}
    return PastRecord(**same, seq_to=act.seq, day_to=act.day)


def _entry(act: Act, town_seq: int) -> Entry:
    return Entry(
        seq=act.seq,
        client_id=f"c{act.town}{act.seq}",
        town=act.town,
        town_seq=town_seq,
        register=act.register,
        record=act.record,
        version=1,
        kind=f"{act.register}.recorded",
        at=f"{act.day}T01:00:00Z",
        day=act.day,
        by="clerk",
        by_name="文书",
        source="form",
        body="{}",
        digest=f"digest of {act.town} {act.seq} {act.record}",
    )
