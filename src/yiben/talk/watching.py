"""What the ledger's entries mean to people: each is read once, and becomes a notice for whom it concerns.

An entry is itself written in the transaction that causes it, so nothing is lost: how far this has read is
kept in the same transaction as the notices.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Max

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.ledger.gate import writing
from yiben.ledger.models import Entry, Record
from yiben.ledger.projection import read_body
from yiben.talk import notices, receivers
from yiben.talk.notices import Note
from yiben.township import rights
from yiben.township.models import Account
from yiben.township.town_clock import living_in, towns

BATCH = 50
"""Entries in one turn at the gate: others write in between."""
FRESH = timedelta(days=7)
"""Older entries (a demonstration, a restored copy, a long stop) tell nobody anything."""
NAME = "entries"


class Reached(models.Model):
    """The last entry that was read."""

    name = models.CharField(max_length=20, primary_key=True)
    seq = models.BigIntegerField(default=0)

    class Meta:
        app_label = "talk"


def catch_up() -> str:
    """Read what is new in the ledger; what came of it, in words."""
    told = 0
    days = _days()
    while True:
        with writing():
            reached, _ = Reached.objects.select_for_update().get_or_create(name=NAME)
            last = Entry.objects.aggregate(last=Max("seq"))["last"] or 0
            if reached.seq >= last:
                return f"写了{told}条消息"
            oldest = min(days.values(), default=clock.today()) - FRESH
            fresh = Entry.objects.filter(seq__gt=reached.seq, seq__lte=last, day__gte=oldest)
            entries = list(fresh.order_by("seq")[:BATCH])
            told += sum(_read(e) for e in entries if e.day >= days.get(e.town, e.day) - FRESH)
            reached.seq = entries[-1].seq if len(entries) == BATCH else last
            reached.save(update_fields=["seq"])


def _days() -> dict[str, date]:
    """Each town and the day it lives on."""
    days = {}
    for town in towns():
        with living_in(town):
            days[town] = clock.today()
    return days


def _read(entry: Entry) -> int:
    with living_in(entry.town):
        if entry.kind.startswith("administration."):
            return _change(entry)
        register = catalog().registers.get(entry.register)
        record = Record.objects.filter(record=entry.record).first() if entry.record else None
        if register is None or record is None:
            return 0
        return _work(entry, read_body(entry.body), register, record)


def _change(entry: Entry) -> int:
    """Proposals go to who may confirm them, what was decided to who proposed it."""
    event, number = entry.kind.partition(".")[2], str(read_body(entry.body).get("change", ""))
    by = Account.objects.filter(username=entry.by).first()
    if event == "proposed":
        people = [a for a in receivers.administrators("security", entry.town) if a.username != entry.by]
        return notices.tell(people, Note(notices.PROPOSAL, entry.town, number, by=by))
    if event not in ("confirmed", "refused", "withdrawn"):
        return 0
    notices.settle(notices.PROPOSAL, number)
    first = Entry.objects.filter(town=entry.town, kind="administration.proposed", seq__lt=entry.seq)
    for proposed in first.order_by("-seq").iterator(chunk_size=50):
        if str(read_body(proposed.body).get("change", "")) == number:
            people = list(Account.objects.filter(username=proposed.by, is_active=True))
            people = [p for p in people if p.username != entry.by]
            said = {"verdict": event}
            return notices.tell(people, Note(notices.DECIDED, entry.town, number, by=by, said=said))
    return 0


def _work(entry: Entry, body: Mapping[str, Any], register: Register, record: Record) -> int:
    """A record that somebody else put before its owner or before the office that keeps the register."""
    event = entry.kind.partition(".")[2]
    light = _light(register, body) if "move" in body or event == "recorded" else ""
    if event == "assigned":
        return _tell(notices.ASSIGNED, entry, record, _owner(body.get("owner")))
    if event == "returned" or light == "returned":
        people = _owner(record.owner)
        if any(p.username == entry.by for p in people):
            people = _office(entry, register, record)
        return _tell(notices.RETURNED, entry, record, people)
    if light != "waiting":
        return 0
    people = _office(entry, register, record)
    if event != "recorded" and not any(p.username == record.owner for p in people):
        people += _owner(record.owner)
    return _tell(notices.ASSIGNED, entry, record, people)


def _light(register: Register, body: Mapping[str, Any]) -> str:
    state = register.states.get(str(body.get("state", "")))
    return state.light if state else ""


def _owner(username: object) -> list[Account]:
    return list(Account.objects.filter(username=str(username or ""), is_active=True))


def _office(entry: Entry, register: Register, record: Record) -> list[Account]:
    """Who keeps the register there; nobody where the person acting is one of them."""
    people = receivers.office(register, record.place)
    return [] if any(p.username == entry.by for p in people) else people


def _tell(kind: str, entry: Entry, record: Record, people: list[Account]) -> int:
    """Never to the person acting, and only to who may read the record. A register's day makes one line."""
    wanted = [
        p for p in people
        if p.username != entry.by and rights.may(p, "read", record.register, record.place)
    ]  # fmt: skip
    by = Account.objects.filter(username=entry.by).first()
    key = f"{record.register}:{entry.day}"
    return notices.tell(
        wanted, Note(kind, entry.town, key, record=record.record, register=record.register, by=by)
    )
