"""Open records pass from one person to another: each by an entry `….assigned`, when a post is handed over."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from yiben.declare.load import catalog
from yiben.ledger import keys, vault
from yiben.ledger.book import BATCH, Book
from yiben.ledger.gate import writing
from yiben.ledger.models import Record
from yiben.ledger.seals import seal_finished_days
from yiben.township.models import Account


def open_records(owner: str, registers: Iterable[str], place: str) -> QuerySet[Record]:
    """What a person answers for and has not closed, of these registers, at and below a place."""
    known = catalog().registers
    condition = Q(pk__in=[])
    for register in registers:
        if register in known:
            condition |= Q(register=register, state__in=known[register].open_states)
    return Record.objects.filter(condition, owner=owner, place__startswith=place, void=False)


def assign(records: QuerySet[Record], to: Account, by: Account, why: str, source: str) -> int:
    """Give the records another owner, in one transaction; returns how many entries were written.

    No right to the registers is asked: the caller answers for it with a change that two people decided.
    Nothing but the owner changes, and nothing of the records is shown.
    """
    with writing():
        known = catalog().registers
        found = list(records.exclude(owner=to.username).order_by("record"))
        book = Book(by, source, vault.Shelf(keys.ring()))
        for start in range(0, len(found), BATCH):
            book.open(r.record for r in found[start : start + BATCH])
        for record in found:
            register = known.get(record.register)
            if register is None:
                continue
            body = {"owner": to.username, "owner_was": record.owner}
            book.write(register, record.record, record.town, "assigned", body, "", why)
        book.save()
        seal_finished_days(book.pen.ends)
    return len(book.entries)
