"""The place tree: which places there are on a day, and where a merged village's records count."""

import csv
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db.models import Q, QuerySet

from yiben.declare.cut_places import short_name
from yiben.kernel.language import CHINESE, spoken
from yiben.kernel.locate import catalog_dir
from yiben.kernel.places import PlaceCode
from yiben.kernel.problems import refuse
from yiben.township.models import DemoTown, Place
from yiben.township.pinyin_names import in_pinyin


def load_places(path: Path | None = None) -> int:
    """Fill the place table from the catalog's code list; what a site has changed by hand stays."""
    with (path or catalog_dir() / "township" / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [_listed(row) for row in csv.DictReader(file)]
    Place.objects.bulk_create(rows, ignore_conflicts=True)
    forget()
    return len(rows)


def _listed(row: dict[str, str]) -> Place:
    return Place(
        code=row["code"],
        name=row["name"],
        short=row["short"],
        level=row["level"],
        valid_from=_day(row["valid_from"]),
        valid_until=_day(row["valid_until"]),
        successor=row["successor"],
        source=row["source"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def place(code: str) -> Place:
    """The place of this code; Refused K012 if there is none."""
    found = Place.objects.filter(code=code).first()
    if found is None:
        raise refuse("K012", title="地方", value=code)
    return found


def town(name_or_code: str) -> Place:
    """The town of this code or unique name; Refused T003 otherwise."""
    found = list(
        Place.objects.filter(level="town").filter(
            Q(code=name_or_code) | Q(name=name_or_code) | Q(short=name_or_code)
        )[:2]
    )
    if len(found) != 1:
        raise refuse("T003", name=name_or_code)
    return found[0]


def villages(town_code: str, on: date | None = None) -> list[Place]:
    """The villages and communities of a town that are valid on the day, in code order."""
    return list(
        _valid(Place.objects.filter(level="village", code__startswith=town_code), on).order_by("code")
    )


def _valid(places: QuerySet[Place], on: date | None) -> QuerySet[Place]:
    if on is None:
        return places.filter(valid_until=None)
    return places.filter(
        Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gt=on)
    )


def successor_map(town_code: str, on: date) -> dict[str, str]:
    """For each place under `town_code` merged away by the day: the place that counts its records then.

    Follows chains (A into B, B into C). A place that ended without a successor is not in the map.
    """
    ended = {
        p.code: p.successor
        for p in Place.objects.filter(
            code__startswith=town_code, valid_until__isnull=False, valid_until__lte=on
        ).exclude(successor="")
    }
    return {code: _last(code, ended) for code in ended}


def _last(code: str, ended: dict[str, str]) -> str:
    seen = {code}
    while code in ended and ended[code] not in seen:
        code = ended[code]
        seen.add(code)
    return code


def merge(old: str, into: str, on: date) -> None:
    """End a village on a day (its last day is the one before) and name its successor."""
    target = place(into)
    Place.objects.filter(code=old).update(valid_until=on, successor=target.code)
    forget()


class Names:
    """Places of one town by code and by what people type; made once for many look-ups."""

    def __init__(self, town_code: str) -> None:
        self.town = town_code
        self.by_code = {p.code: p for p in Place.objects.filter(code__startswith=town_code)}
        self.by_name: dict[str, Place] = {}
        for p in sorted(self.by_code.values(), key=lambda p: p.valid_until is None):
            for name in (p.name, p.short, p.short.removesuffix("村").removesuffix("社区")):
                self.by_name[name] = p

    def find(self, text: str) -> Place | None:
        return self.by_code.get(text) or self.by_name.get(text.strip())


@lru_cache(maxsize=64)
def names(town_code: str) -> Names:
    return Names(town_code)


def has_parts(code: str) -> bool:
    """Whether the place has places below it (a village with grids)."""
    return any(len(other) > len(code) and other.startswith(code) for other in names(code[:9]).by_code)


def forget() -> None:
    """Drop what is remembered of the place table; call after changing it."""
    names.cache_clear()
    title.cache_clear()


@lru_cache(maxsize=4096)
def title(code: str) -> str:
    """The short name of a place, or the code itself if it is not known."""
    found = Place.objects.filter(code=code).first()
    return found.short if found else code


def said(code: str) -> str:
    """The short name as people read it in the language spoken; kept things take `title`."""
    return name_said(title(code))


def name_said(name: str) -> str:
    """A kept short name in the language spoken."""
    return name if spoken() == CHINESE else in_pinyin(name)


def titles(codes: Iterable[str]) -> dict[str, str]:
    return {code: title(code) for code in codes}


def demo_day(town_code: str) -> date | None:
    """The stated day that a demo town lives on; None for a real town."""
    found = DemoTown.objects.filter(town=town_code).first()
    return found.day if found else None


def put(code: str, name: str, source: str, since: date | None = None) -> Place:
    """A place by hand or from a code table, with its everyday name; one that is there already stays."""
    level = PlaceCode(code).level
    found, _ = Place.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "short": short_name(name, level),
            "level": level,
            "source": source,
            "valid_from": since,
        },
    )
    forget()
    return found


def put_listed(codes: Iterable[str]) -> int:
    """The places of these codes that the catalog's own list holds; returns how many it holds."""
    wanted = set(codes)
    with (catalog_dir() / "township" / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [_listed(row) for row in csv.DictReader(file) if row["code"] in wanted]
    Place.objects.bulk_create(rows, ignore_conflicts=True)
    forget()
    return len(rows)


def listed_villages(town_code: str) -> list[str]:
    """Codes of the town's villages in the catalog's own list (those of the four demo counties)."""
    with (catalog_dir() / "township" / "places.csv").open(encoding="utf-8", newline="") as file:
        return [
            row["code"]
            for row in csv.DictReader(file)
            if row["level"] == "village" and row["code"].startswith(town_code)
        ]


def rename(code: str, name: str) -> None:
    """Another name for the same place; its code and its records stay."""
    found = place(code)
    Place.objects.filter(code=code).update(name=name, short=short_name(name, found.level))
    forget()


def end(code: str, on: date) -> None:
    """The place is no more from this day on, and nothing takes its place."""
    Place.objects.filter(code=code).update(valid_until=on, successor="")
    forget()


def revive(code: str) -> None:
    """The place was ended by mistake: it is valid again."""
    Place.objects.filter(code=code).update(valid_until=None, successor="")
    forget()
