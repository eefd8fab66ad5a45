"""A visit put in together with the faults that it found, in one transaction or not at all."""

from collections.abc import Collection, Mapping
from typing import Any

from yiben.capabilities.inspections import deductions, roles, scoring
from yiben.capabilities.inspections.deductions import Deduction
from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.ledger import service
from yiben.ledger.acts import Enter
from yiben.ledger.births import born_of
from yiben.ledger.gate import writing
from yiben.ledger.models import Record
from yiben.search import links
from yiben.township.models import Account
from yiben.township.rights import may

ALL: Collection[int] = range(1000)
FOUND = "检查发现的问题"
"""Why a visit and a fault are linked; kept, so in Chinese."""


def record(
    visits: Register,
    values: Mapping[str, Any],
    by: Account,
    *,
    town: str,
    faults: Collection[int] = ALL,
    client_id: str = "",
    source: str = "form",
) -> Record:
    """The visit, and a fault as a case for each deduction whose position is in `faults`.

    Raises what `ledger.service.submit` raises; then neither the visit nor any fault is there.
    """
    with writing():
        visit = service.enter(visits.id, values, by, town=town, client_id=client_id, source=source)
        hand_over(visits, visit, by, faults, source)
    return visit


def hand_over(
    visits: Register, visit: Record, by: Account, which: Collection[int] = ALL, source: str = "form"
) -> list[str]:
    """Ids of the cases born of the visit's deductions; one that was born before is not born again."""
    register = catalog().registers.get(roles.said(visits).get("faults", ""))
    if register is None or not may(by, "write", register.id, visit.place):
        return []
    found = deductions.kept(visit.data[scoring.PART]["deductions"])
    wanted = [(n, d) for n, d in enumerate(found) if n in which]
    acts = [
        Enter(
            register.id,
            _fault(visits, visit, one),
            visit.town,
            client_id=f"{visit.record}-fault-{n}",
            parts={"born_of": visit.record},
        )
        for n, one in wanted
    ]
    written = service.submit(acts, by, source) if acts else []
    for one in written:
        if not one.repeated:
            links.link(visit, Record.objects.get(record=one.record), FOUND, by)
    return [one.record for one in written]


def born(visits: Register, visit: str) -> dict[tuple[str, str], Record]:
    """The visit's faults by item and what was found, as far as they have become cases."""
    register = roles.said(visits).get("faults", "")
    found = born_of(visit).filter(register=register, void=False)
    return {(str(r.data.get("item")), r.title): r for r in found}


def _fault(visits: Register, visit: Record, one: Deduction) -> dict[str, Any]:
    return {
        "fault": one.reason[:120],
        "village": visit.place,
        "sheet_kind": visit.data.get(roles.class_field(visits)),
        "item": one.item,
        "points": one.points,
        "found_on": visit.happened_on,
        "visit_no": visit.number,
    }
