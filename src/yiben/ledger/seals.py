"""Seals: each finished day of a town is closed over its chain, and anybody can verify it later."""

import itertools
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.ledger import chain
from yiben.ledger.ciphers import sm3
from yiben.ledger.gate import writing
from yiben.ledger.models import Entry, Seal


def seal_until(day: date) -> int:
    """Seal every finished day up to and with `day` in every town; returns how many seals were made.

    A day is sealed once; entries that still come to it are held by the next day's seal.
    """
    with writing():
        made = 0
        for town in Entry.objects.values_list("town", flat=True).distinct().order_by("town"):
            made += _seal_town(town, day)
    return made


def seal_finished_days(ends: dict[str, chain.End]) -> None:
    """Seal the days before the one that each town has now reached; the caller holds the gate."""
    for town, end in ends.items():
        if end.day and end.turned:
            _seal_town(town, end.day - timedelta(days=1))


def _seal_town(town: str, until: date) -> int:
    """Seal the town's unsealed days; what came to a day after its seal is held by the next day's."""
    last = Seal.objects.filter(town=town).order_by("-day").first()
    unsealed = (
        Entry.objects.filter(town=town, town_seq__gt=last.last if last else 0)
        .order_by("town_seq")
        .values_list("day", "town_seq", "digest")
    )
    made: list[Seal] = []
    for day, group in itertools.groupby(unsealed.iterator(chunk_size=2000), key=lambda row: row[0]):
        if day > until:
            break
        *_, (_, end, digest) = group
        if last is not None and day <= last.day:
            continue
        first = last.last + 1 if last else 1
        seal = Seal(town=town, day=day, first=first, last=end, entries_digest=digest, made_at=clock.now())
        seal.digest = seal_digest(last, seal)
        made.append(seal)
        last = seal
    Seal.objects.bulk_create(made)
    return len(made)


def seal_digest(before: Seal | None, seal: Seal) -> str:
    """SM3 over the seal before, the town, the day, the range and the last entry's digest."""
    said = f"{before.digest if before else ''}|{seal.town}|{seal.day}|{seal.first}|{seal.last}"
    return sm3(said.encode(), seal.entries_digest.encode())


def verify() -> Iterator[Problem]:
    """Everything in the chain that does not agree: changed, missing or added entries, broken seals."""
    entries = Entry.objects.order_by("town", "town_seq").iterator(chunk_size=2000)
    for town, group in itertools.groupby(entries, key=lambda e: e.town):
        yield from _verify_town(town, group)
    for seal in Seal.objects.exclude(town__in=Entry.objects.values("town")):
        yield problem("L017", seal.town, day=seal.day)


def _verify_town(town: str, entries: Iterable[Entry]) -> Iterator[Problem]:
    seals = iter(Seal.objects.filter(town=town).order_by("day"))
    seal, before_seal = next(seals, None), None
    end = chain.End()
    for entry in entries:
        if entry.town_seq != end.town_seq + 1:
            yield problem("L018", town, seq=end.town_seq)
        if entry.digest != chain.digest(end.digest, entry):
            yield problem("L016", town, seq=entry.seq)
        end.take(entry)
        while seal is not None and seal.last <= entry.town_seq:
            good = seal.last == entry.town_seq and seal.entries_digest == entry.digest
            first = before_seal.last + 1 if before_seal else 1
            good = good and seal.first == first and seal.digest == seal_digest(before_seal, seal)
            if not good or entry.day != seal.day:
                yield problem("L017", town, day=seal.day)
            before_seal, seal = seal, next(seals, None)
    if seal is not None:
        yield problem("L018", town, seq=end.town_seq)
