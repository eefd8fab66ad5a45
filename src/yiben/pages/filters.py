"""The filters of a list: which fields can be asked for, how, and what is asked now, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yiben.declare.load import unit_said
from yiben.declare.model import SECRECY, Field, Register
from yiben.kernel.values import NO, YES
from yiben.township import rights
from yiben.township.models import Account
from yiben.ui import asking

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Filter:
    """One field's filter, and what is asked of it."""

    id: str
    title: str
    kind: str
    """choice, place, words, whole (of an identifier), days, range."""
    values: tuple[str, ...] = ()
    """What is chosen; the one text of words and whole."""
    low: str = ""
    high: str = ""
    presence: str = ""
    """empty, filled, or nothing asked."""
    options: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    may_be_empty: bool = True

    @property
    def on(self) -> bool:
        return bool(self.values or self.low or self.high or self.presence)

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def name(self) -> str:
        """The parameter of the address that the values stand under."""
        return f"{self.id}_has" if self.kind == "words" else self.id

    @property
    def names(self) -> tuple[str, ...]:
        """Every parameter that asks something of the field."""
        return (self.id, *(f"{self.id}_{end}" for end in ("from", "to", "is", "has")))

    @property
    def now(self) -> str:
        """What is asked, without the title."""
        if self.presence:
            return _("未填") if self.presence == "empty" else _("已填")
        if self.low or self.high:
            low_high = {"low": self.low or "…", "high": self.high or "…", "unit": self.unit}
            return _("%(low)s 至 %(high)s%(unit)s") % low_high
        if self.kind == "whole" and self.values:
            return "＊＊＊"
        titles = dict(self.options)
        said = _("、").join(titles.get(v, v) for v in self.values)
        return _("含“%(words)s”") % {"words": said} if self.kind == "words" else said

    @property
    def said(self) -> str:
        """The condition in words, for its chip and for paper."""
        return f"{self.title} {self.now}"

    @property
    def short(self) -> str:
        """What the closed control shows; many choices as their number."""
        if len(self.values) > 2:
            return _("%(n)s项") % {"n": len(self.values)}
        return self.now


def fields(register: Register) -> list[Field]:
    """The fields that can be asked for: the register's day and place, then all that the catalog marks."""
    first = [register.fields[name] for name in (register.happened, register.place) if name in register.fields]
    return [*first, *(f for f in register.fields.values() if f.filter and f not in first)]


def made(register: Register, account: Account, asked: Mapping[str, str], places: Options) -> list[Filter]:
    """The filters of the register for who may ask them, with what is asked now."""
    return [_filter(one, asked, places) for one in fields(register) if _may_ask(register, account, one)]


def _may_ask(register: Register, account: Account, one: Field) -> bool:
    """Asking by what is masked would tell it (`ledger.reading`)."""
    reach = rights.reach(account, "read", register.id)
    lowest = min((rights.level(account, register.id, place) for place in reach), default=-1)
    if one.is_identifier:
        return rights.may(account, "unmask", register.id)
    return SECRECY.index(one.secrecy) <= lowest


def _filter(one: Field, asked: Mapping[str, str], places: Options) -> Filter:
    kind = kind_of(one)
    name = f"{one.id}_has" if kind == "words" else one.id
    return Filter(
        one.id,
        one.title,
        kind,
        values=tuple(v for v in (asked.get(name, "") or asked.get(one.id, "")).split(asking.SEVERAL) if v),
        low=asked.get(f"{one.id}_from", ""),
        high=asked.get(f"{one.id}_to", ""),
        presence=asked.get(f"{one.id}_is", ""),
        options=_options(one, kind, places),
        unit=unit_said(one.unit),
        may_be_empty=not one.required,
    )


def kind_of(one: Field) -> str:
    """How the field is asked for."""
    if one.type in asking.RANGED:
        return "days" if one.type == "date" else "range"
    if one.type in ("choice", "boolean"):
        return "choice"
    return "place" if one.type == "place" else "whole" if one.is_identifier else "words"


def _options(one: Field, kind: str, places: Options) -> tuple[tuple[str, str], ...]:
    if kind == "place":
        return tuple(places)
    if one.type == "boolean":
        return ((YES[0], _("是")), (NO[0], _("否")))
    return tuple((o, one.option_said(o)) for o in one.options)
