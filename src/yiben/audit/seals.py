"""The look log's own chain: each finished day is closed over its looks and over the day sealed before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from cryptography.hazmat.primitives import hashes
from django.db.models import QuerySet

from yiben.audit.models import LookSeal
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.ledger.ciphers import sm3
from yiben.ledger.gate import writing
from yiben.ledger.projection import canonical
from yiben.township.models import Look

_ONE = timedelta(1)


def seal_until(day: date) -> int:
    """Seal every finished day up to and with `day` that has looks; returns how many. Run twice it makes none.

    Days are those of Asia/Shanghai. A day sealed once is not sealed again: what came to it later is told by
    `verify`.
    """
    made = 0
    with writing():
        last = LookSeal.objects.order_by("-day").first()
        after = last.day + _ONE if last else None
        while (next_day := _next_day(after)) is not None and next_day <= day:
            count, digest = _told(next_day)
            seal = LookSeal(day=next_day, count=count, looks_digest=digest, made_at=clock.now())
            seal.previous = last.digest if last else ""
            seal.digest = _digest(seal)
            seal.save(force_insert=True)
            last, after, made = seal, next_day + _ONE, made + 1
    return made


def _next_day(start: date | None) -> date | None:
    """The first day with looks from the given one on."""
    rest = Look.objects.order_by("at")
    if start is not None:
        rest = rest.filter(at__gte=_midnight(start))
    first = rest.values_list("at", flat=True).first()
    return clock.day_of(first) if first else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.SHANGHAI)


def of_day(day: date) -> QuerySet[Look]:
    return Look.objects.filter(at__gte=_midnight(day), at__lt=_midnight(day + _ONE))


def _told(day: date) -> tuple[int, str]:
    """How many looks the day has, and SM3 over them in the order of their ids."""
    count, digest = 0, hashes.Hash(hashes.SM3())
    fields = ("id", "at", "account_id", "action", "what", "reason")
    for id_, at, *rest in of_day(day).order_by("pk").values_list(*fields).iterator(chunk_size=5000):
        told = [id_, at.astimezone(UTC).isoformat(timespec="microseconds"), *rest]
        digest.update(canonical({"look": told}).encode() + b"\n")
        count += 1
    return count, digest.finalize().hex()


def _digest(seal: LookSeal) -> str:
    return sm3(f"{seal.previous}|{seal.day.isoformat()}|{seal.count}|{seal.looks_digest}".encode())


def verify() -> Iterator[Problem]:
    """Days of the look log that are not as they were sealed, each told with its day."""
    before, end = "", None
    for seal in LookSeal.objects.order_by("day").iterator():
        yield from _unsealed_between(end, seal.day)
        count, digest = _told(seal.day)
        if count != seal.count:
            yield problem("U009", day=seal.day, sealed=seal.count, found=count)
        elif digest != seal.looks_digest:
            yield problem("U010", day=seal.day)
        if seal.previous != before or seal.digest != _digest(seal):
            yield problem("U011", day=seal.day)
        before, end = seal.digest, seal.day


def _unsealed_between(end: date | None, until: date) -> Iterator[Problem]:
    """Looks of days without a seal before a sealed day: put in afterwards, or their seal is gone."""
    start = end + _ONE if end else None
    while (day := _next_day(start)) is not None and day < until:
        yield problem("U009", day=day, sealed=0, found=of_day(day).count())
        start = day + _ONE


def last_day() -> date | None:
    """The last sealed day."""
    return LookSeal.objects.order_by("-day").values_list("day", flat=True).first()
