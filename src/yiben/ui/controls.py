"""Form controls made from a register's fields: what is typed, what is wrong with it, what it is for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yiben.declare.model import Field
from yiben.kernel.problems import Problem

Option = tuple[str, str]


@dataclass(frozen=True)
class Control:
    id: str
    title: str
    kind: str
    """text, long, date, number, select."""
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    unit: str = ""
    hint: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def plain_date(self) -> bool:
        """Whether a browser's day picker can show the value; it would lose any other text."""
        if not self.value:
            return True
        try:
            return date.fromisoformat(self.value).isoformat() == self.value
        except ValueError:
            return False

    @property
    def stray(self) -> bool:
        """Whether a typed choice is none of the options; it is kept and shown all the same."""
        return bool(self.value) and all(self.value not in pair for pair in self.options)


KINDS = {
    "long_text": "long", "date": "date", "integer": "number", "number": "number", "money": "number",
    "choice": "select", "boolean": "select", "place": "select",
}  # fmt: skip


def control(
    field: Field,
    value: str = "",
    problems: Iterable[Problem] = (),
    places: Sequence[Option] = (),
    required: bool | None = None,
) -> Control:
    """The control of one field; `places` are offered for a place field."""
    return Control(
        id=field.id,
        title=field.title,
        kind=KINDS.get(field.type, "text"),
        value=value,
        options=_options(field, places),
        required=field.required if required is None else required,
        unit=field.unit,
        hint=_hint(field),
        problems=tuple(p for p in problems if p.where == field.id),
    )


def _options(field: Field, places: Sequence[Option]) -> tuple[Option, ...]:
    if field.type == "boolean":
        return ((_("是"), _("是")), (_("否"), _("否")))
    if field.type == "place":
        return tuple(places)
    return tuple((o, o) for o in field.options)


def _hint(field: Field) -> str:
    said = [
        field.need,
        field.basis,
        _("例如%(example)s") % {"example": field.example} if field.example else "",
    ]
    return "；".join(s for s in said if s)


def unplaced(problems: Iterable[Problem], controls: Iterable[Control]) -> list[Problem]:
    """The problems that no control shows, for the head of the form."""
    shown = {c.id for c in controls}
    return [p for p in problems if p.where not in shown]


def typed(data: Mapping[str, Any], fields: Iterable[Field]) -> dict[str, str]:
    """What the form sent for these fields, as typed."""
    return {f.id: str(data.get(f.id, "")) for f in fields if f.id in data}
