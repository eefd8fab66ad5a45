"""First imports: each register that the town keeps, with how many records it has."""

from dataclasses import dataclass

from django.db.models import Count

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.ledger.gate import writing
from yiben.ledger.models import Record
from yiben.opening import journal
from yiben.opening.models import NothingOld
from yiben.township import rights, uses
from yiben.township.models import Account


@dataclass(frozen=True)
class ImportLine:
    register: Register
    office: str
    records: int
    nothing_old: bool

    @property
    def done(self) -> bool:
        return self.records > 0 or self.nothing_old


def lines(town: str) -> list[ImportLine]:
    """The registers that the town keeps, in catalog order."""
    gone = uses.ended(town)
    counted = dict(
        Record.objects.filter(town=town).values_list("register").annotate(Count("record")).order_by()
    )
    empty = set(NothingOld.objects.filter(town=town).values_list("register", flat=True))
    offices = catalog().offices
    return [
        ImportLine(
            r, offices[r.owner].title if r.owner in offices else "", counted.get(r.id, 0), r.id in empty
        )
        for r in catalog().registers.values()
        if r.id not in gone
    ]


def nothing_old(town: str, register: str, by: Account) -> None:
    """Say that the register begins empty; only who writes in it may."""
    rights.require(by, "write", register, town)
    with writing():
        _, made = NothingOld.objects.get_or_create(
            town=town, register=register, defaults={"on": clock.today(), "by": by}
        )
        if made:
            journal.keep(town, "nothing_old", {"register": register}, by)
