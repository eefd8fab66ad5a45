"""Links between records: two that belong together, and why.

A link changes no field of either record, so it is an entry of its own kind in the town's chain
(`records.linked`, taken back by `records.unlinked`); `Link` is made of those entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yiben.declare.load import catalog
from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger.entries import append
from yiben.ledger.gate import writing
from yiben.ledger.models import Entry, Record
from yiben.ledger.projection import read_body
from yiben.search.models import Link
from yiben.township import rights
from yiben.township.models import Account

LINKED, UNLINKED = "records.linked", "records.unlinked"
LONGEST_WHY = 200


@dataclass(frozen=True)
class Linked:
    """A link as one of its records shows it."""

    link: Link
    record: Record
    """The other record, which the account may read."""


def link(record: Record, other: Record, why: str, by: Account) -> Link:
    """Link two records that the account may read, of which it may write the first.

    Refused Q004 for a record with itself, Q005 if they are linked, Q006 without a reason or for a voided
    record (L005); Denied without the right.
    """
    rights.require(by, "write", record.register, record.place)
    rights.require(by, "read", other.register, other.place)
    wrong = list(_faults(record, other, why))
    if wrong:
        raise Refused(wrong)
    one, two = sorted((record.record, other.record))
    with writing():
        if Link.objects.filter(one=one, other=two, until=None).exists():
            raise Refused([problem("Q005", "other", other=other.number)])
        body = {"one": one, "other": two}
        entry = append(record.town, "", "", 0, LINKED, body, by, why.strip())
        return _made(entry)


def _faults(record: Record, other: Record, why: str) -> Iterator[Problem]:
    if record.record == other.record:
        yield problem("Q004", "other")
    if record.void or other.void:
        yield problem("L005", "other")
    if not 0 < len(why.strip()) <= LONGEST_WHY or not why.strip().isprintable():
        yield problem("Q006", "why", longest=LONGEST_WHY)


def unlink(record: Record, seq: int, by: Account) -> None:
    """Take back a link of this record that is shown to the account; nothing if it no longer holds."""
    rights.require(by, "write", record.register, record.place)
    shown = next((s for s in linked(record.record, by) if s.link.seq == seq), None)
    if shown is None:
        return
    with writing():
        kept = Link.objects.filter(seq=seq, until=None).first()
        if kept is not None:
            body = {"one": kept.one, "other": kept.other, "link": seq}
            entry = append(record.town, "", "", 0, UNLINKED, body, by)
            kept.until = entry.day
            kept.save(update_fields=["until"])


def linked(record: str, account: Account, as_of: date | None = None) -> list[Linked]:
    """The record's links whose other side the account may read, newest first."""
    links = Link.objects.filter(Q(one=record) | Q(other=record))
    if as_of is None:
        links = links.filter(until=None)
    else:
        links = links.filter(Q(until=None) | Q(until__gt=as_of), since__lte=as_of)
    found = list(links.order_by("-seq"))
    others = Record.objects.in_bulk([_other(one, record) for one in found])
    made = []
    for one in found:
        other = others.get(_other(one, record))
        if (
            other is not None
            and other.register in catalog().registers
            and rights.may(account, "read", other.register, other.place)
        ):
            made.append(Linked(one, other))
    return made


def _other(link: Link, record: str) -> str:
    return link.other if link.one == record else link.one


def rebuild() -> int:
    """Make the links again from their entries; returns how many hold now."""
    with writing():
        Link.objects.all().delete()
        for entry in Entry.objects.filter(kind__in=(LINKED, UNLINKED)).order_by("seq"):
            if entry.kind == LINKED:
                _made(entry)
            else:
                Link.objects.filter(seq=read_body(entry.body)["link"]).update(until=entry.day)
    return Link.objects.filter(until=None).count()


def _made(entry: Entry) -> Link:
    body = read_body(entry.body)
    return Link.objects.create(
        one=body["one"],
        other=body["other"],
        why=entry.why,
        by_name=entry.by_name,
        seq=entry.seq,
        since=entry.day,
    )
