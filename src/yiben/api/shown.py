"""Records as the API says them: typed units, the pages' masks."""

from decimal import Decimal
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel.units import from_base
from yiben.ledger.models import Version
from yiben.township.models import Account
from yiben.ui import showing


def record_out(record: Version, account: Account) -> dict[str, Any]:
    register = catalog().registers[record.register]
    level = showing.level_of(account, register, record.place)
    return {
        "record": record.record,
        "register": record.register,
        "number": record.number,
        "title": showing.title(register, record, level),
        "state": record.state,
        "town": record.town,
        "place": record.place,
        "office": record.office,
        "happened_on": record.happened_on,
        "due_on": record.due_on,
        "closed_on": record.closed_on,
        "version": record.version,
        "void": record.void,
        "values": values_out(register, record, level),
    }


def values_out(register: Register, record: Version, level: int) -> dict[str, Any]:
    """Field → value as it would be sent in; masked text for what stands behind a mask."""
    made = {}
    for field in register.fields.values():
        value = record.data.get(field.id)
        if value is None:
            continue
        cell = showing.cell(register, record, field, level)
        if cell.masked:
            made[field.id] = cell.text
        elif field.type in showing.NUMERIC:
            made[field.id] = number(from_base(Decimal(str(value)), field.unit))
        else:
            made[field.id] = value
    return made


def number(value: Any) -> Any:
    """As a JSON number: whole where it is whole."""
    if value is None:
        return None
    exact = Decimal(value)
    return int(exact) if exact == exact.to_integral_value() else float(exact)
