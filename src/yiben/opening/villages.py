"""Villages by hand: added from a pasted list, renamed, ended or merged; each act is an entry."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count

from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused, problem, refuse
from yiben.ledger.gate import writing
from yiben.ledger.models import Record
from yiben.opening import journal
from yiben.township import places
from yiben.township.models import Account, Holding, Place

BY_HAND = "本镇自编的暂用代码"
"""Source of a place whose code the town made itself, until the statistics office gives one."""
OWN = range(701, 1000)
"""Last three digits of such codes; official ones begin with 0 to 5 (DOMAIN 3.1)."""
LONGEST = 60


@dataclass(frozen=True)
class VillageLine:
    place: Place
    records: int
    into: str = ""

    @property
    def provisional(self) -> bool:
        return self.place.source == BY_HAND


def lines(town: str) -> list[VillageLine]:
    """All villages of the town, those that are no more last, with how many records each has."""
    counted = dict(
        Record.objects.filter(town=town).values_list("place").annotate(n=Count("record")).order_by()
    )
    found = Place.objects.filter(level="village", code__startswith=town).order_by("code")
    made = [
        VillageLine(p, counted.get(p.code, 0), places.title(p.successor) if p.successor else "")
        for p in found
    ]
    return sorted(made, key=lambda line: line.place.valid_until is not None)


def add(town: str, text: str, by: Account) -> list[Place]:
    """Villages from a pasted list, a line each: a name, or its 12-digit code and name. All or none."""
    with writing():
        rows = list(_rows(text))
        problems = [*_faults(town, rows)]
        if not rows:
            problems = [problem("W009", maximum=LONGEST)]
        if problems:
            raise Refused(problems)
        free = _free(town)
        made = []
        for _, code, name in rows:
            source = BY_HAND if not code else "代码表"
            made.append(places.put(code or next(free), name, source, None))
        journal.keep(town, "places_added", {"places": [[p.code, p.name] for p in made]}, by)
    return made


def _rows(text: str) -> Iterator[tuple[str, str, str]]:
    """Where, code ("" for none) and name of each line; a head is passed over."""
    delimiter = "\t" if "\t" in text else ","
    table = csv.reader(io.StringIO(text.replace("，", ",")), delimiter=delimiter)
    for number, row in enumerate(table, 1):
        cells = [c.strip().strip("\u3000") for c in row if c.strip()]
        if not cells or cells[0].lower() in ("code", "代码", "name", "名称", "村名", "村（社区）"):
            continue
        coded = next((c for c in cells if c.isascii() and c.isdigit()), "")
        name = next((c for c in cells if c != coded), "")
        yield f"第{number}行", coded, name


def _faults(town: str, rows: list[tuple[str, str, str]]) -> Iterator[Problem]:
    names, codes = Counter(r[2] for r in rows), Counter(r[1] for r in rows if r[1])
    known = places.names(town)
    for where, code, name in rows:
        yield from _code_faults(town, where, code, codes)
        if not 0 < len(name) <= LONGEST:
            yield problem("W009", where, maximum=LONGEST)
        elif names[name] > 1:
            yield problem("W006", where, value=name, count=names[name])
        elif (there := known.find(name)) is not None and there.valid_until is None:
            yield problem("W015", where, value=name, code=there.code)


def _code_faults(town: str, where: str, code: str, codes: Counter[str]) -> Iterator[Problem]:
    if not code:
        return
    if len(code) != 12:
        yield problem("W004", where, value=code[:30])
    elif not code.startswith(town) or code.endswith("000"):
        yield problem("W005", where, value=code, town=places.title(town), code=town)
    elif codes[code] > 1:
        yield problem("W006", where, value=code, count=codes[code])
    elif Place.objects.filter(code=code).exists():
        yield problem("W015", where, value=code, code=places.title(code))


def _free(town: str) -> Iterator[str]:
    """Codes of the town's own range that no village has or had."""
    used = set(Place.objects.filter(code__startswith=town, level="village").values_list("code", flat=True))
    return (code for code in (f"{town}{n}" for n in OWN) if code not in used)


def rename(town: str, code: str, name: str, by: Account) -> None:
    """Another name for a village; refused W009, W015 for a name that another one has."""
    found = _own(town, code)
    said = name.strip()
    if not 0 < len(said) <= LONGEST:
        raise refuse("W009", "name", maximum=LONGEST)
    other = places.names(town).find(said)
    if other is not None and other.code != code:
        raise refuse("W015", "name", value=said, code=other.code)
    with writing():
        places.rename(code, said)
        journal.keep(town, "place_renamed", {"place": code, "was": found.name, "name": said}, by)


def end(town: str, code: str, into: str, why: str, by: Account) -> None:
    """The village is no more from today: merged into another, or ended where nothing is recorded there.

    Refused W016 where records or people would be left without a place, W017 for no other village.
    """
    found = _own(town, code)
    today = clock.today()
    if into and (into == code or into not in {p.code for p in places.villages(town)}):
        raise refuse("W017", "into", value=places.title(into))
    if not into and Record.objects.filter(place__startswith=code).exists():
        raise refuse("W016", "into", value=found.short, why="还有记录")
    if Holding.objects.filter(post__place=code, until=None).exists():
        raise refuse("W016", "into", value=found.short, why="还有人在岗")
    with writing():
        if into:
            places.merge(code, into, today)
        else:
            places.end(code, today)
        journal.keep(town, "place_ended", {"place": code, "into": into, "on": today.isoformat()}, by, why)


def revive(town: str, code: str, by: Account) -> None:
    """A village ended by mistake is there again."""
    _own(town, code)
    with writing():
        places.revive(code)
        journal.keep(town, "place_revived", {"place": code}, by)


def _own(town: str, code: str) -> Place:
    found = places.place(code)
    if found.level != "village" or not code.startswith(town):
        raise refuse("K013", "place", title="村（社区）", value=found.short, town=places.title(town))
    return found


def provisional(found: Iterable[Place]) -> list[Place]:
    return [p for p in found if p.source == BY_HAND]
