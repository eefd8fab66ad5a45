"""How a record is shown to one account, on pages, in Excel and by the API: units, names, masks.

Masks follow DOMAIN 2.14 (个人信息保护法 51): an identifier is never shown whole in a list or page; a
field of a higher level of secrecy than the account's right is shown masked, its name at most by surname.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yiben.declare.model import SECRECY, Field, Register
from yiben.kernel.values import show_value
from yiben.ledger import vault
from yiben.ledger.models import Version
from yiben.township import places, rights, staff
from yiben.township.models import Account

NUMERIC = ("integer", "number", "money")
NONE = "—"
HIDDEN = "＊＊＊"


@dataclass(frozen=True)
class Cell:
    field: Field
    text: str
    masked: bool = False
    """Whether something stands behind a mask."""

    @property
    def numeric(self) -> bool:
        return self.field.type in NUMERIC

    @property
    def empty(self) -> bool:
        return self.text == NONE


def level_of(account: Account, register: Register, place: str) -> int:
    """The highest level of secrecy that the account may read in the register at the place, or -1."""
    return rights.level(account, register.id, place)


def cell(register: Register, record: Version, field: Field, level: int) -> Cell:
    """One field of a record as this level may see it."""
    value = record.data.get(field.id)
    if value is None:
        return Cell(field, NONE)
    if field.is_identifier:
        return Cell(field, vault.masked(record.record, register, field.id, value), masked=True)
    if SECRECY.index(field.secrecy) > level:
        return Cell(field, surname(str(value)) if field.type == "person_name" else HIDDEN, masked=True)
    return Cell(field, plain(field, value))


def plain(field: Field, value: Any) -> str:
    """A kept value in words: a place by its name, money in its unit with separators."""
    if value is None:
        return NONE
    if isinstance(value, Mapping):
        return HIDDEN
    if field.type == "place":
        return places.said(str(value))
    if field.type == "staff":
        return staff.said(str(value))
    if field.type == "choice":
        return field.option_said(str(value))
    if field.type == "boolean":
        return _("是") if value else _("否")
    return str(show_value(field, value))


def title(register: Register, record: Version, level: int) -> str:
    """The record's title; a person's name in it is masked like the field it comes from."""
    source = register.fields.get(register.title_field)
    if source is None or SECRECY.index(source.secrecy) <= level or record.title == record.number:
        return record.title
    return surname(record.title) if source.type == "person_name" else record.number


def surname(name: str) -> str:
    """向** for any name of any length."""
    return f"{name[:1]}**"


def title_of_place(record: Version) -> str:
    return places.said(record.place)


def value_for_api(register: Register, record: Version, field: Field, level: int) -> Any:
    """A field as JSON: numbers as numbers in the base unit, masked text for what stands behind a mask."""
    shown = cell(register, record, field, level)
    return shown.text if shown.masked else record.data.get(field.id)
