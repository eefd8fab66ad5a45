"""Where records count: places on a day, and villages merged into others."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext

from yiben.figures.span import FOREVER
from yiben.kernel.places import LEVELS
from yiben.township import places
from yiben.township.models import Place

Merge = tuple[str, str, date, date]


def merges(place: str, ends: Iterable[date]) -> tuple[Merge, ...]:
    """For the ends of the periods asked: which old place counts under which, from which end until which.

    Only what comes into the place or leaves it or moves within it.
    """
    wide = place[:6]
    days = sorted(set(ends))
    towns = Place.objects.filter(_within(wide), valid_until__isnull=False, valid_until__lte=days[-1])
    changed = sorted({code[:9] for code in towns.exclude(successor="").values_list("code", flat=True)})
    found: list[Merge] = []
    for town in changed:
        found += _merges_of(town, days)
    return tuple(merge for merge in found if merge[0].startswith(place) or merge[1].startswith(place))


def _merges_of(town: str, days: list[date]) -> list[Merge]:
    """The maps of a town's days run together."""
    open_: dict[str, tuple[str, date]] = {}
    found: list[Merge] = []
    for day in days:
        now = places.successor_map(town, day)
        for old, (new, since) in list(open_.items()):
            if now.get(old) != new:
                found.append((old, new, since, day))
                del open_[old]
        for old, new in now.items():
            open_.setdefault(old, (new, day))
    return sorted([*found, *((old, new, since, FOREVER) for old, (new, since) in open_.items())])


def listed(place: str, digits: int, on: date) -> list[str]:
    """The places of a level under a place (or itself) that are valid on the day, in code order."""
    valid = Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gt=on)
    found = Place.objects.filter(_within(place), *valid, level=LEVELS[digits])
    return list(found.order_by("code").values_list("code", flat=True))


def _within(place: str) -> Q:
    # A range, because LIKE does not use the index (MEASURED 4).
    return Q(code__gte=place, code__lt=f"{place}:")


def titles(codes: list[str], digits: int) -> dict[str, str]:
    """Names of places; one above the level asked stands for its own rows (柏杨坝镇本级)."""
    own = places.titles(codes)
    return {
        code: title if len(code) >= digits else gettext("%(place)s本级") % {"place": title}
        for code, title in own.items()
    }
