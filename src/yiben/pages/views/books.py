"""The catalog as office readers see it: registers, fields with need and basis, figures with worked checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from yiben.declare.load import catalog
from yiben.declare.model import Field, Figure, Register
from yiben.pages.doors import member
from yiben.pages.standing import PageRequest

TYPES = {
    "text": lazy("短文字"),
    "long_text": lazy("长文字"),
    "integer": lazy("整数"),
    "number": lazy("数"),
    "money": lazy("金额"),
    "date": lazy("日期"),
    "choice": lazy("选一项"),
    "boolean": lazy("是否"),
    "place": lazy("地方"),
    "person_name": lazy("姓名"),
    "id_number": lazy("身份证号"),
    "phone": lazy("电话"),
    "bank_account": lazy("银行账号"),
}


@dataclass(frozen=True)
class FieldLine:
    field: Field
    type: str


@dataclass(frozen=True)
class MoveLine:
    title: str
    start: str
    end: str
    asks: str


@dataclass(frozen=True)
class CheckLine:
    why: str
    rows: tuple[str, ...]
    wanted: str


@dataclass(frozen=True)
class FigureEntry:
    figure: Figure
    checks: tuple[CheckLine, ...]


@require_safe
@member
def catalog_page(request: PageRequest) -> HttpResponse:
    book = catalog()
    shelves = [(g, [r for r in book.registers.values() if r.group == g.id]) for g in book.groups.values()]
    words = {
        "shelves": [s for s in shelves if s[1]],
        "offices": book.offices,
        "crumbs": [(_("台账说明"), "")],
    }
    return render(request, "pages/catalog.html", words)


@require_safe
@member
def register_page(request: PageRequest, register: str) -> HttpResponse:
    """What one register declares. It is no secret: the declaration names no person."""
    found = catalog().registers.get(register)
    if found is None:
        raise Http404
    words = {
        "register": found,
        "file": found.where.rpartition(":")[0] or found.where,
        "fields": [FieldLine(f, str(TYPES.get(f.type, f.type))) for f in found.fields.values()],
        "moves": _moves(found),
        "figures": [FigureEntry(f, _checks(found, f)) for f in found.figures.values()],
        "office": catalog().offices.get(found.owner),
        "crumbs": [(_("台账说明"), reverse("catalog")), (found.title, "")],
    }
    return render(request, "pages/catalog_register.html", words)


def _moves(register: Register) -> list[MoveLine]:
    states, fields = register.states, register.fields
    return [
        MoveLine(
            m.title,
            _("、").join(states[s].title for s in m.from_states if s in states),
            states[m.to].title if m.to in states else m.to,
            _("、").join(fields[f].title for f in m.asks if f in fields),
        )
        for m in register.moves.values()
    ]


def _checks(register: Register, figure: Figure) -> tuple[CheckLine, ...]:
    return tuple(
        CheckLine(
            c.why,
            tuple(_said(register, row) for row in c.rows),
            _("无") if c.wanted in (None, "none") else str(c.wanted),
        )
        for c in figure.checks
    )


def _said(register: Register, row: Mapping[str, Any]) -> str:
    """A row of a worked check in the fields' own titles."""
    titles = {name: field.title for name, field in register.fields.items()} | {"state": _("状态")}
    said = (f"{titles.get(k, k)} {_value_said(register, k, v)}" for k, v in row.items())
    return _("，").join(said) or _("（空行）")


def _value_said(register: Register, name: str, value: Any) -> Any:
    field = register.fields.get(name)
    if name == "state":
        return register.states[str(value)].title if str(value) in register.states else value
    return field.option_said(str(value)) if field and field.type == "choice" else value
