"""A problem found while doing a duty becomes a record of its own, in the register that handles it."""

from collections.abc import Mapping
from typing import Any

from yiben.capabilities.duties.declared import SHAPE
from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel.problems import Refused, problem, refuse
from yiben.ledger.acts import Enter
from yiben.ledger.births import born_of
from yiben.ledger.gate import writing
from yiben.ledger.models import Record
from yiben.ledger.service import submit
from yiben.search import links
from yiben.township.models import Account


def register_of(register: Register) -> Register | None:
    """The register into which problems go; None where the register of duties names none."""
    name = register.uses.get(SHAPE, {}).get("faults", "")
    return catalog().registers.get(name) if name else None


def raised(record: Record) -> list[Record]:
    """The records that came of this duty's problems, oldest first."""
    target = register_of(catalog().registers[record.register])
    if target is None:
        return []
    found = born_of(record.record).filter(register=target.id, town=record.town, void=False)
    return list(found.order_by("number"))


def raise_fault(record: Record, values: Mapping[str, Any], by: Account, client_id: str = "") -> Record:
    """Enter one of the problems found as a record of its own, linked with the duty, in one transaction.

    Refused Y008 where none was found, Y009 where all are handed on, Y010 where the register names no place
    for them; else as for any new record.
    """
    register = catalog().registers[record.register]
    target = register_of(register)
    if target is None:
        raise refuse("Y010", title=register.title)
    found = int(record.data.get("found") or 0)
    with writing():
        seen = born_of(record.record).filter(register=target.id, town=record.town)
        wrong = [problem("Y008", "found", which=record.number)] if not found else []
        if found and seen.filter(void=False).count() >= found and not _sent_again(client_id):
            wrong.append(problem("Y009", "found", which=record.number, found=found))
        if wrong:
            raise Refused(wrong)
        parts = {"born_of": record.record}
        act = Enter(target.id, values, record.town, client_id, parts=parts)
        written = submit([act], by, "form")[0]
        made = Record.objects.get(record=written.record)
        if not written.repeated:
            links.link(made, record, f"{register.title}发现的问题", by)
    return made


def _sent_again(client_id: str) -> bool:
    from yiben.ledger.models import Entry

    return bool(client_id) and Entry.objects.filter(client_id=client_id).exists()
