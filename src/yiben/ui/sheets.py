"""A register as a sheet: the one set of columns and cells that a page's Excel and `./yiben export` write.

Numbers are in the unit shown and days are days; what is masked on the pages is masked here (`showing`).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from yiben.declare.load import unit_said
from yiben.declare.model import Field, Register
from yiben.documents.columns import Cell, Column, Kind
from yiben.kernel.units import from_base
from yiben.ledger.models import Version
from yiben.ledger.reading import Listing
from yiben.ui import lights, showing

KINDS: Mapping[str, Kind] = {
    "integer": "integer", "number": "number", "money": "money", "date": "date", "boolean": "boolean",
    "id_number": "id", "bank_account": "id", "phone": "id",
}  # fmt: skip


def columns(register: Register, ids: bool = False) -> list[Column]:
    """The running number, with `ids` the record's own id, the state where there are states, every field."""
    return [
        Column(_("编号"), kind="id"),
        *([Column(_("记录"), kind="id")] if ids else []),
        *([Column(_("状态"))] if register.states else []),
        *(
            Column(f.title, kind=KINDS.get(f.type, "text"), unit=unit_said(f.unit), decimals=f.decimals)
            for f in register.fields.values()
        ),
    ]


def cells(found: Listing, ids: bool = False) -> Iterator[list[Cell]]:
    """A line for each record of the listing, in its order, as the listing's account may see it."""
    register, levels = found.register, dict[str, int]()
    for record in found.rows():
        place = record.place
        if place not in levels:
            levels[place] = showing.level_of(found.account, register, place)
        yield [
            record.number,
            *([record.record] if ids else []),
            *([lights.of_state(register, record.state).word] if register.states else []),
            *(value(register, record, f, levels[place]) for f in register.fields.values()),
        ]


def value(register: Register, record: Version, field: Field, level: int) -> Cell:
    """One field for a spreadsheet; nothing where nothing is kept."""
    raw = record.data.get(field.id)
    if raw is None:
        return None
    shown = showing.cell(register, record, field, level)
    if shown.masked:
        return shown.text
    if field.type in showing.NUMERIC:
        return from_base(Decimal(str(raw)), field.unit)
    if field.type == "date":
        return date.fromisoformat(str(raw))
    return raw if isinstance(raw, bool) else shown.text
